//! One pass over what matches: permission, filters, grouping, facets and the best hits.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};
use uuid::Uuid;

use super::columns::{Columns, Gate, HOST, KIND, NETWORK, ROOM, THEME, Values, YEAR};
use crate::contract::entry::EntryKind;
use crate::contract::hits::{Counted, Facets};
use crate::contract::query::Order;

/// Most values returned of a facet.
const MAX_VALUES: usize = 100;

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

/// Counts by the ordinals of a segment.
#[derive(Default)]
struct Counts {
    networks: Vec<i64>,
    rooms: Vec<i64>,
    hosts: Vec<i64>,
    themes: Vec<i64>,
    kinds: Vec<i64>,
    years: HashMap<i64, i64>,
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

fn bump(counts: &mut Vec<i64>, at: u64, by: i64) {
    let Ok(at) = usize::try_from(at) else { return };
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += by;
    }
}

impl Counts {
    /// Adds a document to each facet whose own filter is all it fails.
    fn add(&mut self, columns: &Columns, doc: DocId, fails: u8, by: i64) {
        let only = |filter: u8| fails & !filter == 0;
        let first = |counts: &mut Vec<i64>, values: &Values| {
            if let Some(ord) = values.first(doc) {
                bump(counts, ord, by);
            }
        };
        if only(NETWORK) {
            first(&mut self.networks, &columns.network);
        }
        if only(ROOM) {
            first(&mut self.rooms, &columns.room);
        }
        if only(HOST) {
            first(&mut self.hosts, &columns.host);
        }
        if only(THEME)
            && let Some(column) = &columns.theme.column
        {
            column.ords().values_for_doc(doc).for_each(|ord| bump(&mut self.themes, ord, by));
        }
        if only(KIND)
            && let Some(kind) = columns.kind.first(doc)
        {
            bump(&mut self.kinds, kind, by);
        }
        if only(YEAR)
            && let Some(year) = columns.year.first(doc)
        {
            *self.years.entry(year).or_default() += by;
        }
    }
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

/// Counts over all segments, by value.
#[derive(Default)]
struct Sums {
    networks: HashMap<String, i64>,
    rooms: HashMap<String, i64>,
    hosts: HashMap<String, i64>,
    themes: HashMap<String, i64>,
    kinds: HashMap<usize, i64>,
    years: HashMap<i64, i64>,
}

fn resolve(sums: &mut HashMap<String, i64>, values: &Values, counts: &[i64]) -> tantivy::Result<()> {
    let Some(column) = &values.column else { return Ok(()) };
    let mut value = String::new();
    for (ord, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        value.clear();
        if column.ord_to_str(ord as u64, &mut value)? {
            *sums.entry(value.clone()).or_default() += count;
        }
    }
    Ok(())
}

fn counted<K, T: Ord>(sums: HashMap<K, i64>, value: impl Fn(K) -> Option<T>) -> Vec<Counted<T>> {
    let mut counted: Vec<Counted<T>> = sums
        .into_iter()
        .filter_map(|(key, count)| {
            let count = u64::try_from(count).ok().filter(|count| *count > 0)?;
            Some(Counted { value: value(key)?, count })
        })
        .collect();
    counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counted.truncate(MAX_VALUES);
    counted
}

impl Sums {
    fn add(&mut self, columns: &Columns, counts: &Counts) -> tantivy::Result<()> {
        resolve(&mut self.networks, &columns.network, &counts.networks)?;
        resolve(&mut self.rooms, &columns.room, &counts.rooms)?;
        resolve(&mut self.hosts, &columns.host, &counts.hosts)?;
        resolve(&mut self.themes, &columns.theme, &counts.themes)?;
        for (kind, count) in counts.kinds.iter().enumerate() {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (year, count) in &counts.years {
            *self.years.entry(*year).or_default() += count;
        }
        Ok(())
    }

    fn finish(self) -> Facets {
        let id = |id: String| Uuid::parse_str(&id).ok();
        let mut years = counted(self.years, |year| i32::try_from(year).ok());
        years.sort_by_key(|year| Reverse(year.value));
        Facets {
            networks: counted(self.networks, id),
            rooms: counted(self.rooms, id),
            kinds: counted(self.kinds, |kind| EntryKind::ALL.get(kind).copied()),
            years,
            hosts: counted(self.hosts, Some),
            themes: counted(self.themes, Some),
        }
    }
}
