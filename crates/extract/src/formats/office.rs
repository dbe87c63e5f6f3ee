//! Zip containers of office formats: which one it is, and the properties they all keep.

use super::archive::Archive;
use super::xml::{Node, Walk};
use super::{Draft, docx, drawn, odf, picture, pptx, sheets};
use crate::{MediaType, Thumbnail, Unreadable};

/// Reads a zip container by what is in it.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    match kind(&mut archive)? {
        MediaType::Docx => docx::read(&mut archive),
        MediaType::Pptx => pptx::read(&mut archive),
        MediaType::Odt => odf::text(&mut archive),
        MediaType::Odp => odf::slides(&mut archive),
        kind @ (MediaType::Xlsx | MediaType::Ods) => sheets::read_container(bytes, &mut archive, kind),
        _ => Err(Unreadable::UnknownKind),
    }
}

/// The picture of the first page that the program it was written with left in it, where it did.
pub(super) fn thumbnail(bytes: &[u8]) -> Option<Thumbnail> {
    const PARTS: [&str; 4] =
        ["docProps/thumbnail.jpeg", "docProps/thumbnail.jpg", "docProps/thumbnail.png", "Thumbnails/thumbnail.png"];
    let mut archive = Archive::open(bytes).ok()?;
    let part = PARTS.into_iter().find(|part| archive.has(part))?;
    drawn(&archive.part(part).ok()?, part, picture::SMALL)
}

fn kind(archive: &mut Archive<'_>) -> Result<MediaType, Unreadable> {
    for (part, kind) in [
        ("word/document.xml", MediaType::Docx),
        ("ppt/presentation.xml", MediaType::Pptx),
        ("xl/workbook.xml", MediaType::Xlsx),
        ("xl/workbook.bin", MediaType::Xlsx),
    ] {
        if archive.has(part) {
            return Ok(kind);
        }
    }
    let Some(own) = archive.text("mimetype")? else {
        return Ok(MediaType::Zip);
    };
    let encrypted = archive.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data"));
    if encrypted {
        return Err(Unreadable::PasswordProtected);
    }
    Ok(if own.contains("opendocument.text") {
        MediaType::Odt
    } else if own.contains("opendocument.presentation") {
        MediaType::Odp
    } else if own.contains("opendocument.spreadsheet") {
        MediaType::Ods
    } else {
        MediaType::Zip
    })
}

/// A draft with title, author and date from the part that holds them: `docProps/core.xml` or `meta.xml`.
pub(super) fn draft(archive: &mut Archive<'_>, kind: MediaType, part: &str) -> Result<Draft, Unreadable> {
    let mut draft = Draft::new(kind);
    let Some(xml) = archive.text(part)? else {
        return Ok(draft);
    };
    let mut walk = Walk::new(&xml);
    // Properties are a courtesy: broken ones are left, the document is read.
    while let Ok(Some(node)) = walk.next() {
        let Node::Open(element) = node else {
            continue;
        };
        let slot = match element.name.as_str() {
            "title" => &mut draft.title,
            "creator" | "initial-creator" => &mut draft.author,
            "created" | "creation-date" => &mut draft.created,
            _ => continue,
        };
        if let Ok(text) = walk.inner_text()
            && !text.trim().is_empty()
        {
            *slot = Some(text);
        }
    }
    draft.created = draft.created.as_deref().and_then(date);
    Ok(draft)
}

/// `2016-04-12T08:30:00Z` → `2016-04-12T08:30:00`; nothing when it is not a date.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let shape = |from: usize, pattern: &str| {
        text.get(from..from + pattern.len()).filter(|part| {
            part.bytes().zip(pattern.bytes()).all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
        })
    };
    let day = shape(0, "0000-00-00")?;
    Some(match shape(10, "T00:00:00") {
        Some(time) => format!("{day}{time}"),
        None => day.to_owned(),
    })
}
