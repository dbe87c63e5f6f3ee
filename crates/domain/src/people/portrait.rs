//! A person's own picture: theirs to put and to take away, seen by those who see them in a directory.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{directory, profile};
use crate::actor::Actor;
use crate::documents::blob::StoredBlob;
use crate::documents::upload::refer;
use crate::ids::PersonId;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// The largest photo a picture is made of, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// The hash of the picture of somebody one sees in a directory, or one's own.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::NotFound`] for anybody else and for whoever has none.
pub async fn of(db: &impl Db, actor: &Actor, person: PersonId, today: NaiveDate) -> Result<String> {
    #[derive(FromRow)]
    struct Row {
        blob_hash: String,
    }
    if actor.signed_in()? != person && !seen(db, actor, person, today).await? {
        return Err(Error::NotFound);
    }
    let sql = "SELECT r.blob_hash FROM portrait r JOIN person p ON p.id = r.person_id \
               WHERE r.person_id = $1 AND NOT p.protected AND p.suspended_at IS NULL";
    let found: Option<Row> = row(db, sql, [person.0.into()]).await?;
    Ok(found.ok_or(Error::NotFound)?.blob_hash)
}

/// Whether one sees them in the directory of a network one has a standing in.
async fn seen(db: &impl Db, actor: &Actor, person: PersonId, today: NaiveDate) -> Result<bool> {
    let networks = actor.own_access()?.standings.iter().filter_map(|standing| standing.network);
    for network in networks.collect::<BTreeSet<_>>() {
        if directory::seen(db, actor, person, Some(network), today).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// That one may have a picture: asked before a photo is looked at.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Conflict`] for whoever's identity is protected.
pub async fn may_have(db: &impl Db, actor: &Actor) -> Result<PersonId> {
    let id = actor.signed_in()?;
    let found = one(db, "SELECT protected FROM person WHERE id = $1", [id.0.into()]).await?;
    if found.ok_or(Error::Unauthenticated)?.get::<bool>("protected")? {
        return Err(Error::Conflict("identity_protected"));
    }
    Ok(id)
}

/// Puts one's own picture, drawn anew already, in place of the one there is.
///
/// # Errors
/// As [`may_have`].
pub async fn put(tx: &Tx, drawn: &StoredBlob) -> Result<()> {
    let id = may_have(tx, tx.actor()).await?;
    refer(tx, &drawn.hash, drawn.size).await?;
    let sql = "INSERT INTO portrait (person_id, blob_hash, changed_at) VALUES ($1, $2, $3) \
               ON CONFLICT (person_id) DO UPDATE SET blob_hash = excluded.blob_hash, changed_at = excluded.changed_at";
    execute(tx, sql, [id.0.into(), drawn.hash.as_str().into(), tx.now().into()]).await?;
    profile::changed(tx, id).await
}

/// Takes one's own picture away. Done twice it is done once.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn remove(tx: &Tx) -> Result<()> {
    let id = tx.actor().signed_in()?;
    if forget(tx, id).await? { profile::changed(tx, id).await } else { Ok(()) }
}

/// Takes somebody's picture away, and says whether they had one. The caller has checked the right, and tells of it.
pub(super) async fn forget(tx: &Tx, person: PersonId) -> Result<bool> {
    Ok(execute_affecting(tx, "DELETE FROM portrait WHERE person_id = $1", [person.0.into()]).await? > 0)
}
