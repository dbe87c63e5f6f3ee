//! What a version looks like as pages, where its file says so only to an office program: a PDF made of it once.
//!
//! It belongs to the bytes, not to the version: the same file in two rooms, or taken up again, is not made into pages
//! twice; that they have been is told to nobody. It is reached through a version one may read, and only so.
//!
//! Where its pages are counted otherwise than in the file, as in a text without page breaks, its own words are kept page
//! by page: then a hit of a search, a link and a page turned to mean the same page. Slides and sheets have the numbers
//! they have in the file, and its words are the better ones.

use crate::actor::Actor;
use crate::documents::document::{self, ReadableDocument};
use crate::documents::page::DocumentPage;
use crate::event::Event;
use crate::ids::DocumentId;
use crate::jobs::{self, JobKind};
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// What making pages of a file came to.
#[derive(Clone, Debug)]
pub enum Made {
    /// Pages.
    Pages {
        /// The blob of the PDF, already stored, and its size.
        blob: (String, u64),
        /// The blob of the picture of its first page, and its size.
        thumbnail: Option<(String, u64)>,
        /// How many pages it has.
        count: usize,
        /// Their words, where they are counted otherwise than in the file.
        words: Vec<DocumentPage>,
    },
    /// Nothing, and a code that says why.
    Refused(&'static str),
}

/// The pages of a version, as a PDF.
#[derive(Clone, Debug, FromRow)]
pub struct Rendition {
    /// The hash of its bytes.
    pub blob_hash: String,
    /// How many.
    pub size: i64,
}

/// How many files have been made into pages.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Tally {
    /// So many have pages.
    pub made: i64,
    /// So many could not be.
    pub refused: i64,
}

/// The pages of a version of a document one reads.
///
/// # Errors
/// [`Error::NotFound`] where there are none.
pub async fn of_version(db: &impl Db, document: &ReadableDocument, version: Option<i64>) -> Result<Rendition> {
    let version = version.unwrap_or(document.row().version);
    let sql = "SELECT x.blob_hash, x.size FROM document_version v JOIN rendition x ON x.source_hash = v.blob_hash \
               WHERE v.document_id = $1 AND v.number = $2 AND v.drawn AND x.blob_hash IS NOT NULL";
    row(db, sql, [document.row().id.0.into(), version.into()]).await?.ok_or(Error::NotFound)
}

/// The words of a version after page `cursor`, page by page as it is shown; none where the file's own pages are those.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the document.
pub async fn pages(
    db: &impl Db,
    actor: &Actor,
    id: DocumentId,
    version: Option<i64>,
    cursor: i32,
    limit: i64,
) -> Result<Vec<DocumentPage>> {
    #[derive(FromRow)]
    struct Row {
        number: i32,
        heading: Option<String>,
        text: String,
    }
    let found = document::readable(db, actor, id).await?;
    let version = version.unwrap_or(found.row().version);
    let sql = "SELECT q.number, q.heading, q.text FROM document_version v \
               JOIN rendition_page q ON q.source_hash = v.blob_hash \
               WHERE v.document_id = $1 AND v.number = $2 AND v.drawn AND q.number > $3 ORDER BY q.number LIMIT $4";
    let found: Vec<Row> = rows(db, sql, [id.0.into(), version.into(), cursor.into(), limit.into()]).await?;
    let page = |row: Row| DocumentPage { number: row.number, heading: row.heading, text: row.text, blocks: None };
    Ok(found.into_iter().map(page).collect())
}

/// A version that is to be made into pages.
#[derive(Clone, Debug, FromRow)]
pub struct Undrawn {
    /// Its number.
    pub version: i64,
    /// The hash of its bytes.
    pub blob_hash: String,
    /// Its media type.
    pub media_type: String,
}

/// What of a document's versions is to be made into pages next, of those media types: the newest that has been read and is
/// not shown as pages yet, unless its bytes could not be.
///
/// # Errors
/// When the database can't be reached.
pub async fn next(db: &impl Db, id: DocumentId, media_types: &[&str]) -> Result<Option<Undrawn>> {
    let sql = format!(
        "SELECT v.number AS version, v.blob_hash, v.media_type FROM document_version v WHERE v.document_id = $1 AND {} \
         ORDER BY v.number DESC LIMIT 1",
        undrawn(2, media_types)
    );
    let mut values: Vec<sea_orm::Value> = vec![id.0.into()];
    values.extend(media_types.iter().map(|one| (*one).into()));
    row(db, &sql, values).await
}

/// That a version `v` is to be made into pages; its media types stand from parameter `first` on.
fn undrawn(first: usize, media_types: &[&str]) -> String {
    let listed: Vec<String> = (first..first + media_types.len()).map(|number| format!("${number}")).collect();
    format!(
        "v.reading IN ('read', 'no_text') AND v.media_type IN ({}) AND NOT v.drawn AND NOT EXISTS \
         (SELECT 1 FROM rendition x WHERE x.source_hash = v.blob_hash AND x.blob_hash IS NULL)",
        listed.join(", ")
    )
}

/// How many pages of a version were read from the file itself.
///
/// # Errors
/// When the database can't be reached.
pub async fn own_pages(db: &impl Db, id: DocumentId, version: i64) -> Result<i64> {
    let sql = "SELECT count(*) AS n FROM page WHERE document_id = $1 AND version = $2";
    let found = one(db, sql, [id.0.into(), version.into()]).await?;
    found.map_or(Ok(0), |row| row.get("n"))
}

/// Whether it has been tried to make pages of those bytes, whatever it came to.
///
/// # Errors
/// When the database can't be reached.
pub async fn tried(db: &impl Db, source: &str) -> Result<bool> {
    let sql = "SELECT count(*) AS n FROM rendition WHERE source_hash = $1";
    let found = one(db, sql, [source.into()]).await?;
    Ok(found.map(|row| row.get::<i64>("n")).transpose()?.is_some_and(|n| n > 0))
}

/// Keeps what making pages of those bytes came to.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn keep(tx: &Tx, source: &str, made: Made) -> Result<()> {
    only_the_system(tx)?;
    let (blob, thumbnail, count, words, refused) = match made {
        Made::Pages { blob, thumbnail, count, words } => (Some(blob), thumbnail, count, words, None),
        Made::Refused(why) => (None, None, 0, Vec::new(), Some(why)),
    };
    for (hash, size) in blob.iter().chain(&thumbnail) {
        super::upload::refer(tx, hash, *size).await?;
    }
    let sql = "INSERT INTO rendition (source_hash, blob_hash, thumbnail_hash, size, pages, refused, made_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (source_hash) DO NOTHING";
    let size = blob.as_ref().map_or(0, |(_, size)| i64::try_from(*size).unwrap_or(i64::MAX));
    let values = [
        source.into(),
        blob.map(|(hash, _)| hash).into(),
        thumbnail.map(|(hash, _)| hash).into(),
        size.into(),
        i32::try_from(count).unwrap_or(i32::MAX).into(),
        refused.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    for pages in words.chunks(100) {
        let mut sql = String::from("INSERT INTO rendition_page (source_hash, number, heading, text) VALUES ");
        let mut values: Vec<sea_orm::Value> = vec![source.into()];
        for (place, page) in pages.iter().enumerate() {
            let first = values.len() + 1;
            let comma = if place == 0 { "" } else { ", " };
            sql.push_str(&format!("{comma}($1, ${first}, ${}, ${})", first + 1, first + 2));
            values.extend([page.number.into(), page.heading.clone().into(), page.text.replace('\0', "").into()]);
        }
        sql.push_str(" ON CONFLICT (source_hash, number) DO NOTHING");
        execute(tx, &sql, values).await?;
    }
    Ok(())
}

/// From now on a version is shown as the pages that were made of its bytes, if there are any.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where the version has gone.
pub async fn show(tx: &Tx, id: DocumentId, version: i64) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        room_id: crate::ids::RoomId,
        source_hash: Option<String>,
        thumbnail_hash: Option<String>,
        pages: Option<i32>,
    }
    only_the_system(tx)?;
    let sql = "SELECT d.room_id, x.source_hash, x.thumbnail_hash, x.pages FROM document d \
               JOIN document_version v ON v.document_id = d.id \
               LEFT JOIN rendition x ON x.source_hash = v.blob_hash AND x.blob_hash IS NOT NULL \
               WHERE d.id = $1 AND v.number = $2";
    let found: Row = row(tx, sql, [id.0.into(), version.into()]).await?.ok_or(Error::NotFound)?;
    if found.source_hash.is_none() {
        return Ok(());
    }
    let sql = "UPDATE document_version SET drawn = true, pages = $3, thumbnail_hash = coalesce($4, thumbnail_hash) \
               WHERE document_id = $1 AND number = $2";
    let values = [id.0.into(), version.into(), found.pages.into(), found.thumbnail_hash.into()];
    execute(tx, sql, values).await?;
    tx.record(found.room_id, Event::DocumentRead { document: id, version });
    Ok(())
}

/// Has pages made of what has been read before there was anything to make them with: of the versions of at most `limit`
/// documents after `after`, of those media types. The last one, until there are none.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn catch_up(
    tx: &Tx,
    media_types: &[&str],
    after: Option<DocumentId>,
    limit: i64,
) -> Result<Option<DocumentId>> {
    #[derive(FromRow)]
    struct Row {
        id: DocumentId,
    }
    only_the_system(tx)?;
    let sql = format!(
        "SELECT d.id FROM document d WHERE d.id > $1 AND d.deleted_at IS NULL \
         AND EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.id AND {}) ORDER BY d.id LIMIT $2",
        undrawn(3, media_types)
    );
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    let mut values: Vec<sea_orm::Value> = vec![after.into(), limit.into()];
    values.extend(media_types.iter().map(|one| (*one).into()));
    let found: Vec<Row> = rows(tx, &sql, values).await?;
    for row in &found {
        jobs::enqueue(tx, JobKind::MakePages, row.id.0, tx.now()).await?;
    }
    Ok(found.last().map(|row| row.id))
}

/// How many files have been made into pages.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`] for anybody but an administrator.
pub async fn tally(db: &impl Db, actor: &Actor) -> Result<Tally> {
    may_administer(actor)?;
    let sql = "SELECT count(CASE WHEN blob_hash IS NOT NULL THEN 1 END) AS made, \
               count(CASE WHEN blob_hash IS NULL THEN 1 END) AS refused FROM rendition";
    Ok(row(db, sql, []).await?.unwrap_or(Tally { made: 0, refused: 0 }))
}

fn only_the_system(tx: &Tx) -> Result<()> {
    if matches!(tx.actor(), Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}
