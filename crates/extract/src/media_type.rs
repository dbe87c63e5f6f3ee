//! The kind of a file from its content. The name is only a hint, and only between kinds of text, which look alike.

use serde::{Deserialize, Serialize};

/// The kinds that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names are the formats' own")]
pub enum MediaType {
    Pdf,
    Docx,
    Pptx,
    Xlsx,
    Odt,
    Odp,
    Ods,
    Doc,
    Ppt,
    Xls,
    Rtf,
    Html,
    Markdown,
    Text,
    Csv,
    Email,
    Png,
    Jpeg,
    Gif,
    Webp,
    Svg,
    Mp4,
    Mp3,
    /// A zip container that is none of the above, or not yet known to be.
    Zip,
    /// An old Office container (CFB) that is none of the above, or not yet known to be.
    CompoundFile,
    Unknown,
}

impl MediaType {
    /// The media type as sent in `Content-Type`.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Doc => "application/msword",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Xls => "application/vnd.ms-excel",
            Self::Rtf => "application/rtf",
            Self::Html => "text/html",
            Self::Markdown => "text/markdown",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Email => "message/rfc822",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
            Self::Mp4 => "video/mp4",
            Self::Mp3 => "audio/mpeg",
            Self::Zip => "application/zip",
            Self::CompoundFile => "application/x-cfb",
            Self::Unknown => "application/octet-stream",
        }
    }

    /// Whether [`crate::Extractor`] can get text out of this kind. For `Zip` and `CompoundFile` the child has to look.
    pub fn may_have_text(self) -> bool {
        !matches!(
            self,
            Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Svg | Self::Mp4 | Self::Mp3 | Self::Unknown
        )
    }
}

/// Tells the kind of a file from its first bytes; 4 KiB or more are enough, fewer may be.
///
/// Cheap, allocates next to nothing, parses nothing and never panics: safe in the server. `name` is only consulted to
/// tell text from text (Markdown, CSV, e-mail, HTML fragments), and which Office kind a container is when the first
/// bytes don't show it; a container's kind is settled by the child. A name never makes text out of binary content.
pub fn media_type(head: &[u8], name: &str) -> MediaType {
    let extension = extension(name);
    binary(head, &extension).unwrap_or_else(|| textual(head, &extension))
}

/// The lower-case extension of a name: at most ten ASCII letters or digits, else empty.
pub(crate) fn extension(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, end)) if end.len() <= 10 && end.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            end.to_ascii_lowercase()
        }
        _ => String::new(),
    }
}

fn binary(head: &[u8], extension: &str) -> Option<MediaType> {
    let start = &head[..head.len().min(1024)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(zip_kind(head, extension));
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Some(compound_kind(head, extension));
    }
    if head.starts_with(b"{\\rtf") {
        return Some(MediaType::Rtf);
    }
    // Readers accept a PDF whose header comes within the first kilobyte; some mail gateways put lines before it.
    if contains(start, b"%PDF-") {
        return Some(MediaType::Pdf);
    }
    match infer::get(head)?.mime_type() {
        "image/png" => Some(MediaType::Png),
        "image/jpeg" => Some(MediaType::Jpeg),
        "image/gif" => Some(MediaType::Gif),
        "image/webp" => Some(MediaType::Webp),
        "video/mp4" | "video/quicktime" | "video/x-m4v" => Some(MediaType::Mp4),
        "audio/mpeg" => Some(MediaType::Mp3),
        kind if kind.starts_with("text/") => None,
        _ => Some(MediaType::Unknown),
    }
}

fn zip_kind(head: &[u8], extension: &str) -> MediaType {
    // OpenDocument stores its own type, uncompressed, as the first entry.
    for (needle, kind) in [
        (&b"opendocument.text"[..], MediaType::Odt),
        (b"opendocument.presentation", MediaType::Odp),
        (b"opendocument.spreadsheet", MediaType::Ods),
    ] {
        if contains(&head[..head.len().min(120)], needle) {
            return kind;
        }
    }
    for (needle, kind) in [
        (&b"word/document"[..], MediaType::Docx),
        (b"ppt/presentation", MediaType::Pptx),
        (b"xl/workbook", MediaType::Xlsx),
    ] {
        if contains(head, needle) {
            return kind;
        }
    }
    if contains(head, b"[Content_Types].xml") || contains(head, b"_rels/.rels") {
        match extension {
            "docx" | "docm" | "dotx" => return MediaType::Docx,
            "pptx" | "pptm" | "ppsx" | "potx" => return MediaType::Pptx,
            "xlsx" | "xlsm" | "xltx" => return MediaType::Xlsx,
            _ => {}
        }
    }
    MediaType::Zip
}

fn compound_kind(head: &[u8], extension: &str) -> MediaType {
    for (name, kind) in
        [("WordDocument", MediaType::Doc), ("PowerPoint Document", MediaType::Ppt), ("Workbook", MediaType::Xls)]
    {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        if contains(head, &wide) {
            return kind;
        }
    }
    match extension {
        "doc" | "dot" => MediaType::Doc,
        "ppt" | "pps" | "pot" => MediaType::Ppt,
        "xls" | "xlt" => MediaType::Xls,
        _ => MediaType::CompoundFile,
    }
}

fn textual(head: &[u8], extension: &str) -> MediaType {
    if !looks_like_text(head) {
        return MediaType::Unknown;
    }
    let start: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| *byte != 0)
        .skip_while(|byte| byte.is_ascii_whitespace() || !byte.is_ascii())
        .take(512)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    if start.starts_with(b"<!doctype html") || start.starts_with(b"<html") {
        return MediaType::Html;
    }
    if start.starts_with(b"<") {
        if contains(&start, b"<svg") {
            return MediaType::Svg;
        }
        if contains(&start, b"<html") || matches!(extension, "html" | "htm" | "xhtml") {
            return MediaType::Html;
        }
    }
    match extension {
        "md" | "markdown" => MediaType::Markdown,
        "csv" | "tsv" => MediaType::Csv,
        "eml" if header_lines(head) >= 1 => MediaType::Email,
        "html" | "htm" => MediaType::Html,
        _ if header_lines(head) >= 3 => MediaType::Email,
        _ => MediaType::Text,
    }
}

/// How many of the header fields that every e-mail has begin the text.
fn header_lines(head: &[u8]) -> usize {
    const FIELDS: [&[u8]; 8] =
        [b"from:", b"to:", b"subject:", b"date:", b"received:", b"message-id:", b"mime-version:", b"return-path:"];
    head.split(|byte| *byte == b'\n')
        .take(80)
        .take_while(|line| !line.trim_ascii().is_empty())
        .filter(|line| {
            FIELDS.iter().any(|field| line.get(..field.len()).is_some_and(|start| start.eq_ignore_ascii_case(field)))
        })
        .count()
}

fn looks_like_text(head: &[u8]) -> bool {
    if head.is_empty() || head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    if zeros > 0 {
        // UTF-16 without a mark: in Western text every second byte is zero, always on the same side.
        let even = head.iter().step_by(2).filter(|byte| **byte == 0).count();
        let odd = zeros - even;
        return zeros * 3 > head.len() && (even * 20 < zeros || odd * 20 < zeros);
    }
    let control =
        head.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    control * 200 <= head.len()
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        assert_eq!(media_type(b"%PDF-1.7\n", "rapport.docx"), MediaType::Pdf);
        assert_eq!(media_type(b"{\\rtf1\\ansi", "x.doc"), MediaType::Rtf);
        assert_eq!(media_type(b"\x7fELF\x02\x01\x01\0\0\0", "x.txt"), MediaType::Unknown);
        assert_eq!(media_type(b"<!DOCTYPE html><p>", "x.txt"), MediaType::Html);
        assert_eq!(media_type(b"# Rubrik\n", "x.md"), MediaType::Markdown);
        assert_eq!(media_type("Hej på er".as_bytes(), "x"), MediaType::Text);
        assert_eq!(media_type(b"", ""), MediaType::Text);
    }

    #[test]
    fn text_in_wide_characters_is_text() {
        let wide: Vec<u8> = "Hej på er".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(media_type(&wide, "x.txt"), MediaType::Text);
        assert_eq!(media_type(&[0, 1, 2, 3, 0, 0, 9, 1], "x.txt"), MediaType::Unknown);
    }

    #[test]
    fn a_name_is_a_name() {
        assert_eq!(extension("a/b.tar.GZ"), "gz");
        assert_eq!(extension("a.b/../c"), "");
        assert_eq!(extension("namn.åäö"), "");
    }
}
