//! The people of one's networks.

use chrono::NaiveDate;

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::ids::{NetworkId, PersonId};
use crate::networks::participation;
use crate::people::assignment;
use crate::rooms::audience::PersonLine;
use crate::sorting::{name_in_key, part_of_folded, part_of_name};
use crate::store::{Db, Ids, rows};
use crate::{Error, Result};

/// Where a person with a protected identity stands in an order by name.
const PROTECTED: &str = "representant";

/// People with a seat or assignment in the networks whose directory one may read (or the one named), whose name or
/// organisation contains `text`, after `cursor`, in Swedish order.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`] for a named network whose directory one may not read.
pub async fn search(
    db: &impl Db,
    actor: &Actor,
    network: Option<NetworkId>,
    text: &str,
    today: NaiveDate,
    cursor: Option<(String, PersonId)>,
    limit: i64,
) -> Result<Vec<PersonLine>> {
    actor.signed_in()?;
    let access = actor.own_access()?;
    let networks: Vec<NetworkId> = match network {
        Some(id) => vec![crate::networks::network::with_directory(db, actor, id).await?.id],
        None => {
            let mut all: Vec<_> = access.standings.iter().filter_map(|s| s.network).collect();
            all.sort_unstable();
            all.dedup();
            all.retain(|id| access.may(*id, NetworkRight::ReadDirectory));
            all
        }
    };
    if text.chars().count() > 200 {
        return Err(Error::invalid("/q", "too_long"));
    }
    let pattern = part_of_folded(text);
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let sql = format!(
        "SELECT q.id, CASE WHEN q.protected THEN NULL ELSE q.name END AS name, s.organisation_id, \
         o.name AS organisation, s.kind AS seat_kind, s.title, x.sort_key \
         FROM (SELECT y.person_id, min(CAST(y.seat_id AS text)) AS seat_key, \
         min(CASE WHEN v.protected THEN '{PROTECTED}' ELSE v.sort_key END) AS sort_key FROM (\
         SELECT h.person_id, t.id AS seat_id FROM seat_holding h JOIN seat t ON t.id = h.seat_id \
         WHERE t.network_id IN {ids} AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) AND {gives} \
         UNION SELECT a.person_id, NULL AS seat_id FROM assignment a WHERE a.network_id IN {ids} \
         AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2) AND {listed}) y \
         JOIN person v ON v.id = y.person_id AND v.suspended_at IS NULL GROUP BY y.person_id) x \
         JOIN person q ON q.id = x.person_id LEFT JOIN seat s ON CAST(s.id AS text) = x.seat_key \
         LEFT JOIN organisation o ON o.id = s.organisation_id \
         WHERE (x.sort_key > $3 OR (x.sort_key = $3 AND q.id > $4)) \
         AND ((NOT q.protected AND {name} LIKE $7) OR o.name_folded LIKE $5 ESCAPE '!') \
         ORDER BY x.sort_key, q.id LIMIT $6",
        ids = Ids::sql(db, "$1"),
        name = name_in_key("q.sort_key"),
        gives = participation::seat_gives("t", "$2"),
        listed = assignment::listed(),
    );
    let values = [
        Ids::value(networks.iter().map(|n| n.0)),
        today.into(),
        after.into(),
        after_id.into(),
        pattern.into(),
        limit.into(),
        part_of_name(text).into(),
    ];
    rows(db, &sql, values).await
}

/// One's own name as others see it; none where the identity is protected.
///
/// # Errors
/// [`crate::Error::Unauthenticated`] where nobody is signed in.
pub async fn shown_name(db: &impl Db, actor: &Actor) -> Result<Option<String>> {
    let id = actor.signed_in()?;
    let sql = "SELECT CASE WHEN protected THEN NULL ELSE name END AS name FROM person WHERE id = $1";
    let found = crate::store::one(db, sql, [id.0.into()]).await?;
    Ok(found.map(|row| row.get("name")).transpose()?.flatten())
}

/// Whether the person asking may see that person in the network's directory.
///
/// # Errors
/// When the database can't be reached.
pub async fn seen(
    db: &impl Db,
    actor: &Actor,
    person: PersonId,
    network: Option<NetworkId>,
    today: NaiveDate,
) -> Result<bool> {
    let Some(network) = network.filter(|id| actor.may(*id, NetworkRight::ReadDirectory)) else { return Ok(false) };
    let sql = format!(
        "SELECT q.id FROM person q WHERE q.id = $1 AND q.suspended_at IS NULL AND (EXISTS (SELECT 1 \
         FROM seat_holding h JOIN seat t ON t.id = h.seat_id WHERE h.person_id = q.id AND t.network_id = $3 \
         AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) AND {gives}) OR EXISTS (SELECT 1 FROM assignment a \
         WHERE a.person_id = q.id AND a.network_id = $3 AND a.from_day <= $2 \
         AND (a.to_day IS NULL OR a.to_day >= $2) AND {listed}))",
        gives = participation::seat_gives("t", "$2"),
        listed = assignment::listed(),
    );
    Ok(crate::store::one(db, &sql, [person.0.into(), today.into(), network.0.into()]).await?.is_some())
}
