//! The fields of the index. Changed fields mean a new [`SCHEMA_VERSION`], which means a rebuild.

use tantivy::Term;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::asked::plan::Form;
use crate::prepared::{AS_WRITTEN, Piece};

/// Changed with the fields below, and with what is put into them.
pub(crate) const SCHEMA_VERSION: u32 = 5;

/// All fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// Key, object, parent and room as exact terms: for replacing, removing and leaving out.
    pub(crate) key: Field,
    pub(crate) object: Field,
    pub(crate) parent: Field,
    pub(crate) id: Field,
    /// Columns for filters, facets, order and grouping.
    pub(crate) room: Field,
    pub(crate) network: Field,
    pub(crate) kind: Field,
    pub(crate) year: Field,
    pub(crate) first_day: Field,
    pub(crate) last_day: Field,
    pub(crate) host: Field,
    pub(crate) theme: Field,
    pub(crate) article: Field,
    pub(crate) organisation: Field,
    pub(crate) published: Field,
    pub(crate) group: Field,
    /// All words of an entry in all their forms: stems and parts of compounds bare, words as written with `=`, folded
    /// ones with `_`. What matches is found by this one field, so that a word of a query is one list of documents.
    pub(crate) words: Field,
    /// Stems in their places: for phrases, and to weigh where a word stands.
    title: Field,
    aside: Field,
    text: Field,
    /// Parts of the compounds of the title.
    pub(crate) title_parts: Field,
    /// Stems of the author's name, and of host, room and network: for `från:` and `i:`.
    pub(crate) author: Field,
    pub(crate) place: Field,
    /// The entry itself as JSON.
    pub(crate) entry: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        // Terms come joined with spaces from the analysis; the fields differ in what is kept of them.
        let terms = |option: IndexRecordOption| {
            let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(option);
            TextOptions::default().set_indexing_options(indexing)
        };
        let (freqs, places) = (IndexRecordOption::WithFreqs, IndexRecordOption::WithFreqsAndPositions);
        let column = || TextOptions::default().set_fast("raw");
        Self {
            key: schema.add_text_field("key", STRING),
            object: schema.add_text_field("object", STRING),
            parent: schema.add_text_field("parent", STRING),
            id: schema.add_text_field("id", STRING),
            room: schema.add_text_field("room", column() | STRING),
            network: schema.add_text_field("network", column()),
            kind: schema.add_u64_field("kind", FAST),
            year: schema.add_i64_field("year", FAST),
            first_day: schema.add_i64_field("first_day", FAST),
            last_day: schema.add_i64_field("last_day", FAST),
            host: schema.add_text_field("host", column()),
            theme: schema.add_text_field("theme", column()),
            article: schema.add_u64_field("article", FAST),
            organisation: schema.add_text_field("organisation", column()),
            published: schema.add_u64_field("published", FAST | INDEXED),
            group: schema.add_u64_field("group", FAST | INDEXED),
            words: schema.add_text_field("words", terms(freqs)),
            title: schema.add_text_field("title", terms(places)),
            aside: schema.add_text_field("aside", terms(places)),
            text: schema.add_text_field("text", terms(places)),
            title_parts: schema.add_text_field("title_parts", terms(freqs)),
            author: schema.add_text_field("author", terms(IndexRecordOption::Basic)),
            place: schema.add_text_field("place", terms(IndexRecordOption::Basic)),
            entry: schema.add_bytes_field("entry", STORED),
            schema: schema.build(),
        }
    }

    /// The field with the stems of a piece in their places.
    pub(crate) fn stems(&self, piece: Piece) -> Field {
        match piece {
            Piece::Title => self.title,
            Piece::Aside => self.aside,
            Piece::Text => self.text,
        }
    }

    /// The fields that are weighed.
    pub(crate) fn weighed(&self) -> [Field; 5] {
        [self.words, self.title, self.aside, self.text, self.title_parts]
    }

    /// The term of [`Fields::words`] for a word in one of its forms.
    pub(crate) fn word(&self, form: Form, word: &str) -> Term {
        match form {
            Form::Surface => Term::from_field_text(self.words, &format!("{AS_WRITTEN}{word}")),
            Form::Stem => Term::from_field_text(self.words, word),
            Form::Folded => Term::from_field_text(self.words, &format!("_{word}")),
        }
    }
}
