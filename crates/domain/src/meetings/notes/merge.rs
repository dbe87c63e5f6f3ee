//! Pieces put together, and read, within bounds.
//!
//! A piece comes from a browser and is never trusted: it is put together with what there is before it is kept, so that one
//! that does not fit is refused instead of being passed on. This is done in a thread of its own with a deep stack, for the
//! format nests without bound and its reader recurses; a fault in it ends that thread and nothing else.

use tokio::sync::{Semaphore, oneshot};
use yrs::updates::decoder::Decode as _;
use yrs::{Doc, ReadTxn as _, StateVector, Transact as _, Update};

use super::anchor::Anchor;
use super::markdown;
use crate::{Error, Result};

/// The most bytes of one piece.
pub const LARGEST_PIECE: usize = 256 * 1024;
/// The most bytes of all notes of a meeting: some hundred thousand letters with the trace of their writing.
pub const LARGEST: i64 = 2 * 1024 * 1024;
/// A piece as large as may be nests no deeper than this holds.
const STACK: usize = 256 * 1024 * 1024;
/// How many texts are put together side by side.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Puts the pieces together to one.
///
/// # Errors
/// [`Error::Invalid`] for pieces that are none, [`Error::Conflict`] where something they build on is missing.
pub(super) async fn merged(pieces: Vec<Vec<u8>>) -> Result<Vec<u8>> {
    aside(move || {
        let doc = together(&pieces)?;
        let state = doc.transact();
        Ok(state.encode_state_as_update_v1(&StateVector::default()))
    })
    .await
}

/// What the pieces say together, as Markdown.
///
/// # Errors
/// As [`merged`].
pub(super) async fn read(pieces: Vec<Vec<u8>>) -> Result<String> {
    aside(move || Ok(markdown::of(&together(&pieces)?))).await
}

/// The words between those letters, for each.
///
/// # Errors
/// As [`merged`].
pub(super) async fn passages(pieces: Vec<Vec<u8>>, anchors: Vec<Anchor>) -> Result<Vec<Option<String>>> {
    aside(move || {
        let doc = together(&pieces)?;
        Ok(anchors.iter().map(|anchor| anchor.words(&doc)).collect())
    })
    .await
}

fn together(pieces: &[Vec<u8>]) -> Result<Doc> {
    let wrong = || Error::invalid("/update", "wrong_form");
    let doc = Doc::new();
    {
        let mut change = doc.transact_mut();
        for piece in pieces {
            let piece = Update::decode_v1(piece).map_err(|_| wrong())?;
            change.apply_update(piece).map_err(|_| wrong())?;
        }
    }
    if doc.transact().has_missing_updates() {
        return Err(Error::Conflict("notes_gap"));
    }
    Ok(doc)
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _turn = AT_ONCE.acquire().await.map_err(Error::internal)?;
    let (done, result) = oneshot::channel();
    std::thread::Builder::new()
        .name("notes".into())
        .stack_size(STACK)
        .spawn(move || drop(done.send(work())))
        .map_err(Error::internal)?;
    // the thread has ended without a word: what it was given is at fault
    result.await.unwrap_or_else(|_| Err(Error::invalid("/update", "wrong_form")))
}
