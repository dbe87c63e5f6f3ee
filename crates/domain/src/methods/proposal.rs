//! A proposal: a wording that people or organisations take a stand on before a deadline, and the decision it becomes.
//!
//! Its background is the first message of the conversation. The wording is never changed: who wants another withdraws
//! the proposal and puts a new one, so that nobody's voice comes to stand under words they have not read.

mod close;
mod voice;

use chrono::{DateTime, TimeDelta, Utc};

pub use close::{Closing, ProposalResult, close, close_as};
pub use voice::{
    Cast, Choice, Counted, LONGEST_REASON, Voice, cast, cast_as, counted, everybody_was_heard, of_voters, voices,
};

use super::roll;
use crate::access::{NetworkRight, Standing};
use crate::actor::Actor;
use crate::conversations::conversation::{self, NewThread, ReadableConversation, ThreadKind};
use crate::conversations::message::Post;
use crate::conversations::tags::Tags;
use crate::conversations::text::field;
use crate::event::Event;
use crate::ids::{ConversationId, DecisionId, NetworkId, OrganisationId};
use crate::networks::organisation::Named;
use crate::rooms::room::ReadableRoom;
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// Whose voices count.
    Voting {
        /// One for each organisation.
        Organisation = "organisation",
        /// One for each person.
        Person = "person",
    }
}

/// The most characters of a wording.
pub const LONGEST_WORDING: usize = 2_000;
/// The longest a vote may last.
const LONGEST_VOTE: TimeDelta = TimeDelta::days(366);

/// A proposal's row.
#[derive(Clone, Debug, FromRow)]
pub struct Proposal {
    /// The conversation it is.
    pub conversation_id: ConversationId,
    /// In which network.
    pub network_id: NetworkId,
    /// What is to be decided, in the words of the decision.
    pub wording: String,
    /// Whose voices count.
    pub voting: Voting,
    /// Voices are taken before this instant.
    pub closes_at: DateTime<Utc>,
    /// Its revision.
    pub revision: i64,
    /// When its result was stated.
    pub closed_at: Option<DateTime<Utc>>,
    /// The result.
    pub result: Option<ProposalResult>,
    /// The decision it became.
    pub decision_id: Option<DecisionId>,
}

/// A proposal to put.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// Its title.
    pub title: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// Its background.
    pub background: Post,
    /// What is to be decided.
    pub wording: String,
    /// Whose voices count.
    pub voting: Voting,
    /// Voices are taken before this instant.
    pub closes_at: DateTime<Utc>,
}

/// A proposal one may read, with its conversation.
#[derive(Clone, Debug)]
pub struct ReadableProposal {
    conversation: ReadableConversation,
    proposal: Proposal,
}

/// A proposal one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: ConversationId) -> Result<ReadableProposal> {
    let conversation = conversation::readable(db, actor, id).await?;
    let sql = "SELECT p.conversation_id, p.network_id, p.wording, p.voting, p.closes_at, p.revision, p.closed_at, \
               p.result, d.id AS decision_id FROM proposal p \
               LEFT JOIN decision d ON d.conversation_id = p.conversation_id WHERE p.conversation_id = $1";
    let proposal: Proposal = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok(ReadableProposal { conversation, proposal })
}

impl ReadableProposal {
    /// Its row.
    #[must_use]
    pub fn row(&self) -> &Proposal {
        &self.proposal
    }

    /// The conversation it is.
    #[must_use]
    pub fn conversation(&self) -> &ReadableConversation {
        &self.conversation
    }

    /// Whether voices are taken at `now`.
    #[must_use]
    pub fn open(&self, now: DateTime<Utc>) -> bool {
        self.proposal.closed_at.is_none() && now < self.proposal.closes_at
    }

    /// Whether the actor states its result: who put it, and the network's coordinators.
    #[must_use]
    pub fn may_close(&self, actor: &Actor) -> bool {
        let put = actor.person().is_some() && self.conversation.row().author_id == actor.person();
        (put && self.conversation.rights().write) || actor.may(self.proposal.network_id, NetworkRight::Govern)
    }

    /// The standings by which the actor may take a stand on it.
    #[must_use]
    pub fn voices_of<'a>(&self, actor: &'a Actor) -> Vec<&'a Standing> {
        actor.voices(self.proposal.network_id)
    }
}

/// An organisation whose voice is asked for.
#[derive(Clone, Debug, FromRow)]
pub struct Called {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// It has taken a stand.
    pub heard: bool,
}

/// The organisations called, in Swedish order; none where people vote.
///
/// # Errors
/// When the database can't be reached.
pub async fn called(db: &impl Db, proposal: &ReadableProposal, today: chrono::NaiveDate) -> Result<Vec<Called>> {
    let heard = "EXISTS (SELECT 1 FROM voice v WHERE v.conversation_id = p.conversation_id \
                 AND v.voter_id = q.organisation_id)";
    let sql = format!(
        "SELECT o.id, o.name, {heard} AS heard FROM proposal p JOIN proposal_organisation q \
         ON q.conversation_id = p.conversation_id JOIN organisation o ON o.id = q.organisation_id \
         WHERE p.conversation_id = $1 AND ({heard} OR {}) ORDER BY o.sort_key, o.id",
        roll::takes_part("q.organisation_id", "p.network_id", "$2")
    );
    crate::store::rows(db, &sql, [proposal.proposal.conversation_id.0.into(), today.into()]).await
}

/// Puts a proposal in a room.
///
/// # Errors
/// [`Error::Forbidden`] where one may not, or where organisations are to vote and none speaks; [`Error::Invalid`] for a
/// wording, title, themes or deadline that can't be.
pub async fn put(tx: &Tx, room: &ReadableRoom, new: NewProposal) -> Result<ConversationId> {
    roll::askable(tx, room)?;
    let wording = wording(&new.wording)?;
    if new.closes_at <= tx.now() {
        return Err(Error::invalid("/closes_at", "in_the_past"));
    }
    if new.closes_at > tx.now() + LONGEST_VOTE {
        return Err(Error::invalid("/closes_at", "out_of_range"));
    }
    let roll = match new.voting {
        Voting::Organisation => roll::of(tx, room.room(), None).await?,
        Voting::Person => Vec::new(),
    };
    let thread = NewThread {
        kind: ThreadKind::Proposal,
        title: new.title,
        tags: Tags::chosen(&new.themes, &[])?,
        first: new.background,
    };
    let (id, _) = conversation::start(tx, room, thread).await?;
    keep(tx, room, id, (&wording, new.voting, new.closes_at), &roll, tx.now()).await?;
    Ok(id)
}

/// Makes a proposal of a thread that somebody started at a time gone by, its background written already: demo data and
/// imports.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, else as [`put`].
pub async fn put_as(
    tx: &Tx,
    room: &ReadableRoom,
    thread: ConversationId,
    (wording, voting, closes_at): (&str, Voting, DateTime<Utc>),
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let roll = match voting {
        Voting::Organisation => roll::of(tx, room.room(), None).await?,
        Voting::Person => Vec::new(),
    };
    keep(tx, room, thread, (&self::wording(wording)?, voting, closes_at), &roll, at).await
}

/// What makes a conversation a proposal: its row and its roll.
async fn keep(
    tx: &Tx,
    room: &ReadableRoom,
    id: ConversationId,
    (wording, voting, closes_at): (&str, Voting, DateTime<Utc>),
    roll: &[Named],
    at: DateTime<Utc>,
) -> Result<()> {
    let network = room.room().network_id.ok_or(Error::Forbidden)?;
    let sql = "INSERT INTO proposal (conversation_id, network_id, wording, voting, closes_at, revision, created_at) \
               VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT DO NOTHING";
    let values = [id.0.into(), network.0.into(), wording.into(), voting.word().into(), closes_at.into(), at.into()];
    execute(tx, sql, values).await?;
    roll::keep(tx, "proposal_organisation", id.0, roll).await?;
    tx.record(room.room().id, Event::ProposalPut { conversation: id });
    Ok(())
}

fn wording(written: &str) -> Result<String> {
    let wording = field(written);
    if wording.is_empty() {
        return Err(Error::invalid("/wording", "empty"));
    }
    if wording.contains('\0') {
        return Err(Error::invalid("/wording", "nul_character"));
    }
    if wording.chars().count() > LONGEST_WORDING {
        return Err(Error::invalid("/wording", "too_long"));
    }
    Ok(wording)
}
