//! What changes an index: entries in, entries out, and how far in the log that brings it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entry::{Entry, EntryKey, EntryKind};

/// Most entries and removals together in one batch.
pub const MAX_BATCH: usize = 10_000;

/// A place in the event log: `(xid, id)` in commit order, within an epoch (changed when a backup is restored).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogCursor {
    /// Transaction id of the last event taken in; 0 on SQLite.
    pub xid: i64,
    /// Id of the last event taken in.
    pub id: i64,
    /// Epoch of the log.
    pub epoch: i64,
}

/// What is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Removal {
    /// One entry.
    Entry(EntryKey),
    /// Every entry of an object: all pages of a document, a person from everywhere.
    Object {
        /// What sort of thing.
        kind: EntryKind,
        /// Its id.
        id: Uuid,
    },
    /// Everything whose `parent` this is: all messages of a conversation.
    Under(Uuid),
    /// Everything in a room.
    Room(Uuid),
}

/// One change of the index. All of it and the cursor become durable and findable together, or nothing does.
///
/// Removals come first, then the entries are put (each replaces the entry with its key). So a document's pages are
/// replaced by `Removal::Object` and its new pages in the same batch.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Entries to put.
    pub put: Vec<Entry>,
    /// What to take out before putting.
    pub remove: Vec<Removal>,
    /// How far in the log the index is after this batch.
    pub cursor: LogCursor,
}
