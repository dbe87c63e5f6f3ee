//! The contract, on the embedded engine.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, clippy::doc_markdown)]

#[path = "engine/access.rs"]
mod access;
#[path = "engine/batches.rs"]
mod batches;
#[path = "engine/durability.rs"]
mod durability;
#[path = "engine/finding.rs"]
mod finding;
#[path = "engine/operators.rs"]
mod operators;
#[path = "engine/rebuilding.rs"]
mod rebuilding;
#[path = "engine/setting.rs"]
mod setting;

use search::Engine;

/// There is none.
pub(crate) type Server = ();

/// An empty engine in a folder.
pub(crate) async fn engine(folder: &std::path::Path) -> (Engine, Server) {
    (Engine::embedded(folder.join("index")).await.unwrap(), ())
}
