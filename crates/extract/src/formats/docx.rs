//! Word documents (DOCX): paragraphs, headings, tables, text boxes, then notes, comments, headers and footers.

use super::archive::Archive;
use super::pictures::Pictures;
use super::xml::{Element, Node, Walk};
use super::{Draft, office, pptx};
use crate::text::{clean, flow::Flow};
use crate::{MediaType, Unreadable};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Draft, Unreadable> {
    let mut draft = office::draft(archive, MediaType::Docx, "docProps/core.xml")?;
    let styles = archive.text("word/styles.xml")?.map(|xml| Styles::read(&xml)).unwrap_or_default();
    let body = archive.text("word/document.xml")?.ok_or(Unreadable::Damaged)?;
    let breaks = body.contains("lastRenderedPageBreak")
        || body.contains("w:type=\"page\"")
        || body.contains("w:pageBreakBefore");
    let mut reader = Reader {
        flow: Flow::new(breaks),
        styles,
        links: pptx::links(archive, "word/document.xml")?,
        pictures: Pictures::default(),
        says: None,
        shown: Vec::new(),
        open: Vec::new(),
        cells: Vec::new(),
        row: Vec::new(),
    };
    reader.read(&body)?;
    reader.show();
    // what stands aside has links of its own, and its pictures are logos
    reader.links.clear();
    for start in ["word/footnotes", "word/endnotes", "word/comments.", "word/header", "word/footer"] {
        reader.read_aside(archive, start)?;
    }
    draft.pictures = reader.pictures;
    Ok(draft.with_flow(reader.flow))
}

/// The styles that say what a paragraph is.
#[derive(Default)]
struct Styles {
    /// With their levels.
    headings: HashMap<String, u8>,
    items: HashSet<String>,
}

impl Styles {
    /// Headings by name ("heading 1", "Title", in every language of Word) or outline level, list items by their
    /// numbering.
    fn read(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut walk = Walk::new(xml);
        let mut id = String::new();
        while let Ok(Some(node)) = walk.next() {
            let Node::Open(element) = node else {
                continue;
            };
            match element.name.as_str() {
                "style" => id = element.get("styleId").unwrap_or_default().to_owned(),
                "name" => {
                    let name = element.get("val").unwrap_or_default().to_lowercase();
                    if name == "title" {
                        styles.headings.insert(id.clone(), 1);
                    } else if let Some(level) = name.strip_prefix("heading ") {
                        styles.headings.insert(id.clone(), level.parse().unwrap_or(2));
                    }
                }
                "outlineLvl" if element.get("val").is_some_and(|level| level != "9") => {
                    let level = element.get("val").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1);
                    styles.headings.insert(id.clone(), level.saturating_add(1));
                }
                "numPr" => {
                    styles.items.insert(id.clone());
                }
                _ => {}
            }
        }
        styles
    }
}

/// A paragraph being read. Text boxes nest paragraphs in paragraphs.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Its level, where it is a heading.
    heading: Option<u8>,
    item: bool,
    break_after: bool,
}

struct Reader {
    flow: Flow,
    styles: Styles,
    /// What the body refers to.
    links: HashMap<String, (String, String)>,
    pictures: Pictures,
    /// What the author says the next picture shows.
    says: Option<String>,
    /// Pictures met in the paragraph or table being read.
    shown: Vec<(u32, Option<String>)>,
    open: Vec<Paragraph>,
    /// The text of each open table cell, the innermost last.
    cells: Vec<String>,
    /// The cells of the row being read, of the outermost table.
    row: Vec<String>,
}

impl Reader {
    fn read(&mut self, xml: &str) -> Result<(), Unreadable> {
        let mut walk = Walk::new(xml);
        while let Some(node) = walk.next()? {
            match node {
                Node::Open(element) => self.open(&element, &mut walk)?,
                Node::Close(name) => self.close(&name),
                Node::Text(_) => {}
            }
            if self.flow.is_full() {
                break;
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element, walk: &mut Walk<'_>) -> Result<(), Unreadable> {
        match element.name.as_str() {
            "p" => self.open.push(Paragraph::default()),
            "t" => {
                let text = walk.inner_text()?;
                self.add(&text);
            }
            "tab" if element.get("val").is_none() => self.add("\t"),
            "br" if element.is("type", "page") => self.break_here(),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "lastRenderedPageBreak" => self.break_here(),
            "pageBreakBefore" if !element.is("val", "0") && !element.is("val", "false") => self.break_here(),
            "pStyle" => {
                let id = element.get("val").unwrap_or_default();
                let by_name = ["Heading", "Rubrik"].iter().find_map(|word| id.strip_prefix(word));
                let by_name = by_name.map(|level| level.parse().unwrap_or(2));
                let heading = self.styles.headings.get(id).copied().or(by_name);
                let item = self.styles.items.contains(id);
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.heading = paragraph.heading.or(heading);
                    paragraph.item |= item;
                }
            }
            "outlineLvl" => {
                if let Some(paragraph) = self.open.last_mut() {
                    let level = element.get("val").and_then(|level| level.parse::<u8>().ok()).unwrap_or(9);
                    if level < 9 {
                        paragraph.heading = paragraph.heading.or(Some(level + 1));
                    }
                }
            }
            "numId" => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.item = !element.is("val", "0");
                }
            }
            // A section ends with this paragraph; "continuous" ones share a page.
            "type" if element.is("val", "nextPage") => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.break_after = true;
                }
            }
            "docPr" => self.says = element.get("descr").filter(|words| !words.trim().is_empty()).map(clean::one_line),
            "blip" => {
                let target = element.get("embed").and_then(|id| self.links.get(id));
                if let Some(number) = target.and_then(|(_, part)| self.pictures.number(part)) {
                    self.shown.push((number, self.says.take()));
                }
            }
            "tc" => self.cells.push(String::new()),
            // What was deleted or moved away, field codes, and the second form of what was already read.
            "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "tblGrid" => walk.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "tc" => {
                if let Some(cell) = self.cells.pop() {
                    match self.cells.last_mut() {
                        Some(outer) => join(outer, &cell, " "),
                        None => self.row.push(cell),
                    }
                }
            }
            "tr" if self.cells.is_empty() => {
                let row = std::mem::take(&mut self.row);
                self.flow.row(&row);
            }
            "tbl" if self.cells.is_empty() => self.show(),
            "body" => {
                self.show();
            }
            _ => {}
        }
    }

    /// Puts the pictures met where they stand.
    fn show(&mut self) {
        for (number, says) in std::mem::take(&mut self.shown) {
            self.flow.picture(number, says);
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// A page ends in the middle of a paragraph: what came before stays on it.
    fn break_here(&mut self) {
        if !self.cells.is_empty() {
            return;
        }
        let before = match self.open.last_mut() {
            Some(paragraph) => std::mem::take(&mut paragraph.text),
            None => String::new(),
        };
        self.flow.paragraph(&before.replace('\u{AD}', ""));
        self.flow.page_break();
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else {
            return;
        };
        let text = paragraph.text.replace('\u{AD}', "");
        if let Some(cell) = self.cells.last_mut() {
            join(cell, &clean::one_line(&text), " ");
        } else if let Some(level) = paragraph.heading {
            self.flow.heading_of(level, &text);
        } else if paragraph.item && !text.trim().is_empty() {
            self.flow.item(&text);
        } else {
            self.flow.paragraph(&text);
        }
        if self.cells.is_empty() && self.open.is_empty() {
            self.show();
        }
        if paragraph.break_after {
            self.flow.page_break();
        }
    }

    /// Notes, comments, headers and footers, each different text once, after the body.
    fn read_aside(&mut self, archive: &mut Archive<'_>, start: &str) -> Result<(), Unreadable> {
        let mut seen = BTreeSet::new();
        for name in archive.names(start).into_iter().filter(|name| name.ends_with(".xml")).take(50) {
            let Some(xml) = archive.text(&name)? else {
                continue;
            };
            if seen.insert(xml.clone()) {
                self.read(&xml)?;
            }
        }
        Ok(())
    }
}

fn join(text: &mut String, more: &str, gap: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str(gap);
    }
    text.push_str(more);
}
