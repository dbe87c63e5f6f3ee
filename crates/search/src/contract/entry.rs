//! What is indexed: one entry for each thing that can be a hit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest text of an entry that is analysed and stored, in bytes; what is longer is cut at a character.
pub const MAX_TEXT: usize = 256 * 1024;
/// Longest title, heading, host, author, place and theme, in bytes; what is longer is cut at a character.
pub const MAX_LABEL: usize = 2 * 1024;
/// Most themes of an entry; the rest are left out.
pub const MAX_THEMES: usize = 32;
/// The Convention on the Rights of the Child has so many articles.
pub const ARTICLES: u8 = 54;

/// What sort of thing an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// One message of a conversation. `parent` is the conversation, `title` its title.
    Message,
    /// One page of a document (or a document without pages). `title` is the document's name.
    Document,
    /// A conversation by its title.
    Conversation,
    /// A meeting: kind, host, place and themes.
    Meeting,
    /// A decision or a promise.
    Decision,
    /// A person, by name and title.
    Person,
    /// An organisation, by name.
    Organisation,
}

impl EntryKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [Self; 7] = [
        Self::Message,
        Self::Document,
        Self::Conversation,
        Self::Meeting,
        Self::Decision,
        Self::Person,
        Self::Organisation,
    ];

    /// The code used in keys, in the API and in the index.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Document => "document",
            Self::Conversation => "conversation",
            Self::Meeting => "meeting",
            Self::Decision => "decision",
            Self::Person => "person",
            Self::Organisation => "organisation",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Which entry it is. Putting an entry replaces the one with the same key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntryKey {
    /// What sort of thing.
    pub kind: EntryKind,
    /// The id of the message, document, meeting and so on.
    pub id: Uuid,
    /// The page of a document, from 1; 0 for everything else and for a document without pages.
    pub page: u32,
    /// For people and organisations, which are put once for each room they are seen from: that room. `None` for all
    /// else. (One entry readable from two rooms would count in the facets of both.)
    pub seen_in: Option<Uuid>,
}

impl EntryKey {
    /// The key of something that is one entry.
    #[must_use]
    pub fn new(kind: EntryKind, id: Uuid) -> Self {
        Self { kind, id, page: 0, seen_in: None }
    }

    /// The key of a page of a document, counted from 1.
    #[must_use]
    pub fn page(document: Uuid, page: u32) -> Self {
        Self { kind: EntryKind::Document, id: document, page, seen_in: None }
    }

    /// The key of a person or an organisation as seen from one room.
    #[must_use]
    pub fn seen_in(kind: EntryKind, id: Uuid, room: Uuid) -> Self {
        Self { kind, id, page: 0, seen_in: Some(room) }
    }

    /// What this entry is grouped by: all pages of a document, all places a person is seen in, are one hit.
    #[must_use]
    pub fn object(&self) -> String {
        format!("{}-{}", self.kind.code(), self.id.simple())
    }
}

impl std::fmt::Display for EntryKey {
    /// The key as the engines store it: letters, digits and `-` only, which is also what Meilisearch accepts.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{}", self.kind.code(), self.id.simple(), self.page)?;
        match self.seen_in {
            Some(room) => write!(f, "-{}", room.simple()),
            None => Ok(()),
        }
    }
}

/// One indexed unit. All text is plain (no Markdown, no HTML), in NFC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Which entry it is.
    pub key: EntryKey,
    /// The room whose readers may find it: the unit of access.
    pub room: Uuid,
    /// The network it belongs to; `None` in a direct conversation.
    pub network: Option<Uuid>,
    /// What contains it: the conversation of a message. Pages of a document need none, they share the key's id.
    pub parent: Option<Uuid>,
    /// Title of the conversation, name of the document, title of the meeting, name of the person.
    pub title: String,
    /// The heading the text stands under, empty if none.
    pub heading: String,
    /// The text itself.
    pub text: String,
    /// Name of the host of the meeting it belongs to, empty if none.
    pub host: String,
    /// Who wrote it, as shown to readers, empty if unknown. A protected person is given as shown.
    pub author: String,
    /// Names of its room and network, words that `i:` finds; empty if none.
    pub place: String,
    /// Words it is found by that stand nowhere in it: what kind of document it is, of which meeting; empty if none.
    #[serde(default)]
    pub also: String,
    /// Themes, as written.
    pub themes: Vec<String>,
    /// The Convention's articles it is about, 1 to [`ARTICLES`].
    #[serde(default)]
    pub articles: Vec<u8>,
    /// The organisation it concerns or that its author acted for.
    pub organisation: Option<Uuid>,
    /// The day it is dated (not when it was put here); `None` if unknown or known to the month or year only (decision 25).
    pub dated_on: Option<NaiveDate>,
    /// The year it is dated; taken from `dated_on` if that is given.
    pub year: Option<i32>,
    /// The month of `year`, 1 to 12, where the day is unknown; taken from `dated_on` if that is given.
    pub month: Option<u32>,
    /// Part of the archive.
    pub published: bool,
}

impl Entry {
    /// An entry with a key and a room and all else empty.
    #[must_use]
    pub fn new(key: EntryKey, room: Uuid) -> Self {
        Self {
            key,
            room,
            network: None,
            parent: None,
            title: String::new(),
            heading: String::new(),
            text: String::new(),
            host: String::new(),
            author: String::new(),
            place: String::new(),
            also: String::new(),
            themes: Vec::new(),
            articles: Vec::new(),
            organisation: None,
            dated_on: None,
            year: None,
            month: None,
            published: false,
        }
    }
}
