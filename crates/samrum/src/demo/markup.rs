//! The part of Markdown that demo documents use, as blocks and styled runs.

/// A block of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Heading of level 1–3.
    Heading(u8, String),
    /// Paragraph.
    Paragraph(Vec<Run>),
    /// List; `true` is numbered.
    List(bool, Vec<Vec<Run>>),
    /// Quote.
    Quote(Vec<Run>),
    /// Table, first row is the head.
    Table(Vec<Vec<Vec<Run>>>),
    /// What the speaker says to a slide (`^ ` before the line).
    SpeakerNote(String),
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// The text of runs, without style.
pub(super) fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Splits Markdown into blocks.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().map(str::trim_end) {
        let Some(block) = special(line) else {
            if line.is_empty() {
                close(&mut paragraph, &mut found);
                // An empty paragraph ends a list or table, and is dropped below.
                found.push(Block::Paragraph(Vec::new()));
            } else if let (true, true, Some(Block::List(_, items))) =
                (line.starts_with("  "), paragraph.is_empty(), found.last_mut())
            {
                if let Some(item) = items.last_mut() {
                    item.extend(runs(&format!(" {}", line.trim())));
                }
            } else {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(line.trim());
            }
            continue;
        };
        close(&mut paragraph, &mut found);
        match (block, found.last_mut()) {
            (Block::List(numbered, items), Some(Block::List(known, all))) if *known == numbered => all.extend(items),
            (Block::Table(rows), Some(Block::Table(all))) => all.extend(rows),
            (Block::Quote(more), Some(Block::Quote(all))) => {
                all.extend(runs(" "));
                all.extend(more);
            }
            (block, _) => found.push(block),
        }
    }
    close(&mut paragraph, &mut found);
    found.retain(|block| !matches!(block, Block::Paragraph(runs) if runs.is_empty()));
    for block in &mut found {
        if let Block::Table(rows) = block {
            rows.retain(|row| !row.iter().all(|cell| plain(cell).chars().all(|c| matches!(c, '-' | ':' | ' '))));
        }
    }
    found
}

fn close(paragraph: &mut String, found: &mut Vec<Block>) {
    if !paragraph.is_empty() {
        found.push(Block::Paragraph(runs(paragraph)));
        paragraph.clear();
    }
}

fn special(line: &str) -> Option<Block> {
    for (mark, level) in [("# ", 1), ("## ", 2), ("### ", 3)] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some(Block::Heading(level, rest.to_owned()));
        }
    }
    if let Some(rest) = line.strip_prefix("- ") {
        return Some(Block::List(false, vec![runs(rest)]));
    }
    if let Some(rest) = line.strip_prefix("> ") {
        return Some(Block::Quote(runs(rest)));
    }
    if let Some(rest) = line.strip_prefix("^ ") {
        return Some(Block::SpeakerNote(rest.to_owned()));
    }
    if let Some(rest) = line.strip_prefix('|') {
        let row = rest.trim_end_matches('|').split('|').map(|cell| runs(cell.trim())).collect();
        return Some(Block::Table(vec![row]));
    }
    let (number, rest) = line.split_once(". ")?;
    let numbered = (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    numbered.then(|| Block::List(true, vec![runs(rest)]))
}

/// Splits a line into styled runs: `**bold**`, `*italic*`; a link shows its text and address.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let (mut bold, mut italic) = (false, false);
    let mut current = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let toggles_bold = rest.starts_with("**");
        if toggles_bold || next == '*' {
            if !current.is_empty() {
                found.push(Run { text: std::mem::take(&mut current), bold, italic });
            }
            if toggles_bold {
                bold = !bold;
            } else {
                italic = !italic;
            }
            rest = rest.get(if toggles_bold { 2 } else { 1 }..).unwrap_or_default();
        } else {
            current.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    if !current.is_empty() {
        found.push(Run { text: current, bold, italic });
    }
    found
}
