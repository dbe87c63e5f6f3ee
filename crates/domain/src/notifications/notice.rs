//! Notices: mails to an address that need not be a person's, for what somebody did a moment ago and waits to hear of.
//!
//! An invitation to a seat, the link that sets a new password. A notice is put in its outbox in the same commit as the
//! act that causes it, which has checked the right. Unlike the mails of [`super::outbox`] nobody subscribes to notices, so
//! nothing stops them but their caps; those to a home group have a link of their own that does. The row holds what it is about, never a text: the letter is written when it is
//! sent, in [`crate::people::person::Language`], from what is true then.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{MailState, Sent, only_the_system};
use crate::actor::Actor;
use crate::ids::{NetworkId, PersonId, uuid_at};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Store, Tx, execute, execute_affecting, one, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What a notice is for.
    NoticeKind {
        /// A link with which one who has forgotten it sets a new password.
        PasswordReset = "password_reset",
        /// A link with which one shows that a new address is one's own.
        AddressConfirmation = "address_confirmation",
        /// Mails of an account no longer go to that address: told to it, should it be somebody else's doing.
        AddressLeft = "address_left",
        /// A link with which one for whom an account was made chooses a password.
        AccountMade = "account_made",
        /// A network has a new coordinator: told to all who are.
        CoordinatorAppointed = "coordinator_appointed",
        /// An invitation to a seat.
        SeatInvitation = "seat_invitation",
        /// An invitation to a room, as a guest.
        GuestInvitation = "guest_invitation",
        /// An invitation of an organisation, to say that it would like to join.
        OrganisationInvitation = "organisation_invitation",
        /// A reminder to confirm an organisation's conditions, once a year.
        ConditionsDue = "conditions_due",
        /// A member's decision on an agreement is asked for.
        DecisionAsked = "decision_asked",
        /// A question to a seat's holder: whether they go on.
        SeatRound = "seat_round",
        /// What became of a successor that one has proposed.
        SuccessorSettled = "successor_settled",
        /// A link with which an expression of interest is confirmed.
        ExpressionConfirm = "expression_confirm",
        /// A coordinator has written in a case.
        CaseWord = "case_word",
        /// A case has been decided.
        CaseDecided = "case_decided",
        /// A page that somebody takes home, to one of the home group.
        TakeHome = "take_home",
        /// Somebody has passed on to a linked network what one wrote.
        Forwarded = "forwarded",
        /// An organisation brings somebody along to a meeting as a guest from home.
        MeetingGuest = "meeting_guest",
        /// A meeting that a guest from home was to come to is cancelled, or held after all.
        MeetingCancelled = "meeting_cancelled",
        /// What one has written in has been moved to where one does not read.
        ThreadMoved = "thread_moved",
        /// It has become an organisation's turn to host.
        HostTurn = "host_turn",
        /// A deputy is to stand in, is confirmed to, or does no more.
        StandIn = "stand_in",
    }
}

/// The most notices that wait or went to one address within an hour: more are refused, or wait, so that nobody is flooded by
/// what others ask for in their name.
const MOST_TO_AN_ADDRESS: i64 = 6;

/// A notice to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// The address.
    pub to: String,
    /// The language of the letter.
    pub language: Language,
    /// What it is for.
    pub kind: NoticeKind,
    /// What it is about: an invitation, a case, a person.
    pub subject: Uuid,
    /// The network it is sent for.
    pub network: Option<NetworkId>,
    /// The plain token of the link in it. It is kept only until the mail has been settled; what it opens keeps its hash.
    pub secret: Option<String>,
    /// What makes it the same notice: a second one of the same cause is not sent.
    pub cause: String,
}

/// A notice whose turn it is.
#[derive(Clone, Debug, FromRow)]
pub struct Notice {
    /// Its id.
    pub id: Uuid,
    /// The address.
    pub address: String,
    /// The language of the letter.
    pub language: Language,
    /// What it is for.
    pub kind: NoticeKind,
    /// What it is about.
    pub subject_id: Uuid,
    /// The network it is sent for.
    pub network_id: Option<NetworkId>,
    /// The plain token of its link.
    pub secret: Option<String>,
    /// How often it has been tried, this time included.
    pub attempts: i32,
}

/// Where a letter to somebody with an account goes, and in what language.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Reached {
    /// Their primary address.
    pub(crate) email: String,
    /// What they read.
    pub(crate) language: Language,
}

/// Where a letter to somebody goes; none to whoever is suspended or has no address.
pub(crate) async fn reached(tx: &Tx, person: PersonId) -> Result<Option<Reached>> {
    let sql = "SELECT e.shown AS email, p.language FROM person p JOIN person_email e ON e.person_id = p.id \
               AND e.is_primary WHERE p.id = $1 AND p.suspended_at IS NULL";
    row(tx, sql, [person.0.into()]).await
}

/// Puts a notice in the outbox. The caller has checked the right to cause it.
///
/// # Errors
/// [`Error::TooMany`] where the address gets too many already.
pub(crate) async fn enqueue(tx: &Tx, new: NewNotice) -> Result<()> {
    if has_many(tx, &new).await? {
        return Err(Error::TooMany(3600));
    }
    put(tx, new, tx.now()).await
}

/// Puts a notice in the outbox that tells of an act which stands, and which nobody would hear of otherwise: where the address
/// gets many already it goes when the hour is over. The caller has checked the right to cause it.
pub(crate) async fn enqueue_in_turn(tx: &Tx, new: NewNotice) -> Result<()> {
    let at = if has_many(tx, &new).await? { tx.now() + TimeDelta::hours(1) } else { tx.now() };
    put(tx, new, at).await
}

async fn has_many(tx: &Tx, new: &NewNotice) -> Result<bool> {
    let sql = "SELECT count(*) AS notices FROM notice WHERE address = $1 AND created_at > $2";
    let found = one(tx, sql, [new.to.trim().into(), (tx.now() - TimeDelta::hours(1)).into()]).await?;
    let already: i64 = found.map(|row| row.get("notices")).transpose()?.unwrap_or(0);
    Ok(already >= MOST_TO_AN_ADDRESS)
}

async fn put(tx: &Tx, new: NewNotice, at: DateTime<Utc>) -> Result<()> {
    let sql = "INSERT INTO notice (id, address, language, kind, subject_id, network_id, secret, cause, state, attempts, \
               run_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, $9, $10) \
               ON CONFLICT (cause) DO NOTHING";
    let values = [
        uuid_at(tx.now()).into(),
        new.to.trim().into(),
        new.language.word().into(),
        new.kind.word().into(),
        new.subject.into(),
        new.network.map(|id| id.0).into(),
        new.secret.into(),
        new.cause.into(),
        at.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await
}

/// Puts a notice in the outbox where its act goes on without it: somebody who gets too many already is left out, and finds
/// what it is about where it stands. Whether it was put there. The caller has checked the right to cause it.
pub(crate) async fn enqueue_unless_too_many(tx: &Tx, new: NewNotice) -> Result<bool> {
    match enqueue(tx, new).await {
        Ok(()) => Ok(true),
        Err(Error::TooMany(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes back a notice that has not gone: what it was about is no more.
pub(crate) async fn take_back(tx: &Tx, kind: NoticeKind, subject: Uuid) -> Result<()> {
    let sql = "UPDATE notice SET state = 'dropped', secret = NULL, last_error = 'taken back' \
               WHERE kind = $1 AND subject_id = $2 AND state IN ('waiting', 'held')";
    execute(tx, sql, [kind.word().into(), subject.into()]).await
}

/// Claims the notice whose time came first; one not settled within `lease` is claimed again.
///
/// # Errors
/// When the database can't be reached.
pub async fn claim_notice(store: &Store, lease: TimeDelta) -> Result<Option<Notice>> {
    let skip = if store.postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
    // look before taking the writer's turn
    let due = "SELECT id FROM notice WHERE state = 'waiting' AND run_at <= $1 LIMIT 1";
    if one(store.reader(), due, [store.clock().now().into()]).await?.is_none() {
        return Ok(None);
    }
    store
        .write(&Actor::System, move |tx| async move {
            let sql = format!(
                "UPDATE notice SET run_at = $2, attempts = attempts + 1 WHERE id = (SELECT id FROM notice \
                 WHERE state = 'waiting' AND run_at <= $1 ORDER BY run_at, id LIMIT 1 {skip}) AND state = 'waiting' \
                 RETURNING id, address, language, kind, subject_id, network_id, secret, attempts"
            );
            row::<Notice>(&tx, &sql, [tx.now().into(), (tx.now() + lease).into()]).await
        })
        .await
}

/// Notes that it is being handed over. False where it is no longer to be sent.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn hand_over_notice(tx: &Tx, id: Uuid) -> Result<bool> {
    only_the_system(tx.actor())?;
    let sql = "UPDATE notice SET state = 'handing_over' WHERE id = $1 AND state = 'waiting'";
    Ok(execute_affecting(tx, sql, [id.into()]).await? > 0)
}

/// Says what became of it. Its token is forgotten unless it is tried again.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn settle_notice(tx: &Tx, id: Uuid, sent: Sent) -> Result<()> {
    only_the_system(tx.actor())?;
    let state = sent.state();
    let (run_at, back, why) = sent.told();
    let gone = matches!(state, MailState::Sent | MailState::Uncertain).then(|| tx.now());
    let sql = "UPDATE notice SET state = $2, sent_at = $3, run_at = coalesce($4, run_at), attempts = attempts - $5, \
               last_error = $6, secret = CASE WHEN $2 IN ('waiting', 'held') THEN secret END WHERE id = $1";
    execute(tx, sql, [id.into(), state.word().into(), gone.into(), run_at.into(), back.into(), why.into()]).await
}

/// How many notices have been sent since a time: to the address, for the network, in all.
///
/// # Errors
/// When the database can't be reached.
pub async fn notices_since(db: &impl Db, notice: &Notice, since: DateTime<Utc>) -> Result<super::SentSince> {
    let sql = "SELECT count(CASE WHEN address = $2 THEN 1 END) AS recipient, CAST(0 AS bigint) AS author, \
               count(CASE WHEN network_id = $3 THEN 1 END) AS network, count(*) AS \"all\" \
               FROM notice WHERE sent_at > $1";
    let values = [since.into(), notice.address.clone().into(), notice.network_id.map(|id| id.0).into()];
    Ok(row(db, sql, values).await?.unwrap_or_default())
}

/// Settles what was being handed over when this process, or another, went; forgets what was settled before `before`.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn tidy_notices(tx: &Tx, before: DateTime<Utc>) -> Result<()> {
    only_the_system(tx.actor())?;
    let sql = "UPDATE notice SET state = 'uncertain', sent_at = $1, secret = NULL, last_error = 'broken off' \
               WHERE state = 'handing_over' AND run_at <= $1";
    execute(tx, sql, [tx.now().into()]).await?;
    let sql = "DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE created_at < $1 \
               AND state NOT IN ('waiting', 'handing_over') ORDER BY created_at LIMIT 500)";
    execute(tx, sql, [before.into()]).await
}
