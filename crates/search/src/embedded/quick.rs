//! The best without looking at all: for words of which each is one list of documents, the engine passes over blocks that
//! can hold nothing better than what it has.

use std::collections::{HashMap, HashSet};

use tantivy::query::{BooleanQuery, ConstScoreQuery, EnableScoring, Occur, Query, TermSetQuery};
use tantivy::{DocAddress, DocId, Score, TERMINATED, Term};

use super::ask::Asking;
use super::collect::Best;
use super::gate::Gate;
use super::schema::Fields;
use super::view::View;

/// Where the asker may read less than one document in so many, the rooms are looked up too.
const FEW_READABLE: u64 = 8;

/// The best so far, one of each object.
struct Pool {
    keep: usize,
    best: Vec<(Score, DocAddress, u64)>,
    threshold: Score,
}

impl Pool {
    /// Takes one in; what is too bad for it from then on is below the threshold.
    fn offer(&mut self, score: Score, address: DocAddress, group: u64) -> Score {
        self.best.push((score, address, group));
        if self.best.len() >= self.keep * 2 {
            self.tidy();
        }
        self.threshold
    }

    fn tidy(&mut self) {
        self.best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut seen = HashSet::new();
        self.best.retain(|(_, _, group)| *group == 0 || seen.insert(*group));
        self.best.truncate(self.keep);
        if self.best.len() == self.keep {
            self.threshold = self.best.last().map_or(0.0, |worst| worst.0);
        }
    }
}

/// The best `keep` objects, best first; fewer only where there are no more.
pub(super) fn best(asking: Asking<'_>, gate: &Gate, stems: &dyn Query, keep: usize) -> tantivy::Result<Vec<Best>> {
    let query = in_rooms(asking, gate, stems);
    let weight = query.weight(EnableScoring::enabled_from_searcher(&asking.view.searcher))?;
    // Nothing that matches scores less than nothing.
    let mut pool = Pool { keep, best: Vec::new(), threshold: -1.0 };
    for (at, reader, columns) in asking.view.segments() {
        let admission = gate.at(columns)?;
        let alive = reader.alive_bitset();
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        weight.for_each_pruning(pool.threshold, reader, &mut |doc, score| {
            if alive.is_some_and(|alive| !alive.is_alive(doc)) || !admission.admits(doc) {
                return pool.threshold;
            }
            pool.offer(score, DocAddress::new(at, doc), columns.group(doc))
        })?;
    }
    pool.tidy();
    Ok(pool.best.into_iter().map(|(score, address, _)| Best { address, score, more: 0 }).collect())
}

/// The query, within the rooms where those are a small part of everything.
fn in_rooms(asking: Asking<'_>, gate: &Gate, query: &dyn Query) -> Box<dyn Query> {
    let room = |room: &uuid::Uuid| Term::from_field_text(asking.fields.room, &room.simple().to_string());
    let readable: u64 = gate.rooms.iter().map(|id| asking.view.frequency(&room(id))).sum();
    if readable >= asking.view.searcher.num_docs() / FEW_READABLE {
        return query.box_clone();
    }
    Box::new(BooleanQuery::new(vec![(Occur::Must, asking.rooms(&gate.rooms)), (Occur::Must, query.box_clone())]))
}

/// How many objects the query matches of what the gate lets through, counted until there are `enough`.
pub(super) fn counted(view: &View, gate: &Gate, query: &dyn Query, enough: u64) -> tantivy::Result<u64> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let (mut count, mut groups) = (0, HashSet::new());
    for (_, reader, columns) in view.segments() {
        let admission = gate.at(columns)?;
        let alive = reader.alive_bitset();
        let mut docs = weight.scorer(reader, 1.0)?;
        while docs.doc() != TERMINATED && count < enough {
            let doc: DocId = docs.doc();
            if alive.is_none_or(|alive| alive.is_alive(doc)) && admission.admits(doc) {
                let group = columns.group(doc);
                count += u64::from(group == 0 || groups.insert(group));
            }
            docs.advance();
        }
    }
    Ok(count)
}

/// As [`counted`], for the words of [`best`].
pub(super) fn total(asking: Asking<'_>, gate: &Gate, stems: &dyn Query, enough: u64) -> tantivy::Result<u64> {
    counted(asking.view, gate, &*in_rooms(asking, gate, stems), enough)
}

/// Says of each of the best how many other entries of its object match: the other pages of a document.
pub(super) fn others(asking: Asking<'_>, gate: &Gate, stems: &dyn Query, best: &mut [Best]) -> tantivy::Result<()> {
    let (view, fields) = (asking.view, asking.fields);
    let group = |best: &Best| {
        let columns = view.columns(best.address.segment_ord as usize)?;
        Some(columns.group(best.address.doc_id)).filter(|group| *group != 0)
    };
    let groups: Vec<u64> = best.iter().filter_map(group).collect();
    if groups.is_empty() {
        return Ok(());
    }
    let mut counts: HashMap<u64, u32> = HashMap::new();
    let query = BooleanQuery::new(vec![(Occur::Must, of_groups(fields, &groups)), (Occur::Must, stems.box_clone())]);
    let weight = query.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    for (_, reader, columns) in view.segments() {
        let admission = gate.at(columns)?;
        let alive = reader.alive_bitset();
        weight.for_each_no_score(reader, &mut |docs| {
            for doc in docs.iter().filter(|doc| alive.is_none_or(|alive| alive.is_alive(**doc))) {
                if admission.admits(*doc) {
                    *counts.entry(columns.group(*doc)).or_default() += 1;
                }
            }
        })?;
    }
    for best in best {
        let others = group(best).and_then(|group| counts.get(&group)).copied().unwrap_or(1);
        best.more = others.saturating_sub(1);
    }
    Ok(())
}

fn of_groups(fields: &Fields, groups: &[u64]) -> Box<dyn Query> {
    let terms = groups.iter().map(|group| Term::from_field_u64(fields.group, *group));
    Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
}
