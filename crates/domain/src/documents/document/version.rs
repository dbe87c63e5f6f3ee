//! The versions of a document: each by its number, and all of them in pages.

use chrono::{DateTime, Utc};

use super::ReadableDocument;
use crate::documents::page::Reading;
use crate::ids::{OrganisationId, PersonId};
use crate::store::{Db, FromRow, row, rows};
use crate::{Error, Result};

/// A version of a document.
#[derive(Clone, Debug, FromRow)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// The hash of its bytes.
    pub blob_hash: String,
    /// How many bytes.
    pub size: i64,
    /// Its media type.
    pub media_type: String,
    /// What the file was called.
    pub original_name: String,
    /// What its author says of it.
    pub comment: Option<String>,
    /// The version it takes up again.
    pub restored_from: Option<i64>,
    /// How far its reading has come.
    pub reading: Reading,
    /// How many pages it has.
    pub pages: i32,
    /// Pages have been made of it, to be looked at.
    pub drawn: bool,
    /// Who made it.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// Their name as an import gives it.
    pub author_label: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Under which standing.
    pub standing: String,
    /// Made when.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "v.number, v.blob_hash, v.size, v.media_type, v.original_name, v.comment, v.restored_from, \
    v.reading, v.pages, v.drawn, v.author_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, \
    v.author_label, v.author_organisation_id AS organisation_id, o.name AS organisation, v.standing, v.created_at";
const TABLES: &str = "document_version v LEFT JOIN person p ON p.id = v.author_id \
    LEFT JOIN organisation o ON o.id = v.author_organisation_id";

/// The versions of a document before the number `before`, or the newest, the newest first, at most `limit`.
///
/// # Errors
/// When the database can't be reached.
pub async fn versions(
    db: &impl Db,
    document: &ReadableDocument,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Version>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE v.document_id = $1 AND v.number < $2 ORDER BY v.number DESC LIMIT $3"
    );
    rows(db, &sql, [document.document.id.0.into(), before.unwrap_or(i64::MAX).into(), limit.into()]).await
}

/// The version of that number.
///
/// # Errors
/// [`Error::NotFound`] where the document has none.
pub async fn version(db: &impl Db, document: &ReadableDocument, number: i64) -> Result<Version> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE v.document_id = $1 AND v.number = $2");
    row(db, &sql, [document.document.id.0.into(), number.into()]).await?.ok_or(Error::NotFound)
}
