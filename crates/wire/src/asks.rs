//! Ask the network: a question that each organisation answers once.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{ConversationId, DocumentId, OrganisationId, RoomId};
use domain::methods::{ask, waiting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Author, Named, NewMessage, WordChange};

/// An ask, as the person asking for it sees it. The question is the first message of the conversation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Ask {
    /// The conversation it is.
    pub conversation_id: ConversationId,
    /// Answers are hoped for until the end of this day; they are taken until it is closed.
    pub due_on: NaiveDate,
    /// How many organisations are asked.
    pub asked: i64,
    /// How many have answered.
    pub answered: i64,
    /// The organisations that have not answered.
    pub missing: Vec<Named>,
    /// The organisations one may answer for, with what they answer.
    pub mine: Vec<OwnAnswer>,
    /// What one may do.
    pub may: AskRights,
    /// When those who had not answered were last reminded.
    pub reminded_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The summary as a document.
    pub document_id: Option<DocumentId>,
    /// Goes up with every answer and change; the `ETag`.
    pub revision: i64,
}

/// What one may do with an ask.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct AskRights {
    /// Remind, and close.
    pub run: bool,
    /// Enter an answer for an organisation that has not answered, as coordinator.
    pub enter: bool,
}

/// An organisation one answers for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OwnAnswer {
    /// Which.
    pub organisation: Named,
    /// What it answers; none where it has not.
    pub answer: Option<AskAnswer>,
}

/// What an organisation answers.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AskAnswer {
    /// Which.
    pub organisation: Named,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Who wrote it.
    pub author: Author,
    /// A coordinator entered it for the organisation.
    pub by_coordinator: bool,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Goes up with every writing; the `ETag`.
    pub number: i64,
    /// Why it is hidden; then it says nothing.
    pub hidden_reason: Option<String>,
}

impl From<&ask::Answer> for AskAnswer {
    fn from(row: &ask::Answer) -> Self {
        Self {
            organisation: Named { id: row.organisation_id.0, name: row.organisation.clone() },
            text: row.text.clone(),
            html: row.html.clone(),
            author: row.into(),
            by_coordinator: row.by_coordinator,
            written_at: row.written_at,
            number: row.number,
            hidden_reason: row.hidden_reason.clone(),
        }
    }
}

/// One writing of an organisation's answer.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AskAnswerStep {
    /// Goes up with every writing.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub author: Author,
    /// A coordinator entered it for the organisation.
    pub by_coordinator: bool,
    /// It is the first.
    pub first: bool,
    /// What changed from the writing before; in the first all words are the same.
    pub changes: Vec<WordChange>,
}

impl From<ask::AnswerStep> for AskAnswerStep {
    fn from(step: ask::AnswerStep) -> Self {
        Self {
            number: step.answer.number,
            at: step.answer.written_at,
            author: (&step.answer).into(),
            by_coordinator: step.answer.by_coordinator,
            first: step.first,
            changes: WordChange::all(step.changes),
        }
    }
}

/// An ask in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AskRow {
    /// The conversation it is.
    pub conversation_id: ConversationId,
    /// The room it stands in.
    pub room_id: RoomId,
    /// Its title.
    pub title: String,
    /// Answers are hoped for until then.
    pub due_on: NaiveDate,
    /// Put when.
    pub created_at: DateTime<Utc>,
    /// Closed when.
    pub closed_at: Option<DateTime<Utc>>,
    /// The summary as a document.
    pub document_id: Option<DocumentId>,
    /// How many organisations are asked.
    pub asked: i64,
    /// How many have answered.
    pub answered: i64,
}

impl From<ask::AskRow> for AskRow {
    fn from(row: ask::AskRow) -> Self {
        Self {
            conversation_id: row.conversation_id,
            room_id: row.room_id,
            title: row.title,
            due_on: row.due_on,
            created_at: row.created_at,
            closed_at: row.closed_at,
            document_id: row.document_id,
            asked: row.asked,
            answered: row.answered,
        }
    }
}

/// A question to put to organisations.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAsk {
    /// Its title, at most 200 characters.
    #[schema(max_length = 200)]
    pub title: String,
    /// Its themes, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Vec<String>,
    /// The question.
    pub question: NewMessage,
    /// Answers are hoped for until the end of this day.
    pub due_on: NaiveDate,
    /// The organisations asked; without it all members whose seats read the room.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub organisations: Option<Vec<OrganisationId>>,
}

/// An answer to write.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteAnswer {
    /// Markdown, at most 10,000 characters.
    #[schema(max_length = 10000)]
    pub text: String,
}

/// How many organisations were reminded.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Reminded {
    /// How many.
    pub organisations: u64,
}

/// How an ask is closed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseAsk {
    /// What it gave; becomes a message of the conversation and a document of the room. Without it the ask is only closed.
    #[serde(default)]
    pub summary: Option<AskSummary>,
}

/// What an ask gave.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSummary {
    /// The client's own name for the message.
    pub client_id: Uuid,
    /// Markdown, at most 50,000 characters.
    #[schema(max_length = 50000)]
    pub text: String,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitingAct {
    /// Answer a question for an organisation.
    Answer,
    /// Take a stand on a proposal.
    Vote,
    /// State the result of a proposal.
    State,
    /// Review a document.
    Review,
}

/// Something that waits for the person asking.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Waiting {
    /// What is to be done.
    pub act: WaitingAct,
    /// In which conversation; of a document to review, its own.
    pub conversation_id: ConversationId,
    /// Which document is to be reviewed.
    pub document_id: Option<DocumentId>,
    /// Its title, or the document's name.
    pub title: String,
    /// For which organisation.
    pub organisation: Option<Named>,
    /// By which day.
    pub due_on: NaiveDate,
    /// How many organisations, or reviewers, are asked; none where people vote.
    pub asked: Option<i64>,
    /// How many have been heard.
    pub heard: i64,
}

impl From<waiting::Waiting> for Waiting {
    fn from(row: waiting::Waiting) -> Self {
        Self {
            act: match row.act {
                waiting::Act::Answer => WaitingAct::Answer,
                waiting::Act::Vote => WaitingAct::Vote,
                waiting::Act::State => WaitingAct::State,
                waiting::Act::Review => WaitingAct::Review,
            },
            conversation_id: row.conversation_id,
            document_id: row.document_id,
            title: row.title,
            organisation: row.organisation.map(|(id, name)| Named { id: id.0, name }),
            due_on: row.due_on,
            asked: row.asked,
            heard: row.heard,
        }
    }
}
