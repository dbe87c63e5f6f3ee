//! The text form of documents: TOML between two lines `+++`, then Markdown; several may follow one another in a file.

use super::load::DemoError;
use super::model::{DocumentFormat, DocumentKind, DocumentSource, DocumentState, Moment};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    key: String,
    title: String,
    file: Option<String>,
    format: DocumentFormat,
    kind: DocumentKind,
    #[serde(default = "approved")]
    state: DocumentState,
    room: String,
    #[serde(default)]
    folder: String,
    by: String,
    days_ago: u32,
    #[serde(default = "ten")]
    hour: u32,
    meeting: Option<String>,
    #[serde(default)]
    dated: String,
    author: String,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    cover: bool,
    #[serde(default)]
    pinned: bool,
    #[serde(default)]
    opened_by: Vec<String>,
}

fn approved() -> DocumentState {
    DocumentState::Approved
}

fn ten() -> u32 {
    10
}

/// Reads one file; `path` is for the error text.
pub(super) fn parse(path: &str, text: &str) -> Result<Vec<DocumentSource>, DemoError> {
    let mut parts: Vec<String> = vec![String::new()];
    for line in text.lines() {
        if line.trim_end() == "+++" {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    parts
        .get(1..)
        .unwrap_or_default()
        .chunks(2)
        .map(|pair| {
            let [front, body] = pair else {
                return Err(DemoError::Text {
                    path: path.to_owned(),
                    line: 0,
                    what: "a +++ without its pair".to_owned(),
                });
            };
            source(path, front, body)
        })
        .collect()
}

fn source(path: &str, front: &str, body: &str) -> Result<DocumentSource, DemoError> {
    let front: Front =
        toml::from_str(front).map_err(|cause| DemoError::Toml { path: path.to_owned(), cause: Box::new(cause) })?;
    let ending = match front.format {
        DocumentFormat::Pdf => "pdf",
        DocumentFormat::Docx => "docx",
        DocumentFormat::Pptx => "pptx",
    };
    let stem = front.file.unwrap_or_else(|| front.title.replace(['/', ':', '?'], "-"));
    Ok(DocumentSource {
        file_name: format!("{stem}.{ending}"),
        key: front.key,
        title: front.title,
        format: front.format,
        kind: front.kind,
        state: front.state,
        room: front.room,
        folder: front.folder,
        by: front.by,
        at: Moment { days_ago: front.days_ago, hour: front.hour, minute: 5 },
        meeting: front.meeting,
        dated: front.dated,
        author: front.author,
        themes: front.themes,
        cover: front.cover,
        pinned: front.pinned,
        opened_by: front.opened_by,
        body: body.trim().to_owned(),
    })
}
