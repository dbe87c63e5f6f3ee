//! An entry as the server keeps it: what is shown, what it is filtered by, and our own terms beside the text.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::analysis::Analyser;
use crate::contract::batch::LogCursor;
use crate::contract::entry::Entry;
use crate::prepared::{AS_WRITTEN, Prepared, bounded, days};

/// The id of the document that says how far in the log the index is. It is in no room, so nobody finds it.
pub(super) const CURSOR: &str = "cursor";

/// An entry.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    id: String,
    /// What all pages of a document, all places of a person, have in common.
    object: String,
    /// The id of the object alone, whatever kind it is.
    thing: String,
    parent: Option<String>,
    room: String,
    network: Option<String>,
    kind: &'static str,
    year: Option<i32>,
    first_day: Option<i64>,
    last_day: Option<i64>,
    host: Option<String>,
    themes: Vec<String>,
    articles: Vec<u8>,
    organisation: Option<String>,
    published: bool,
    /// Every term once: what a word of a query is met by.
    words: Vec<String>,
    /// Stems of whole words once: what phrases and *minus* are met by.
    whole: Vec<String>,
    author: Vec<String>,
    place: Vec<String>,
    title: String,
    heading: String,
    text: String,
    /// Stems in their places, for the server's own ordering.
    stems: String,
    /// Words as written once, for beginnings and misspellings.
    written: String,
    /// Stems and parts of compounds once, folded ones too, for beginnings.
    parts: String,
    /// Words backwards once: what ends in a word is found by how it begins.
    reversed: String,
    /// All else of the entry.
    entry: Entry,
}

impl Document {
    pub(super) fn new(entry: &Entry, analyser: &mut Analyser) -> Self {
        let entry = bounded(entry);
        let prepared = Prepared::new(&entry, analyser);
        let id = |id: uuid::Uuid| id.simple().to_string();
        let days = days(&entry);
        let words = once(&prepared.words);
        let marks = [AS_WRITTEN, '_'];
        let parts =
            words.iter().filter(|word| !word.starts_with(AS_WRITTEN)).map(|word| word.trim_start_matches(marks));
        let parts = parts.collect::<Vec<_>>().join(" ");
        let written = words.iter().filter_map(|word| word.strip_prefix(AS_WRITTEN));
        // what ends one piece and begins the next stands in no row
        let stems = format!("{}| {}| {}", prepared.title, prepared.aside, prepared.text);
        let whole: Vec<String> = once(&stems).into_iter().filter(|stem| stem != "|").collect();
        Self {
            id: entry.key.to_string(),
            object: entry.key.object(),
            thing: id(entry.key.id),
            parent: entry.parent.map(id),
            room: id(entry.room),
            network: entry.network.map(id),
            kind: entry.key.kind.code(),
            year: entry.year,
            first_day: days.map(|(first, _)| first),
            last_day: days.map(|(_, last)| last),
            host: Some(entry.host.clone()).filter(|host| !host.is_empty()),
            themes: entry.themes.iter().filter(|theme| !theme.is_empty()).cloned().collect(),
            articles: entry.articles.clone(),
            organisation: entry.organisation.map(id),
            published: entry.published,
            written: written.collect::<Vec<_>>().join(" "),
            reversed: whole.iter().map(|stem| stem.chars().rev().collect::<String>()).collect::<Vec<_>>().join(" "),
            parts,
            words,
            whole,
            author: once(&prepared.author),
            place: once(&prepared.place),
            stems,
            title: entry.title.clone(),
            heading: entry.heading.clone(),
            text: entry.text.clone(),
            entry: Entry { title: String::new(), heading: String::new(), text: String::new(), ..entry },
        }
    }
}

fn once(terms: &str) -> Vec<String> {
    let terms: BTreeSet<&str> = terms.split_ascii_whitespace().collect();
    terms.into_iter().map(str::to_owned).collect()
}

/// Of a document what makes the entry again.
#[derive(Debug, Deserialize)]
pub(super) struct Kept {
    title: String,
    heading: String,
    text: String,
    entry: Entry,
}

impl Kept {
    /// What has to be asked for.
    pub(super) const ATTRIBUTES: &[&str] = &["title", "heading", "text", "entry"];

    pub(super) fn entry(self) -> Entry {
        let Self { title, heading, text, entry } = self;
        Entry { title, heading, text, ..entry }
    }
}

/// Of a document its words in all their forms.
#[derive(Debug, Deserialize)]
pub(super) struct Spelt {
    #[serde(default)]
    pub(super) words: Vec<String>,
}

impl Spelt {
    /// What has to be asked for.
    pub(super) const ATTRIBUTES: &[&str] = &["words"];
}

/// The document that says how far in the log the index is.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CursorDocument {
    id: String,
    version: String,
    cursor: LogCursor,
}

impl CursorDocument {
    pub(super) fn new(cursor: LogCursor) -> Self {
        Self { id: CURSOR.to_owned(), version: super::settings::version(), cursor }
    }

    /// The cursor; none of an index that another version has made.
    pub(super) fn cursor(self) -> Option<LogCursor> {
        (self.version == super::settings::version()).then_some(self.cursor)
    }
}
