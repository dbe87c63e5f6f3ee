//! Mentions of somebody whose identity is protected. A mention tells a name where it stands, so it is written with that of a
//! representative: in what is written from now on, and in what was written before.

use uuid::Uuid;

use super::Mention;
use crate::Result;
use crate::catalogue;
use crate::conversations::text::{RENDERER_VERSION, Text, relabelled, shown};
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, OrganisationId, PersonId, RoomId};
use crate::people::person::Language;
use crate::store::{FromRow, Ids, Tx, execute, row, rows};

/// So many texts are looked at together: all of them might be more than memory holds.
const PIECE: i64 = 500;

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
    // by what they say, an id in large letters or small: the mentions that are kept are those that reach somebody, and a name
    // stands where it reached nobody too
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
    let mut after = Uuid::nil();
    loop {
        let sql = "SELECT m.id, m.conversation_id, c.room_id, m.text FROM message m \
                   JOIN conversation c ON c.id = m.conversation_id WHERE lower(m.text) LIKE $1 AND m.id > $3 \
                   ORDER BY m.id LIMIT $2";
        let piece: Vec<Row> = rows(tx, sql, [holds.into(), PIECE.into(), after.into()]).await?;
        let Some(last) = piece.last() else { return Ok(()) };
        after = last.id.0;
        for found in piece {
            let Some((text, html)) = anew(&found.text) else { continue };
            let sql = "UPDATE message SET text = $2, html = $3, renderer_version = $4, touches = touches + 1 \
                       WHERE id = $1";
            execute(tx, sql, [found.id.0.into(), text.into(), html.into(), RENDERER_VERSION.into()]).await?;
            let (conversation, message) = (found.conversation_id, found.id);
            tx.record(found.room_id, Event::MessageEdited { conversation, message });
        }
    }
}

async fn before_edits(tx: &Tx, holds: &str, anew: impl Fn(&str) -> Option<(String, String)>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        message_id: MessageId,
        revision: i64,
        text: String,
    }
    let mut after = (Uuid::nil(), 0_i64);
    loop {
        let sql = "SELECT message_id, revision, text FROM message_version WHERE lower(text) LIKE $1 \
                   AND (message_id, revision) > ($3, $4) ORDER BY message_id, revision LIMIT $2";
        let values = [holds.into(), PIECE.into(), after.0.into(), after.1.into()];
        let piece: Vec<Row> = rows(tx, sql, values).await?;
        let Some(last) = piece.last() else { return Ok(()) };
        after = (last.message_id.0, last.revision);
        for found in piece {
            let Some((text, html)) = anew(&found.text) else { continue };
            let sql = "UPDATE message_version SET text = $3, html = $4 WHERE message_id = $1 AND revision = $2";
            execute(tx, sql, [found.message_id.0.into(), found.revision.into(), text.into(), html.into()]).await?;
        }
    }
}

async fn summaries(tx: &Tx, holds: &str, anew: impl Fn(&str) -> Option<(String, String)>) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        conversation_id: ConversationId,
        room_id: RoomId,
        revision: i64,
        text: String,
    }
    let mut after = (Uuid::nil(), 0_i64);
    loop {
        let sql = "SELECT y.conversation_id, c.room_id, y.revision, y.text FROM summary_version y \
                   JOIN conversation c ON c.id = y.conversation_id WHERE lower(y.text) LIKE $1 \
                   AND (y.conversation_id, y.revision) > ($3, $4) ORDER BY y.conversation_id, y.revision LIMIT $2";
        let values = [holds.into(), PIECE.into(), after.0.into(), after.1.into()];
        let piece: Vec<Row> = rows(tx, sql, values).await?;
        let Some(last) = piece.last() else { return Ok(()) };
        after = (last.conversation_id.0, last.revision);
        for found in piece {
            let Some((text, html)) = anew(&found.text) else { continue };
            let conversation = found.conversation_id;
            let sql = "UPDATE summary_version SET text = $3, html = $4, renderer_version = $5 \
                       WHERE conversation_id = $1 AND revision = $2";
            let values =
                [conversation.0.into(), found.revision.into(), text.into(), html.into(), RENDERER_VERSION.into()];
            execute(tx, sql, values).await?;
            tx.record(found.room_id, Event::SummaryChanged { conversation });
        }
    }
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
    let mut after = (Uuid::nil(), Uuid::nil(), 0_i64);
    loop {
        let sql = "SELECT a.conversation_id, c.room_id, a.organisation_id, a.number, a.text FROM ask_answer a \
                   JOIN conversation c ON c.id = a.conversation_id WHERE lower(a.text) LIKE $1 \
                   AND (a.conversation_id, a.organisation_id, a.number) > ($3, $4, $5) \
                   ORDER BY a.conversation_id, a.organisation_id, a.number LIMIT $2";
        let values = [holds.into(), PIECE.into(), after.0.into(), after.1.into(), after.2.into()];
        let piece: Vec<Row> = rows(tx, sql, values).await?;
        let Some(last) = piece.last() else { return Ok(()) };
        after = (last.conversation_id.0, last.organisation_id.0, last.number);
        for found in piece {
            let Some((text, html)) = anew(&found.text) else { continue };
            let (conversation, organisation) = (found.conversation_id, found.organisation_id);
            let sql = "UPDATE ask_answer SET text = $4, html = $5, renderer_version = $6 WHERE conversation_id = $1 \
                       AND organisation_id = $2 AND number = $3";
            let values = [
                conversation.0.into(),
                organisation.0.into(),
                found.number.into(),
                text.into(),
                html.into(),
                RENDERER_VERSION.into(),
            ];
            execute(tx, sql, values).await?;
            tx.record(found.room_id, Event::AskAnswered { conversation, organisation });
        }
    }
}
