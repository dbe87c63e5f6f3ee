//! The members of a named working group: people, each by a seat of theirs, and no longer than they have it.
//!
//! Membership adds the group's room and nothing else. It is the person's, not the seat's: a successor does not take it over.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::wanted::{Chosen, Held};
use crate::access::SeatKind;
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, PersonId, RoomId, SeatId, WorkingGroupMemberId};
use crate::rooms::room::ReadableRoom;
use crate::store::{Db, FromRow, Tx, execute, rows};
use crate::{Error, Result};

/// Somebody in a group.
#[derive(Clone, Debug, FromRow)]
pub struct Member {
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// By which seat.
    pub seat_id: SeatId,
    /// The seat's kind.
    pub seat_kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Of which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Since which day.
    pub from_day: NaiveDate,
}

const CURRENT: &str = "SELECT w.person_id, CASE WHEN q.protected THEN NULL ELSE q.name END AS person, w.seat_id, \
    s.kind AS seat_kind, s.title, o.id AS organisation_id, o.name AS organisation, w.from_day \
    FROM working_group_member w JOIN person q ON q.id = w.person_id JOIN seat s ON s.id = w.seat_id \
    JOIN organisation o ON o.id = s.organisation_id \
    WHERE w.room_id = $1 AND w.from_day <= $2 AND (w.to_day IS NULL OR w.to_day >= $2) \
    AND (s.to_day IS NULL OR s.to_day >= $2) AND EXISTS (SELECT 1 FROM seat_holding h WHERE h.seat_id = w.seat_id \
      AND h.person_id = w.person_id AND (w.holding_id IS NULL OR h.id = w.holding_id) AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2)) \
    ORDER BY o.sort_key, o.id, w.id LIMIT 400";

/// The group's members, by organisation: those who have their seats today.
///
/// # Errors
/// When the database can't be reached.
pub async fn members(db: &impl Db, room: &ReadableRoom, today: NaiveDate) -> Result<Vec<Member>> {
    current(db, room.room().id, today).await
}

async fn current(db: &impl Db, room: RoomId, today: NaiveDate) -> Result<Vec<Member>> {
    rows(db, CURRENT, [room.0.into(), today.into()]).await
}

/// Makes the group these people: who is new comes in today, who is not among them goes at once. The caller has checked
/// the right.
pub(super) async fn become_of(tx: &Tx, network: NetworkId, room: RoomId, wanted: &[Held]) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: WorkingGroupMemberId,
        seat: SeatId,
        person: PersonId,
        stands: bool,
    }
    let sql = "SELECT w.id, w.seat_id AS seat, w.person_id AS person, (w.holding_id IS NULL OR EXISTS (SELECT 1 \
               FROM seat_holding h WHERE h.id = w.holding_id AND (h.to_day IS NULL OR h.to_day >= $2))) AS stands \
               FROM working_group_member w WHERE w.room_id = $1 AND w.to_day IS NULL";
    let before: Vec<Row> = rows(tx, sql, [room.0.into(), tx.today().into()]).await?;
    let chosen: HashSet<Chosen> = wanted.iter().map(|one| Chosen { seat: one.seat, person: one.person }).collect();
    // who had the seat, lost it and has it again comes in anew
    let stays = |one: &&Row| one.stands && chosen.contains(&Chosen { seat: one.seat, person: one.person });
    let known: HashSet<Chosen> =
        before.iter().filter(stays).map(|one| Chosen { seat: one.seat, person: one.person }).collect();
    let yesterday = tx.today().pred_opt().ok_or_else(|| Error::internal("no day before today"))?;
    let by = tx.actor().person().map(|p| p.0);
    for gone in before.iter().filter(|one| !stays(one)) {
        let sql = "UPDATE working_group_member SET to_day = $2, ended_by = $3, ended_at = $4 WHERE id = $1";
        execute(tx, sql, [gone.id.0.into(), yesterday.into(), by.into(), tx.now().into()]).await?;
        tx.record(room, Event::AudienceChanged { person: Some(gone.person) });
        tx.record(gone.person, Event::AudienceChanged { person: Some(gone.person) });
        crate::audit::note_in(tx, network, "group_left", &room.to_string(), &gone.person.to_string()).await?;
    }
    for new in wanted.iter().filter(|one| !known.contains(&Chosen { seat: one.seat, person: one.person })) {
        let sql = "INSERT INTO working_group_member (id, room_id, person_id, seat_id, from_day, added_by, created_at, \
                   holding_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = [
            WorkingGroupMemberId::at(tx.now()).0.into(),
            room.0.into(),
            new.person.0.into(),
            new.seat.0.into(),
            tx.today().into(),
            by.into(),
            tx.now().into(),
            new.holding.0.into(),
        ];
        execute(tx, sql, values).await?;
        tx.record(new.person, Event::AudienceChanged { person: Some(new.person) });
        crate::audit::note_in(tx, network, "group_joined", &room.to_string(), &new.person.to_string()).await?;
    }
    tx.access_changed().await
}
