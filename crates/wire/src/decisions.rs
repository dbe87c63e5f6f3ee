//! Decisions: what was decided, when, and by which voices.

use chrono::NaiveDate;
use domain::ids::{ConversationId, DecisionId};
use domain::methods::decision;
use domain::methods::proposal::{ProposalResult, Voting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AudienceView, ChoiceCount, NetworkRef, RoomRef};

/// A decision in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DecisionRow {
    /// Its id.
    pub id: DecisionId,
    /// The conversation it came from.
    pub conversation_id: ConversationId,
    /// Where that stands.
    pub room: RoomRef,
    /// Its title.
    pub title: String,
    /// The wording.
    pub wording: String,
    /// Adopted or rejected.
    pub result: ProposalResult,
    /// The day it was decided.
    pub decided_on: NaiveDate,
}

impl From<&decision::Decision> for DecisionRow {
    fn from(row: &decision::Decision) -> Self {
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            room: RoomRef {
                id: row.room_id,
                kind: row.room_kind,
                name: row.room_name.clone(),
                network_id: Some(row.network_id),
            },
            title: row.title.clone(),
            wording: row.wording.clone(),
            result: row.result,
            decided_on: row.decided_on,
        }
    }
}

/// A decision. Its voices are those of the proposal it came from: `/conversations/{id}/proposal/voices`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    /// What lists show of it.
    #[serde(flatten)]
    pub row: DecisionRow,
    /// What it leads to, in words; may be empty.
    pub outcome: String,
    /// Whose voices counted.
    pub voting: Voting,
    /// How many voices there were of each choice.
    pub counts: Vec<ChoiceCount>,
    /// Its network.
    pub network: Option<NetworkRef>,
    /// Who reads it.
    pub audience: AudienceView,
}
