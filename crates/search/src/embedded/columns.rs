//! The columns of a segment, opened once for as long as the segment lives.

use std::collections::HashMap;
use std::sync::OnceLock;

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};
use uuid::Uuid;

use super::endings::Endings;

/// The columns of one segment, and where in them each room is.
pub(super) struct Columns {
    pub(super) segment: SegmentId,
    pub(super) room: Option<StrColumn>,
    pub(super) network: Option<StrColumn>,
    pub(super) host: Option<StrColumn>,
    pub(super) theme: Option<StrColumn>,
    pub(super) organisation: Option<StrColumn>,
    pub(super) article: Column<u64>,
    pub(super) kind: Column<u64>,
    pub(super) year: Column<i64>,
    pub(super) first_day: Column<i64>,
    pub(super) last_day: Column<i64>,
    pub(super) published: Column<u64>,
    pub(super) group: Column<u64>,
    /// The ordinals of the rooms in the column.
    pub(super) rooms: HashMap<Uuid, usize>,
    /// Made when a search first asks for them.
    endings: OnceLock<Endings>,
}

impl Columns {
    pub(super) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let room = fast.str("room")?;
        let mut rooms = HashMap::new();
        if let Some(room) = &room {
            let mut terms = room.dictionary().stream()?;
            while terms.advance() {
                if let Ok(id) = Uuid::try_parse_ascii(terms.key()) {
                    rooms.insert(id, usize::try_from(terms.term_ord()).unwrap_or(usize::MAX));
                }
            }
        }
        Ok(Self {
            segment: reader.segment_id(),
            room,
            rooms,
            network: fast.str("network")?,
            host: fast.str("host")?,
            theme: fast.str("theme")?,
            organisation: fast.str("organisation")?,
            article: fast.u64("article")?,
            kind: fast.u64("kind")?,
            year: fast.i64("year")?,
            first_day: fast.i64("first_day")?,
            last_day: fast.i64("last_day")?,
            published: fast.u64("published")?,
            group: fast.u64("group")?,
            endings: OnceLock::new(),
        })
    }

    /// The words of the segment by how they end.
    pub(super) fn endings(&self, reader: &SegmentReader, words: Field) -> tantivy::Result<&Endings> {
        if let Some(known) = self.endings.get() {
            return Ok(known);
        }
        let made = Endings::of(reader, words)?;
        Ok(self.endings.get_or_init(|| made))
    }

    /// What the document is grouped by: 0 for what stands alone.
    pub(super) fn group(&self, doc: DocId) -> u64 {
        self.group.first(doc).unwrap_or_default()
    }

    /// The first day it may be dated; the undated come after all others.
    pub(super) fn day(&self, doc: DocId) -> i64 {
        self.first_day.first(doc).unwrap_or(i64::MIN)
    }
}
