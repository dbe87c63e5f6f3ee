//! Seats: what they are, and who holds and held them.

use crate::{Invitation, Named, NetworkRef, PersonLine, SeatProposal, SeatQuestion, SubstitutionView};
use chrono::NaiveDate;
use domain::access::SeatKind;
use domain::ids::{OrganisationId, SeatHoldingId, SeatId};
use domain::networks::seat::{HoldingRole, SeatState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
