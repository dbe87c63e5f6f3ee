//! The outbox of mails. One cause gives one mail, however often it is told of.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::{Concerned, MailReason, MailState, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{ConversationId, MailingId, MeetingId, MessageId, NetworkId, PersonId, SavedSearchId, rising_at};
use crate::store::{Db, FromRow, Store, Tx, execute_affecting, one, row, rows};

/// The most messages that are told of in one mail.
const MOST_TOGETHER: i64 = 20;

/// Somebody to tell of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// Whom.
    pub person: PersonId,
    /// Why.
    pub reason: MailReason,
    cause: String,
    message: Option<MessageId>,
    conversation: Option<ConversationId>,
    meeting: Option<MeetingId>,
    network: Option<NetworkId>,
    author: Option<PersonId>,
    search: Option<SavedSearchId>,
    mailing: Option<MailingId>,
}

impl NewMail {
    /// Tells of a message.
    #[must_use]
    pub fn of_message(person: PersonId, reason: MailReason, message: MessageId, concerned: &Concerned) -> Self {
        Self {
            cause: format!("message:{message}:{person}"),
            message: Some(message),
            conversation: Some(concerned.conversation),
            network: concerned.network,
            author: concerned.author,
            ..Self::without_subject(person, reason)
        }
    }

    /// Reminds of a message: once for each event that says so.
    #[must_use]
    pub fn of_reminder(person: PersonId, message: MessageId, event: i64, concerned: &Concerned) -> Self {
        let cause = format!("event:{event}:{person}");
        Self { cause, ..Self::of_message(person, MailReason::Reminder, message, concerned) }
    }

    /// A digest, by the name of its turn.
    #[must_use]
    pub fn of_digest(person: PersonId, reason: MailReason, turn: &str) -> Self {
        Self { cause: format!("{turn}:{person}"), ..Self::without_subject(person, reason) }
    }

    /// Tells of a meeting that is near.
    #[must_use]
    pub fn of_meeting(person: PersonId, meeting: MeetingId, network: NetworkId) -> Self {
        Self {
            cause: format!("meeting:{meeting}:{person}"),
            meeting: Some(meeting),
            network: Some(network),
            ..Self::without_subject(person, MailReason::BeforeMeeting)
        }
    }

    /// Tells of what is new for a search: once a day.
    #[must_use]
    pub fn of_search(person: PersonId, search: SavedSearchId, day: NaiveDate) -> Self {
        Self {
            cause: format!("search:{search}:{day}"),
            search: Some(search),
            ..Self::without_subject(person, MailReason::SavedSearch)
        }
    }

    /// Reminds of a meeting that one has not answered: once for each event that says so.
    #[must_use]
    pub fn of_invitation(person: PersonId, meeting: MeetingId, network: NetworkId, event: i64) -> Self {
        Self {
            cause: format!("event:{event}:{person}"),
            meeting: Some(meeting),
            network: Some(network),
            ..Self::without_subject(person, MailReason::MeetingReminder)
        }
    }

    /// A letter that a coordinator wrote to several: once to each.
    #[must_use]
    pub fn of_mailing(person: PersonId, author: PersonId, mailing: MailingId, network: NetworkId) -> Self {
        Self {
            cause: format!("mailing:{mailing}:{person}"),
            author: Some(author),
            network: Some(network),
            mailing: Some(mailing),
            ..Self::without_subject(person, MailReason::Mailing)
        }
    }

    /// Reminds of a meeting that is to be answered by a day: once for each such day.
    #[must_use]
    pub fn of_answer_by(person: PersonId, meeting: MeetingId, network: NetworkId, day: NaiveDate) -> Self {
        let cause = format!("answer_by:{meeting}:{day}:{person}");
        Self { cause, ..Self::of_invitation(person, meeting, network, 0) }
    }

    /// Reminds of a meeting that is near: once for each day it is moved to.
    #[must_use]
    pub fn of_meeting_soon(person: PersonId, meeting: MeetingId, network: NetworkId, day: NaiveDate) -> Self {
        let cause = format!("soon:{meeting}:{day}:{person}");
        Self { cause, reason: MailReason::MeetingSoon, ..Self::of_invitation(person, meeting, network, 0) }
    }

    /// Tells that a meeting is cancelled, or held after all: once for each event that says so.
    #[must_use]
    pub fn of_cancelling(
        person: PersonId,
        meeting: MeetingId,
        network: NetworkId,
        event: i64,
        cancelled: bool,
    ) -> Self {
        let reason = if cancelled { MailReason::MeetingCancelled } else { MailReason::MeetingHeld };
        Self { reason, ..Self::of_invitation(person, meeting, network, event) }
    }

    fn without_subject(person: PersonId, reason: MailReason) -> Self {
        Self {
            person,
            reason,
            cause: String::new(),
            message: None,
            conversation: None,
            meeting: None,
            network: None,
            author: None,
            search: None,
            mailing: None,
        }
    }
}

/// A mail to send.
#[derive(Clone, Debug, FromRow)]
pub struct Mail {
    /// Its id.
    pub id: Uuid,
    /// To whom.
    pub person_id: PersonId,
    /// Why.
    pub reason: MailReason,
    /// The conversation it is about.
    pub conversation_id: Option<ConversationId>,
    /// The meeting it is about.
    pub meeting_id: Option<MeetingId>,
    /// The network it is about.
    pub network_id: Option<NetworkId>,
    /// Who wrote what it tells of.
    pub author_id: Option<PersonId>,
    /// The search it is about.
    pub saved_search_id: Option<SavedSearchId>,
    /// The letter to several that it is.
    pub mailing_id: Option<MailingId>,
    /// How often it has been tried, this time included.
    pub attempts: i32,
    /// What it tells of, with why, the first first.
    #[row(skip)]
    pub messages: Vec<(MessageId, MailReason)>,
}

/// Puts mails in the outbox, to be sent from `run_at` on. A person is told of one cause once, for the first reason that
/// was given. Gives how many were new.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn enqueue(tx: &Tx, mails: &[NewMail], run_at: DateTime<Utc>) -> Result<u64> {
    only_the_system(tx.actor())?;
    put(tx, mails, run_at).await
}

/// The same, in the commit of the act that is told of. The caller has checked the right to it.
pub(crate) async fn put(tx: &Tx, mails: &[NewMail], run_at: DateTime<Utc>) -> Result<u64> {
    let mut new = 0;
    // made at one instant, they are told in the order in which they were given
    for (mail, id) in mails.iter().zip(rising_at(tx.now(), mails.len())) {
        let sql = "INSERT INTO mail (id, person_id, cause, reason, message_id, conversation_id, meeting_id, network_id, \
                   author_id, state, attempts, run_at, created_at, saved_search_id, mailing_id) \
                   SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, $11, $12, $13 \
                   WHERE EXISTS (SELECT 1 FROM person WHERE id = $2) ON CONFLICT (cause) DO NOTHING";
        let values = [
            id.into(),
            mail.person.0.into(),
            mail.cause.clone().into(),
            mail.reason.word().into(),
            mail.message.map(|id| id.0).into(),
            mail.conversation.map(|id| id.0).into(),
            mail.meeting.map(|id| id.0).into(),
            mail.network.map(|id| id.0).into(),
            mail.author.map(|id| id.0).into(),
            run_at.into(),
            tx.now().into(),
            mail.search.map(|id| id.0).into(),
            mail.mailing.map(|id| id.0).into(),
        ];
        new += execute_affecting(tx, sql, values).await?;
    }
    Ok(new)
}

/// Claims the mail whose time came first; one not settled within `lease` is claimed again. What else waits for the same
/// person about the same conversation goes with it.
///
/// # Errors
/// When the database can't be reached.
pub async fn claim(store: &Store, lease: TimeDelta) -> Result<Option<Mail>> {
    let skip = if store.postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    // look before taking the writer's turn
    let due = "SELECT id FROM mail WHERE state = 'waiting' AND run_at <= $1 LIMIT 1";
    if one(store.reader(), due, [store.clock().now().into()]).await?.is_none() {
        return Ok(None);
    }
    store
        .write(&Actor::System, move |tx| async move {
            let sql = format!(
                "UPDATE mail SET run_at = $2, attempts = attempts + 1 WHERE id = (SELECT id FROM mail \
                 WHERE state = 'waiting' AND run_at <= $1 ORDER BY run_at, id LIMIT 1 {skip}) AND state = 'waiting' \
                 RETURNING id, person_id, reason, conversation_id, meeting_id, network_id, author_id, \
                 saved_search_id, mailing_id, attempts"
            );
            let values = [tx.now().into(), (tx.now() + lease).into()];
            let Some(mut mail) = row::<Mail>(&tx, &sql, values).await? else { return Ok(None) };
            mail.messages = together(&tx, &mail).await?;
            Ok(Some(mail))
        })
        .await
}

/// Joins what waits about the same conversation to the mail, up to what one mail tells, and gives what it is to tell of.
/// The rest waits for its own turn: whoever has read the beginning is still told of the end.
async fn together(tx: &Tx, mail: &Mail) -> Result<Vec<(MessageId, MailReason)>> {
    #[derive(FromRow)]
    struct Told {
        message_id: MessageId,
        reason: MailReason,
    }
    let Some(conversation) = mail.conversation_id else { return Ok(Vec::new()) };
    // what one that has not gone had taken along is shared out anew
    let apart = "UPDATE mail SET state = 'waiting', joined_to = NULL WHERE state = 'joined' AND joined_to IN \
                 (SELECT id FROM mail WHERE person_id = $1 AND conversation_id = $2 AND state = 'waiting')";
    execute_affecting(tx, apart, [mail.person_id.0.into(), conversation.0.into()]).await?;
    let join = "UPDATE mail SET state = 'joined', joined_to = $1 WHERE id IN (SELECT id FROM mail WHERE person_id = $2 \
                AND conversation_id = $3 AND state = 'waiting' AND id <> $1 ORDER BY created_at, id LIMIT $4)";
    let values = [mail.id.into(), mail.person_id.0.into(), conversation.0.into(), (MOST_TOGETHER - 1).into()];
    execute_affecting(tx, join, values).await?;
    let sql = "SELECT message_id, reason FROM mail WHERE (id = $1 OR joined_to = $1) AND message_id IS NOT NULL \
               ORDER BY created_at, id";
    let told: Vec<Told> = rows(tx, sql, [mail.id.into()]).await?;
    Ok(told.into_iter().map(|told| (told.message_id, told.reason)).collect())
}

/// How many mails are in a state: for health and metrics.
///
/// # Errors
/// When the database can't be reached.
pub async fn waiting(db: &impl Db, state: MailState) -> Result<i64> {
    let found = one(db, "SELECT count(*) AS mails FROM mail WHERE state = $1", [state.word().into()]).await?;
    Ok(found.map(|row| row.get("mails")).transpose()?.unwrap_or(0))
}

/// Forgets some mails that were settled before `before`; gives how many.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn trim(tx: &Tx, before: DateTime<Utc>) -> Result<u64> {
    only_the_system(tx.actor())?;
    let sql = "DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < $1 \
               AND state NOT IN ('waiting', 'handing_over') ORDER BY created_at LIMIT 500)";
    execute_affecting(tx, sql, [before.into()]).await
}
