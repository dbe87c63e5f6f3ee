//! The contract, on the engine beside the process: on a stand-in of its HTTP interface, or on the real server that
//! `SAMRUM_TEST_MEILI_URL` (and `SAMRUM_TEST_MEILI_KEY`) names.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, clippy::doc_markdown, unreachable_pub)]

#[path = "engine/access.rs"]
mod access;
#[path = "engine/batches.rs"]
mod batches;
#[path = "hosted/faults.rs"]
mod faults;
#[path = "engine/finding.rs"]
mod finding;
#[path = "../../../tests/src/left_out.rs"]
mod left_out;
#[path = "engine/operators.rs"]
mod operators;
#[path = "engine/setting.rs"]
mod setting;
#[path = "standin/standin.rs"]
mod standin;

use search::{Engine, LogCursor};

/// What stands in for the server; none on a real one.
pub(crate) type Server = Option<standin::server::Shared>;

/// An engine whose index is there and empty.
pub(crate) async fn engine(_folder: &std::path::Path) -> (Engine, Server) {
    let (engine, server) = standin::engine();
    engine.rebuild().await.unwrap().swap(LogCursor::default()).await.unwrap();
    (engine, server)
}
