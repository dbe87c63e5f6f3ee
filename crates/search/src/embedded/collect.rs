//! One pass over all that matches: permission, filters, grouping, facets and the best hits.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Score};

use super::facets::{Counts, Sums};
use super::gate::{Admission, Gate};
use super::view::View;
use crate::contract::hits::Facets;
use crate::contract::query::Order;

/// Where a document stands in the order: the first number decides, then the second.
type Rank = (i64, i64);

/// A document with its rank; the address settles what is otherwise equal.
type Ranked = (Rank, Reverse<DocAddress>);

/// What the pass is to keep.
pub(super) struct Pass<'a> {
    pub(super) view: &'a View,
    pub(super) gate: &'a Gate,
    pub(super) order: Order,
    /// How many of the best to keep.
    pub(super) keep: usize,
    pub(super) with_facets: bool,
}

/// One of the best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Best {
    pub(super) address: DocAddress,
    pub(super) score: f32,
    /// Other entries of the same object that matched.
    pub(super) more: u32,
}

/// What a pass found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) best: Vec<Best>,
    pub(super) total: u64,
    pub(super) facets: Facets,
}

/// The best entry of an object so far.
#[derive(Clone, Copy)]
struct Group {
    rank: Rank,
    doc: DocId,
    entries: u32,
    fails: u8,
}

struct SegmentPass<'a> {
    at: u32,
    gate: Admission<'a>,
    order: Order,
    keep: usize,
    with_facets: bool,
    total: u64,
    best: BinaryHeap<Reverse<Ranked>>,
    groups: HashMap<u64, Group>,
    counts: Counts,
}

fn ordered(score: Score) -> i64 {
    // The bits of numbers that are not negative are in their order.
    i64::from(score.max(0.0).to_bits())
}

fn offer(best: &mut BinaryHeap<Reverse<Ranked>>, keep: usize, ranked: Ranked) {
    if best.len() < keep {
        best.push(Reverse(ranked));
    } else if let Some(mut worst) = best.peek_mut()
        && worst.0 < ranked
    {
        *worst = Reverse(ranked);
    }
}

impl SegmentPass<'_> {
    fn rank(&self, doc: DocId, score: Score) -> Rank {
        if self.keep == 0 {
            return (0, 0);
        }
        let day = self.gate.columns.day(doc);
        match self.order {
            Order::Relevance => (ordered(score), day),
            Order::Date => (day, ordered(score)),
        }
    }

    fn collect(&mut self, doc: DocId, score: Score) {
        let Some(fails) = self.gate.fails(doc) else { return };
        if fails != 0 && (!self.with_facets || fails.count_ones() > 1) {
            return;
        }
        let group = self.gate.columns.group(doc);
        let rank = self.rank(doc, score);
        if group == 0 {
            if self.with_facets {
                self.counts.add(self.gate.columns, doc, fails, 1);
            }
            if fails == 0 {
                self.total += 1;
                offer(&mut self.best, self.keep, (rank, Reverse(DocAddress::new(self.at, doc))));
            }
            return;
        }
        match self.groups.get_mut(&group) {
            Some(known) => {
                known.entries += 1;
                // Entries of one object may differ in what they fail (a person seen from two networks).
                if (fails == 0 && known.fails != 0) || (fails == known.fails && rank > known.rank) {
                    if self.with_facets && fails != known.fails {
                        self.counts.add(self.gate.columns, known.doc, known.fails, -1);
                        self.counts.add(self.gate.columns, doc, fails, 1);
                    }
                    (known.rank, known.doc, known.fails) = (rank, doc, fails);
                }
            }
            None => {
                self.groups.insert(group, Group { rank, doc, entries: 1, fails });
                if self.with_facets {
                    self.counts.add(self.gate.columns, doc, fails, 1);
                }
            }
        }
    }
}

impl Pass<'_> {
    /// Looks at all that the query matches.
    pub(super) fn of(&self, query: &dyn Query) -> tantivy::Result<Found> {
        let searcher = &self.view.searcher;
        let scored = self.keep > 0 && self.order == Order::Relevance;
        let weight = match scored {
            true => query.weight(EnableScoring::enabled_from_searcher(searcher))?,
            false => query.weight(EnableScoring::disabled_from_searcher(searcher))?,
        };
        let mut segments = Vec::new();
        for (at, reader, columns) in self.view.segments() {
            let mut segment = SegmentPass {
                at: u32::try_from(at).unwrap_or(u32::MAX),
                gate: self.gate.at(columns)?,
                order: self.order,
                keep: self.keep,
                with_facets: self.with_facets,
                total: 0,
                best: BinaryHeap::new(),
                groups: HashMap::new(),
                counts: Counts::default(),
            };
            let alive = reader.alive_bitset();
            let lives = |doc| alive.is_none_or(|alive| alive.is_alive(doc));
            if scored {
                weight.for_each(reader, &mut |doc, score| {
                    if lives(doc) {
                        segment.collect(doc, score);
                    }
                })?;
            } else {
                weight.for_each_no_score(reader, &mut |docs| {
                    docs.iter().filter(|doc| lives(**doc)).for_each(|doc| segment.collect(*doc, 0.0));
                })?;
            }
            segments.push(segment);
        }
        self.together(segments)
    }

    fn together(&self, mut segments: Vec<SegmentPass<'_>>) -> tantivy::Result<Found> {
        let mut groups: HashMap<u64, (usize, Group)> = HashMap::new();
        for (at, segment) in segments.iter_mut().enumerate() {
            for (id, group) in std::mem::take(&mut segment.groups) {
                let Some((_, known)) = groups.get_mut(&id) else {
                    groups.insert(id, (at, group));
                    continue;
                };
                // The pages of one document in two segments count once.
                if self.with_facets {
                    segment.counts.add(segment.gate.columns, group.doc, group.fails, -1);
                }
                known.entries += group.entries;
                if group.fails <= known.fails && group.rank > known.rank {
                    let (entries, fails) = (known.entries, group.fails);
                    groups.insert(id, (at, Group { entries, fails, ..group }));
                }
            }
        }
        let mut best = BinaryHeap::new();
        let mut total = 0;
        let mut more: HashMap<DocAddress, u32> = HashMap::new();
        for (at, group) in groups.values().filter(|(_, group)| group.fails == 0) {
            let Some(segment) = segments.get(*at) else { continue };
            let address = DocAddress::new(segment.at, group.doc);
            total += 1;
            offer(&mut best, self.keep, (group.rank, Reverse(address)));
            if group.entries > 1 {
                more.insert(address, group.entries - 1);
            }
        }
        let mut facets = Sums::default();
        for segment in segments {
            total += segment.total;
            if self.with_facets {
                facets.add(segment.gate.columns, &segment.counts)?;
            }
            for ranked in segment.best {
                offer(&mut best, self.keep, ranked.0);
            }
        }
        let best = best.into_sorted_vec().into_iter().map(|Reverse((rank, Reverse(address)))| Best {
            address,
            score: match self.order {
                Order::Relevance => f32::from_bits(u32::try_from(rank.0).unwrap_or_default()),
                Order::Date => 0.0,
            },
            more: more.get(&address).copied().unwrap_or_default(),
        });
        Ok(Found { best: best.collect(), total, facets: facets.finish() })
    }
}
