//! A calendar that follows one's meetings: a secret address, shown once, that any calendar program reads. It shows what
//! its owner reads at that moment, and nothing once they have ended it.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::actor::Actor;
use crate::ids::{FeedId, PersonId};
use crate::installation;
use crate::store::{Db, FromRow, Store, Tx, execute, row};
use crate::{Error, Result};

/// The characters of a token.
const LENGTH: usize = 43;

fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Since when the actor has a calendar; none where they have none.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn since(db: &impl Db, actor: &Actor) -> Result<Option<DateTime<Utc>>> {
    #[derive(FromRow)]
    struct Row {
        created_at: DateTime<Utc>,
    }
    let person = actor.signed_in()?;
    let sql = "SELECT created_at FROM calendar_feed WHERE person_id = $1 AND ended_at IS NULL";
    let found: Option<Row> = row(db, sql, [person.0.into()]).await?;
    Ok(found.map(|row| row.created_at))
}

/// Makes the actor's calendar anew and gives its token, which is stored nowhere: the address of before works no more.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn begin(tx: &Tx) -> Result<String> {
    let person = tx.actor().signed_in()?;
    end(tx).await?;
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let sql = "INSERT INTO calendar_feed (id, person_id, token_hash, created_at) VALUES ($1, $2, $3, $4)";
    let id = FeedId::at(tx.now());
    execute(tx, sql, [id.0.into(), person.0.into(), hash(&token).into(), tx.now().into()]).await?;
    Ok(token)
}

/// Ends the actor's calendar.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn end(tx: &Tx) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let sql = "UPDATE calendar_feed SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL";
    execute(tx, sql, [person.0.into(), tx.now().into()]).await
}

/// Whoever holds the address of a calendar, as an actor: they read what its owner reads now.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none, or none any more.
pub async fn holder(store: &Store, token: &str) -> Result<Actor> {
    #[derive(FromRow)]
    struct Row {
        id: FeedId,
        person_id: PersonId,
    }
    if token.len() != LENGTH {
        return Err(Error::NotFound);
    }
    let sql = "SELECT f.id, f.person_id FROM calendar_feed f JOIN person p ON p.id = f.person_id \
               WHERE f.token_hash = $1 AND f.ended_at IS NULL AND p.suspended_at IS NULL";
    let found: Row = row(store.reader(), sql, [hash(token).into()]).await?.ok_or(Error::NotFound)?;
    let version = installation::access_version(store.reader()).await?;
    let access = store.access_of(Some(found.person_id), version).await?;
    Ok(Actor::Link { link: found.id.0, access: Arc::clone(&access) })
}
