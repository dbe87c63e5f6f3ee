//! tantivy as it comes, with Snowball's Swedish stemmer and its own snippets.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value as _};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument, doc};

/// Documents of one commit, and the writer's memory: as in the product.
const COMMIT: usize = 5_000;
const MEMORY: usize = 64 * 1024 * 1024;

/// What is found.
#[derive(Debug, Serialize)]
pub struct Found {
    total: usize,
    items: Vec<Hit>,
}

#[derive(Debug, Serialize)]
struct Hit {
    score: f32,
    passage: String,
}

/// An index that is only read.
pub struct PlainSearch {
    index: Index,
    reader: IndexReader,
    text: Field,
}

impl std::fmt::Debug for PlainSearch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainSearch")
    }
}

fn with_stemmer(index: &Index) {
    let swedish =
        TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(Stemmer::new(Language::Swedish));
    index.tokenizers().register("sv", swedish.build());
}

/// Indexes texts with one thread.
///
/// # Errors
/// When the folder can't be written, and those of the texts.
pub fn index<T: AsRef<str>>(folder: &Path, texts: impl IntoIterator<Item = Result<T>>) -> Result<()> {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("sv").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing) | STORED);
    std::fs::create_dir_all(folder)?;
    let index = Index::create_in_dir(folder, schema.build())?;
    with_stemmer(&index);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    for (n, content) in texts.into_iter().enumerate() {
        writer.add_document(doc!(text => content?.as_ref()))?;
        if (n + 1) % COMMIT == 0 {
            writer.commit()?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

impl PlainSearch {
    /// Opens an index.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(folder: &Path) -> Result<Self> {
        let index = Index::open_in_dir(folder)?;
        with_stemmer(&index);
        let text = index.schema().get_field("text")?;
        Ok(Self { reader: index.reader()?, index, text })
    }

    /// The twenty best, each with a marked passage, and how many there are.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn search(&self, words: &str) -> Result<Found> {
        let searcher = self.reader.searcher();
        let (query, _) = QueryParser::for_index(&self.index, vec![self.text]).parse_query_lenient(words);
        let (best, total) = searcher.search(&query, &(TopDocs::with_limit(20).order_by_score(), Count))?;
        let snippets = SnippetGenerator::create(&searcher, &*query, self.text)?;
        let mut items = Vec::with_capacity(best.len());
        for (score, address) in best {
            let document: TantivyDocument = searcher.doc(address)?;
            let content = document.get_first(self.text).and_then(|value| value.as_str()).unwrap_or_default();
            items.push(Hit { score, passage: snippets.snippet(content).to_html() });
        }
        Ok(Found { total, items })
    }
}
