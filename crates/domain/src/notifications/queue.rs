//! The mail queue, for whoever runs the installation: recipient, cause, state; never a subject or a text.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{MailReason, MailState, NoticeKind};
use crate::actor::Actor;
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, row, rows};
use crate::{Error, Result};

/// Why a mail is sent: it tells somebody of something, or it is what they wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum MailCause {
    /// It tells of something.
    News(MailReason),
    /// It is a notice.
    Notice(NoticeKind),
}

/// A mail in the queue.
#[derive(Clone, Debug)]
pub struct QueuedMail {
    /// Its id.
    pub id: Uuid,
    /// The recipient's name; none where the identity is protected.
    pub recipient: Option<String>,
    /// The address it went to, once it has; none where the identity is protected.
    pub address: Option<String>,
    /// Why.
    pub reason: MailCause,
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

#[derive(FromRow)]
struct Row {
    id: Uuid,
    recipient: Option<String>,
    address: Option<String>,
    reason: String,
    state: MailState,
    attempts: i32,
    why: Option<String>,
    created_at: DateTime<Utc>,
    run_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for QueuedMail {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let Row { id, recipient, address, reason, state, attempts, why, created_at, run_at, sent_at } = row;
        let reason = match reason.parse() {
            Ok(reason) => MailCause::News(reason),
            Err(_) => MailCause::Notice(reason.parse().map_err(|_| Error::internal("a mail for no known reason"))?),
        };
        Ok(Self { id, recipient, address, reason, state, attempts, why, created_at, run_at, sent_at })
    }
}

/// Mails and notices alike. An address that somebody has given up since is still theirs where the notice is about that.
const QUEUE: &str = "(SELECT m.id, CASE WHEN p.protected THEN NULL ELSE p.name END AS recipient, \
    CASE WHEN p.protected THEN NULL ELSE m.sent_to END AS address, m.reason, m.state, m.attempts, \
    m.last_error AS why, m.created_at, m.run_at, m.sent_at FROM mail m JOIN person p ON p.id = m.person_id \
    UNION ALL SELECT n.id, CASE WHEN p.protected THEN NULL ELSE p.name END, \
    CASE WHEN p.protected THEN NULL ELSE n.address END, n.kind, n.state, n.attempts, n.last_error, n.created_at, \
    n.run_at, n.sent_at FROM notice n LEFT JOIN person_email e ON e.address = lower(n.address) \
    LEFT JOIN person p ON p.id = coalesce(e.person_id, CASE WHEN n.kind = 'address_left' THEN n.subject_id END)) q";

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
    let of_state = if state.is_some() { "q.state = $4" } else { "q.state <> $4" };
    let sql = format!(
        "SELECT * FROM {QUEUE} WHERE (q.created_at < $1 OR (q.created_at = $1 AND q.id < $2)) AND {of_state} \
         ORDER BY q.created_at DESC, q.id DESC LIMIT $3"
    );
    let word = state.map_or("", MailState::word);
    let found: Vec<Row> = rows(db, &sql, [at.into(), id.into(), limit.into(), word.into()]).await?;
    found.into_iter().map(TryInto::try_into).collect()
}

/// One mail of the queue.
///
/// # Errors
/// As [`queue`], and [`crate::Error::NotFound`] where there is none.
pub async fn queued(db: &impl Db, actor: &Actor, id: Uuid) -> Result<QueuedMail> {
    may_administer(actor)?;
    let sql = format!("SELECT * FROM {QUEUE} WHERE q.id = $1");
    row::<Row>(db, &sql, [id.into()]).await?.ok_or(Error::NotFound)?.try_into()
}
