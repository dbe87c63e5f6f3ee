//! One reader a format. Everything here runs in the child, confined, and may panic without harm; it still tries not to.

mod archive;
mod compound;
mod doc;
mod docx;
mod email;
mod html;
mod markdown;
mod odf;
mod office;
mod orientation;
mod pdf;
mod picture;
mod pictures;
mod plain;
mod ppt;
mod pptx;
mod rtf;
mod sheets;
mod xml;

use crate::{Block, Extracted, MediaType, Note, Page, Picture, Thumbnail, Unreadable, media_type};
use crate::{text::clean, text::flow::Flow};
use std::sync::Arc;

/// Reads a whole file. `hint` is an extension.
pub(crate) fn read(bytes: &Arc<Vec<u8>>, hint: &str) -> Result<Extracted, Unreadable> {
    let head = &bytes[..bytes.len().min(16 * 1024)];
    let kind = media_type(head, &format!("x.{hint}"));
    let draft = match kind {
        MediaType::Pdf => pdf::read(bytes)?,
        MediaType::Zip
        | MediaType::Docx
        | MediaType::Pptx
        | MediaType::Xlsx
        | MediaType::Odt
        | MediaType::Odp
        | MediaType::Ods => office::read(bytes)?,
        MediaType::CompoundFile | MediaType::Doc | MediaType::Ppt | MediaType::Xls => compound::read(bytes)?,
        MediaType::Rtf => rtf::read(bytes)?,
        MediaType::Html => html::read(bytes),
        MediaType::Markdown => markdown::read(bytes),
        MediaType::Text | MediaType::Csv => plain::read(bytes, kind),
        MediaType::Email => email::read(bytes)?,
        // Pictures are read in the sense that there is nothing to read in them.
        MediaType::Png | MediaType::Jpeg | MediaType::Gif | MediaType::Webp => Draft::new(kind),
        MediaType::Svg | MediaType::Mp4 | MediaType::Mp3 | MediaType::Unknown => {
            return Err(Unreadable::UnknownKind);
        }
    };
    Ok(draft.finish())
}

/// Draws the first page.
pub(crate) fn thumbnail(bytes: &Arc<Vec<u8>>, kind: MediaType) -> Option<Thumbnail> {
    match kind {
        MediaType::Pdf => pdf::thumbnail(bytes),
        MediaType::Png => picture::png(bytes, picture::SMALL),
        MediaType::Jpeg => picture::jpeg(bytes, picture::SMALL),
        MediaType::Docx | MediaType::Pptx | MediaType::Xlsx | MediaType::Odt | MediaType::Odp | MediaType::Ods => {
            office::thumbnail(bytes)
        }
        _ => None,
    }
}

/// Makes a person's picture of a photo.
///
/// # Errors
/// [`Unreadable::UnknownKind`] for anything but a PNG or a JPEG.
pub(crate) fn portrait(bytes: &Arc<Vec<u8>>) -> Result<(Extracted, Option<Thumbnail>), Unreadable> {
    let kind = media_type(&bytes[..bytes.len().min(16 * 1024)], "");
    let drawn = match kind {
        MediaType::Png => picture::png_portrait(bytes),
        MediaType::Jpeg => picture::jpeg_portrait(bytes),
        _ => return Err(Unreadable::UnknownKind),
    };
    Ok((Draft::new(kind).finish(), drawn))
}

/// Draws a picture that stands in a container.
pub(crate) fn picture(bytes: &Arc<Vec<u8>>, number: u32, part: &str) -> Option<Picture> {
    let original = archive::Archive::open(bytes).ok()?.part(part).ok()?;
    Some(Picture { number, png: drawn(&original, part, picture::SHOWN)?.png })
}

/// A picture from a container, made anew.
fn drawn(original: &[u8], name: &str, within: picture::Within) -> Option<Thumbnail> {
    match media_type(&original[..original.len().min(8 * 1024)], name) {
        MediaType::Png => picture::png(original, within),
        MediaType::Jpeg => picture::jpeg(original, within),
        _ => None,
    }
}

/// A document in the making: what the readers give.
#[derive(Debug)]
struct Draft {
    kind: MediaType,
    title: Option<String>,
    author: Option<String>,
    created: Option<String>,
    pages: Vec<Page>,
    pictures: pictures::Pictures,
    truncated: bool,
    notes: Vec<Note>,
}

impl Draft {
    fn new(kind: MediaType) -> Self {
        Self {
            kind,
            title: None,
            author: None,
            created: None,
            pages: Vec::new(),
            pictures: pictures::Pictures::default(),
            truncated: false,
            notes: Vec::new(),
        }
    }

    /// Takes the pages of a flow, and its first heading where there is no title yet.
    fn with_flow(mut self, flow: Flow) -> Self {
        let flowed = flow.finish();
        self.title = self.title.or(flowed.first_heading);
        self.pages = flowed.pages;
        self.truncated |= flowed.truncated;
        self
    }

    /// Adds a page whose text is not clean yet.
    fn page(&mut self, heading: Option<String>, text: &str) {
        self.page_of(heading, text, Vec::new());
    }

    /// The same, with the structure it has.
    fn page_of(&mut self, heading: Option<String>, text: &str, blocks: Vec<Block>) {
        let mut text = clean::clean(text);
        if text.len() > crate::limits::PAGE_TEXT {
            text.truncate(text.floor_char_boundary(crate::limits::PAGE_TEXT));
            self.truncated = true;
        }
        let size: usize = self.pages.iter().map(|page| page.text.len()).sum();
        if self.pages.len() >= crate::limits::PAGES || size + text.len() > crate::limits::TEXT {
            self.truncated = true;
            return;
        }
        let number = u32::try_from(self.pages.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.pages.push(Page { number, heading, text, blocks });
    }

    fn finish(self) -> Extracted {
        Extracted {
            media_type: self.kind,
            title: self.title.as_deref().and_then(clean::title),
            author: self.author.as_deref().and_then(clean::title),
            created: self.created,
            has_text: self.pages.iter().any(|page| !page.text.is_empty()),
            pages: self.pages,
            truncated: self.truncated,
            thumbnail: None,
            pictures: Vec::new(),
            picture_parts: self.pictures.parts,
            notes: self.notes,
        }
    }
}
