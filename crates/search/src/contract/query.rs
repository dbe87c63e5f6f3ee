//! What is asked.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;

use super::entry::EntryKind;
use crate::analysis::Synonyms;

/// Most characters of a query that are read; the rest is left out.
pub const MAX_QUERY_CHARS: usize = 400;
/// Most words of a query that are searched for; the rest are left out.
pub const MAX_TERMS: usize = 32;
/// Most hits in one answer.
pub const MAX_LIMIT: usize = 100;
/// Furthest into the hits an answer may begin.
pub const MAX_OFFSET: usize = 10_000;
/// Most ids in `Query::without`; above that the asker should leave the counts out.
pub const MAX_WITHOUT: usize = 1_000;
/// Most ids in `Query::among`.
pub const MAX_AMONG: usize = 1_000;

/// How far hits are counted where facets are not asked for.
pub const MAX_COUNTED: u64 = 1_000;

/// In what order hits come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best first; among equals the latest.
    #[default]
    Relevance,
    /// The latest first; undated last.
    Date,
}

/// Narrowing by value sets: empty means any, several values mean any of them, and all fields must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only in these networks.
    pub networks: Vec<Uuid>,
    /// Only in these rooms (never widens `Query::rooms`).
    pub rooms: Vec<Uuid>,
    /// Only these kinds.
    pub kinds: Vec<EntryKind>,
    /// Only dated these years.
    pub years: Vec<i32>,
    /// Only with these hosts, by exact name.
    pub hosts: Vec<String>,
    /// Only with these themes, as written.
    pub themes: Vec<String>,
    /// Only about these articles of the Convention.
    pub articles: Vec<u8>,
    /// Only concerning these organisations.
    pub organisations: Vec<Uuid>,
    /// Dated this day or later; what has only a year counts by it.
    pub from: Option<NaiveDate>,
    /// Dated this day or earlier; what has only a year counts by it.
    pub to: Option<NaiveDate>,
    /// Only the archive.
    pub published_only: bool,
}

/// A question to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What the person wrote: words, `"phrases"`, `-minus`, `från:`, `i:`, `före:`, `efter:`, `artikel:`. Never an error. Empty, or
    /// only operators, gives everything that passes the filter, the latest first.
    pub text: String,
    /// The rooms the asker may read. Nothing outside them is found, counted or suggested. Empty: nothing at all.
    pub rooms: Vec<Uuid>,
    /// Narrowing.
    pub filter: Filter,
    /// Ids (of entries, or their parents) to leave out of hits, totals and facets: what narrowed after the index cursor.
    /// At most [`MAX_WITHOUT`] are read.
    pub without: Vec<Uuid>,
    /// Only these things, by id; at most [`MAX_AMONG`] are read, and none means all. Nothing is then corrected or relaxed:
    /// this asks whether what is new is what somebody looks for.
    pub among: Vec<Uuid>,
    /// Synonyms of the networks that are searched, on top of those that hold everywhere.
    pub synonyms: Vec<Arc<Synonyms>>,
    /// Order of the hits.
    pub order: Order,
    /// Most hits wanted, at most [`MAX_LIMIT`].
    pub limit: usize,
    /// How many hits to skip, at most [`MAX_OFFSET`].
    pub offset: usize,
    /// Count facets too.
    pub with_facets: bool,
    /// The last word may be unfinished (search as you type). A trailing space says it is finished.
    pub prefix: bool,
}

impl Query {
    /// The first twenty hits for a text in these rooms, with facets and the last word as a prefix.
    #[must_use]
    pub fn new(text: impl Into<String>, rooms: Vec<Uuid>) -> Self {
        Self {
            text: text.into(),
            rooms,
            filter: Filter::default(),
            without: Vec::new(),
            among: Vec::new(),
            synonyms: Vec::new(),
            order: Order::default(),
            limit: 20,
            offset: 0,
            with_facets: true,
            prefix: true,
        }
    }
}
