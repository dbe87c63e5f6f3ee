//! Tests of the whole way: parent, child, file, answer. The child is the `extract-child` of this crate.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod formats;
mod hostile;
#[path = "../../../../tests/src/left_out.rs"]
mod left_out;
mod malformed;
mod parent;
mod pdf;

use extract::{Extracted, Extractor, Unreadable};
use std::path::{Path, PathBuf};

fn extractor() -> Extractor {
    Extractor::new(env!("CARGO_BIN_EXE_extract-child"), Vec::<String>::new())
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// Reads a fixture under its own name.
async fn read(name: &str) -> Result<Extracted, Unreadable> {
    extractor().read(&fixture(name), name).await
}

/// Reads bytes under a name.
async fn read_bytes(bytes: &[u8], name: &str) -> Result<Extracted, Unreadable> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    extractor().read(&path, name).await
}
