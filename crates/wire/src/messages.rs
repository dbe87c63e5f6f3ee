//! What people do with messages: answers, reactions, wordings, who has seen, what is hidden, what is flagged.

use chrono::{DateTime, Utc};
use domain::conversations::conversation::ConversationKind;
use domain::conversations::flag::{self, FlagOutcome};
use domain::conversations::message::{self, ChangeKind, HiddenWords, ReactionKind};
use domain::ids::{ConversationId, FlagId, MessageId, NetworkId, OrganisationId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Author, RoomRef};

/// The message that another one answers, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Answered {
    /// Its id.
    pub id: MessageId,
    /// Its place in the conversation.
    pub position: i64,
    /// Who wrote it.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// It has been taken away.
    pub deleted: bool,
    /// Its beginning, plain; empty once deleted.
    pub excerpt: String,
}

impl From<message::Answered> for Answered {
    fn from(found: message::Answered) -> Self {
        Self {
            id: found.id,
            position: found.position,
            author_id: found.author_id,
            name: found.name,
            organisation: found.organisation,
            deleted: found.deleted,
            excerpt: found.excerpt,
        }
    }
}

/// Everybody who says one thing of a message, in the order they first said it. There is no number on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reaction {
    /// What they say.
    pub kind: ReactionKind,
    /// Who.
    pub by: Vec<Reacted>,
}

/// An organisation whose people say it; somebody without one by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reacted {
    /// The organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name; the person's own where there is none, and none at all where that is protected.
    pub name: Option<String>,
    /// The people.
    pub people: Vec<PersonId>,
}

impl Reaction {
    pub(crate) fn all(stored: &serde_json::Value) -> Vec<Self> {
        let all = message::reactions(stored).into_iter();
        let by = |by: Vec<message::Reacted>| {
            let each = by.into_iter();
            each.map(|one| Reacted { organisation_id: one.organisation_id, name: one.name, people: one.people })
                .collect()
        };
        all.map(|one| Self { kind: one.kind, by: by(one.by) }).collect()
    }
}

/// A run of words that stayed, came or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WordChange {
    /// What became of it.
    pub kind: ChangeKind,
    /// The words, with the white space between them.
    pub text: String,
}

/// One wording of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageStep {
    /// Its revision.
    pub revision: i64,
    /// Written when, by the message's author: nobody else changes their words.
    pub at: DateTime<Utc>,
    /// It is the first.
    pub first: bool,
    /// What changed from the wording before; in the first all words are the same.
    pub changes: Vec<WordChange>,
}

impl From<message::Step> for MessageStep {
    fn from(step: message::Step) -> Self {
        let changes = step.changes.into_iter().map(|run| WordChange { kind: run.kind, text: run.text });
        Self { revision: step.revision, at: step.at, first: step.first, changes: changes.collect() }
    }
}

/// An organisation somebody of which has opened a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeenBy {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

impl From<message::SeenBy> for SeenBy {
    fn from(row: message::SeenBy) -> Self {
        Self { id: row.id, name: row.name }
    }
}

/// Why a message is to be hidden.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HideMessage {
    /// A reason that its readers see, at most 500 characters.
    #[schema(max_length = 500)]
    pub reason: String,
}

/// What a hidden message says.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HiddenMessage {
    /// Safe HTML.
    pub html: String,
    /// Why it is hidden.
    pub reason: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// By whom; none where the identity is protected.
    pub by: Option<String>,
}

impl From<HiddenWords> for HiddenMessage {
    fn from(row: HiddenWords) -> Self {
        Self { html: row.html, reason: row.reason, at: row.hidden_at, by: row.hidden_by }
    }
}

/// A flag to put on a message.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagMessage {
    /// What is wrong with it, at most 500 characters.
    #[schema(max_length = 500)]
    pub reason: String,
    /// In a direct conversation: the network to whose coordinators this one message is handed over.
    #[serde(default)]
    pub hand_over_to: Option<NetworkId>,
}

/// A flag, as a coordinator sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Flag {
    /// Its id.
    pub id: FlagId,
    /// In which network it is dealt with.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// What the flagger says.
    pub reason: String,
    /// Who flagged it; none to the message's own author.
    pub flagged_by: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub flagger: Option<String>,
    /// When.
    pub flagged_at: DateTime<Utc>,
    /// What became of it; none while it waits.
    pub outcome: Option<FlagOutcome>,
    /// When that was said.
    pub settled_at: Option<DateTime<Utc>>,
    /// By whom; none where the identity is protected.
    pub settled_by: Option<String>,
    /// The message was handed over out of a direct conversation, of which nothing else is told.
    pub handed_over: bool,
    /// The message.
    pub message: FlaggedMessage,
}

/// The message a flag is about.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlaggedMessage {
    /// Its id.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// What it said when it was flagged, as safe HTML; empty once its author has taken it away.
    pub html: String,
    /// Written when.
    pub created_at: DateTime<Utc>,
    /// Taken away by its author.
    pub deleted: bool,
    /// Why it is hidden.
    pub hidden_reason: Option<String>,
    /// Its place; none where it was handed over.
    pub place: Option<FlaggedPlace>,
}

/// Where a flagged message stands.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlaggedPlace {
    /// In which conversation.
    pub conversation_id: ConversationId,
    /// What form that has.
    pub kind: ConversationKind,
    /// Its title.
    pub title: Option<String>,
    /// In which room.
    pub room: RoomRef,
    /// At which place.
    pub position: i64,
}

impl From<&flag::Flag> for Flag {
    fn from(row: &flag::Flag) -> Self {
        let room = || {
            Some(RoomRef {
                id: row.room_id?,
                kind: row.room_kind?,
                name: row.room_name.clone(),
                network_id: Some(row.network_id),
            })
        };
        let place = || {
            Some(FlaggedPlace {
                conversation_id: row.conversation_id?,
                kind: row.conversation_kind?,
                title: row.title.clone(),
                room: room()?,
                position: row.position?,
            })
        };
        Self {
            id: row.id,
            network_id: row.network_id,
            network: row.network.clone(),
            reason: row.reason.clone(),
            flagged_by: row.flagged_by,
            flagger: row.flagger.clone(),
            flagged_at: row.flagged_at,
            outcome: row.outcome,
            settled_at: row.settled_at,
            settled_by: row.settled_by.clone(),
            handed_over: row.handed_over,
            message: FlaggedMessage {
                id: row.message_id,
                author: row.into(),
                html: row.html.clone(),
                created_at: row.created_at,
                deleted: row.deleted_at.is_some() && row.hidden_reason.is_none(),
                hidden_reason: row.hidden_reason.clone(),
                place: place(),
            },
        }
    }
}
