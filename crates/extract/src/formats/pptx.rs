//! PowerPoint (PPTX): a page a slide, its title first, then what stands on it, then the notes.

use super::archive::Archive;
use super::pictures::Pictures;
use super::xml::{Element, Node, Walk};
use super::{Draft, office};
use crate::text::clean;
use crate::{Block, MediaType, Unreadable, limits};
use std::collections::HashMap;

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Draft, Unreadable> {
    let mut draft = office::draft(archive, MediaType::Pptx, "docProps/core.xml")?;
    let slides = slides(archive)?;
    draft.truncated = slides.len() > limits::PAGES;
    for path in slides.into_iter().take(limits::PAGES) {
        let Some(xml) = archive.text(&path)? else {
            draft.page(None, "");
            continue;
        };
        let mut slide = Slide::default();
        slide.read(&xml, Kind::Slide)?;
        let links = links(archive, &path)?;
        // Diagrams keep their words in a part of their own.
        for (_, target) in links.values().filter(|(kind, _)| kind.ends_with("/diagramData")).take(20) {
            if let Some(xml) = archive.text(target)? {
                slide.read(&xml, Kind::Slide)?;
            }
        }
        let mut notes = Slide::default();
        for (_, target) in links.values().filter(|(kind, _)| kind.ends_with("/notesSlide")).take(1) {
            if let Some(xml) = archive.text(target)? {
                notes.read(&xml, Kind::Notes)?;
            }
        }
        let title = clean::title(&slide.title);
        let blocks = blocks(&slide, &notes, &links, &mut draft.pictures);
        let parts = [slide.title, slide.body, notes.body];
        let text: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        draft.page_of(title, &text.join("\n\n"), blocks);
    }
    draft.title = draft
        .title
        .filter(|title| title != "PowerPoint Presentation" && title != "PowerPoint-presentation")
        .or_else(|| draft.pages.first().and_then(|page| page.heading.clone()));
    Ok(draft)
}

/// A slide as a card: its title, what stands on it, its pictures, then the notes.
fn blocks(
    slide: &Slide,
    notes: &Slide,
    links: &HashMap<String, (String, String)>,
    pictures: &mut Pictures,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(text) = clean::title(&slide.title) {
        blocks.push(Block::Heading { level: 2, text });
    }
    for line in clean::clean(&slide.body).lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
        if !line.contains('\t') {
            blocks.push(Block::Item { text: line.trim().to_owned() });
            continue;
        }
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        match blocks.last_mut() {
            Some(Block::Table { rows }) => rows.push(cells),
            _ => blocks.push(Block::Table { rows: vec![cells] }),
        }
    }
    for (id, says) in &slide.pictures {
        let part = links.get(id).map(|(_, part)| part.as_str()).unwrap_or_default();
        if let Some(number) = pictures.number(part) {
            blocks.push(Block::Picture { number, says: says.clone() });
        }
    }
    let text = clean::clean(&notes.body);
    if !text.is_empty() {
        blocks.push(Block::Notes { text });
    }
    blocks
}

/// The slides in the order they are shown.
fn slides(archive: &mut Archive<'_>) -> Result<Vec<String>, Unreadable> {
    const MAIN: &str = "ppt/presentation.xml";
    let links = links(archive, MAIN)?;
    let xml = archive.text(MAIN)?.ok_or(Unreadable::Damaged)?;
    let mut walk = Walk::new(&xml);
    let mut out = Vec::new();
    while let Some(node) = walk.next()? {
        let Node::Open(element) = node else {
            continue;
        };
        // Two attributes are called id once their prefixes are gone; the relation's is the one that resolves.
        if element.name == "sldId" {
            out.extend(element.all("id").find_map(|id| links.get(id)).map(|(_, target)| target.clone()));
        }
    }
    Ok(out)
}

/// The relations of a part: id → (type, path of the target).
pub(super) fn links(archive: &mut Archive<'_>, part: &str) -> Result<HashMap<String, (String, String)>, Unreadable> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut out = HashMap::new();
    let Some(xml) = archive.text(&format!("{folder}/_rels/{name}.rels"))? else {
        return Ok(out);
    };
    let mut walk = Walk::new(&xml);
    while let Some(node) = walk.next()? {
        let Node::Open(element) = node else {
            continue;
        };
        if let (Some(id), Some(kind), Some(target)) = (element.get("Id"), element.get("Type"), element.get("Target"))
            && !element.is("TargetMode", "External")
        {
            out.insert(id.to_owned(), (kind.to_owned(), resolved(folder, target)));
        }
    }
    Ok(out)
}

/// A target relative to the folder of its part. Only ever looked up inside the container.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/').filter(|step| !step.is_empty()) {
        match step {
            ".." => {
                path.pop();
            }
            "." => {}
            _ => path.push(step),
        }
    }
    path.join("/")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Slide,
    Notes,
}

#[derive(Default)]
struct Slide {
    title: String,
    body: String,
    /// The placeholder type of the shape being read.
    shape: String,
    paragraph: String,
    in_text: u32,
    cells: Option<Vec<String>>,
    /// What the shape's author says it shows.
    says: Option<String>,
    /// Pictures by the names of their relations.
    pictures: Vec<(String, Option<String>)>,
}

impl Slide {
    fn read(&mut self, xml: &str, kind: Kind) -> Result<(), Unreadable> {
        let mut walk = Walk::new(xml);
        while let Some(node) = walk.next()? {
            match node {
                Node::Open(element) => self.open(&element, &mut walk)?,
                Node::Close(name) => self.close(&name, kind),
                Node::Text(text) if self.in_text > 0 => self.paragraph.push_str(&text),
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, element: &Element, walk: &mut Walk<'_>) -> Result<(), Unreadable> {
        match element.name.as_str() {
            "sp" => self.shape.clear(),
            "cNvPr" => self.says = element.get("descr").filter(|words| !words.trim().is_empty()).map(clean::one_line),
            "blip" => {
                if let Some(id) = element.get("embed") {
                    self.pictures.push((id.to_owned(), self.says.take()));
                }
            }
            "ph" => self.shape = element.get("type").unwrap_or("body").to_owned(),
            // In diagrams a text holds paragraphs, everywhere else it is in one.
            "t" => self.in_text += 1,
            "br" => self.paragraph.push('\n'),
            "tr" => self.cells = Some(Vec::new()),
            "tc" => {
                if let Some(cells) = &mut self.cells {
                    cells.push(String::new());
                }
            }
            "Fallback" => walk.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str, kind: Kind) {
        match name {
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "p" => {
                let text = std::mem::take(&mut self.paragraph);
                self.paragraph_done(&text, kind);
            }
            "tr" => {
                if let Some(cells) = self.cells.take() {
                    add(&mut self.body, &cells.join("\t"), "\n");
                }
            }
            "sp" | "graphicFrame" if !self.body.is_empty() && !self.body.ends_with("\n\n") => {
                self.body.push_str("\n\n");
            }
            _ => {}
        }
    }

    fn paragraph_done(&mut self, text: &str, kind: Kind) {
        if let Some(cell) = self.cells.as_mut().and_then(|cells| cells.last_mut()) {
            add(cell, &clean::one_line(text), " ");
            return;
        }
        match (self.shape.as_str(), kind) {
            ("title" | "ctrTitle", Kind::Slide) => add(&mut self.title, text.trim(), "\n"),
            // Numbers and dates the layout puts on every slide.
            ("sldNum" | "dt" | "sldImg", _) => {}
            ("hdr" | "ftr", Kind::Notes) => {}
            _ => add(&mut self.body, text.trim(), "\n"),
        }
    }
}

fn add(text: &mut String, more: &str, gap: &str) {
    if more.is_empty() {
        return;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(gap);
    }
    text.push_str(more);
}
