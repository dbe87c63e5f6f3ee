//! A file → text per page, metadata and a thumbnail; always in a child process.
//!
//! # Why a child process
//!
//! Everything people upload is input from strangers, and the formats below are the classic way in: zip bombs, XML
//! entities, PDF objects nested a million deep. No parser for them runs in the server. [`Extractor`] starts a child
//! (the same binary, a hidden subcommand), hands it the open file as standard input and reads one bounded answer; the
//! child takes away its own rights and limits its own memory and time *before* it looks at the first byte
//! ([`limits`] has the figures, `child/confine.rs` the how). Whatever happens in there, what comes back is an
//! [`Extracted`] or an [`Unreadable`] reason that can be shown to the person who uploaded the file.
//!
//! The only code of this crate that is meant to run in the server is [`Extractor`], [`Converter`] and [`media_type()`],
//! which looks at the first kilobytes and parses nothing.
//!
//! [`Converter`] has Office files made into pages by LibreOffice, where that is installed: a program of another kind,
//! which needs more of the machine and is held otherwise (`child/office.rs`).
//!
//! # What is read
//!
//! | kind | a page is | notes |
//! |---|---|---|
//! | PDF | a page | reading order, columns and tables are worked out here (`formats/pdf/`); first page as thumbnail |
//! | DOCX, ODT, RTF, DOC, HTML, Markdown, TXT | a page break of the author, else about 3,000 characters | headings kept |
//! | PPTX, ODP, PPT | a slide | title first, notes last |
//! | XLSX, XLS, ODS | a sheet | one line a row, cells separated by tabs |
//! | EML | the message | headers, body, names of attachments |
//! | PNG, JPEG | – | thumbnail only, upright as the camera was held; the text state is "no text" |
//!
//! Formats that know what is a heading, a list, a table or a picture also give each page as [`Block`]s, so that it can be
//! shown without anything of the file itself; pictures are made anew as PNG.
//!
//! A person's picture is made of a photo in the same way ([`Extractor::portrait`]).
//!
//! Text comes out in Unicode NFC, ligatures expanded, words divided at a line end rejoined, paragraphs separated by
//! a blank line.
//!
//! # Way in
//!
//! ```no_run
//! # async fn example() -> Result<(), extract::Unreadable> {
//! let extractor = extract::Extractor::new("/usr/bin/samrum", ["extract-child"]);
//! let read = extractor.read(std::path::Path::new("/data/blobs/ab"), "Minnesanteckningar.pdf").await?;
//! for page in &read.pages {
//!     println!("{} {:?} {}", page.number, page.heading, page.text);
//! }
//! # Ok(()) }
//! ```

pub mod child;
mod converter;
mod extractor;
mod formats;
mod frame;
pub mod limits;
mod media_type;
mod outcome;
mod text;

pub use child::can_hold;
pub use converter::{Converted, Converter};
pub use extractor::Extractor;
pub use media_type::{MediaType, media_type};
pub use outcome::{Block, Extracted, NO_TEXT, Note, Page, Picture, Thumbnail, Unreadable};
