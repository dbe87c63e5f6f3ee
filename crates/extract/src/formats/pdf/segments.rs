//! Glyphs into words, words into pieces of lines, pieces into rows across the page.

use super::glyphs::Glyph;
use unicode_normalization::UnicodeNormalization;

/// A piece of a line without a wide gap in it: a line of a column, a cell of a table.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
}

/// Pieces on about the same baseline, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) segments: Vec<Segment>,
}

impl Row {
    pub(super) fn y(&self) -> f32 {
        self.segments.iter().map(|segment| segment.y).fold(f32::MIN, f32::max)
    }

    pub(super) fn size(&self) -> f32 {
        self.segments.iter().map(|segment| segment.size).fold(1.0, f32::max)
    }
}

/// A gap wider than this many sizes ends a piece. Less than a wide space of justified text: what is no column in the
/// end is put together again.
const WIDE: f32 = 0.6;

/// How far apart, in sizes, baselines on one row may be: a raised footnote mark is about a third.
const SAME_ROW: f32 = 0.4;

/// Rows from top to bottom.
pub(super) fn rows(glyphs: Vec<Glyph>) -> Vec<Row> {
    let mut runs = runs(glyphs);
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows = Vec::new();
    let mut band: Vec<Run> = Vec::new();
    for run in runs {
        let same = band.first().is_some_and(|first| {
            run.y - first.y <= SAME_ROW * first.size.max(run.size).min(first.size.min(run.size) * 1.8)
        });
        if !same && !band.is_empty() {
            rows.push(row(std::mem::take(&mut band)));
        }
        band.push(run);
    }
    if !band.is_empty() {
        rows.push(row(band));
    }
    rows.retain(|row: &Row| !row.segments.is_empty());
    rows
}

/// Glyphs shown one after the other on one baseline.
struct Run {
    glyphs: Vec<Glyph>,
    y: f32,
    size: f32,
    x0: f32,
    x1: f32,
}

fn runs(glyphs: Vec<Glyph>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        if let Some(run) = runs.last_mut() {
            let gap = glyph.x0 - run.x1;
            let goes_on = (glyph.y - run.y).abs() < 0.05 * run.size
                && (glyph.size - run.size).abs() < 0.2 * run.size
                && gap < WIDE * run.size
                && gap > -0.3 * run.size;
            if goes_on {
                run.x1 = run.x1.max(glyph.x1);
                run.glyphs.push(glyph);
                continue;
            }
        }
        let (y, size, x0, x1) = (glyph.y, glyph.size, glyph.x0, glyph.x1);
        runs.push(Run { glyphs: vec![glyph], y, size, x0, x1 });
    }
    // Spaces on their own hold nothing together and would bridge gutters.
    runs.retain(|run| run.glyphs.iter().any(|glyph| !blank(glyph)));
    runs
}

fn row(mut band: Vec<Run>) -> Row {
    band.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut segments: Vec<Segment> = Vec::new();
    let mut piece: Vec<Run> = Vec::new();
    for run in band {
        let end = piece.iter().map(|run| run.x1).fold(f32::MIN, f32::max);
        let size = piece.iter().map(|run| run.size).fold(run.size, f32::max);
        if !piece.is_empty() && run.x0 - end > WIDE * size {
            segments.extend(segment(std::mem::take(&mut piece)));
        }
        piece.push(run);
    }
    segments.extend(segment(piece));
    Row { segments: labels_joined(segments) }
}

/// A bullet or number stands apart from its text by a tab; it belongs to it all the same.
fn labels_joined(segments: Vec<Segment>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    for segment in segments {
        match out.last_mut() {
            Some(label) if is_label(&label.text) && segment.x0 - label.x1 < 5.0 * segment.size => {
                label.text.push(' ');
                label.text.push_str(&segment.text);
                label.x1 = segment.x1;
                label.y = segment.y;
                label.size = segment.size;
            }
            _ => out.push(segment),
        }
    }
    out
}

/// Whether a text is only a bullet or a number with a mark behind it.
pub(super) fn is_label(text: &str) -> bool {
    let mut letters = text.chars();
    match (letters.next(), letters.as_str()) {
        (Some(first), "") => {
            matches!(first, '•' | '–' | '-' | '—' | '·' | '*' | 'o' | '▪' | '►' | '➢' | '✓' | '○' | '■' | '→' | '‣')
                || ('\u{F000}'..='\u{F8FF}').contains(&first)
        }
        (Some(_), _) => {
            let numbered = text.strip_suffix(['.', ')', ':']).unwrap_or_default();
            !numbered.is_empty()
                && numbered.len() <= 6
                && (numbered.chars().all(|letter| letter.is_ascii_digit() || letter == '.' || letter == '(')
                    || (numbered.chars().count() == 1 && numbered.chars().all(char::is_alphabetic)))
        }
        _ => false,
    }
}

fn blank(glyph: &Glyph) -> bool {
    glyph.text.chars().all(|letter| letter.is_whitespace() || letter == '\u{200B}')
}

fn segment(runs: Vec<Run>) -> Option<Segment> {
    let mut glyphs: Vec<Glyph> = runs.into_iter().flat_map(|run| run.glyphs).collect();
    glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // Bold made by printing twice, and outlined text drawn as fill and stroke.
    glyphs.dedup_by(|again, first| {
        again.text == first.text
            && (again.x0 - first.x0).abs() < 0.12 * first.size
            && (again.y - first.y).abs() < 0.2 * first.size
    });
    let x0 = glyphs.iter().find(|glyph| !blank(glyph))?.x0;
    let x1 = glyphs.iter().filter(|glyph| !blank(glyph)).map(|glyph| glyph.x1).fold(x0, f32::max);
    let main = glyphs.iter().filter(|glyph| !blank(glyph)).max_by(|a, b| a.size.total_cmp(&b.size))?;
    let (y, size) = (main.y, main.size);
    let text = words(&glyphs);
    (!text.is_empty()).then_some(Segment { text, x0, x1, y, size })
}

/// The text of glyphs in order, with spaces where there are some or where they are meant.
fn words(glyphs: &[Glyph]) -> String {
    let apart = word_gap(glyphs);
    let mut out = String::new();
    let mut end: Option<f32> = None;
    let mut spaced = false;
    for glyph in glyphs {
        if blank(glyph) {
            spaced = true;
            continue;
        }
        let gap = end.map(|end| (glyph.x0 - end) / glyph.size);
        if gap.is_some_and(|gap| gap > apart || (spaced && gap > -0.2)) {
            out.push(' ');
        }
        spaced = false;
        let over = gap.is_some_and(|gap| gap < -0.15);
        put(&mut out, &glyph.text, over);
        end = Some(end.map_or(glyph.x1, |end| end.max(glyph.x1)));
    }
    out.trim().nfc().collect()
}

/// From which gap, in sizes, two glyphs belong to different words. Lines with real spaces need a wider one; letters
/// set apart for looks ("R A P P O R T" without spaces) raise it to above their own distance.
fn word_gap(glyphs: &[Glyph]) -> f32 {
    // A stray one among formulas is not how this line parts its words.
    let has_spaces = glyphs.iter().filter(|glyph| blank(glyph)).count() * 15 > glyphs.len();
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if !blank(a) && !blank(b) => Some((b.x0 - a.x1) / b.size),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let base = if has_spaces { 0.18 } else { 0.13 };
    let low = gaps.get(gaps.len() / 5).copied().unwrap_or(0.0);
    if gaps.len() >= 4 && low > 0.06 { base + middle } else { base }
}

/// Adds a glyph's text. An accent drawn over a letter becomes part of it: old TeX and some scanners' text layers
/// write å as a ring and an a.
fn put(out: &mut String, text: &str, over: bool) {
    let mut letters = text.chars();
    if let (true, Some(accent), None) = (over, letters.next(), letters.next()) {
        if let Some(mark) = combining(accent) {
            out.push(mark);
            return;
        }
        if let Some(mark) = out.chars().next_back().and_then(combining) {
            out.pop();
            out.push_str(text);
            out.push(mark);
            return;
        }
    }
    out.push_str(text);
}

fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '\u{A8}' => '\u{308}',
        '\u{2DA}' | '\u{B0}' => '\u{30A}',
        '\u{B4}' => '\u{301}',
        '`' | '\u{2CB}' => '\u{300}',
        '^' | '\u{2C6}' => '\u{302}',
        '~' | '\u{2DC}' => '\u{303}',
        _ => return None,
    })
}
