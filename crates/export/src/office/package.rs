//! The zip container of DOCX and PPTX, with fixed times, and what both formats share.

use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The first line of every part.
pub const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Packs the parts in the given order.
///
/// # Errors
/// When the packing fails, which the size of such files rules out.
pub fn pack(parts: &[(String, String)]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Escapes text for XML, and leaves out what has no place in it.
#[must_use]
pub fn escape(text: &str) -> String {
    let stays = |c: &char| !c.is_control() || matches!(c, '\t' | '\n');
    let text: String = text.chars().filter(|c| stays(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `docProps/core.xml`. It names no date: of most documents at best the month is known, and the format wants an instant.
#[must_use]
pub fn core_properties(title: &str, author: &str) -> String {
    let (title, author) = (escape(title), escape(author));
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>\
         <dc:language>sv-SE</dc:language></cp:coreProperties>"
    )
}

/// `docProps/app.xml`.
#[must_use]
pub fn app_properties() -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Samrum</Application></Properties>"
    )
}

/// A relationships part from (id, last words of the type, target).
#[must_use]
pub fn relationships(rows: &[(String, &str, String)]) -> String {
    let mut text =
        format!("{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in rows {
        let base = if *kind == "metadata/core-properties" {
            "http://schemas.openxmlformats.org/package/2006/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        };
        text.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{base}/{kind}\" Target=\"{target}\"/>"));
    }
    text.push_str("</Relationships>");
    text
}

/// `[Content_Types].xml` from (part name, content type).
#[must_use]
pub fn content_types(rows: &[(String, &str)]) -> String {
    let mut text = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (part, kind) in rows {
        text.push_str(&format!(
            "<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-{kind}+xml\"/>"
        ));
    }
    text.push_str("</Types>");
    text
}
