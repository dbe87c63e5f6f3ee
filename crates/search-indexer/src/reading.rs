//! Having the text of files read: jobs of kind `read_document`.

use std::sync::Arc;

use bytes::Bytes;
use domain::actor::Actor;
use domain::documents::document;
use domain::documents::page::{self, DocumentPage, ReadVersion, Reading};
use domain::ids::DocumentId;
use domain::jobs::{self, Job, JobKind};
use extract::{Converter, Extracted, Unreadable};
use tokio::sync::{Notify, watch};

use crate::Parts;
use crate::work::{Line, finish, hold, work};

/// Files read at the same time.
const AT_ONCE: usize = 2;

/// Reads files until `shutdown`.
pub(crate) async fn read_all(parts: Arc<Parts>, arrivals: Arc<Notify>, shutdown: watch::Receiver<bool>) {
    let line = Line { kind: JobKind::ReadDocument, at_once: AT_ONCE, arrivals };
    work(parts, line, one, shutdown).await;
}

async fn one(parts: Arc<Parts>, job: Job) {
    if let Err(error) = read(&parts, &job).await {
        tracing::warn!(%error, document = %job.subject, attempt = job.attempts, "a document could not be read yet");
        if let Err(error) = put_off(&parts, job, error.to_string()).await {
            // the lease runs out and somebody takes it up again
            tracing::warn!(%error, "a job could not be put off");
        }
    }
}

/// Reads the newest version of the job's document and keeps what was read.
async fn read(parts: &Parts, job: &Job) -> domain::Result<()> {
    let (db, id) = (parts.store.reader(), DocumentId(job.subject));
    let found = match document::with_deleted(db, &Actor::System, id).await {
        Ok(found) => found,
        Err(domain::Error::NotFound) => return finish(parts, job.clone()).await,
        Err(error) => return Err(error),
    };
    let version = found.row().version;
    let name = document::version(db, &found, version).await?.original_name;
    let file = parts.blobs.path(&found.row().blob_hash)?;
    let reading = parts.extractor.read(&file, &name);
    let outcome = tokio::select! {
        outcome = reading => outcome,
        () = hold(parts, job) => return Err(domain::Error::UnderWay),
    };
    let kept = match outcome {
        Ok(extracted) => kept(parts, extracted).await?,
        Err(reason) => match unreadable(reason) {
            Some(reading) => nothing(reading),
            None => return Err(domain::Error::Unavailable(reason.to_string())),
        },
    };
    metrics::counter!("documents_read_total", "reading" => kept.reading.word()).increment(1);
    let media_type = kept.media_type.clone().unwrap_or_else(|| found.row().media_type.clone());
    let shown = parts.converter.is_some() && Converter::takes().any(|one| one == media_type);
    let drawn = shown && matches!(kept.reading, Reading::Read | Reading::NoText);
    let job = job.clone();
    parts
        .store
        .write(&Actor::System, move |tx| async move {
            page::keep(&tx, id, version, kept).await?;
            if drawn {
                jobs::enqueue(&tx, JobKind::MakePages, id.0, tx.now()).await?;
            }
            jobs::finish(&tx, &job).await
        })
        .await
}

/// What was read, with its thumbnail stored: before any transaction, so that no row ever names bytes that are not there.
async fn kept(parts: &Parts, extracted: Extracted) -> domain::Result<ReadVersion> {
    let thumbnail = thumbnail(parts, extracted.thumbnail).await?;
    let mut pictures = Vec::with_capacity(extracted.pictures.len());
    for picture in extracted.pictures {
        let stored = parts.blobs.store_bytes(Bytes::from(picture.png)).await?;
        pictures.push((i32::try_from(picture.number).unwrap_or(i32::MAX), stored.hash, stored.size));
    }
    let pages = extracted.pages.into_iter().map(page_of);
    Ok(ReadVersion {
        reading: if extracted.has_text { Reading::Read } else { Reading::NoText },
        pages: pages.collect(),
        thumbnail,
        pictures,
        media_type: Some(extracted.media_type.mime().to_owned()),
    })
}

/// The picture of the first page, stored.
pub(crate) async fn thumbnail(
    parts: &Parts,
    drawn: Option<extract::Thumbnail>,
) -> domain::Result<Option<(String, u64)>> {
    let Some(drawn) = drawn else { return Ok(None) };
    let stored = parts.blobs.store_bytes(Bytes::from(drawn.png)).await?;
    Ok(Some((stored.hash, stored.size)))
}

/// A page that was read, as it is kept.
pub(crate) fn page_of(page: extract::Page) -> DocumentPage {
    DocumentPage {
        number: i32::try_from(page.number).unwrap_or(i32::MAX),
        blocks: structure(&page.blocks),
        heading: page.heading,
        text: page.text,
    }
}

/// A page as a structure; none where the format has none.
fn structure(blocks: &[extract::Block]) -> Option<serde_json::Value> {
    if blocks.is_empty() {
        return None;
    }
    serde_json::to_value(blocks).ok()
}

/// What is kept of a version nothing could be read of.
fn nothing(reading: Reading) -> ReadVersion {
    ReadVersion { reading, pages: Vec::new(), thumbnail: None, pictures: Vec::new(), media_type: None }
}

/// The state for the user; none where nothing is said about the file, only about the machine.
fn unreadable(reason: Unreadable) -> Option<Reading> {
    match reason {
        Unreadable::Unavailable => None,
        Unreadable::PasswordProtected => Some(Reading::PasswordProtected),
        Unreadable::UnknownKind => Some(Reading::UnknownKind),
        Unreadable::TooLarge => Some(Reading::TooLarge),
        Unreadable::TooSlow => Some(Reading::TooSlow),
        Unreadable::TooComplex => Some(Reading::TooComplex),
        // damaged; and a reason this crate does not know yet is about the file all the same
        _ => Some(Reading::Damaged),
    }
}

/// The job waits for its next try. After the last one the file counts as damaged: somebody should look at it.
async fn put_off(parts: &Parts, job: Job, why: String) -> domain::Result<()> {
    let id = DocumentId(job.subject);
    let version = match document::with_deleted(parts.store.reader(), &Actor::System, id).await {
        Ok(found) => found.row().version,
        Err(domain::Error::NotFound) => return finish(parts, job).await,
        Err(error) => return Err(error),
    };
    parts
        .store
        .write(&Actor::System, move |tx| async move {
            if !jobs::fail(&tx, &job, &why).await? {
                metrics::counter!("documents_given_up_total").increment(1);
                page::keep(&tx, id, version, nothing(Reading::Damaged)).await?;
            }
            Ok(())
        })
        .await
}
