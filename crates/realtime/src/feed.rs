//! Log → listeners: one reading, one load and one serialisation per event, whoever listens.
//!
//! One task. It is woken by commits of this process, and looks at the whole log every second for those of others; a lost
//! notice costs a second, never an event. What narrows an audience is acted on before anything of the same reading is
//! delivered, and so is a new day, for standings end with days.

mod refilter;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use domain::event::{Event, StreamId, StreamKind};
use domain::ids::PersonId;
use domain::log::{self, Entry, Position, WRITER_FIRST};
use domain::{Error, Result, clock, installation};
use futures_util::StreamExt as _;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::MissedTickBehavior;
use wire::{ServerFrame, close};

use crate::frames::Loaded;
use crate::parcel;
use crate::topics::Topic;
use crate::{Inner, frames};

pub(crate) use refilter::{Asked, ask_again, everyone, wholly};

/// The most events of one reading.
const READING: u64 = 200;
/// Further behind than this, listeners are told to fetch anew.
const FAR_BEHIND: i64 = 1_000;
/// Between two full readings of one stream, so that lines can take what they were given.
const BREATH: Duration = Duration::from_millis(20);
/// How many streams are looked at side by side.
const AT_ONCE: usize = 8;
/// How much of the whole log is looked at in one go.
const GLANCE: u64 = 1_000;

/// Runs until the process stops. `day` is that on which the first socket may have been let in: taken before anything
/// runs, so that a midnight that comes first is not missed.
pub(crate) async fn run(inner: Arc<Inner>, mut day: NaiveDate) {
    let clock = inner.store.clock().clone();
    let mut heads = inner.store.wake().listen();
    let mut place: Option<Position> = None;
    let mut due: HashSet<StreamId> = HashSet::new();
    let mut poll = tokio::time::interval(inner.config.poll);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let midnight = day.succ_opt().map_or_else(|| clock.now(), clock::start_of);
        tokio::select! {
            () = clock.sleep_until(midnight) => {}
            heard = heads.recv() => match heard {
                Ok(heard) => {
                    due.extend(heard.iter().map(|head| head.stream));
                    tokio::time::sleep(WRITER_FIRST).await;
                }
                Err(RecvError::Lagged(_)) => due.extend(inner.hub.topics.streams()),
                // the store holds the other end for as long as we do
                Err(RecvError::Closed) => tokio::time::sleep(inner.config.poll).await,
            },
            poked = inner.hub.topics.poked() => due.extend(poked),
            _ = poll.tick() => match glance(&inner, &mut place).await {
                Ok(streams) => due.extend(streams),
                Err(error) => tracing::warn!(%error, "the feed can't look at the log"),
            },
        }
        while let Ok(heard) = heads.try_recv() {
            due.extend(heard.iter().map(|head| head.stream));
        }
        let today = clock.today();
        if today != day {
            match everyone(&inner).await {
                Ok(()) => day = today,
                Err(error) => {
                    // nothing is delivered on yesterday's standings
                    tracing::warn!(%error, "standings can't be asked for the new day");
                    tokio::time::sleep(inner.config.poll).await;
                    continue;
                }
            }
        }
        due.retain(|stream| inner.hub.topic(*stream).is_some());
        let failed: Vec<Option<StreamId>> = futures_util::stream::iter(due.drain())
            .map(|stream| {
                let inner = Arc::clone(&inner);
                async move {
                    let error = catch_up(&inner, stream).await.err()?;
                    tracing::warn!(%error, %stream, "the feed can't read a stream");
                    Some(stream)
                }
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        // they come again with the next round, a second away at most
        due.extend(failed.into_iter().flatten());
    }
}

/// What the whole log tells since the last look: the streams with news, whoever wrote it. A new epoch sends everybody
/// to fetch anew.
async fn glance(inner: &Inner, place: &mut Option<Position>) -> Result<HashSet<StreamId>> {
    let mut streams = HashSet::new();
    let epoch = installation::facts(inner.store.reader()).await?.epoch;
    if inner.begin_epoch(epoch) {
        *place = None;
        for stream in inner.hub.topics.streams() {
            start_over(inner, stream, epoch).await?;
        }
    }
    let Some(known) = place else {
        *place = Some(log::position(&inner.store).await?);
        return Ok(inner.hub.topics.streams().into_iter().collect());
    };
    loop {
        let entries = log::after(&inner.store, *known, GLANCE).await?;
        let Some(last) = entries.last() else { break };
        *known = last.position;
        streams.extend(entries.iter().map(|entry| entry.stream).filter(|s| inner.hub.topic(*s).is_some()));
        if (entries.len() as u64) < GLANCE {
            break;
        }
    }
    Ok(streams)
}

/// Delivers what has happened in the stream since the last time.
///
/// # Errors
/// When the database can't be reached; nothing of what could not be read or judged has been delivered.
pub(crate) async fn catch_up(inner: &Inner, stream: StreamId) -> Result<()> {
    let Some(topic) = inner.hub.topic(stream) else { return Ok(()) };
    loop {
        let Some(from) = topic.position() else { return Ok(()) };
        let read = match read(inner, stream, from).await {
            Ok(read) => read,
            // one row that can't be understood does not hold the stream up for ever
            Err(Error::Internal(why)) => {
                tracing::error!(%stream, from, why, "passed over what can't be read");
                metrics::counter!("realtime_unreadable_total").increment(1);
                Read::Skip(log::head(inner.store.reader(), stream).await?)
            }
            Err(error) => return Err(error),
        };
        let (entries, loaded, full) = match read {
            Read::Nothing => return Ok(()),
            Read::Skip(head) => return skip(inner, &topic, head).await,
            Read::Events { entries, loaded, full } => (entries, loaded, full),
        };
        act_on(inner, &topic, &entries, full).await?;
        let epoch = inner.epoch();
        let told: Vec<_> = entries.iter().map(|entry| frames::frame(stream, entry, &loaded, epoch)).collect();
        let last = entries.last().map_or(from, |entry| entry.seq);
        for slow in topic.deliver(&parcel::pack(&told)?, last) {
            inner.hub.detach(&slow);
        }
        if !full {
            return Ok(());
        }
        tokio::time::sleep(BREATH).await;
    }
}

/// What one reading of a stream gave.
enum Read {
    /// No news.
    Nothing,
    /// What happened, and what it names; whether there may be more.
    Events { entries: Vec<Entry>, loaded: Box<Loaded>, full: bool },
    /// Too much, or not all of it is there: go on from here.
    Skip(i64),
}

/// Reads events and what they name in one state, so that what is told can't be newer than what narrows the audience.
async fn read(inner: &Inner, stream: StreamId, from: i64) -> Result<Read> {
    let snapshot = inner.store.snapshot().await?;
    let entries = log::stream_after(&snapshot, stream, from, READING).await?;
    let Some(last) = entries.last().map(|entry| entry.seq) else {
        snapshot.end().await?;
        return Ok(Read::Nothing);
    };
    let full = entries.len() as u64 == READING;
    let gap = entries.first().is_some_and(|entry| entry.seq != from + 1);
    let head = if full || gap { log::head(&snapshot, stream).await? } else { last };
    if gap || head - from > FAR_BEHIND {
        snapshot.end().await?;
        return Ok(Read::Skip(head));
    }
    let loaded = Box::new(frames::load(&snapshot, stream, &entries).await?);
    snapshot.end().await?;
    Ok(Read::Events { entries, loaded, full })
}

/// What has to be done before any of the entries is told: sessions that ended are closed, rights asked again.
async fn act_on(inner: &Inner, topic: &Topic, entries: &[Entry], full: bool) -> Result<()> {
    let mut asked = Asked::Nobody;
    for event in entries.iter().filter_map(|entry| entry.event.as_ref().ok()) {
        match event {
            Event::AudienceChanged { person } => asked = asked.and(*person),
            Event::SessionEnded { session } if topic.stream.kind == StreamKind::Person => {
                for socket in topic.listeners().iter().filter(|socket| socket.session == *session) {
                    inner.hub.close(socket, close::SESSION_ENDED);
                }
            }
            _ => {}
        }
    }
    if topic.stream.kind == StreamKind::Person && !asked.nobody() {
        // it may concern any stream the person listens to
        return wholly(inner, &inner.hub.of_person(PersonId(topic.stream.id))).await;
    }
    // what stands behind a full reading may narrow too, and what was loaded may be newer than that
    ask_again(inner, topic, if full { Asked::All } else { asked }).await
}

/// Too much, or no longer whole: everybody who still may fetches anew.
async fn skip(inner: &Inner, topic: &Topic, head: i64) -> Result<()> {
    ask_again(inner, topic, Asked::All).await?;
    let frame = ServerFrame::Resync { stream: topic.stream.to_string(), seq: head, epoch: inner.epoch() };
    for slow in topic.deliver(&parcel::pack(&[(head, frame)])?, head) {
        inner.hub.detach(&slow);
    }
    Ok(())
}

/// Another epoch: the numbers may go on from anywhere.
async fn start_over(inner: &Inner, stream: StreamId, epoch: i64) -> Result<()> {
    let Some(topic) = inner.hub.topic(stream) else { return Ok(()) };
    let head = log::head(inner.store.reader(), stream).await?;
    ask_again(inner, &topic, Asked::All).await?;
    let frame = ServerFrame::Resync { stream: stream.to_string(), seq: head, epoch };
    let bytes = parcel::encode(&frame)?;
    for slow in topic.start_over(&bytes, head) {
        inner.hub.detach(&slow);
    }
    Ok(())
}
