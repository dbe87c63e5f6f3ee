//! PowerPoint files: a title slide, then one slide for each `##`, with bullets and what the speaker says.

use super::super::markup::{Block, Run, blocks, plain};
use super::super::model::DocumentSource;
use super::pptx_parts::{layout, master, notes_master, notes_slide, presentation, slide, theme};
use export::office::package::{app_properties, content_types, core_properties, escape, pack, relationships};
use zip::result::ZipError;

/// A slide before it is written.
#[derive(Default)]
struct Slide {
    title: String,
    paragraphs: Vec<(bool, Vec<Run>)>,
    notes: Vec<String>,
}

/// Makes the file and says how many slides it has.
pub(super) fn render(source: &DocumentSource) -> Result<(Vec<u8>, usize), ZipError> {
    let slides = slides(source);
    let row = |id: String, kind: &'static str, target: &str| (id, kind, target.to_owned());
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut types: Vec<(String, &str)> = vec![
        ("ppt/presentation.xml".to_owned(), "officedocument.presentationml.presentation.main"),
        ("ppt/slideMasters/slideMaster1.xml".to_owned(), "officedocument.presentationml.slideMaster"),
        ("ppt/slideLayouts/slideLayout1.xml".to_owned(), "officedocument.presentationml.slideLayout"),
        ("ppt/slideLayouts/slideLayout2.xml".to_owned(), "officedocument.presentationml.slideLayout"),
        ("ppt/notesMasters/notesMaster1.xml".to_owned(), "officedocument.presentationml.notesMaster"),
        ("ppt/theme/theme1.xml".to_owned(), "officedocument.theme"),
        ("ppt/theme/theme2.xml".to_owned(), "officedocument.theme"),
        ("docProps/core.xml".to_owned(), "package.core-properties"),
        ("docProps/app.xml".to_owned(), "officedocument.extended-properties"),
    ];
    let mut of_presentation = vec![
        row("rId1".to_owned(), "slideMaster", "slideMasters/slideMaster1.xml"),
        row("rId2".to_owned(), "notesMaster", "notesMasters/notesMaster1.xml"),
        row("rId3".to_owned(), "theme", "theme/theme1.xml"),
    ];
    for (index, drawn) in slides.iter().enumerate() {
        let number = index + 1;
        let kind = if index == 0 { 1 } else { 2 };
        types.push((format!("ppt/slides/slide{number}.xml"), "officedocument.presentationml.slide"));
        of_presentation.push((format!("rId{}", number + 10), "slide", format!("slides/slide{number}.xml")));
        parts.push((
            format!("ppt/slides/slide{number}.xml"),
            slide(index == 0, &escape(&drawn.title), &paragraphs(drawn)),
        ));
        let mut of_slide = vec![("rId1".to_owned(), "slideLayout", format!("../slideLayouts/slideLayout{kind}.xml"))];
        if !drawn.notes.is_empty() {
            types.push((format!("ppt/notesSlides/notesSlide{number}.xml"), "officedocument.presentationml.notesSlide"));
            of_slide.push(("rId2".to_owned(), "notesSlide", format!("../notesSlides/notesSlide{number}.xml")));
            let notes: String = drawn
                .notes
                .iter()
                .map(|note| paragraph(false, &[Run { text: note.clone(), bold: false, italic: false }]))
                .collect();
            parts.push((format!("ppt/notesSlides/notesSlide{number}.xml"), notes_slide(&notes)));
            parts.push((
                format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"),
                relationships(&[
                    ("rId1".to_owned(), "notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
                    ("rId2".to_owned(), "slide", format!("../slides/slide{number}.xml")),
                ]),
            ));
        }
        parts.push((format!("ppt/slides/_rels/slide{number}.xml.rels"), relationships(&of_slide)));
    }
    let fixed: [(&str, String); 14] = [
        ("[Content_Types].xml", content_types(&types)),
        (
            "_rels/.rels",
            relationships(&[
                row("rId1".to_owned(), "officeDocument", "ppt/presentation.xml"),
                row("rId2".to_owned(), "metadata/core-properties", "docProps/core.xml"),
                row("rId3".to_owned(), "extended-properties", "docProps/app.xml"),
            ]),
        ),
        ("docProps/core.xml", core_properties(&source.title, &source.author)),
        ("docProps/app.xml", app_properties()),
        ("ppt/presentation.xml", presentation(slides.len())),
        ("ppt/_rels/presentation.xml.rels", relationships(&of_presentation)),
        ("ppt/theme/theme1.xml", theme()),
        ("ppt/theme/theme2.xml", theme()),
        ("ppt/slideMasters/slideMaster1.xml", master()),
        (
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            relationships(&[
                row("rId1".to_owned(), "slideLayout", "../slideLayouts/slideLayout1.xml"),
                row("rId2".to_owned(), "slideLayout", "../slideLayouts/slideLayout2.xml"),
                row("rId3".to_owned(), "theme", "../theme/theme1.xml"),
            ]),
        ),
        ("ppt/slideLayouts/slideLayout1.xml", layout(true)),
        ("ppt/slideLayouts/slideLayout2.xml", layout(false)),
        ("ppt/notesMasters/notesMaster1.xml", notes_master()),
        (
            "ppt/notesMasters/_rels/notesMaster1.xml.rels",
            relationships(&[row("rId1".to_owned(), "theme", "../theme/theme2.xml")]),
        ),
    ];
    let mut all: Vec<(String, String)> = fixed.map(|(name, text)| (name.to_owned(), text)).to_vec();
    for number in 1..=2 {
        all.push((
            format!("ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"),
            relationships(&[row("rId1".to_owned(), "slideMaster", "../slideMasters/slideMaster1.xml")]),
        ));
    }
    all.extend(parts);
    Ok((pack(&all)?, slides.len()))
}

fn slides(source: &DocumentSource) -> Vec<Slide> {
    let line = [source.author.as_str(), source.dated.as_str()]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>();
    let subtitle = Run { text: line.join(" · "), bold: false, italic: false };
    let mut slides =
        vec![Slide { title: source.title.clone(), paragraphs: vec![(false, vec![subtitle])], notes: Vec::new() }];
    for block in blocks(&source.body) {
        if let Block::Heading(_, title) = block {
            slides.push(Slide { title, ..Slide::default() });
            continue;
        }
        let Some(current) = slides.last_mut() else { continue };
        match block {
            Block::Paragraph(runs) | Block::Quote(runs) => current.paragraphs.push((false, runs)),
            Block::List(_, items) => current.paragraphs.extend(items.into_iter().map(|item| (true, item))),
            Block::SpeakerNote(text) => current.notes.push(text),
            Block::Table(rows) => {
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                    current.paragraphs.push((true, vec![Run { text: cells.join(" – "), bold: false, italic: false }]));
                }
            }
            Block::Heading(..) => {}
        }
    }
    slides
}

fn paragraphs(slide: &Slide) -> String {
    let text: String = slide.paragraphs.iter().map(|(bullet, runs)| paragraph(*bullet, runs)).collect();
    if text.is_empty() { "<a:p><a:endParaRPr lang=\"sv-SE\"/></a:p>".to_owned() } else { text }
}

fn paragraph(bullet: bool, runs: &[Run]) -> String {
    let properties = if bullet {
        "<a:pPr marL=\"342900\" indent=\"-342900\"><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/></a:pPr>"
    } else {
        "<a:pPr marL=\"0\" indent=\"0\"><a:buNone/></a:pPr>"
    };
    let runs: String = runs
        .iter()
        .map(|run| {
            let bold = if run.bold { " b=\"1\"" } else { "" };
            let italic = if run.italic { " i=\"1\"" } else { "" };
            format!("<a:r><a:rPr lang=\"sv-SE\"{bold}{italic}/><a:t>{}</a:t></a:r>", escape(&run.text))
        })
        .collect();
    format!("<a:p>{properties}{runs}</a:p>")
}
