//! A person with an account.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::access::StandingKind;
use crate::actor::Actor;
use crate::conversations::message;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{PersonId, SessionId};
use crate::people::assignment::{self, may_administer};
use crate::sorting::{fold, sort_key};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row};
use crate::words::words;
use crate::{Error, Result};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

words! {
    /// A language of the interface.
    Language {
        /// Swedish.
        Swedish = "sv",
        /// English.
        English = "en",
    }

    /// How the interface looks.
    Theme {
        /// As the person's device says.
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

/// The fewest characters of a password that stands alone (NIST SP 800-63B-4 § 3.1.1.2).
pub const SHORTEST_PASSWORD: usize = 15;
/// The most characters of a password.
pub const LONGEST_PASSWORD: usize = 256;

/// Somebody to make an account for.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Name as it is shown.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Protected identity: shown as representative of the organisation.
    pub protected: bool,
    /// PHC string of the password; none for one who can't sign in yet.
    pub password_hash: Option<String>,
}

/// One's own account.
#[derive(Clone, Debug, FromRow)]
pub struct Account {
    /// Who.
    pub id: PersonId,
    /// Name as it is shown to oneself.
    pub name: String,
    /// Primary e-mail address.
    pub email: String,
    /// Language of the interface.
    pub language: Language,
    /// How it looks.
    pub theme: Theme,
    /// What they have read counts for their organisations where an author asks who has seen something.
    pub tells_seen: bool,
}

/// What is needed to check a password.
#[derive(Clone, Debug, FromRow)]
pub struct Credentials {
    /// Whose.
    pub id: PersonId,
    /// PHC string; none for one who can't sign in with a password.
    pub password_hash: Option<String>,
    /// Suspended people can't sign in.
    pub suspended_at: Option<DateTime<Utc>>,
}

/// One's own account.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn account(db: &impl Db, actor: &Actor) -> Result<Account> {
    let id = actor.signed_in()?;
    let sql = "SELECT p.id, p.name, e.shown AS email, p.language, p.theme, p.tells_seen FROM person p \
               JOIN person_email e ON e.person_id = p.id AND e.is_primary WHERE p.id = $1";
    row(db, sql, [id.0.into()]).await?.ok_or(Error::Unauthenticated)
}

/// What is needed to check the password of whoever has the address. For signing in only: it asks as nobody.
///
/// # Errors
/// When the database can't be reached.
pub async fn credentials(db: &impl Db, email: &str) -> Result<Option<Credentials>> {
    let sql = "SELECT p.id, p.password_hash, p.suspended_at FROM person p \
               JOIN person_email e ON e.person_id = p.id WHERE e.address = $1";
    row(db, sql, [fold(email.trim()).into()]).await
}

/// Makes an account.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator; [`Error::Conflict`] where the address is
/// taken; [`Error::Invalid`] for a name or address that can't be one.
pub async fn create(tx: &Tx, new: NewPerson) -> Result<PersonId> {
    may_administer(tx.actor())?;
    enter(tx, new, Language::Swedish).await
}

/// Makes an account for somebody who has been let in. The caller has checked that they are.
pub(crate) async fn enter(tx: &Tx, new: NewPerson, language: Language) -> Result<PersonId> {
    let name = named(&new.name)?;
    let address = address(&new.email)?;
    if one(tx, "SELECT person_id FROM person_email WHERE address = $1", [address.clone().into()]).await?.is_some() {
        return Err(Error::Conflict("email_taken"));
    }
    let id = PersonId::at(tx.now());
    let sql = "INSERT INTO person (id, name, sort_key, protected, language, theme, password_hash, created_at) \
               VALUES ($1, $2, $3, $4, $7, 'system', $5, $6)";
    let values = [
        id.0.into(),
        name.clone().into(),
        sort_key(&name).into(),
        new.protected.into(),
        new.password_hash.into(),
        tx.now().into(),
        language.word().into(),
    ];
    execute(tx, sql, values).await?;
    // another command may have taken the address since it was looked for (PostgreSQL)
    let sql = "INSERT INTO person_email (address, person_id, shown, is_primary, created_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (address) DO NOTHING";
    let values = [address.into(), id.0.into(), new.email.trim().into(), true.into(), tx.now().into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("email_taken"));
    }
    tx.record(id, Event::PersonChanged { person: id });
    Ok(id)
}

/// A name as it is kept: one line, with single spaces.
fn named(written: &str) -> Result<String> {
    let name = clean(&written.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&name) || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    Ok(name)
}

/// Changes one's own name: people marry, and invitations misspell. It is shown so everywhere at once, also beside what one
/// wrote before; what others wrote, mentions too, stays as they wrote it. The log tells that it was changed, and no name.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in, [`Error::Invalid`] for a name that can't be one.
pub async fn rename(tx: &Tx, name: &str) -> Result<()> {
    let id = tx.actor().signed_in()?;
    let name = named(name)?;
    let sql = "UPDATE person SET name = $2, sort_key = $3 WHERE id = $1 AND name <> $2";
    if execute_affecting(tx, sql, [id.0.into(), name.clone().into(), sort_key(&name).into()]).await? == 0 {
        return Ok(());
    }
    message::shown_anew(tx, id).await?;
    super::profile::changed(tx, id).await?;
    crate::audit::note(tx, "person_renamed", &id.to_string(), "").await
}

/// An address as accounts are known by it.
///
/// # Errors
/// [`Error::Invalid`] for what can't be one.
pub(crate) fn address(written: &str) -> Result<String> {
    let address = fold(written.trim());
    if is_address(&address) { Ok(address) } else { Err(Error::invalid("/email", "not_an_address")) }
}

/// Something before one `@`, something with a dot after it, no spaces: the rest is for a mail to find out.
fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
    text.len() <= 254
        && plain(local)
        && plain(host)
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
}

/// One's own preferences to change; what is missing stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct Preferences {
    /// Language of the interface.
    pub language: Option<Language>,
    /// How it looks.
    pub theme: Option<Theme>,
    /// What one has read counts where an author asks who has seen something.
    pub tells_seen: Option<bool>,
}

/// Changes one's own preferences. What was noted of documents while one's reading counted stays: it names no one.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn set_preferences(tx: &Tx, wanted: Preferences) -> Result<()> {
    let id = tx.actor().signed_in()?;
    let Preferences { language, theme, tells_seen } = wanted;
    let sql = "UPDATE person SET language = coalesce($2, language), theme = coalesce($3, theme), \
               tells_seen = coalesce($4, tells_seen) WHERE id = $1";
    let values = [id.0.into(), language.map(Language::word).into(), theme.map(Theme::word).into(), tells_seen.into()];
    execute(tx, sql, values).await?;
    // the language is part of what is kept of a person's access, so that no request asks for it
    tx.access_changed().await?;
    tx.record(id, Event::PersonChanged { person: id });
    Ok(())
}

/// Sets a new password; every session but `keep` ends.
///
/// The caller has checked the old one, or is the command line.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the person or the installation.
pub async fn set_password(tx: &Tx, person: PersonId, hash: String, keep: Option<SessionId>) -> Result<()> {
    if tx.actor().person() != Some(person) {
        may_administer(tx.actor())?;
    }
    replace_password(tx, person, hash, keep, "password_changed").await
}

/// Sets a new password and ends every session but `keep`, for the reason `why`. The caller has checked the right.
pub(crate) async fn replace_password(
    tx: &Tx,
    person: PersonId,
    hash: String,
    keep: Option<SessionId>,
    why: &'static str,
) -> Result<()> {
    let sql = "UPDATE person SET password_hash = $2 WHERE id = $1";
    if execute_affecting(tx, sql, [person.0.into(), hash.into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    super::session::end_all(tx, person, keep, why).await?;
    crate::audit::note(tx, why, &person.to_string(), "").await
}

/// Suspends a person: every device is signed out, no room is left to them, and their open sockets hear no more. What
/// they wrote stays, their picture does not. Suspending somebody twice is no fault.
///
/// # Errors
/// [`Error::NotFound`] where there is no such person, [`Error::Forbidden`] for anybody but the installation or an
/// administrator, [`Error::Conflict`] for the last coordinator of a network.
pub async fn suspend(tx: &Tx, person: PersonId) -> Result<()> {
    may_administer(tx.actor())?;
    one(tx, "SELECT id FROM person WHERE id = $1", [person.0.into()]).await?.ok_or(Error::NotFound)?;
    let access = crate::access::person_access(tx, Some(person), tx.today()).await?;
    let sql = "UPDATE person SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL";
    if execute_affecting(tx, sql, [person.0.into(), tx.now().into()]).await? == 0 {
        return Ok(());
    }
    let coordinates = access.standings.iter().filter(|standing| standing.kind == StandingKind::Coordinator);
    // in one order, so that two commands do not wait for each other
    for network in coordinates.filter_map(|standing| standing.network).collect::<BTreeSet<_>>() {
        assignment::keeps_coordinator(tx, network, person).await?;
    }
    super::session::end_all(tx, person, None, "suspended").await?;
    if super::portrait::forget(tx, person).await? {
        super::profile::changed(tx, person).await?;
    }
    tx.access_changed().await?;
    let networks: BTreeSet<_> = access.standings.iter().filter_map(|standing| standing.network).collect();
    for network in networks {
        crate::rooms::room::narrowed(tx, network, Some(person)).await?;
    }
    for room in access.readable_rooms().filter(|facts| facts.network.is_none()) {
        tx.record(room.id, Event::AudienceChanged { person: Some(person) });
    }
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    crate::audit::note(tx, "person_suspended", &person.to_string(), "").await
}
