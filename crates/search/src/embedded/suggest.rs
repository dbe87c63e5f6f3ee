//! "Menade du": only words that stand in what the asker may read.

use tantivy::query::{BooleanQuery, Occur};
use uuid::Uuid;

use super::ask::Asking;
use super::expand::Correction;
use super::gate::Gate;
use super::quick::counted;
use crate::asked::plan::{Clause, Form, Way, weight};

/// Most corrections of a word tried against the asker's rooms.
const TRIED: usize = 8;
/// How far the entries with a word are counted.
const COUNTED: u64 = 200;

/// How many entries in the asker's rooms have this word in any of these ways, counted to some end.
pub(super) fn readable(asking: Asking<'_>, gate: &Gate, clause: &Clause, without: &[Uuid]) -> tantivy::Result<u64> {
    let mut all = vec![(Occur::Must, asking.clause(clause))];
    all.extend(asking.without(without).map(|without| (Occur::MustNot, without)));
    counted(asking.view, &gate.rooms_only(), &BooleanQuery::new(all), COUNTED)
}

/// The best of the corrections that stands in the asker's rooms.
pub(super) fn best(
    asking: Asking<'_>,
    gate: &Gate,
    clause: &Clause,
    corrections: &[Correction],
    without: &[Uuid],
) -> tantivy::Result<Option<String>> {
    let mut best: Option<(u8, u64, &str)> = None;
    for correction in corrections.iter().filter(|c| c.written).take(TRIED) {
        let word = correction.word.as_str();
        let meant = Clause {
            surface: word.to_owned(),
            stem: word.to_owned(),
            at: clause.at.clone(),
            ways: vec![Way::term(Form::Surface, word, weight::SURFACE)],
            joined: Vec::new(),
            begins: None,
        };
        let documents = readable(asking, gate, &meant, without)?;
        let better = best.is_none_or(|(distance, most, _)| {
            (correction.distance, u64::MAX - documents) < (distance, u64::MAX - most)
        });
        if documents > 0 && better {
            best = Some((correction.distance, documents, word));
        }
    }
    Ok(best.map(|(_, _, word)| word.to_owned()))
}
