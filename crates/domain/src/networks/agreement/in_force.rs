//! The agreements in force on a day, and what one organisation had decided on them by then.

use chrono::NaiveDate;

use super::COUNTS;
use crate::Result;
use crate::ids::{AgreementId, NetworkId, OrganisationId};
use crate::store::{Db, FromRow, rows};

/// The most agreements that are in force at once.
const MOST: i64 = 10;

/// An agreement in force.
#[derive(Clone, Debug, FromRow)]
pub struct InForce {
    /// Which.
    pub id: AgreementId,
    /// Its title.
    pub title: String,
    /// The first day of its period.
    pub from_day: NaiveDate,
    /// The last day, included; none while it is open.
    pub to_day: Option<NaiveDate>,
    /// Which body decided to take part; none where no decision is noted.
    pub body: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// Under what reference.
    pub reference: Option<String>,
}

/// Those in force on `day`: what the organisation has decided on before the rest, the newest period first. The caller has asked for the right.
pub(crate) async fn in_force(
    db: &impl Db,
    network: NetworkId,
    organisation: OrganisationId,
    day: NaiveDate,
) -> Result<Vec<InForce>> {
    let sql = format!(
        "SELECT a.id, a.title, a.from_day, a.to_day, d.body, d.decided_on, d.reference FROM agreement a \
         LEFT JOIN adoption d ON d.agreement_id = a.id AND d.organisation_id = $2 AND d.decided_on <= $3 AND {COUNTS} \
         WHERE a.network_id = $1 AND a.from_day <= $3 AND (a.to_day IS NULL OR a.to_day >= $3) \
         ORDER BY CASE WHEN d.decided_on IS NULL THEN 1 ELSE 0 END, a.from_day DESC, a.id LIMIT {MOST}"
    );
    rows(db, &sql, [network.0.into(), organisation.0.into(), day.into()]).await
}
