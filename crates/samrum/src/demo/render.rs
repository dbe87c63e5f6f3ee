//! Makes real files of document sources: the same bytes every time.

mod pdf;
mod pdf_file;
mod pdf_font;
mod pptx;
mod pptx_parts;

use domain::conversations::text::blocks::{Block, Run};
use export::office::docx::{self, Paper};

use super::load::DemoError;
use super::markup;
use super::model::{DocumentFormat, DocumentSource};

/// A made file.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Media type.
    pub media_type: &'static str,
    /// File name with ending.
    pub file_name: String,
    /// Pages or slides; for DOCX, which has no pages of its own, one per 300 words, rounded up.
    pub pages: usize,
}

/// Makes the file of a document.
///
/// # Errors
/// Only when the packing of a DOCX or PPTX fails, which its size rules out.
pub fn render(source: &DocumentSource) -> Result<Rendered, DemoError> {
    let (bytes, media_type, pages) = match source.format {
        DocumentFormat::Pdf => {
            let (bytes, pages) = pdf::render(source);
            (bytes, "application/pdf", pages)
        }
        DocumentFormat::Docx => {
            let bytes = word(source).map_err(|cause| DemoError::Render(source.key.clone(), cause))?;
            let pages = source.body.split_whitespace().count().div_ceil(300).max(1);
            (bytes, docx::MEDIA_TYPE, pages)
        }
        DocumentFormat::Pptx => {
            let (bytes, pages) =
                pptx::render(source).map_err(|cause| DemoError::Render(source.key.clone(), cause.to_string()))?;
            (bytes, "application/vnd.openxmlformats-officedocument.presentationml.presentation", pages)
        }
    };
    Ok(Rendered { bytes, media_type, file_name: source.file_name.clone(), pages })
}

/// A file for a word processor.
fn word(source: &DocumentSource) -> Result<Vec<u8>, String> {
    let run = |run: markup::Run| Run { text: run.text, bold: run.bold, italic: run.italic };
    let runs = |runs: Vec<markup::Run>| runs.into_iter().map(run).collect::<Vec<_>>();
    let block = |block| match block {
        markup::Block::Heading(level, text) => Block::Heading(level, text),
        markup::Block::Paragraph(text) => Block::Paragraph(runs(text)),
        markup::Block::List(numbered, items) => Block::List(numbered, items.into_iter().map(runs).collect()),
        markup::Block::Quote(text) => Block::Quote(runs(text)),
        markup::Block::Table(rows) => {
            Block::Table(rows.into_iter().map(|row| row.into_iter().map(runs).collect()).collect())
        }
        markup::Block::SpeakerNote(text) => Block::Paragraph(vec![Run { text, bold: false, italic: false }]),
    };
    let blocks: Vec<Block> = markup::blocks(&source.body).into_iter().map(block).collect();
    let line: Vec<_> =
        [source.author.as_str(), source.dated.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    let paper =
        Paper { title: &source.title, author: &source.author, line: &line.join(" · "), page: "sida", blocks: &blocks };
    docx::render(paper).map_err(|cause| cause.to_string())
}
