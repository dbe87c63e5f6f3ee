//! Puts the content of pages together to a PDF 1.7 file.

use super::pdf_font::{Face, code_width, literal};

/// A bookmark: title and page index.
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) page: usize,
}

/// Writes the file: catalogue, page tree, fonts with widths, information, bookmarks, contents, cross-reference table.
pub(super) fn assemble(title: &str, author: &str, pages: &[String], bookmarks: &[Bookmark]) -> Vec<u8> {
    // 1 catalogue, 2 page tree, 3–5 fonts, 6 information, 7 outline root, then the bookmarks, then page + content pairs.
    let first_bookmark = 8;
    let first_page = first_bookmark + bookmarks.len();
    let page_number = |index: usize| first_page + index * 2;
    let mut objects: Vec<String> = Vec::new();
    let outline = if bookmarks.is_empty() { "" } else { " /Outlines 7 0 R /PageMode /UseOutlines" };
    objects.push(format!(
        "<< /Type /Catalog /Pages 2 0 R /Lang (sv-SE) /ViewerPreferences << /DisplayDocTitle true >>{outline} >>"
    ));
    let kids: Vec<String> = (0..pages.len()).map(|index| format!("{} 0 R", page_number(index))).collect();
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()));
    for face in [Face::Regular, Face::Bold, Face::Oblique] {
        let widths: Vec<String> = (32..=255u8).map(|code| code_width(code, face).to_string()).collect();
        objects.push(format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [{}] >>",
            face.base_font(),
            widths.join(" ")
        ));
    }
    objects.push(format!("<< /Title {} /Author {} /Producer (Samrum demo) >>", literal(title), literal(author)));
    objects.push(if bookmarks.is_empty() {
        "<< /Type /Outlines /Count 0 >>".to_owned()
    } else {
        let last = first_bookmark + bookmarks.len() - 1;
        format!("<< /Type /Outlines /First {first_bookmark} 0 R /Last {last} 0 R /Count {} >>", bookmarks.len())
    });
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let mut links = String::new();
        if index > 0 {
            links.push_str(&format!(" /Prev {} 0 R", first_bookmark + index - 1));
        }
        if index + 1 < bookmarks.len() {
            links.push_str(&format!(" /Next {} 0 R", first_bookmark + index + 1));
        }
        objects.push(format!(
            "<< /Title {} /Parent 7 0 R{links} /Dest [{} 0 R /Fit] >>",
            literal(&bookmark.title),
            page_number(bookmark.page)
        ));
    }
    for (index, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> \
             /Contents {} 0 R >>",
            page_number(index) + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = b"%PDF-1.7\n%\xE5\xE4\xF6\xC5\n".to_vec();
    let mut offsets = Vec::with_capacity(objects.len());
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", index + 1).as_bytes());
    }
    let start = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(
        format!("trailer\n<< /Size {} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
            .as_bytes(),
    );
    file
}
