//! Seats: what they are, who holds and held them, and invitations to them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::SeatKind;
use domain::ids::{
    DocumentId, InvitationId, MeetingId, NetworkId, OrganisationId, PersonId, SeatHoldingId, SeatId, SeatProposalId,
    SeatRoundId, SubstitutionId,
};
use domain::networks::invitation::{self, InvitationState, LinkState};
use domain::networks::round::{self, RoundAnswer};
use domain::networks::seat::{HoldingRole, SeatState};
use domain::networks::succession::ProposalState;
use domain::people::person::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ConversationRow, DecisionRow, MeetingSummary, Named, NetworkRef, PersonLine, Seat, Waiting};

/// Who appointed somebody to a seat, when, and where that is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AppointmentView {
    /// Who, in words.
    pub by: Option<String>,
    /// On which day.
    pub on: Option<NaiveDate>,
    /// The decision's reference.
    pub reference: Option<String>,
    /// The decision itself; none where one may not read it.
    pub document: Option<Named>,
}

/// Somebody's holding of a seat.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatHolding {
    /// Which.
    pub id: SeatHoldingId,
    /// Who.
    pub person: PersonLine,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included.
    pub to: Option<NaiveDate>,
    /// Who appointed them.
    pub appointment: AppointmentView,
}

/// What the person asking may do with a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeatRightsView {
    /// Say what it is for, end it and its holdings.
    pub change: bool,
    /// Invite to it.
    pub invite: bool,
    /// Keep it for the organisation.
    pub keep: bool,
}

/// A seat, looked at by itself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatView {
    /// Its id.
    pub id: SeatId,
    /// In which network.
    pub network: NetworkRef,
    /// Whose.
    pub organisation: Named,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub mandate: String,
    /// How it stands.
    pub state: SeatState,
    /// Its last day, where one is set.
    pub until: Option<NaiveDate>,
    /// Who holds it and stands behind it, now or from a day to come.
    pub holdings: Vec<SeatHolding>,
    /// Who held it before, the latest first.
    pub before: Vec<SeatHolding>,
    /// Invitations that wait or have run out; for those who may invite.
    pub invitations: Vec<Invitation>,
    /// The mail hosts of the organisation's other people; for those who may invite.
    pub mail_hosts: Vec<String>,
    /// Who is proposed to take over, and who was; for its holder and those who decide.
    pub proposals: Vec<SeatProposal>,
    /// Deputies who stand in, now or later.
    pub substitutions: Vec<SubstitutionView>,
    /// It is asked whether its holder goes on; for its holder and those who ask.
    pub asked: Option<SeatQuestion>,
    /// What one may do.
    pub may: SeatRightsView,
    /// Goes up with every change of its words.
    pub revision: i64,
}

/// A seat to make.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeSeat {
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// What it is for.
    #[serde(default)]
    pub mandate: String,
}

/// What to change of a seat.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSeat {
    /// Its title.
    pub title: Option<String>,
    /// What it is for.
    pub mandate: Option<String>,
}

/// The last day of a seat or a holding; without one it ends at once.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSeat {
    /// Its last day.
    pub last_day: Option<NaiveDate>,
}

/// Somebody to invite to a seat.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteToSeat {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// The language of the mail; Swedish where none is said.
    pub language: Option<Language>,
    /// From this day; today where none is said.
    pub from: Option<NaiveDate>,
    /// To this day, included.
    pub to: Option<NaiveDate>,
    /// Who appointed them.
    pub appointed_by: Option<String>,
    /// When.
    pub appointed_on: Option<NaiveDate>,
    /// The decision's reference.
    pub reference: Option<String>,
    /// The decision itself: a document in the network.
    pub document_id: Option<DocumentId>,
}

/// An invitation to a seat, for those who may give it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// To which seat.
    pub seat_id: SeatId,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// Who.
    pub name: String,
    /// To which address.
    pub email: String,
    /// In which language.
    pub language: Language,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Sent when.
    pub sent_at: DateTime<Utc>,
    /// Until when its link leads somewhere.
    pub expires_at: DateTime<Utc>,
    /// What has become of it.
    pub state: InvitationState,
    /// The address is at another mail host than the organisation's other people's: worth a second look.
    pub unusual_host: bool,
}

impl From<invitation::Invitation> for Invitation {
    fn from(one: invitation::Invitation) -> Self {
        let invitation::Invitation { id, seat, role, name, email, language, from, to, .. } = one;
        let (sent_at, expires_at, state, unusual_host) = (one.sent_at, one.expires_at, one.state, one.unusual_host);
        Self { id, seat_id: seat, role, name, email, language, from, to, sent_at, expires_at, state, unusual_host }
    }
}

/// Where the link of an invitation leads.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvitationLink {
    /// Where it leads.
    pub state: LinkState,
    /// The network's name in addresses.
    pub slug: String,
    /// The network's name.
    pub network: String,
    /// The organisation's name.
    pub organisation: String,
    /// The seat's kind.
    pub kind: SeatKind,
    /// The seat's title.
    pub title: String,
    /// What the seat is for.
    pub mandate: String,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// Who invites.
    pub inviter: Option<String>,
    /// Who is invited.
    pub name: String,
    /// The address it is for.
    pub email: String,
    /// In which language they were written to.
    pub language: Language,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whoever looks is signed in as somebody who has the address; none where nobody is signed in.
    pub for_me: Option<bool>,
}

impl From<invitation::InvitationLink> for InvitationLink {
    fn from(link: invitation::InvitationLink) -> Self {
        Self {
            state: link.state,
            slug: link.slug,
            network: link.network,
            organisation: link.organisation,
            kind: link.kind,
            title: link.title,
            mandate: link.mandate,
            role: link.role,
            inviter: link.inviter,
            name: link.name,
            email: link.email,
            language: link.language,
            from: link.from,
            to: link.to,
            expires_at: link.expires_at,
            for_me: link.for_me,
        }
    }
}

/// Accepting an invitation: with an account to make, or as the person signed in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The account to make; none for whoever is signed in.
    pub account: Option<InvitedAccount>,
}

/// An account to make with the address that was invited.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitedAccount {
    /// Name.
    pub name: String,
    /// Password.
    pub password: String,
}

impl std::fmt::Debug for AcceptInvitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AcceptInvitation(…)")
    }
}

impl std::fmt::Debug for InvitedAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "InvitedAccount({}, …)", self.name)
    }
}

/// What accepting led to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AcceptedInvitation {
    /// In which network.
    pub network_id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// The account was made with it, and is signed in.
    pub new: bool,
}

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

/// One's seats on the start page: where one is new, and what is asked of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct OwnSeats {
    /// Those one came to a short while ago.
    pub new: Vec<SeatId>,
    /// Whether one goes on, where that is asked and not yet answered.
    pub asked: Vec<SeatQuestion>,
}

/// A seat is asked whether its holder goes on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatQuestion {
    /// The round.
    pub round_id: SeatRoundId,
    /// The seat.
    pub seat_id: SeatId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: SeatKind,
    /// Its organisation's name.
    pub organisation: String,
    /// Words to those who are asked.
    pub note: String,
    /// Until this day.
    pub due_on: NaiveDate,
    /// What was answered last.
    pub answer: Option<RoundAnswer>,
}

impl From<round::Question> for SeatQuestion {
    fn from(one: round::Question) -> Self {
        let round::Question { round_id, seat_id, title, kind, organisation, note, due_on, answer } = one;
        Self { round_id, seat_id, title, kind, organisation, note, due_on, answer }
    }
}

/// All seats, or those of a kind, are asked whether their holders go on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSeats {
    /// Only of this kind; none for all.
    pub kind: Option<SeatKind>,
    /// Answers are hoped for until this day.
    pub due_on: NaiveDate,
    /// Words to those who are asked.
    #[serde(default)]
    pub note: String,
}

/// A round of asking.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRound {
    /// Which.
    pub id: SeatRoundId,
    /// Only of this kind; none for all.
    pub kind: Option<SeatKind>,
    /// Words to those who are asked.
    pub note: String,
    /// Until this day.
    pub due_on: NaiveDate,
    /// Asked when.
    pub asked_at: DateTime<Utc>,
    /// Reminded last.
    pub reminded_at: Option<DateTime<Utc>>,
    /// It is closed.
    pub closed: bool,
    /// How many seats are asked.
    pub asked: i64,
    /// How many have answered.
    pub answered: i64,
}

impl From<&round::Round> for SeatRound {
    fn from(one: &round::Round) -> Self {
        Self {
            id: one.id,
            kind: one.kind,
            note: one.note.clone(),
            due_on: one.due_on,
            asked_at: one.asked_at,
            reminded_at: one.reminded_at,
            closed: one.closed_at.is_some(),
            asked: one.asked,
            answered: one.answered,
        }
    }
}

/// A round with its board.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRoundBoard {
    /// The round.
    pub round: SeatRound,
    /// Every seat that was asked, in the order of the organisations.
    pub seats: Vec<SeatRoundRow>,
}

/// A seat on the board.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRoundRow {
    /// Which seat.
    pub seat_id: SeatId,
    /// Its kind.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Whose.
    pub organisation: Named,
    /// Who holds it; nobody: it is vacant.
    pub holders: Vec<PersonLine>,
    /// What was answered last.
    pub answer: Option<RoundAnswer>,
    /// A coordinator entered it.
    pub by_coordinator: bool,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// A seat's answer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRound {
    /// Its holder goes on, is succeeded, or leaves.
    pub answer: RoundAnswer,
}

/// A deputy's standing in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SubstitutionView {
    /// Which.
    pub id: SubstitutionId,
    /// The deputy.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included.
    pub to: NaiveDate,
    /// A coordinator has still to confirm it.
    pub unconfirmed: bool,
    /// The meeting it is for.
    pub meeting_id: Option<MeetingId>,
}

/// A deputy who is to stand in.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StandIn {
    /// The deputy.
    pub person_id: PersonId,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included.
    pub to: NaiveDate,
}
