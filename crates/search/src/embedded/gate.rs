//! What the asker may see and asked for, in the terms the index uses.

use std::collections::HashSet;

use tantivy::DocId;
use tantivy::columnar::StrColumn;
use uuid::Uuid;

use super::columns::Columns;
use crate::asked::plan::Plan;
use crate::contract::entry::EntryKind;
use crate::contract::query::Query;
use crate::prepared::day_number;

/// A filter that has a facet. A document that fails just one still counts in that one's facet.
pub(super) const NETWORK: u8 = 1;
pub(super) const ROOM: u8 = 1 << 1;
pub(super) const KIND: u8 = 1 << 2;
pub(super) const YEAR: u8 = 1 << 3;
pub(super) const HOST: u8 = 1 << 4;
pub(super) const THEME: u8 = 1 << 5;
pub(super) const ORGANISATION: u8 = 1 << 6;
pub(super) const ARTICLE: u8 = 1 << 7;

/// What is let through.
#[derive(Debug, Clone, Default)]
pub(super) struct Gate {
    pub(super) rooms: Vec<Uuid>,
    networks: Vec<String>,
    chosen_rooms: Vec<Uuid>,
    kinds: u64,
    years: Option<HashSet<i64>>,
    hosts: Vec<String>,
    themes: Vec<String>,
    /// A bit for each article that is chosen, and for each that was asked for in the text.
    articles: u64,
    asked_articles: u64,
    organisations: Vec<String>,
    from: Option<i64>,
    to: Option<i64>,
    published_only: bool,
}

fn ids(ids: &[Uuid]) -> Vec<String> {
    ids.iter().map(|id| id.simple().to_string()).collect()
}

/// The articles as bits; there are fewer than 64.
fn articles(articles: &[u8]) -> u64 {
    articles.iter().filter(|article| **article < 64).fold(0, |set, article| set | 1 << article)
}

impl Gate {
    /// The gate of a query; what its operators say narrows what its filter says.
    pub(super) fn new(query: &Query, plan: &Plan) -> Self {
        let (from, to) = (plan.from, plan.to);
        let filter = &query.filter;
        let kinds = filter.kinds.iter().filter_map(|kind| EntryKind::ALL.iter().position(|k| k == kind));
        let years = || filter.years.iter().map(|year| i64::from(*year)).collect();
        Self {
            rooms: query.rooms.clone(),
            networks: ids(&filter.networks),
            chosen_rooms: filter.rooms.clone(),
            kinds: kinds.fold(0, |set, kind| set | 1 << kind),
            years: (!filter.years.is_empty()).then(years),
            hosts: filter.hosts.clone(),
            themes: filter.themes.clone(),
            articles: articles(&filter.articles),
            asked_articles: articles(&plan.articles),
            organisations: ids(&filter.organisations),
            from: filter.from.max(from).map(day_number),
            to: filter.to.into_iter().chain(to).min().map(day_number),
            published_only: filter.published_only,
        }
    }

    /// The same rooms with all else let through.
    pub(super) fn rooms_only(&self) -> Self {
        Self { rooms: self.rooms.clone(), ..Self::default() }
    }

    /// The gate for one segment.
    pub(super) fn at<'a>(&'a self, columns: &'a Columns) -> tantivy::Result<Admission<'a>> {
        let rooms = |wanted: &[Uuid]| {
            let mut allowed = vec![false; columns.room.as_ref().map_or(0, |column| column.num_terms())];
            for ord in wanted.iter().filter_map(|room| columns.rooms.get(room)) {
                if let Some(slot) = allowed.get_mut(*ord) {
                    *slot = true;
                }
            }
            allowed
        };
        Ok(Admission {
            gate: self,
            columns,
            rooms: rooms(&self.rooms),
            chosen_rooms: (!self.chosen_rooms.is_empty()).then(|| rooms(&self.chosen_rooms)),
            networks: allowed(columns.network.as_ref(), &self.networks)?,
            hosts: allowed(columns.host.as_ref(), &self.hosts)?,
            themes: allowed(columns.theme.as_ref(), &self.themes)?,
            organisations: allowed(columns.organisation.as_ref(), &self.organisations)?,
        })
    }
}

/// Which ordinals of a column are let through; `None` where all are.
fn allowed(column: Option<&StrColumn>, wanted: &[String]) -> tantivy::Result<Option<Vec<bool>>> {
    if wanted.is_empty() {
        return Ok(None);
    }
    let Some(column) = column else { return Ok(Some(Vec::new())) };
    let mut allowed = vec![false; column.num_terms()];
    for value in wanted {
        let ord = column.dictionary().term_ord(value.as_bytes())?;
        if let Some(slot) = ord.and_then(|o| usize::try_from(o).ok()).and_then(|o| allowed.get_mut(o)) {
            *slot = true;
        }
    }
    Ok(Some(allowed))
}

/// The gate at the columns of one segment.
pub(super) struct Admission<'a> {
    gate: &'a Gate,
    pub(super) columns: &'a Columns,
    rooms: Vec<bool>,
    chosen_rooms: Option<Vec<bool>>,
    networks: Option<Vec<bool>>,
    hosts: Option<Vec<bool>>,
    themes: Option<Vec<bool>>,
    organisations: Option<Vec<bool>>,
}

fn any(column: Option<&StrColumn>, allowed: &[bool], doc: DocId) -> bool {
    let Some(column) = column else { return false };
    let is_allowed = |ord| usize::try_from(ord).is_ok_and(|ord| allowed.get(ord).copied().unwrap_or(false));
    column.ords().values_for_doc(doc).any(is_allowed)
}

/// Whether the document is about one of the articles.
fn about(columns: &Columns, doc: DocId, articles: u64) -> bool {
    columns.article.values_for_doc(doc).any(|article| article < 64 && articles >> article & 1 == 1)
}

impl Admission<'_> {
    /// Whether a document may be seen and passes all filters.
    pub(super) fn admits(&self, doc: DocId) -> bool {
        self.fails(doc) == Some(0)
    }

    /// Which of the filters with a facet a document fails; `None` if it is not to be seen, or fails another filter.
    pub(super) fn fails(&self, doc: DocId) -> Option<u8> {
        let (gate, columns) = (self.gate, self.columns);
        let room = columns.room.as_ref()?.ords().first(doc).and_then(|ord| usize::try_from(ord).ok())?;
        if !self.rooms.get(room).copied().unwrap_or(false)
            || (gate.published_only && columns.published.first(doc) != Some(1))
            || (gate.asked_articles != 0 && !about(columns, doc, gate.asked_articles))
            || gate.from.is_some_and(|from| columns.last_day.first(doc).is_none_or(|day| day < from))
            || gate.to.is_some_and(|to| columns.first_day.first(doc).is_none_or(|day| day > to))
        {
            return None;
        }
        let mut fails = 0;
        let mut fail = |passes: bool, filter: u8| fails |= if passes { 0 } else { filter };
        let among = |column: &Option<StrColumn>, allowed: &Option<Vec<bool>>| {
            allowed.as_ref().is_none_or(|allowed| any(column.as_ref(), allowed, doc))
        };
        fail(self.chosen_rooms.as_ref().is_none_or(|chosen| chosen.get(room).copied().unwrap_or(false)), ROOM);
        fail(among(&columns.network, &self.networks), NETWORK);
        fail(among(&columns.host, &self.hosts), HOST);
        fail(among(&columns.theme, &self.themes), THEME);
        fail(gate.articles == 0 || about(columns, doc, gate.articles), ARTICLE);
        fail(among(&columns.organisation, &self.organisations), ORGANISATION);
        fail(gate.kinds == 0 || columns.kind.first(doc).is_some_and(|kind| gate.kinds >> kind & 1 == 1), KIND);
        let of_year = |years: &HashSet<i64>| columns.year.first(doc).is_some_and(|year| years.contains(&year));
        fail(gate.years.as_ref().is_none_or(of_year), YEAR);
        Some(fails)
    }
}
