//! Organisations that have not been heard from for long: told to the coordinator alone, alphabetically and never ranked.
//!
//! Heard from is who wrote, answered, voted, uploaded or signed up; reading and signing in are never counted, nor what a
//! coordinator entered for others.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::governed_open;
use crate::Result;
use crate::access::ParticipationState;
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId};
use crate::store::{Db, FromRow, Ids, row, rows};

/// For how long somebody has not been heard from to stand here.
const SILENCE: Months = Months::new(6);
/// The most that are shown.
const MOST: i64 = 100;

/// An organisation not heard from.
#[derive(Clone, Debug, FromRow)]
pub struct Unheard {
    /// In which network.
    pub network_id: NetworkId,
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How it takes part.
    pub state: ParticipationState,
    /// When it last was; none where it never was.
    pub last_at: Option<DateTime<Utc>>,
    /// Who holds its seat, to write to: the official before the elected; none where nobody does.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
}

/// The organisations of the open networks one governs that have taken part for longer than half a year and not been heard from
/// in the last half; nothing for anybody else.
///
/// # Errors
/// [`crate::Error::Unauthenticated`] where nobody is signed in.
pub async fn unheard(db: &impl Db, actor: &Actor, now: DateTime<Utc>, today: NaiveDate) -> Result<Vec<Unheard>> {
    let networks = governed_open(actor)?;
    if networks.is_empty() {
        return Ok(Vec::new());
    }
    let since = now.checked_sub_months(SILENCE).unwrap_or(now);
    let joined = today.checked_sub_months(SILENCE).unwrap_or(today);
    let sql = format!(
        "WITH part AS (SELECT p.network_id, p.organisation_id, p.state, o.name, o.sort_key FROM participation p \
         JOIN organisation o ON o.id = p.organisation_id WHERE p.network_id IN {} AND p.state IN ('member', 'observer') \
         AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
         AND EXISTS (SELECT 1 FROM participation f WHERE f.network_id = p.network_id \
         AND f.organisation_id = p.organisation_id AND f.from_day <= $4)), \
         heard AS ({heard}), \
         last AS (SELECT part.network_id, part.organisation_id, part.name, part.sort_key, part.state, \
         max(heard.at) AS at FROM part LEFT JOIN heard ON heard.network_id = part.network_id \
         AND heard.organisation_id = part.organisation_id GROUP BY 1, 2, 3, 4, 5), \
         sits AS (SELECT s.network_id, s.organisation_id, h.person_id, \
         row_number() OVER (PARTITION BY s.network_id, s.organisation_id ORDER BY s.kind DESC, h.from_day, h.id) AS n \
         FROM seat s JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) JOIN person z ON z.id = h.person_id AND z.suspended_at IS NULL \
         WHERE s.network_id IN {}) \
         SELECT last.network_id, last.organisation_id, last.name AS organisation, last.state, last.at AS last_at, \
         sits.person_id, CASE WHEN w.protected THEN NULL ELSE w.name END AS person FROM last \
         LEFT JOIN sits ON sits.network_id = last.network_id AND sits.organisation_id = last.organisation_id \
         AND sits.n = 1 LEFT JOIN person w ON w.id = sits.person_id \
         WHERE last.at IS NULL OR last.at < $3 ORDER BY last.sort_key, last.organisation_id, last.network_id \
         LIMIT {MOST}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$1"),
        heard = heard(&Ids::sql(db, "$1")),
    );
    let values = [Ids::value(networks.iter().map(|id| id.0)), today.into(), since.into(), joined.into()];
    rows(db, &sql, values).await
}

/// When each organisation was last heard from in those networks, a row for each way of being heard.
fn heard(networks: &str) -> String {
    format!(
        "SELECT c.network_id, m.author_organisation_id AS organisation_id, max(m.created_at) AS at \
         FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE c.network_id IN {networks} \
         AND m.author_organisation_id IS NOT NULL GROUP BY 1, 2 \
         UNION ALL SELECT d.network_id, v.author_organisation_id, max(v.created_at) FROM document_version v \
         JOIN document d ON d.id = v.document_id WHERE d.network_id IN {networks} \
         AND v.author_organisation_id IS NOT NULL GROUP BY 1, 2 \
         UNION ALL SELECT c.network_id, v.organisation_id, max(v.cast_at) FROM voice v \
         JOIN conversation c ON c.id = v.conversation_id WHERE c.network_id IN {networks} GROUP BY 1, 2 \
         UNION ALL SELECT g.network_id, e.organisation_id, max(e.answered_at) FROM evaluation e \
         JOIN meeting g ON g.id = e.meeting_id WHERE g.network_id IN {networks} GROUP BY 1, 2 \
         UNION ALL SELECT s.network_id, s.organisation_id, max(a.answered_at) FROM seat_round_answer a \
         JOIN seat s ON s.id = a.seat_id WHERE s.network_id IN {networks} AND NOT a.by_coordinator GROUP BY 1, 2 \
         UNION ALL SELECT m.network_id, m.organisation_id, max(m.at) FROM condition_mark m \
         WHERE m.network_id IN {networks} AND m.by_organisation GROUP BY 1, 2 \
         UNION ALL SELECT k.network_id, a.organisation_id, max(a.written_at) FROM ask_answer a \
         JOIN ask k ON k.conversation_id = a.conversation_id WHERE k.network_id IN {networks} \
         AND NOT a.by_coordinator GROUP BY 1, 2 \
         UNION ALL SELECT g.network_id, a.organisation_id, max(a.answered_at) FROM meeting_answer a \
         JOIN meeting g ON g.id = a.meeting_id WHERE g.network_id IN {networks} AND a.organisation_id IS NOT NULL \
         AND NOT a.by_coordinator GROUP BY 1, 2"
    )
}

/// When an organisation was last heard from; none where it never was. For itself and the coordinators: the caller has
/// asked for the right.
pub(crate) async fn last(
    db: &impl Db,
    network: NetworkId,
    organisation: OrganisationId,
) -> Result<Option<DateTime<Utc>>> {
    #[derive(FromRow)]
    struct Last {
        at: Option<DateTime<Utc>>,
    }
    let sql = format!("SELECT max(h.at) AS at FROM ({}) h WHERE h.organisation_id = $2", heard(&Ids::sql(db, "$1")));
    let last: Option<Last> = row(db, &sql, [Ids::value([network.0]), organisation.0.into()]).await?;
    Ok(last.and_then(|last| last.at))
}
