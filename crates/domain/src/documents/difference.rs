//! What changed in the words of a document from one version to another, side by side.

use std::time::Duration;

use similar::{Algorithm, DiffOp, TextDiff};

use super::document::{self, ReadableDocument};
use crate::conversations::text::changes::{Change, changes};
use crate::store::{Db, FromRow, rows};
use crate::{Error, Result};

/// The most bytes of text compared.
const LONGEST: usize = 2 * 1024 * 1024;
/// How long the comparison may look for the shortest answer; after that it takes the best it has.
const PATIENCE: Duration = Duration::from_millis(400);
/// So many paragraphs that stayed are shown round what changed.
const AROUND: usize = 1;
/// The most rows told of.
const MOST: usize = 2_000;

/// A row of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A paragraph that stayed.
    Same(String),
    /// So many that stayed and are left out.
    Skipped(usize),
    /// A paragraph that went.
    Removed(String),
    /// A paragraph that came.
    Added(String),
    /// A paragraph that reads otherwise, in runs of words.
    Changed(Vec<Change>),
}

/// The comparison.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Its rows.
    pub rows: Vec<Row>,
    /// There is more than is told.
    pub cut: bool,
}

/// Compares the text of two versions.
///
/// # Errors
/// [`Error::NotFound`] for a version there is none of; [`Error::Conflict`] while one of them has not been read, or when
/// there is too much text.
pub async fn between(db: &impl Db, document: &ReadableDocument, from: i64, to: i64) -> Result<Difference> {
    for number in [from, to] {
        if document::version(db, document, number).await?.pages == 0 {
            return Err(Error::Conflict("no_text_to_compare"));
        }
    }
    let (before, after) = (text(db, document, from).await?, text(db, document, to).await?);
    if before.len() + after.len() > LONGEST {
        return Err(Error::Conflict("too_long_to_compare"));
    }
    // long texts take their time, which is not that of those who wait for the database
    tokio::task::spawn_blocking(move || compared(&before, &after)).await.map_err(Error::internal)
}

async fn text(db: &impl Db, document: &ReadableDocument, version: i64) -> Result<String> {
    #[derive(FromRow)]
    struct Page {
        text: String,
    }
    let sql = "SELECT text FROM page WHERE document_id = $1 AND version = $2 ORDER BY number LIMIT 3000";
    let pages: Vec<Page> = rows(db, sql, [document.row().id.0.into(), version.into()]).await?;
    Ok(pages.into_iter().map(|page| page.text).collect::<Vec<_>>().join("\n"))
}

fn compared(before: &str, after: &str) -> Difference {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (before, after) = (lines(before), lines(after));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).timeout(PATIENCE).diff_slices(&old, &new);
    let mut rows = Vec::new();
    for op in diff.ops() {
        match *op {
            DiffOp::Equal { old_index, len, .. } => {
                let (first, last) = (rows.is_empty(), old_index + len == old.len());
                same(&mut rows, &before[old_index..old_index + len], first, last);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                rows.extend(before[old_index..old_index + old_len].iter().cloned().map(Row::Removed));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                rows.extend(after[new_index..new_index + new_len].iter().cloned().map(Row::Added));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                // one stands for the other as far as there are as many
                let both = old_len.min(new_len);
                for (went, came) in before[old_index..].iter().zip(&after[new_index..]).take(both) {
                    rows.push(Row::Changed(changes(went, came)));
                }
                rows.extend(before[old_index + both..old_index + old_len].iter().cloned().map(Row::Removed));
                rows.extend(after[new_index + both..new_index + new_len].iter().cloned().map(Row::Added));
            }
        }
        if rows.len() > MOST {
            break;
        }
    }
    let cut = rows.len() > MOST;
    rows.truncate(MOST);
    Difference { rows, cut }
}

/// Of what stayed only the beginning and the end, next to what changed.
fn same(rows: &mut Vec<Row>, lines: &[String], first: bool, last: bool) {
    let (before, after) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
    if lines.len() <= before + after + 1 {
        rows.extend(lines.iter().cloned().map(Row::Same));
        return;
    }
    rows.extend(lines[..before].iter().cloned().map(Row::Same));
    rows.push(Row::Skipped(lines.len() - before - after));
    rows.extend(lines[lines.len() - after..].iter().cloned().map(Row::Same));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_left_out_and_what_changed_is_told_by_words() {
        let before = "Ett\n\nTvå\n\nTre\n\nFyra\n\nVi ses i mars\n\nBort";
        let after = "Ett\n\nTvå\n\nTre\n\nFyra\n\nVi ses i april\n\nNytt\n\nSist";
        let rows = compared(before, after).rows;
        assert_eq!(rows[0], Row::Skipped(3));
        assert_eq!(rows[1], Row::Same("Fyra".into()));
        assert!(matches!(&rows[2], Row::Changed(runs) if runs.len() == 3), "{rows:?}");
        assert!(rows.contains(&Row::Added("Sist".into())));
        assert_eq!(compared("a", "a").rows, [Row::Same("a".into())]);
    }
}
