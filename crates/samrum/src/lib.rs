//! Samrum put together: configuration, assembly, command line. What `main.rs` runs and what the tests start.
//!
//! [`assembly::start`] makes one node out of the parts; the parts know nothing of one another but the event log.

mod api_docs;
pub mod assembly;
pub mod backup;
pub mod command_line;
pub mod config;
pub mod demo;
mod demo_guard;
mod housekeeping;
pub mod import;
mod internal;
pub mod mail;
pub mod office;
pub mod openapi;
pub mod reference;
pub mod restore;
pub mod search_engine;
mod stopping;
mod web_client;

/// The program's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Tells a file's media type from its first bytes.
#[must_use]
pub fn media_type(head: &[u8], name: &str) -> &'static str {
    extract::media_type(head, name).mime()
}
