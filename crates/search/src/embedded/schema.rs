//! The fields of the index. Changed fields mean a new [`SCHEMA_VERSION`], which means a rebuild.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::asked::plan::Form;

/// Changed with the fields below.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// A piece of an entry that is searched with a weight of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    Title,
    Aside,
    Text,
}

impl Piece {
    pub(crate) const ALL: [Self; 3] = [Self::Title, Self::Aside, Self::Text];

    /// How much a match in it counts.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Self::Title => 2.0,
            Self::Aside => 1.3,
            Self::Text => 1.0,
        }
    }
}

/// The three forms of a piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forms {
    pub(crate) surface: Field,
    pub(crate) stem: Field,
    pub(crate) loose: Field,
}

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
    pub(crate) organisation: Field,
    pub(crate) published: Field,
    pub(crate) group: Field,
    /// Searched text.
    title: Forms,
    aside: Forms,
    text: Forms,
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
        let mut forms = |name: &str| Forms {
            surface: schema.add_text_field(&format!("{name}_surface"), terms(IndexRecordOption::WithFreqs)),
            stem: schema.add_text_field(&format!("{name}_stem"), terms(IndexRecordOption::WithFreqsAndPositions)),
            loose: schema.add_text_field(&format!("{name}_loose"), terms(IndexRecordOption::WithFreqs)),
        };
        let (title, aside, text) = (forms("title"), forms("aside"), forms("text"));
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
            organisation: schema.add_text_field("organisation", column()),
            published: schema.add_u64_field("published", FAST | INDEXED),
            group: schema.add_u64_field("group", FAST),
            title,
            aside,
            text,
            author: schema.add_text_field("author", terms(IndexRecordOption::Basic)),
            place: schema.add_text_field("place", terms(IndexRecordOption::Basic)),
            entry: schema.add_bytes_field("entry", STORED),
            schema: schema.build(),
        }
    }

    pub(crate) fn forms(&self, piece: Piece) -> Forms {
        match piece {
            Piece::Title => self.title,
            Piece::Aside => self.aside,
            Piece::Text => self.text,
        }
    }

    pub(crate) fn field(&self, piece: Piece, form: Form) -> Field {
        let forms = self.forms(piece);
        match form {
            Form::Surface => forms.surface,
            Form::Stem => forms.stem,
            Form::Loose => forms.loose,
        }
    }
}
