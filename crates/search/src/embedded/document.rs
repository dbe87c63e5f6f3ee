//! An entry as the engine keeps it.

use tantivy::TantivyDocument;

use super::schema::Fields;
use crate::analysis::Analyser;
use crate::contract::entry::{Entry, EntryKey, EntryKind};
use crate::error::{Error, Result};
use crate::prepared::{Piece, Prepared, bounded, days};

/// What an entry is grouped by: 0 for what is never grouped. Mixed from the id, so two objects share a group once in
/// 2^63.
fn group(key: &EntryKey) -> u64 {
    if !matches!(key.kind, EntryKind::Document | EntryKind::Person | EntryKind::Organisation) {
        return 0;
    }
    let (high, low) = key.id.as_u64_pair();
    ((high ^ low.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1
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
    let prepared = Prepared::new(entry, analyser);
    for (field, terms) in [
        (fields.stems(Piece::Title), prepared.title),
        (fields.title_parts, prepared.title_parts),
        (fields.stems(Piece::Aside), prepared.aside),
        (fields.stems(Piece::Text), prepared.text),
        (fields.words, prepared.words),
        (fields.author, prepared.author),
        (fields.place, prepared.place),
    ] {
        if !terms.is_empty() {
            document.add_text(field, terms);
        }
    }
}
