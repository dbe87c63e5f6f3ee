//! One pass over what matches: permission, filters, grouping, facets and the best hits.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::columns::{Columns, Gate};
use super::facets::{Counts, Sums};
use crate::contract::hits::Facets;
use crate::contract::query::Order;

/// Where a document stands in the order: the first number decides, then the second.
type Rank = (i64, i64);

/// A document with its rank; the address settles what is otherwise equal.
type Ranked = (Rank, Reverse<DocAddress>);

/// What the pass is to keep.
pub(super) struct Pass {
    pub(super) gate: Gate,
    pub(super) order: Order,
    /// How many of the best to keep.
    pub(super) keep: usize,
    pub(super) with_facets: bool,
}

/// One of the best.
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

pub(super) struct SegmentPass {
    segment: SegmentOrdinal,
    columns: Columns,
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

impl SegmentPass {
    fn rank(&self, doc: DocId, score: Score) -> Rank {
        let day = self.columns.first_day.first(doc).unwrap_or(i64::MIN);
        match self.order {
            Order::Relevance => (ordered(score), day),
            Order::Date => (day, ordered(score)),
        }
    }

    fn offer(&mut self, rank: Rank, doc: DocId) {
        let ranked = (rank, Reverse(DocAddress::new(self.segment, doc)));
        offer(&mut self.best, self.keep, ranked);
    }
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

impl SegmentCollector for SegmentPass {
    type Fruit = Box<SegmentPass>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let Some(fails) = self.columns.fails(doc) else { return };
        if fails != 0 && (!self.with_facets || fails.count_ones() > 1) {
            return;
        }
        let group = self.columns.group.first(doc).unwrap_or_default();
        let rank = self.rank(doc, score);
        if group == 0 {
            if self.with_facets {
                self.counts.add(&self.columns, doc, fails, 1);
            }
            if fails == 0 {
                self.total += 1;
                self.offer(rank, doc);
            }
            return;
        }
        match self.groups.get_mut(&group) {
            Some(known) => {
                known.entries += 1;
                // Entries of one object may differ in what they fail (a person seen from two networks).
                if (fails == 0 && known.fails != 0) || (fails == known.fails && rank > known.rank) {
                    if self.with_facets && fails != known.fails {
                        self.counts.add(&self.columns, known.doc, known.fails, -1);
                        self.counts.add(&self.columns, doc, fails, 1);
                    }
                    (known.rank, known.doc, known.fails) = (rank, doc, fails);
                }
            }
            None => {
                self.groups.insert(group, Group { rank, doc, entries: 1, fails });
                if self.with_facets {
                    self.counts.add(&self.columns, doc, fails, 1);
                }
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        Box::new(self)
    }
}

impl Collector for Pass {
    type Fruit = Found;
    type Child = SegmentPass;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentPass> {
        Ok(SegmentPass {
            segment,
            columns: Columns::open(reader, &self.gate)?,
            order: self.order,
            keep: self.keep,
            with_facets: self.with_facets,
            total: 0,
            best: BinaryHeap::new(),
            groups: HashMap::new(),
            counts: Counts::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, mut segments: Vec<Box<SegmentPass>>) -> tantivy::Result<Found> {
        let mut groups: HashMap<u64, (usize, Group)> = HashMap::new();
        for (at, segment) in segments.iter_mut().enumerate() {
            for (id, group) in std::mem::take(&mut segment.groups) {
                let Some((_, known)) = groups.get_mut(&id) else {
                    groups.insert(id, (at, group));
                    continue;
                };
                // The pages of one document in two segments count once.
                if self.with_facets {
                    segment.counts.add(&segment.columns, group.doc, group.fails, -1);
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
            let address = DocAddress::new(segment.segment, group.doc);
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
                facets.add(&segment.columns, &segment.counts)?;
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
