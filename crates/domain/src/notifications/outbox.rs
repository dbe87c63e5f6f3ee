//! The outbox of mails. One cause gives one mail, however often it is told of.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{MailReason, MailState, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{MessageId, PersonId, uuid_at};
use crate::store::{Db, Store, Tx, execute, one, rows};

/// Somebody to tell of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// Whom.
    pub person: PersonId,
    /// Why.
    pub reason: MailReason,
    /// Of what.
    pub message: MessageId,
}

/// A mail to send.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Mail {
    /// Its id.
    pub id: Uuid,
    /// To whom.
    pub person_id: PersonId,
    /// Why.
    pub reason: MailReason,
    /// Of what.
    pub message_id: MessageId,
    /// How often it has been tried, this time included.
    pub attempts: i32,
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It was sent.
    Sent,
    /// It is held: too many were sent.
    Held,
    /// There was nothing to tell.
    Dropped,
    /// It is to be tried again at that time, for that reason.
    Again(DateTime<Utc>, String),
    /// It is given up, for that reason.
    Failed(String),
}

/// Puts mails in the outbox, to be sent from `run_at` on. A person is told of one message once, for the first reason that
/// was given. Gives how many were new.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn enqueue(tx: &Tx, mails: &[NewMail], run_at: DateTime<Utc>) -> Result<u64> {
    only_the_system(tx.actor())?;
    let mut new = 0;
    for mail in mails {
        let sql = "INSERT INTO mail_outbox (id, person_id, cause, reason, message_id, state, attempts, run_at, \
                   created_at) SELECT $1, $2, $3, $4, $5, 'waiting', 0, $6, $7 \
                   WHERE EXISTS (SELECT 1 FROM person WHERE id = $2) ON CONFLICT (cause) DO NOTHING";
        let values = [
            uuid_at(tx.now()).into(),
            mail.person.0.into(),
            format!("message:{}:{}", mail.message, mail.person).into(),
            mail.reason.word().into(),
            mail.message.0.into(),
            run_at.into(),
            tx.now().into(),
        ];
        new += crate::store::execute_affecting(tx, sql, values).await?;
    }
    Ok(new)
}

/// Claims at most `limit` mails whose time has come; one not settled within `lease` is claimed again.
///
/// # Errors
/// When the database can't be reached.
pub async fn claim(store: &Store, limit: i64, lease: TimeDelta) -> Result<Vec<Mail>> {
    let skip = if store.postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    // look before taking the writer's turn
    let due = "SELECT id FROM mail_outbox WHERE state = 'waiting' AND run_at <= $1 LIMIT 1";
    if one(store.reader(), due, [store.clock().now().into()]).await?.is_none() {
        return Ok(Vec::new());
    }
    store
        .write(&Actor::System, move |tx| async move {
            let sql = format!(
                "UPDATE mail_outbox SET run_at = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM mail_outbox \
                 WHERE state = 'waiting' AND run_at <= $1 ORDER BY run_at, id LIMIT $3 {skip}) \
                 RETURNING id, person_id, reason, message_id, attempts"
            );
            rows(&tx, &sql, [tx.now().into(), (tx.now() + lease).into(), limit.into()]).await
        })
        .await
}

/// Says what became of a mail.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn settle(tx: &Tx, id: Uuid, sent: Sent) -> Result<()> {
    only_the_system(tx.actor())?;
    let (state, sent_at, run_at, why) = match sent {
        Sent::Sent => (MailState::Sent, Some(tx.now()), None, None),
        Sent::Held => (MailState::Held, None, None, None),
        Sent::Dropped => (MailState::Dropped, None, None, None),
        Sent::Again(at, why) => (MailState::Waiting, None, Some(at), Some(why)),
        Sent::Failed(why) => (MailState::Failed, None, None, Some(why)),
    };
    let sql = "UPDATE mail_outbox SET state = $2, sent_at = $3, run_at = coalesce($4, run_at), last_error = $5 \
               WHERE id = $1";
    let why: Option<String> = why.map(|why| why.chars().take(500).collect());
    execute(tx, sql, [id.into(), state.word().into(), sent_at.into(), run_at.into(), why.into()]).await
}

/// How many mails have been sent since `since`: to one person and in all.
///
/// # Errors
/// When the database can't be reached.
pub async fn sent_since(db: &impl Db, person: PersonId, since: DateTime<Utc>) -> Result<(i64, i64)> {
    let sql = "SELECT count(*) AS everybody, count(CASE WHEN person_id = $2 THEN 1 END) AS theirs \
               FROM mail_outbox WHERE sent_at > $1";
    let found = one(db, sql, [since.into(), person.0.into()]).await?;
    found.map(|row| Ok((row.try_get("", "theirs")?, row.try_get("", "everybody")?))).unwrap_or(Ok((0, 0)))
}

/// How many mails are in a state: for health and metrics.
///
/// # Errors
/// When the database can't be reached.
pub async fn waiting(db: &impl Db, state: MailState) -> Result<i64> {
    let found = one(db, "SELECT count(*) AS mails FROM mail_outbox WHERE state = $1", [state.word().into()]).await?;
    Ok(found.map(|row| row.try_get("", "mails")).transpose()?.unwrap_or(0))
}
