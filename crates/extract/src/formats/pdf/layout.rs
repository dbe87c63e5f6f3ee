//! The order in which a page is read: columns one after the other, tables row by row, everything else top to bottom.

mod region;

use super::glyphs::Rule;
use super::segments::{Row, Segment};
use region::{AHEAD, Region};

/// What is read in one go.
#[derive(Debug)]
pub(super) enum Block {
    /// Lines of running text, in order.
    Lines(Vec<Segment>),
    /// Rows of cells.
    Table { rows: Vec<Vec<String>>, size: f32 },
}

/// Columns within columns.
const DEPTH: u32 = 4;

/// More rows than any page people make; then order is by place alone.
const ROWS: usize = 1_500;

/// The blocks of a page in reading order.
pub(super) fn blocks(rows: &[Row], rules: &[Rule]) -> Vec<Block> {
    let mut out = Vec::new();
    arrange(rows, rules, 0, &mut out);
    out
}

fn arrange(rows: &[Row], rules: &[Rule], depth: u32, out: &mut Vec<Block>) {
    let mut single = Vec::new();
    let flat = depth >= DEPTH || rows.len() > ROWS;
    let unit = usual_size(rows);
    let mut rest = rows;
    while let Some((first, after)) = rest.split_first() {
        let region = if flat { None } else { Region::at(rest, unit) };
        // A heading over the columns would hide the strips it crosses: look below it.
        let region = region.filter(|region| {
            !(1..=AHEAD).any(|below| {
                let finer = rest.get(below..).and_then(|rest| Region::at(rest, unit));
                finer.is_some_and(|finer| finer.is_finer_than(region))
            })
        });
        match region {
            Some(region) if region.holds(rest, rules) => {
                let lead = region.lead(rest);
                single.extend(rest.iter().take(lead).filter_map(joined));
                let (inside, outside) = rest.split_at(region.rows);
                let inside = inside.get(lead..).unwrap_or_default();
                let (inside, trail) = inside.split_at(inside.len() - region.trail(inside, rules));
                // What trails is looked at again: a heading below a table may begin the next one.
                let outside = rest.get(rest.len() - outside.len() - trail.len()..).unwrap_or_default();
                flush(&mut single, out);
                region.read(inside, rules, depth, out);
                rest = outside;
            }
            _ => {
                single.extend(joined(first));
                rest = after;
            }
        }
    }
    flush(&mut single, out);
}

fn flush(lines: &mut Vec<Segment>, out: &mut Vec<Block>) {
    if !lines.is_empty() {
        out.push(Block::Lines(std::mem::take(lines)));
    }
}

/// A row outside columns is one line.
fn joined(row: &Row) -> Option<Segment> {
    let mut pieces = row.segments.iter().cloned();
    let mut line = pieces.next()?;
    for piece in pieces {
        let far = piece.x0 - line.x1 > 3.0 * line.size;
        line.text.push(if far { '\t' } else { ' ' });
        line.text.push_str(&piece.text);
        line.x1 = line.x1.max(piece.x1);
        line.size = line.size.max(piece.size);
    }
    Some(line)
}

/// The size most rows have.
fn usual_size(rows: &[Row]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().map(Row::size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}
