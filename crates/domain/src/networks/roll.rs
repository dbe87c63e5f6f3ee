//! Who took part in a network on a day: every organisation with those who sat for it. The list that goes with an agreement.

use chrono::{DateTime, NaiveDate, Utc};

use crate::Result;
use crate::access::{ParticipationState, SeatKind};
use crate::actor::Actor;
use crate::clock::start_of;
use crate::ids::{NetworkId, OrganisationId, SeatId};
use crate::networks::{network, organisation};
use crate::store::{Db, FromRow, rows};

/// The most lines of a roll.
const MOST: i64 = 2_000;

/// A line of the roll: an organisation's seat and who held it, or an organisation without any.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How it took part.
    pub state: ParticipationState,
    /// Since which day.
    pub since: NaiveDate,
    /// Through which seat.
    pub seat_id: Option<SeatId>,
    /// Official or elected.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// Who held it; none in a vacant one, and where the identity is protected.
    pub person: Option<String>,
    /// Somebody did.
    pub held: bool,
}

/// Who took part on `day`, in Swedish order.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the network, [`crate::Error::Forbidden`] without the right to its
/// directory.
pub async fn on(db: &impl Db, actor: &Actor, id: NetworkId, day: NaiveDate) -> Result<Vec<Line>> {
    network::with_directory(db, actor, id).await?;
    rows(db, &sql("true"), [id.0.into(), day.into(), over(day).into()]).await
}

/// The lines of one organisation. The caller has asked for the right.
pub(crate) async fn of_organisation(
    db: &impl Db,
    id: NetworkId,
    organisation: OrganisationId,
    day: NaiveDate,
) -> Result<Vec<Line>> {
    rows(db, &sql("o.id = $4"), [id.0.into(), day.into(), over(day).into(), organisation.0.into()]).await
}

/// The moment the day is over.
fn over(day: NaiveDate) -> DateTime<Utc> {
    start_of(day.succ_opt().unwrap_or(day))
}

fn sql(which: &str) -> String {
    // a seat noted later is there from the first day somebody held it
    format!(
        "SELECT o.id AS organisation_id, {name} AS organisation, p.state, p.from_day AS since, s.id AS seat_id, \
         s.kind AS seat_kind, s.title, CASE WHEN w.protected THEN NULL ELSE w.name END AS person, \
         w.id IS NOT NULL AS held FROM participation p JOIN organisation o ON o.id = p.organisation_id \
         LEFT JOIN seat s ON s.network_id = p.network_id AND s.organisation_id = p.organisation_id \
         AND (s.to_day IS NULL OR s.to_day >= $2) AND (s.created_at < $3 OR EXISTS (SELECT 1 FROM seat_holding b \
           WHERE b.seat_id = s.id AND b.from_day <= $2)) \
         LEFT JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) LEFT JOIN person w ON w.id = h.person_id \
         WHERE p.network_id = $1 AND p.state IN ('member', 'resting', 'observer') AND p.from_day <= $2 \
         AND (p.to_day IS NULL OR p.to_day >= $2) AND {which} \
         ORDER BY o.sort_key, o.id, s.kind DESC, s.id, w.sort_key LIMIT {MOST}",
        name = organisation::keep::name_on("$2")
    )
}
