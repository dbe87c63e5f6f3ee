//! A stretch of a page where text stands side by side: columns of running text, or a table.

use super::super::glyphs::Rule;
use super::super::segments::{Row, Segment};
use super::{Block, arrange};

/// How many rows ahead a second column may begin.
pub(super) const AHEAD: usize = 3;

/// Rows that share at least one empty strip from top to bottom with text on both sides of it.
pub(super) struct Region {
    pub(super) rows: usize,
    /// The columns' extents, left to right.
    columns: Vec<(f32, f32)>,
}

/// The narrowest strip, in sizes, that may part columns of text; LaTeX leaves one size.
const NARROW: f32 = 0.6;

/// From this width on, in sizes, a strip counts by itself; a narrower one may be chance and needs many lines.
const CLEAR: f32 = 1.1;

/// How many lines a narrow strip has to run through.
const MANY: usize = 5;

impl Region {
    /// The longest region that begins with the first of these rows. `unit`: the size of the text around.
    pub(super) fn at(rows: &[Row], unit: f32) -> Option<Self> {
        let mut found: Option<Self> = None;
        let mut covered: Vec<(f32, f32)> = Vec::new();
        let mut last = None;
        for (index, row) in rows.iter().enumerate() {
            // A gap several lines high ends whatever was going on.
            if last.is_some_and(|last| row.y() - last > 6.0 * row.size()) {
                break;
            }
            last = Some(row.y());
            for segment in &row.segments {
                cover(&mut covered, segment.x0, segment.x1);
            }
            let columns = split(&covered, NARROW * unit);
            match &mut found {
                // Text across the strip ends the region.
                Some(_) if columns.len() < 2 => break,
                // So does text across one of several clear strips, once there was enough to be sure of them.
                Some(region) if region.rows >= 4 && !region.keeps_strips(&columns, unit) => break,
                Some(region) => *region = Self { rows: index + 1, columns },
                None if columns.len() >= 2 => found = Some(Self { rows: index + 1, columns }),
                None if index >= AHEAD => return None,
                None => {}
            }
        }
        let mut region = found?;
        if region.shared(rows) < MANY {
            region.columns = split(&region.columns, CLEAR * unit);
        }
        (region.columns.len() >= 2).then_some(region)
    }

    /// Whether each of its clear strips is still there, perhaps narrower.
    fn keeps_strips(&self, columns: &[(f32, f32)], unit: f32) -> bool {
        let strips = |columns: &[(f32, f32)]| -> Vec<(f32, f32)> {
            columns
                .windows(2)
                .filter_map(|pair| match pair {
                    [(_, end), (start, _)] => Some((*end, *start)),
                    _ => None,
                })
                .collect()
        };
        let left = strips(columns);
        strips(&self.columns)
            .iter()
            .filter(|(start, end)| end - start >= CLEAR * unit)
            .all(|(start, end)| left.iter().any(|(a, b)| a < end && b > start))
    }

    /// In how many of its rows there is text in more than one column.
    fn shared(&self, rows: &[Row]) -> usize {
        rows.iter().take(self.rows).filter(|row| self.filled(Some(row)) >= 2).count()
    }

    fn column_of(&self, segment: &Segment) -> usize {
        let middle = (segment.x0 + segment.x1) / 2.0;
        self.columns.iter().position(|(_, end)| middle <= *end).unwrap_or(self.columns.len().saturating_sub(1))
    }

    /// Whether it has more columns than another, over enough rows to be sure of them.
    pub(super) fn is_finer_than(&self, other: &Self) -> bool {
        self.rows >= MANY && self.columns.len() > other.columns.len()
    }

    /// Whether there is more to it than one line with wide gaps: rows that share the page, or columns of text whose
    /// lines don't stand on common baselines.
    pub(super) fn holds(&self, rows: &[Row], rules: &[Rule]) -> bool {
        let rows = rows.get(..self.rows).unwrap_or(rows);
        self.shared(rows) >= 2 || (rows.len() >= 6 && self.is_columns(rows, &self.rules_across(rows, rules)))
    }

    /// How many rows at the top stand in the first column alone although later ones share the page: the end of the
    /// paragraph above, or a heading over it all.
    pub(super) fn lead(&self, rows: &[Row]) -> usize {
        let rows = rows.get(..self.rows).unwrap_or(rows);
        let shared = rows.iter().position(|row| self.filled(Some(row)) >= 2);
        let alone = rows.iter().position(|row| row.segments.iter().any(|segment| self.column_of(segment) > 0));
        match (shared, alone) {
            (Some(shared), Some(alone)) => shared.min(alone),
            _ => 0,
        }
    }

    /// How many rows at the end of a table don't belong to it: alone in the first column and set off from it.
    pub(super) fn trail(&self, rows: &[Row], rules: &[Rule]) -> usize {
        let Some(last) = rows.iter().rposition(|row| self.filled(Some(row)) >= 2) else {
            return 0;
        };
        let only_first = |row: &Row| row.segments.iter().all(|segment| self.column_of(segment) == 0);
        // Further lines of its last cells still belong to it.
        let last = rows.iter().rposition(|row| !only_first(row)).unwrap_or(last);
        let (columns, after) = rows.split_at(last + 1);
        if after.is_empty() || self.is_columns(columns, &self.rules_across(columns, rules)) {
            return 0;
        }
        let usual = self.usual_gap(rows);
        let mut above = rows.get(last).map_or(0.0, Row::y);
        for (index, row) in after.iter().enumerate() {
            if row.y() - above > 1.35 * usual.max(row.size()) {
                return after.len() - index;
            }
            above = row.y();
        }
        0
    }

    pub(super) fn read(&self, rows: &[Row], rules: &[Rule], depth: u32, out: &mut Vec<Block>) {
        let across = self.rules_across(rows, rules);
        if self.is_columns(rows, &across) {
            for index in 0..self.columns.len() {
                let column: Vec<Row> = rows
                    .iter()
                    .map(|row| Row {
                        segments: row
                            .segments
                            .iter()
                            .filter(|segment| self.column_of(segment) == index)
                            .cloned()
                            .collect(),
                    })
                    .filter(|row| !row.segments.is_empty())
                    .collect();
                arrange(&column, &[], depth + 1, out);
            }
            return;
        }
        let size = rows.iter().map(Row::size).fold(0.0, f32::max);
        out.push(Block::Table { rows: self.cells(rows, &across), size });
    }

    /// Whether these are columns of running text, to be read one after the other.
    fn is_columns(&self, rows: &[Row], across: &[f32]) -> bool {
        across.len() < 2
            && ((0..self.columns.len()).all(|column| self.is_prose(rows, column)) || self.is_apart(rows))
            && !self.starts_together(rows)
    }

    /// Whether the columns' lines keep to no common baselines, as a box beside the text does.
    fn is_apart(&self, rows: &[Row]) -> bool {
        let mut lines: Vec<Vec<f32>> = vec![Vec::new(); self.columns.len()];
        for segment in rows.iter().flat_map(|row| &row.segments) {
            if let Some(lines) = lines.get_mut(self.column_of(segment)) {
                lines.push(segment.y);
            }
        }
        let size = rows.iter().map(Row::size).fold(0.0, f32::max);
        let Some((first, others)) = lines.split_first() else {
            return false;
        };
        others.iter().all(|other| {
            let common = first.iter().filter(|y| other.iter().any(|other| (other - **y).abs() < 0.1 * size)).count();
            let fewest = first.len().min(other.len());
            fewest >= 4 && common * 5 < fewest * 2
        })
    }

    /// Whether a column holds running text: enough lines, most of them filling it.
    fn is_prose(&self, rows: &[Row], column: usize) -> bool {
        let Some((start, end)) = self.columns.get(column) else {
            return false;
        };
        let (mut lines, mut full, mut letters) = (0, 0, 0);
        for row in rows {
            let pieces = || row.segments.iter().filter(|segment| self.column_of(segment) == column);
            let left = pieces().map(|segment| segment.x0).fold(f32::MAX, f32::min);
            let right = pieces().map(|segment| segment.x1).fold(f32::MIN, f32::max);
            if right > left {
                lines += 1;
                full += usize::from(right - left > 0.6 * (end - start));
                letters += pieces().map(|segment| segment.text.chars().count() + 1).sum::<usize>();
            }
        }
        lines >= 3 && full * 2 >= lines && letters >= 18 * lines
    }

    /// Horizontal rules between the rows that run across a gutter: the mark of a table.
    fn rules_across(&self, rows: &[Row], rules: &[Rule]) -> Vec<f32> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            return Vec::new();
        };
        let mut across: Vec<f32> = rules
            .iter()
            .filter(|rule| rule.y > first.y() - first.size() * 0.2 && rule.y < last.y())
            .filter(|rule| {
                // Either one line over the gutter, or the edge of a single cell.
                self.columns.windows(2).any(|pair| match pair {
                    [(_, left), (right, _)] => rule.x0 < *left && rule.x1 > *right,
                    _ => false,
                }) || self
                    .columns
                    .iter()
                    .any(|(start, end)| rule.x0 <= *start && rule.x1 >= *end && rule.x1 - rule.x0 < (end - start) * 2.5)
            })
            .map(|rule| rule.y)
            .collect();
        across.sort_by(f32::total_cmp);
        across.dedup_by(|a, b| (*a - *b).abs() < 3.0);
        across
    }

    /// The distance most lines keep to the one above in their column: a third of the way up, for tables pause often.
    fn usual_gap(&self, rows: &[Row]) -> f32 {
        let mut gaps = Vec::new();
        let mut above: Vec<Option<f32>> = vec![None; self.columns.len()];
        for segment in rows.iter().flat_map(|row| &row.segments) {
            if let Some(above) = above.get_mut(self.column_of(segment)) {
                // Pieces of one line stand on one baseline, or nearly.
                gaps.extend(above.map(|above| segment.y - above).filter(|gap| *gap > 0.5 * segment.size));
                *above = Some(segment.y);
            }
        }
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() / 3).copied().unwrap_or(0.0)
    }

    /// Whether the columns pause together although they are not equally long in between, as the rows of a table do:
    /// columns of text that begin together drift apart with the first paragraph of another length.
    fn starts_together(&self, rows: &[Row]) -> bool {
        let usual = self.usual_gap(rows);
        let size = rows.iter().map(Row::size).fold(0.0, f32::max);
        // Per column: where a line follows a pause, and how long the pause is.
        let mut starts: Vec<Vec<(f32, f32)>> = vec![Vec::new(); self.columns.len()];
        let mut above: Vec<Option<f32>> = vec![None; self.columns.len()];
        for segment in rows.iter().flat_map(|row| &row.segments) {
            let column = self.column_of(segment);
            if let (Some(above), Some(starts)) = (above.get_mut(column), starts.get_mut(column)) {
                if let Some(above) = above.filter(|above| segment.y - above > 1.3 * usual) {
                    starts.push((segment.y, segment.y - above));
                }
                *above = Some(segment.y);
            }
        }
        let (mut all, mut matched, mut uneven) = (0, 0, 0);
        for (index, column) in starts.iter().enumerate() {
            for (y, pause) in column {
                all += 1;
                let mut others =
                    starts.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, column)| column);
                if let Some((_, other)) = others.find(|(other, _)| (other - y).abs() < 0.4 * size) {
                    matched += 1;
                    uneven += usize::from(*pause > 1.4 * other);
                }
            }
        }
        all >= 2 * self.columns.len() && matched * 10 >= all * 9 && uneven > 0
    }

    fn filled(&self, row: Option<&Row>) -> usize {
        let mut seen = vec![false; self.columns.len()];
        for segment in row.iter().flat_map(|row| &row.segments) {
            if let Some(slot) = seen.get_mut(self.column_of(segment)) {
                *slot = true;
            }
        }
        seen.into_iter().filter(|filled| *filled).count()
    }

    /// The table's rows. A row of the table may be several lines high: it ends at a rule, or where all columns pause,
    /// or else with each line that has text in its first column.
    fn cells(&self, rows: &[Row], rules: &[f32]) -> Vec<Vec<String>> {
        let pauses = self.starts_together(rows);
        let usual = self.usual_gap(rows);
        let mut out: Vec<Vec<String>> = Vec::new();
        let mut above = f32::MIN;
        for row in rows {
            let ruled = rules.iter().any(|y| *y > above && *y < row.y() - 0.1 * row.size());
            let starts = if rules.len() >= 2 {
                ruled
            } else if pauses {
                row.y() - above > 1.3 * usual
            } else {
                row.segments.first().is_some_and(|segment| self.column_of(segment) == 0)
            };
            if starts || out.is_empty() {
                out.push(vec![String::new(); self.columns.len()]);
            }
            above = row.y();
            for segment in &row.segments {
                let column = self.column_of(segment);
                if let Some(cell) = out.last_mut().and_then(|cells| cells.get_mut(column)) {
                    crate::text::join::append(cell, &segment.text);
                }
            }
        }
        out
    }
}

/// Adds an interval to a sorted union of intervals.
fn cover(covered: &mut Vec<(f32, f32)>, x0: f32, x1: f32) {
    let (mut start, mut end) = (x0, x1);
    covered.retain(|(a, b)| {
        let touches = *a <= end && *b >= start;
        if touches {
            start = start.min(*a);
            end = end.max(*b);
        }
        !touches
    });
    let at = covered.partition_point(|(a, _)| *a < start);
    covered.insert(at, (start, end));
}

/// The intervals, those closer than a gutter taken together.
fn split(covered: &[(f32, f32)], gutter: f32) -> Vec<(f32, f32)> {
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (start, end) in covered {
        match columns.last_mut() {
            Some(last) if *start - last.1 < gutter => last.1 = *end,
            _ => columns.push((*start, *end)),
        }
    }
    columns
}
