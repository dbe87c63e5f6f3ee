//! Standings that reach one room: a guest's, and those of named working groups.

use chrono::{DateTime, NaiveDate, Utc};

use super::standings::{Of, Standings, earliest, end_of, lasted};
use crate::Result;
use crate::access::{Standing, StandingKind};
use crate::ids::{NetworkId, PersonId, RoomId, SeatId};
use crate::store::{Db, FromRow, rows};

/// Named working groups: each as long as the person has the seat they are in it by.
pub(super) async fn groups(
    db: &impl Db,
    of: Of,
    (day, since): (NaiveDate, DateTime<Utc>),
    known: &mut Standings,
) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        room_id: RoomId,
        seat_id: SeatId,
        from_day: NaiveDate,
        to_day: Option<NaiveDate>,
    }
    let sql = format!(
        "SELECT w.person_id, w.room_id, w.seat_id, w.from_day, w.to_day FROM working_group_member w \
         JOIN room r ON r.id = w.room_id WHERE {} AND w.from_day <= $2 AND {} \
         AND (w.holding_id IS NULL OR EXISTS (SELECT 1 FROM seat_holding h WHERE h.id = w.holding_id AND h.from_day <= $2 \
           AND {})) ORDER BY w.from_day, w.id",
        of.sql("w.person_id", "r.network_id"),
        lasted("w"),
        lasted("h")
    );
    for row in rows::<Row>(db, &sql, [of.value(), day.into(), since.into(), end_of(day).into()]).await? {
        let standings = known.entry(row.person_id).or_default();
        let by_seat = |one: &&Standing| one.seat == Some(row.seat_id) && one.kind != StandingKind::Host;
        let Some(seat) = standings.iter().find(by_seat).cloned() else { continue };
        standings.push(Standing {
            kind: StandingKind::NamedGroup,
            room: Some(row.room_id),
            from: row.from_day,
            to: earliest(row.to_day, seat.to),
            ..seat
        });
    }
    Ok(())
}

/// Guests of one room. Passes that were ended after `since` count.
pub(super) async fn guest_passes(
    db: &impl Db,
    of: Of,
    day: NaiveDate,
    since: DateTime<Utc>,
    known: &mut Standings,
) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        room_id: RoomId,
        network_id: Option<NetworkId>,
        writes: bool,
        from_day: NaiveDate,
        to_day: NaiveDate,
    }
    let sql = format!(
        "SELECT g.person_id, g.room_id, r.network_id, g.writes, g.from_day, g.to_day FROM guest_pass g \
         JOIN room r ON r.id = g.room_id WHERE {} AND (g.ended_at IS NULL OR g.ended_at > $3) \
         AND g.from_day <= $2 AND g.to_day >= $2",
        of.sql("g.person_id", "r.network_id")
    );
    for row in rows::<Row>(db, &sql, [of.value(), day.into(), since.into()]).await? {
        known.entry(row.person_id).or_default().push(Standing {
            room: Some(row.room_id),
            guest_writes: row.writes,
            to: Some(row.to_day),
            ..Standing::new(StandingKind::Guest, row.network_id, row.from_day)
        });
    }
    Ok(())
}
