//! Documents before they are files.

use super::conversation::Moment;
use serde::Deserialize;

/// A document before it is made into a file.
#[derive(Debug, Clone)]
pub struct DocumentSource {
    /// Key, unique in the demo.
    pub key: String,
    /// Title.
    pub title: String,
    /// File name with ending.
    pub file_name: String,
    /// Format to make.
    pub format: DocumentFormat,
    /// What it is.
    pub kind: DocumentKind,
    /// State.
    pub state: DocumentState,
    /// Room key.
    pub room: String,
    /// Folder path inside the room, `/` between levels; empty is the top.
    pub folder: String,
    /// Person key of who uploaded it.
    pub by: String,
    /// When it was uploaded.
    pub at: Moment,
    /// Meeting key it documents.
    pub meeting: Option<String>,
    /// What it is dated: `YYYY`, `YYYY-MM` or empty.
    pub dated: String,
    /// Who stands as author in the file.
    pub author: String,
    /// Free themes.
    pub themes: Vec<String>,
    /// Long report: cover and table of contents.
    pub cover: bool,
    /// Stands beside the conversations of its room.
    pub pinned: bool,
    /// Organisations that have opened it, where its author asks; none where they don't.
    pub opened_by: Vec<String>,
    /// Markdown.
    pub body: String,
}

/// Formats made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFormat {
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// PowerPoint.
    Pptx,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Minnesanteckningar.
    Notes,
    /// Program för en träff.
    Programme,
    /// Presentation.
    Presentation,
    /// Rapport, bokslut, sammanställning.
    Report,
    /// Plan, överenskommelse, riktlinje.
    Governing,
    /// Mall, checklista, handledning.
    Tool,
}

/// State of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// Utkast.
    Draft,
    /// Godkänt; in the archive.
    Approved,
}
