//! One's own e-mail addresses: several, one of them the one that mails go to.
//!
//! A new address counts when its holder has shown that it is theirs, by the link that went to it. That somebody else has
//! it is said only then: to ask for it tells nothing.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::person::{self, Account, Language};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{PersonId, uuid_at};
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::notifications::{new_token, token};
use crate::sorting::fold;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// How long the link works.
const LIFETIME: TimeDelta = TimeDelta::hours(24);
/// The most addresses of one person, those that wait included.
const MOST: usize = 5;

/// One of one's addresses.
#[derive(Clone, Debug, FromRow)]
pub struct OwnAddress {
    /// The address as it was written.
    pub address: String,
    /// Mails go to it.
    pub is_primary: bool,
    /// It waits for its link to be used.
    pub waits: bool,
}

/// An address that waits, as its link's holder sees it.
#[derive(Clone, Debug, FromRow)]
pub struct Claim {
    id: Uuid,
    person_id: PersonId,
    address: String,
    /// The address as it was written.
    pub shown: String,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
}

/// One's own addresses, the primary one first.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<OwnAddress>> {
    let person = actor.signed_in()?;
    let sql = "SELECT shown AS address, is_primary, FALSE AS waits, created_at FROM person_email WHERE person_id = $1 \
               UNION ALL SELECT shown AS address, FALSE AS is_primary, TRUE AS waits, created_at FROM address_claim \
               WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2 \
               ORDER BY is_primary DESC, waits, created_at LIMIT 20";
    rows(db, sql, [person.0.into(), now.into()]).await
}

/// Asks for an address to be one's own too: a link goes to it. The caller has checked the password.
///
/// # Errors
/// [`Error::Invalid`] for what can't be an address, [`Error::Conflict`] where one has it or as many as one may,
/// [`Error::TooMany`] where it gets too many mails already.
pub async fn claim(tx: &Tx, account: &Account, email: &str) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let address = person::address(email)?;
    let own = own(tx, tx.actor(), tx.now()).await?;
    if own.iter().any(|one| !one.waits && fold(&one.address) == address) {
        return Err(Error::Conflict("address_already_yours"));
    }
    let others = own.iter().filter(|one| fold(&one.address) != address).count();
    if others >= MOST {
        return Err(Error::Conflict("too_many_addresses"));
    }
    forget_claims(tx, person, &address).await?;
    let (id, (secret, hash)) = (uuid_at(tx.now()), new_token());
    let sql = "INSERT INTO address_claim (id, person_id, address, shown, token_hash, created_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let shown = email.trim().to_owned();
    let values = [
        id.into(),
        person.0.into(),
        address.into(),
        shown.clone().into(),
        hash.into(),
        tx.now().into(),
        (tx.now() + LIFETIME).into(),
    ];
    execute(tx, sql, values).await?;
    let new = NewNotice {
        to: shown,
        language: account.language,
        kind: NoticeKind::AddressConfirmation,
        subject: id,
        network: None,
        secret: Some(secret),
        cause: format!("address_claim:{id}"),
    };
    notice::enqueue(tx, new).await
}

/// The address that a link confirms. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none, that has been used or has run out.
pub async fn claimed(db: &impl Db, token: &str, now: DateTime<Utc>) -> Result<Claim> {
    let hash = token::hashed(token)?;
    let sql = "SELECT c.id, c.person_id, c.address, c.shown, c.expires_at FROM address_claim c \
               JOIN person p ON p.id = c.person_id WHERE c.token_hash = $1 AND c.used_at IS NULL \
               AND c.expires_at > $2 AND p.suspended_at IS NULL";
    row(db, sql, [hash.into(), now.into()]).await?.ok_or(Error::NotFound)
}

/// Makes the address one of the person's who asked for it. Whoever holds the link may; it works once.
///
/// # Errors
/// As [`claimed`]; [`Error::Conflict`] where somebody has the address.
pub async fn confirm(tx: &Tx, token: &str) -> Result<()> {
    let claim = claimed(tx, token, tx.now()).await?;
    let taken = "SELECT person_id FROM person_email WHERE address = $1";
    if one(tx, taken, [claim.address.clone().into()]).await?.is_some() {
        return Err(Error::Conflict("email_taken"));
    }
    let sql = "UPDATE address_claim SET used_at = $2 WHERE id = $1 AND used_at IS NULL";
    if execute_affecting(tx, sql, [claim.id.into(), tx.now().into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    let sql = "INSERT INTO person_email (address, person_id, shown, is_primary, created_at) \
               VALUES ($1, $2, $3, $4, $5)";
    let person = claim.person_id;
    let values = [claim.address.into(), person.0.into(), claim.shown.into(), false.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.record(person, Event::PersonChanged { person });
    crate::audit::note(tx, "address_added", &person.to_string(), "").await
}

/// Lets mails go to another of one's addresses. The one they went to is told.
///
/// # Errors
/// [`Error::NotFound`] where it is none of one's own.
pub async fn make_primary(tx: &Tx, email: &str) -> Result<()> {
    #[derive(FromRow)]
    struct Before {
        shown: String,
        address: String,
        language: Language,
    }
    let person = tx.actor().signed_in()?;
    let address = fold(email.trim());
    let sql = "SELECT e.shown, e.address, p.language FROM person_email e JOIN person p ON p.id = e.person_id \
               WHERE e.person_id = $1 AND e.is_primary";
    let before: Option<Before> = row(tx, sql, [person.0.into()]).await?;
    if before.as_ref().is_some_and(|before| before.address == address) {
        return Ok(());
    }
    let sql = "UPDATE person_email SET is_primary = (address = $2) WHERE person_id = $1 \
               AND EXISTS (SELECT 1 FROM person_email WHERE person_id = $1 AND address = $2)";
    if execute_affecting(tx, sql, [person.0.into(), address.into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(person, Event::PersonChanged { person });
    if let Some(Before { shown, language, .. }) = before {
        let new = NewNotice {
            to: shown,
            language,
            kind: NoticeKind::AddressLeft,
            subject: person.0,
            network: None,
            secret: None,
            cause: format!("address_left:{}", uuid_at(tx.now())),
        };
        notice::enqueue_in_turn(tx, new).await?;
    }
    crate::audit::note(tx, "address_made_primary", &person.to_string(), "").await
}

/// Gives an address up, also one that waits.
///
/// # Errors
/// [`Error::NotFound`] where it is none of one's own, [`Error::Conflict`] for the one that mails go to.
pub async fn remove(tx: &Tx, email: &str) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        is_primary: bool,
    }
    let person = tx.actor().signed_in()?;
    let address = fold(email.trim());
    let waited = forget_claims(tx, person, &address).await?;
    let sql = "SELECT is_primary FROM person_email WHERE person_id = $1 AND address = $2";
    match row::<Row>(tx, sql, [person.0.into(), address.clone().into()]).await? {
        None if waited > 0 => return Ok(()),
        None => return Err(Error::NotFound),
        Some(Row { is_primary: true }) => return Err(Error::Conflict("primary_address")),
        Some(_) => {}
    }
    execute(tx, "DELETE FROM person_email WHERE address = $1", [address.into()]).await?;
    tx.record(person, Event::PersonChanged { person });
    crate::audit::note(tx, "address_removed", &person.to_string(), "").await
}

/// Forgets what waits for that address, and the mail with its link if it has not gone yet. Gives how many there were.
async fn forget_claims(tx: &Tx, person: PersonId, address: &str) -> Result<usize> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
    }
    let sql = "DELETE FROM address_claim WHERE person_id = $1 AND (address = $2 OR expires_at <= $3) RETURNING id";
    let forgotten: Vec<Row> = rows(tx, sql, [person.0.into(), address.into(), tx.now().into()]).await?;
    for claim in &forgotten {
        notice::take_back(tx, NoticeKind::AddressConfirmation, claim.id).await?;
    }
    Ok(forgotten.len())
}
