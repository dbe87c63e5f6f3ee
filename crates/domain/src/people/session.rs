//! A signed-in device. The token names the session; the session decides.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::access::person_access;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{PersonId, SessionId};
use crate::store::{Db, FromRow, Ids, Store, Tx, columns, execute, execute_affecting, one, read_at_once, row, rows};
use crate::{Error, Result};

/// How long a device stays signed in without being used.
pub const LIFETIME: TimeDelta = TimeDelta::days(30);
/// For how long the token before the newest is taken once more: two tabs may refresh at the same moment.
pub const GRACE: TimeDelta = TimeDelta::seconds(30);
/// The most devices of one person; one more ends the oldest.
pub const MOST: i64 = 50;

/// A device, as its owner sees it.
#[derive(Clone, Debug, FromRow)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Signed in when.
    pub created_at: DateTime<Utc>,
    /// Last refreshed when.
    pub seen_at: DateTime<Utc>,
    /// The browser's own words for itself, cut to 300 characters.
    pub user_agent: String,
    /// From which address.
    pub address: String,
}

/// What is known of a device that signs in.
#[derive(Clone, Debug)]
pub struct Device {
    /// The browser's own words for itself.
    pub user_agent: String,
    /// From which address.
    pub address: String,
}

columns! {
    struct Resolved {
        person_id: PersonId,
        access_version: i64,
    }
}

/// The person on that device, as an actor: one query, and none more while nobody's access has changed.
///
/// # Errors
/// [`Error::Unauthenticated`] when the session has ended or the person is suspended.
pub async fn resolve(store: &Store, session: SessionId) -> Result<Actor> {
    let sql = "SELECT s.person_id, (SELECT access_version FROM installation WHERE id = 1) AS access_version \
               FROM session s JOIN person p ON p.id = s.person_id \
               WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.suspended_at IS NULL";
    let found: Vec<Resolved> =
        read_at_once(store.reader(), sql, [session.0.into(), store.clock().now().into()]).await?;
    let found = found.first().ok_or(Error::Unauthenticated)?;
    let access = store.access_of(Some(found.person_id), found.access_version).await?;
    Ok(Actor::Person { person: found.person_id, session, access })
}

/// The actor as of a transaction that sees access `version`: unchanged when nothing has changed.
pub(crate) async fn refreshed(db: &impl Db, actor: &Actor, version: i64, day: NaiveDate) -> Result<Actor> {
    let Some(access) = actor.access() else {
        return Ok(Actor::System);
    };
    if access.version == version && access.day == day {
        return Ok(actor.clone());
    }
    if let Some(session) = actor.session() {
        let sql = "SELECT s.id FROM session s JOIN person p ON p.id = s.person_id \
                   WHERE s.id = $1 AND s.ended_at IS NULL AND p.suspended_at IS NULL";
        one(db, sql, [session.0.into()]).await?.ok_or(Error::Unauthenticated)?;
    }
    let access = person_access(db, actor.person(), day).await?;
    Ok(actor.with_access(std::sync::Arc::new(access)))
}

/// Signs a device in, whose first refresh token has the hash `refresh`. The caller has checked who it is.
///
/// # Errors
/// When the database can't be reached.
pub async fn begin(tx: &Tx, person: PersonId, refresh: String, device: Device) -> Result<SessionId> {
    #[derive(FromRow)]
    struct Row {
        id: SessionId,
    }
    let crowded = "SELECT id FROM session WHERE person_id = $1 AND ended_at IS NULL ORDER BY seen_at DESC, id \
                   LIMIT 100 OFFSET $2";
    for surplus in rows::<Row>(tx, crowded, [person.0.into(), (MOST - 1).into()]).await? {
        end(tx, person, surplus.id, "too_many").await?;
    }
    let id = SessionId::at(tx.now());
    let sql = "INSERT INTO session (id, person_id, refresh_hash, user_agent, address, created_at, seen_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";
    let user_agent: String = device.user_agent.chars().take(300).collect();
    let values = [
        id.0.into(),
        person.0.into(),
        refresh.into(),
        user_agent.into(),
        device.address.into(),
        tx.now().into(),
        (tx.now() + LIFETIME).into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}

/// The same, for somebody who is not suspended.
///
/// # Errors
/// [`Error::Unauthenticated`] where there is no such person, or they are suspended.
pub async fn begin_known(tx: &Tx, person: PersonId, refresh: String, device: Device) -> Result<SessionId> {
    let sql = "SELECT id FROM person WHERE id = $1 AND suspended_at IS NULL";
    one(tx, sql, [person.0.into()]).await?.ok_or(Error::Unauthenticated)?;
    begin(tx, person, refresh, device).await
}

/// What a refresh led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// The token was the newest: it has a successor now.
    Rotated(PersonId, SessionId),
    /// It was the one before, within the grace time: the caller hands out the same successor.
    Again(PersonId, SessionId),
    /// It had been used before: somebody has a copy, so the session is ended.
    Reused,
}

/// Exchanges a refresh token (`presented`, a hash) for its successor (`next`, a hash).
///
/// # Errors
/// [`Error::Unauthenticated`] for a token that was never one, or whose session has ended.
pub async fn rotate(tx: &Tx, session: SessionId, presented: &str, next: &str) -> Result<Rotation> {
    #[derive(FromRow)]
    struct Row {
        person_id: PersonId,
        refresh_hash: String,
        previous_hash: Option<String>,
        rotated_at: Option<DateTime<Utc>>,
    }
    let sql = "SELECT s.person_id, s.refresh_hash, s.previous_hash, s.rotated_at FROM session s \
               JOIN person p ON p.id = s.person_id \
               WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.suspended_at IS NULL";
    let found: Option<Row> = row(tx, sql, [session.0.into(), tx.now().into()]).await?;
    let found = found.ok_or(Error::Unauthenticated)?;
    if found.refresh_hash == presented {
        let sql = "UPDATE session SET refresh_hash = $2, previous_hash = $3, rotated_at = $4, seen_at = $4, \
                   expires_at = $5 WHERE id = $1 AND refresh_hash = $3";
        let expires = tx.now() + LIFETIME;
        let values = [session.0.into(), next.into(), presented.into(), tx.now().into(), expires.into()];
        // another tab may have been first since the row was read (PostgreSQL): its successor is the same
        return Ok(match execute_affecting(tx, sql, values).await? {
            0 => Rotation::Again(found.person_id, session),
            _ => Rotation::Rotated(found.person_id, session),
        });
    }
    let in_grace = found.rotated_at.is_some_and(|at| tx.now() - at <= GRACE);
    if found.previous_hash.as_deref() == Some(presented) && in_grace && found.refresh_hash == next {
        return Ok(Rotation::Again(found.person_id, session));
    }
    end(tx, found.person_id, session, "token_reused").await?;
    Ok(Rotation::Reused)
}

/// Those of the sessions that are still open, of people who are not suspended: one query for many open sockets.
///
/// # Errors
/// When the database can't be reached.
pub async fn open_among(db: &impl Db, sessions: &[SessionId], now: DateTime<Utc>) -> Result<Vec<SessionId>> {
    #[derive(FromRow)]
    struct Row {
        id: SessionId,
    }
    let sql = format!(
        "SELECT s.id FROM session s JOIN person p ON p.id = s.person_id WHERE s.id IN {} \
         AND s.ended_at IS NULL AND s.expires_at > $2 AND p.suspended_at IS NULL",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [Ids::value(sessions.iter().map(|id| id.0)), now.into()]).await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// One's own devices, the last used first, at most [`MOST`].
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<Session>> {
    let person = actor.signed_in()?;
    let sql = "SELECT id, created_at, seen_at, user_agent, address FROM session \
               WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY seen_at DESC, id LIMIT $3";
    rows(db, sql, [person.0.into(), now.into(), MOST.into()]).await
}

/// Signs one of one's own devices out.
///
/// # Errors
/// [`Error::NotFound`] when it is no device of one's own.
pub async fn end_own(tx: &Tx, session: SessionId) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let sql = "SELECT id FROM session WHERE id = $1 AND person_id = $2 AND ended_at IS NULL";
    one(tx, sql, [session.0.into(), person.0.into()]).await?.ok_or(Error::NotFound)?;
    end(tx, person, session, "signed_out").await
}

/// Signs every device of oneself out.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn end_everywhere(tx: &Tx) -> Result<()> {
    end_all(tx, tx.actor().signed_in()?, None, "signed_out_everywhere").await
}

async fn end(tx: &Tx, person: PersonId, session: SessionId, why: &str) -> Result<()> {
    let sql = "UPDATE session SET ended_at = $2, ended_why = $3 WHERE id = $1 AND ended_at IS NULL";
    if execute_affecting(tx, sql, [session.0.into(), tx.now().into(), why.into()]).await? > 0 {
        tx.access_changed().await?;
        tx.record(person, Event::SessionEnded { session });
    }
    Ok(())
}

pub(crate) async fn end_all(tx: &Tx, person: PersonId, keep: Option<SessionId>, why: &str) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: SessionId,
    }
    let sql = "SELECT id FROM session WHERE person_id = $1 AND ended_at IS NULL LIMIT 200";
    for open in rows::<Row>(tx, sql, [person.0.into()]).await? {
        if Some(open.id) != keep {
            end(tx, person, open.id, why).await?;
        }
    }
    Ok(())
}
