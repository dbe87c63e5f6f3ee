//! What has been noted of an organisation's decision, from the first to the newest: noted, corrected, taken back.

use chrono::{DateTime, NaiveDate, Utc};

use super::Agreement;
use super::adopting::readable_scan;
use crate::Result;
use crate::actor::Actor;
use crate::ids::{DocumentId, OrganisationId};
use crate::store::{Db, FromRow, Ids, rows};

/// Something noted.
#[derive(Clone, Debug, FromRow)]
pub struct NotedAdoption {
    /// Its number, from 1.
    pub number: i64,
    /// On which text.
    pub version: i64,
    /// Who decided.
    pub body: String,
    /// When.
    pub decided_on: NaiveDate,
    /// Under what reference.
    pub reference: String,
    /// The decision itself, for whoever may read it.
    pub document_id: Option<DocumentId>,
    /// It took back what was noted before.
    pub withdrawn: bool,
    /// Who noted it; none where the identity is protected.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// What has been noted of the organisation, the newest first, at most 100.
///
/// # Errors
/// [`Error::Forbidden`](crate::Error::Forbidden) for the installation itself, which reads no rooms.
pub async fn history(
    db: &impl Db,
    actor: &Actor,
    agreement: &Agreement,
    organisation: OrganisationId,
) -> Result<Vec<NotedAdoption>> {
    let sql = format!(
        "SELECT d.number, d.version, d.body, d.decided_on, d.reference, x.id AS document_id, d.withdrawn, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS recorded_by, d.recorded_at FROM adoption d \
         LEFT JOIN person p ON p.id = d.recorded_by {} WHERE d.agreement_id = $1 AND d.organisation_id = $2 \
         ORDER BY d.number DESC LIMIT 100",
        readable_scan(db, "$3")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    rows(db, &sql, [agreement.id.0.into(), organisation.0.into(), rooms]).await
}
