//! How much somebody wants to be told of: chosen for a conversation or a room, else what is usual for who they are there.

use super::conversation::{ConversationKind, ReadableConversation};
use crate::access::{PersonAccess, RoomFacts, RoomKind, Standing, StandingKind};
use crate::event::Event;
use crate::ids::RoomId;
use crate::rooms::room::ReadableRoom;
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// How much somebody is told of.
    Following {
        /// All that is written.
        Everything = "everything",
        /// Where they are mentioned, and answers to what they began.
        Mentions = "mentions",
        /// Nothing, not even where they are mentioned.
        Nothing = "nothing",
    }
}

/// What somebody has chosen, and what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// For this very conversation or room.
    pub here: Option<Following>,
    /// What holds without that.
    pub otherwise: Following,
}

impl Chosen {
    /// What holds.
    #[must_use]
    pub fn level(self) -> Following {
        self.here.unwrap_or(self.otherwise)
    }
}

/// How a conversation is followed: the one place that decides. Muted stays muted: neither writing in a conversation nor
/// a standing in its room undoes a choice of nothing.
#[must_use]
pub fn level(here: Option<Following>, for_room: Option<Following>, wrote: bool, usual: Following) -> Following {
    match (here, for_room) {
        (Some(here), _) => here,
        (None, Some(Following::Nothing)) => Following::Nothing,
        // who takes part wants to know how it goes on
        (None, _) if wrote => Following::Everything,
        (None, Some(for_room)) => for_room,
        (None, None) => usual,
    }
}

/// What is usual in a room for somebody with these standings, who has written nothing there and chosen nothing.
///
/// Those who work in a room follow it: coordinators their network's threads and *Samordning*, the working group its own
/// and the planning rooms, hosts the rooms of their meeting, a guest the room they are let into. All others are told
/// where they are mentioned or answered, and find the rest when they look.
#[must_use]
pub fn usual(kind: ConversationKind, room: &RoomFacts, standings: &[Standing]) -> Following {
    if kind == ConversationKind::Direct {
        return Following::Everything;
    }
    let chat = kind == ConversationKind::Chat;
    let works = |standing: &Standing| match standing.kind {
        StandingKind::Guest | StandingKind::NamedGroup => standing.room == Some(room.id),
        _ if room.network.is_none() || standing.network != room.network => false,
        StandingKind::Coordinator => !chat || matches!(room.kind, RoomKind::Coordination | RoomKind::WorkingGroup),
        StandingKind::WorkingGroup => matches!(room.kind, RoomKind::WorkingGroup | RoomKind::Planning),
        StandingKind::Host => {
            matches!(room.kind, RoomKind::Planning | RoomKind::Meeting)
                && standing.meeting.is_some()
                && standing.meeting == room.meeting
        }
        StandingKind::Observer | StandingKind::Member | StandingKind::Resting | StandingKind::Administrator => false,
    };
    // what has been archived is not worked in
    if !room.archived && standings.iter().any(works) { Following::Everything } else { Following::Mentions }
}

/// What is usual for this person in the room.
pub(super) fn usual_for(access: &PersonAccess, room: RoomId, kind: ConversationKind) -> Following {
    access.facts(room).map_or(Following::Mentions, |facts| usual(kind, facts, &access.standings))
}

/// How the person asking follows a conversation.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn of_conversation(
    db: &impl Db,
    actor: &crate::actor::Actor,
    conversation: &ReadableConversation,
) -> Result<Chosen> {
    #[derive(FromRow)]
    struct Row {
        here: Option<Following>,
        for_room: Option<Following>,
        wrote: bool,
    }
    let (person, access) = (actor.signed_in()?, actor.own_access()?);
    let conversation = conversation.row();
    let sql = "SELECT (SELECT level FROM follow_conversation WHERE person_id = $1 AND conversation_id = $2) AS here, \
               (SELECT level FROM follow_room WHERE person_id = $1 AND room_id = $3) AS for_room, \
               EXISTS (SELECT 1 FROM message WHERE conversation_id = $2 AND author_id = $1) AS wrote";
    let values = [person.0.into(), conversation.id.0.into(), conversation.room_id.0.into()];
    let found: Row = row(db, sql, values).await?.ok_or(Error::NotFound)?;
    let usual = usual_for(access, conversation.room_id, conversation.kind);
    let wrote = found.wrote || conversation.author_id == Some(person);
    Ok(Chosen { here: found.here, otherwise: level(None, found.for_room, wrote, usual) })
}

/// How the person asking follows the threads of a room.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn of_room(db: &impl Db, actor: &crate::actor::Actor, room: &ReadableRoom) -> Result<Chosen> {
    #[derive(FromRow)]
    struct Row {
        level: Following,
    }
    let (person, access) = (actor.signed_in()?, actor.own_access()?);
    let room = room.room();
    let sql = "SELECT level FROM follow_room WHERE person_id = $1 AND room_id = $2";
    let found: Option<Row> = row(db, sql, [person.0.into(), room.id.0.into()]).await?;
    let kind = if room.kind == RoomKind::Direct { ConversationKind::Direct } else { ConversationKind::Thread };
    Ok(Chosen { here: found.map(|row| row.level), otherwise: usual_for(access, room.id, kind) })
}

/// Follows a conversation so from now on; none as is usual.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn follow(tx: &Tx, conversation: &ReadableConversation, level: Option<Following>) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let conversation = conversation.row();
    match level {
        Some(level) => {
            let sql = "INSERT INTO follow_conversation (person_id, conversation_id, level, updated_at) \
                       VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, conversation_id) \
                       DO UPDATE SET level = excluded.level, updated_at = excluded.updated_at";
            let values = [person.0.into(), conversation.id.0.into(), level.word().into(), tx.now().into()];
            execute(tx, sql, values).await?;
        }
        None => {
            let sql = "DELETE FROM follow_conversation WHERE person_id = $1 AND conversation_id = $2";
            execute(tx, sql, [person.0.into(), conversation.id.0.into()]).await?;
        }
    }
    let (room, conversation) = (conversation.room_id, Some(conversation.id));
    tx.record(person, Event::FollowingChanged { room, conversation });
    Ok(())
}

/// Follows a room so from now on; none as is usual. What was chosen for a conversation in it stays.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn follow_room(tx: &Tx, room: &ReadableRoom, level: Option<Following>) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let room = room.room().id;
    match level {
        Some(level) => {
            let sql = "INSERT INTO follow_room (person_id, room_id, level, updated_at) VALUES ($1, $2, $3, $4) \
                       ON CONFLICT (person_id, room_id) \
                       DO UPDATE SET level = excluded.level, updated_at = excluded.updated_at";
            execute(tx, sql, [person.0.into(), room.0.into(), level.word().into(), tx.now().into()]).await?;
        }
        None => {
            let sql = "DELETE FROM follow_room WHERE person_id = $1 AND room_id = $2";
            execute(tx, sql, [person.0.into(), room.0.into()]).await?;
        }
    }
    tx.record(person, Event::FollowingChanged { room, conversation: None });
    Ok(())
}

#[cfg(test)]
mod tests;
