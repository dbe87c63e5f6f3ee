//! A network's public page: what it is for, what it stands for, who takes part, whom to ask, and the documents that govern
//! it. Anybody reads it while its coordinators let it be read; else it is not there.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::governing;
use super::network::{self, NetworkKind};
use super::organisation::OrganisationKind;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{DocumentId, NetworkId};
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, row, rows};
use crate::{Error, Result};

/// The most documents on a page.
const MOST_DOCUMENTS: usize = 30;

/// An organisation on the page.
#[derive(Clone, Debug, FromRow)]
pub struct PublicMember {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
}

/// A document on the page: one that anybody may read.
#[derive(Clone, Debug, FromRow)]
pub struct PublicDocument {
    /// Which.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

/// A linked network whose page can be read too.
#[derive(Clone, Debug, FromRow)]
pub struct PublicLink {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// The page.
#[derive(Clone, Debug)]
pub struct PublicPage {
    /// The network's name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
    /// What it stands for.
    pub stands_for: String,
    /// Whom to ask about it.
    pub contact: String,
    /// It takes expressions of interest: it is not closed.
    pub open: bool,
    /// The organisations that are members today, in Swedish order.
    pub members: Vec<PublicMember>,
    /// The documents that govern it.
    pub documents: Vec<PublicDocument>,
    /// The networks it is linked with.
    pub links: Vec<PublicLink>,
}

/// What stands in a room that anybody reads, of the network `n` of the outer statement.
const IN_PUBLIC: &str = "document d JOIN room_audience a ON a.room_id = d.room_id AND a.until IS NULL \
    AND a.audience = 'public' JOIN document_version v ON v.document_id = d.id AND v.number = d.version";

/// A network whose page anybody reads.
#[derive(Clone, Debug, FromRow)]
pub struct PublicNetwork {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// It takes expressions of interest: it is not closed.
    pub open: bool,
}

/// The networks whose page anybody reads, in Swedish order, those that take expressions of interest first; at most 200.
///
/// # Errors
/// When the database can't be reached.
pub async fn all(db: &impl Db) -> Result<Vec<PublicNetwork>> {
    let sql = "SELECT slug, name, purpose, closed_at IS NULL AS open FROM network WHERE public_page \
               ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, sort_key, id LIMIT 200";
    rows(db, sql, []).await
}

/// The page of the network of that slug, for anybody.
///
/// # Errors
/// [`Error::NotFound`] where there is no such network, and where its page is not to be read.
pub async fn shown(db: &impl Db, slug: &str, today: NaiveDate) -> Result<PublicPage> {
    #[derive(FromRow)]
    struct Row {
        id: NetworkId,
        slug: String,
        name: String,
        kind: NetworkKind,
        purpose: String,
        stands_for: String,
        contact: String,
        open: bool,
    }
    let sql = "SELECT id, slug, name, kind, purpose, stands_for, contact, closed_at IS NULL AS open FROM network \
               WHERE slug = $1 AND public_page";
    let Row { id, slug, name, kind, purpose, stands_for, contact, open } =
        row(db, sql, [slug.into()]).await?.ok_or(Error::NotFound)?;
    let sql = "SELECT DISTINCT o.name, o.kind, o.county, o.sort_key, o.id FROM participation p \
               JOIN organisation o ON o.id = p.organisation_id WHERE p.network_id = $1 \
               AND p.state IN ('member', 'resting') AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
               ORDER BY o.sort_key, o.id LIMIT 1000";
    let members = rows(db, sql, [id.0.into(), today.into()]).await?;
    let sql = format!(
        "SELECT d.id, d.name, v.media_type, v.size FROM {IN_PUBLIC} \
         JOIN network_page_document k ON k.document_id = d.id WHERE k.network_id = $1 AND d.network_id = $1 AND d.deleted_at IS NULL \
         ORDER BY k.position LIMIT {MOST_DOCUMENTS}"
    );
    let documents = rows(db, &sql, [id.0.into()]).await?;
    let sql = "SELECT n.slug, n.name FROM network_link l JOIN network n \
               ON n.id = CASE WHEN l.network_id = $1 THEN l.other_id ELSE l.network_id END \
               WHERE (l.network_id = $1 OR l.other_id = $1) AND l.accepted_at IS NOT NULL AND l.ended_at IS NULL \
               AND n.public_page ORDER BY n.sort_key, n.id LIMIT 100";
    let links = rows(db, sql, [id.0.into()]).await?;
    Ok(PublicPage { slug, name, kind, purpose, stands_for, contact, open, members, documents, links })
}

/// The names of those of the networks that have a public page: anybody may know them.
///
/// # Errors
/// When the database can't be reached.
pub async fn names(db: &impl Db, ids: &[NetworkId]) -> Result<HashMap<NetworkId, String>> {
    #[derive(FromRow)]
    struct Row {
        id: NetworkId,
        name: String,
    }
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!("SELECT id, name FROM network WHERE public_page AND id IN {}", Ids::sql(db, "$1"));
    let found: Vec<Row> = rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await?;
    Ok(found.into_iter().map(|row| (row.id, row.name)).collect())
}

/// A document that may stand on the page.
#[derive(Clone, Debug, FromRow)]
pub struct Offered {
    /// Which.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// It stands there.
    pub chosen: bool,
}

/// The page as those who govern the network see it.
#[derive(Clone, Debug)]
pub struct PageSettings {
    /// The network's name in addresses.
    pub slug: String,
    /// Anybody reads the page.
    pub public: bool,
    /// The documents in rooms that anybody reads; those on the page first, in its order.
    pub documents: Vec<Offered>,
    /// Counts the changes of how the page is set: what the network says of itself is changed apart from it.
    pub revision: i64,
}

/// How the page is set.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn settings(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<PageSettings> {
    #[derive(FromRow)]
    struct Row {
        public_page: bool,
        page_revision: i64,
    }
    let governed = governing::governed(db, actor, id).await?;
    let sql = "SELECT public_page, page_revision FROM network WHERE id = $1";
    let found: Row = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok(PageSettings {
        slug: governed.slug,
        public: found.public_page,
        documents: offered(db, id).await?,
        revision: found.page_revision,
    })
}

async fn offered(db: &impl Db, id: NetworkId) -> Result<Vec<Offered>> {
    let sql = format!(
        "SELECT d.id, d.name, k.document_id IS NOT NULL AS chosen FROM {IN_PUBLIC} \
         LEFT JOIN network_page_document k ON k.document_id = d.id AND k.network_id = d.network_id \
         WHERE d.network_id = $1 AND d.deleted_at IS NULL \
         ORDER BY k.position IS NULL, k.position, d.sort_key, d.id LIMIT 300"
    );
    rows(db, &sql, [id.0.into()]).await
}

/// Lets anybody read the page, or nobody, and says which documents stand on it, in that order.
///
/// # Errors
/// As [`settings`]; [`Error::Stale`] where it has been set since `revision`; [`Error::NotFoundIn`] for a document
/// that not everybody may read, [`Error::Invalid`] for too many; [`Error::Conflict`] in a closed network, whose page can only
/// be taken away.
pub async fn set(
    tx: &Tx,
    id: NetworkId,
    revision: i64,
    public: bool,
    documents: &[DocumentId],
) -> Result<PageSettings> {
    let before = settings(tx, tx.actor(), id).await?;
    if before.revision != revision {
        return Err(Error::Stale);
    }
    if public {
        network::still_open(tx, id).await?;
    }
    if documents.len() > MOST_DOCUMENTS {
        return Err(Error::invalid("/document_ids", "too_many"));
    }
    let once: BTreeSet<DocumentId> = documents.iter().copied().collect();
    let known = |id: &DocumentId| before.documents.iter().any(|one| one.id == *id);
    if once.len() != documents.len() || !once.iter().all(known) {
        return Err(Error::NotFoundIn("/document_ids"));
    }
    let sql =
        "UPDATE network SET public_page = $3, page_revision = page_revision + 1 WHERE id = $1 AND page_revision = $2";
    if execute_affecting(tx, sql, [id.0.into(), revision.into(), public.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    execute(tx, "DELETE FROM network_page_document WHERE network_id = $1", [id.0.into()]).await?;
    for (position, document) in (1_i32..).zip(documents) {
        let sql = "INSERT INTO network_page_document (network_id, document_id, position) VALUES ($1, $2, $3)";
        execute(tx, sql, [id.0.into(), document.0.into(), position.into()]).await?;
    }
    tx.record(id, Event::NetworkChanged { network: id });
    let facts = format!("public={public} documents={}", documents.len());
    crate::audit::note_in(tx, id, "public_page_set", &id.to_string(), &facts).await?;
    settings(tx, tx.actor(), id).await
}
