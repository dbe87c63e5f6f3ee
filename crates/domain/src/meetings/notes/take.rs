//! Writing in the notes.

use super::{Piece, ReadableNotes, merge, pieces, readable};
use crate::actor::Actor;
use crate::conversations::conversation::speaks_for;
use crate::event::Event;
use crate::ids::{MeetingId, RoomId};
use crate::installation;
use crate::store::{Store, Tx, execute, execute_affecting, one};
use crate::{Error, Result};

/// So many pieces wait before they are merged.
const MANY: usize = 100;

/// A piece that was kept.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Its number.
    pub n: i64,
    /// Where the meeting is: whoever reads that room is told.
    pub room: RoomId,
    /// The installation's version of access once it was written: who is found to read the room at this version, or a
    /// later one, may be told.
    pub access_version: i64,
}

/// Keeps a piece that somebody wrote.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::Forbidden`] where one does not write in its notes,
/// [`Error::Conflict`] when they are closed, have become too large, or the piece builds on something that is not there,
/// [`Error::Invalid`] for a piece that is none.
pub async fn take(store: &Store, actor: &Actor, id: MeetingId, piece: Vec<u8>) -> Result<Taken> {
    let notes = writable(&readable(store.reader(), actor, id).await?)?;
    if piece.is_empty() || piece.len() > merge::LARGEST_PIECE {
        return Err(Error::invalid("/update", "too_long"));
    }
    if notes + i64::try_from(piece.len()).unwrap_or(i64::MAX) > merge::LARGEST {
        return Err(Error::Conflict("notes_full"));
    }
    let held = pieces(store.reader(), id, 0).await?;
    let waiting = held.len();
    let mut all: Vec<Vec<u8>> = held.into_iter().map(|held| held.piece).collect();
    all.push(piece.clone());
    merge::merged(all).await?;
    let (n, room) = store
        .write(actor, move |tx| {
            let piece = piece.clone();
            async move { keep(&tx, id, piece).await }
        })
        .await?;
    if waiting >= MANY {
        put_together(store, id).await?;
    }
    Ok(Taken { n, room, access_version: installation::access_version(store.reader()).await? })
}

/// How large they are, where the actor may write in them.
fn writable(notes: &ReadableNotes) -> Result<i64> {
    if !notes.may_write {
        return Err(Error::Forbidden);
    }
    if notes.closed() {
        return Err(Error::Conflict("notes_closed"));
    }
    Ok(notes.row().map_or(0, |notes| notes.size))
}

async fn keep(tx: &Tx, id: MeetingId, piece: Vec<u8>) -> Result<(i64, RoomId)> {
    let notes = readable(tx, tx.actor(), id).await?;
    writable(&notes)?;
    let room = notes.meeting().room_id;
    if notes.row().is_none() {
        let sql = "INSERT INTO note (meeting_id, merged, merged_n, last_n, size, began_at, changed_at) \
                   VALUES ($1, $2, 0, 0, 0, $3, $3) ON CONFLICT (meeting_id) DO NOTHING";
        if execute_affecting(tx, sql, [id.0.into(), Vec::<u8>::new().into(), tx.now().into()]).await? > 0 {
            tx.record(room, Event::DossierChanged { meeting: id });
        }
    }
    let size = i64::try_from(piece.len()).unwrap_or(i64::MAX);
    let sql = "UPDATE note SET last_n = last_n + 1, size = size + $2, changed_at = $3 \
               WHERE meeting_id = $1 AND closed_at IS NULL RETURNING last_n";
    let next = one(tx, sql, [id.0.into(), size.into(), tx.now().into()]).await?;
    let n: i64 = next.ok_or(Error::Conflict("notes_closed"))?.get("last_n")?;
    let sql = "INSERT INTO note_update (meeting_id, n, piece, written_at) VALUES ($1, $2, $3, $4)";
    execute(tx, sql, [id.0.into(), n.into(), piece.into(), tx.now().into()]).await?;
    if let Some(person) = tx.actor().person() {
        let (organisation, seat, standing) = speaks_for(tx.actor(), room);
        let sql = "INSERT INTO note_writer (meeting_id, person_id, standing, organisation_id, seat_id, first_at, last_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $6) \
                   ON CONFLICT (meeting_id, person_id, standing) DO UPDATE SET last_at = excluded.last_at";
        let values = [
            id.0.into(),
            person.0.into(),
            standing.into(),
            organisation.map(|id| id.0).into(),
            seat.into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await?;
    }
    Ok((n, room))
}

/// Merges the pieces there are into one, unless somebody has done so meanwhile.
async fn put_together(store: &Store, id: MeetingId) -> Result<()> {
    let held = pieces(store.reader(), id, 0).await?;
    let Some(last) = held.last().map(|piece| piece.n) else { return Ok(()) };
    let merged = merge::merged(held.into_iter().map(|Piece { piece, .. }| piece).collect()).await?;
    store
        .write(&Actor::System, move |tx| {
            let merged = merged.clone();
            async move {
                let sql = "UPDATE note SET merged = $2, merged_n = $3 \
                           WHERE meeting_id = $1 AND merged_n < $3 AND closed_at IS NULL";
                if execute_affecting(&tx, sql, [id.0.into(), merged.into(), last.into()]).await? == 0 {
                    return Ok(());
                }
                let sql = "DELETE FROM note_update WHERE meeting_id = $1 AND n <= $2";
                execute(&tx, sql, [id.0.into(), last.into()]).await?;
                let sql = "UPDATE note SET size = length(merged) + coalesce((SELECT sum(length(piece)) \
                           FROM note_update u WHERE u.meeting_id = note.meeting_id), 0) WHERE meeting_id = $1";
                execute(&tx, sql, [id.0.into()]).await
            }
        })
        .await
}
