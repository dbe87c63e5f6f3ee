//! What one has begun to write: kept on the server, so that it is on all one's devices.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::conversations::message::MOST_ATTACHMENTS;
use crate::conversations::text::LONGEST;
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, MeetingId, MessageId, NetworkId, OrganisationId, RoomId};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, rows};
use crate::{Error, Result};

/// The most drafts of one person; saving one more throws the oldest away.
const MOST: i64 = 200;
/// The most characters of themes that are being written.
const LONGEST_THEMES: usize = 2_000;
/// The most articles of what is being written: the Convention has no more.
const MOST_ARTICLES: usize = 54;

/// Where a draft is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a conversation.
    Conversation(ConversationId),
    /// As a new thread in a room.
    Room(RoomId),
    /// As a new wording of one's own message.
    Message(MessageId),
    /// As a question to the organisations of a room.
    Ask(RoomId),
    /// As a proposal in a room.
    Proposal(RoomId),
    /// As the wording of such a proposal, which is written beside its background.
    Wording(RoomId),
    /// As an organisation's answer to an ask.
    Answer(ConversationId, OrganisationId),
    /// As the summary of a thread.
    Summary(ConversationId),
    /// As what an ask or a proposal came to, which is written when it is closed.
    Closing(ConversationId),
    /// As the reason of a vote: for an organisation, or for oneself.
    Reason(ConversationId, Option<OrganisationId>),
    /// As a letter to chosen seats of a network.
    Mailing(NetworkId),
    /// As a thread made of a chat message.
    Lift(MessageId),
    /// In what is said of a document, whether or not anybody has said anything yet.
    Document(DocumentId),
    /// In the question box of a meeting.
    Question(MeetingId),
    /// As the word that goes with a thread to another room.
    Moving(ConversationId),
}

/// What goes along with the words, as the column `attachments` holds it: for most that is documents alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Along {
    Documents(Vec<DocumentId>),
    More { documents: Vec<DocumentId>, answers: Option<MessageId>, ask_seen: bool },
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Conversation(id) => write!(f, "conversation:{id}"),
            Self::Room(id) => write!(f, "room:{id}"),
            Self::Message(id) => write!(f, "message:{id}"),
            Self::Ask(id) => write!(f, "ask:{id}"),
            Self::Proposal(id) => write!(f, "proposal:{id}"),
            Self::Wording(id) => write!(f, "wording:{id}"),
            Self::Answer(id, organisation) => write!(f, "answer:{id}:{organisation}"),
            Self::Summary(id) => write!(f, "summary:{id}"),
            Self::Closing(id) => write!(f, "closing:{id}"),
            Self::Reason(id, None) => write!(f, "reason:{id}"),
            Self::Reason(id, Some(organisation)) => write!(f, "reason:{id}:{organisation}"),
            Self::Mailing(id) => write!(f, "mailing:{id}"),
            Self::Lift(id) => write!(f, "lift:{id}"),
            Self::Document(id) => write!(f, "document:{id}"),
            Self::Question(id) => write!(f, "question:{id}"),
            Self::Moving(id) => write!(f, "moving:{id}"),
        }
    }
}

impl std::str::FromStr for Place {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(':') {
            Some(("conversation", id)) => id.parse().map(Self::Conversation).map_err(|_| ()),
            Some(("room", id)) => id.parse().map(Self::Room).map_err(|_| ()),
            Some(("message", id)) => id.parse().map(Self::Message).map_err(|_| ()),
            Some(("ask", id)) => id.parse().map(Self::Ask).map_err(|_| ()),
            Some(("proposal", id)) => id.parse().map(Self::Proposal).map_err(|_| ()),
            Some(("wording", id)) => id.parse().map(Self::Wording).map_err(|_| ()),
            Some(("answer", ids)) => {
                let (id, organisation) = ids.split_once(':').ok_or(())?;
                Ok(Self::Answer(id.parse().map_err(|_| ())?, organisation.parse().map_err(|_| ())?))
            }
            Some(("summary", id)) => id.parse().map(Self::Summary).map_err(|_| ()),
            Some(("closing", id)) => id.parse().map(Self::Closing).map_err(|_| ()),
            Some(("reason", ids)) => match ids.split_once(':') {
                Some((id, organisation)) => {
                    Ok(Self::Reason(id.parse().map_err(|_| ())?, Some(organisation.parse().map_err(|_| ())?)))
                }
                None => Ok(Self::Reason(ids.parse().map_err(|_| ())?, None)),
            },
            Some(("mailing", id)) => id.parse().map(Self::Mailing).map_err(|_| ()),
            Some(("lift", id)) => id.parse().map(Self::Lift).map_err(|_| ()),
            Some(("document", id)) => id.parse().map(Self::Document).map_err(|_| ()),
            Some(("question", id)) => id.parse().map(Self::Question).map_err(|_| ()),
            Some(("moving", id)) => id.parse().map(Self::Moving).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

#[derive(FromRow)]
struct Row {
    place: String,
    title: Option<String>,
    text: String,
    attachments: Option<serde_json::Value>,
    themes: Option<String>,
    articles: Option<serde_json::Value>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for Draft {
    fn from(row: Row) -> Self {
        let Row { place, title, text, attachments, themes, articles, updated_at } = row;
        let along = attachments.and_then(|along| serde_json::from_value(along).ok());
        let (attachments, answers, ask_seen) = match along {
            None => (Vec::new(), None, false),
            Some(Along::Documents(documents)) => (documents, None, false),
            Some(Along::More { documents, answers, ask_seen }) => (documents, answers, ask_seen),
        };
        let articles = articles.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default();
        let themes = themes.unwrap_or_default();
        Self { place, title, text, attachments, themes, articles, answers, ask_seen, updated_at }
    }
}

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Where it is to be sent.
    pub place: String,
    /// The title of a new thread.
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
    /// Documents that are attached.
    pub attachments: Vec<DocumentId>,
    /// The themes of a new thread, as they are being written.
    pub themes: String,
    /// Its articles.
    pub articles: Vec<i64>,
    /// The message it is to answer.
    pub answers: Option<MessageId>,
    /// It is to ask which organisations see it.
    pub ask_seen: bool,
    /// Last saved when.
    pub updated_at: DateTime<Utc>,
}

/// A draft to save.
#[derive(Clone, Debug, Default)]
pub struct NewDraft {
    /// The title of a new thread.
    pub title: Option<String>,
    /// Markdown.
    pub text: String,
    /// Documents that are attached.
    pub attachments: Vec<DocumentId>,
    /// The themes of a new thread, as they are being written.
    pub themes: String,
    /// Its articles.
    pub articles: Vec<i64>,
    /// The message it is to answer; whether it can is asked when it is sent.
    pub answers: Option<MessageId>,
    /// It is to ask which organisations see it.
    pub ask_seen: bool,
}

/// One's own drafts, the newest first.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor) -> Result<Vec<Draft>> {
    let person = actor.signed_in()?;
    let sql = "SELECT place, title, text, attachments, themes, articles, updated_at FROM draft WHERE person_id = $1 \
               ORDER BY updated_at DESC LIMIT $2";
    let found: Vec<Row> = rows(db, sql, [person.0.into(), MOST.into()]).await?;
    Ok(found.into_iter().map(Draft::from).collect())
}

/// Saves a draft.
///
/// # Errors
/// [`Error::NotFound`] for a place one does not see, [`Error::Invalid`] for one too long.
pub async fn save(tx: &Tx, place: Place, draft: NewDraft) -> Result<Draft> {
    let NewDraft { title, text, attachments, themes, articles, answers, ask_seen } = draft;
    let person = tx.actor().signed_in()?;
    match place {
        Place::Conversation(id)
        | Place::Answer(id, _)
        | Place::Summary(id)
        | Place::Closing(id)
        | Place::Reason(id, _)
        | Place::Moving(id) => {
            drop(super::conversation::readable(tx, tx.actor(), id).await?);
        }
        Place::Mailing(id) => drop(crate::networks::network::readable(tx, tx.actor(), id).await?),
        Place::Room(id) | Place::Ask(id) | Place::Proposal(id) | Place::Wording(id) => {
            drop(crate::rooms::room::readable(tx, tx.actor(), id).await?);
        }
        Place::Message(id) | Place::Lift(id) => drop(super::message::readable(tx, tx.actor(), id).await?),
        Place::Document(id) => drop(crate::documents::document::readable(tx, tx.actor(), id).await?),
        Place::Question(id) => drop(crate::meetings::meeting::readable(tx, tx.actor(), id).await?),
    }
    if attachments.len() > MOST_ATTACHMENTS {
        return Err(Error::invalid("/attachments", "too_many"));
    }
    let too_long = text.len() > LONGEST || title.as_ref().is_some_and(|t| t.chars().count() > 1_000);
    if too_long {
        return Err(Error::invalid("/text", "too_long"));
    }
    if themes.chars().count() > LONGEST_THEMES {
        return Err(Error::invalid("/themes", "too_long"));
    }
    if articles.len() > MOST_ARTICLES {
        return Err(Error::invalid("/articles", "too_many"));
    }
    if themes.contains('\0') || text.contains('\0') || title.as_ref().is_some_and(|t| t.contains('\0')) {
        return Err(Error::invalid("/text", "nul_character"));
    }
    let sql = "INSERT INTO draft (person_id, place, title, text, attachments, updated_at, themes, articles) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person_id, place) DO UPDATE SET \
               title = excluded.title, text = excluded.text, attachments = excluded.attachments, \
               updated_at = excluded.updated_at, themes = excluded.themes, articles = excluded.articles";
    let along = match (answers, ask_seen) {
        (None, false) => Along::Documents(attachments.clone()),
        _ => Along::More { documents: attachments.clone(), answers, ask_seen },
    };
    let values = [
        person.0.into(),
        place.to_string().into(),
        title.clone().into(),
        text.clone().into(),
        serde_json::json!(along).into(),
        tx.now().into(),
        themes.clone().into(),
        serde_json::json!(articles).into(),
    ];
    execute(tx, sql, values).await?;
    let crowded = "DELETE FROM draft WHERE person_id = $1 AND place NOT IN \
                   (SELECT place FROM draft WHERE person_id = $1 ORDER BY updated_at DESC LIMIT $2)";
    execute(tx, crowded, [person.0.into(), MOST.into()]).await?;
    tx.record(person, Event::DraftChanged { place: place.to_string() });
    Ok(Draft {
        place: place.to_string(),
        title,
        text,
        attachments,
        themes,
        articles,
        answers,
        ask_seen,
        updated_at: tx.now(),
    })
}

/// Throws a draft away.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn discard(tx: &Tx, place: Place) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let sql = "DELETE FROM draft WHERE person_id = $1 AND place = $2";
    if execute_affecting(tx, sql, [person.0.into(), place.to_string().into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(person, Event::DraftChanged { place: place.to_string() });
    Ok(())
}
