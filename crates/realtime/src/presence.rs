//! *Skriver …*: told to those who listen to the room now, never written anywhere.

use domain::conversations::conversation;
use domain::ids::{ConversationId, RoomId};
use domain::people::directory;
use domain::{Error, Result};
use wire::ServerFrame;

use crate::hub::Socket;
use crate::{Inner, parcel};

/// The least time between two notices of one conversation, in milliseconds.
const EVERY: u64 = 2_000;
/// How many conversations are remembered per socket.
const REMEMBERED: usize = 16;

/// What is remembered of a socket that writes somewhere.
#[derive(Debug)]
pub(crate) struct Writing {
    /// The name others see; none where the identity is protected.
    name: Option<String>,
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    conversation: ConversationId,
    /// None where the person may not write, or there is no such conversation.
    room: Option<RoomId>,
    /// The version of the installation's access it was found at: a conversation that moves raises it.
    found_at: Option<i64>,
    told: u64,
}

/// Tells the others who listen to the conversation's room that this person is writing there.
///
/// # Errors
/// [`Error::Unauthenticated`] when the session has ended; when the database can't be reached.
pub(crate) async fn typing(
    inner: &Inner,
    socket: &Socket,
    writing: &mut Option<Box<Writing>>,
    conversation: ConversationId,
) -> Result<()> {
    let now = inner.hub.elapsed();
    let known = writing.as_mut().and_then(|w| w.places.iter_mut().find(|place| place.conversation == conversation));
    if let Some(known) = &known
        && now.saturating_sub(known.told) < EVERY
    {
        return Ok(());
    }
    let actor = inner.store.actor_of(socket.session).await?;
    let version = actor.access().map(|access| access.version);
    let known = known.filter(|known| known.found_at == version);
    let room = match known {
        Some(known) => {
            known.told = now;
            known.room
        }
        None => {
            let found = conversation::readable(inner.store.reader(), &actor, conversation).await;
            let room = match found {
                Ok(found) if found.may_write() => Some(found.row().room_id),
                Ok(_) | Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
            if writing.is_none() {
                let name = directory::shown_name(inner.store.reader(), &actor).await?;
                *writing = Some(Box::new(Writing { name, places: Vec::new() }));
            }
            if let Some(writing) = writing {
                writing.places.retain(|place| place.conversation != conversation);
                if writing.places.len() >= REMEMBERED {
                    writing.places.remove(0);
                }
                writing.places.push(Place { conversation, room, found_at: version, told: now });
            }
            room
        }
    };
    // the place is remembered, the right is asked every time
    let (Some(room), Some(writing)) = (room.filter(|room| actor.room(*room).write), writing) else {
        return Ok(());
    };
    let Some(topic) = inner.hub.topic(room.into()) else { return Ok(()) };
    let frame =
        ServerFrame::Typing { conversation_id: conversation, person_id: socket.person, name: writing.name.clone() };
    let bytes = parcel::encode(&frame)?;
    for listener in topic.listeners().iter().filter(|listener| listener.person != socket.person) {
        listener.outbox.push_fleeting(bytes.clone());
    }
    Ok(())
}
