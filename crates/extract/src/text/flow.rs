//! A document without pages of its own, cut into pages a search hit can point at.

use crate::{Block, Page, limits, text::clean};

/// Where a page ends when its author drew no line: at the first paragraph past this many characters.
const PAGE: usize = 3_000;

/// A heading begins a new page once this much stands on the current one.
const ENOUGH: usize = 1_500;

/// A page its author ended is kept whole up to this size.
const LONG: usize = 9_000;

/// Collects a document paragraph by paragraph.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pages: Vec<Page>,
    current: Page,
    /// The last heading seen, for pages without one of their own.
    under: Option<String>,
    /// Whether the current page's heading stands on it, rather than being carried over.
    has_own: bool,
    /// Whether a list or table is going on.
    in_lines: bool,
    first_heading: Option<String>,
    /// Whether the author's own page breaks rule.
    breaks: bool,
    size: usize,
    /// How much of it stands in blocks too.
    in_blocks: usize,
    truncated: bool,
}

/// What a text is, beside its words.
enum Kind {
    Heading(u8),
    Paragraph,
    Item,
    Row(Vec<String>),
}

/// What [`Flow::finish`] gives.
pub(crate) struct Flowed {
    pub(crate) pages: Vec<Page>,
    pub(crate) first_heading: Option<String>,
    pub(crate) truncated: bool,
}

impl Flow {
    /// `breaks`: the document says itself where its pages end ([`Flow::page_break`]).
    pub(crate) fn new(breaks: bool) -> Self {
        Self { breaks, ..Self::default() }
    }

    /// A heading, on a line of its own.
    pub(crate) fn heading(&mut self, text: &str) {
        self.heading_of(2, text);
    }

    /// The same, of a level, 1 the highest.
    pub(crate) fn heading_of(&mut self, level: u8, text: &str) {
        let Some(heading) = clean::title(text) else {
            return;
        };
        if !self.breaks && self.current.text.len() >= ENOUGH {
            self.end_page();
        }
        self.push(&heading, "\n\n", Kind::Heading(level.clamp(1, 6)));
        if !self.has_own {
            self.current.heading = Some(heading.clone());
            self.has_own = true;
        }
        self.first_heading.get_or_insert_with(|| heading.clone());
        self.under = Some(heading);
    }

    /// A paragraph; lines within it are kept.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.block(text, "\n\n", Kind::Paragraph);
    }

    /// A list item.
    pub(crate) fn item(&mut self, text: &str) {
        self.line_of(&format!("• {}", text.trim()), Kind::Item);
    }

    /// A picture stands here.
    pub(crate) fn picture(&mut self, number: u32, says: Option<String>) {
        if !self.truncated {
            self.current.blocks.push(Block::Picture { number, says });
        }
    }

    /// A line of a list or table: it follows the one before without a blank line.
    fn line_of(&mut self, text: &str, kind: Kind) {
        let gap = if self.in_lines { "\n" } else { "\n\n" };
        self.block(text, gap, kind);
        self.in_lines = true;
    }

    /// A table row: cells separated by tabs, empty ones at the end left out.
    pub(crate) fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let cells: Vec<String> = cells.iter().map(|cell| clean::one_line(cell.as_ref())).collect();
        let row = cells.join("\t");
        self.line_of(row.trim_end(), Kind::Row(cells));
    }

    /// The author ends the page here.
    pub(crate) fn page_break(&mut self) {
        if self.breaks && !self.current.text.is_empty() {
            self.end_page();
        }
    }

    /// True once nothing more is taken: a limit was reached.
    pub(crate) fn is_full(&self) -> bool {
        self.truncated
    }

    /// The pages, numbered.
    pub(crate) fn finish(mut self) -> Flowed {
        if !self.current.text.is_empty() || self.pages.is_empty() {
            self.end_page();
        }
        // a picture after the last words stands on the last page
        let left = std::mem::take(&mut self.current.blocks);
        if let Some(last) = self.pages.last_mut() {
            last.blocks.extend(left);
        }
        Flowed { pages: self.pages, first_heading: self.first_heading, truncated: self.truncated }
    }

    fn block(&mut self, text: &str, gap: &str, kind: Kind) {
        let text = clean::clean(text);
        if text.is_empty() {
            return;
        }
        let limit = if self.breaks { LONG } else { PAGE };
        let mut rest = text.as_str();
        // A single paragraph of many pages (a file without line ends) is cut at spaces.
        while rest.len() > limit * 2 {
            let cut = cut_at(rest, limit);
            let (piece, after) = rest.split_at(cut);
            self.place(piece.trim_end(), gap, limit, Kind::Paragraph);
            rest = after.trim_start();
        }
        self.place(rest, gap, limit, kind);
    }

    fn place(&mut self, text: &str, gap: &str, limit: usize, kind: Kind) {
        if !self.current.text.is_empty() && self.current.text.len() + text.len() > limit + limit / 5 {
            self.end_page();
        }
        self.push(text, gap, kind);
        if self.current.text.len() >= limit {
            self.end_page();
        }
    }

    fn push(&mut self, text: &str, gap: &str, kind: Kind) {
        self.in_lines = false;
        if self.size + text.len() > limits::TEXT || self.pages.len() >= limits::PAGES {
            self.truncated = true;
            return;
        }
        self.size += text.len() + gap.len();
        if self.current.text.is_empty() {
            self.current.heading = self.current.heading.take().or_else(|| self.under.clone());
        } else {
            self.current.text.push_str(gap);
        }
        self.current.text.push_str(text);
        self.keep(text, kind);
    }

    /// Keeps it as a block, too.
    fn keep(&mut self, text: &str, kind: Kind) {
        self.in_blocks += text.len();
        if self.in_blocks > limits::BLOCKS {
            // half a structure would hide the rest of the page's words
            self.current.blocks.clear();
            return;
        }
        let text = text.to_owned();
        let block = match kind {
            Kind::Heading(level) => Block::Heading { level, text },
            Kind::Paragraph => Block::Paragraph { text },
            Kind::Item => Block::Item { text: text.strip_prefix("• ").map(str::to_owned).unwrap_or(text) },
            Kind::Row(cells) => {
                if let Some(Block::Table { rows }) = self.current.blocks.last_mut() {
                    rows.push(cells);
                    return;
                }
                Block::Table { rows: vec![cells] }
            }
        };
        self.current.blocks.push(block);
    }

    fn end_page(&mut self) {
        let mut page = std::mem::take(&mut self.current);
        self.has_own = false;
        page.number = u32::try_from(self.pages.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.pages.push(page);
    }
}

/// The last space, sentence end for preference, before `limit` bytes.
fn cut_at(text: &str, limit: usize) -> usize {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = &text[..end];
    window
        .rfind(['\n'])
        .or_else(|| window.rfind(". ").map(|at| at + 1))
        .or_else(|| window.rfind(' '))
        .filter(|at| *at > limit / 2)
        .unwrap_or(end)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_becomes_pages_under_their_headings() {
        let mut flow = Flow::new(false);
        flow.heading("Inledning");
        for _ in 0..30 {
            flow.paragraph(&"ord och ord. ".repeat(20));
        }
        flow.heading("Slut");
        flow.paragraph("Tack.");
        let flowed = flow.finish();
        assert!(flowed.pages.len() >= 3);
        assert!(flowed.pages.iter().all(|page| page.text.len() < 4_000));
        assert_eq!(flowed.pages[1].heading.as_deref(), Some("Inledning"));
        assert_eq!(flowed.first_heading.as_deref(), Some("Inledning"));
        let numbers: Vec<u32> = flowed.pages.iter().map(|page| page.number).collect();
        assert!(numbers.iter().copied().eq(1..=flowed.pages.len() as u32));
    }

    #[test]
    fn the_authors_breaks_rule() {
        let mut flow = Flow::new(true);
        flow.paragraph("Ett");
        flow.page_break();
        flow.page_break();
        flow.paragraph("Två");
        let pages = flow.finish().pages;
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1].text, "Två");
    }

    #[test]
    fn one_endless_paragraph_is_cut() {
        let mut flow = Flow::new(false);
        flow.paragraph(&"å".repeat(20_000));
        assert!(flow.finish().pages.len() > 5);
    }
}
