//! The people of a network, with what they tell of themselves.

use chrono::{DateTime, NaiveDate, Utc};

use super::tag::{self, PersonTag};
use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId};
use crate::networks::{network, participation};
use crate::people::assignment;
use crate::sorting::{name_in_key, part_of_folded, part_of_name};
use crate::store::{Db, FromRow, rows};
use crate::{Error, Result};

/// Where a person with a protected identity stands in an order by name.
const PROTECTED: &str = "representant";

/// Somebody of a network.
#[derive(Clone, Debug, FromRow)]
pub struct Line {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// When they put their picture; none without.
    pub portrait: Option<DateTime<Utc>>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// What they work with.
    pub task: Option<String>,
    /// What one may ask them about.
    pub ask_about: Option<String>,
    /// Speaks for the network.
    pub spokesperson: bool,
    /// Their place in Swedish order.
    pub sort_key: String,
}

/// Somebody of a network, with their tags.
pub type Member = (Line, Vec<PersonTag>);

/// The people of the network whose name, organisation, task or tags hold `text`, after `cursor`, in Swedish order.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Forbidden`] for a network whose directory one may not read; [`Error::Invalid`] for too
/// long a text.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    id: NetworkId,
    text: &str,
    today: NaiveDate,
    cursor: Option<(String, PersonId)>,
    limit: i64,
) -> Result<Vec<Member>> {
    network::with_directory(db, actor, id).await?;
    if text.chars().count() > 200 {
        return Err(Error::invalid("/q", "too_long"));
    }
    let coordinates = actor.may(id, NetworkRight::WriteDirectory);
    let pattern = part_of_folded(text);
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let shown = |part: &str| {
        format!(
            "CASE WHEN NOT q.protected AND f.{part} <> '' AND (f.{part}_seen = 'network' \
             OR (f.{part}_seen = 'coordinators' AND $7)) THEN f.{part} END AS {part}"
        )
    };
    let sql = format!(
        "SELECT q.id, CASE WHEN q.protected THEN NULL ELSE q.name END AS name, \
         CASE WHEN q.protected THEN NULL ELSE r.changed_at END AS portrait, s.organisation_id, \
         o.name AS organisation, s.kind AS seat_kind, s.title, {task}, {ask_about}, \
         (s.id IS NOT NULL AND EXISTS (SELECT 1 FROM assignment a WHERE a.person_id = q.id AND a.network_id = $1 \
         AND a.role = 'spokesperson' AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2) AND {speaks})) \
         AS spokesperson, \
         x.sort_key FROM (SELECT y.person_id, min(CAST(y.seat_id AS text)) AS seat_key, \
         min(CASE WHEN v.protected THEN '{PROTECTED}' ELSE v.sort_key END) AS sort_key FROM (\
         SELECT h.person_id, t.id AS seat_id FROM seat_holding h JOIN seat t ON t.id = h.seat_id \
         WHERE t.network_id = $1 AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) AND {gives} \
         UNION SELECT a.person_id, NULL AS seat_id FROM assignment a WHERE a.network_id = $1 AND a.role = 'coordinator' \
         AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2)) y \
         JOIN person v ON v.id = y.person_id AND v.suspended_at IS NULL GROUP BY y.person_id) x \
         JOIN person q ON q.id = x.person_id LEFT JOIN profile f ON f.person_id = q.id \
         LEFT JOIN portrait r ON r.person_id = q.id \
         LEFT JOIN seat s ON CAST(s.id AS text) = x.seat_key LEFT JOIN organisation o ON o.id = s.organisation_id \
         WHERE (x.sort_key > $3 OR (x.sort_key = $3 AND q.id > $4)) AND (o.name_folded LIKE $5 ESCAPE '!' \
         OR EXISTS (SELECT 1 FROM organisation_alias l WHERE l.organisation_id = o.id \
         AND l.alias_folded LIKE $5 ESCAPE '!') OR (NOT q.protected AND ({named} LIKE $8 \
         OR f.found_by LIKE $5 ESCAPE '!' OR EXISTS (SELECT 1 FROM person_tag g WHERE g.person_id = q.id \
         AND g.network_id = $1 AND g.taken_at IS NULL AND g.tag_folded LIKE $5 ESCAPE '!')))) \
         ORDER BY x.sort_key, q.id LIMIT $6",
        gives = participation::seat_gives("t", "$2"),
        speaks = assignment::stands(),
        task = shown("task"),
        ask_about = shown("ask_about"),
        named = name_in_key("q.sort_key"),
    );
    let values = [
        id.0.into(),
        today.into(),
        after.into(),
        after_id.into(),
        pattern.into(),
        limit.into(),
        coordinates.into(),
        part_of_name(text).into(),
    ];
    let found: Vec<Line> = rows(db, &sql, values).await?;
    // what is said of somebody would tell who they are
    let named = found.iter().filter(|line| line.name.is_some()).map(|line| line.id);
    let tags = tag::of_people(db, id, named).await?;
    let of = |id: PersonId| tags.iter().filter(|tag| tag.person_id == id).cloned().collect();
    Ok(found.into_iter().map(|line| (line.clone(), of(line.id))).collect())
}
