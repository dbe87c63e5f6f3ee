//! Searches that somebody keeps: their own, seen by nobody else.

use chrono::{DateTime, Utc};

use super::asked::Asked;
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{PersonId, SavedSearchId};
use crate::store::{self, Db, FromRow, Tx, execute, execute_affecting, row, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most searches of one person.
pub const MOST: i64 = 50;
/// The most characters of a name.
const LONGEST_NAME: usize = 80;

words! {
    /// How somebody is told of what is new.
    Tells {
        /// In the inbox.
        Inbox = "inbox",
        /// In the inbox and by mail, once a day at most.
        Mail = "mail",
        /// Not at all.
        Nothing = "nothing",
    }
}

/// A search that is kept.
#[derive(Clone, Debug)]
pub struct SavedSearch {
    /// Its id.
    pub id: SavedSearchId,
    /// Whose.
    pub person_id: PersonId,
    /// What they call it.
    pub name: String,
    /// What is sought.
    pub asked: Asked,
    /// How they are told.
    pub tells: Tells,
    /// Kept since.
    pub created_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: SavedSearchId,
    person_id: PersonId,
    name: String,
    asked: serde_json::Value,
    tells: Tells,
    created_at: DateTime<Utc>,
}

impl Row {
    /// None where a newer version has written what this one does not understand: half a question is another question.
    fn read(self) -> Option<SavedSearch> {
        let Self { id, person_id, name, asked, tells, created_at } = self;
        Some(SavedSearch { id, person_id, name, asked: serde_json::from_value(asked).ok()?, tells, created_at })
    }
}

const COLUMNS: &str = "id, person_id, name, asked, tells, created_at";

/// One's own searches, by name.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn own(db: &impl Db, actor: &Actor) -> Result<Vec<SavedSearch>> {
    let person = actor.signed_in()?;
    let sql = format!("SELECT {COLUMNS} FROM saved_search WHERE person_id = $1 ORDER BY created_at LIMIT $2");
    let found: Vec<Row> = rows(db, &sql, [person.0.into(), MOST.into()]).await?;
    let mut own: Vec<SavedSearch> = found.into_iter().filter_map(Row::read).collect();
    own.sort_by_key(|search| crate::sorting::sort_key(&search.name));
    Ok(own)
}

/// One of one's own.
///
/// # Errors
/// [`Error::NotFound`] for another's, or none; [`Error::Unauthenticated`] where nobody is signed in.
pub async fn mine(db: &impl Db, actor: &Actor, id: SavedSearchId) -> Result<SavedSearch> {
    let person = actor.signed_in()?;
    let sql = format!("SELECT {COLUMNS} FROM saved_search WHERE id = $1 AND person_id = $2");
    let found: Option<Row> = row(db, &sql, [id.0.into(), person.0.into()]).await?;
    found.and_then(Row::read).ok_or(Error::NotFound)
}

/// A search, for the installation; none where it is kept no longer.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn one(db: &impl Db, actor: &Actor, id: SavedSearchId) -> Result<Option<SavedSearch>> {
    super::found::only_the_system(actor)?;
    let sql = format!("SELECT {COLUMNS} FROM saved_search WHERE id = $1");
    Ok(row::<Row>(db, &sql, [id.0.into()]).await?.and_then(Row::read))
}

/// Every search that tells somebody of something, for the installation, after `after`, by id.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn telling(db: &impl Db, actor: &Actor, after: SavedSearchId, limit: i64) -> Result<Vec<SavedSearch>> {
    super::found::only_the_system(actor)?;
    let sql = format!("SELECT {COLUMNS} FROM saved_search WHERE id > $1 AND tells <> 'nothing' ORDER BY id LIMIT $2");
    let found: Vec<Row> = rows(db, &sql, [after.0.into(), limit.into()]).await?;
    Ok(found.into_iter().filter_map(Row::read).collect())
}

/// Keeps a search.
///
/// # Errors
/// [`Error::Invalid`] for a name or question that can't be, [`Error::Conflict`] where there are too many.
pub async fn keep(tx: &Tx, name: &str, asked: Asked, tells: Tells) -> Result<SavedSearchId> {
    let person = tx.actor().signed_in()?;
    let (name, asked) = (named(name)?, asked.checked()?);
    let sql = "SELECT count(*) AS count FROM saved_search WHERE person_id = $1";
    let count: i64 = match store::one(tx, sql, [person.0.into()]).await? {
        Some(found) => found.get("count")?,
        None => 0,
    };
    if count >= MOST {
        return Err(Error::Conflict("too_many_searches"));
    }
    insert(tx, (person, tx.now()), name, asked, tells).await
}

/// Keeps a search of somebody's since a time: for demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation; else as [`keep`].
pub async fn keep_as(
    tx: &Tx,
    whose: (PersonId, DateTime<Utc>),
    name: &str,
    asked: Asked,
    tells: Tells,
) -> Result<SavedSearchId> {
    super::found::only_the_system(tx.actor())?;
    insert(tx, whose, named(name)?, asked.checked()?, tells).await
}

async fn insert(
    tx: &Tx,
    (person, since): (PersonId, DateTime<Utc>),
    name: String,
    asked: Asked,
    tells: Tells,
) -> Result<SavedSearchId> {
    let id = SavedSearchId::at(tx.now());
    let sql =
        "INSERT INTO saved_search (id, person_id, name, asked, tells, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let asked = serde_json::to_value(asked)?;
    let values = [id.0.into(), person.0.into(), name.into(), asked.into(), tells.word().into(), since.into()];
    execute(tx, sql, values).await?;
    tx.record(person, Event::SavedSearchChanged { search: id });
    Ok(id)
}

/// Calls it otherwise, or tells of it otherwise.
///
/// # Errors
/// As [`mine`] and [`keep`].
pub async fn change(tx: &Tx, id: SavedSearchId, name: &str, tells: Tells) -> Result<()> {
    let kept = mine(tx, tx.actor(), id).await?;
    let sql = "UPDATE saved_search SET name = $2, tells = $3 WHERE id = $1";
    execute(tx, sql, [id.0.into(), named(name)?.into(), tells.word().into()]).await?;
    tx.record(kept.person_id, Event::SavedSearchChanged { search: id });
    Ok(())
}

/// Tells of it otherwise, by the link of a mail; nothing happens to one that is kept no longer.
pub(crate) async fn tell(tx: &Tx, id: SavedSearchId, person: PersonId, tells: Tells) -> Result<()> {
    let sql = "UPDATE saved_search SET tells = $3 WHERE id = $1 AND person_id = $2";
    if execute_affecting(tx, sql, [id.0.into(), person.0.into(), tells.word().into()]).await? > 0 {
        tx.record(person, Event::SavedSearchChanged { search: id });
    }
    Ok(())
}

/// Keeps it no longer.
///
/// # Errors
/// As [`mine`].
pub async fn forget(tx: &Tx, id: SavedSearchId) -> Result<()> {
    let kept = mine(tx, tx.actor(), id).await?;
    execute(tx, "DELETE FROM saved_search_match WHERE saved_search_id = $1", [id.0.into()]).await?;
    execute(tx, "DELETE FROM saved_search WHERE id = $1", [id.0.into()]).await?;
    tx.record(kept.person_id, Event::SavedSearchChanged { search: id });
    Ok(())
}

/// Says that one has seen what had come up to now.
///
/// # Errors
/// As [`mine`].
pub async fn see(tx: &Tx, id: SavedSearchId) -> Result<()> {
    let kept = mine(tx, tx.actor(), id).await?;
    let sql = "UPDATE saved_search_match SET seen_at = $2 WHERE saved_search_id = $1 AND seen_at IS NULL";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into()]).await? > 0 {
        tx.record(kept.person_id, Event::SavedSearchChanged { search: id });
    }
    Ok(())
}

fn named(name: &str) -> Result<String> {
    let name: String = clean(&name.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&name) {
        return Err(Error::invalid("/name", "empty"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "too_long"));
    }
    Ok(name)
}
