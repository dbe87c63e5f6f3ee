//! A meeting's notes: opened, written in, closed again.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::ids::MeetingId;
use domain::meetings::notes::{self, LARGEST_PIECE};
use domain::people::directory;
use domain::{Error, Result};
use wire::ServerFrame;

use crate::hub::Socket;
use crate::notes::{Found, MOST_OPEN, OpenNotes, Opened, Parts, Telling, tell};
use crate::{Inner, parcel};

/// The longest word of where a caret is.
pub(super) const LONGEST_CARET: usize = 2 * 1024;
/// The longest piece that is passed on in a frame; a longer one is read.
const LONGEST_TOLD: usize = 32 * 1024;

/// Notes one may not read do not exist for one.
pub(super) async fn open(inner: &Inner, socket: &Arc<Socket>, open: &mut OpenNotes, meeting: MeetingId) -> Result<()> {
    open.open.retain(|one| one.meeting != meeting);
    if open.open.len() >= MOST_OPEN {
        return refuse(socket, meeting, None, "too_many");
    }
    let actor = inner.store.actor_of(socket.session).await?;
    let Some(found) = Found::of(&actor) else { return refuse(socket, meeting, None, "not_found") };
    // who has come in is told of all that is kept from here on; what was kept before is in the number
    if !inner.notes.enter(meeting, socket, found) {
        return refuse(socket, meeting, None, "too_many");
    }
    let notes = match notes::readable(inner.store.reader(), &actor, meeting).await {
        Ok(notes) => notes,
        Err(error) => {
            inner.notes.close(meeting, socket.id);
            return match error {
                Error::NotFound => refuse(socket, meeting, None, "not_found"),
                error => Err(error),
            };
        }
    };
    let name = directory::shown_name(inner.store.reader(), &actor).await?;
    open.open.push(Opened { meeting, room: notes.meeting().room_id, name });
    let n = notes.row().map_or(0, |notes| notes.last_n);
    push(socket, &ServerFrame::NotesOpened { meeting_id: meeting, n, may_write: notes.may_write() })
}

pub(super) fn close(inner: &Inner, socket: &Socket, open: &mut OpenNotes, meeting: MeetingId) {
    open.open.retain(|one| one.meeting != meeting);
    inner.notes.close(meeting, socket.id);
}

/// Keeps what was written, says so, and tells the others.
pub(super) async fn write(
    inner: &Inner,
    socket: &Socket,
    open: &mut OpenNotes,
    meeting: MeetingId,
    id: u64,
    update: &str,
    more: bool,
) -> Result<()> {
    let mut parts = match open.parts.take() {
        Some(parts) if parts.meeting == meeting && parts.id == id => parts,
        _ => Box::new(Parts { meeting, id, text: String::new() }),
    };
    if parts.text.len() + update.len() > LARGEST_PIECE / 3 * 4 + 4 {
        return refuse(socket, meeting, Some(id), "too_long");
    }
    parts.text.push_str(update);
    if more {
        open.parts = Some(parts);
        return Ok(());
    }
    let Ok(piece) = STANDARD.decode(&parts.text) else { return refuse(socket, meeting, Some(id), "wrong_form") };
    let actor = inner.store.actor_of(socket.session).await?;
    let taken = match notes::take(&inner.store, &actor, meeting, piece).await {
        Ok(taken) => taken,
        Err(Error::NotFound) => return refuse(socket, meeting, Some(id), "not_found"),
        Err(Error::Forbidden) => return refuse(socket, meeting, Some(id), "forbidden"),
        Err(Error::Conflict(code)) => return refuse(socket, meeting, Some(id), code),
        Err(Error::Invalid(faults)) => {
            return refuse(socket, meeting, Some(id), faults.first().map_or("wrong_form", |fault| fault.code));
        }
        Err(error) => return Err(error),
    };
    push(socket, &ServerFrame::NotesKept { meeting_id: meeting, id, n: taken.n })?;
    let update = (parts.text.len() <= LONGEST_TOLD).then_some(parts.text);
    let bytes = parcel::encode(&ServerFrame::NotesUpdate { meeting_id: meeting, n: taken.n, update })?;
    let telling =
        Telling { meeting, room: taken.room, version: taken.access_version, except: socket.id, fleeting: false };
    tell(inner, telling, &bytes).await
}

/// Tells the others where one's caret is, where one has the notes open.
pub(super) async fn caret(
    inner: &Inner,
    socket: &Socket,
    open: &OpenNotes,
    meeting: MeetingId,
    state: String,
) -> Result<()> {
    let Some(opened) = open.open.iter().find(|one| one.meeting == meeting) else { return Ok(()) };
    let actor = inner.store.actor_of(socket.session).await?;
    let Some(version) = actor.access().filter(|_| actor.room(opened.room).read).map(|access| access.version) else {
        return Ok(());
    };
    let (person_id, name) = (socket.person, opened.name.clone());
    let bytes = parcel::encode(&ServerFrame::NotesCaret { meeting_id: meeting, person_id, name, state })?;
    let telling = Telling { meeting, room: opened.room, version, except: socket.id, fleeting: true };
    tell(inner, telling, &bytes).await
}

fn refuse(socket: &Socket, meeting: MeetingId, id: Option<u64>, code: &str) -> Result<()> {
    push(socket, &ServerFrame::NotesRefused { meeting_id: meeting, id, code: code.to_owned() })
}

fn push(socket: &Socket, frame: &ServerFrame) -> Result<()> {
    socket.outbox.push(parcel::encode(frame)?, 1);
    Ok(())
}
