//! Counting facets: by ordinals while a segment is passed, by value when segments are put together.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::DocId;
use tantivy::columnar::StrColumn;
use uuid::Uuid;

use super::columns::Columns;
use super::gate::{ARTICLE, HOST, KIND, NETWORK, ORGANISATION, ROOM, THEME, YEAR};
use crate::contract::entry::EntryKind;
use crate::contract::hits::{Counted, Facets};

/// Most values returned of a facet.
const MAX_VALUES: usize = 100;

/// Counts by the ordinals of a segment.
#[derive(Default)]
pub(super) struct Counts {
    networks: Vec<i64>,
    rooms: Vec<i64>,
    hosts: Vec<i64>,
    themes: Vec<i64>,
    organisations: Vec<i64>,
    kinds: Vec<i64>,
    articles: Vec<i64>,
    years: HashMap<i64, i64>,
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
    pub(super) fn add(&mut self, columns: &Columns, doc: DocId, fails: u8, by: i64) {
        let only = |filter: u8| fails & !filter == 0;
        let first = |counts: &mut Vec<i64>, column: &Option<StrColumn>| {
            if let Some(ord) = column.as_ref().and_then(|column| column.ords().first(doc)) {
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
        if only(ORGANISATION) {
            first(&mut self.organisations, &columns.organisation);
        }
        if only(THEME)
            && let Some(column) = &columns.theme
        {
            column.ords().values_for_doc(doc).for_each(|ord| bump(&mut self.themes, ord, by));
        }
        if only(ARTICLE) {
            columns.article.values_for_doc(doc).for_each(|article| bump(&mut self.articles, article, by));
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

/// Counts over all segments, by value.
#[derive(Default)]
pub(super) struct Sums {
    networks: HashMap<String, i64>,
    rooms: HashMap<String, i64>,
    hosts: HashMap<String, i64>,
    themes: HashMap<String, i64>,
    organisations: HashMap<String, i64>,
    kinds: HashMap<usize, i64>,
    articles: HashMap<usize, i64>,
    years: HashMap<i64, i64>,
}

fn resolve(sums: &mut HashMap<String, i64>, column: &Option<StrColumn>, counts: &[i64]) -> tantivy::Result<()> {
    let Some(column) = column else { return Ok(()) };
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
    pub(super) fn add(&mut self, columns: &Columns, counts: &Counts) -> tantivy::Result<()> {
        resolve(&mut self.networks, &columns.network, &counts.networks)?;
        resolve(&mut self.rooms, &columns.room, &counts.rooms)?;
        resolve(&mut self.hosts, &columns.host, &counts.hosts)?;
        resolve(&mut self.themes, &columns.theme, &counts.themes)?;
        resolve(&mut self.organisations, &columns.organisation, &counts.organisations)?;
        for (kind, count) in counts.kinds.iter().enumerate() {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (article, count) in counts.articles.iter().enumerate().filter(|(_, count)| **count > 0) {
            *self.articles.entry(article).or_default() += count;
        }
        for (year, count) in &counts.years {
            *self.years.entry(*year).or_default() += count;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Facets {
        let id = |id: String| Uuid::parse_str(&id).ok();
        let mut years = counted(self.years, |year| i32::try_from(year).ok());
        years.sort_by_key(|year| Reverse(year.value));
        let mut articles = counted(self.articles, |article| u8::try_from(article).ok());
        articles.sort_by_key(|article| article.value);
        Facets {
            networks: counted(self.networks, id),
            rooms: counted(self.rooms, id),
            kinds: counted(self.kinds, |kind| EntryKind::ALL.get(kind).copied()),
            years,
            hosts: counted(self.hosts, Some),
            themes: counted(self.themes, Some),
            articles,
            organisations: counted(self.organisations, id),
        }
    }
}
