//! Who could read a room on a day, and why: the same table, asked with the standings and the audience of then.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::load::{Of, Standings, room_facts, stand};
use super::{Audience, RoomFacts, Settings, Standing, room_rights};
use crate::Result;
use crate::clock::{day_of, start_of};
use crate::ids::{NetworkId, OrganisationId, PersonId, RoomId};
use crate::store::{Db, FromRow, row, rows};

/// The readers of a room on a day.
#[derive(Clone, Debug)]
pub(crate) struct ReadersOn {
    /// Whom the room was for at some time of that day; none before there was a room.
    pub(crate) audiences: Vec<Audience>,
    /// Everybody who could read it, with each standing that let them.
    pub(crate) people: HashMap<PersonId, Vec<Standing>>,
}

/// Everybody who could read the network's room at some time of `day`.
pub(crate) async fn readers_on(db: &impl Db, network: NetworkId, room: RoomId, day: NaiveDate) -> Result<ReadersOn> {
    let rooms = rooms_on(db, room, day).await?;
    let mut people = Standings::new();
    if !rooms.is_empty() {
        stand(db, Of::Network(network), day, start_of(day), &mut people).await?;
        for gone in suspended_on(db, day).await? {
            people.remove(&gone);
        }
    }
    // settings change what is written, never what is read
    let reads = |standing: &Standing| {
        let one = std::slice::from_ref(standing);
        rooms.iter().any(|room| room_rights(one, room, Settings::default()).read)
    };
    for standings in people.values_mut() {
        standings.retain(reads);
    }
    people.retain(|_, standings| !standings.is_empty());
    let mut audiences: Vec<Audience> = rooms.iter().map(|room| room.audience).collect();
    audiences.dedup();
    Ok(ReadersOn { audiences, people })
}

/// The room as it was at each time of that day.
async fn rooms_on(db: &impl Db, id: RoomId, day: NaiveDate) -> Result<Vec<RoomFacts>> {
    #[derive(FromRow)]
    struct Made {
        created_at: DateTime<Utc>,
    }
    #[derive(FromRow)]
    struct Row {
        audience: Audience,
        organisations: serde_json::Value,
    }
    let made: Option<Made> = row(db, "SELECT created_at FROM room WHERE id = $1", [id.0.into()]).await?;
    let (Some(made), Some(now)) = (made, room_facts(db, id, day).await?) else { return Ok(Vec::new()) };
    if day_of(made.created_at) > day {
        return Ok(Vec::new());
    }
    let sql = "SELECT audience, organisations FROM room_audience WHERE room_id = $1 AND since < $3 \
               AND (until IS NULL OR until >= $2) ORDER BY since";
    let next = start_of(day.succ_opt().unwrap_or(day));
    let found: Vec<Row> = rows(db, sql, [id.0.into(), start_of(day).into(), next.into()]).await?;
    let then = |row: Row| {
        let organisations: Vec<OrganisationId> = serde_json::from_value(row.organisations)?;
        Ok(RoomFacts { audience: row.audience, organisations, ..now.clone() })
    };
    found.into_iter().map(then).collect()
}

/// Who was suspended all that day. When somebody was let back stands in the log and nowhere else.
async fn suspended_on(db: &impl Db, day: NaiveDate) -> Result<HashSet<PersonId>> {
    #[derive(FromRow)]
    struct Act {
        subject: String,
        act: String,
        at: DateTime<Utc>,
    }
    let next = start_of(day.succ_opt().unwrap_or(day));
    let sql = "SELECT subject, act, at FROM audit WHERE act IN ('person_suspended', 'person_let_back') AND at < $1 \
               ORDER BY id";
    let mut gone = HashSet::new();
    for act in rows::<Act>(db, sql, [next.into()]).await? {
        let Ok(person) = act.subject.parse::<PersonId>() else { continue };
        if act.act == "person_let_back" {
            gone.remove(&person);
        } else if act.at < start_of(day) {
            gone.insert(person);
        }
    }
    Ok(gone)
}
