//! What one has begun to write: kept on the server, so that it is on all one's devices.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::actor::Actor;
use crate::conversations::conversation::ThreadKind;
use crate::conversations::information::MOST_NETWORKS;
use crate::conversations::message::MOST_ATTACHMENTS;
use crate::conversations::text::LONGEST;
use crate::event::Event;
use crate::ids::{ConversationId, DocumentId, MeetingId, MessageId, NetworkId, OrganisationId, RoomId};
use crate::methods::proposal::Voting;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, rows};
use crate::{Error, Result};

/// The most drafts of one person; saving one more throws the oldest away.
const MOST: i64 = 200;
/// The most characters of themes that are being written.
const LONGEST_THEMES: usize = 2_000;
/// The most articles of what is being written: the Convention has no more.
const MOST_ARTICLES: usize = 54;
/// The most organisations that are being asked.
const MOST_ORGANISATIONS: usize = 2_000;
/// The years a day may be in.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9_998;

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
    answers: Option<MessageId>,
    ask_seen: bool,
    thread_kind: Option<ThreadKind>,
    due_on: Option<NaiveDate>,
    organisations: Option<serde_json::Value>,
    voting: Option<Voting>,
    closes_at: Option<DateTime<Utc>>,
    room_id: Option<RoomId>,
    networks: Option<serde_json::Value>,
    updated_at: DateTime<Utc>,
}

const COLUMNS: &str = "place, title, text, attachments, themes, articles, answers, ask_seen, thread_kind, due_on, \
                       organisations, voting, closes_at, room_id, networks, updated_at";

impl TryFrom<Row> for Draft {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let attachments = row.attachments.map(serde_json::from_value).transpose()?;
        let articles = row.articles.map(serde_json::from_value).transpose()?;
        let written = Written {
            title: row.title,
            text: row.text,
            attachments: attachments.unwrap_or_default(),
            themes: row.themes.unwrap_or_default(),
            articles: articles.unwrap_or_default(),
            answers: row.answers,
            ask_seen: row.ask_seen,
            thread_kind: row.thread_kind,
            due_on: row.due_on,
            organisations: row.organisations.map(serde_json::from_value).transpose()?,
            voting: row.voting,
            closes_at: row.closes_at,
            room_id: row.room_id,
            networks: row.networks.map(serde_json::from_value).transpose()?.unwrap_or_default(),
        };
        Ok(Self { place: row.place, written, updated_at: row.updated_at })
    }
}

/// A draft.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Where it is to be sent.
    pub place: String,
    /// What stands in it.
    pub written: Written,
    /// Last saved when.
    pub updated_at: DateTime<Utc>,
}

/// What stands in a draft. Whether what is chosen can be is asked when it is sent.
#[derive(Clone, Debug, Default)]
pub struct Written {
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
    /// What kind of thread it is to be.
    pub thread_kind: Option<ThreadKind>,
    /// Until when an ask is to be answered.
    pub due_on: Option<NaiveDate>,
    /// The organisations an ask is to go to; none asks all.
    pub organisations: Option<Vec<OrganisationId>>,
    /// Whose voices a proposal is to count.
    pub voting: Option<Voting>,
    /// Until when it is to take them.
    pub closes_at: Option<DateTime<Utc>>,
    /// The room it is to stand in; none for the usual one.
    pub room_id: Option<RoomId>,
    /// The networks an information is to stand in besides.
    pub networks: Vec<NetworkId>,
}

impl Written {
    /// # Errors
    /// [`Error::Invalid`] for what is too long, or no text.
    fn check(&self) -> Result<()> {
        if self.attachments.len() > MOST_ATTACHMENTS {
            return Err(Error::invalid("/attachments", "too_many"));
        }
        let too_long = self.text.len() > LONGEST || self.title.as_ref().is_some_and(|t| t.chars().count() > 1_000);
        if too_long {
            return Err(Error::invalid("/text", "too_long"));
        }
        if self.themes.chars().count() > LONGEST_THEMES {
            return Err(Error::invalid("/themes", "too_long"));
        }
        if self.articles.len() > MOST_ARTICLES {
            return Err(Error::invalid("/articles", "too_many"));
        }
        if self.organisations.as_ref().is_some_and(|some| some.len() > MOST_ORGANISATIONS) {
            return Err(Error::invalid("/organisations", "too_many"));
        }
        if self.networks.len() > MOST_NETWORKS {
            return Err(Error::invalid("/networks", "too_many"));
        }
        // what no engine could give back
        if self.due_on.is_some_and(|day| !YEARS.contains(&day.year())) {
            return Err(Error::invalid("/due_on", "out_of_range"));
        }
        if self.closes_at.is_some_and(|at| !YEARS.contains(&at.year())) {
            return Err(Error::invalid("/closes_at", "out_of_range"));
        }
        let texts = [Some(&self.themes), Some(&self.text), self.title.as_ref()];
        if texts.into_iter().flatten().any(|text| text.contains('\0')) {
            return Err(Error::invalid("/text", "nul_character"));
        }
        Ok(())
    }
}

/// One's own drafts, the newest first.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor) -> Result<Vec<Draft>> {
    let person = actor.signed_in()?;
    let sql = format!("SELECT {COLUMNS} FROM draft WHERE person_id = $1 ORDER BY updated_at DESC LIMIT $2");
    let found: Vec<Row> = rows(db, &sql, [person.0.into(), MOST.into()]).await?;
    found.into_iter().map(Draft::try_from).collect()
}

/// Saves a draft.
///
/// # Errors
/// [`Error::NotFound`] for a place one does not see, [`Error::Invalid`] for one too long; [`Error::Stale`] where it has been
/// saved after `since`: on another device, which would lose what was written there.
pub async fn save(tx: &Tx, place: Place, written: Written, since: Option<DateTime<Utc>>) -> Result<Draft> {
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
    written.check()?;
    let sql = format!(
        "INSERT INTO draft (person_id, {COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, \
         $15, $16, $17) ON CONFLICT (person_id, place) DO UPDATE SET title = excluded.title, text = excluded.text, \
         attachments = excluded.attachments, themes = excluded.themes, articles = excluded.articles, \
         answers = excluded.answers, ask_seen = excluded.ask_seen, thread_kind = excluded.thread_kind, \
         due_on = excluded.due_on, organisations = excluded.organisations, voting = excluded.voting, \
         closes_at = excluded.closes_at, room_id = excluded.room_id, networks = excluded.networks, \
         updated_at = excluded.updated_at WHERE $18 IS NULL OR draft.updated_at <= $18"
    );
    let values = [
        person.0.into(),
        place.to_string().into(),
        written.title.clone().into(),
        written.text.clone().into(),
        serde_json::json!(written.attachments).into(),
        written.themes.clone().into(),
        serde_json::json!(written.articles).into(),
        written.answers.map(|message| message.0).into(),
        written.ask_seen.into(),
        written.thread_kind.map(ThreadKind::word).into(),
        written.due_on.into(),
        written.organisations.as_ref().map(|some| serde_json::json!(some)).into(),
        written.voting.map(Voting::word).into(),
        written.closes_at.into(),
        written.room_id.map(|room| room.0).into(),
        serde_json::json!(written.networks).into(),
        tx.now().into(),
        // nothing was saved before, and not every engine reaches further back
        since.map(|since| since.max(DateTime::UNIX_EPOCH)).into(),
    ];
    if execute_affecting(tx, &sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    let crowded = "DELETE FROM draft WHERE person_id = $1 AND place NOT IN \
                   (SELECT place FROM draft WHERE person_id = $1 ORDER BY updated_at DESC LIMIT $2)";
    execute(tx, crowded, [person.0.into(), MOST.into()]).await?;
    tx.record(person, Event::DraftChanged { place: place.to_string() });
    Ok(Draft { place: place.to_string(), written, updated_at: tx.now() })
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
