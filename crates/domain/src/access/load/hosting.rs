//! What hosting adds: those around a meeting plan it, and where a troika coordinates they coordinate.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::standings::{FAR, Standings, end_of, lasted};
use crate::Result;
use crate::access::{Part, SeatKind, Standing, StandingKind};
use crate::ids::{MeetingId, NetworkId, OrganisationId};
use crate::store::{Db, FromRow, Ids, rows};

#[derive(FromRow)]
struct Hosting {
    meeting_id: MeetingId,
    network_id: NetworkId,
    organisation_id: OrganisationId,
    archived: bool,
    cancelled: bool,
    troika: bool,
}

/// A meeting with its hosts.
struct Hosted {
    meeting: MeetingId,
    archived: bool,
    hosts: Vec<OrganisationId>,
}

/// The seats of the previous, current and next host take part in planning: previous, current and next are told from the
/// order of the network's meetings that are not cancelled. Where a troika coordinates, the official seats of those around
/// the current meeting, the first that is not closed, are coordinators: their holders, and deputies while standing in for
/// them. When all are closed there is a previous host still: it coordinates until the next is known.
pub(super) async fn hostings(
    db: &impl Db,
    (day, since): (NaiveDate, DateTime<Utc>),
    known: &mut Standings,
) -> Result<()> {
    let seats = known.values().flatten().filter(|s| s.seat.is_some());
    let networks: HashSet<NetworkId> = seats.filter_map(|s| s.network).collect();
    if networks.is_empty() {
        return Ok(());
    }
    let all = held(db, &networks, (day, since)).await?;
    for network in networks {
        let troika = all.iter().any(|r| r.network_id == network && r.troika);
        let order = in_order(all.iter().filter(|r| r.network_id == network));
        let current = order.iter().position(|one| !one.archived).unwrap_or(order.len());
        for standings in known.values_mut() {
            if troika {
                let officials = seats_of(standings, network, around(&order, current)).into_iter().filter(coordinates);
                standings.extend(officials.map(|seat| Standing {
                    to: seat.to,
                    ..Standing::new(StandingKind::Coordinator, seat.network, seat.from)
                }));
            }
            for (index, one) in order.iter().enumerate().filter(|(_, one)| !one.archived) {
                let seats = seats_of(standings, network, around(&order, index));
                let planning = |seat| Standing { kind: StandingKind::Host, meeting: Some(one.meeting), ..seat };
                standings.extend(seats.into_iter().map(planning));
            }
        }
    }
    Ok(())
}

/// The meeting of that place in the order, where there is one, with the one before it and the one after it.
fn around(order: &[Hosted], index: usize) -> &[Hosted] {
    &order[index.saturating_sub(1)..order.len().min(index + 2)]
}

/// The seats among the standings that are of a host of one of these meetings.
fn seats_of(standings: &[Standing], network: NetworkId, meetings: &[Hosted]) -> Vec<Standing> {
    let hosts = |seat: &&Standing| {
        seat.seat.is_some()
            && seat.network == Some(network)
            && seat.kind != StandingKind::Host
            && meetings.iter().any(|one| seat.organisation.is_some_and(|o| one.hosts.contains(&o)))
    };
    standings.iter().filter(hosts).cloned().collect()
}

/// A host's seat that coordinates where a troika does.
fn coordinates(seat: &Standing) -> bool {
    seat.seat_kind == Some(SeatKind::Official) && seat.part != Part::Deputy
}

fn in_order<'a>(all: impl Iterator<Item = &'a Hosting>) -> Vec<Hosted> {
    let mut order: Vec<Hosted> = Vec::new();
    for row in all {
        match order.last_mut() {
            Some(last) if last.meeting == row.meeting_id => last.hosts.push(row.organisation_id),
            _ => {
                order.push(Hosted {
                    meeting: row.meeting_id,
                    archived: row.archived,
                    hosts: vec![row.organisation_id],
                });
            }
        }
    }
    order
}

/// The hosted meetings that were not cancelled, as they and the settings were on that day.
async fn held(
    db: &impl Db,
    networks: &HashSet<NetworkId>,
    (day, since): (NaiveDate, DateTime<Utc>),
) -> Result<Vec<Hosting>> {
    let sql = format!(
        "SELECT h.meeting_id, m.network_id, h.organisation_id, m.state = 'archived' AS archived, \
         m.cancelled_at IS NOT NULL AS cancelled, n.coordination = 'troika' AS troika FROM hosting h \
         JOIN meeting m ON m.id = h.meeting_id JOIN network_setting n ON n.network_id = m.network_id \
         AND (n.until IS NULL OR n.until > $3) AND n.since < $4 WHERE m.kind = 'meeting' \
         AND m.network_id IN {} AND h.from_day <= $2 AND {} ORDER BY m.network_id, m.year, coalesce(m.month, 13), m.id",
        Ids::sql(db, "$1"),
        lasted("h")
    );
    let ids = Ids::value(networks.iter().map(|n| n.0));
    let values = [ids.clone(), day.into(), since.into(), end_of(day).into()];
    let mut all: Vec<Hosting> = rows(db, &sql, values).await?;
    if since < FAR {
        let then = as_it_was(db, ids, since).await?;
        for one in &mut all {
            let then = then.get(&one.meeting_id).copied().unwrap_or_default();
            one.archived = then.archived.unwrap_or(one.archived);
            one.cancelled = then.cancelled.unwrap_or(one.cancelled);
        }
    }
    all.retain(|one| !one.cancelled);
    Ok(all)
}

/// How far a meeting had come, where it has come further since.
#[derive(Clone, Copy, Default)]
struct Then {
    archived: Option<bool>,
    cancelled: Option<bool>,
}

/// What was so before what has been done to the networks' meetings since: each act keeps what it changed.
async fn as_it_was(db: &impl Db, networks: sea_orm::Value, since: DateTime<Utc>) -> Result<HashMap<MeetingId, Then>> {
    #[derive(FromRow)]
    struct Act {
        meeting_id: MeetingId,
        before: serde_json::Value,
    }
    let sql = format!(
        "SELECT a.meeting_id, a.before FROM meeting_act a JOIN meeting m ON m.id = a.meeting_id \
         WHERE m.network_id IN {} AND a.at >= $2 AND a.act IN ('state', 'published', 'cancelled', 'held_after_all') \
         ORDER BY a.at, a.id",
        Ids::sql(db, "$1")
    );
    let mut then: HashMap<MeetingId, Then> = HashMap::new();
    for act in rows::<Act>(db, &sql, [networks, since.into()]).await? {
        let one = then.entry(act.meeting_id).or_default();
        // the first since then says how it was
        if let Some(state) = act.before.get("state").and_then(|state| state.as_str()) {
            one.archived.get_or_insert(state == "archived");
        }
        if let Some(cancelled) = act.before.get("cancelled").and_then(serde_json::Value::as_bool) {
            one.cancelled.get_or_insert(cancelled);
        }
    }
    Ok(then)
}
