//! Flags, as they are put and as a coordinator sees them.

use chrono::{DateTime, Utc};
use domain::conversations::conversation::ConversationKind;
use domain::conversations::flag::{self, FlagOutcome};
use domain::conversations::writing::WritingKind;
use domain::ids::{ConversationId, FlagId, MessageId, NetworkId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Author, RoomRef};

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
    /// What is flagged, where it is no message.
    pub writing: Option<FlaggedWriting>,
    /// The message, or the words of the writing.
    pub message: FlaggedMessage,
}

/// What is flagged beside messages.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlaggedWriting {
    /// What kind of writing.
    pub kind: WritingKind,
    /// The part of the conversation that it is.
    pub part_id: Uuid,
}

/// A flag to put on a writing.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagWriting {
    /// What is wrong with it, at most 500 characters.
    #[schema(max_length = 500)]
    pub reason: String,
}

/// The message a flag is about, or the words of a writing.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FlaggedMessage {
    /// Its id; of a writing, the id of its conversation's first message.
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
    /// It is closed: nothing more is written in it.
    pub closed: bool,
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
                closed: row.closed_at.is_some(),
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
            writing: row.writing.zip(row.part_id).map(|(kind, part_id)| FlaggedWriting { kind, part_id }),
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
