//! The event log: reading it, remembering how far one has read, and being woken.
//!
//! Two ways to read. Realtime asks for one stream after a `seq` ([`stream_after`]): numbers are taken under the stream's
//! row lock, so within a stream the order of commits is the order of numbers. The indexer and the notifier read all
//! streams in one order ([`after`]): on PostgreSQL the order of ids is *not* the order of commits, so they read the pair
//! (transaction, id) up to the oldest transaction still open.

mod consumer;
mod read;
mod wake;

pub use consumer::{Consumer, Dead, bury};
pub use read::{
    Entry, Position, after, head, head_and_epoch, position, retained_from, since, stream_after, stream_heads, trim,
};
pub use wake::{LISTENERS_FIRST, StreamHead, WRITER_FIRST, Wake};
