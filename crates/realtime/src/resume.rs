//! Subscribing from a place: everything after it once, nothing twice, or *resync*.
//!
//! Three things are kept together: the answer about access, the replay, and the place among the listeners. Access is
//! asked after the topic's place has been seen, and the listener is let in only if the audience can't have narrowed since.
//! If the topic has moved on meanwhile, what it moved over is added: from what the topic keeps, or from the log and tried
//! again.

use std::sync::Arc;

use bytes::Bytes;
use domain::event::StreamId;
use domain::log;
use domain::store::Snapshot;
use domain::{Error, Result};
use wire::{After, ServerFrame};

use crate::hub::Socket;
use crate::parcel::{self, Parcel};
use crate::topics::{Standing, may_listen};
use crate::{Inner, frames};

/// The most events of one replay.
const MOST: u64 = 1_000;
/// The most bytes of one replay.
const MOST_BYTES: usize = 1024 * 1024;

/// How much of what was missed may still be told; what is more is to be read again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Left {
    events: u64,
    bytes: usize,
}

impl Default for Left {
    fn default() -> Self {
        Self { events: MOST, bytes: MOST_BYTES }
    }
}
/// How often one tries to come in while the stream moves on.
const TRIES: usize = 8;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subscribed {
    /// It listens.
    Yes,
    /// There is no such stream, or none for this person.
    No,
}

/// What is sent first.
enum Opening {
    /// What was missed, and up to which number all is told with it.
    Replay { to: i64, parcels: Vec<Parcel> },
    /// It can't be told.
    Resync,
}

/// Lets the socket listen to `stream`, after what it has seen (`after`) or from now on. The answer to the command with
/// that id goes first; none for the person's own stream, which nobody asked for.
///
/// # Errors
/// [`Error::Unauthenticated`] when the session has ended; when the database can't be reached.
pub(crate) async fn subscribe(
    inner: &Inner,
    socket: &Arc<Socket>,
    id: Option<u64>,
    stream: StreamId,
    after: Option<After>,
) -> Result<Subscribed> {
    let topic = inner.hub.topics.hold(stream);
    if topic.position().is_none() {
        // a stranger must not learn by the time it takes whether there is such a stream
        if !may_listen(&inner.store.actor_of(socket.session).await?, stream) {
            return Ok(Subscribed::No);
        }
        topic.begin(log::head(inner.store.reader(), stream).await?);
        // what was committed before the topic had a place woke nobody for it
        inner.hub.topics.poke(stream);
    }
    let epoch = inner.epoch();
    let mut opening = None;
    for last in (0..TRIES).map(|n| n + 1 == TRIES) {
        let seen = topic.standing().ok_or_else(|| Error::internal("a topic without a place"))?;
        if !may_listen(&inner.store.actor_of(socket.session).await?, stream) {
            return Ok(Subscribed::No);
        }
        opening = Some(match opening {
            _ if last => Opening::Resync,
            None => or_resync(stream, first(inner, stream, after, epoch, seen).await)?,
            Some(known) => or_resync(stream, further(inner, stream, known, epoch, seen).await)?,
        });
        let Some(opening) = &opening else { continue };
        let joined = match opening {
            Opening::Replay { to, parcels } => topic.join(seen, *to, socket, || {
                answer(socket, id, stream, *to, epoch)
                    && parcels.iter().all(|p| p.after(0).is_none_or(|bytes| socket.outbox.push(bytes, p.len())))
            }),
            Opening::Resync => topic.join_anywhere(seen, socket, |position| {
                let resync = ServerFrame::Resync { stream: stream.to_string(), seq: position, epoch };
                answer(socket, id, stream, position, epoch)
                    && piece(&resync).is_some_and(|bytes| socket.outbox.push(bytes, 1))
            }),
        };
        if joined {
            let mut streams = socket.streams();
            if !streams.contains(&stream) {
                streams.push(stream);
            }
            return Ok(Subscribed::Yes);
        }
    }
    // its audience changes faster than we can ask; the client tries again
    Err(Error::Unavailable("the stream does not stand still".into()))
}

fn answer(socket: &Socket, id: Option<u64>, stream: StreamId, seq: i64, epoch: i64) -> bool {
    let Some(id) = id else { return socket.outbox.open() };
    let frame = ServerFrame::Subscribed { id, stream: stream.to_string(), seq, epoch };
    piece(&frame).is_some_and(|bytes| socket.outbox.push(bytes, 1))
}

fn piece(frame: &ServerFrame) -> Option<Bytes> {
    parcel::encode(frame).inspect_err(|error| tracing::error!(%error, "a frame")).ok()
}

/// A row that can't be understood is no reason to refuse the stream.
fn or_resync(stream: StreamId, opening: Result<Opening>) -> Result<Opening> {
    match opening {
        Err(Error::Internal(why)) => {
            tracing::error!(%stream, why, "a replay that can't be read");
            Ok(Opening::Resync)
        }
        other => other,
    }
}

async fn first(inner: &Inner, stream: StreamId, after: Option<After>, epoch: i64, seen: Standing) -> Result<Opening> {
    let Some(after) = after else {
        return Ok(Opening::Replay { to: seen.position, parcels: Vec::new() });
    };
    if after.epoch != epoch || after.seq < 0 {
        return Ok(Opening::Resync);
    }
    replay(inner, stream, after.seq, epoch, seen, Vec::new()).await
}

/// The topic has moved on since: what it moved over is replayed too.
async fn further(inner: &Inner, stream: StreamId, known: Opening, epoch: i64, seen: Standing) -> Result<Opening> {
    match known {
        Opening::Replay { to, parcels } => replay(inner, stream, to, epoch, seen, parcels).await,
        Opening::Resync => Ok(Opening::Resync),
    }
}

async fn replay(
    inner: &Inner,
    stream: StreamId,
    from: i64,
    epoch: i64,
    seen: Standing,
    mut parcels: Vec<Parcel>,
) -> Result<Opening> {
    let to = seen.position;
    if from == to {
        return Ok(Opening::Replay { to, parcels });
    }
    // ahead of us: a page read a moment ago may know more than the feed has delivered; else it is of another time
    if from > to {
        let ahead = log::head(inner.store.reader(), stream).await? >= from;
        return Ok(if ahead { Opening::Replay { to: from, parcels } } else { Opening::Resync });
    }
    let snapshot = inner.store.snapshot().await?;
    let told = missed(&snapshot, stream, from, to, epoch, &mut Left::default()).await?;
    snapshot.end().await?;
    let Some(told) = told else { return Ok(Opening::Resync) };
    parcels.extend(parcel::pack(&told)?);
    if parcels.iter().map(Parcel::size).sum::<usize>() > MOST_BYTES {
        return Ok(Opening::Resync);
    }
    Ok(Opening::Replay { to, parcels })
}

/// The frames of everything in the stream after `from` up to `to`, each with its number; none where the log no longer holds
/// all of it, or it is more than is left to be told.
///
/// # Errors
/// [`Error::Internal`] for a row that can't be understood; when the database can't be reached.
pub(crate) async fn missed(
    snapshot: &Snapshot,
    stream: StreamId,
    from: i64,
    to: i64,
    epoch: i64,
    left: &mut Left,
) -> Result<Option<Vec<(i64, ServerFrame)>>> {
    let missed = u64::try_from(to - from).unwrap_or_default();
    if missed == 0 {
        return Ok(Some(Vec::new()));
    }
    let Some(events) = left.events.checked_sub(missed) else { return Ok(None) };
    let entries = log::stream_after(snapshot, stream, from, missed).await?;
    if entries.len() as u64 != missed || entries.first().is_none_or(|entry| entry.seq != from + 1) {
        return Ok(None);
    }
    let loaded = frames::load(snapshot, stream, &entries).await?;
    let (mut told, mut bytes) = (Vec::with_capacity(entries.len()), left.bytes);
    for entry in &entries {
        let (seq, frame) = frames::frame(stream, entry, &loaded, epoch);
        // each frame holds the whole of what it names: no more of them are made than may be told
        let Some(rest) = bytes.checked_sub(serde_json::to_vec(&frame)?.len()) else { return Ok(None) };
        bytes = rest;
        told.push((seq, frame));
    }
    *left = Left { events, bytes };
    Ok(Some(told))
}
