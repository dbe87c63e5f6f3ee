//! Who comes after a seat's holder, and what is handed over.

use crate::{AppointmentView, ConversationRow, DecisionRow, MeetingPromise, MeetingSummary, Seat, SeatView, Waiting};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::SeatKind;
use domain::ids::{DocumentId, SeatId, SeatProposalId};
use domain::networks::succession::ProposalState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who a seat's holder proposes to take over.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatProposal {
    /// Which.
    pub id: SeatProposalId,
    /// For which seat.
    pub seat_id: SeatId,
    /// The seat's title.
    pub title: String,
    /// The seat's kind.
    pub kind: SeatKind,
    /// Its organisation's name.
    pub organisation: String,
    /// Who is to take over.
    pub name: String,
    /// Their address.
    pub email: String,
    /// From this day.
    pub from: NaiveDate,
    /// The last day of whoever proposes; none where they go on for now.
    pub last_day: Option<NaiveDate>,
    /// The decision behind it.
    pub appointment: AppointmentView,
    /// Words to the coordinator.
    pub note: String,
    /// Who proposes; none where the identity is protected.
    pub proposer: Option<String>,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// What has become of it.
    pub state: ProposalState,
    /// Why it was declined.
    pub declined_reason: Option<String>,
}

/// Who is to take over a seat.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeSuccessor {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// From this day; today where none is said.
    pub from: Option<NaiveDate>,
    /// One's own last day; none where one goes on for now.
    pub last_day: Option<NaiveDate>,
    /// Who appointed them.
    pub appointed_by: Option<String>,
    /// When.
    pub appointed_on: Option<NaiveDate>,
    /// The decision's reference.
    pub reference: Option<String>,
    /// The decision itself: a document in the network.
    pub document_id: Option<DocumentId>,
    /// Words to the coordinator.
    #[serde(default)]
    pub note: String,
}

/// Why a proposal is declined.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineProposal {
    /// In words that its proposer reads.
    pub reason: String,
}

/// What whoever holds a seat writes down for the next.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatNote {
    /// What it says.
    pub text: String,
    /// Who wrote it; none where the identity is protected.
    pub author: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// The note to the next holder, to be written anew.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteSeatNote {
    /// What it says; empty takes it away.
    pub text: String,
}

/// Where somebody who has come to a seat begins.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Handover {
    /// The seat.
    pub seat: SeatView,
    /// What the network is for.
    pub purpose: String,
    /// The note of whoever held the seat before.
    pub note: Option<SeatNote>,
    /// How many conversations one follows whole.
    pub followed: i64,
    /// What waits for one's answer.
    pub waiting: Vec<Waiting>,
    /// What the organisation has promised and not yet done, what is due first coming first.
    pub promises: Vec<MeetingPromise>,
    /// The last meetings that are in the archive.
    pub meetings: Vec<MeetingSummary>,
    /// Threads that stand on top.
    pub pinned: Vec<ConversationRow>,
    /// Answered questions on what the organisation has spoken of.
    pub answered: Vec<ConversationRow>,
    /// The last decisions.
    pub decisions: Vec<DecisionRow>,
    /// The organisation's seats and who has them.
    pub seats: Vec<Seat>,
}
