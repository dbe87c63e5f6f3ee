//! Somebody like me: for the official who is alone with the question at home, those of organisations of the same kind, their
//! own county's first, then those about as large.

use chrono::NaiveDate;

use crate::Result;
use crate::access::SeatKind;
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId};
use crate::networks::network;
use crate::networks::organisation::size;
use crate::store::{Db, FromRow, Ids, rows};

/// The most people that are named.
const MOST: i64 = 30;

/// Somebody of an organisation like one's own.
#[derive(Clone, Debug, FromRow)]
pub struct Alike {
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// Of which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Its county.
    pub county: Option<String>,
    /// That is one's own organisation's.
    pub same_county: bool,
    /// How many live there, where that is known.
    pub inhabitants: Option<i32>,
    /// It is about as large as one's own organisation.
    pub same_size: bool,
    /// Through what kind of seat.
    pub seat_kind: SeatKind,
    /// The seat's title.
    pub title: String,
}

/// Those who hold a seat of the same kind as one's own, for organisations of the same kind: one's own county's first, then
/// those about as large as one's own, then in Swedish order. Nobody for who holds none.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the network, [`crate::Error::Forbidden`] without the right to its
/// directory.
pub async fn in_network(db: &impl Db, actor: &Actor, id: NetworkId, today: NaiveDate) -> Result<Vec<Alike>> {
    network::with_directory(db, actor, id).await?;
    let own: Vec<_> = actor
        .own_access()?
        .standings
        .iter()
        .filter(|one| one.network == Some(id))
        .filter_map(|one| one.seat)
        .map(|seat| seat.0)
        .collect();
    let own_seats = Ids::sql(db, "$3");
    let (its_size, own_size) = (size::class("o"), size::class("n"));
    let sql = format!(
        "SELECT h.person_id, CASE WHEN q.protected THEN NULL ELSE q.name END AS person, o.id AS organisation_id, \
         o.name AS organisation, o.county, s.kind AS seat_kind, s.title, \
         EXISTS (SELECT 1 FROM seat m JOIN organisation n ON n.id = m.organisation_id WHERE m.id IN {own_seats} \
           AND n.county = o.county) AS same_county, o.inhabitants, \
         EXISTS (SELECT 1 FROM seat m JOIN organisation n ON n.id = m.organisation_id WHERE m.id IN {own_seats} \
           AND n.kind = o.kind AND {own_size} = {its_size}) AS same_size FROM seat s JOIN organisation o ON o.id = s.organisation_id \
         JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) JOIN person q ON q.id = h.person_id AND q.suspended_at IS NULL \
         JOIN participation p ON p.network_id = s.network_id AND p.organisation_id = o.id AND p.from_day <= $2 \
         AND (p.to_day IS NULL OR p.to_day >= $2) AND p.state IN ('member', 'resting', 'observer') \
         WHERE s.network_id = $1 AND (s.to_day IS NULL OR s.to_day >= $2) \
         AND EXISTS (SELECT 1 FROM seat m JOIN organisation n ON n.id = m.organisation_id WHERE m.id IN {own_seats} \
           AND m.kind = s.kind AND n.kind = o.kind) \
         AND NOT EXISTS (SELECT 1 FROM seat m WHERE m.id IN {own_seats} AND m.organisation_id = o.id) \
         ORDER BY same_county DESC, same_size DESC, o.sort_key, o.id, q.sort_key, q.id LIMIT {MOST}"
    );
    rows(db, &sql, [id.0.into(), today.into(), Ids::value(own)]).await
}
