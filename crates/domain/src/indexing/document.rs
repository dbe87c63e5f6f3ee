//! Documents and their pages for the index.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Author, PLACE, PLACE_TABLES, Place, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::documents::document::{DocumentKind, Precision};
use crate::ids::DocumentId;
use crate::store::{Db, FromRow, Ids, rows};

/// A document as the index needs it, without its pages.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedDocument {
    /// Its id.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// The number of its newest version.
    pub version: i64,
    /// The day it is about.
    pub dated_on: Option<NaiveDate>,
    /// How exactly that is known.
    pub dated_precision: Option<Precision>,
    /// When its newest version was put here.
    pub made_at: DateTime<Utc>,
    /// That version came with an import, long after it was written.
    pub imported: bool,
    /// In the archive since.
    pub published_at: Option<DateTime<Utc>>,
    /// What it is, where somebody has said so.
    pub kind: Option<DocumentKind>,
    /// The title of the meeting it belongs to, or whose room it is in.
    pub meeting: Option<String>,
    /// That meeting's year.
    pub meeting_year: Option<i32>,
    /// That meeting's month.
    pub meeting_month: Option<i32>,
    /// Its own themes: a JSON list of words.
    pub own_themes: serde_json::Value,
    /// The Convention's articles it is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// That meeting's themes: a JSON list of words.
    pub themes: Option<serde_json::Value>,
    /// That meeting's articles: a JSON list of numbers.
    pub meeting_articles: Option<serde_json::Value>,
    /// That meeting's hosts, with commas between.
    pub host: Option<String>,
    /// Where it stands.
    #[row(nested)]
    pub place: Place,
    /// Who made the newest version.
    #[row(nested)]
    pub author: Author,
}

/// A page of a document's newest version.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedPage {
    /// Whose page.
    pub document_id: DocumentId,
    /// Its number, from 1.
    pub number: i32,
    /// Its heading.
    pub heading: Option<String>,
    /// Its text, at most 300,000 characters of it.
    pub text: String,
}

/// Those of the documents that have not been taken away.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn documents(db: &impl Db, actor: &Actor, ids: &[DocumentId]) -> Result<Vec<IndexedDocument>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT d.id, d.name, d.version, d.dated_on, d.dated_precision, v.created_at AS made_at, \
         v.author_id IS NULL AS imported, d.published_at, d.kind, g.title AS meeting, \
         g.year AS meeting_year, g.month AS meeting_month, d.themes AS own_themes, d.articles, g.themes, \
         g.articles AS meeting_articles, {HOST} AS host, {PLACE}, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, v.author_label, \
         v.author_organisation_id AS organisation_id, o.name AS organisation \
         FROM document d JOIN document_version v ON v.document_id = d.id AND v.number = d.version \
         JOIN room r ON r.id = d.room_id {PLACE_TABLES} \
         LEFT JOIN meeting g ON g.id = coalesce(d.meeting_id, r.meeting_id) \
         LEFT JOIN person p ON p.id = v.author_id LEFT JOIN organisation o ON o.id = v.author_organisation_id \
         WHERE d.id IN {} AND d.deleted_at IS NULL",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}

/// The hosts of the meeting `g` in Swedish order.
pub(super) const HOST: &str = "(SELECT string_agg(ho.name, ', ' ORDER BY ho.sort_key) FROM hosting h \
    JOIN organisation ho ON ho.id = h.organisation_id WHERE h.meeting_id = g.id AND h.to_day IS NULL)";

/// The pages of the document's newest version after the number `after`, at most `limit`: as it is shown, so that a hit names
/// the page one turns to.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn pages(
    db: &impl Db,
    actor: &Actor,
    document: DocumentId,
    after: i32,
    limit: i64,
) -> Result<Vec<IndexedPage>> {
    only_the_system(actor)?;
    let sql = "SELECT z.document_id, z.number, z.heading, substr(z.text, 1, 300000) AS text FROM (\
               SELECT q.document_id, q.number, q.heading, q.text FROM page q \
               JOIN document d ON d.id = q.document_id AND d.version = q.version AND d.deleted_at IS NULL \
               JOIN document_version v ON v.document_id = d.id AND v.number = d.version \
               WHERE q.document_id = $1 AND NOT EXISTS \
               (SELECT 1 FROM rendition_page x WHERE v.drawn AND x.source_hash = v.blob_hash) \
               UNION ALL SELECT d.id AS document_id, x.number, x.heading, x.text FROM document d \
               JOIN document_version v ON v.document_id = d.id AND v.number = d.version \
               JOIN rendition_page x ON v.drawn AND x.source_hash = v.blob_hash WHERE d.id = $1 AND d.deleted_at IS NULL) z \
               WHERE z.number > $2 ORDER BY z.number LIMIT $3";
    rows(db, sql, [document.0.into(), after.into(), limit.into()]).await
}
