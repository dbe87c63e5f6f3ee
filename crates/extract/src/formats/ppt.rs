//! The old PowerPoint format (PPT, PowerPoint 97–2003), after [MS-PPT]: records within records. The persist directory
//! says which version of a slide is the current one, for saving quickly only appended.

use super::Draft;
use super::compound::{Compound, u16_at, u32_at, western, wide};
use crate::text::clean;
use crate::{Unreadable, limits};
use std::collections::HashMap;

const DOCUMENT_LIST: u16 = 0x0FF0;
const SLIDE_PERSIST: u16 = 0x03F3;
const NOTES_ATOM: u16 = 0x03F1;
const TEXT_HEADER: u16 = 0x0F9F;
const TEXT_WIDE: u16 = 0x0FA0;
const TEXT_NARROW: u16 = 0x0FA8;
const OUTLINE_REFERENCE: u16 = 0x0F9E;
const USER_EDIT: u16 = 0x0FF5;
const PERSIST_DIRECTORY: u16 = 0x1772;

/// The main document's token when it is encrypted.
const ENCRYPTED: u32 = 0xF3D1_C4DF;

pub(super) fn read(compound: &mut Compound<'_>, mut draft: Draft) -> Result<Draft, Unreadable> {
    let current = compound.stream("/Current User")?.ok_or(Unreadable::Damaged)?;
    if u32_at(&current, 12) == Some(ENCRYPTED) {
        return Err(Unreadable::PasswordProtected);
    }
    let file = compound.stream("/PowerPoint Document")?.ok_or(Unreadable::Damaged)?;
    let edit = u32_at(&current, 16).ok_or(Unreadable::Damaged)?;
    let directory = Directory::read(&file, edit)?;
    let document = directory.record(&file, directory.document).ok_or(Unreadable::Damaged)?;
    let notes = notes(&file, &directory, document);
    for slide in listed(document, 0) {
        let mut texts = slide.texts;
        if let Some(record) = directory.record(&file, slide.persist) {
            let mut seen = Vec::new();
            collect(record, 0, &mut seen);
            // What the outline already has is only referred to.
            texts.extend(seen.into_iter().filter(|text| !text.body.is_empty()));
        }
        let title = texts.iter().find(|text| matches!(text.kind, 0 | 6)).map(|text| text.body.clone());
        let title = title.as_deref().and_then(clean::title);
        texts.sort_by_key(|text| !matches!(text.kind, 0 | 6));
        let mut parts: Vec<String> = texts.into_iter().map(|text| text.body).collect();
        parts.extend(notes.get(&slide.id).cloned());
        draft.page(title, &parts.join("\n\n"));
        if draft.truncated {
            break;
        }
    }
    draft.title = draft.title.or_else(|| draft.pages.first().and_then(|page| page.heading.clone()));
    Ok(draft)
}

/// A record: its type, its instance, what is in it.
#[derive(Clone, Copy)]
struct Record<'a> {
    kind: u16,
    instance: u16,
    container: bool,
    body: &'a [u8],
}

fn record(bytes: &[u8]) -> Option<(Record<'_>, &[u8])> {
    let head = u16_at(bytes, 0)?;
    let length = u32_at(bytes, 4)? as usize;
    let body = bytes.get(8..)?;
    let (body, rest) = body.split_at(length.min(body.len()));
    Some((Record { kind: u16_at(bytes, 2)?, instance: head >> 4, container: head & 0xF == 0xF, body }, rest))
}

fn records(mut bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let (found, rest) = record(bytes)?;
        bytes = rest;
        Some(found)
    })
}

/// Where the current version of each object is.
struct Directory {
    places: HashMap<u32, u32>,
    document: u32,
}

impl Directory {
    fn read(file: &[u8], edit: u32) -> Result<Self, Unreadable> {
        let mut directory = Self { places: HashMap::new(), document: 0 };
        let mut next = edit;
        // Newest first; each edit names the one before. A circle ends by the count.
        for index in 0..1_000 {
            let at = |place: u32| file.get(place as usize..).and_then(record).map(|(record, _)| record);
            let Some(edit) = at(next).filter(|record| record.kind == USER_EDIT) else {
                break;
            };
            if index == 0 {
                directory.document = u32_at(edit.body, 16).ok_or(Unreadable::Damaged)?;
            }
            if let Some(list) = u32_at(edit.body, 12).and_then(at).filter(|record| record.kind == PERSIST_DIRECTORY) {
                directory.add(list.body);
            }
            next = u32_at(edit.body, 8).unwrap_or(0);
            if next == 0 {
                break;
            }
        }
        Ok(directory)
    }

    fn add(&mut self, mut list: &[u8]) {
        while let Some(head) = u32_at(list, 0) {
            let (first, count) = (head & 0x000F_FFFF, head >> 20);
            for index in 0..count {
                if let Some(place) = u32_at(list, 4 + index as usize * 4)
                    && self.places.len() < 100_000
                {
                    self.places.entry(first + index).or_insert(place);
                }
            }
            list = list.get(4 + count as usize * 4..).unwrap_or_default();
        }
    }

    fn record<'a>(&self, file: &'a [u8], id: u32) -> Option<Record<'a>> {
        let place = *self.places.get(&id)?;
        file.get(place as usize..).and_then(record).map(|(record, _)| record)
    }
}

/// A slide or notes page in the document's list, with its outline text.
struct Listed {
    persist: u32,
    id: u32,
    texts: Vec<Text>,
}

struct Text {
    /// 0 and 6 are titles.
    kind: u32,
    body: String,
}

/// The entries of one of the document's lists: 0 slides, 2 notes.
fn listed(document: Record<'_>, instance: u16) -> Vec<Listed> {
    let mut out: Vec<Listed> = Vec::new();
    let mut kind = 4;
    for list in records(document.body).filter(|list| list.kind == DOCUMENT_LIST && list.instance == instance) {
        for entry in records(list.body) {
            match entry.kind {
                SLIDE_PERSIST if out.len() < limits::PAGES => out.push(Listed {
                    persist: u32_at(entry.body, 0).unwrap_or(0),
                    id: u32_at(entry.body, 12).unwrap_or(0),
                    texts: Vec::new(),
                }),
                TEXT_HEADER => kind = u32_at(entry.body, 0).unwrap_or(4),
                _ => {
                    if let (Some(body), Some(slide)) = (text(entry), out.last_mut()) {
                        slide.texts.push(Text { kind, body });
                    }
                }
            }
        }
    }
    out
}

/// Speaker's notes by the id of their slide.
fn notes(file: &[u8], directory: &Directory, document: Record<'_>) -> HashMap<u32, String> {
    let mut out = HashMap::new();
    for page in listed(document, 2) {
        let Some(record) = directory.record(file, page.persist) else {
            continue;
        };
        let slide = records(record.body).find(|record| record.kind == NOTES_ATOM).and_then(|atom| u32_at(atom.body, 0));
        let mut texts = page.texts;
        collect(record, 0, &mut texts);
        let body: Vec<String> = texts.into_iter().filter(|text| text.kind == 2).map(|text| text.body).collect();
        if let (Some(slide), false) = (slide, body.is_empty()) {
            out.insert(slide, body.join("\n"));
        }
    }
    out
}

/// All text in a record and the records within it, that is not a reference to the outline.
fn collect(within: Record<'_>, depth: u32, out: &mut Vec<Text>) {
    let mut kind = 4;
    for record in records(within.body) {
        if record.container || record.kind == 0xF00D {
            if depth < 16 {
                collect(record, depth + 1, out);
            }
            continue;
        }
        match record.kind {
            TEXT_HEADER => kind = u32_at(record.body, 0).unwrap_or(4),
            OUTLINE_REFERENCE => {}
            _ => out.extend(text(record).filter(|_| out.len() < 10_000).map(|body| Text { kind, body })),
        }
    }
}

fn text(record: Record<'_>) -> Option<String> {
    let text = match record.kind {
        TEXT_WIDE => wide(record.body),
        TEXT_NARROW => western(record.body),
        _ => return None,
    };
    // Paragraphs end with CR, lines within them with VT. "*" alone stands for a number or date of the layout.
    let text = text.replace(['\r', '\u{0B}'], "\n");
    (!text.trim().is_empty() && text.trim() != "*").then(|| text.trim().to_owned())
}
