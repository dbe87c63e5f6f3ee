//! The text of a document's pages, read once and kept: the index can be built again without reading any file.

use crate::actor::Actor;
use crate::documents::document;
use crate::event::Event;
use crate::ids::DocumentId;
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// How far the reading of a version's text has come, in words for the user.
    Reading {
        /// It waits for its turn.
        Waiting = "waiting",
        /// Its text is known.
        Read = "read",
        /// It was read and holds no text: a scan, a picture.
        NoText = "no_text",
        /// It needs a password.
        PasswordProtected = "password_protected",
        /// It is broken.
        Damaged = "damaged",
        /// Its kind can't be read.
        UnknownKind = "unknown_kind",
        /// It is too large to be read.
        TooLarge = "too_large",
        /// Reading took too long.
        TooSlow = "too_slow",
        /// It is built so as to grow without bound.
        TooComplex = "too_complex",
    }
}

/// A page.
#[derive(Clone, Debug, FromRow)]
pub struct DocumentPage {
    /// Its number, from 1.
    pub number: i32,
    /// Its heading.
    pub heading: Option<String>,
    /// Its text; paragraphs are set apart by blank lines.
    pub text: String,
    /// The same as a structure, where the file has one: a JSON list of blocks.
    pub blocks: Option<serde_json::Value>,
}

/// What the reading of a version gave.
#[derive(Clone, Debug)]
pub struct ReadVersion {
    /// How it went.
    pub reading: Reading,
    /// Its pages.
    pub pages: Vec<DocumentPage>,
    /// The blob of its thumbnail, already stored, and its size.
    pub thumbnail: Option<(String, u64)>,
    /// The pictures its pages name, by number: blobs already stored, with their sizes.
    pub pictures: Vec<(i32, String, u64)>,
    /// The media type, where reading told it better.
    pub media_type: Option<String>,
}

/// The pages of a version after `cursor`, by number.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the document.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    id: DocumentId,
    version: Option<i64>,
    cursor: i32,
    limit: i64,
) -> Result<Vec<DocumentPage>> {
    let found = document::readable(db, actor, id).await?;
    let version = version.unwrap_or(found.row().version);
    let sql = "SELECT number, heading, text, blocks FROM page WHERE document_id = $1 AND version = $2 AND number > $3 \
               ORDER BY number LIMIT $4";
    rows(db, sql, [id.0.into(), version.into(), cursor.into(), limit.into()]).await
}

/// How many letters the newest versions of these documents hold together.
///
/// # Errors
/// When the database can't be reached.
pub async fn letters(db: &impl Db, of: &[document::Document]) -> Result<i64> {
    #[derive(FromRow)]
    struct Row {
        letters: i64,
    }
    let sql = format!(
        "SELECT CAST(coalesce(sum(length(q.text)), 0) AS bigint) AS letters FROM page q \
         JOIN document d ON d.id = q.document_id AND d.version = q.version WHERE d.id IN {}",
        Ids::sql(db, "$1")
    );
    let found: Option<Row> = row(db, &sql, [Ids::value(of.iter().map(|one| one.id.0))]).await?;
    Ok(found.map_or(0, |found| found.letters))
}

/// The blob of a picture that the pages of a version name.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or one does not see the document.
pub async fn picture(db: &impl Db, actor: &Actor, id: DocumentId, version: Option<i64>, number: i32) -> Result<String> {
    #[derive(FromRow)]
    struct Row {
        blob_hash: String,
    }
    let found = document::readable(db, actor, id).await?;
    let version = version.unwrap_or(found.row().version);
    let sql = "SELECT blob_hash FROM page_picture WHERE document_id = $1 AND version = $2 AND number = $3";
    let picture: Option<Row> = row(db, sql, [id.0.into(), version.into(), number.into()]).await?;
    Ok(picture.ok_or(Error::NotFound)?.blob_hash)
}

/// Keeps what was read of a version.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, [`Error::NotFound`] where the version has gone.
pub async fn keep(tx: &Tx, id: DocumentId, version: i64, read: ReadVersion) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        room_id: crate::ids::RoomId,
    }
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT d.room_id FROM document d JOIN document_version v ON v.document_id = d.id \
               WHERE d.id = $1 AND v.number = $2";
    let place: Row = row(tx, sql, [id.0.into(), version.into()]).await?.ok_or(Error::NotFound)?;
    execute(tx, "DELETE FROM page WHERE document_id = $1 AND version = $2", [id.0.into(), version.into()]).await?;
    // many pages a statement: a long report must fit into the time a command has
    for pages in read.pages.chunks(100) {
        let mut sql = String::from("INSERT INTO page (document_id, version, number, heading, text, blocks) VALUES ");
        let mut values: Vec<sea_orm::Value> = vec![id.0.into(), version.into()];
        for (place, page) in pages.iter().enumerate() {
            let first = values.len() + 1;
            let comma = if place == 0 { "" } else { ", " };
            sql.push_str(&format!("{comma}($1, $2, ${first}, ${}, ${}, ${})", first + 1, first + 2, first + 3));
            values.extend([
                page.number.into(),
                page.heading.clone().into(),
                page.text.replace('\0', "").into(),
                page.blocks.clone().into(),
            ]);
        }
        execute(tx, &sql, values).await?;
    }
    let known = [id.0.into(), version.into()];
    execute(tx, "DELETE FROM page_picture WHERE document_id = $1 AND version = $2", known).await?;
    for (number, hash, size) in &read.pictures {
        super::upload::refer(tx, hash, *size).await?;
        let sql = "INSERT INTO page_picture (document_id, version, number, blob_hash) VALUES ($1, $2, $3, $4)";
        let values = [id.0.into(), version.into(), (*number).into(), hash.clone().into()];
        execute(tx, sql, values).await?;
    }
    if let Some((hash, size)) = &read.thumbnail {
        super::upload::refer(tx, hash, *size).await?;
    }
    let sql = "UPDATE document_version SET reading = $3, pages = $4, thumbnail_hash = coalesce($5, thumbnail_hash), \
               media_type = coalesce($6, media_type) WHERE document_id = $1 AND number = $2";
    let values = [
        id.0.into(),
        version.into(),
        read.reading.word().into(),
        i32::try_from(read.pages.len()).unwrap_or(i32::MAX).into(),
        read.thumbnail.map(|(hash, _)| hash).into(),
        read.media_type.into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(place.room_id, Event::DocumentRead { document: id, version });
    Ok(())
}
