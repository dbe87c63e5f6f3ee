//! What matches, in rows of a few facts: counted, narrowed and ordered here, so that a document counts once whatever the
//! server counts.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use serde::Deserialize;
use uuid::Uuid;

use crate::analysis::is_stopword;
use crate::asked::plan::Phrase;
use crate::contract::entry::EntryKind;
use crate::contract::hits::{Counted, Facets};
use crate::contract::query::{Filter, Query};

/// Most values of a facet.
const MAX_VALUES: usize = 100;

/// Of a document what is counted and narrowed.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) object: String,
    room: String,
    network: Option<String>,
    kind: String,
    year: Option<i32>,
    host: Option<String>,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    articles: Vec<u8>,
    organisation: Option<String>,
    #[serde(default)]
    stems: String,
    #[serde(default)]
    written: String,
}

impl Row {
    /// What has to be asked for.
    pub(super) const ATTRIBUTES: &[&str] =
        &["id", "object", "room", "network", "kind", "year", "host", "themes", "articles", "organisation"];
    /// And where words in a row are to be seen.
    pub(super) const WITH_STEMS: &[&str] = &[
        "id",
        "object",
        "room",
        "network",
        "kind",
        "year",
        "host",
        "themes",
        "articles",
        "organisation",
        "stems",
        "written",
    ];

    /// Whether a phrase stands in it: its stems in a row, and its words as they are written somewhere. A single word may
    /// be inflected; words in a row are meant as they stand.
    pub(super) fn has(&self, phrase: &Phrase) -> bool {
        let row = format!(" {}", self.stems).contains(&format!(" {} ", phrase.stems.join(" ")));
        let written = |word: &String| is_stopword(word) || self.written.split(' ').any(|one| one == word);
        phrase.stems.is_empty() || (row && (phrase.surfaces.len() < 2 || phrase.surfaces.iter().all(written)))
    }
}

/// A filter that has a facet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Facet {
    Network,
    Room,
    Kind,
    Year,
    Host,
    Theme,
    Article,
    Organisation,
}

/// The one filter that a row fails; nothing where it fails none, and what fails more is counted nowhere.
enum Passes {
    All,
    AllBut(Facet),
    No,
}

fn passes(row: &Row, filter: &Filter) -> Passes {
    let id = |wanted: &[Uuid], value: &Option<String>| {
        wanted.is_empty() || value.as_ref().is_some_and(|v| wanted.iter().any(|w| w.simple().to_string() == *v))
    };
    let any = |wanted: &[String], values: &[String]| wanted.is_empty() || values.iter().any(|v| wanted.contains(v));
    let checks = [
        (Facet::Network, id(&filter.networks, &row.network)),
        (Facet::Room, id(&filter.rooms, &Some(row.room.clone()))),
        (Facet::Kind, filter.kinds.is_empty() || filter.kinds.iter().any(|kind| kind.code() == row.kind)),
        (Facet::Year, filter.years.is_empty() || row.year.is_some_and(|year| filter.years.contains(&year))),
        (Facet::Host, any(&filter.hosts, row.host.as_slice())),
        (Facet::Theme, any(&filter.themes, &row.themes)),
        (Facet::Article, filter.articles.is_empty() || row.articles.iter().any(|a| filter.articles.contains(a))),
        (Facet::Organisation, id(&filter.organisations, &row.organisation)),
    ];
    let mut failed = checks.into_iter().filter(|(_, passed)| !passed).map(|(facet, _)| facet);
    match (failed.next(), failed.next()) {
        (None, _) => Passes::All,
        (Some(facet), None) => Passes::AllBut(facet),
        (Some(_), Some(_)) => Passes::No,
    }
}

/// What rows come to.
pub(super) struct Counting {
    /// Those that pass every filter, in the order they came.
    pub(super) rows: Vec<Row>,
    /// How many objects they are.
    pub(super) total: u64,
    /// How many rows of an object there are.
    pub(super) of_object: HashMap<String, u32>,
    pub(super) facets: Facets,
}

/// Counts rows, each object once: by the first of its rows that passes most.
pub(super) fn count(rows: Vec<Row>, query: &Query) -> Counting {
    let mut passing = Vec::new();
    let mut of_object: HashMap<String, u32> = HashMap::new();
    let mut first: HashMap<String, (Row, Option<Facet>)> = HashMap::new();
    let mut order = Vec::new();
    for row in rows {
        let fails = match passes(&row, &query.filter) {
            Passes::All => None,
            Passes::AllBut(facet) => Some(facet),
            Passes::No => continue,
        };
        if fails.is_none() {
            *of_object.entry(row.object.clone()).or_default() += 1;
            passing.push(row.clone());
        }
        match first.get_mut(&row.object) {
            None => {
                order.push(row.object.clone());
                first.insert(row.object.clone(), (row, fails));
            }
            Some(known) if known.1.is_some() && fails.is_none() => *known = (row, fails),
            Some(_) => {}
        }
    }
    let mut sums = Sums::default();
    if query.with_facets {
        order.iter().filter_map(|object| first.get(object)).for_each(|(row, fails)| sums.add(row, *fails));
    }
    Counting { rows: passing, total: of_object.len() as u64, of_object, facets: sums.finish() }
}

#[derive(Default)]
struct Sums {
    networks: HashMap<String, u64>,
    rooms: HashMap<String, u64>,
    kinds: HashMap<String, u64>,
    years: HashMap<i32, u64>,
    hosts: HashMap<String, u64>,
    themes: HashMap<String, u64>,
    articles: HashMap<u8, u64>,
    organisations: HashMap<String, u64>,
}

fn add<T: Eq + Hash + Clone>(sums: &mut HashMap<T, u64>, values: &[T]) {
    values.iter().for_each(|value| *sums.entry(value.clone()).or_default() += 1);
}

fn counted<K, T: Ord>(sums: HashMap<K, u64>, value: impl Fn(K) -> Option<T>) -> Vec<Counted<T>> {
    let counted = sums.into_iter().filter_map(|(key, count)| Some(Counted { value: value(key)?, count }));
    let mut counted: Vec<Counted<T>> = counted.collect();
    counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counted.truncate(MAX_VALUES);
    counted
}

impl Sums {
    fn add(&mut self, row: &Row, fails: Option<Facet>) {
        let counts = |facet: Facet| fails.is_none_or(|failed| failed == facet);
        if counts(Facet::Network) {
            add(&mut self.networks, row.network.as_slice());
        }
        if counts(Facet::Room) {
            add(&mut self.rooms, std::slice::from_ref(&row.room));
        }
        if counts(Facet::Kind) {
            add(&mut self.kinds, std::slice::from_ref(&row.kind));
        }
        if counts(Facet::Year) {
            add(&mut self.years, row.year.as_slice());
        }
        if counts(Facet::Host) {
            add(&mut self.hosts, row.host.as_slice());
        }
        if counts(Facet::Theme) {
            add(&mut self.themes, &row.themes);
        }
        if counts(Facet::Article) {
            add(&mut self.articles, &row.articles);
        }
        if counts(Facet::Organisation) {
            add(&mut self.organisations, row.organisation.as_slice());
        }
    }

    fn finish(self) -> Facets {
        let id = |id: String| Uuid::parse_str(&id).ok();
        let mut years = counted(self.years, Some);
        years.sort_by_key(|year| Reverse(year.value));
        let mut articles = counted(self.articles, Some);
        articles.sort_by_key(|article| article.value);
        Facets {
            networks: counted(self.networks, id),
            rooms: counted(self.rooms, id),
            kinds: counted(self.kinds, |code| EntryKind::from_code(&code)),
            years,
            hosts: counted(self.hosts, Some),
            themes: counted(self.themes, Some),
            articles,
            organisations: counted(self.organisations, id),
        }
    }
}
