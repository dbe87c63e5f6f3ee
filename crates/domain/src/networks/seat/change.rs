//! What a coordinator does to a seat: says what it is for, ends a holding, ends the seat.

use chrono::NaiveDate;

use super::{LONGEST_MANDATE, LONGEST_TITLE, VisibleSeat, locked, may_write, written};
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{PersonId, SeatHoldingId};
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room;
use crate::store::{FromRow, Tx, execute, execute_affecting, row, rows};
use crate::{Error, Result};

/// Changes a seat's title and what it is for.
///
/// # Errors
/// [`Error::Forbidden`] without the right to the directory, [`Error::Stale`] for another revision, [`Error::Invalid`] for
/// words that are too long.
pub async fn describe(
    tx: &Tx,
    seat: &VisibleSeat,
    revision: i64,
    title: Option<&str>,
    mandate: Option<&str>,
) -> Result<()> {
    let facts = seat.facts();
    may_write(tx, facts.network_id)?;
    let title = title.map(|title| written(title, LONGEST_TITLE, "/title")).transpose()?;
    let mandate = mandate.map(|text| clean(text.trim()));
    if mandate.as_ref().is_some_and(|text| text.chars().count() > LONGEST_MANDATE) {
        return Err(Error::invalid("/mandate", "too_long"));
    }
    let sql = "UPDATE seat SET title = coalesce($3, title), mandate = coalesce($4, mandate), revision = revision + 1 \
               WHERE id = $1 AND revision = $2";
    if execute_affecting(tx, sql, [facts.id.0.into(), revision.into(), title.into(), mandate.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    // a standing carries its seat's title
    tx.access_changed().await?;
    tx.record(facts.network_id, Event::SeatChanged { seat: facts.id });
    Ok(())
}

/// Ends a holding: `last` is the last day it counts. A day before today takes effect at once, everywhere.
///
/// # Errors
/// [`Error::NotFound`] where the seat has no such holding that goes on, [`Error::Forbidden`] without the right to the
/// directory, [`Error::Conflict`] when it has ended already, and for the last coordinator of a troika.
pub async fn end_holding(tx: &Tx, seat: &VisibleSeat, holding: SeatHoldingId, last: NaiveDate) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        from_day: NaiveDate,
    }
    let facts = seat.facts();
    let sql = "SELECT person_id, from_day FROM seat_holding WHERE id = $1 AND seat_id = $2";
    let found: Row = row(tx, sql, [holding.0.into(), facts.id.0.into()]).await?.ok_or(Error::NotFound)?;
    may_write(tx, facts.network_id)?;
    // one that has not begun never will: its last day is the one before its first
    let last = last.max(found.from_day.pred_opt().unwrap_or(found.from_day));
    let sql = "UPDATE seat_holding SET to_day = $2, ended_at = CASE WHEN to_day < $4 THEN ended_at ELSE $3 END \
               WHERE id = $1 AND (to_day IS NULL OR to_day > $2)";
    let values = [holding.0.into(), last.into(), tx.at_once(last).into(), tx.today().into()];
    let end = async {
        let ended = execute_affecting(tx, sql, values).await?;
        if ended == 0 { Err(Error::Conflict("ended_already")) } else { Ok(()) }
    };
    keeping_coordinator(tx, facts.network_id, day_after(last), end).await?;
    tx.access_changed().await?;
    tx.record(facts.network_id, Event::SeatChanged { seat: facts.id });
    room::narrowed(tx, facts.network_id, Some(found.person_id)).await?;
    crate::audit::note_in(
        tx,
        facts.network_id,
        "seat_holding_ended",
        &facts.id.to_string(),
        &format!("{} {last}", found.person_id),
    )
    .await
}

/// The first day that something does not count any more.
pub(super) fn day_after(last: NaiveDate) -> NaiveDate {
    last.succ_opt().unwrap_or(last)
}

/// Ends the seat itself: `last` is its last day. Its holders and deputies leave it with it, who was invited is no more.
///
/// # Errors
/// [`Error::Forbidden`] without the right to the directory, [`Error::Conflict`] when it has ended already, and for that of
/// the last coordinator of a troika.
pub async fn close(tx: &Tx, seat: &VisibleSeat, last: NaiveDate) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
    }
    let facts = seat.facts();
    may_write(tx, facts.network_id)?;
    if locked(tx, facts.id).await?.to_day.is_some_and(|day| day <= last) {
        return Err(Error::Conflict("ended_already"));
    }
    let id = facts.id.0;
    let at_once = tx.at_once(last);
    let today = tx.today();
    let end = async {
        let sql = "UPDATE seat SET to_day = $2, ended_at = CASE WHEN to_day < $4 THEN ended_at ELSE $3 END, \
                   revision = revision + 1 WHERE id = $1";
        execute(tx, sql, [id.into(), last.into(), at_once.into(), today.into()]).await?;
        let sql = "UPDATE seat_holding SET to_day = $2, ended_at = CASE WHEN to_day < $4 THEN ended_at ELSE $3 END \
                   WHERE seat_id = $1 AND (to_day IS NULL OR to_day > $2) RETURNING person_id";
        rows(tx, sql, [id.into(), last.into(), at_once.into(), today.into()]).await
    };
    let left: Vec<Row> = keeping_coordinator(tx, facts.network_id, day_after(last), end).await?;
    let sql = "UPDATE invitation SET withdrawn_at = $2, withdrawn_by = $3 WHERE seat_id = $1 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    execute(tx, sql, [id.into(), tx.now().into(), by.into()]).await?;
    let sql = "UPDATE seat_proposal SET withdrawn_at = $2 WHERE seat_id = $1 AND withdrawn_at IS NULL \
               AND decided_at IS NULL";
    execute(tx, sql, [id.into(), tx.now().into()]).await?;
    tx.access_changed().await?;
    tx.record(facts.network_id, Event::SeatChanged { seat: facts.id });
    for one in left {
        room::narrowed(tx, facts.network_id, Some(one.person_id)).await?;
    }
    crate::audit::note_in(tx, facts.network_id, "seat_ended", &facts.id.to_string(), &last.to_string()).await
}
