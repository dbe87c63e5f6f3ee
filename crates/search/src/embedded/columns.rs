//! The columns of a segment, and what in them the asker may see and asked for.

use std::collections::HashSet;

use chrono::NaiveDate;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};
use uuid::Uuid;

use super::document::day_number;
use crate::contract::entry::EntryKind;
use crate::contract::query::Query;

/// A filter that has a facet. A document that fails just one still counts in that one's facet.
pub(super) const NETWORK: u8 = 1;
pub(super) const ROOM: u8 = 1 << 1;
pub(super) const KIND: u8 = 1 << 2;
pub(super) const YEAR: u8 = 1 << 3;
pub(super) const HOST: u8 = 1 << 4;
pub(super) const THEME: u8 = 1 << 5;

/// What is let through, in the terms the index uses.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    rooms: HashSet<String>,
    networks: Option<HashSet<String>>,
    chosen_rooms: Option<HashSet<String>>,
    kinds: u64,
    years: Option<HashSet<i64>>,
    hosts: Option<HashSet<String>>,
    themes: Option<HashSet<String>>,
    organisations: Option<HashSet<String>>,
    from: Option<i64>,
    to: Option<i64>,
    published_only: bool,
}

fn ids(ids: &[Uuid]) -> HashSet<String> {
    ids.iter().map(|id| id.simple().to_string()).collect()
}

fn chosen<T, U>(values: &[T], set: impl FnOnce(&[T]) -> U) -> Option<U> {
    (!values.is_empty()).then(|| set(values))
}

fn strings(values: &[String]) -> HashSet<String> {
    values.iter().cloned().collect()
}

impl Gate {
    /// The gate of a query; the days of its operators narrow those of its filter.
    pub(super) fn new(query: &Query, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Self {
        let filter = &query.filter;
        let kinds = filter.kinds.iter().filter_map(|kind| EntryKind::ALL.iter().position(|k| k == kind));
        Self {
            rooms: ids(&query.rooms),
            networks: chosen(&filter.networks, ids),
            chosen_rooms: chosen(&filter.rooms, ids),
            kinds: kinds.fold(0, |set, kind| set | 1 << kind),
            years: chosen(&filter.years, |years| years.iter().map(|y| i64::from(*y)).collect()),
            hosts: chosen(&filter.hosts, strings),
            themes: chosen(&filter.themes, strings),
            organisations: chosen(&filter.organisations, ids),
            from: filter.from.max(from).map(day_number),
            to: filter.to.into_iter().chain(to).min().map(day_number),
            published_only: filter.published_only,
        }
    }

    /// The same rooms with all else let through.
    pub(super) fn rooms_only(&self) -> Self {
        Self {
            rooms: self.rooms.clone(),
            networks: None,
            chosen_rooms: None,
            kinds: 0,
            years: None,
            hosts: None,
            themes: None,
            organisations: None,
            from: None,
            to: None,
            published_only: false,
        }
    }
}

/// A text column and which of its values are let through.
pub(super) struct Values {
    pub(super) column: Option<StrColumn>,
    allowed: Option<Vec<bool>>,
}

impl Values {
    fn open(reader: &SegmentReader, name: &str, wanted: Option<&HashSet<String>>) -> tantivy::Result<Self> {
        let column = reader.fast_fields().str(name)?;
        let allowed = match (&column, wanted) {
            (_, None) => None,
            (None, Some(_)) => Some(Vec::new()),
            (Some(column), Some(wanted)) => {
                let mut allowed = vec![false; column.num_terms()];
                for value in wanted {
                    let ord = column.dictionary().term_ord(value.as_bytes())?;
                    if let Some(slot) = ord.and_then(|o| usize::try_from(o).ok()).and_then(|o| allowed.get_mut(o)) {
                        *slot = true;
                    }
                }
                Some(allowed)
            }
        };
        Ok(Self { column, allowed })
    }

    pub(super) fn first(&self, doc: DocId) -> Option<u64> {
        self.column.as_ref()?.ords().first(doc)
    }

    /// Is one of the document's values let through?
    fn passes(&self, doc: DocId) -> bool {
        let Some(allowed) = &self.allowed else { return true };
        let Some(column) = &self.column else { return false };
        column
            .ords()
            .values_for_doc(doc)
            .any(|ord| usize::try_from(ord).is_ok_and(|ord| allowed.get(ord).copied().unwrap_or(false)))
    }
}

/// The columns of one segment with the gate applied to their values.
pub(super) struct Columns {
    pub(super) room: Values,
    pub(super) network: Values,
    pub(super) host: Values,
    pub(super) theme: Values,
    organisation: Values,
    chosen_room: Values,
    pub(super) kind: Column<u64>,
    pub(super) year: Column<i64>,
    pub(super) first_day: Column<i64>,
    last_day: Column<i64>,
    published: Column<u64>,
    pub(super) group: Column<u64>,
    gate: Gate,
}

impl Columns {
    pub(super) fn open(reader: &SegmentReader, gate: &Gate) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            room: Values::open(reader, "room", Some(&gate.rooms))?,
            chosen_room: Values::open(reader, "room", gate.chosen_rooms.as_ref())?,
            network: Values::open(reader, "network", gate.networks.as_ref())?,
            host: Values::open(reader, "host", gate.hosts.as_ref())?,
            theme: Values::open(reader, "theme", gate.themes.as_ref())?,
            organisation: Values::open(reader, "organisation", gate.organisations.as_ref())?,
            kind: fast.u64("kind")?,
            year: fast.i64("year")?,
            first_day: fast.i64("first_day")?,
            last_day: fast.i64("last_day")?,
            published: fast.u64("published")?,
            group: fast.u64("group")?,
            gate: gate.clone(),
        })
    }

    /// Which of the filters with a facet a document fails; `None` if it is not to be seen, or fails another filter.
    pub(super) fn fails(&self, doc: DocId) -> Option<u8> {
        let gate = &self.gate;
        if !self.room.passes(doc)
            || !self.organisation.passes(doc)
            || (gate.published_only && self.published.first(doc) != Some(1))
            || gate.from.is_some_and(|from| self.last_day.first(doc).is_none_or(|day| day < from))
            || gate.to.is_some_and(|to| self.first_day.first(doc).is_none_or(|day| day > to))
        {
            return None;
        }
        let mut fails = 0;
        let mut fail = |passes: bool, filter: u8| fails |= if passes { 0 } else { filter };
        fail(self.network.passes(doc), NETWORK);
        fail(self.chosen_room.passes(doc), ROOM);
        fail(self.host.passes(doc), HOST);
        fail(self.theme.passes(doc), THEME);
        fail(gate.kinds == 0 || self.kind.first(doc).is_some_and(|kind| gate.kinds >> kind & 1 == 1), KIND);
        fail(
            gate.years.as_ref().is_none_or(|years| self.year.first(doc).is_some_and(|year| years.contains(&year))),
            YEAR,
        );
        Some(fails)
    }
}
