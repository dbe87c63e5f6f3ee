//! Lines into paragraphs.

use super::layout::Block;
use super::segments::{Segment, is_label};
use crate::text::join;

/// A paragraph, heading or table.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// The size of its letters.
    pub(super) size: f32,
    lines: usize,
}

impl Paragraph {
    /// Whether it is set larger than the body of the document and short enough to be a heading.
    pub(super) fn is_heading(&self, body: f32) -> bool {
        self.size >= body * 1.12
            && self.lines <= 4
            && self.text.chars().count() <= 200
            && self.text.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
    }
}

/// The size most letters of the document have.
pub(super) fn body_size(pages: &[Vec<Paragraph>]) -> f32 {
    let mut letters: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for paragraph in pages.iter().flatten() {
        // Half points: sizes differ by rounding.
        *letters.entry((paragraph.size * 2.0).round() as u32).or_default() += paragraph.text.len();
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| size as f32 / 2.0)
}

/// Adds the paragraphs of a block.
pub(super) fn of(block: Block, out: &mut Vec<Paragraph>) {
    match block {
        Block::Lines(lines) => running(&lines, out),
        Block::Table { rows, size } => {
            let text: Vec<String> = rows
                .iter()
                .map(|cells| cells.join("\t").trim_end_matches('\t').to_owned())
                .filter(|row| !row.trim().is_empty())
                .collect();
            out.push(Paragraph { lines: text.len().max(5), text: text.join("\n").replace('\u{AD}', ""), size });
        }
    }
}

fn running(lines: &[Segment], out: &mut Vec<Paragraph>) {
    let left = lines.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.x1).fold(f32::MIN, f32::max);
    let usual = usual_distance(lines);
    let mut current: Option<Paragraph> = None;
    let mut above: Option<&Segment> = None;
    for line in lines {
        let seam = above.map_or(Break::Paragraph, |above| between(above, line, usual, left, right));
        match (&mut current, seam) {
            (Some(paragraph), Break::None) => {
                join::append(&mut paragraph.text, &line.text);
                paragraph.lines += 1;
            }
            (Some(paragraph), Break::Line) => {
                paragraph.text.push('\n');
                paragraph.text.push_str(line.text.trim());
                paragraph.lines += 1;
            }
            _ => {
                out.extend(
                    current
                        .replace(Paragraph { text: line.text.trim().to_owned(), size: line.size, lines: 1 })
                        .map(finished),
                );
            }
        }
        above = Some(line);
    }
    out.extend(current.map(finished));
}

fn finished(mut paragraph: Paragraph) -> Paragraph {
    paragraph.text = leaders_shortened(&join::rejoin(&paragraph.text));
    paragraph
}

/// The dots that lead from a heading to its page in a table of contents, as one sign between spaces.
fn leaders_shortened(text: &str) -> String {
    if !text.contains("....") && !text.contains(". . . .") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("....").into_iter().chain(rest.find(". . . .")).min() {
        let (before, dots) = rest.split_at(at);
        out.push_str(before.trim_end_matches(' '));
        out.push_str(" … ");
        rest = dots.trim_start_matches(['.', ' ']);
    }
    out.push_str(rest);
    out
}

enum Break {
    None,
    Line,
    Paragraph,
}

/// What the place of two lines says about the text between them.
fn between(above: &Segment, line: &Segment, usual: f32, left: f32, right: f32) -> Break {
    let size = line.size.max(above.size);
    let gap = line.y - above.y;
    if (line.size - above.size).abs() > 0.08 * size || gap > usual * 1.25 + 0.1 * size || gap < -size {
        return Break::Paragraph;
    }
    let first = line.text.split_whitespace().next().unwrap_or_default();
    if is_label(first) && line.text.len() > first.len() {
        return Break::Line;
    }
    // Divided words hold together whatever the margins say.
    if join::seam(&above.text, &line.text) == join::Seam::Whole {
        return Break::None;
    }
    let wide = (right - left).max(1.0);
    let indent = line.x0 - above.x0;
    let short = right - above.x1 > 0.25 * wide;
    if indent > 0.8 * size && indent < 6.0 * size && line.x0 - left > 0.8 * size && !short {
        // The first line of a paragraph set in; the line above it was full.
        return Break::Paragraph;
    }
    // The word that begins this line would have fitted on the line above: its author ended that line.
    let word = first.chars().count() as f32 * 0.5 * size;
    if right - above.x1 > word + 0.25 * wide {
        return Break::Line;
    }
    Break::None
}

/// The distance most lines keep to the one above.
fn usual_distance(lines: &[Segment]) -> f32 {
    let mut gaps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if b.y > a.y && (a.size - b.size).abs() < 0.08 * a.size => Some(b.y - a.y),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    // Small samples with paragraphs between: the smaller half is the distance within paragraphs.
    gaps.get(gaps.len() * 2 / 5).copied().unwrap_or(0.0)
}
