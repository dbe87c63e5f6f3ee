//! Files made to hurt. Each ends in a reason or a text, in bounded time; the parent goes on.

use super::{fixture, read_bytes};
use extract::{MediaType, Unreadable, limits};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// A zip container of these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An old Office container of these streams.
pub(crate) fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn docx(document: &[u8]) -> Vec<u8> {
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document)])
}

#[tokio::test]
async fn flat_bombs() {
    let mut bomb = b"<w:document><w:body><w:p><w:r><w:t>".to_vec();
    bomb.resize(300 << 20, b' ');
    let started = Instant::now();
    assert_eq!(read_bytes(&docx(&bomb), "x.docx").await, Err(Unreadable::TooComplex));
    let sheet = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &bomb)]);
    assert_eq!(read_bytes(&sheet, "x.xlsx").await, Err(Unreadable::TooComplex));
    println!("two flat bombs refused in {:?}, made and read", started.elapsed());
}

#[tokio::test]
async fn nested_bombs_are_not_opened() {
    let mut bomb = vec![0; 10 << 20];
    for _ in 0..4 {
        bomb = zipped(&[("a.zip", &bomb), ("b.zip", &bomb)]);
    }
    assert_eq!(read_bytes(&bomb, "x.zip").await, Err(Unreadable::UnknownKind));
    assert_eq!(read_bytes(&bomb, "x.docx").await, Err(Unreadable::UnknownKind));
}

#[tokio::test]
async fn overlapping_bombs() {
    // One compressed kernel, many names for it in the directory.
    let one = docx(&vec![b' '; 1 << 20]);
    let end = one.len() - 22;
    let start = u32::from_le_bytes(one[end + 16..end + 20].try_into().unwrap()) as usize;
    let directory = &one[start..end];
    let entry = &directory[directory.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap()..];
    let count = 500_u16;
    let mut bomb = one[..start].to_vec();
    bomb.extend(directory);
    for number in 2..count {
        let mut copy = entry.to_vec();
        let name = copy.len() - "word/document.xml".len();
        copy[name..].copy_from_slice(format!("word/documen{number:05}").as_bytes());
        bomb.extend(copy);
    }
    let size = (bomb.len() - start) as u32;
    let mut tail = one[end..].to_vec();
    tail[8..10].copy_from_slice(&count.to_le_bytes());
    tail[10..12].copy_from_slice(&count.to_le_bytes());
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    bomb.extend(tail);
    assert_eq!(read_bytes(&bomb, "x.docx").await, Err(Unreadable::TooComplex));
}

#[tokio::test]
async fn too_many_entries() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..=limits::ZIP_ENTRIES {
        zip.start_file(number.to_string(), SimpleFileOptions::default()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read_bytes(&bytes, "x.docx").await, Err(Unreadable::TooComplex));
}

#[tokio::test]
async fn a_sheet_as_wide_as_the_format() {
    let sheet = b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
        <row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>\
        </sheetData></worksheet>";
    let bytes = zipped(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        (
            "xl/workbook.xml",
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
              <sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
              Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
              Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship \
              Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
              Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    assert_eq!(read_bytes(&bytes, "x.xlsx").await, Err(Unreadable::TooComplex));
}

#[tokio::test]
async fn entities_of_a_document_are_never_read() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "HEMLIGHETEN").unwrap();
    let declared = format!(
        "<!DOCTYPE x [<!ENTITY f SYSTEM \"file://{}\"><!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
         <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY % p SYSTEM \
         \"http://127.0.0.1:9/x\"> %p;]>",
        secret.path().display()
    );
    let word = format!(
        "{declared}<w:document><w:body><w:p><w:r><w:t>Före &f;&d; efter</w:t></w:r></w:p></w:body></w:document>"
    );
    let slide = format!("{declared}<p:sld><a:p><a:r><a:t>Före &f;&d; efter</a:t></a:r></a:p></p:sld>");
    let open = format!(
        "{declared}<office:document-content><office:body><text:p>Före &f;&d; efter</text:p></office:body></office:document-content>"
    );
    let files = [
        docx(word.as_bytes()),
        zipped(&[
            ("ppt/presentation.xml", b"<p:presentation><p:sldId id=\"256\" r:id=\"r1\"/></p:presentation>"),
            ("ppt/_rels/presentation.xml.rels", b"<R><R Id=\"r1\" Type=\"slide\" Target=\"slides/slide1.xml\"/></R>"),
            ("ppt/slides/slide1.xml", slide.as_bytes()),
        ]),
        zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", open.as_bytes())]),
    ];
    for file in files {
        let read = read_bytes(&file, "x").await.unwrap();
        assert_eq!(read.pages[0].text, "Före efter");
    }
}

#[tokio::test]
async fn locked_office_files() {
    let package = container(&[("EncryptionInfo", b"x"), ("EncryptedPackage", &[7; 9000])]);
    assert_eq!(read_bytes(&package, "x.docx").await, Err(Unreadable::PasswordProtected));
    let mut word = vec![0_u8; 2048];
    word[..2].copy_from_slice(&0xA5EC_u16.to_le_bytes());
    word[0x0B] = 1;
    let doc = container(&[("WordDocument", &word), ("0Table", b"")]);
    assert_eq!(read_bytes(&doc, "x.doc").await, Err(Unreadable::PasswordProtected));
    let open = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(read_bytes(&open, "x.odt").await, Err(Unreadable::PasswordProtected));
    let xls = container(&[("Workbook", b"\x09\x08\x04\x00\x00\x06\x05\x00\x2F\x00\x02\x00\x00\x00")]);
    assert_eq!(read_bytes(&xls, "x.xls").await, Err(Unreadable::PasswordProtected));
}

#[tokio::test]
async fn the_name_lies() {
    let pdf = std::fs::read(fixture("single.pdf")).unwrap();
    assert_eq!(read_bytes(&pdf, "bild.docx").await.unwrap().media_type, MediaType::Pdf);
    let word = std::fs::read(fixture("agreement.docx")).unwrap();
    assert_eq!(read_bytes(&word, "bild.pdf").await.unwrap().media_type, MediaType::Docx);
    assert_eq!(read_bytes(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "x.txt").await, Err(Unreadable::UnknownKind));
    assert!(!read_bytes(b"", "tom.pdf").await.unwrap().has_text);
}

/// PDF programs and trees that turn in circles or go down without end.
#[tokio::test]
async fn deep_pdfs() {
    let deep = "[".repeat(200_000);
    let files = [
        format!("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/X {deep}>>endobj"),
        format!("1 0 obj<</Type/Catalog/Pages {deep}>>endobj"),
        format!("1 0 obj{}", "<</A".repeat(200_000)),
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj".to_owned(),
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>endobj 4 0 obj<</Length 5>>stream\n/F Do\nendstream endobj 5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>>stream\n/F Do /F Do\nendstream endobj".to_owned(),
        format!("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj 4 0 obj<</Length 400000>>stream\n{}\nendstream endobj", "q ".repeat(200_000)),
        format!("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 -1e30]/Contents 4 0 R>>endobj 4 0 obj<</Length 200000>>stream\n{deep}\nendstream endobj"),
    ];
    for (index, body) in files.iter().enumerate() {
        let started = Instant::now();
        let result = read_bytes(format!("%PDF-1.4\n{body}\ntrailer<</Root 1 0 R>>\n%%EOF").as_bytes(), "x.pdf").await;
        println!("deep pdf {index}: {:?} in {:?}", result.as_ref().map(|read| read.has_text), started.elapsed());
        assert_ne!(result, Err(Unreadable::Unavailable));
        assert!(started.elapsed() < Duration::from_secs(120));
    }
}

#[tokio::test]
async fn deep_markup() {
    for (name, unit) in [("x.html", "<div>"), ("x.html", "<a <"), ("x.rtf", "{"), ("x.md", "[[("), ("x.md", "> ")] {
        let start = if name == "x.rtf" { "{\\rtf1" } else { "<!doctype html>" };
        let start = if name == "x.md" { "" } else { start };
        let result = read_bytes(format!("{start}{}", unit.repeat(300_000)).as_bytes(), name).await;
        assert!(matches!(result, Ok(_) | Err(Unreadable::TooComplex)), "{name} {unit}: {result:?}");
    }
    let xml = format!("<w:document>{}", "<w:p>".repeat(100_000));
    assert_eq!(read_bytes(&docx(xml.as_bytes()), "x.docx").await, Err(Unreadable::TooComplex));
}

/// Every fixture with bytes changed and ends cut off: some text or some reason, never a hang, never `Unavailable`.
#[tokio::test]
async fn mutated_files() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed as usize
    };
    let (mut tried, mut read, mut reasons) = (0, 0, std::collections::BTreeMap::new());
    let names = [
        "single.pdf",
        "columns.pdf",
        "agreement.docx",
        "round.pptx",
        "attendance.xlsx",
        "attendance.xls",
        "plan.odt",
        "slides.odp",
        "sheet.ods",
        "picture.png",
        "picture.jpg",
        "scanned.pdf",
    ];
    for name in names {
        let whole = std::fs::read(fixture(name)).unwrap();
        for round in 0..12 {
            let mut bytes = whole.clone();
            for _ in 0..=round * 3 {
                let at = random() % bytes.len();
                bytes[at] = random() as u8;
            }
            if round % 4 == 3 {
                bytes.truncate(random() % bytes.len());
            }
            tried += 1;
            match read_bytes(&bytes, name).await {
                Ok(_) => read += 1,
                Err(reason) => *reasons.entry(reason.code()).or_insert(0) += 1,
            }
        }
    }
    println!("{tried} mutated files: {read} read, {reasons:?}");
    assert!(!reasons.contains_key("unavailable"));
}
