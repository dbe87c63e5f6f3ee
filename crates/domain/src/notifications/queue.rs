//! The mail queue, for whoever runs the installation: recipient, cause, state; never a subject or a text.

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{MailReason, MailState};
use crate::Result;
use crate::actor::Actor;
use crate::people::assignment::may_administer;
use crate::store::{Db, row, rows};

/// A mail in the queue.
#[derive(Clone, Debug, FromQueryResult)]
pub struct QueuedMail {
    /// Its id.
    pub id: Uuid,
    /// The recipient's name; none where the identity is protected.
    pub recipient: Option<String>,
    /// The address it went to, once it has; none where the identity is protected.
    pub address: Option<String>,
    /// Why.
    pub reason: MailReason,
    /// What has become of it.
    pub state: MailState,
    /// How often it has been tried.
    pub attempts: i32,
    /// Why it is in that state, as the server or the program said.
    pub why: Option<String>,
    /// When it came into the queue.
    pub created_at: DateTime<Utc>,
    /// When its turn is.
    pub run_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "m.id, CASE WHEN p.protected THEN NULL ELSE p.name END AS recipient, \
    CASE WHEN p.protected THEN NULL ELSE m.sent_to END AS address, m.reason, m.state, m.attempts, m.last_error AS why, \
    m.created_at, m.run_at, m.sent_at";

/// The queue, the newest first.
///
/// # Errors
/// [`crate::Error::Unauthenticated`], [`crate::Error::Forbidden`] for anybody but an administrator.
pub async fn queue(
    db: &impl Db,
    actor: &Actor,
    state: Option<MailState>,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<QueuedMail>> {
    may_administer(actor)?;
    let far = DateTime::from_timestamp_millis(253_402_300_799_000).unwrap_or_default();
    let (at, id) = after.unwrap_or((far, Uuid::nil()));
    let of_state = if state.is_some() { "m.state = $4" } else { "m.state <> $4" };
    let sql = format!(
        "SELECT {COLUMNS} FROM mail m JOIN person p ON p.id = m.person_id \
         WHERE (m.created_at < $1 OR (m.created_at = $1 AND m.id < $2)) AND {of_state} \
         ORDER BY m.created_at DESC, m.id DESC LIMIT $3"
    );
    let word = state.map_or("", MailState::word);
    rows(db, &sql, [at.into(), id.into(), limit.into(), word.into()]).await
}

/// One mail of the queue.
///
/// # Errors
/// As [`queue`], and [`crate::Error::NotFound`] where there is none.
pub async fn queued(db: &impl Db, actor: &Actor, id: Uuid) -> Result<QueuedMail> {
    may_administer(actor)?;
    let sql = format!("SELECT {COLUMNS} FROM mail m JOIN person p ON p.id = m.person_id WHERE m.id = $1");
    row(db, &sql, [id.into()]).await?.ok_or(crate::Error::NotFound)
}
