//! Who has the notes of a meeting open, and what they are told: each letter at once, to nobody else.
//!
//! What is written is kept in a commit of its own before anybody is told of it, but it is no event of the log: the log is
//! what happened, and what was written meanwhile is asked for by number. Who may be told is asked again whenever the
//! installation's access has changed or a day has begun, before the next piece is told.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use chrono::NaiveDate;
use dashmap::DashMap;
use domain::actor::Actor;
use domain::ids::{MeetingId, RoomId};
use domain::{Error, Result};
use wire::ServerFrame;

use crate::hub::Socket;
use crate::{Inner, parcel};

/// The most notes one socket has open.
pub(crate) const MOST_OPEN: usize = 4;
/// The most sockets that have the same notes open.
pub(crate) const MOST_READERS: usize = 500;

/// What one socket has open, and the parts of what it is sending.
#[derive(Debug, Default)]
pub(crate) struct OpenNotes {
    pub(crate) open: Vec<Opened>,
    pub(crate) parts: Option<Box<Parts>>,
}

/// Notes that a socket has open.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) meeting: MeetingId,
    pub(crate) room: RoomId,
    /// The name others see at the caret; none where the identity is protected.
    pub(crate) name: Option<String>,
}

/// A piece that comes in parts.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) meeting: MeetingId,
    pub(crate) id: u64,
    pub(crate) text: String,
}

/// Who has which notes open.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    of: DashMap<MeetingId, Vec<Reader>>,
}

/// As of which access somebody was found to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    version: i64,
    day: NaiveDate,
}

impl Found {
    /// As of the actor's own access.
    pub(crate) fn of(actor: &Actor) -> Option<Self> {
        actor.access().map(|access| Self { version: access.version, day: access.day })
    }
}

#[derive(Clone, Debug)]
struct Reader {
    socket: Arc<Socket>,
    found: Arc<Mutex<Found>>,
}

impl Readers {
    /// Counts the socket among those who have them open. False when there are enough.
    pub(crate) fn enter(&self, meeting: MeetingId, socket: &Arc<Socket>, found: Found) -> bool {
        let mut readers = self.of.entry(meeting).or_default();
        readers.retain(|reader| reader.socket.id != socket.id);
        let room = readers.len() < MOST_READERS;
        if room {
            readers.push(Reader { socket: Arc::clone(socket), found: Arc::new(Mutex::new(found)) });
        }
        room
    }

    /// It has them open no more.
    pub(crate) fn close(&self, meeting: MeetingId, socket: u64) {
        if let Some(mut readers) = self.of.get_mut(&meeting) {
            readers.retain(|reader| reader.socket.id != socket);
        }
        self.of.remove_if(&meeting, |_, readers| readers.is_empty());
    }

    /// It has none open any more.
    pub(crate) fn leave(&self, socket: &Socket) {
        self.of.retain(|_, readers| {
            readers.retain(|reader| reader.socket.id != socket.id);
            !readers.is_empty()
        });
    }

    fn all(&self, meeting: MeetingId) -> Vec<Reader> {
        self.of.get(&meeting).map(|readers| readers.clone()).unwrap_or_default()
    }
}

/// Where something is told, as of which access, and who wrote it and is not told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling {
    pub(crate) meeting: MeetingId,
    pub(crate) room: RoomId,
    pub(crate) version: i64,
    pub(crate) except: u64,
    /// It is worth nothing later: who is behind is spared it.
    pub(crate) fleeting: bool,
}

/// Tells everybody who has the notes open and may still read them.
///
/// # Errors
/// When the database can't be reached: then nobody knows, and nothing more is told.
pub(crate) async fn tell(inner: &Inner, telling: Telling, bytes: &Bytes) -> Result<()> {
    let now = Found { version: telling.version, day: inner.store.clock().today() };
    for reader in inner.notes.all(telling.meeting) {
        if reader.socket.id == telling.except {
            continue;
        }
        let held = *reader.found.lock().unwrap_or_else(PoisonError::into_inner);
        let current = held.day == now.day && held.version >= now.version;
        if !current {
            match inner.store.actor_of(reader.socket.session).await {
                Ok(actor) if actor.room(telling.room).read => {
                    if let Some(found) = Found::of(&actor) {
                        *reader.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
                    }
                }
                Ok(_) | Err(Error::Unauthenticated) => {
                    inner.notes.close(telling.meeting, reader.socket.id);
                    let code = "not_found".to_owned();
                    let frame = ServerFrame::NotesRefused { meeting_id: telling.meeting, id: None, code };
                    reader.socket.outbox.push_fleeting(parcel::encode(&frame)?);
                    continue;
                }
                Err(error) => return Err(error),
            }
        }
        if telling.fleeting {
            reader.socket.outbox.push_fleeting(bytes.clone());
        } else if !reader.socket.outbox.push(bytes.clone(), 1) {
            inner.notes.close(telling.meeting, reader.socket.id);
        }
    }
    Ok(())
}
