//! What people write in a conversation beside its messages: an organisation's answer to an ask, the reason it gives with
//! its voice, the summary of a thread. It is flagged and hidden as messages are.
//!
//! Each is a row with every writing; what is hidden is the newest and all before it, so that no history shows the words.
//! Whoever writes anew is read again.

use uuid::Uuid;

use super::conversation::{self, ReadableConversation};
use super::flag::{self, Target};
use super::message::{self, HiddenWords};
use super::text::escaped;
use crate::actor::Actor;
use crate::audit::{self, Written};
use crate::event::Event;
use crate::ids::{ConversationId, MessageId, OrganisationId, PersonId};
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What kind of writing.
    WritingKind {
        /// What an organisation answers to an ask; its part is the organisation.
        Answer = "answer",
        /// The summary of a thread; its part is the conversation.
        Summary = "summary",
        /// Why somebody votes as they do; its part is the voter, an organisation or a person.
        Reason = "reason",
    }
}

/// Where the writings of a kind are kept.
struct Kept {
    table: &'static str,
    part: &'static str,
    number: &'static str,
    author: &'static str,
    words: &'static str,
}

impl WritingKind {
    fn kept(self) -> Kept {
        match self {
            Self::Answer => Kept {
                table: "ask_answer",
                part: "organisation_id",
                number: "number",
                author: "author_id",
                words: "html",
            },
            Self::Summary => Kept {
                table: "summary_version",
                part: "conversation_id",
                number: "revision",
                author: "author_id",
                words: "html",
            },
            Self::Reason => {
                Kept { table: "voice", part: "voter_id", number: "number", author: "person_id", words: "reason" }
            }
        }
    }
}

/// A writing one may read.
#[derive(Clone, Debug)]
pub struct ReadableWriting {
    conversation: ReadableConversation,
    kind: WritingKind,
    part: Uuid,
    number: i64,
    first_message: MessageId,
    own: bool,
    hidden: bool,
}

#[derive(FromRow)]
struct Newest {
    number: i64,
    author_id: Option<PersonId>,
    said: bool,
    hidden: bool,
    first_message: MessageId,
}

/// A writing one may read, as it stands; of a summary that was taken away the last that said something.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(
    db: &impl Db,
    actor: &Actor,
    conversation: ConversationId,
    kind: WritingKind,
    part: Uuid,
) -> Result<ReadableWriting> {
    let conversation = conversation::readable(db, actor, conversation).await?;
    let Kept { table, part: of, number, author, words } = kind.kept();
    // who takes a summary away leaves its history to be read; of a voice only the reason that stands is
    let said = match kind {
        WritingKind::Summary => format!("AND w.{words} <> ''"),
        WritingKind::Answer | WritingKind::Reason => String::new(),
    };
    let sql = format!(
        "SELECT w.{number} AS number, w.{author} AS author_id, w.{words} <> '' AS said, \
         w.hidden_at IS NOT NULL AS hidden, f.id AS first_message \
         FROM {table} w JOIN message f ON f.conversation_id = w.conversation_id AND f.position = 1 \
         WHERE w.conversation_id = $1 AND w.{of} = $2 {said} ORDER BY w.{number} DESC LIMIT 1"
    );
    let found: Option<Newest> = row(db, &sql, [conversation.row().id.0.into(), part.into()]).await?;
    let newest = found.filter(|newest| newest.said).ok_or(Error::NotFound)?;
    Ok(ReadableWriting {
        conversation,
        kind,
        part,
        number: newest.number,
        first_message: newest.first_message,
        own: newest.author_id.is_some() && newest.author_id == actor.person(),
        hidden: newest.hidden,
    })
}

impl ReadableWriting {
    /// Flags on it hang on the first message of its conversation, and move with that.
    fn target(&self) -> Target {
        Target { message: self.first_message, kind: self.kind.word(), part: self.part, revision: self.number }
    }

    fn manageable(&self) -> Result<()> {
        if self.conversation.rights().manage { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// What it changes is told as what wrote it was: whoever looks at it reads it again.
    fn changed(&self, tx: &Tx) {
        let conversation = self.conversation.row();
        let id = conversation.id;
        let event = match self.kind {
            WritingKind::Answer => Event::AskAnswered { conversation: id, organisation: OrganisationId(self.part) },
            WritingKind::Summary => Event::SummaryChanged { conversation: id },
            WritingKind::Reason => Event::VoiceCast { conversation: id },
        };
        tx.record(conversation.room_id, event);
    }

    /// What the log says it was done to.
    fn subject(&self) -> String {
        format!("conversation:{}", self.conversation.row().id)
    }
}

/// Flags a writing of somebody else's. Flagged already, the reason is the new one.
///
/// # Errors
/// [`Error::Forbidden`] for one's own, [`Error::Conflict`] for a hidden one, [`Error::Invalid`] for no reason.
pub async fn flag(tx: &Tx, writing: &ReadableWriting, reason: &str) -> Result<()> {
    let reason = message::reason(reason)?;
    let network = writing.conversation.row().network_id.ok_or(Error::Forbidden)?;
    if writing.own {
        return Err(Error::Forbidden);
    }
    if writing.hidden {
        return Err(Error::Conflict("writing_hidden"));
    }
    flag::flag_in(tx, &writing.target(), network, &reason).await
}

/// Takes back one's own flag, if nobody has dealt with it yet.
///
/// # Errors
/// When the database can't be reached.
pub async fn unflag(tx: &Tx, writing: &ReadableWriting) -> Result<()> {
    flag::take_back(tx, &writing.target()).await
}

/// Hides a writing in a room one manages, for a reason that its readers see. What was flagged about it is settled.
///
/// # Errors
/// [`Error::Forbidden`] where one does not manage the room, [`Error::Conflict`] for one hidden already,
/// [`Error::Invalid`] for no reason.
pub async fn hide(tx: &Tx, writing: &ReadableWriting, reason: &str) -> Result<()> {
    writing.manageable()?;
    let reason = message::reason(reason)?;
    let by = tx.actor().signed_in()?;
    let Kept { table, part, number, .. } = writing.kind.kept();
    let sql = format!(
        "UPDATE {table} SET hidden_reason = $4, hidden_by = $5, hidden_at = $6 \
         WHERE conversation_id = $1 AND {part} = $2 AND {number} <= $3 AND hidden_at IS NULL"
    );
    let values = [
        writing.conversation.row().id.0.into(),
        writing.part.into(),
        writing.number.into(),
        reason.clone().into(),
        by.0.into(),
        tx.now().into(),
    ];
    if writing.hidden || execute_affecting(tx, &sql, values).await? == 0 {
        return Err(Error::Conflict("writing_hidden"));
    }
    flag::settle_for_hidden(tx, &writing.target()).await?;
    let (network, why) = (writing.conversation.row().network_id, format!("{}: {reason}", writing.kind));
    audit::note_written(tx, network, Written::WritingHidden, &writing.subject(), &why).await?;
    writing.changed(tx);
    Ok(())
}

/// Shows a hidden writing again, and what was hidden with it. What was flagged about it waits again.
///
/// # Errors
/// [`Error::Forbidden`] where one does not manage the room, [`Error::Conflict`] for one that is not hidden.
pub async fn show(tx: &Tx, writing: &ReadableWriting) -> Result<()> {
    writing.manageable()?;
    let Kept { table, part, number, .. } = writing.kind.kept();
    // what had been hidden before that, and written anew, stays hidden
    let sql = format!(
        "UPDATE {table} SET hidden_reason = NULL, hidden_by = NULL, hidden_at = NULL \
         WHERE conversation_id = $1 AND {part} = $2 AND hidden_at = (SELECT x.hidden_at FROM {table} x \
         WHERE x.conversation_id = $1 AND x.{part} = $2 AND x.{number} = $3)"
    );
    let values = [writing.conversation.row().id.0.into(), writing.part.into(), writing.number.into()];
    if execute_affecting(tx, &sql, values).await? == 0 {
        return Err(Error::Conflict("not_hidden"));
    }
    flag::wait_again(tx, &writing.target()).await?;
    let network = writing.conversation.row().network_id;
    audit::note_in(tx, network, "writing_shown", &writing.subject(), writing.kind.word()).await?;
    writing.changed(tx);
    Ok(())
}

/// What a hidden writing says: for who manages the room, and for who wrote it.
///
/// # Errors
/// [`Error::NotFound`] where it is not hidden, [`Error::Forbidden`] for anybody else.
pub async fn hidden_words(db: &impl Db, writing: &ReadableWriting) -> Result<HiddenWords> {
    if !writing.own {
        writing.manageable()?;
    }
    let Kept { table, part, number, words, .. } = writing.kind.kept();
    let sql = format!(
        "SELECT w.{words} AS html, w.hidden_reason AS reason, w.hidden_at, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS hidden_by FROM {table} w JOIN person p ON p.id = w.hidden_by \
         WHERE w.conversation_id = $1 AND w.{part} = $2 AND w.{number} = $3 AND w.hidden_at IS NOT NULL"
    );
    let values = [writing.conversation.row().id.0.into(), writing.part.into(), writing.number.into()];
    let found: HiddenWords = row(db, &sql, values).await?.ok_or(Error::NotFound)?;
    Ok(match writing.kind {
        WritingKind::Answer | WritingKind::Summary => found,
        WritingKind::Reason => HiddenWords { html: paragraph(&found.html), ..found },
    })
}

/// A line of plain text as safe HTML.
pub(super) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::paragraph;

    #[test]
    fn a_reason_is_text_and_no_markup() {
        assert_eq!(paragraph("1 < 2 & <b>nej</b>"), "<p>1 &lt; 2 &amp; &lt;b&gt;nej&lt;/b&gt;</p>");
    }
}
