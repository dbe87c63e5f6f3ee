//! The index as of one commit: what searches look at until the next.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::query::Bm25Weight;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

use super::columns::Columns;

/// A searcher with what is opened or counted once for all who use it.
pub(super) struct View {
    pub(super) searcher: Searcher,
    columns: Vec<Arc<Columns>>,
    /// Documents in all segments, also the deleted.
    documents: u64,
    lengths: HashMap<Field, f32>,
}

impl View {
    /// Looks at what a searcher sees. Columns of segments that were there before are taken over.
    pub(super) fn new(searcher: Searcher, before: Option<&Self>, fields: &[Field]) -> tantivy::Result<Self> {
        let known = |reader: &SegmentReader| {
            let columns = before.into_iter().flat_map(|view| &view.columns);
            columns.clone().find(|columns| columns.segment == reader.segment_id()).map(Arc::clone)
        };
        let mut columns = Vec::new();
        let (mut documents, mut tokens) = (0, HashMap::new());
        for reader in searcher.segment_readers() {
            columns.push(match known(reader) {
                Some(columns) => columns,
                None => Arc::new(Columns::open(reader)?),
            });
            documents += u64::from(reader.max_doc());
            for field in fields {
                *tokens.entry(*field).or_insert(0) += reader.inverted_index(*field)?.total_num_tokens();
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let lengths = tokens.into_iter().map(|(field, tokens)| (field, tokens as f32 / documents.max(1) as f32));
        Ok(Self { columns, documents, lengths: lengths.collect(), searcher })
    }

    /// Each segment with its columns.
    pub(super) fn segments(&self) -> impl Iterator<Item = (usize, &SegmentReader, &Columns)> {
        let readers = self.searcher.segment_readers().iter();
        readers.zip(&self.columns).enumerate().map(|(at, (reader, columns))| (at, reader, &**columns))
    }

    /// The columns of a segment.
    pub(super) fn columns(&self, segment: usize) -> Option<&Arc<Columns>> {
        self.columns.get(segment)
    }

    /// In how many documents a term is.
    pub(super) fn frequency(&self, term: &Term) -> u64 {
        self.searcher.doc_freq(term).unwrap_or_default()
    }

    /// How much a term counts in a field, where it is in so many documents. `usual`: how long such a field usually is,
    /// where many documents have none and an average says nothing.
    pub(super) fn weight(&self, field: Field, frequency: u64, usual: f32) -> Bm25Weight {
        let length = self.lengths.get(&field).copied().unwrap_or(1.0).max(usual);
        Bm25Weight::for_one_term_without_explain(frequency.min(self.documents), self.documents, length)
    }
}
