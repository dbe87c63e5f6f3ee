//! The coordinator's desk: what waits, across all the networks they govern.
//!
//! Nothing of it is stored: each kind of matter is a query over what is so, in a file of its own, and a matter is gone
//! when what it tells of is no longer so. A new kind of matter does not compile until [`desk`] asks for it.

mod agreements;
mod imports;
mod joining;
mod linked;
mod meetings;
mod revisits;
mod seats;
mod speaking;
mod talk;

pub use seats::VacantSeats;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::{governed, governed_open};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId};
use crate::networks::case::CaseKind;
use crate::store::Db;
use crate::words::words;

words! {
    /// What kind of thing waits.
    MatterKind {
        /// A question that nobody has answered for a week; the subject is its conversation.
        QuestionWaiting = "question_waiting",
        /// An ask whose time is out and that is still open; the subject is its conversation.
        AskOverdue = "ask_overdue",
        /// A proposal whose time is out and whose result is not stated; the subject is its conversation.
        ProposalOverdue = "proposal_overdue",
        /// A deputy who is to stand in at a meeting, by exception; the subject is the meeting, the part the seat.
        StandInToConfirm = "stand_in_to_confirm",
        /// A meeting that is over and not yet in the archive; the subject is the meeting.
        MeetingToDocument = "meeting_to_document",
        /// A member without a noted decision on the agreement in force; the subject is the agreement.
        DecisionMissing = "decision_missing",
        /// An agreement whose period ends within half a year and that nothing follows on; the subject is the agreement.
        AgreementEnding = "agreement_ending",
        /// A meeting whose time to answer is near with seats that have not; the subject is the meeting.
        AnswersMissing = "answers_missing",
        /// A seat that nobody holds, and nobody is on the way to; the subject is the seat.
        SeatVacant = "seat_vacant",
        /// A seat whose holder leaves soon, or says so in the open round, with nobody on the way; the subject is the seat.
        SeatExpiring = "seat_expiring",
        /// A spokesperson whose term ends soon, with nobody to take over; the subject is the appointment.
        SpokespersonLeaving = "spokesperson_leaving",
        /// A successor that a seat's holder proposes; the subject is the proposal, the part the seat.
        SuccessorProposed = "successor_proposed",
        /// A deputy who is to stand in for a period, by exception; the subject is the standing in, the part the seat.
        DeputyToConfirm = "deputy_to_confirm",
        /// Seats that have not said whether their holders go on, and the day is near; the subject is the round.
        SeatsSilent = "seats_silent",
        /// An organisation that wants to join; the subject is the case.
        CaseWaiting = "case_waiting",
        /// An observer that wants to become a member; the subject is the case.
        MembershipAsked = "membership_asked",
        /// An organisation that has written after its case was decided; the subject is the case.
        CaseAnswered = "case_answered",
        /// An organisation that has not confirmed its conditions for a year, or never; the subject is the organisation.
        ConditionsUnconfirmed = "conditions_unconfirmed",
        /// The first in the queue of a network that has space; the subject is the organisation, the part the case in which
        /// the place is given, where there is one.
        PlaceFree = "place_free",
        /// A network that wants to be linked; the subject is the link, the title the other network's name.
        LinkProposed = "link_proposed",
        /// Something passed on by a linked network, to be placed in a room or turned down; the subject is what was passed
        /// on, the organisation's name is the other network's.
        ForwardingWaiting = "forwarding_waiting",
        /// A governing document whose day to be looked over is near or past; the subject is the document.
        DocumentToRevisit = "document_to_revisit",
        /// An agreement whose day to be looked over is near or past, and that nothing follows on; the subject is it.
        AgreementToRevisit = "agreement_to_revisit",
        /// A zip that was brought in and waits to be looked through; the subject is the import.
        ImportWaiting = "import_waiting",
    }
}

impl MatterKind {
    /// Whether a coordinator can still finish it when the network is closed: they seat successors, and answer those who wrote.
    /// The rest is over with the network, and waits for nobody.
    const fn outlives_the_network(self) -> bool {
        match self {
            Self::SeatVacant
            | Self::SeatExpiring
            | Self::SuccessorProposed
            | Self::DeputyToConfirm
            | Self::CaseWaiting
            | Self::MembershipAsked
            | Self::CaseAnswered
            | Self::LinkProposed
            | Self::ForwardingWaiting => true,
            Self::QuestionWaiting
            | Self::AskOverdue
            | Self::ProposalOverdue
            | Self::StandInToConfirm
            | Self::MeetingToDocument
            | Self::DecisionMissing
            | Self::AgreementEnding
            | Self::AnswersMissing
            | Self::SeatsSilent
            | Self::SpokespersonLeaving
            | Self::ConditionsUnconfirmed
            | Self::PlaceFree
            | Self::DocumentToRevisit
            | Self::AgreementToRevisit
            | Self::ImportWaiting => false,
        }
    }
}

/// The most matters of one kind that are shown; the rest come when these are done.
const MOST: i64 = 50;
/// For how long a matter stays away once those it waits for have been reminded.
const PATIENCE: TimeDelta = TimeDelta::days(3);

/// Something that waits for a coordinator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// What kind of thing.
    pub kind: MatterKind,
    /// In which network.
    pub network_id: NetworkId,
    /// What it is about; which kind of thing that is, the kind says.
    pub subject_id: Uuid,
    /// The part of it that is meant.
    pub part_id: Option<Uuid>,
    /// Its title.
    pub title: Option<String>,
    /// The organisation concerned.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// The person concerned.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// How many, where it is about several.
    pub number: Option<i64>,
    /// How many there are of that in all.
    pub of: Option<i64>,
    /// The day it is due, or was.
    pub due: Option<NaiveDate>,
    /// Since when it waits.
    pub since: Option<DateTime<Utc>>,
}

impl Matter {
    /// A matter of which nothing more is said.
    fn new(kind: MatterKind, network: NetworkId, subject: Uuid) -> Self {
        Self {
            kind,
            network_id: network,
            subject_id: subject,
            part_id: None,
            title: None,
            organisation_id: None,
            organisation: None,
            person_id: None,
            person: None,
            number: None,
            of: None,
            due: None,
            since: None,
        }
    }
}

/// Whose desk, and when.
struct Scope {
    networks: Vec<NetworkId>,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl Scope {
    fn networks(&self) -> sea_orm::Value {
        crate::store::Ids::value(self.networks.iter().map(|id| id.0))
    }
}

/// What waits for one in the networks one governs, what is due first coming first, then what has waited longest; nothing
/// for anybody else.
///
/// # Errors
/// [`crate::Error::Unauthenticated`] where nobody is signed in.
pub async fn desk(db: &impl Db, actor: &Actor, now: DateTime<Utc>, today: NaiveDate) -> Result<Vec<Matter>> {
    let all = Scope { networks: governed(actor)?, now, today };
    if all.networks.is_empty() {
        return Ok(Vec::new());
    }
    let open = Scope { networks: governed_open(actor)?, now, today };
    let mut matters = Vec::new();
    for kind in MatterKind::ALL {
        let scope = if kind.outlives_the_network() { &all } else { &open };
        matters.extend(match kind {
            MatterKind::QuestionWaiting => talk::questions_waiting(db, actor, scope).await?,
            MatterKind::AskOverdue => talk::asks_overdue(db, scope).await?,
            MatterKind::ProposalOverdue => talk::proposals_overdue(db, scope).await?,
            MatterKind::StandInToConfirm => meetings::stand_ins(db, scope).await?,
            MatterKind::MeetingToDocument => meetings::to_document(db, scope).await?,
            MatterKind::DecisionMissing => agreements::decisions_missing(db, scope).await?,
            MatterKind::AgreementEnding => agreements::ending(db, scope).await?,
            MatterKind::AnswersMissing => meetings::answers_missing(db, scope).await?,
            MatterKind::SeatVacant => seats::vacant(db, scope).await?,
            MatterKind::SeatExpiring => seats::expiring(db, scope).await?,
            MatterKind::SpokespersonLeaving => speaking::leaving(db, scope).await?,
            MatterKind::SuccessorProposed => seats::proposed(db, scope).await?,
            MatterKind::DeputyToConfirm => seats::deputies(db, scope).await?,
            MatterKind::SeatsSilent => seats::rounds(db, scope).await?,
            MatterKind::CaseWaiting => joining::cases(db, scope, CaseKind::Expression).await?,
            MatterKind::MembershipAsked => joining::cases(db, scope, CaseKind::Membership).await?,
            MatterKind::CaseAnswered => joining::answered(db, scope).await?,
            MatterKind::ConditionsUnconfirmed => joining::unconfirmed(db, scope).await?,
            MatterKind::PlaceFree => joining::places_free(db, scope).await?,
            MatterKind::LinkProposed => linked::proposed(db, scope).await?,
            MatterKind::ForwardingWaiting => linked::forwarded(db, scope).await?,
            MatterKind::DocumentToRevisit => revisits::documents(db, scope).await?,
            MatterKind::AgreementToRevisit => revisits::agreements(db, scope).await?,
            MatterKind::ImportWaiting => imports::to_look_through(db, scope).await?,
        });
    }
    matters.sort_by_key(|matter| (matter.due.unwrap_or(today), matter.since.unwrap_or(now), matter.subject_id));
    Ok(matters)
}

/// How many seats are vacant in each network one governs that has any: the matters show fifty of them at a time.
///
/// # Errors
/// As [`desk`].
pub async fn vacant_seats(
    db: &impl Db,
    actor: &Actor,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Vec<VacantSeats>> {
    let scope = Scope { networks: governed(actor)?, now, today };
    if scope.networks.is_empty() { Ok(Vec::new()) } else { seats::counted(db, &scope).await }
}
