//! Which organisations have opened a document: asked for by its author, and told to all who read it.
//!
//! Only the organisation is noted, never who of it, and only while it is asked. It is said of the newest version, as long
//! as that is by the one who asks, and never who has not opened it.

use std::collections::BTreeSet;

use super::ReadableDocument;
use crate::actor::Actor;
use crate::conversations::message::SeenBy;
use crate::event::Event;
use crate::ids::{DocumentId, OrganisationId, PersonId};
use crate::people::assignment::may_administer;
use crate::store::{Db, Tx, execute, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most organisations that are told.
const MOST: i64 = 300;

/// Asks which organisations open one's own document from now on; asked already, it changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for another's.
pub async fn ask_seen(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let by = tx.actor().signed_in()?;
    let row = document.authored()?.row();
    let sql = "INSERT INTO document_seen_ask (document_id, asked_by, asked_at) VALUES ($1, $2, $3) \
               ON CONFLICT (document_id) DO UPDATE SET asked_by = excluded.asked_by, asked_at = excluded.asked_at \
               WHERE document_seen_ask.asked_by <> excluded.asked_by";
    let asked = execute_affecting(tx, sql, [row.id.0.into(), by.0.into(), tx.now().into()]).await?;
    if asked > 0 { changed(tx, document).await } else { Ok(()) }
}

/// Stops asking: nobody is told any more, and what was noted is gone.
///
/// # Errors
/// [`Error::Forbidden`] for another's.
pub async fn stop_asking_seen(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let id = document.authored()?.row().id;
    execute(tx, "DELETE FROM document_seen WHERE document_id = $1", [id.0.into()]).await?;
    let sql = "DELETE FROM document_seen_ask WHERE document_id = $1";
    if execute_affecting(tx, sql, [id.0.into()]).await? > 0 { changed(tx, document).await } else { Ok(()) }
}

async fn changed(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let row = document.row();
    // what a cached page shows of it differs
    execute(tx, "UPDATE document SET revision = revision + 1 WHERE id = $1", [row.id.0.into()]).await?;
    tx.record(row.room_id, Event::DocumentChanged { document: row.id });
    Ok(())
}

/// Somebody opened the newest version: noted for the organisations they have a seat for in its network, where it is
/// asked, and nothing otherwise.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn opened(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let row = document.row();
    if !row.asks_seen || !has_a_part(tx, person).await? {
        return Ok(());
    }
    let mut news = false;
    for organisation in seated(tx.actor(), document).into_iter().filter(|one| Some(*one) != row.organisation_id) {
        news |= note(tx, row.id, row.version, organisation, tx.now()).await?;
    }
    if news {
        tx.record(row.room_id, Event::DocumentSeen { document: row.id });
    }
    Ok(())
}

/// Whether what the person reads counts for their organisations.
async fn has_a_part(db: &impl Db, person: PersonId) -> Result<bool> {
    Ok(one(db, "SELECT 1 AS part FROM person WHERE id = $1 AND tells_seen", [person.0.into()]).await?.is_some())
}

fn seated(actor: &Actor, document: &ReadableDocument) -> BTreeSet<OrganisationId> {
    let network = document.row().network_id;
    let standings = actor.access().map(|access| access.standings.iter()).into_iter().flatten();
    let here = standings.filter(|one| one.seat.is_some() && (network.is_none() || one.network == network));
    here.filter_map(|one| one.organisation).collect()
}

async fn note(
    tx: &Tx,
    id: DocumentId,
    version: i64,
    organisation: OrganisationId,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<bool> {
    let sql = "INSERT INTO document_seen (document_id, version, organisation_id, seen_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT DO NOTHING";
    Ok(execute_affecting(tx, sql, [id.0.into(), version.into(), organisation.0.into(), at.into()]).await? > 0)
}

/// Lets a document's author ask, and organisations have opened it: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn seen_as(
    tx: &Tx,
    (id, version): (DocumentId, i64),
    by: &[OrganisationId],
    at: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    may_administer(tx.actor())?;
    let sql = "INSERT INTO document_seen_ask (document_id, asked_by, asked_at) \
               SELECT d.id, v.author_id, $2 FROM document d JOIN document_version v ON v.document_id = d.id \
               AND v.number = d.version WHERE d.id = $1 AND v.author_id IS NOT NULL ON CONFLICT DO NOTHING";
    execute(tx, sql, [id.0.into(), at.into()]).await?;
    for organisation in by {
        note(tx, id, version, *organisation, at).await?;
    }
    Ok(())
}

/// The organisations that have opened the newest version since it was asked, by name. None where nobody asks.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the document.
pub async fn seen_by(db: &impl Db, actor: &Actor, id: DocumentId) -> Result<Vec<SeenBy>> {
    let document = super::readable(db, actor, id).await?;
    let row = document.row();
    if !row.asks_seen {
        return Ok(Vec::new());
    }
    let sql = "SELECT o.id, o.name FROM document_seen s JOIN organisation o ON o.id = s.organisation_id \
               WHERE s.document_id = $1 AND s.version = $2 ORDER BY o.sort_key, o.id LIMIT $3";
    rows(db, sql, [id.0.into(), row.version.into(), MOST.into()]).await
}

impl ReadableDocument {
    /// Whether its newest version is the actor's own.
    #[must_use]
    pub fn own(&self) -> bool {
        self.own
    }

    /// A document whose newest version is the actor's own.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for another's.
    fn authored(&self) -> Result<&Self> {
        if self.own { Ok(self) } else { Err(Error::Forbidden) }
    }
}
