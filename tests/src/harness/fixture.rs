//! Real files to upload.

use std::path::Path;

/// A Word document with a heading, a list, a table and a picture.
pub fn illustrated_docx() -> Vec<u8> {
    use std::io::Write;
    const BODY: &str = r#"<w:document xmlns:w="w" xmlns:a="a" xmlns:r="r" xmlns:wp="wp"><w:body>
      <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Barnens plan</w:t></w:r></w:p>
      <w:p><w:r><w:t>Så börjar vi.</w:t></w:r></w:p>
      <w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Lyssna</w:t></w:r></w:p>
      <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Vem</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>När</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      <w:p><w:r><w:drawing><wp:docPr descr="En bild av &lt;b&gt;torget&lt;/b&gt;"/><a:blip r:embed="rId7"/></w:drawing></w:r></w:p>
      <w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt; är bara ord.</w:t></w:r></w:p>
    </w:body></w:document>"#;
    const LINKS: &str = r#"<Relationships><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/></Relationships>"#;
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts: [(&str, Vec<u8>); 4] = [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("word/document.xml", BODY.into()),
        ("word/_rels/document.xml.rels", LINKS.into()),
        ("word/media/image1.png", fixture("picture.png")),
    ];
    for (name, bytes) in parts {
        file.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        file.write_all(&bytes).expect("its bytes");
    }
    file.finish().expect("a zip").into_inner()
}

/// A file of the extractor's own tests.
pub fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/extract/tests/fixtures");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}
