//! What is answered. A hit is a hint: the caller re-reads it through its finder before showing it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entry::{EntryKey, EntryKind};

/// A piece of text, marked if it is what was searched for. Pieces in order make the whole text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// The text as it stands.
    pub text: String,
    /// It matches the query.
    pub marked: bool,
}

/// One thing found: of a document its best page.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which entry.
    pub key: EntryKey,
    /// The room it was indexed in.
    pub room: Uuid,
    /// Its network.
    pub network: Option<Uuid>,
    /// Its conversation, of a message.
    pub parent: Option<Uuid>,
    /// Score; only comparable within one answer. 0 when ordered by date.
    pub score: f32,
    /// The title, with marks.
    pub title: Vec<Fragment>,
    /// The heading it stands under, empty if none.
    pub heading: String,
    /// The best passage, about 220 characters, with marks; the beginning of the text if nothing in it matched.
    pub passage: Vec<Fragment>,
    /// Host, empty if none.
    pub host: String,
    /// Author, empty if unknown.
    pub author: String,
    /// Themes.
    pub themes: Vec<String>,
    /// Organisation.
    pub organisation: Option<Uuid>,
    /// Dated.
    pub dated_on: Option<NaiveDate>,
    /// The year, also where no day is known.
    pub year: Option<i32>,
    /// The month, also where no day is known.
    pub month: Option<u32>,
    /// In the archive.
    pub published: bool,
    /// How many other pages of the same document matched.
    pub more: u32,
}

/// A value and how many hits have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted<T> {
    /// The value.
    pub value: T,
    /// Hits with it.
    pub count: u64,
}

/// How many hits there would be for each value. Each facet is counted as if its own filter were not set, and all
/// others were, so that another value can be chosen. Only what the asker may read is counted. Most frequent first, at
/// most 100 values each; years with the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// By network.
    pub networks: Vec<Counted<Uuid>>,
    /// By room.
    pub rooms: Vec<Counted<Uuid>>,
    /// By kind.
    pub kinds: Vec<Counted<EntryKind>>,
    /// By year.
    pub years: Vec<Counted<i32>>,
    /// By host.
    pub hosts: Vec<Counted<String>>,
    /// By theme.
    pub themes: Vec<Counted<String>>,
    /// By article of the Convention, the first first.
    pub articles: Vec<Counted<u8>>,
    /// By organisation.
    pub organisations: Vec<Counted<Uuid>>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// What was found, in order.
    pub hits: Vec<Hit>,
    /// How many there are in all; a document counts once. Where facets were not asked for, counting may end at
    /// [`MAX_COUNTED`](crate::contract::query::MAX_COUNTED): finding the best does not need to have seen all.
    pub total: u64,
    /// There are more after these.
    pub more: bool,
    /// Counts, if asked for.
    pub facets: Option<Facets>,
    /// "Menade du": the query with its misspelt words replaced by words that do occur in the asker's rooms.
    pub suggestion: Option<String>,
}
