//! The certificate of how an organisation takes part.

use chrono::NaiveDate;
use domain::access::{ParticipationState, SeatKind};
use domain::ids::{AgreementId, ConditionId, SeatId};
use domain::networks::agreement::InForce;
use domain::networks::certificate;
use domain::networks::condition::on_day::OnDay;
use domain::networks::condition::{ConditionState, KnownCondition};
use domain::networks::roll;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, NetworkRef};

/// What an organisation's board is shown of how it takes part, as of a day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Certificate {
    /// The organisation, by what it was called on the day.
    pub organisation: Named,
    /// The network.
    pub network: NetworkRef,
    /// What that is for.
    pub purpose: String,
    /// As of this day.
    pub day: NaiveDate,
    /// How it took part; none where it did not on that day.
    pub taking_part: Option<TakingPart>,
}

/// How an organisation takes part on a day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TakingPart {
    /// As member, resting or observer.
    pub state: ParticipationState,
    /// Since this day without a break: as a member, resting or not, or as an observer.
    pub since: NaiveDate,
    /// To this day, where that has been decided.
    pub until: Option<NaiveDate>,
    /// The agreements in force, with what it has decided on them.
    pub agreements: Vec<CertifiedAgreement>,
    /// The conditions, and how it stands to them.
    pub conditions: Vec<CertifiedCondition>,
    /// Its seats, and who holds them.
    pub seats: Vec<CertifiedSeat>,
}

/// An agreement in force, and an organisation's decision on it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CertifiedAgreement {
    /// Which.
    pub id: AgreementId,
    /// Its title.
    pub title: String,
    /// The first day of its period.
    pub from: NaiveDate,
    /// The last day, included; none while it is open.
    pub to: Option<NaiveDate>,
    /// Which body decided; none where no decision is noted.
    pub body: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// Under what reference.
    pub reference: Option<String>,
}

/// A condition, and how an organisation stands to it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CertifiedCondition {
    /// Which.
    pub id: ConditionId,
    /// Which of the six it is, worded by the interface.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// How the organisation stands to it; none where nothing has been said.
    pub state: Option<ConditionState>,
    /// The day that was said.
    pub said_on: Option<NaiveDate>,
}

/// A seat, and who holds it: one line for each holder.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CertifiedSeat {
    /// Which.
    pub id: SeatId,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Who holds it; none in a vacant one, and where the identity is protected.
    pub person: Option<String>,
    /// Somebody does.
    pub held: bool,
}

impl From<certificate::Certificate> for Certificate {
    fn from(found: certificate::Certificate) -> Self {
        let certificate::Certificate { organisation_id, organisation, network, day, taking_part } = found;
        Self {
            organisation: Named { id: organisation_id.0, name: organisation },
            network: NetworkRef { id: network.id, slug: network.slug, name: network.name },
            purpose: network.purpose,
            day,
            taking_part: taking_part.map(|part| TakingPart {
                state: part.state,
                since: part.since,
                until: part.until,
                agreements: part.agreements.into_iter().map(Into::into).collect(),
                conditions: part.conditions.into_iter().map(Into::into).collect(),
                seats: part.seats.into_iter().filter_map(seat).collect(),
            }),
        }
    }
}

impl From<InForce> for CertifiedAgreement {
    fn from(row: InForce) -> Self {
        let InForce { id, title, from_day: from, to_day: to, body, decided_on, reference } = row;
        let reference = reference.filter(|text| !text.is_empty());
        Self { id, title, from, to, body, decided_on, reference }
    }
}

impl From<OnDay> for CertifiedCondition {
    fn from(row: OnDay) -> Self {
        let OnDay { id, word, title, state, at } = row;
        Self { id, word, title, state, said_on: at.map(domain::clock::day_of) }
    }
}

/// A line of the roll; none for an organisation without any seat.
fn seat(row: roll::Line) -> Option<CertifiedSeat> {
    let roll::Line { seat_id, seat_kind, title, person, held, .. } = row;
    Some(CertifiedSeat { id: seat_id?, kind: seat_kind?, title: title.unwrap_or_default(), person, held })
}
