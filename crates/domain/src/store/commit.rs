//! The last step of a command: numbers for its events, and the events themselves, in the command's own commit.

use std::collections::BTreeMap;

use sea_orm::Value;
use uuid::Uuid;

use super::tx::{Recorded, Transaction};
use super::{FromRow, execute_affecting, rows};
use crate::event::StreamId;
use crate::log::StreamHead;
use crate::{Error, Result};

/// Rows of one INSERT: ten parameters each, well under SQLite's limit of 32,766.
const ROWS: usize = 500;

/// Allots the sequence numbers, gap-free per stream under the row lock, and stores the events; none where access is no
/// longer at `version`: then nothing of this may be committed.
///
/// The rows of the streams are taken in the order of their ids, so that two commands never wait for each other in a
/// circle. Access is looked at by the statement that stores the events, one after that which took the locks: what that
/// one saw may be older than what it waited for. Whoever narrowed access held one of the locks, so from there on it can't
/// change unseen.
pub(super) async fn append(db: &Transaction, recorded: &[Recorded], version: i64) -> Result<Option<Vec<StreamHead>>> {
    if recorded.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let mut counts: BTreeMap<StreamId, i64> = BTreeMap::new();
    for one in recorded {
        *counts.entry(one.stream).or_default() += 1;
    }
    let mut last = allot(db, &counts).await?;
    let heads = last.iter().map(|(stream, seq)| StreamHead { stream: *stream, seq: *seq }).collect();

    // from the end, so that the last event of a stream gets the stream's new head
    let mut numbered = Vec::with_capacity(recorded.len());
    for one in recorded.iter().rev() {
        let seq = last.get_mut(&one.stream).ok_or_else(|| Error::internal("a stream without a number"))?;
        numbered.push((*seq, one));
        *seq -= 1;
    }
    numbered.reverse();

    for chunk in numbered.chunks(ROWS) {
        let mut sql = String::from(
            "INSERT INTO event (stream_id, stream_kind, seq, kind, v, payload, actor_id, at) SELECT * FROM (VALUES ",
        );
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * 8 + 1);
        for (seq, one) in chunk {
            placeholders(&mut sql, values.len(), 8);
            let stored = one.event.stored()?;
            values.extend([
                Value::from(one.stream.id),
                Value::from(one.stream.kind.word()),
                Value::from(*seq),
                Value::from(stored.kind),
                Value::from(stored.v),
                Value::from(stored.payload),
                Value::from(one.actor),
                Value::from(one.at),
            ]);
        }
        values.push(version.into());
        let at = values.len();
        sql.push_str(&format!(") e WHERE (SELECT access_version FROM installation WHERE id = 1) = ${at}"));
        if execute_affecting(db, &sql, values).await? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(heads))
}

async fn allot(db: &Transaction, counts: &BTreeMap<StreamId, i64>) -> Result<BTreeMap<StreamId, i64>> {
    #[derive(FromRow)]
    struct Head {
        id: Uuid,
        seq: i64,
    }
    let mut last = BTreeMap::new();
    let kinds: BTreeMap<Uuid, StreamId> = counts.keys().map(|stream| (stream.id, *stream)).collect();
    let all: Vec<_> = counts.iter().collect();
    for chunk in all.chunks(ROWS) {
        let mut sql = String::from("INSERT INTO stream (id, kind, seq) VALUES ");
        let mut values: Vec<Value> = Vec::with_capacity(chunk.len() * 3);
        for (stream, count) in chunk {
            placeholders(&mut sql, values.len(), 3);
            values.extend([Value::from(stream.id), Value::from(stream.kind.word()), Value::from(**count)]);
        }
        sql.push_str(" ON CONFLICT (id) DO UPDATE SET seq = stream.seq + excluded.seq RETURNING id, seq");
        for head in rows::<Head>(db, &sql, values).await? {
            let stream = kinds.get(&head.id).ok_or_else(|| Error::internal("a number for an unknown stream"))?;
            last.insert(*stream, head.seq);
        }
    }
    Ok(last)
}

/// Appends `($n, …)` for one row, with a comma before all but the first.
fn placeholders(sql: &mut String, already: usize, columns: usize) {
    sql.push_str(if already == 0 { "(" } else { ", (" });
    for column in 1..=columns {
        if column > 1 {
            sql.push(',');
        }
        sql.push('$');
        sql.push_str(&(already + column).to_string());
    }
    sql.push(')');
}
