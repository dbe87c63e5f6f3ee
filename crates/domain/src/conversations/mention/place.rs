//! Working out whom a message means, and noting it with the message: one statement however many they are.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::Value;

use super::{Mention, MentionRole};
use crate::conversations::message::Message;
use crate::conversations::text::Text;
use crate::ids::{ConversationId, MessageId, PersonId, RoomId};
use crate::rooms::audience::{Readers, coordinators};
use crate::store::{Db, Ids, Tx, execute, execute_affecting, one};
use crate::{Error, Result};

/// How long everybody in a room is left in peace after having been called upon.
const PEACE: TimeDelta = TimeDelta::minutes(10);

/// Notes whom a new message means. Nothing is noted of those who don't read the room, nor of its author.
///
/// # Errors
/// [`Error::MayNot`] for everybody without the right to manage the room, [`Error::Conflict`] where everybody has been
/// called upon just now.
pub(crate) async fn place(
    tx: &Tx,
    room: RoomId,
    message: (MessageId, ConversationId, i64),
    author: Option<PersonId>,
    mentions: &BTreeSet<Mention>,
) -> Result<()> {
    if mentions.contains(&Mention::Everyone) {
        call_everyone(tx, room, message.0).await?;
    }
    insert(tx, room, message, author, mentions, None).await
}

/// The message means others than before. Everybody is called upon only where they were not, and who is meant for the
/// first time is noted with the instant, so that they can be told.
///
/// # Errors
/// As for [`place`].
pub(crate) async fn replace(tx: &Tx, room: RoomId, message: &Message, new: &BTreeSet<Mention>) -> Result<()> {
    let old = of_stored(&message.text);
    if old == *new {
        return Ok(());
    }
    if new.contains(&Mention::Everyone) && !old.contains(&Mention::Everyone) {
        call_everyone(tx, room, message.id).await?;
    }
    unplace(tx, message.id).await?;
    let place = (message.id, message.conversation_id, message.position);
    let (kept, added): (BTreeSet<Mention>, BTreeSet<Mention>) = new.iter().partition(|one| old.contains(*one));
    // who has come to a role that was mentioned all the time is meant, but not by this edit
    insert(tx, room, place, message.author_id, &kept, None).await?;
    insert(tx, room, place, message.author_id, &added, Some(tx.now())).await
}

/// The message no longer means anybody: it has been taken away. That it did is kept: nobody is told of it twice.
pub(crate) async fn unplace(tx: &Tx, message: MessageId) -> Result<()> {
    execute(tx, "UPDATE message_mention SET withdrawn = TRUE WHERE message_id = $1", [message.0.into()]).await
}

/// The message is back, and so is whom it means.
pub(crate) async fn put_back(tx: &Tx, room: RoomId, message: &Message) -> Result<()> {
    let stored = one(tx, "SELECT text FROM message WHERE id = $1", [message.id.0.into()]).await?;
    let text: Option<String> = stored.map(|row| row.get("text")).transpose()?;
    let mentions = of_stored(text.as_deref().unwrap_or_default());
    insert(tx, room, (message.id, message.conversation_id, message.position), message.author_id, &mentions, None).await
}

/// Whom a stored text mentions; what a former version took and this one would not mentions nobody.
fn of_stored(markdown: &str) -> BTreeSet<Mention> {
    if !markdown.contains("samrum:") {
        return BTreeSet::new();
    }
    Text::written(markdown).map(|text| text.mentions().clone()).unwrap_or_default()
}

/// Once in ten minutes a room, whoever calls: taken in the same statement that asks for it.
async fn call_everyone(tx: &Tx, room: RoomId, message: MessageId) -> Result<()> {
    if !tx.actor().room(room).manage {
        return Err(Error::MayNot("everyone_not_allowed"));
    }
    let sql = "INSERT INTO everyone_called (room_id, message_id, called_at) VALUES ($1, $2, $3) \
               ON CONFLICT (room_id) DO UPDATE SET message_id = excluded.message_id, called_at = excluded.called_at \
               WHERE everyone_called.called_at <= $4";
    let values = [room.0.into(), message.0.into(), tx.now().into(), (tx.now() - PEACE).into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("everyone_called_lately"));
    }
    Ok(())
}

/// Whether everybody in the room has been called upon so lately that they are left in peace.
pub(super) async fn in_peace(db: &impl Db, room: RoomId, now: DateTime<Utc>) -> Result<bool> {
    let sql = "SELECT 1 AS called FROM everyone_called WHERE room_id = $1 AND called_at > $2";
    Ok(one(db, sql, [room.0.into(), (now - PEACE).into()]).await?.is_some())
}

/// Notes those who are meant; who was so before keeps the instant at which they first were.
async fn insert(
    tx: &Tx,
    room: RoomId,
    (message, conversation, position): (MessageId, ConversationId, i64),
    author: Option<PersonId>,
    mentions: &BTreeSet<Mention>,
    added_at: Option<DateTime<Utc>>,
) -> Result<()> {
    if mentions.is_empty() {
        return Ok(());
    }
    let readers = Readers::of(tx, tx.actor(), room).await?;
    let sql = format!(
        "INSERT INTO message_mention (message_id, person_id, conversation_id, position, added_at) \
         SELECT $5, q.id, $6, $7, $11 FROM person q WHERE q.suspended_at IS NULL AND q.id <> $8 \
         AND q.id IN (SELECT z.person_id FROM ({}) z) AND {} \
         ON CONFLICT (message_id, person_id) DO UPDATE SET withdrawn = FALSE",
        readers.sql(tx),
        meant(tx, readers.has_meeting(), mentions, ["$9", "$10"])
    );
    let mut values: Vec<Value> = readers.values(tx.today()).into();
    values.extend([message.0.into(), conversation.0.into(), position.into()]);
    values.push(author.map_or(uuid::Uuid::nil(), |author| author.0).into());
    values.extend(lists(mentions));
    values.push(added_at.into());
    execute(tx, &sql, values).await
}

/// The two lists that [`meant`] reads: people and organisations.
pub(super) fn lists(mentions: &BTreeSet<Mention>) -> [Value; 2] {
    let people = mentions.iter().filter_map(|one| match one {
        Mention::Person(id) => Some(id.0),
        Mention::Organisation(_) | Mention::Role(_) | Mention::Everyone => None,
    });
    let organisations = mentions.iter().filter_map(|one| match one {
        Mention::Organisation(id) => Some(id.0),
        Mention::Person(_) | Mention::Role(_) | Mention::Everyone => None,
    });
    [Ids::value(people), Ids::value(organisations)]
}

const NOW: &str = "from_day <= $2 AND (to_day IS NULL OR to_day >= $2)";

fn assigned(role: MentionRole) -> String {
    format!("q.id IN (SELECT person_id FROM assignment WHERE network_id = $1 AND role = '{role}' AND {NOW})")
}

/// The condition that the person `q` is meant. `$1` network, `$2` today, `$3` room; the two lists stand at `at`.
pub(super) fn meant(db: &impl Db, has_meeting: bool, mentions: &BTreeSet<Mention>, at: [&str; 2]) -> String {
    let [people, organisations] = at.map(|at| Ids::sql(db, at));
    let seated = |organisations: &str| {
        format!(
            "q.id IN (SELECT h.person_id FROM seat_holding h JOIN seat s ON s.id = h.seat_id WHERE s.network_id = $1 \
             AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) AND s.organisation_id IN {organisations})"
        )
    };
    // the lists are read whatever is mentioned, so that each parameter stands in the statement
    let mut any = format!("(q.id IN {people} OR {}", seated(&organisations));
    for mention in mentions {
        let Mention::Role(role) = mention else { continue };
        any.push_str(" OR ");
        any.push_str(&match role {
            MentionRole::Coordinator => format!("q.id IN (SELECT k.person_id FROM ({}) k)", coordinators()),
            MentionRole::WorkingGroup => assigned(*role),
            MentionRole::Host => {
                let meeting = if has_meeting {
                    "(SELECT meeting_id FROM room WHERE id = $3)"
                } else {
                    "(SELECT id FROM meeting WHERE network_id = $1 AND kind = 'meeting' AND state <> 'archived' \
                     AND cancelled_at IS NULL ORDER BY year, coalesce(month, 13), id LIMIT 1)"
                };
                seated(&format!("(SELECT organisation_id FROM hosting WHERE meeting_id = {meeting} AND {NOW})"))
            }
        });
    }
    if mentions.contains(&Mention::Everyone) {
        any.push_str(" OR 1 = 1");
    }
    any.push(')');
    any
}
