//! Old Office containers (CFB): which kind it is, and its streams.

use super::{Draft, doc, ppt, sheets};
use crate::{MediaType, Unreadable, limits};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// An opened container.
pub(super) struct Compound<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
}

impl Compound<'_> {
    /// A stream by its path; `None` where there is none.
    pub(super) fn stream(&mut self, path: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        if !self.file.is_stream(path) {
            return Ok(None);
        }
        let stream = self.file.open_stream(path).map_err(|_| Unreadable::Damaged)?;
        let mut out = Vec::new();
        // A chain of sectors may claim more than the file has.
        stream.take(limits::FILE).read_to_end(&mut out).map_err(|_| Unreadable::Damaged)?;
        Ok(Some(out))
    }
}

/// Reads a container by what is in it.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut compound = Compound { file };
    // DOCX, XLSX and PPTX with a password are wrapped in an old container.
    if compound.file.is_stream("/EncryptedPackage") || compound.file.is_stream("/EncryptionInfo") {
        return Err(Unreadable::PasswordProtected);
    }
    let summary = compound.stream("/\u{5}SummaryInformation")?.unwrap_or_default();
    let described = |kind| {
        let mut draft = Draft::new(kind);
        describe(&summary, &mut draft);
        draft
    };
    if compound.file.is_stream("/WordDocument") {
        doc::read(&mut compound, described(MediaType::Doc))
    } else if compound.file.is_stream("/PowerPoint Document") {
        ppt::read(&mut compound, described(MediaType::Ppt))
    } else if compound.file.is_stream("/Workbook") || compound.file.is_stream("/Book") {
        if is_locked(&compound.stream("/Workbook")?.unwrap_or_default()) {
            return Err(Unreadable::PasswordProtected);
        }
        sheets::read(bytes, described(MediaType::Xls))
    } else {
        Err(Unreadable::UnknownKind)
    }
}

/// Whether a workbook says among its first records that the rest is encrypted.
fn is_locked(workbook: &[u8]) -> bool {
    const FILE_PASS: u16 = 0x002F;
    let mut at = 0;
    (0..50).any(|_| {
        let kind = u16_at(workbook, at);
        at += 4 + usize::from(u16_at(workbook, at + 2).unwrap_or(0));
        kind == Some(FILE_PASS)
    })
}

/// Title and author from the property set: a courtesy, whatever is odd about it is left.
fn describe(bytes: &[u8], draft: &mut Draft) {
    const TITLE: u32 = 2;
    const AUTHOR: u32 = 4;
    const CODE_PAGE: u32 = 1;
    let Some(set) = u32_at(bytes, 44).and_then(|at| bytes.get(at as usize..)) else {
        return;
    };
    let count = u32_at(set, 4).unwrap_or(0).min(64) as usize;
    let place = |wanted: u32| {
        (0..count).find_map(|index| {
            let entry = 8 + index * 8;
            (u32_at(set, entry)? == wanted).then(|| u32_at(set, entry + 4)).flatten()
        })
    };
    let utf8 = place(CODE_PAGE).and_then(|at| u16_at(set, at as usize + 4)) == Some(65001);
    let text = |wanted: u32| {
        let at = place(wanted)? as usize;
        let length = u32_at(set, at + 4)? as usize;
        match u32_at(set, at)? {
            // VT_LPSTR and VT_LPWSTR
            30 => {
                let bytes = set.get(at + 8..at.checked_add(8)?.checked_add(length)?)?;
                Some(if utf8 { String::from_utf8_lossy(bytes).into_owned() } else { western(bytes) })
            }
            31 => set.get(at + 8..at.checked_add(8)?.checked_add(length.checked_mul(2)?)?).map(wide),
            _ => None,
        }
    };
    let tidy = |text: String| {
        let text = text.trim_end_matches('\0').trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    draft.title = text(TITLE).and_then(tidy);
    draft.author = text(AUTHOR).and_then(tidy);
}

/// A little-endian number at a place; `None` past the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A little-endian number at a place; `None` past the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// UTF-16LE, what is broken replaced.
pub(super) fn wide(bytes: &[u8]) -> String {
    encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
}

/// Windows-1252.
pub(super) fn western(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}
