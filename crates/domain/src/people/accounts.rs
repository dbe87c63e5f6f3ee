//! The accounts of the installation, for whoever runs it.

use chrono::{DateTime, NaiveDate, Utc};

use super::assignment::may_administer;
use super::person::{self, Language, NewPerson};
use super::reset;
use crate::actor::Actor;
use crate::ids::PersonId;
use crate::sorting::{name_in_key, part_of_folded, part_of_name};
use crate::store::{Db, FromRow, Tx, execute_affecting, rows};
use crate::{Error, Result};

/// An account.
#[derive(Clone, Debug, FromRow)]
pub struct Account {
    /// Whose.
    pub id: PersonId,
    /// Their name, also where the identity is protected: somebody must know whose account it is, and this is where.
    pub name: String,
    /// The address that mails go to.
    pub email: Option<String>,
    /// Everywhere else they are shown without their name.
    pub protected: bool,
    /// They have chosen a password.
    pub signs_in: bool,
    /// They run the installation.
    pub administers: bool,
    /// Suspended since.
    pub suspended_at: Option<DateTime<Utc>>,
    /// Made when.
    pub created_at: DateTime<Utc>,
    /// Their place in Swedish order.
    pub sort_key: String,
}

/// The accounts whose name or address holds `q`, after `cursor`, in Swedish order. Who has been erased has none.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`] for anybody but an administrator.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    q: &str,
    cursor: Option<(String, PersonId)>,
    limit: i64,
    today: NaiveDate,
) -> Result<Vec<Account>> {
    may_administer(actor)?;
    let (after, after_id) = cursor.map_or((String::new(), uuid::Uuid::nil()), |(key, id)| (key, id.0));
    let sql = format!(
        "SELECT p.id, p.name, e.shown AS email, p.protected, p.password_hash IS NOT NULL AS signs_in, \
         EXISTS (SELECT 1 FROM assignment a WHERE a.person_id = p.id AND a.role = 'administrator' \
         AND a.network_id IS NULL AND (a.to_day IS NULL OR a.to_day >= $6)) AS administers, \
         p.suspended_at, p.created_at, p.sort_key FROM person p \
         LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary \
         WHERE NOT EXISTS (SELECT 1 FROM erasure x WHERE x.person_id = p.id) \
         AND ({name} LIKE $5 OR e.address LIKE $1 ESCAPE '!') \
         AND (p.sort_key > $2 OR (p.sort_key = $2 AND p.id > $3)) ORDER BY p.sort_key, p.id LIMIT $4",
        name = name_in_key("p.sort_key")
    );
    let values =
        [part_of_folded(q).into(), after.into(), after_id.into(), limit.into(), part_of_name(q).into(), today.into()];
    rows(db, &sql, values).await
}

/// Makes an account whose holder chooses a password by a link that goes to the address.
///
/// # Errors
/// As [`person::create`] and [`reset::begin`].
pub async fn make(tx: &Tx, name: String, email: String, language: Language) -> Result<PersonId> {
    let new = NewPerson { name, email: email.clone(), protected: false, password_hash: None };
    let id = person::create(tx, new).await?;
    reset::welcome(tx, &email, language).await?;
    crate::audit::note(tx, "account_made", &id.to_string(), "").await?;
    Ok(id)
}

/// Lets somebody back in who was suspended. Done twice it is done once.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator, [`Error::NotFound`] for who has been erased.
pub async fn lift_suspension(tx: &Tx, person: PersonId) -> Result<()> {
    may_administer(tx.actor())?;
    if super::erasure::done(tx, person).await? {
        return Err(Error::NotFound);
    }
    let sql = "UPDATE person SET suspended_at = NULL WHERE id = $1 AND suspended_at IS NOT NULL";
    if execute_affecting(tx, sql, [person.0.into()]).await? == 0 {
        return Ok(());
    }
    tx.access_changed().await?;
    crate::audit::note(tx, "person_let_back", &person.to_string(), "").await
}

/// Suspends somebody; nobody suspends themself.
///
/// # Errors
/// As [`person::suspend`]; [`Error::Conflict`] for oneself.
pub async fn suspend(tx: &Tx, person: PersonId) -> Result<()> {
    may_administer(tx.actor())?;
    if tx.actor().person() == Some(person) {
        return Err(Error::Conflict("oneself"));
    }
    person::suspend(tx, person).await
}
