//! People and organisations for the index, once for each network they are seen in.
//!
//! They are seen from the network's *Hela nätverket*: whoever reads that room reads the directory. Somebody with a
//! protected identity is not among them, so that no search tells that they are there.

use chrono::NaiveDate;

use super::{Place, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{OrganisationId, PersonId};
use crate::networks::participation;
use crate::people::assignment;
use crate::store::{Db, FromRow, Ids, rows};

/// A person in one network, in one of the parts they have there.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedPerson {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// The title of their seat.
    pub title: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// The room they are seen from.
    #[row(nested)]
    pub place: Place,
}

/// An organisation in one network.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedOrganisation {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The county it lies in.
    pub county: Option<String>,
    /// What it is also called, or was called before.
    #[row(skip)]
    pub aliases: Vec<String>,
    /// The room it is seen from.
    #[row(nested)]
    pub place: Place,
}

/// The room a network's directory is seen from, for the network `n`.
const SEEN_FROM: &str = "JOIN network n ON n.id = x.network_id \
    JOIN room r ON r.network_id = n.id AND r.kind = 'whole_network'";
const PLACE: &str = "r.id AS room_id, r.kind AS room_kind, r.name AS room_name, r.network_id, n.name AS network";

/// Those of the people who have a part in some network today: one row for each part, by person and network.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn people(db: &impl Db, actor: &Actor, ids: &[PersonId], today: NaiveDate) -> Result<Vec<IndexedPerson>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT p.id, p.name, x.title, o.id AS organisation_id, o.name AS organisation, {PLACE} FROM (\
         SELECT h.person_id, s.network_id, s.organisation_id, s.title FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
         WHERE h.person_id IN {ids} AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) AND {gives} \
         UNION ALL SELECT a.person_id, a.network_id, NULL AS organisation_id, NULL AS title FROM assignment a \
         WHERE a.person_id IN {ids} AND a.network_id IS NOT NULL AND a.from_day <= $2 \
         AND (a.to_day IS NULL OR a.to_day >= $2) AND {listed}) x \
         JOIN person p ON p.id = x.person_id AND NOT p.protected AND p.suspended_at IS NULL {SEEN_FROM} \
         LEFT JOIN organisation o ON o.id = x.organisation_id ORDER BY p.id, r.id, o.sort_key",
        ids = Ids::sql(db, "$1"),
        gives = participation::seat_gives("s", "$2"),
        listed = assignment::listed(),
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), today.into()]).await
}

/// Those of the organisations that take part in some network today, once for each.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn organisations(
    db: &impl Db,
    actor: &Actor,
    ids: &[OrganisationId],
    today: NaiveDate,
) -> Result<Vec<IndexedOrganisation>> {
    #[derive(FromRow)]
    struct Alias {
        organisation_id: OrganisationId,
        alias: String,
    }
    only_the_system(actor)?;
    let sql = format!(
        "SELECT o.id, o.name, o.county, {PLACE} FROM (SELECT DISTINCT organisation_id, network_id FROM participation \
         WHERE organisation_id IN {} AND state <> 'ended' AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2)) x \
         JOIN organisation o ON o.id = x.organisation_id {SEEN_FROM} ORDER BY o.id, r.id",
        Ids::sql(db, "$1")
    );
    let mut found: Vec<IndexedOrganisation> =
        rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), today.into()]).await?;
    let sql = format!(
        "SELECT organisation_id, alias FROM organisation_alias WHERE organisation_id IN {} \
         ORDER BY organisation_id, alias_folded",
        Ids::sql(db, "$1")
    );
    for row in rows::<Alias>(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await? {
        let called = found.iter_mut().filter(|one| one.id == row.organisation_id);
        called.for_each(|one| one.aliases.push(row.alias.clone()));
    }
    Ok(found)
}
