//! Lays a document out on A4 pages.

use super::super::markup::{Block, Run, blocks, plain};
use super::super::model::DocumentSource;
use super::pdf_file::{Bookmark, assemble};
use super::pdf_font::{Face, literal, width};

const LEFT: f32 = 90.0;
const RIGHT: f32 = 595.0 - 90.0;
const TOP: f32 = 842.0 - 90.0;
const BOTTOM: f32 = 90.0;
const BODY: f32 = 11.5;
const CELL: f32 = 9.5;
/// Line height in relation to the size.
const LEADING: f32 = 1.55;

/// Makes the file and says how many pages it has.
pub(super) fn render(source: &DocumentSource) -> (Vec<u8>, usize) {
    let mut layout = Layout::new(source.cover);
    if !source.cover {
        layout.heading(1, &source.title);
        let line = [source.author.as_str(), source.dated.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>();
        layout.lines(&[run(&line.join(" · "))], 9.5, LEFT, 0.45);
        layout.space(10.0);
    }
    for block in blocks(&source.body) {
        layout.block(&block);
    }
    let Layout { mut pages, mut bookmarks, .. } = layout;
    if source.cover {
        let front = [cover(source), contents(&bookmarks)];
        pages.splice(0..0, front);
        for bookmark in &mut bookmarks {
            bookmark.page += 2;
        }
    }
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        if index > 0 || !source.cover {
            let number = format!("{} ({count})", index + 1);
            text_at(page, Face::Regular, 8.5, RIGHT - width(&number, Face::Regular, 8.5), 48.0, 0.4, &number);
            text_at(page, Face::Regular, 8.5, LEFT, 48.0, 0.4, &source.title);
        }
    }
    (assemble(&source.title, &source.author, &pages, &bookmarks), count)
}

fn run(text: &str) -> Run {
    Run { text: text.to_owned(), bold: false, italic: false }
}

fn text_at(page: &mut String, face: Face, size: f32, x: f32, y: f32, grey: f32, text: &str) {
    page.push_str(&format!(
        "BT {grey} g /{} {size} Tf 1 0 0 1 {x:.2} {y:.2} Tm {} Tj ET\n",
        face.resource(),
        literal(text)
    ));
}

fn cover(source: &DocumentSource) -> String {
    let mut layout = Layout::new(false);
    layout.y = 560.0;
    layout.pages = vec![format!("0.05 0.29 0.32 rg 0 640 595 202 re f\n")];
    layout.lines(&[Run { text: source.title.clone(), bold: true, italic: false }], 26.0, LEFT, 0.05);
    layout.space(18.0);
    layout.lines(&[run(&source.author)], 13.0, LEFT, 0.2);
    if !source.dated.is_empty() {
        layout.lines(&[run(&source.dated)], 13.0, LEFT, 0.2);
    }
    layout.pages.swap_remove(0)
}

fn contents(bookmarks: &[Bookmark]) -> String {
    let mut layout = Layout::new(false);
    layout.lines(&[Run { text: "Innehåll".to_owned(), bold: true, italic: false }], 17.0, LEFT, 0.0);
    layout.space(10.0);
    for bookmark in bookmarks.iter().take(36) {
        let number = (bookmark.page + 3).to_string();
        let y = layout.y - BODY;
        layout.draw(Face::Regular, BODY, RIGHT - width(&number, Face::Regular, BODY), y, 0.0, &number);
        layout.lines(&[run(&bookmark.title)], BODY, LEFT, 0.0);
    }
    layout.pages.swap_remove(0)
}

struct Layout {
    pages: Vec<String>,
    y: f32,
    bookmarks: Vec<Bookmark>,
    chapters_on_new_page: bool,
}

impl Layout {
    fn new(chapters_on_new_page: bool) -> Self {
        Self { pages: vec![String::new()], y: TOP, bookmarks: Vec::new(), chapters_on_new_page }
    }

    fn new_page(&mut self) {
        self.pages.push(String::new());
        self.y = TOP;
    }

    fn space(&mut self, points: f32) {
        self.y -= points;
    }

    fn room_for(&mut self, points: f32) {
        if self.y - points < BOTTOM {
            self.new_page();
        }
    }

    fn draw(&mut self, face: Face, size: f32, x: f32, y: f32, grey: f32, text: &str) {
        if let Some(page) = self.pages.last_mut() {
            text_at(page, face, size, x, y, grey, text);
        }
    }

    fn lines(&mut self, runs: &[Run], size: f32, left: f32, grey: f32) {
        for line in break_lines(runs, size, RIGHT - left) {
            self.room_for(size * LEADING);
            let baseline = self.y - size;
            self.line(&line, size, left, baseline, grey);
            self.y -= size * LEADING;
        }
    }

    fn line(&mut self, line: &[(Face, String)], size: f32, left: f32, baseline: f32, grey: f32) {
        let mut x = left;
        for (face, text) in line {
            self.draw(*face, size, x, baseline, grey, text.trim_end());
            x += width(text, *face, size);
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let size = match level {
            1 => 19.0,
            2 => 14.0,
            _ => 11.5,
        };
        let fresh = self.y >= TOP;
        // A chapter of a report begins on a new page unless much of the present one would stand empty.
        if level == 1 && self.chapters_on_new_page && !fresh && self.y < BOTTOM + (TOP - BOTTOM) * 0.45 {
            self.new_page();
        } else if !fresh {
            self.space(size * 0.7);
        }
        // A heading never stands alone at the foot of a page.
        self.room_for(size * LEADING + BODY * LEADING * 3.0);
        if level <= 2 {
            self.bookmarks.push(Bookmark { title: text.to_owned(), page: self.pages.len() - 1 });
        }
        self.lines(&[Run { text: text.to_owned(), bold: true, italic: false }], size, LEFT, 0.05);
        self.space(3.0);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => self.heading(*level, text),
            Block::Paragraph(runs) => {
                self.lines(runs, BODY, LEFT, 0.0);
                self.space(7.0);
            }
            Block::Quote(runs) => {
                self.lines(runs, BODY, LEFT + 22.0, 0.25);
                self.space(7.0);
            }
            Block::SpeakerNote(text) => {
                self.lines(&[run(text)], 9.5, LEFT, 0.35);
                self.space(7.0);
            }
            Block::List(numbered, items) => {
                for (index, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{}.", index + 1) } else { "•".to_owned() };
                    self.room_for(BODY * LEADING);
                    let baseline = self.y - BODY;
                    self.draw(Face::Regular, BODY, LEFT + 6.0, baseline, 0.0, &mark);
                    self.lines(item, BODY, LEFT + 24.0, 0.0);
                    self.space(2.5);
                }
                self.space(5.0);
            }
            Block::Table(rows) => self.table(rows),
        }
    }

    fn table(&mut self, rows: &[Vec<Vec<Run>>]) {
        let widths = column_widths(rows);
        self.room_for(CELL * LEADING * 4.0);
        for (index, row) in rows.iter().enumerate() {
            let height = self.row_height(row, &widths);
            if self.y - height < BOTTOM && index > 0 {
                self.new_page();
                if let Some(head) = rows.first() {
                    self.row(head, &widths, true);
                }
            }
            self.row(row, &widths, index == 0);
        }
        self.space(12.0);
    }

    fn row_height(&self, row: &[Vec<Run>], widths: &[f32]) -> f32 {
        let lines =
            row.iter().zip(widths).map(|(cell, column)| break_lines(cell, CELL, column - 8.0).len()).max().unwrap_or(1);
        (0..lines.max(1)).map(|_| CELL * 1.35).sum::<f32>() + 7.0
    }

    fn row(&mut self, row: &[Vec<Run>], widths: &[f32], head: bool) {
        let height = self.row_height(row, widths);
        let bottom = self.y - height;
        if let Some(page) = self.pages.last_mut() {
            if head {
                page.push_str(&format!("0.92 g {LEFT} {bottom:.2} {:.2} {height:.2} re f\n", RIGHT - LEFT));
            }
            page.push_str(&format!("0.7 G 0.5 w {LEFT} {bottom:.2} m {RIGHT} {bottom:.2} l S\n"));
        }
        let mut x = LEFT;
        for (cell, column) in row.iter().zip(widths) {
            let cell: Vec<Run> = cell.iter().map(|run| Run { bold: run.bold || head, ..run.clone() }).collect();
            let mut baseline = self.y - CELL - 3.0;
            for line in break_lines(&cell, CELL, column - 8.0) {
                self.line(&line, CELL, x + 4.0, baseline, 0.0);
                baseline -= CELL * 1.35;
            }
            x += column;
        }
        self.y = bottom;
    }
}

/// Columns share the width by what their cells hold, none below a seventh of an equal share's twice.
fn column_widths(rows: &[Vec<Vec<Run>>]) -> Vec<f32> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let weights: Vec<f32> = (0..columns)
        .map(|column| {
            let longest = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| width(&plain(cell), Face::Regular, CELL))
                .fold(0.0, f32::max);
            longest.clamp(55.0, 260.0)
        })
        .collect();
    let total: f32 = weights.iter().sum();
    weights.iter().map(|weight| weight / total * (RIGHT - LEFT)).collect()
}

/// Breaks runs into lines of at most `space` points; a word wider than a line stands alone.
fn break_lines(runs: &[Run], size: f32, space: f32) -> Vec<Vec<(Face, String)>> {
    let mut lines: Vec<Vec<(Face, String)>> = vec![Vec::new()];
    let mut used = 0.0;
    for run in runs {
        let face = if run.bold {
            Face::Bold
        } else if run.italic {
            Face::Oblique
        } else {
            Face::Regular
        };
        for word in run.text.split_inclusive(' ') {
            let bare = width(word.trim_end(), face, size);
            if used + bare > space && used > 0.0 && word.trim_end() != "" {
                lines.push(Vec::new());
                used = 0.0;
            }
            let Some(line) = lines.last_mut() else { continue };
            match line.last_mut() {
                Some((known, text)) if *known == face => text.push_str(word),
                _ => line.push((face, word.to_owned())),
            }
            used += width(word, face, size);
        }
    }
    lines
}
