//! An entry as the engine keeps it.

use chrono::{Datelike, NaiveDate};
use tantivy::TantivyDocument;
use tantivy::schema::Field;

use super::schema::{AS_WRITTEN, Fields, Piece, times};
use crate::analysis::{Analysed, Analyser, is_stopword};
use crate::contract::entry::{ARTICLES, Entry, EntryKey, EntryKind, MAX_LABEL, MAX_TEXT, MAX_THEMES};
use crate::error::{Error, Result};

/// Cuts a text at a character so that it has at most so many bytes.
fn cut(text: &mut String, most: usize) {
    let mut at = most.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.truncate(at);
}

/// The entry within the limits of the contract, its year and month taken from its day.
fn bounded(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    cut(&mut entry.text, MAX_TEXT);
    for label in [&mut entry.title, &mut entry.heading, &mut entry.host, &mut entry.author, &mut entry.place] {
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

/// What an entry is grouped by: 0 for what is never grouped. Mixed from the id, so two objects share a group once in
/// 2^63.
fn group(key: &EntryKey) -> u64 {
    if !matches!(key.kind, EntryKind::Document | EntryKind::Person | EntryKind::Organisation) {
        return 0;
    }
    let (high, low) = key.id.as_u64_pair();
    ((high ^ low.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1
}

/// Days since year 1, as the columns hold them.
pub(super) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// First and last day an entry may be dated.
fn days(entry: &Entry) -> Option<(i64, i64)> {
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

/// The document for an entry.
pub(super) fn document(fields: &Fields, entry: &Entry, analyser: &mut Analyser) -> Result<TantivyDocument> {
    let entry = bounded(entry);
    let mut document = TantivyDocument::new();
    let key = &entry.key;
    document.add_text(fields.key, key.to_string());
    document.add_text(fields.object, key.object());
    document.add_text(fields.id, key.id.simple().to_string());
    document.add_text(fields.room, entry.room.simple().to_string());
    if let Some(parent) = entry.parent {
        document.add_text(fields.parent, parent.simple().to_string());
    }
    if let Some(network) = entry.network {
        document.add_text(fields.network, network.simple().to_string());
    }
    if let Some(organisation) = entry.organisation {
        document.add_text(fields.organisation, organisation.simple().to_string());
    }
    document.add_u64(fields.kind, EntryKind::ALL.iter().position(|k| *k == key.kind).unwrap_or_default() as u64);
    document.add_u64(fields.published, u64::from(entry.published));
    document.add_u64(fields.group, group(key));
    if let Some(year) = entry.year {
        document.add_i64(fields.year, i64::from(year));
    }
    if let Some((first, last)) = days(&entry) {
        document.add_i64(fields.first_day, first);
        document.add_i64(fields.last_day, last);
    }
    if !entry.host.is_empty() {
        document.add_text(fields.host, &entry.host);
    }
    for theme in entry.themes.iter().filter(|theme| !theme.is_empty()) {
        document.add_text(fields.theme, theme);
    }
    for article in &entry.articles {
        document.add_u64(fields.article, u64::from(*article));
    }
    add_text(&mut document, fields, &entry, analyser);
    let stored = serde_json::to_vec(&entry).map_err(|e| Error::Engine(e.to_string()))?;
    document.add_bytes(fields.entry, &stored);
    Ok(document)
}

fn add_text(document: &mut TantivyDocument, fields: &Fields, entry: &Entry, analyser: &mut Analyser) {
    // The title of a conversation is its own; its messages have it aside, or a word in it would find them all first.
    let message = entry.key.kind == EntryKind::Message;
    let mut aside = vec![entry.heading.as_str(), &entry.host, &entry.author];
    aside.extend(entry.themes.iter().map(String::as_str));
    let mut words = String::with_capacity(entry.text.len() * 4);
    if message {
        aside.push(&entry.title);
    } else {
        let title = analyser.text(&entry.title);
        gather(&mut words, &title, times::TITLE, times::TITLE_PART);
        add(document, fields.stems(Piece::Title), title.stems);
        add(
            document,
            fields.title_parts,
            title.loose.split(' ').filter_map(|term| term.strip_prefix('+')).fold(String::new(), |mut parts, part| {
                push(&mut parts, part);
                parts
            }),
        );
    }
    let aside = analyser.text(&aside.join(" \n "));
    gather(&mut words, &aside, times::ASIDE, 1);
    add(document, fields.stems(Piece::Aside), aside.stems);
    let text = analyser.text(&entry.text);
    gather(&mut words, &text, times::TEXT, 1);
    add(document, fields.stems(Piece::Text), text.stems);
    add(document, fields.words, words);
    add(document, fields.author, analyser.text(&entry.author).stems);
    let place = analyser.text(&format!("{} {}", entry.host, entry.place));
    add(document, fields.place, place.stems + &place.loose);
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

fn add(document: &mut TantivyDocument, field: Field, terms: String) {
    if !terms.is_empty() {
        document.add_text(field, terms);
    }
}
