//! Who holds the official seats of organisations and can be written to: those by whom a network reaches a member.

use chrono::NaiveDate;

use crate::Result;
use crate::ids::{NetworkId, OrganisationId, PersonId};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Ids, rows};

/// Somebody who holds an official seat of an organisation.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Official {
    /// Of which.
    pub(crate) organisation_id: OrganisationId,
    /// Its name.
    pub(crate) organisation: String,
    /// Who.
    pub(crate) person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub(crate) person: Option<String>,
    /// Where letters go.
    pub(crate) email: String,
    /// In which language.
    pub(crate) language: Language,
}

/// Who holds the official seats of these organisations in the network on that day, at most `most`: by organisation and name,
/// each once for an organisation; nobody who is suspended.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn officials(
    db: &impl Db,
    network: NetworkId,
    organisations: impl IntoIterator<Item = OrganisationId>,
    day: NaiveDate,
    most: i64,
) -> Result<Vec<Official>> {
    let sql = format!(
        "SELECT DISTINCT s.organisation_id, o.name AS organisation, q.id AS person_id, \
         CASE WHEN q.protected THEN NULL ELSE q.name END AS person, e.shown AS email, q.language, \
         CASE WHEN q.protected THEN 'representant' ELSE q.sort_key END AS place \
         FROM seat s JOIN organisation o ON o.id = s.organisation_id \
         JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) JOIN person q ON q.id = h.person_id AND q.suspended_at IS NULL \
         JOIN person_email e ON e.person_id = q.id AND e.is_primary WHERE s.network_id = $1 AND s.kind = 'official' \
         AND (s.to_day IS NULL OR s.to_day >= $2) AND s.organisation_id IN {} \
         ORDER BY s.organisation_id, place, q.id LIMIT $4",
        Ids::sql(db, "$3")
    );
    let organisations = Ids::value(organisations.into_iter().map(|id| id.0));
    rows(db, &sql, [network.0.into(), day.into(), organisations, most.into()]).await
}
