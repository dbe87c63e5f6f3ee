//! Who is asking.

use std::sync::Arc;

use uuid::Uuid;

use crate::access::{NetworkRight, PersonAccess, RoomFacts, RoomRights, Standing};
use crate::ids::{NetworkId, PersonId, RoomId, SessionId};
use crate::{Error, Result};

/// Somebody who asks for something. Every finder takes one.
#[derive(Clone, Debug)]
pub enum Actor {
    /// Nobody in particular: reads what is public.
    Anonymous(Arc<PersonAccess>),
    /// A person on a signed-in device.
    Person {
        /// Who.
        person: PersonId,
        /// On which device.
        session: SessionId,
        /// What they may do, as of [`PersonAccess::version`].
        access: Arc<PersonAccess>,
    },
    /// The holder of a link: one object, one purpose, until a date.
    Link {
        /// The link's id, for the log.
        link: Uuid,
        /// The one room it reaches into.
        access: Arc<PersonAccess>,
    },
    /// The installation itself: jobs, imports and the command line. Reads and writes everything.
    System,
}

impl Actor {
    /// The person asking, if it is one.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { person, .. } => Some(*person),
            Self::Anonymous(_) | Self::Link { .. } | Self::System => None,
        }
    }

    /// The person asking.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] where nobody is signed in.
    pub fn signed_in(&self) -> Result<PersonId> {
        self.person().ok_or(Error::Unauthenticated)
    }

    /// The device they ask from.
    #[must_use]
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Self::Person { session, .. } => Some(*session),
            Self::Anonymous(_) | Self::Link { .. } | Self::System => None,
        }
    }

    /// What they may do; none for the system, which may do everything.
    #[must_use]
    pub fn access(&self) -> Option<&Arc<PersonAccess>> {
        match self {
            Self::Anonymous(access) | Self::Person { access, .. } | Self::Link { access, .. } => Some(access),
            Self::System => None,
        }
    }

    /// The access of somebody who has one.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for the system, which asks for no list "of its own".
    pub fn own_access(&self) -> Result<&Arc<PersonAccess>> {
        self.access().ok_or(Error::Forbidden)
    }

    /// What they may do in the room.
    #[must_use]
    pub fn room(&self, room: RoomId) -> RoomRights {
        match self.access() {
            Some(access) => access.room(room),
            None => RoomRights { read: true, write: true, upload: true, manage: true },
        }
    }

    /// The room's facts, if they may read it; the system reads rooms by id alone and gets none here.
    #[must_use]
    pub fn facts(&self, room: RoomId) -> Option<&RoomFacts> {
        self.access().and_then(|access| access.facts(room))
    }

    /// Whether they have the right in the network.
    #[must_use]
    pub fn may(&self, network: NetworkId, right: NetworkRight) -> bool {
        self.access().is_none_or(|access| access.may(network, right))
    }

    /// Whether they have the right in the network and it is not closed: a closed one stays as it is.
    #[must_use]
    pub fn may_still(&self, network: NetworkId, right: NetworkRight) -> bool {
        self.access().is_none_or(|access| access.may(network, right) && !access.closed(network))
    }

    /// The standings by which they act for organisations in the network; none for the system, which is of none.
    #[must_use]
    pub fn voices(&self, network: NetworkId) -> Vec<&Standing> {
        self.access().map(|access| access.voices(network)).unwrap_or_default()
    }

    /// The standing they write under in the room.
    #[must_use]
    pub fn speaking(&self, room: RoomId) -> Option<&Standing> {
        self.access().and_then(|access| access.speaking(room))
    }

    /// The id the log names as the actor.
    #[must_use]
    pub fn logged(&self) -> Option<Uuid> {
        match self {
            Self::Person { person, .. } => Some(person.0),
            Self::Link { link, .. } => Some(*link),
            Self::Anonymous(_) | Self::System => None,
        }
    }

    /// The holder of a link, who may do what anybody may and what the link is for.
    #[must_use]
    pub(crate) fn holding(&self, link: Uuid) -> Self {
        match self.access() {
            Some(access) => Self::Link { link, access: Arc::clone(access) },
            None => self.clone(),
        }
    }

    /// The same actor with access computed anew.
    #[must_use]
    pub(crate) fn with_access(&self, access: Arc<PersonAccess>) -> Self {
        match self {
            Self::Anonymous(_) => Self::Anonymous(access),
            Self::Person { person, session, .. } => Self::Person { person: *person, session: *session, access },
            Self::Link { link, .. } => Self::Link { link: *link, access },
            Self::System => Self::System,
        }
    }
}
