//! A forgotten password: a link to the address, with which its holder chooses a new one.
//!
//! Whether there is an account at the address is not looked at when the link is asked for, only when the mail is written
//! and when the link is used: the answer and the work are the same for every address, so nobody learns who exists.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::person;
use crate::actor::Actor;
use crate::ids::{PersonId, uuid_at};
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::notifications::{new_token, token};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, row};
use crate::{Error, Result};

/// How long the link works that one asks for.
const LIFETIME: TimeDelta = TimeDelta::hours(1);
/// How long the link works with which one first comes in.
const WELCOME: TimeDelta = TimeDelta::days(7);
/// The most rows forgotten at a time.
const AT_A_TIME: i64 = 200;

/// A link that works, and the account it is for.
#[derive(Clone, Debug, FromRow)]
pub struct Reset {
    /// The link.
    pub id: Uuid,
    /// Whose password.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// The address the link went to.
    pub email: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// Sends a link to the address, in that language. Links from before stop working.
///
/// # Errors
/// [`Error::Invalid`] for what can't be an address, [`Error::TooMany`] where it gets too many mails already.
pub async fn begin(tx: &Tx, email: &str, language: Language) -> Result<()> {
    send(tx, email, language, NoticeKind::PasswordReset, LIFETIME).await
}

/// Sends the link with which somebody for whom an account was made chooses their first password.
///
/// # Errors
/// As [`begin`].
pub(crate) async fn welcome(tx: &Tx, email: &str, language: Language) -> Result<()> {
    send(tx, email, language, NoticeKind::AccountMade, WELCOME).await
}

async fn send(tx: &Tx, email: &str, language: Language, kind: NoticeKind, lifetime: TimeDelta) -> Result<()> {
    let address = person::address(email)?;
    let sql = "UPDATE password_reset SET used_at = $2 WHERE address = $1 AND used_at IS NULL";
    execute(tx, sql, [address.clone().into(), tx.now().into()]).await?;
    let old = "DELETE FROM password_reset WHERE id IN (SELECT id FROM password_reset WHERE created_at < $1 LIMIT $2)";
    execute(tx, old, [(tx.now() - WELCOME * 2).into(), AT_A_TIME.into()]).await?;
    let (id, (secret, hash)) = (uuid_at(tx.now()), new_token());
    let sql =
        "INSERT INTO password_reset (id, address, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    let values = [id.into(), address.into(), hash.into(), tx.now().into(), (tx.now() + lifetime).into()];
    execute(tx, sql, values).await?;
    let new = NewNotice {
        to: email.trim().to_owned(),
        language,
        kind,
        subject: id,
        network: None,
        secret: Some(secret),
        cause: format!("password_reset:{id}"),
    };
    notice::enqueue(tx, new).await
}

const OPEN: &str = "SELECT r.id, e.person_id, p.name, e.shown AS email, r.expires_at FROM password_reset r \
                    JOIN person_email e ON e.address = r.address JOIN person p ON p.id = e.person_id \
                    WHERE r.used_at IS NULL AND p.suspended_at IS NULL AND r.expires_at > $2";

/// The account that a reset is for. For the notifier, which writes the mail.
///
/// # Errors
/// [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but the installation.
pub async fn of_notice(db: &impl Db, actor: &Actor, id: Uuid, now: DateTime<Utc>) -> Result<Reset> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    row(db, &format!("{OPEN} AND r.id = $1"), [id.into(), now.into()]).await?.ok_or(Error::NotFound)
}

/// What a link is for. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none, that has been used or has run out, or whose account is no more.
pub async fn open(db: &impl Db, token: &str, now: DateTime<Utc>) -> Result<Reset> {
    let hash = token::hashed(token)?;
    row(db, &format!("{OPEN} AND r.token_hash = $1"), [hash.into(), now.into()]).await?.ok_or(Error::NotFound)
}

/// Sets the new password, whose PHC string is `hash`, and ends every session. The link works once.
///
/// # Errors
/// As [`open`].
pub async fn finish(tx: &Tx, token: &str, hash: String) -> Result<PersonId> {
    let reset = open(tx, token, tx.now()).await?;
    let sql = "UPDATE password_reset SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    if execute_affecting(tx, sql, [reset.id.into(), tx.now().into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    person::replace_password(tx, reset.person_id, hash, None, "password_reset").await?;
    Ok(reset.person_id)
}
