//! An entry taken apart into the terms it is found by, the same for every engine.

use chrono::{Datelike, NaiveDate};

use crate::analysis::{Analysed, Analyser, is_stopword};
use crate::contract::entry::{ARTICLES, Entry, EntryKind, MAX_LABEL, MAX_TEXT, MAX_THEMES};

/// How often a word is written into [`Prepared::words`]: more often where it says more, so that the ordering of that one
/// field is near the one that all of them give.
mod times {
    /// A word of the text.
    pub(super) const TEXT: usize = 2;
    /// A word of heading, host, author, themes, or of the title a message stands under.
    pub(super) const ASIDE: usize = 3;
    /// A word of the title.
    pub(super) const TITLE: usize = 5;
    /// A part of a compound in the title; elsewhere once.
    pub(super) const TITLE_PART: usize = 3;
}

/// Begins a word as written in [`Prepared::words`]; a stem or a part stands there bare, a folded one with its `_`.
pub(crate) const AS_WRITTEN: char = '=';

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
            Self::Aside => 0.8,
            Self::Text => 1.0,
        }
    }

    /// How many words it usually has, where it has any.
    pub(crate) fn usual_length(self) -> f32 {
        match self {
            Self::Title => 6.0,
            Self::Aside => 8.0,
            Self::Text => 1.0,
        }
    }
}

/// The terms of an entry, each kind with a space after each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Prepared {
    /// Stems in their places.
    pub(crate) title: String,
    pub(crate) aside: String,
    pub(crate) text: String,
    /// Parts of the compounds of the title.
    pub(crate) title_parts: String,
    /// All words in all their forms: stems and parts of compounds bare, words as written with `=`, folded ones with `_`.
    pub(crate) words: String,
    /// Stems of the author's name.
    pub(crate) author: String,
    /// Stems and loose terms of host, room and network.
    pub(crate) place: String,
}

impl Prepared {
    /// Takes an entry apart that is [`bounded`].
    pub(crate) fn new(entry: &Entry, analyser: &mut Analyser) -> Self {
        let mut prepared = Self { words: String::with_capacity(entry.text.len() * 4), ..Self::default() };
        // The title of a conversation is its own; its messages have it aside, or a word in it would find them all first.
        let message = entry.key.kind == EntryKind::Message;
        let mut aside = vec![entry.heading.as_str(), &entry.host, &entry.author, &entry.also];
        aside.extend(entry.themes.iter().map(String::as_str));
        if message {
            aside.push(&entry.title);
        } else {
            let title = analyser.text(&entry.title);
            gather(&mut prepared.words, &title, times::TITLE, times::TITLE_PART);
            let parts = title.loose.split(' ').filter_map(|term| term.strip_prefix('+'));
            parts.for_each(|part| push(&mut prepared.title_parts, part));
            prepared.title = title.stems;
        }
        let aside = analyser.text(&aside.join(" \n "));
        gather(&mut prepared.words, &aside, times::ASIDE, 1);
        prepared.aside = aside.stems;
        let text = analyser.text(&entry.text);
        gather(&mut prepared.words, &text, times::TEXT, 1);
        prepared.text = text.stems;
        prepared.author = analyser.text(&entry.author).stems;
        let place = analyser.text(&format!("{} {}", entry.host, entry.place));
        prepared.place = place.stems + &place.loose;
        prepared
    }

    /// The stems of a piece in their places.
    pub(crate) fn stems(&self, piece: Piece) -> &str {
        match piece {
            Piece::Title => &self.title,
            Piece::Aside => &self.aside,
            Piece::Text => &self.text,
        }
    }
}

/// Adds all forms of all words, each stem and each part so many times.
fn gather(words: &mut String, analysed: &Analysed, stems: usize, parts: usize) {
    for (surface, stem) in analysed.surfaces.split_terminator(' ').zip(analysed.stems.split_terminator(' ')) {
        // What nobody searches for needs no weight, and is no word to complete or correct to.
        let common = is_stopword(surface);
        for _ in 0..if common { 1 } else { stems } {
            push(words, stem);
        }
        if !common {
            words.push(AS_WRITTEN);
            push(words, surface);
        }
    }
    for term in analysed.loose.split_terminator(' ') {
        match term.strip_prefix('+') {
            Some(part) => (0..parts).for_each(|_| push(words, part)),
            None => push(words, term),
        }
    }
}

fn push(terms: &mut String, term: &str) {
    terms.push_str(term);
    terms.push(' ');
}

/// Cuts a text at a character so that it has at most so many bytes.
fn cut(text: &mut String, most: usize) {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.truncate(at);
}

/// The entry within the limits of the contract, its year and month taken from its day.
pub(crate) fn bounded(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    cut(&mut entry.text, MAX_TEXT);
    let Entry { title, heading, host, author, place, also, .. } = &mut entry;
    for label in [title, heading, host, author, place, also] {
        cut(label, MAX_LABEL);
    }
    entry.themes.truncate(MAX_THEMES);
    entry.themes.iter_mut().for_each(|theme| cut(theme, MAX_LABEL));
    entry.articles.retain(|article| (1..=ARTICLES).contains(article));
    entry.articles.sort_unstable();
    entry.articles.dedup();
    if let Some(day) = entry.dated_on {
        (entry.year, entry.month) = (Some(day.year()), Some(day.month()));
    }
    entry
}

/// Days since year 1, as the engines hold them.
pub(crate) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// First and last day an entry may be dated.
pub(crate) fn days(entry: &Entry) -> Option<(i64, i64)> {
    if let Some(day) = entry.dated_on {
        return Some((day_number(day), day_number(day)));
    }
    let year = entry.year?;
    let month = entry.month.filter(|m| (1..=12).contains(m));
    let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?;
    let next = match month {
        Some(m) if m < 12 => NaiveDate::from_ymd_opt(year, m + 1, 1)?,
        _ => NaiveDate::from_ymd_opt(year + 1, 1, 1)?,
    };
    Some((day_number(first), day_number(next) - 1))
}
