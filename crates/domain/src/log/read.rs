//! Reading the log.

use chrono::{DateTime, Utc};
use sea_orm::Value;
use uuid::Uuid;

use super::StreamHead;
use crate::Result;
use crate::event::{Event, StreamId, StreamKind};
use crate::store::{Db, FromRow, Ids, Store, execute_affecting, one, rows, rows_at_once};

/// A place in the whole log: an event's transaction (0 on SQLite) and id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The transaction that wrote it; 0 on SQLite, which has one writer.
    pub xid: i64,
    /// The event's id.
    pub id: i64,
}

/// One event as it stands in the log.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where in the whole log.
    pub position: Position,
    /// In which stream.
    pub stream: StreamId,
    /// Its number there.
    pub seq: i64,
    /// What happened; the reason where the stored form is broken.
    pub event: Result<Event, String>,
    /// Who did it.
    pub actor: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    xid: i64,
    stream_id: Uuid,
    stream_kind: StreamKind,
    seq: i64,
    kind: String,
    v: i32,
    payload: serde_json::Value,
    actor_id: Option<Uuid>,
    at: DateTime<Utc>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        Self {
            position: Position { xid: row.xid, id: row.id },
            stream: StreamId { id: row.stream_id, kind: row.stream_kind },
            seq: row.seq,
            event: Event::read(&row.kind, row.v, &row.payload).map_err(|error| error.to_string()),
            actor: row.actor_id,
            at: row.at,
        }
    }
}

const COLUMNS: &str = "id, xid, stream_id, stream_kind, seq, kind, v, payload, actor_id, at";

/// The stream's events after `seq`, oldest first, at most `limit`.
///
/// # Errors
/// When the database can't be reached.
pub async fn stream_after(db: &impl Db, stream: StreamId, seq: i64, limit: u64) -> Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM event WHERE stream_id = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    let found: Vec<Row> = rows_at_once(db, &sql, [stream.id.into(), seq.into(), limit_value(limit)]).await?;
    Ok(found.into_iter().map(Entry::from).collect())
}

/// The newest number of the stream; 0 where nothing has happened.
///
/// # Errors
/// When the database can't be reached.
pub async fn head(db: &impl Db, stream: StreamId) -> Result<i64> {
    let found = one(db, "SELECT seq FROM stream WHERE id = $1", [stream.id.into()]).await?;
    Ok(found.map(|row| row.get("seq")).transpose()?.unwrap_or(0))
}

/// The newest number of the stream, and the installation's epoch.
///
/// # Errors
/// When the database can't be reached.
pub async fn head_and_epoch(db: &impl Db, stream: StreamId) -> Result<(i64, i64)> {
    let sql =
        "SELECT i.epoch, coalesce(s.seq, 0) AS seq FROM installation i LEFT JOIN stream s ON s.id = $1 WHERE i.id = 1";
    let found = one(db, sql, [stream.id.into()]).await?;
    let found = found.ok_or_else(|| crate::Error::internal("the installation has no row"))?;
    Ok((found.get("seq")?, found.get("epoch")?))
}

/// The newest numbers of many streams.
///
/// # Errors
/// When the database can't be reached.
pub async fn stream_heads(db: &impl Db, streams: &[StreamId]) -> Result<Vec<StreamHead>> {
    #[derive(FromRow)]
    struct Head {
        id: Uuid,
        kind: StreamKind,
        seq: i64,
    }
    let sql = format!("SELECT id, kind, seq FROM stream WHERE id IN {}", Ids::sql(db, "$1"));
    let found: Vec<Head> = rows(db, &sql, [Ids::value(streams.iter().map(|stream| stream.id))]).await?;
    Ok(found.into_iter().map(|h| StreamHead { stream: StreamId { id: h.id, kind: h.kind }, seq: h.seq }).collect())
}

/// The lowest number of the stream that the log still holds; none where it holds nothing.
///
/// # Errors
/// When the database can't be reached.
pub async fn retained_from(db: &impl Db, stream: StreamId) -> Result<Option<i64>> {
    let found = one(db, "SELECT min(seq) AS seq FROM event WHERE stream_id = $1", [stream.id.into()]).await?;
    Ok(found.map(|row| row.get("seq")).transpose()?.flatten())
}

/// All events after `position`, in the order every consumer agrees on, at most `limit`.
///
/// On PostgreSQL an event whose transaction is still open, or that began after one still open, is left for later:
/// else one that commits late under an earlier id would be passed over for good.
///
/// # Errors
/// When the database can't be reached.
pub async fn after(store: &Store, position: Position, limit: u64) -> Result<Vec<Entry>> {
    read(store, position, "AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint", limit).await
}

/// Likewise, with those that [`after`] leaves for later: for whoever wants to know what has happened by now and keeps no
/// position.
///
/// # Errors
/// When the database can't be reached.
pub async fn since(store: &Store, position: Position, limit: u64) -> Result<Vec<Entry>> {
    read(store, position, "", limit).await
}

async fn read(store: &Store, position: Position, settled: &str, limit: u64) -> Result<Vec<Entry>> {
    let db = store.reader();
    let found: Vec<Row> = if store.postgres() {
        let sql = format!("SELECT {COLUMNS} FROM event WHERE (xid, id) > ($1, $2) {settled} ORDER BY xid, id LIMIT $3");
        rows(db, &sql, [position.xid.into(), position.id.into(), limit_value(limit)]).await?
    } else {
        let sql = format!("SELECT {COLUMNS} FROM event WHERE id > $1 ORDER BY id LIMIT $2");
        rows_at_once(db, &sql, [position.id.into(), limit_value(limit)]).await?
    };
    Ok(found.into_iter().map(Entry::from).collect())
}

/// The position of the newest event that [`after`] would give.
///
/// # Errors
/// When the database can't be reached.
pub async fn position(store: &Store) -> Result<Position> {
    let sql = if store.postgres() {
        "SELECT xid, id FROM event WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint \
         ORDER BY xid DESC, id DESC LIMIT 1"
    } else {
        "SELECT xid, id FROM event ORDER BY id DESC LIMIT 1"
    };
    let found = one(store.reader(), sql, []).await?;
    Ok(match found {
        Some(row) => Position { xid: row.get("xid")?, id: row.get("id")? },
        None => Position::default(),
    })
}

/// Forgets events older than `before`; gives how many. The newest event of the log always stays, so that positions
/// never go backwards.
///
/// # Errors
/// When the database can't be reached.
pub async fn trim(db: &impl Db, before: DateTime<Utc>) -> Result<u64> {
    let sql = "DELETE FROM event WHERE id IN (SELECT id FROM event WHERE at < $1 \
               AND id < (SELECT max(id) FROM event) ORDER BY id LIMIT 200)";
    execute_affecting(db, sql, [before.into()]).await
}

fn limit_value(limit: u64) -> Value {
    i64::try_from(limit).unwrap_or(i64::MAX).into()
}
