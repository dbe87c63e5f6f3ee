//! What is true and what may happen: the entities, who may do what, the commands and the event log.
//!
//! Three rules hold the crate together.
//!
//! - **Everything is got through the person asking.** A finder takes an [`actor::Actor`] and gives a *proof*
//!   (`ReadableConversation`, `ReadableDocument` …) whose fields are private, so that holding one means having been
//!   checked. Commands are methods on proofs. Which right a standing gives in a room is said in one place, [`access`].
//! - **One commit says what happened and that it happened.** A command runs inside [`store::Store::write`]; what it
//!   [`store::Tx::record`]s gets its numbers and is stored in the same commit as its rows.
//! - **Time and chance are handed in.** Only [`clock`] knows what time it is.
//!
//! Inside a command nothing but the database is awaited: no file, no network.

pub mod access;
pub mod actor;
pub mod audit;
pub mod catalogue;
pub mod clock;
pub mod conversations;
pub mod coordination;
pub mod documents;
pub mod error;
pub mod event;
pub mod export;
pub mod idempotency;
pub mod ids;
pub mod indexing;
pub mod installation;
pub mod jobs;
pub mod log;
pub mod meetings;
pub mod methods;
pub mod networks;
pub mod notifications;
pub mod people;
pub mod rooms;
pub mod running;
pub mod search;
pub mod sorting;
pub mod store;
mod words;

pub use error::{Error, Result};
