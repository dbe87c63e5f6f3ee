//! Read marks on their way: gathered per person, written for many in one command, told to the person's other sockets.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::Error;
use domain::actor::Actor;
use domain::conversations::read_mark::{self, ReadTo};
use domain::ids::{ConversationId, PersonId, SessionId};
use wire::ServerFrame;

use crate::{Inner, parcel};

/// The most marks kept of one person: more than all their sockets can send between two writings, so that it is reached
/// only where nothing has been written for long.
const MOST_PER_PERSON: usize = 5_000;
/// The most marks of one command.
const MOST_PER_WRITE: usize = 200;

/// What has been gathered.
#[derive(Debug, Default)]
pub(crate) struct ReadMarks(Mutex<HashMap<PersonId, Gathered>>);

#[derive(Debug)]
struct Gathered {
    session: SessionId,
    /// The one socket they all come from; none when there are several.
    from: Option<u64>,
    marks: HashMap<ConversationId, i64>,
    /// When they are written, in milliseconds since the hub began.
    due: u64,
}

impl ReadMarks {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PersonId, Gathered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers how far somebody has read, until `due`; the greatest position counts.
    pub(crate) fn gather(
        &self,
        person: PersonId,
        session: SessionId,
        socket: u64,
        mark: (ConversationId, i64),
        due: u64,
    ) {
        let mut all = self.lock();
        let gathered =
            all.entry(person).or_insert_with(|| Gathered { session, from: Some(socket), marks: HashMap::new(), due });
        gathered.session = session;
        if gathered.from != Some(socket) {
            gathered.from = None;
        }
        if gathered.marks.len() < MOST_PER_PERSON || gathered.marks.contains_key(&mark.0) {
            let position = gathered.marks.entry(mark.0).or_insert(mark.1);
            *position = (*position).max(mark.1);
        }
    }

    /// Takes of what is due at `now` what fits one command.
    fn take(&self, now: u64) -> Vec<(PersonId, Gathered)> {
        let mut all = self.lock();
        let mut room = MOST_PER_WRITE;
        let mut taken = Vec::new();
        for (person, gathered) in all.iter_mut().filter(|(_, gathered)| gathered.due <= now) {
            if room == 0 {
                break;
            }
            let some: Vec<ConversationId> = gathered.marks.keys().copied().take(room).collect();
            let marks: HashMap<_, _> =
                some.into_iter().filter_map(|one| Some((one, gathered.marks.remove(&one)?))).collect();
            room -= marks.len();
            taken.push((*person, Gathered { marks, ..*gathered }));
        }
        all.retain(|_, gathered| !gathered.marks.is_empty());
        taken
    }

    /// Lets the person's marks be written at the next occasion: their last socket has gone.
    pub(crate) fn hurry(&self, person: PersonId) {
        if let Some(gathered) = self.lock().get_mut(&person) {
            gathered.due = 0;
        }
    }
}

/// Writes what is due at `now` (milliseconds since the hub began). What could not be written waits for the next time.
pub(crate) async fn flush(inner: &Inner, now: u64) {
    loop {
        let due = inner.marks.take(now);
        if due.is_empty() {
            return;
        }
        if let Err((error, due)) = write(inner, due).await {
            tracing::warn!(%error, "read marks can't be written");
            let again = inner.hub.elapsed() + inner.read_marks_ms();
            for (person, gathered) in due {
                for mark in gathered.marks {
                    let from = gathered.from.unwrap_or_default();
                    inner.marks.gather(person, gathered.session, from, mark, again);
                }
            }
            return;
        }
    }
}

type Due = Vec<(PersonId, Gathered)>;

async fn write(inner: &Inner, due: Due) -> Result<(), (Error, Due)> {
    let mut marks = Vec::with_capacity(due.len());
    for (_, gathered) in &due {
        match inner.store.actor_of(gathered.session).await {
            Ok(actor) => marks.push((actor, gathered.marks.iter().map(|(c, p)| (*c, *p)).collect::<Vec<_>>())),
            // signed out meanwhile
            Err(Error::Unauthenticated) => {}
            Err(error) => return Err((error, due)),
        }
    }
    let marks: Arc<[_]> = marks.into();
    // in one line with what is written: both take marks of several people, and not in one order
    let mark = move |tx: domain::store::Tx| async move { read_mark::mark_for(&tx, &marks).await };
    let written = inner.store.write_with_others(&Actor::System, mark).await;
    match written {
        Ok(stand) => {
            let from: HashMap<PersonId, Option<u64>> = due.iter().map(|(person, g)| (*person, g.from)).collect();
            for mark in stand {
                tell(inner, mark, from.get(&mark.person).copied().flatten());
            }
            Ok(())
        }
        Err(error) => Err((error, due)),
    }
}

/// The person's other sockets learn it; the one it came from knows.
fn tell(inner: &Inner, mark: ReadTo, from: Option<u64>) {
    let frame = ServerFrame::ReadMarked { conversation_id: mark.conversation, position: mark.position };
    let Ok(bytes) = parcel::encode(&frame) else { return };
    for socket in inner.hub.of_person(mark.person).iter().filter(|socket| Some(socket.id) != from) {
        socket.outbox.push_fleeting(bytes.clone());
    }
}
