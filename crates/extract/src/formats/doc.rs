//! The old Word format (DOC, Word 97–2003), after [MS-DOC]: the piece table says where the text is, the paragraph
//! properties which paragraphs are headings.

use super::Draft;
use super::compound::{Compound, u16_at, u32_at, western, wide};
use crate::text::{clean, flow::Flow};
use crate::{Unreadable, limits};

/// Where the pairs of place and length begin in the file information block.
const PAIRS: usize = 0x9A;
const PARAGRAPH_PAGES: usize = PAIRS + 13 * 8;
const PIECES: usize = PAIRS + 33 * 8;

pub(super) fn read(compound: &mut Compound<'_>, draft: Draft) -> Result<Draft, Unreadable> {
    let main = compound.stream("/WordDocument")?.ok_or(Unreadable::Damaged)?;
    if u16_at(&main, 0) != Some(0xA5EC) {
        // Word 6 and 95 wrote another format in the same container.
        return Err(if u16_at(&main, 0).is_some() { Unreadable::UnknownKind } else { Unreadable::Damaged });
    }
    let flags = u16_at(&main, 0x0A).ok_or(Unreadable::Damaged)?;
    if flags & 0x0100 != 0 {
        return Err(Unreadable::PasswordProtected);
    }
    let name = if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" };
    let table = compound.stream(name)?.ok_or(Unreadable::Damaged)?;
    let letters = letters(&main, &table)?;
    let headings = headings(&main, &table);
    let body = u32_at(&main, 0x4C).unwrap_or(u32::MAX) as usize;
    Ok(draft.with_flow(flow(&letters, body, &headings)))
}

/// One character and where in the file it stood.
type Letter = (char, u32);

/// All text of the document: body, footnotes, headers, comments, text boxes, one after the other.
fn letters(main: &[u8], table: &[u8]) -> Result<Vec<Letter>, Unreadable> {
    let pieces = part(main, table, PIECES).and_then(piece_table).ok_or(Unreadable::Damaged)?;
    let count = pieces.len().saturating_sub(4) / 12;
    let mut out = Vec::new();
    for index in 0..count {
        let piece = || {
            let start = u32_at(pieces, index * 4)?;
            let end = u32_at(pieces, index * 4 + 4)?;
            let place = u32_at(pieces, (count + 1) * 4 + index * 8 + 2)?;
            Some((usize::try_from(end.checked_sub(start)?).ok()?, place))
        };
        let Some((length, place)) = piece() else {
            continue;
        };
        // Bit 30: one byte a character, at half the place.
        let narrow = place & 0x4000_0000 != 0;
        let place = place & 0x3FFF_FFFF;
        let (at, width) = if narrow { (place / 2, 1) } else { (place, 2) };
        let from = at as usize;
        let Some(bytes) = main.get(from..main.len().min(from.saturating_add(length.saturating_mul(width)))) else {
            continue;
        };
        let text = if narrow { western(bytes) } else { wide(bytes) };
        let mut place = at;
        for letter in text.chars() {
            out.push((letter, place));
            place = place.saturating_add(if narrow { 1 } else { 2 * letter.len_utf16() as u32 });
        }
        if out.len() > limits::TEXT {
            return Err(Unreadable::TooComplex);
        }
    }
    Ok(out)
}

/// A part of the table stream, by its place and length in the file information block.
fn part<'a>(main: &[u8], table: &'a [u8], at: usize) -> Option<&'a [u8]> {
    let (start, length) = (u32_at(main, at)? as usize, u32_at(main, at + 4)? as usize);
    table.get(start..start.checked_add(length)?)
}

/// The piece table within its part: behind any number of property modifiers.
fn piece_table(mut part: &[u8]) -> Option<&[u8]> {
    loop {
        match part.first()? {
            1 => part = part.get(3 + usize::from(u16_at(part, 1)?)..)?,
            2 => return part.get(5..5_usize.checked_add(u32_at(part, 1)? as usize)?),
            _ => return None,
        }
    }
}

/// The ranges of the file that are headings: paragraphs in one of the nine built-in heading styles.
fn headings(main: &[u8], table: &[u8]) -> Vec<(u32, u32)> {
    let Some(list) = part(main, table, PARAGRAPH_PAGES) else {
        return Vec::new();
    };
    let count = list.len().saturating_sub(4) / 8;
    let mut out = Vec::new();
    for index in 0..count {
        let page = || {
            let number = u32_at(list, (count + 1) * 4 + index * 4)? & 0x003F_FFFF;
            let start = usize::try_from(number).ok()?.checked_mul(512)?;
            main.get(start..start.checked_add(512)?)
        };
        let Some(page) = page() else {
            continue;
        };
        let runs = usize::from(page[511]);
        for run in 0..runs {
            let range = || {
                let properties = usize::from(*page.get((runs + 1) * 4 + run * 13)?) * 2;
                let style = match page.get(properties)? {
                    0 => u16_at(page, properties + 2)?,
                    _ => u16_at(page, properties + 1)?,
                };
                (1..=9).contains(&style).then_some((u32_at(page, run * 4)?, u32_at(page, run * 4 + 4)?))
            };
            out.extend((properties_exist(page, runs, run)).then(range).flatten());
        }
        if out.len() > 100_000 {
            break;
        }
    }
    out.sort_unstable();
    out
}

/// A zero offset means a paragraph with nothing of its own.
fn properties_exist(page: &[u8], runs: usize, run: usize) -> bool {
    page.get((runs + 1) * 4 + run * 13).is_some_and(|offset| *offset != 0)
}

fn flow(letters: &[Letter], body: usize, headings: &[(u32, u32)]) -> Flow {
    let mut flow = Flow::new(letters.iter().take(body).any(|(letter, _)| *letter == '\u{0C}'));
    let mut text = String::new();
    let mut cells: Vec<String> = Vec::new();
    let mut field = 0_u32;
    // Text before a field's separator is its instruction, not its result.
    let mut instruction = 0_u32;
    for (letter, place) in letters {
        match *letter {
            '\u{13}' => {
                field += 1;
                instruction = field;
            }
            '\u{14}' => instruction = instruction.min(field.saturating_sub(1)),
            '\u{15}' => {
                field = field.saturating_sub(1);
                instruction = instruction.min(field);
            }
            _ if instruction > 0 => {}
            '\r' | '\u{0C}' => {
                // In a table a paragraph may end within a cell.
                let heading = is_heading(headings, *place);
                let done = std::mem::take(&mut text);
                if heading {
                    flow.heading(&done);
                } else {
                    flow.paragraph(&done);
                }
                if *letter == '\u{0C}' {
                    flow.page_break();
                }
            }
            // The end of a cell, or right after one the end of the row.
            '\u{07}' if text.is_empty() && !cells.is_empty() => flow.row(&std::mem::take(&mut cells)),
            '\u{07}' => cells.push(clean::one_line(&std::mem::take(&mut text))),
            '\u{0B}' => text.push('\n'),
            '\u{1E}' => text.push('-'),
            '\u{1F}' | '\u{AD}' => {}
            '\t' => text.push('\t'),
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
        if flow.is_full() {
            break;
        }
    }
    flow.row(&cells);
    flow.paragraph(&text);
    flow
}

fn is_heading(headings: &[(u32, u32)], place: u32) -> bool {
    let after = headings.partition_point(|(start, _)| *start <= place);
    after.checked_sub(1).and_then(|index| headings.get(index)).is_some_and(|(_, end)| place < *end)
}
