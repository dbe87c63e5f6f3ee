//! Search: one contract, two engines.
//!
//! What goes in is a [`Batch`] of [`Entry`]s with the [`LogCursor`] it brings the index to; what comes out is [`Hits`]
//! for a [`Query`] that always names the rooms the asker may read. The [`Engine`] is either tantivy, embedded in the
//! process, or Meilisearch beside it. Everything Swedish about it is in [`analysis`] and does not know which
//! engine it serves.
//!
//! Map:
//! - [`contract`]: the types that cross the border of this crate
//! - [`engine`]: the engines behind one set of async methods, and rebuilding beside
//! - `asked`: from the text of a query to what is looked for; `passage`: what is shown and marked of a hit
//! - `prepared`: an entry taken apart into its terms, the same for both
//! - `embedded`: the tantivy engine; `hosted`: Meilisearch
//! - [`error`]: what can go wrong
//!
//! Invariants:
//! - nothing is found, counted, suggested or marked outside `Query::rooms`; no rooms, nothing found;
//! - a batch and its cursor are one engine commit;
//! - no text a person can write is an error;
//! - the index folder may be deleted at any time: it starts empty with no cursor, and is built again from the log.

pub mod analysis;
mod asked;
pub mod contract;
mod embedded;
pub mod engine;
pub mod error;
mod hosted;
mod passage;
mod prepared;

pub use analysis::Synonyms;
pub use contract::batch::{Batch, LogCursor, Removal};
pub use contract::entry::{Entry, EntryKey, EntryKind};
pub use contract::hits::{Counted, Facets, Fragment, Hit, Hits};
pub use contract::query::{Filter, Order, Query};
pub use engine::{Engine, Rebuild};
pub use error::{Error, Result};
pub use hosted::HostedConfig;
