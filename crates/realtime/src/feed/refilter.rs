//! Asking again who still may listen.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use domain::event::StreamId;
use domain::ids::{PersonId, SessionId};
use domain::{Error, Result};
use futures_util::{StreamExt as _, TryStreamExt as _};
use wire::{ServerFrame, close};

use crate::hub::Socket;
use crate::topics::{Topic, may_listen};
use crate::{Inner, parcel};

/// How many are asked about side by side.
const AT_ONCE: usize = 8;

/// Whom a narrowing concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Nobody.
    Nobody,
    /// These people.
    People(HashSet<PersonId>),
    /// Everybody who listens.
    All,
}

impl Asked {
    /// One more: one person, or everybody.
    pub(crate) fn and(self, person: Option<PersonId>) -> Self {
        match (self, person) {
            (Self::All, _) | (_, None) => Self::All,
            (Self::Nobody, Some(person)) => Self::People(HashSet::from([person])),
            (Self::People(mut people), Some(person)) => {
                people.insert(person);
                Self::People(people)
            }
        }
    }

    pub(crate) fn nobody(&self) -> bool {
        *self == Self::Nobody
    }

    fn concerns(&self, person: PersonId) -> bool {
        match self {
            Self::Nobody => false,
            Self::People(people) => people.contains(&person),
            Self::All => true,
        }
    }
}

/// Asks again whether those concerned may listen to this topic; who may not is told and dropped.
///
/// # Errors
/// When the database can't be reached: then nobody knows, and nothing may be delivered.
pub(crate) async fn ask_again(inner: &Inner, topic: &Topic, asked: Asked) -> Result<()> {
    if asked.nobody() {
        return Ok(());
    }
    let mut concerned = topic.narrow();
    concerned.retain(|socket| asked.concerns(socket.person));
    ask(inner, concerned, Some(topic.stream)).await
}

/// Asks again about every topic of these sockets.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn wholly(inner: &Inner, sockets: &[Arc<Socket>]) -> Result<()> {
    ask(inner, sockets.to_vec(), None).await
}

/// Asks again about every topic of every socket.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn everyone(inner: &Inner) -> Result<()> {
    for stream in inner.hub.topics.streams() {
        if let Some(topic) = inner.hub.topic(stream) {
            topic.narrow();
        }
    }
    ask(inner, inner.hub.all(), None).await
}

/// Each session is asked about once, however many sockets it has.
async fn ask(inner: &Inner, sockets: Vec<Arc<Socket>>, only: Option<StreamId>) -> Result<()> {
    let mut sessions: HashMap<SessionId, Vec<Arc<Socket>>> = HashMap::new();
    for socket in sockets {
        sessions.entry(socket.session).or_default().push(socket);
    }
    futures_util::stream::iter(sessions)
        .map(|(session, sockets)| async move {
            match inner.store.actor_of(session).await {
                Ok(actor) => {
                    for socket in &sockets {
                        let streams = match only {
                            Some(stream) => vec![stream],
                            None => socket.streams().clone(),
                        };
                        for stream in streams.into_iter().filter(|stream| !may_listen(&actor, *stream)) {
                            lose(inner, socket, stream);
                        }
                    }
                    Ok(())
                }
                Err(Error::Unauthenticated) => {
                    for socket in &sockets {
                        inner.hub.close(socket, close::SESSION_ENDED);
                    }
                    Ok(())
                }
                Err(error) => Err(error),
            }
        })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await
}

/// It no longer may: nothing more of the stream, and it is told so.
fn lose(inner: &Inner, socket: &Socket, stream: StreamId) {
    if !inner.hub.unsubscribe(socket, stream) {
        return;
    }
    let frame = ServerFrame::Unsubscribed { stream: stream.to_string(), code: "access_lost".into() };
    let told = parcel::encode(&frame).is_ok_and(|bytes| socket.outbox.push(bytes, 1));
    if !told {
        inner.hub.detach(socket);
    }
}
