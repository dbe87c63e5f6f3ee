//! OpenDocument text and presentations (ODT, ODP).

use super::archive::Archive;
use super::xml::{Element, Node, Walk};
use super::{Draft, office};
use crate::text::{clean, flow::Flow};
use crate::{MediaType, Unreadable};
use std::collections::HashSet;

/// Reads a text document.
pub(super) fn text(archive: &mut Archive<'_>) -> Result<Draft, Unreadable> {
    let draft = office::draft(archive, MediaType::Odt, "meta.xml")?;
    let xml = archive.text("content.xml")?.ok_or(Unreadable::Damaged)?;
    let breaking = breaking_styles(&xml);
    let breaks = !breaking.is_empty() || xml.contains("text:soft-page-break");
    let mut reader = Reader { breaking, ..Reader::new(Sink::Flow(Flow::new(breaks))) };
    reader.read(&xml)?;
    reader.notes_at_end();
    match reader.sink {
        Sink::Flow(flow) => Ok(draft.with_flow(flow)),
        Sink::Slides(_) => Ok(draft),
    }
}

/// Reads a presentation.
pub(super) fn slides(archive: &mut Archive<'_>) -> Result<Draft, Unreadable> {
    let mut draft = office::draft(archive, MediaType::Odp, "meta.xml")?;
    let xml = archive.text("content.xml")?.ok_or(Unreadable::Damaged)?;
    let mut reader = Reader::new(Sink::Slides(Vec::new()));
    reader.read(&xml)?;
    if let Sink::Slides(slides) = reader.sink {
        for slide in slides {
            let parts = [slide.title.as_str(), slide.body.as_str(), slide.notes.as_str()];
            let text: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
            draft.page(clean::title(&slide.title), &text.join("\n\n"));
        }
    }
    draft.title = draft.title.or_else(|| draft.pages.first().and_then(|page| page.heading.clone()));
    Ok(draft)
}

/// The paragraph styles that begin a new page.
fn breaking_styles(xml: &str) -> HashSet<String> {
    let mut walk = Walk::new(xml);
    let mut style = String::new();
    let mut out = HashSet::new();
    while let Ok(Some(node)) = walk.next() {
        if let Node::Open(element) = node {
            match element.name.as_str() {
                "style" => style = element.get("name").unwrap_or_default().to_owned(),
                "paragraph-properties" if element.is("break-before", "page") => {
                    out.insert(style.clone());
                }
                "body" => break,
                _ => {}
            }
        }
    }
    out
}

#[derive(Default)]
struct Slide {
    title: String,
    body: String,
    notes: String,
}

enum Sink {
    Flow(Flow),
    Slides(Vec<Slide>),
}

struct Reader {
    sink: Sink,
    breaking: HashSet<String>,
    /// The texts of open paragraphs: a note's are inside another's.
    open: Vec<Open>,
    cells: Vec<String>,
    row: Vec<String>,
    items: usize,
    /// Inside a footnote or comment: its paragraphs are kept for the end.
    aside: usize,
    asides: Vec<String>,
    /// The class of the frame being read, and whether it is among a slide's notes.
    class: String,
    in_notes: bool,
}

struct Open {
    text: String,
    heading: bool,
}

impl Reader {
    fn new(sink: Sink) -> Self {
        Self {
            sink,
            breaking: HashSet::new(),
            open: Vec::new(),
            cells: Vec::new(),
            row: Vec::new(),
            items: 0,
            aside: 0,
            asides: Vec::new(),
            class: String::new(),
            in_notes: false,
        }
    }

    fn read(&mut self, xml: &str) -> Result<(), Unreadable> {
        let mut walk = Walk::new(xml);
        let mut inside = false;
        while let Some(node) = walk.next()? {
            match node {
                Node::Open(element) if element.name == "body" => inside = true,
                _ if !inside => {}
                Node::Open(element) => self.open(&element, &mut walk)?,
                Node::Close(name) => self.close(&name),
                Node::Text(text) => self.add(&squeezed(&text)),
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element, walk: &mut Walk<'_>) -> Result<(), Unreadable> {
        match element.name.as_str() {
            "p" | "h" => {
                let style = element.get("style-name").unwrap_or_default();
                if self.breaking.contains(style) && self.cells.is_empty() {
                    self.page_break();
                }
                self.open.push(Open { text: String::new(), heading: element.name == "h" });
            }
            "s" => {
                let count = element.get("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.add(&" ".repeat(count.min(100)));
            }
            "tab" => self.add("\t"),
            "line-break" => self.add("\n"),
            "soft-page-break" => self.page_break_within(),
            "list-item" => self.items += 1,
            "note" | "annotation" => self.aside += 1,
            "table-cell" => self.cells.push(String::new()),
            "page" => {
                if let Sink::Slides(slides) = &mut self.sink
                    && slides.len() < crate::limits::PAGES
                {
                    slides.push(Slide::default());
                }
            }
            "notes" => self.in_notes = true,
            "frame" | "custom-shape" => self.class = element.get("class").unwrap_or_default().to_owned(),
            // What was deleted, numbers of notes, and scripts.
            "tracked-changes" | "note-citation" | "event-listeners" | "page-number" | "forms" => walk.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "list-item" => self.items = self.items.saturating_sub(1),
            "note" | "annotation" => self.aside = self.aside.saturating_sub(1),
            "table-cell" => {
                if let Some(cell) = self.cells.pop() {
                    match self.cells.last_mut() {
                        Some(outer) => add(outer, &cell, " "),
                        None => self.row.push(cell),
                    }
                }
            }
            "table-row" if self.cells.is_empty() => {
                let row = std::mem::take(&mut self.row);
                match &mut self.sink {
                    Sink::Flow(flow) => flow.row(&row),
                    Sink::Slides(_) => self.put(row.join("\t").trim_end(), false),
                }
            }
            "notes" => self.in_notes = false,
            "frame" | "custom-shape" => self.class.clear(),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let text = open.text.replace('\u{AD}', "");
        if self.aside > 0 {
            self.asides.push(text);
        } else if let Some(cell) = self.cells.last_mut() {
            add(cell, &clean::one_line(&text), " ");
        } else {
            self.put(&text, open.heading);
        }
    }

    fn put(&mut self, text: &str, heading: bool) {
        if text.trim().is_empty() {
            return;
        }
        match &mut self.sink {
            Sink::Flow(flow) if heading => flow.heading(text),
            Sink::Flow(flow) if self.items > 0 => flow.item(text),
            Sink::Flow(flow) => flow.paragraph(text),
            Sink::Slides(slides) => {
                let Some(slide) = slides.last_mut() else {
                    return;
                };
                let part = match self.class.as_str() {
                    "page-number" | "date-time" => return,
                    _ if self.in_notes => &mut slide.notes,
                    "title" => &mut slide.title,
                    _ => &mut slide.body,
                };
                add(part, text.trim(), "\n");
            }
        }
    }

    fn page_break(&mut self) {
        if let Sink::Flow(flow) = &mut self.sink {
            flow.page_break();
        }
    }

    /// A page ended here when the document was last laid out; what came before in this paragraph stays on it.
    fn page_break_within(&mut self) {
        if !self.cells.is_empty() || self.aside > 0 {
            return;
        }
        if let Some(open) = self.open.last_mut() {
            let (text, heading) = (std::mem::take(&mut open.text), open.heading);
            self.put(&text, heading);
        }
        self.page_break();
    }

    fn notes_at_end(&mut self) {
        for text in std::mem::take(&mut self.asides) {
            self.put(&text, false);
        }
    }
}

/// White space in the file is layout of the file: any run of it is one space.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' | '\n' | '\r' | '\t' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(letter),
        }
    }
    out
}

fn add(text: &mut String, more: &str, gap: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push_str(gap);
    }
    text.push_str(more);
}
