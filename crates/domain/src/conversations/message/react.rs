//! Reactions: words, not pictures to be counted. Said once for an organisation however many of its people say it.
//!
//! A row a person is the truth; the message's own row holds what a page shows, written in the same commit.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ReadableMessage;
use crate::conversations::conversation::speaks_for;
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, OrganisationId, PersonId, RoomId};
use crate::people::assignment::may_administer;
use crate::store::{FromRow, Tx, execute, execute_affecting, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What somebody says by reacting.
    ReactionKind {
        /// Tack.
        Thanks = "thanks",
        /// Vi gör likadant.
        SameHere = "same_here",
    }
}

/// The most rows that are shown of one message.
const MOST: i64 = 500;

/// Everybody who says one thing of a message, in the order they first said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// What they say.
    pub kind: ReactionKind,
    /// Who.
    pub by: Vec<Reacted>,
}

/// An organisation whose people say it; somebody without one by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reacted {
    /// The organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name as it was called; the person's own where there is none, and none at all where that is protected.
    pub name: Option<String>,
    /// The people.
    pub people: Vec<PersonId>,
}

/// What the message's row holds of its reactions.
#[must_use]
pub fn reactions(stored: &serde_json::Value) -> Vec<Reaction> {
    serde_json::from_value(stored.clone()).unwrap_or_default()
}

/// Says it of another's message; said already, it changes nothing.
///
/// # Errors
/// As [`ReadableMessage::reactable`].
pub async fn react(tx: &Tx, message: &ReadableMessage, kind: ReactionKind) -> Result<()> {
    message.reactable()?;
    let person = tx.actor().signed_in()?;
    let (organisation, _, _) = speaks_for(tx.actor(), message.room());
    if say(tx, message.row().id, kind, (person, organisation), tx.now()).await? {
        gather(tx, message.row().id).await?;
        tell(tx, message);
    }
    Ok(())
}

/// Takes back what one has said of it; not said, it changes nothing.
///
/// # Errors
/// As [`ReadableMessage::reactable`].
pub async fn unreact(tx: &Tx, message: &ReadableMessage, kind: ReactionKind) -> Result<()> {
    message.reactable()?;
    let person = tx.actor().signed_in()?;
    let sql = "DELETE FROM message_reaction WHERE message_id = $1 AND kind = $2 AND person_id = $3";
    let values = [message.row().id.0.into(), kind.word().into(), person.0.into()];
    if execute_affecting(tx, sql, values).await? > 0 {
        gather(tx, message.row().id).await?;
        tell(tx, message);
    }
    Ok(())
}

/// Says it for somebody and their organisation, at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn react_as(
    tx: &Tx,
    (room, message): (RoomId, MessageId),
    kind: ReactionKind,
    by: (PersonId, Option<OrganisationId>),
    at: DateTime<Utc>,
) -> Result<()> {
    may_administer(tx.actor())?;
    say(tx, message, kind, by, at).await?;
    let conversation = gather(tx, message).await?;
    tx.record(room, Event::MessageTouched { conversation, message });
    Ok(())
}

fn tell(tx: &Tx, message: &ReadableMessage) {
    let row = message.row();
    tx.record(message.room(), Event::MessageTouched { conversation: row.conversation_id, message: row.id });
}

/// Writes anew what shows somebody by their own name: whether it may be shown has changed. Those who have an organisation
/// are shown by that.
pub(crate) async fn shown_anew(tx: &Tx, person: PersonId) -> Result<()> {
    #[derive(FromRow)]
    struct On {
        message_id: MessageId,
        room_id: RoomId,
    }
    let sql = "SELECT DISTINCT x.message_id, c.room_id FROM message_reaction x JOIN message m ON m.id = x.message_id \
               JOIN conversation c ON c.id = m.conversation_id WHERE x.person_id = $1 AND x.organisation_id IS NULL";
    for On { message_id, room_id } in rows(tx, sql, [person.0.into()]).await? {
        let conversation = gather(tx, message_id).await?;
        tx.record(room_id, Event::MessageTouched { conversation, message: message_id });
    }
    Ok(())
}

/// Whether it was new.
async fn say(
    tx: &Tx,
    message: MessageId,
    kind: ReactionKind,
    (person, organisation): (PersonId, Option<OrganisationId>),
    at: DateTime<Utc>,
) -> Result<bool> {
    let sql = "INSERT INTO message_reaction (message_id, kind, person_id, organisation_id, reacted_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let values = [message.0.into(), kind.word().into(), person.0.into(), organisation.map(|o| o.0).into(), at.into()];
    Ok(execute_affecting(tx, sql, values).await? > 0)
}

/// Writes what a page shows anew from the rows.
async fn gather(tx: &Tx, message: MessageId) -> Result<ConversationId> {
    #[derive(FromRow)]
    struct Said {
        kind: ReactionKind,
        person_id: PersonId,
        organisation_id: Option<OrganisationId>,
        name: Option<String>,
    }
    #[derive(FromRow)]
    struct In {
        conversation_id: ConversationId,
    }
    // the row first: who reacts at the same time waits here, and then reads what this one wrote
    let sql = "UPDATE message SET touches = touches + 1 WHERE id = $1 RETURNING conversation_id";
    let place: In = row(tx, sql, [message.0.into()]).await?.ok_or(Error::NotFound)?;
    let sql = "SELECT x.kind, x.person_id, x.organisation_id, \
               CASE WHEN o.id IS NOT NULL THEN o.name WHEN p.protected THEN NULL ELSE p.name END AS name \
               FROM message_reaction x JOIN person p ON p.id = x.person_id \
               LEFT JOIN organisation o ON o.id = x.organisation_id \
               WHERE x.message_id = $1 ORDER BY x.reacted_at, x.person_id LIMIT $2";
    let said: Vec<Said> = rows(tx, sql, [message.0.into(), MOST.into()]).await?;
    let mut gathered: Vec<Reaction> = Vec::new();
    for kind in ReactionKind::ALL {
        let mut by: Vec<Reacted> = Vec::new();
        for one in said.iter().filter(|one| one.kind == *kind) {
            let same =
                |known: &&mut Reacted| one.organisation_id.is_some() && known.organisation_id == one.organisation_id;
            match by.iter_mut().find(same) {
                Some(known) => known.people.push(one.person_id),
                None => by.push(Reacted {
                    organisation_id: one.organisation_id,
                    name: one.name.clone(),
                    people: vec![one.person_id],
                }),
            }
        }
        if !by.is_empty() {
            gathered.push(Reaction { kind: *kind, by });
        }
    }
    let sql = "UPDATE message SET reactions = $2 WHERE id = $1";
    execute(tx, sql, [message.0.into(), serde_json::to_value(gathered)?.into()]).await?;
    Ok(place.conversation_id)
}
