//! Handing a mail over, and what became of it. What was handed over and not heard of again is never sent twice.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Mail, MailState, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{ConversationId, PersonId};
use crate::store::{Db, FromRow, Store, Tx, execute, execute_affecting, one, row};

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It was sent.
    Sent,
    /// It is held until then: too many were sent, for that reason.
    Held(DateTime<Utc>, &'static str),
    /// There was nothing to tell, for that reason.
    Dropped(&'static str),
    /// It is to be tried again at that time, for that reason.
    Again(DateTime<Utc>, String),
    /// Its time is later: this was no try.
    Later(DateTime<Utc>, String),
    /// It is given up, for that reason.
    Failed(String),
    /// Nobody knows whether it arrived.
    Uncertain(String),
}

impl Sent {
    /// The state it comes to.
    #[must_use]
    pub fn state(&self) -> MailState {
        match self {
            Self::Sent => MailState::Sent,
            Self::Held(..) => MailState::Held,
            Self::Dropped(_) => MailState::Dropped,
            Self::Again(..) | Self::Later(..) => MailState::Waiting,
            Self::Failed(_) => MailState::Failed,
            Self::Uncertain(_) => MailState::Uncertain,
        }
    }

    /// When it is to be tried again, whether this was no try (1), and why it came to that: what the outbox keeps.
    pub(super) fn told(self) -> (Option<DateTime<Utc>>, i32, Option<String>) {
        let (run_at, back, why) = match self {
            Self::Sent => (None, 0, None),
            Self::Held(until, why) => (Some(until), 1, Some(why.to_owned())),
            Self::Dropped(why) => (None, 0, Some(why.to_owned())),
            Self::Again(at, why) => (Some(at), 0, Some(why)),
            Self::Later(at, why) => (Some(at), 1, Some(why)),
            Self::Failed(why) | Self::Uncertain(why) => (None, 0, Some(why)),
        };
        (run_at, back, why.map(|why| why.chars().filter(|c| *c != '\0').take(500).collect()))
    }
}

/// Notes that the mail, which tells how things stood at `as_of`, is being handed over to that address, with a link to stop
/// such mails. False where it is no longer to be sent.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn hand_over(tx: &Tx, id: Uuid, as_of: DateTime<Utc>, to: &str, stop_hash: &str) -> Result<bool> {
    only_the_system(tx.actor())?;
    let sql = "UPDATE mail SET state = 'handing_over', written_at = $2, sent_to = $3, stop_hash = $4 \
               WHERE id = $1 AND state = 'waiting'";
    Ok(execute_affecting(tx, sql, [id.into(), as_of.into(), to.into(), stop_hash.into()]).await? > 0)
}

/// Says what became of a mail.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn settle(tx: &Tx, id: Uuid, sent: Sent) -> Result<()> {
    only_the_system(tx.actor())?;
    let state = sent.state();
    let (run_at, back, why) = sent.told();
    let sent_at = (state == MailState::Sent || state == MailState::Uncertain).then(|| tx.now());
    let sql = "UPDATE mail SET state = $2, sent_at = $3, run_at = coalesce($4, run_at), attempts = attempts - $5, \
               last_error = $6 WHERE id = $1";
    let values = [id.into(), state.word().into(), sent_at.into(), run_at.into(), back.into(), why.into()];
    execute(tx, sql, values).await
}

/// Settles what was being handed over when this process, or another, went: nobody knows whether it arrived.
///
/// # Errors
/// When the database can't be reached.
pub async fn left_behind(store: &Store) -> Result<u64> {
    let now = store.clock().now();
    let sql = "SELECT id FROM mail WHERE state = 'handing_over' AND run_at <= $1 LIMIT 1";
    if one(store.reader(), sql, [now.into()]).await?.is_none() {
        return Ok(0);
    }
    store
        .write(&Actor::System, move |tx| async move {
            let sql = "UPDATE mail SET state = 'uncertain', sent_at = $1, last_error = 'broken off' \
                       WHERE state = 'handing_over' AND run_at <= $1";
            execute_affecting(&tx, sql, [tx.now().into()]).await
        })
        .await
}

/// For how long something may be held before it is given up: what is older is no news.
const LONGEST_HELD: TimeDelta = TimeDelta::days(2);

/// Lets what was held wait again when its time has come: mails and notices alike. What has been held for too long is
/// given up, and with a notice its token.
///
/// # Errors
/// When the database can't be reached.
pub async fn let_go(store: &Store) -> Result<()> {
    // look before taking the writer's turn
    let held = "SELECT id FROM mail WHERE state = 'held' AND run_at <= $1 \
                UNION ALL SELECT id FROM notice WHERE state = 'held' AND run_at <= $1 LIMIT 1";
    if one(store.reader(), held, [store.clock().now().into()]).await?.is_none() {
        return Ok(());
    }
    store
        .write(&Actor::System, move |tx| async move {
            let since = tx.now() - LONGEST_HELD;
            let state = "state = CASE WHEN created_at > $2 THEN 'waiting' ELSE 'failed' END";
            let mails = format!("UPDATE mail SET {state} WHERE state = 'held' AND run_at <= $1");
            execute(&tx, &mails, [tx.now().into(), since.into()]).await?;
            let notices = format!(
                "UPDATE notice SET {state}, secret = CASE WHEN created_at > $2 THEN secret END \
                 WHERE state = 'held' AND run_at <= $1"
            );
            execute(&tx, &notices, [tx.now().into(), since.into()]).await
        })
        .await
}

/// How many mails have been sent since a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct SentSince {
    /// To this person.
    pub recipient: i64,
    /// Of what this person wrote.
    pub author: i64,
    /// Of this network.
    pub network: i64,
    /// In all.
    pub all: i64,
}

/// How many mails like this one have been sent since `since`.
///
/// # Errors
/// When the database can't be reached.
pub async fn sent_since(db: &impl Db, mail: &Mail, since: DateTime<Utc>) -> Result<SentSince> {
    let sql = "SELECT count(CASE WHEN person_id = $2 THEN 1 END) AS recipient, \
               count(CASE WHEN author_id = $3 THEN 1 END) AS author, \
               count(CASE WHEN network_id = $4 AND reason <> 'before_meeting' THEN 1 END) AS network, \
               count(*) AS \"all\" FROM mail WHERE sent_at > $1";
    let values = [
        since.into(),
        mail.person_id.0.into(),
        mail.author_id.map(|id| id.0).into(),
        mail.network_id.map(|id| id.0).into(),
    ];
    Ok(row(db, sql, values).await?.unwrap_or_default())
}

/// When the person was last told of the conversation.
///
/// # Errors
/// When the database can't be reached.
pub async fn told_last(db: &impl Db, person: PersonId, conversation: ConversationId) -> Result<Option<DateTime<Utc>>> {
    #[derive(FromRow)]
    struct Row {
        sent_at: DateTime<Utc>,
    }
    let sql = "SELECT sent_at FROM mail WHERE person_id = $1 AND conversation_id = $2 AND state = 'sent' \
               AND sent_at IS NOT NULL ORDER BY sent_at DESC LIMIT 1";
    let found: Option<Row> = row(db, sql, [person.0.into(), conversation.0.into()]).await?;
    Ok(found.map(|row| row.sent_at))
}

/// How things stood in the last digest that was sent to the person, of whatever rhythm: what came later is news.
///
/// # Errors
/// When the database can't be reached.
pub async fn digest_last(db: &impl Db, person: PersonId) -> Result<Option<DateTime<Utc>>> {
    #[derive(FromRow)]
    struct Row {
        as_of: DateTime<Utc>,
    }
    let sql = "SELECT coalesce(written_at, sent_at) AS as_of FROM mail WHERE person_id = $1 \
               AND reason IN ('daily', 'weekly', 'monthly') AND sent_at IS NOT NULL ORDER BY sent_at DESC LIMIT 1";
    let found: Option<Row> = row(db, sql, [person.0.into()]).await?;
    Ok(found.map(|row| row.as_of))
}
