//! Word files with real styles: headings, lists, tables, a footer with page numbers, properties.

use domain::conversations::text::blocks::{Block, Run};

use super::package::{XML, app_properties, content_types, core_properties, escape, pack, relationships};
use zip::result::ZipError;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// What a file is to hold.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// Its title.
    pub title: &'a str,
    /// Whom it is from.
    pub author: &'a str,
    /// The line below the title.
    pub line: &'a str,
    /// What the number of a page is called.
    pub page: &'a str,
    /// What it says.
    pub blocks: &'a [Block],
}

/// The media type.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Makes the file.
///
/// # Errors
/// When the packing fails, which the size of such files rules out.
pub fn render(source: Paper<'_>) -> Result<Vec<u8>, ZipError> {
    let word = "wordprocessingml";
    let kind = |last: &str| format!("officedocument.{word}.{last}");
    let kinds = [kind("document.main"), kind("styles"), kind("numbering"), kind("footer"), kind("settings")];
    let [main, styles_kind, numbering_kind, footer_kind, settings_kind] = kinds.each_ref().map(String::as_str);
    let types = content_types(&[
        ("word/document.xml".to_owned(), main),
        ("word/styles.xml".to_owned(), styles_kind),
        ("word/numbering.xml".to_owned(), numbering_kind),
        ("word/footer1.xml".to_owned(), footer_kind),
        ("word/settings.xml".to_owned(), settings_kind),
        ("docProps/core.xml".to_owned(), "package.core-properties"),
        ("docProps/app.xml".to_owned(), "officedocument.extended-properties"),
    ]);
    let row = |id: &str, kind: &'static str, target: &str| (id.to_owned(), kind, target.to_owned());
    let parts = [
        ("[Content_Types].xml", types),
        (
            "_rels/.rels",
            relationships(&[
                row("rId1", "officeDocument", "word/document.xml"),
                row("rId2", "metadata/core-properties", "docProps/core.xml"),
                row("rId3", "extended-properties", "docProps/app.xml"),
            ]),
        ),
        ("docProps/core.xml", core_properties(source.title, source.author)),
        ("docProps/app.xml", app_properties()),
        ("word/document.xml", document(source)),
        (
            "word/_rels/document.xml.rels",
            relationships(&[
                row("rId1", "styles", "styles.xml"),
                row("rId2", "numbering", "numbering.xml"),
                row("rId3", "footer", "footer1.xml"),
                row("rId4", "settings", "settings.xml"),
            ]),
        ),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering(source.blocks)),
        ("word/footer1.xml", footer(source.title, source.page)),
        ("word/settings.xml", format!("{XML}<w:settings {W}><w:defaultTabStop w:val=\"1304\"/></w:settings>")),
    ];
    pack(&parts.map(|(name, text)| (name.to_owned(), text)))
}

fn document(source: Paper<'_>) -> String {
    let mut body = paragraph("Title", "", &[run(source.title)]);
    body.push_str(&paragraph("Subtitle", "", &[run(source.line)]));
    let mut numbered_lists = 1;
    for block in source.blocks {
        match block {
            Block::Heading(level, text) => body.push_str(&paragraph(&format!("Heading{level}"), "", &[run(text)])),
            Block::Paragraph(runs) => body.push_str(&paragraph("", "", runs)),
            Block::Quote(runs) => body.push_str(&paragraph("Quote", "", runs)),
            Block::List(numbered, items) => {
                if *numbered {
                    numbered_lists += 1;
                }
                let list = if *numbered { numbered_lists } else { 1 };
                let properties = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
                for item in items {
                    body.push_str(&paragraph("ListParagraph", &properties, item));
                }
            }
            Block::Table(rows) => body.push_str(&table(rows)),
        }
    }
    format!(
        "{XML}<w:document {W}><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" \
         w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn run(text: &str) -> Run {
    Run { text: text.to_owned(), bold: false, italic: false }
}

fn paragraph(style: &str, properties: &str, runs: &[Run]) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
    let runs: String = runs
        .iter()
        .map(|run| {
            let bold = if run.bold { "<w:b/>" } else { "" };
            let italic = if run.italic { "<w:i/>" } else { "" };
            // a line break is an element of its own
            let text = escape(&run.text).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
            format!("<w:r><w:rPr>{bold}{italic}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        })
        .collect();
    format!("<w:p><w:pPr>{style}{properties}</w:pPr>{runs}</w:p>")
}

fn table(rows: &[Vec<Vec<Run>>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let width = 9072 / columns;
    let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns);
    let mut text = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"9072\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    );
    for (index, row) in rows.iter().enumerate() {
        let head = if index == 0 { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
        text.push_str(&format!("<w:tr>{head}"));
        for column in 0..columns {
            let mut cell = row.get(column).cloned().unwrap_or_default();
            if index == 0 {
                cell.iter_mut().for_each(|run| run.bold = true);
            }
            let cell = paragraph("", "", &cell);
            text.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{cell}</w:tc>"));
        }
        text.push_str("</w:tr>");
    }
    text.push_str("</w:tbl>");
    text.push_str(&paragraph("", "", &[]));
    text
}

fn styles() -> String {
    let heading = |level: u8, size: u8| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"320\" w:after=\"100\"/>\
             <w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:color w:val=\"0D4A52\"/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        )
    };
    let plain = |id: &str, name: &str, properties: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>{properties}</w:style>"
        )
    };
    let border: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .iter()
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A0A0A0\"/>"))
        .collect();
    format!(
        "{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/>\
         <w:sz w:val=\"22\"/><w:lang w:val=\"sv-SE\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"140\" w:line=\"276\" \
         w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">\
         <w:name w:val=\"Normal\"/><w:qFormat/></w:style>{}{}{}{}{}{}{}<w:style w:type=\"table\" w:styleId=\"TableGrid\">\
         <w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{border}</w:tblBorders><w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/>\
         <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>",
        heading(1, 32),
        heading(2, 26),
        heading(3, 23),
        plain("Title", "Title", "<w:rPr><w:b/><w:sz w:val=\"44\"/></w:rPr>"),
        plain("Subtitle", "Subtitle", "<w:rPr><w:color w:val=\"595959\"/></w:rPr>"),
        plain("Quote", "Quote", "<w:pPr><w:ind w:left=\"567\"/></w:pPr><w:rPr><w:i/></w:rPr>"),
        plain("ListParagraph", "List Paragraph", "<w:pPr><w:spacing w:after=\"60\"/><w:ind w:left=\"720\"/></w:pPr>"),
    )
}

/// One bullet list, and one numbered list per list of the text so that each starts at 1.
fn numbering(blocks: &[Block]) -> String {
    let numbered = blocks.iter().filter(|block| matches!(block, Block::List(true, _))).count();
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
             <w:pPr><w:ind w:left=\"720\" w:hanging=\"360\"/></w:pPr></w:lvl>"
        )
    };
    let mut text = format!(
        "{XML}<w:numbering {W}><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level("bullet", "•"),
        level("decimal", "%1.")
    );
    for list in 0..numbered {
        text.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            list + 2
        ));
    }
    text.push_str("</w:numbering>");
    text
}

fn footer(title: &str, page: &str) -> String {
    format!(
        "{XML}<w:ftr {W}><w:p><w:r><w:t xml:space=\"preserve\">{} · {page} </w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r>\
         </w:fldSimple></w:p></w:ftr>",
        escape(title),
        page = escape(page)
    )
}
