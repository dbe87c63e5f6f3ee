//! Makes real files of document sources: the same bytes every time.

mod docx;
mod package;
mod pdf;
mod pdf_file;
mod pdf_font;
mod pptx;
mod pptx_parts;

use super::load::DemoError;
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
            let bytes =
                docx::render(source).map_err(|cause| DemoError::Render(source.key.clone(), cause.to_string()))?;
            let pages = source.body.split_whitespace().count().div_ceil(300).max(1);
            (bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", pages)
        }
        DocumentFormat::Pptx => {
            let (bytes, pages) =
                pptx::render(source).map_err(|cause| DemoError::Render(source.key.clone(), cause.to_string()))?;
            (bytes, "application/vnd.openxmlformats-officedocument.presentationml.presentation", pages)
        }
    };
    Ok(Rendered { bytes, media_type, file_name: source.file_name.clone(), pages })
}
