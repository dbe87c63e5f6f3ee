//! What a reading comes to: text, or a reason why not.

use crate::MediaType;
use serde::{Deserialize, Serialize};

/// Code of the state "read, but there is no text in it" (a scanned document, a picture): not an error.
pub const NO_TEXT: &str = "no_text";

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extracted {
    /// The kind, from the content.
    pub media_type: MediaType,
    /// The title the document gives itself, else its first heading.
    pub title: Option<String>,
    /// Who the document says wrote it.
    pub author: Option<String>,
    /// When the document says it was made: `YYYY-MM-DD`, with `THH:MM:SS` where known. Never trusted, a hint.
    pub created: Option<String>,
    /// The pages, numbered from 1 without gaps.
    pub pages: Vec<Page>,
    /// False when no page has any text: a scanned document or a picture. State [`NO_TEXT`].
    pub has_text: bool,
    /// True when a limit cut the text or the number of pages.
    pub truncated: bool,
    /// The first page as a picture; PDF, PNG and JPEG only.
    #[serde(skip)]
    pub thumbnail: Option<Thumbnail>,
    /// The pictures its blocks name, made anew as PNG; DOCX and PPTX only.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
    /// Where those pictures lie in the container, by their number from 1: for the child alone.
    #[serde(skip)]
    pub(crate) picture_parts: Vec<String>,
    /// What did not go quite as it should; for the log and the health page.
    pub notes: Vec<Note>,
}

/// One page, slide or sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// First heading on the page, name of the sheet, title of the slide. In documents without pages of their own: else
    /// the heading the page continues under.
    pub heading: Option<String>,
    /// The text, headings included, in reading order. Paragraphs are separated by a blank line, cells by a tab.
    pub text: String,
    /// The same as a structure, where the format has one: for showing it when the document itself can't be drawn.
    #[serde(default)]
    pub blocks: Vec<Block>,
}

/// A piece of a page as its author meant it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading, 1 the highest.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph; lines within it are kept.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// An item of a list.
    Item {
        /// Its words.
        text: String,
    },
    /// A table.
    Table {
        /// Its rows, each with its cells.
        rows: Vec<Vec<String>>,
    },
    /// A picture.
    Picture {
        /// Which of the document's pictures.
        number: u32,
        /// What its author says it shows.
        says: Option<String>,
    },
    /// What the speaker notes to a slide.
    Notes {
        /// The words.
        text: String,
    },
}

/// A picture of a document, made anew as PNG, at most [`crate::limits::PICTURE_WIDTH`] wide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// From 1, as the blocks name it.
    pub number: u32,
    /// The PNG file.
    pub png: Vec<u8>,
}

/// A picture of the first page, as PNG, at most [`crate::limits::THUMBNAIL_WIDTH`] wide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    /// The PNG file.
    pub png: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Something worth knowing about how a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// The kernel has no landlock: the child was held by the system call filter and the limits alone.
    LandlockMissing,
    /// The kernel knows only some of the landlock rights asked for.
    LandlockPartial,
    /// The system call filter could not be installed.
    SeccompMissing,
    /// A resource limit could not be set.
    LimitMissing,
    /// At least one page could not be read and is empty.
    PageDamaged,
    /// The first page could not be drawn.
    ThumbnailFailed,
}

/// Why a file could not be read. The original is kept in every case; the code is stored and shown in the user's
/// language ("kunde inte läsas: lösenordsskyddad").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unreadable {
    /// It is encrypted and asks for a password.
    #[error("password protected")]
    PasswordProtected,
    /// It is not whole, or the reader gave up on it.
    #[error("damaged")]
    Damaged,
    /// Its content is of no kind that is read here.
    #[error("unknown kind")]
    UnknownKind,
    /// It is larger than [`crate::limits::FILE`].
    #[error("too large")]
    TooLarge,
    /// It took more than the time a document of its size may take.
    #[error("too slow")]
    TooSlow,
    /// It unpacks to, or asks for, more than it may: a bomb, by intent or accident.
    #[error("too complex")]
    TooComplex,
    /// The reader could not be started, or the file not be opened: nothing is said about the file. Try again.
    #[error("reader unavailable")]
    Unavailable,
}

impl Unreadable {
    /// The stable code, as serialised.
    pub fn code(self) -> &'static str {
        match self {
            Self::PasswordProtected => "password_protected",
            Self::Damaged => "damaged",
            Self::UnknownKind => "unknown_kind",
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
            Self::TooComplex => "too_complex",
            Self::Unavailable => "unavailable",
        }
    }

    /// Whether trying again later may end differently: true when the fault was the machine's, not the file's.
    pub fn is_transient(self) -> bool {
        matches!(self, Self::Unavailable)
    }
}
