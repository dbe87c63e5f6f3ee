//! Mentions of somebody whose identity is protected. A mention tells a name where it stands, so it is written with that of a
//! representative: in what is written from now on, and in what was written before.

use super::Mention;
use crate::Result;
use crate::catalogue;
use crate::conversations::text::{RENDERER_VERSION, Text, relabelled, shown};
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, OrganisationId, PersonId, RoomId};
use crate::people::person::Language;
use crate::store::{FromRow, Ids, Tx, execute, row, rows};

/// The most texts of a kind that are written anew at once.
const MOST: i64 = 5_000;

/// The text without the names of those it mentions whose identity is protected; none where it may stay as it is.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn unnamed(tx: &Tx, text: &Text) -> Result<Option<Text>> {
    #[derive(FromRow)]
    struct Row {
        id: PersonId,
    }
    let people: Vec<PersonId> = text
        .mentions()
        .iter()
        .filter_map(|mention| match mention {
            Mention::Person(id) => Some(*id),
            Mention::Organisation(_) | Mention::Role(_) | Mention::Everyone => None,
        })
        .collect();
    if people.is_empty() {
        return Ok(None);
    }
    let sql = format!("SELECT id FROM person WHERE protected AND id IN {}", Ids::sql(tx, "$1"));
    let mut told: Option<String> = None;
    for Row { id } in rows(tx, &sql, [Ids::value(people.into_iter().map(|id| id.0))]).await? {
        let label = label(tx, id).await?;
        told = relabelled(told.as_deref().unwrap_or(text.markdown()), id, &label).or(told);
    }
    told.map(|told| Text::written(&told)).transpose()
}

/// What is written in a mention of somebody who is not named: "@Representant, Örebro kommun".
async fn label(tx: &Tx, person: PersonId) -> Result<String> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let sql = "SELECT o.name FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
               JOIN organisation o ON o.id = s.organisation_id WHERE h.person_id = $1 AND h.from_day <= $2 \
               AND (h.to_day IS NULL OR h.to_day >= $2) ORDER BY h.role DESC, h.from_day, h.id LIMIT 1";
    let found: Option<Row> = row(tx, sql, [person.0.into(), tx.today().into()]).await?;
    let representative = catalogue::of(Language::Swedish).representative;
    // what would be more than letters in Markdown
    let plain = |name: String| name.replace(|c: char| "[]\\`*_<>".contains(c), " ");
    Ok(found.map_or_else(|| format!("@{representative}"), |one| format!("@{representative}, {}", plain(one.name))))
}

/// Takes the name of somebody out of the mentions of them in all that was written: messages and what they said before they
/// were edited, summaries, answers to what a network was asked. What people wrote in words of their own stays theirs.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn unname(tx: &Tx, person: PersonId) -> Result<()> {
    let label = label(tx, person).await?;
    let anew = |text: &str| {
        let text = relabelled(text, person, &label)?;
        let html = shown(&text)?;
        Some((text, html))
    };
    // by what they say: the mentions that are kept are those that reach somebody, and a name stands where it reached nobody too
    let holds = format!("%](samrum:person/{person})%");
    messages(tx, &holds, anew).await?;
    before_edits(tx, &holds, anew).await?;
    summaries(tx, &holds, anew).await?;
    answers(tx, &holds, anew).await
}

async fn messages(tx: &Tx, holds: &str, anew: impl Fn(&str) -> Option<(String, String)>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: MessageId,
        conversation_id: ConversationId,
        room_id: RoomId,
        text: String,
    }
    let sql = "SELECT m.id, m.conversation_id, c.room_id, m.text FROM message m \
               JOIN conversation c ON c.id = m.conversation_id WHERE m.text LIKE $1 ORDER BY m.id LIMIT $2";
    for found in rows::<Row>(tx, sql, [holds.into(), MOST.into()]).await? {
        let Some((text, html)) = anew(&found.text) else { continue };
        let sql = "UPDATE message SET text = $2, html = $3, renderer_version = $4, touches = touches + 1 WHERE id = $1";
        execute(tx, sql, [found.id.0.into(), text.into(), html.into(), RENDERER_VERSION.into()]).await?;
        let (conversation, message) = (found.conversation_id, found.id);
        tx.record(found.room_id, Event::MessageEdited { conversation, message });
    }
    Ok(())
}

async fn before_edits(tx: &Tx, holds: &str, anew: impl Fn(&str) -> Option<(String, String)>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        message_id: MessageId,
        revision: i64,
        text: String,
    }
    let sql = "SELECT message_id, revision, text FROM message_version WHERE text LIKE $1 LIMIT $2";
    for found in rows::<Row>(tx, sql, [holds.into(), MOST.into()]).await? {
        let Some((text, html)) = anew(&found.text) else { continue };
        let sql = "UPDATE message_version SET text = $3, html = $4 WHERE message_id = $1 AND revision = $2";
        execute(tx, sql, [found.message_id.0.into(), found.revision.into(), text.into(), html.into()]).await?;
    }
    Ok(())
}

async fn summaries(tx: &Tx, holds: &str, anew: impl Fn(&str) -> Option<(String, String)>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        conversation_id: ConversationId,
        room_id: RoomId,
        revision: i64,
        text: String,
    }
    let sql = "SELECT y.conversation_id, c.room_id, y.revision, y.text FROM summary_version y \
               JOIN conversation c ON c.id = y.conversation_id WHERE y.text LIKE $1 LIMIT $2";
    for found in rows::<Row>(tx, sql, [holds.into(), MOST.into()]).await? {
        let Some((text, html)) = anew(&found.text) else { continue };
        let sql = "UPDATE summary_version SET text = $3, html = $4 WHERE conversation_id = $1 AND revision = $2";
        execute(tx, sql, [found.conversation_id.0.into(), found.revision.into(), text.into(), html.into()]).await?;
        tx.record(found.room_id, Event::SummaryChanged { conversation: found.conversation_id });
    }
    Ok(())
}

async fn answers(tx: &Tx, holds: &str, anew: impl Fn(&str) -> Option<(String, String)>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        conversation_id: ConversationId,
        room_id: RoomId,
        organisation_id: OrganisationId,
        number: i64,
        text: String,
    }
    let sql = "SELECT a.conversation_id, c.room_id, a.organisation_id, a.number, a.text FROM ask_answer a \
               JOIN conversation c ON c.id = a.conversation_id WHERE a.text LIKE $1 LIMIT $2";
    for found in rows::<Row>(tx, sql, [holds.into(), MOST.into()]).await? {
        let Some((text, html)) = anew(&found.text) else { continue };
        let (conversation, organisation) = (found.conversation_id, found.organisation_id);
        let sql = "UPDATE ask_answer SET text = $4, html = $5 WHERE conversation_id = $1 AND organisation_id = $2 \
                   AND number = $3";
        let values = [conversation.0.into(), organisation.0.into(), found.number.into(), text.into(), html.into()];
        execute(tx, sql, values).await?;
        tx.record(found.room_id, Event::AskAnswered { conversation, organisation });
    }
    Ok(())
}
