//! "Menade du": only words that stand in what the asker may read.

use tantivy::Searcher;
use tantivy::query::{BooleanQuery, Occur, Query};

use super::ask::Asking;
use super::collect::Pass;
use super::columns::Gate;
use super::expand::Correction;
use crate::asked::plan::{Clause, Form, Way, weight};
use crate::contract::query::Order;

/// Most corrections of a word tried against the asker's rooms.
const TRIED: usize = 8;

/// How many entries in the asker's rooms have this word in any of these ways.
pub(super) fn readable(
    asking: &Asking<'_>,
    searcher: &Searcher,
    gate: &Gate,
    clause: &Clause,
    without: Option<Box<dyn Query>>,
) -> tantivy::Result<u64> {
    let mut all = vec![(Occur::Must, asking.clause(clause))];
    all.extend(without.map(|without| (Occur::MustNot, without)));
    let pass = Pass { gate: gate.rooms_only(), order: Order::Date, keep: 0, with_facets: false };
    Ok(searcher.search(&BooleanQuery::new(all), &pass)?.total)
}

/// The best of the corrections that stands in the asker's rooms.
pub(super) fn best(
    asking: &Asking<'_>,
    searcher: &Searcher,
    gate: &Gate,
    clause: &Clause,
    corrections: &[Correction],
    without: impl Fn() -> Option<Box<dyn Query>>,
) -> tantivy::Result<Option<String>> {
    let mut best: Option<(u8, u64, &str)> = None;
    for correction in corrections.iter().filter(|c| c.written).take(TRIED) {
        let word = correction.word.as_str();
        let meant = Clause {
            surface: word.to_owned(),
            at: clause.at.clone(),
            ways: vec![Way::term(Form::Surface, word, weight::SURFACE)],
            begins: None,
        };
        let documents = readable(asking, searcher, gate, &meant, without())?;
        let better = best.is_none_or(|(distance, most, _)| {
            (correction.distance, u64::MAX - documents) < (distance, u64::MAX - most)
        });
        if documents > 0 && better {
            best = Some((correction.distance, documents, word));
        }
    }
    Ok(best.map(|(_, _, word)| word.to_owned()))
}
