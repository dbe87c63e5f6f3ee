//! Ask the network (rundfråga): a question that each organisation answers once.
//!
//! The question itself is the first message of the conversation. Until the ask is closed any seat of an organisation may
//! write its answer or change it; a coordinator may enter one for an organisation that has not, and that is said of it.

mod answer;
mod close;
mod history;
mod list;
mod remind;

use chrono::{DateTime, NaiveDate, Utc};

use answer::writings;
pub use answer::{Answer, LONGEST_ANSWER, answer, answer_as, answers, may_answer, own_answer, versions};
pub use close::{Closing, Summary, close, close_as};
pub use history::{AnswerStep, history};
pub(crate) use list::columns;
pub use list::{AskRow, among, list};
pub use remind::{BETWEEN_REMINDERS, Reminded, remind, reminded};

use super::roll;
use crate::access::{NetworkRight, Standing};
use crate::actor::Actor;
use crate::conversations::conversation::{self, NewThread, ReadableConversation, ThreadKind};
use crate::conversations::message::Post;
use crate::conversations::tags::Tags;
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, NetworkId, OrganisationId};
use crate::networks::organisation::Named;
use crate::rooms::room::ReadableRoom;
use crate::store::{Db, FromRow, Tx, execute, row, rows};
use crate::{Error, Result};

/// An ask's row.
#[derive(Clone, Debug, FromRow)]
pub struct Ask {
    /// The conversation it is.
    pub conversation_id: ConversationId,
    /// In which network.
    pub network_id: NetworkId,
    /// Answers are hoped for until the end of this day; they are taken until the ask is closed.
    pub due_on: NaiveDate,
    /// Its revision.
    pub revision: i64,
    /// When those who had not answered were last reminded.
    pub reminded_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The summary as a document.
    pub document_id: Option<DocumentId>,
}

/// An organisation that was asked.
#[derive(Clone, Debug, FromRow)]
pub struct Asked {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// It has answered.
    pub answered: bool,
}

/// A question to put.
#[derive(Clone, Debug)]
pub struct NewAsk {
    /// Its title.
    pub title: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// The question.
    pub question: Post,
    /// Answers are hoped for until then.
    pub due_on: NaiveDate,
    /// The organisations asked; none asks all.
    pub organisations: Option<Vec<OrganisationId>>,
}

/// An ask one may read, with its conversation.
#[derive(Clone, Debug)]
pub struct ReadableAsk {
    conversation: ReadableConversation,
    ask: Ask,
}

/// An ask one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: ConversationId) -> Result<ReadableAsk> {
    let conversation = conversation::readable(db, actor, id).await?;
    let sql = "SELECT conversation_id, network_id, due_on, revision, reminded_at, closed_at, document_id FROM ask \
               WHERE conversation_id = $1";
    let ask: Ask = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok(ReadableAsk { conversation, ask })
}

impl ReadableAsk {
    /// Its row.
    #[must_use]
    pub fn row(&self) -> &Ask {
        &self.ask
    }

    /// The conversation it is.
    #[must_use]
    pub fn conversation(&self) -> &ReadableConversation {
        &self.conversation
    }

    /// Whether the actor runs it, that is reminds and closes: who asked, and the network's coordinators.
    #[must_use]
    pub fn may_run(&self, actor: &Actor) -> bool {
        let asked = actor.person().is_some() && self.conversation.row().author_id == actor.person();
        (asked && self.conversation.rights().write) || self.may_enter(actor)
    }

    /// Whether the actor may enter answers for organisations that are not theirs.
    #[must_use]
    pub fn may_enter(&self, actor: &Actor) -> bool {
        actor.may(self.ask.network_id, NetworkRight::Govern)
    }

    fn runnable(&self, actor: &Actor) -> Result<()> {
        if self.may_run(actor) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The standing by which the actor answers for the organisation itself.
    fn voice<'a>(&self, actor: &'a Actor, organisation: OrganisationId) -> Option<&'a Standing> {
        actor.voices(self.ask.network_id).into_iter().find(|voice| voice.organisation == Some(organisation))
    }
}

/// That an organisation still counts as asked: it takes part, or has answered. For the ask `k` and the organisation
/// `q.organisation_id`.
fn still_asked(day: &str) -> String {
    format!("({HAS_ANSWERED} OR {})", roll::takes_part("q.organisation_id", "k.network_id", day))
}

const HAS_ANSWERED: &str = "EXISTS (SELECT 1 FROM ask_answer ha WHERE ha.conversation_id = k.conversation_id \
    AND ha.organisation_id = q.organisation_id)";

/// The organisations asked, in Swedish order: those that have left without answering are no longer waited for.
///
/// # Errors
/// When the database can't be reached.
pub async fn asked(db: &impl Db, ask: &ReadableAsk, today: NaiveDate) -> Result<Vec<Asked>> {
    let sql = format!(
        "SELECT o.id, o.name, {HAS_ANSWERED} AS answered FROM ask k \
         JOIN ask_organisation q ON q.conversation_id = k.conversation_id JOIN organisation o ON o.id = q.organisation_id \
         WHERE k.conversation_id = $1 AND {} ORDER BY o.sort_key, o.id",
        still_asked("$2")
    );
    rows(db, &sql, [ask.ask.conversation_id.0.into(), today.into()]).await
}

/// Puts a question to the organisations of a room.
///
/// # Errors
/// [`Error::Forbidden`] where one may not ask, or where no organisation speaks; [`Error::NotFoundIn`] for an organisation
/// that is not among those that read the room; [`Error::Invalid`] for a title, themes or day that can't be.
pub async fn start(tx: &Tx, room: &ReadableRoom, new: NewAsk) -> Result<ConversationId> {
    let roll = roll::of(tx, room.room(), new.organisations.as_deref()).await;
    // an id in the body that names nothing is told before what one may not do
    let roll = if matches!(roll, Err(Error::NotFoundIn(_))) { roll? } else { roll::askable(tx, room).and(roll)? };
    if new.due_on < tx.today() {
        return Err(Error::invalid("/due_on", "in_the_past"));
    }
    let thread = NewThread {
        kind: ThreadKind::Ask,
        title: new.title,
        tags: Tags::chosen(&new.themes, &[])?,
        first: new.question,
    };
    let (id, _) = conversation::start(tx, room, thread).await?;
    keep(tx, room, id, new.due_on, &roll, tx.now()).await?;
    Ok(id)
}

/// Makes an ask of a thread that somebody started at a time gone by, its question written already: demo data and imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, else as [`start`].
pub async fn start_as(
    tx: &Tx,
    room: &ReadableRoom,
    thread: ConversationId,
    due_on: NaiveDate,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let roll = roll::of(tx, room.room(), None).await?;
    keep(tx, room, thread, due_on, &roll, at).await
}

/// What makes a conversation an ask: its row and its roll.
async fn keep(
    tx: &Tx,
    room: &ReadableRoom,
    id: ConversationId,
    due_on: NaiveDate,
    roll: &[Named],
    at: DateTime<Utc>,
) -> Result<()> {
    let network = room.room().network_id.ok_or(Error::Forbidden)?;
    let sql = "INSERT INTO ask (conversation_id, network_id, due_on, revision, created_at) VALUES ($1, $2, $3, 1, $4) \
               ON CONFLICT DO NOTHING";
    execute(tx, sql, [id.0.into(), network.0.into(), due_on.into(), at.into()]).await?;
    roll::keep(tx, "ask_organisation", id.0, roll).await?;
    tx.record(room.room().id, Event::AskStarted { conversation: id });
    Ok(())
}
