//! Erasing somebody: what was theirs alone goes, what they did and said here stays without a name.
//!
//! What becomes of each table is said in [`super::kept`]. It can't be undone, and a backup that is older is put right when it
//! is restored ([`again`]).

use chrono::NaiveDate;

use super::kept::{Erased, NO_NAME, TABLES};
use super::{accounts, assignment, profile};
use crate::actor::Actor;
use crate::audit::{self, Written};
use crate::conversations::text::field;
use crate::ids::PersonId;
use crate::sorting::sort_key;
use crate::store::{Db, Store, Tx, execute, one};
use crate::{Error, Result};

/// The most characters of why.
const LONGEST_REASON: usize = 500;
/// So many are erased anew in one commit.
const PIECE: usize = 20;

/// Erases somebody who is in no network any more, for the reason `why`. Done twice it is done once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but an administrator, [`Error::NotFound`] where there is no such person,
/// [`Error::Conflict`] for oneself, and for whoever still has or will have a seat, an assignment or a guest's pass,
/// [`Error::Invalid`] without a reason.
pub async fn erase(tx: &Tx, person: PersonId, why: &str) -> Result<()> {
    assignment::may_administer(tx.actor())?;
    if !known(tx, person).await? {
        return Err(Error::NotFound);
    }
    if tx.actor().person() == Some(person) {
        return Err(Error::Conflict("oneself"));
    }
    let why = field(why);
    if why.is_empty() {
        return Err(Error::invalid("/reason", "empty"));
    }
    if why.contains('\0') {
        return Err(Error::invalid("/reason", "nul_character"));
    }
    if why.chars().count() > LONGEST_REASON {
        return Err(Error::invalid("/reason", "too_long"));
    }
    if done(tx, person).await? {
        return Ok(());
    }
    if has_a_part(tx, person, tx.today()).await? {
        return Err(Error::Conflict("still_takes_part"));
    }
    accounts::suspend(tx, person).await?;
    empty(tx, person).await?;
    audit::note_written(tx, None, Written::PersonErased, &person.to_string(), &why).await
}

/// Erases those of `people` anew that are in a database from before they were erased, and says how many those were. A seat
/// that was ended in between is held by nobody who has a name, and ended again by a coordinator.
///
/// # Errors
/// When the database can't be reached.
pub async fn again(store: &Store, people: &[PersonId]) -> Result<usize> {
    let mut anew = 0;
    for piece in people.chunks(PIECE) {
        let piece = piece.to_vec();
        anew += store
            .write(&Actor::System, async move |tx| {
                let mut anew = 0;
                for &person in &piece {
                    if known(&tx, person).await? && !done(&tx, person).await? {
                        // the last coordinator of a network may be among them: there is no way to leave them in
                        let sql = "UPDATE person SET suspended_at = coalesce(suspended_at, $2) WHERE id = $1";
                        execute(&tx, sql, [person.0.into(), tx.now().into()]).await?;
                        empty(&tx, person).await?;
                        audit::note(&tx, "person_erased_again", &person.to_string(), "").await?;
                        anew += 1;
                    }
                }
                if anew > 0 {
                    tx.access_changed().await?;
                }
                Ok(anew)
            })
            .await?;
    }
    Ok(anew)
}

async fn known(db: &impl Db, person: PersonId) -> Result<bool> {
    Ok(one(db, "SELECT id FROM person WHERE id = $1", [person.0.into()]).await?.is_some())
}

/// Whether they have been erased.
///
/// # Errors
/// When the database can't be reached.
pub(super) async fn done(db: &impl Db, person: PersonId) -> Result<bool> {
    Ok(one(db, "SELECT person_id FROM erasure WHERE person_id = $1", [person.0.into()]).await?.is_some())
}

/// Whether they have a part in anything, today or from a day to come.
async fn has_a_part(tx: &Tx, person: PersonId, today: NaiveDate) -> Result<bool> {
    let sql = "SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM seat_holding h WHERE h.person_id = $1 \
               AND (h.to_day IS NULL OR h.to_day >= $2)) \
               OR EXISTS (SELECT 1 FROM assignment a WHERE a.person_id = $1 \
               AND (a.to_day IS NULL OR a.to_day >= $2)) \
               OR EXISTS (SELECT 1 FROM guest_pass g WHERE g.person_id = $1 AND g.ended_at IS NULL AND g.to_day >= $2)";
    Ok(one(tx, sql, [person.0.into(), today.into()]).await?.is_some())
}

/// Lets everything of them go that is theirs alone, and their name and addresses wherever they stand.
async fn empty(tx: &Tx, person: PersonId) -> Result<()> {
    // shown without a name, in mentions too, from here on
    profile::hide(tx, person).await?;
    withdraw(tx, person).await?;
    for kept in TABLES {
        if let Erased::Emptied { theirs, set } = kept.erased {
            execute(tx, &format!("UPDATE {} SET {set} WHERE {theirs}", kept.table), [person.0.into()]).await?;
        }
    }
    // their addresses are among what goes: all that is found by them stands before them
    for kept in TABLES {
        if let Erased::Goes(theirs) = kept.erased {
            execute(tx, &format!("DELETE FROM {} WHERE {theirs}", kept.table), [person.0.into()]).await?;
        }
    }
    let sql = "UPDATE person SET name = $2, sort_key = $3, password_hash = NULL, language = 'sv', theme = 'system', \
               tells_seen = FALSE WHERE id = $1";
    execute(tx, sql, [person.0.into(), NO_NAME.into(), sort_key(NO_NAME).into()]).await?;
    let sql = "INSERT INTO erasure (person_id, erased_by, erased_at) VALUES ($1, $2, $3) \
               ON CONFLICT (person_id) DO NOTHING";
    let by = tx.actor().person().map(|by| by.0);
    execute(tx, sql, [person.0.into(), by.into(), tx.now().into()]).await?;
    Ok(())
}

/// What still waits for an answer from one of their addresses waits no more: nobody could give it.
async fn withdraw(tx: &Tx, person: PersonId) -> Result<()> {
    let theirs = "(SELECT address FROM person_email WHERE person_id = $1)";
    for (table, ended, address, waits) in [
        ("invitation", "withdrawn_at", "address", "accepted_at IS NULL AND withdrawn_at IS NULL"),
        ("seat_proposal", "withdrawn_at", "email", "decided_at IS NULL AND withdrawn_at IS NULL"),
        ("home_group_recipient", "ended_at", "address", "ended_at IS NULL"),
    ] {
        let sql = format!("UPDATE {table} SET {ended} = $2 WHERE lower({address}) IN {theirs} AND {waits}");
        execute(tx, &sql, [person.0.into(), tx.now().into()]).await?;
    }
    Ok(())
}
