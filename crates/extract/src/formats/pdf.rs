//! PDF: hayro gives glyphs with their places; words, lines, columns, tables and paragraphs are worked out here.
//!
//! `glyphs` collects, `segments` makes words and pieces of lines, `layout` the reading order, `paragraphs` running
//! text. Measured against `pdftotext` by `tests/pdf.rs`.

mod glyphs;
mod layout;
mod paragraphs;
mod segments;

use super::picture::{SMALL, Within};
use super::{Draft, office};
use crate::text::clean;
use crate::{MediaType, Note, Thumbnail, Unreadable, child, limits};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::DateTime;
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf, PdfData};
use paragraphs::Paragraph;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// Reads all pages.
pub(super) fn read(bytes: &Arc<Vec<u8>>) -> Result<Draft, Unreadable> {
    let pdf = open(bytes)?;
    let pages = pdf.pages();
    child::allow_time_for(pages.len().min(limits::PAGES));
    let mut draft = Draft::new(MediaType::Pdf);
    describe(&mut draft, pdf.metadata());
    draft.truncated = pages.len() > limits::PAGES;
    let cache = InterpreterCache::new();
    let mut read = Vec::new();
    let mut size = 0;
    for page in pages.iter().take(limits::PAGES) {
        // A page that can't be read leaves its place empty; the others keep their numbers.
        let paragraphs = panic::catch_unwind(AssertUnwindSafe(|| paragraphs_of(page, &pdf, &cache)));
        let paragraphs = paragraphs.unwrap_or_else(|_| {
            draft.notes.push(Note::PageDamaged);
            Vec::new()
        });
        size += paragraphs.iter().map(|paragraph| paragraph.text.len() + 2).sum::<usize>();
        if size > limits::TEXT {
            draft.truncated = true;
            break;
        }
        read.push(paragraphs);
    }
    draft.notes.dedup();
    // A file cut off halfway still has pages, but nothing on them: that is not a scanned document.
    if !bytes[bytes.len().saturating_sub(2048)..].windows(5).any(|window| window == b"%%EOF") {
        if size == 0 {
            return Err(Unreadable::Damaged);
        }
        draft.notes.push(Note::PageDamaged);
    }
    let body = paragraphs::body_size(&read);
    for paragraphs in &read {
        let heading = paragraphs.iter().find(|paragraph| paragraph.is_heading(body));
        let heading = heading.and_then(|paragraph| clean::title(&paragraph.text));
        let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        draft.page(heading, &texts.join("\n\n"));
    }
    if draft.title.is_none() {
        draft.title = read.first().and_then(|page| largest_heading(page, body));
    }
    Ok(draft)
}

/// Draws the first page.
pub(super) fn thumbnail(bytes: &Arc<Vec<u8>>) -> Option<Thumbnail> {
    draw(&open(bytes).ok()?, SMALL)
}

/// Draws the first page of an open document, as wide as a thumbnail may be.
pub(super) fn draw(pdf: &Pdf, Within(most_wide, most_high): Within) -> Option<Thumbnail> {
    let page = pdf.pages().first()?;
    let (width, height) = page.render_dimensions();
    if !(width >= 1.0 && height >= 1.0 && width.is_finite() && height.is_finite()) {
        return None;
    }
    let scale = (most_wide as f32 / width).min(most_high as f32 / height);
    let settings = PixmapSettings {
        // A hair more than exact, so that rounding down gives the full width.
        x_scale: scale * 1.0005,
        y_scale: scale * 1.0005,
        bg_color: WHITE,
    };
    let cache = RenderCache::new();
    let pixmap = hayro::render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    Some(Thumbnail { png: pixmap.into_png().ok()?, width, height })
}

fn open(bytes: &Arc<Vec<u8>>) -> Result<Pdf, Unreadable> {
    let pdf = Pdf::new(PdfData::from(Arc::clone(bytes))).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption) => {
            Unreadable::Damaged
        }
        // An algorithm nobody here knows is a lock as well.
        LoadPdfError::Decryption(_) => Unreadable::PasswordProtected,
        LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    if pdf.pages().is_empty() { Err(Unreadable::Damaged) } else { Ok(pdf) }
}

fn paragraphs_of<'a>(page: &'a Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> Vec<Paragraph> {
    let page = glyphs::collect(page, pdf, cache);
    let mut out = Vec::new();
    for glyphs in page.turns {
        let rows = segments::rows(glyphs);
        for block in layout::blocks(&rows, &page.rules) {
            paragraphs::of(block, &mut out);
        }
    }
    out
}

fn largest_heading(page: &[Paragraph], body: f32) -> Option<String> {
    page.iter()
        .filter(|paragraph| paragraph.is_heading(body))
        // The first of the largest.
        .rev()
        .max_by(|a, b| a.size.total_cmp(&b.size))
        .and_then(|paragraph| clean::title(&paragraph.text))
}

fn describe(draft: &mut Draft, metadata: &Metadata) {
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(string).filter(|text| !text.trim().is_empty());
    draft.title = text(&metadata.title).and_then(|title| {
        // What print drivers put there: the name of a program and a file.
        let title = title.trim();
        let title = title.strip_prefix("Microsoft Word - ").unwrap_or(title);
        let title = title.strip_prefix("Microsoft PowerPoint - ").unwrap_or(title);
        let low = title.to_lowercase();
        let junk = ["untitled", "namnlös", "(anonymous)", "anonymous", "(unspecified)"].contains(&low.as_str())
            || low.starts_with("dokument1");
        (!junk).then(|| title.to_owned())
    });
    draft.author = text(&metadata.author).filter(|author| !author.to_lowercase().contains("anonymous"));
    draft.created = metadata.creation_date.as_ref().map(stamp).as_deref().and_then(office::date);
}

fn stamp(at: &DateTime) -> String {
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", at.year, at.month, at.day, at.hour, at.minute, at.second)
}

/// A text string of a PDF: UTF-16 or UTF-8 by its mark, else PDFDocEncoding, which for letters is Latin-1.
fn string(bytes: &[u8]) -> String {
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return crate::text::decode::decode(bytes);
    }
    bytes.iter().map(|byte| char::from(*byte)).collect()
}
