//! Having the text of files read: jobs of kind `read_document`.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::documents::document;
use domain::documents::page::{self, DocumentPage, ReadVersion, Reading};
use domain::ids::DocumentId;
use domain::indexing;
use domain::jobs::{self, Job, JobKind};
use extract::{Extracted, Unreadable};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::{Parts, stopped};

/// Files read at the same time.
const AT_ONCE: usize = 2;
/// How often the job table is looked at when nobody says that there is something.
const POLL: Duration = Duration::from_secs(1);
/// For how long a job is held at a time, and how often that is renewed while its file is being read.
const LEASE: TimeDelta = TimeDelta::seconds(120);
const RENEW: Duration = Duration::from_secs(40);
/// How long files being read get to be ready when the process ends; the rest are read after the next start.
const GRACE: Duration = Duration::from_secs(3);

/// Claims and does jobs until `shutdown`.
pub(crate) async fn work(parts: Parts, arrivals: Arc<Notify>, mut shutdown: watch::Receiver<bool>) {
    let parts = Arc::new(parts);
    let mut under_way = JoinSet::new();
    loop {
        while under_way.try_join_next().is_some() {}
        let free = AT_ONCE.saturating_sub(under_way.len());
        if free > 0 {
            match jobs::claim(&parts.store, JobKind::ReadDocument, free as i64, LEASE).await {
                Ok(claimed) => {
                    for job in claimed {
                        under_way.spawn(one(Arc::clone(&parts), job));
                    }
                }
                Err(error) => tracing::warn!(%error, "no documents can be read at present"),
            }
        }
        let full = under_way.len() >= AT_ONCE;
        tokio::select! {
            () = stopped(&mut shutdown) => break,
            Some(_) = under_way.join_next(), if !under_way.is_empty() => {}
            () = arrivals.notified(), if !full => {}
            () = sleep(POLL), if !full => {}
        }
    }
    let ready = async { while under_way.join_next().await.is_some() {} };
    if timeout(GRACE, ready).await.is_err() {
        // dropping the set ends the children; the leases run out and the files are read again
        tracing::info!("documents being read are left for the next start");
    }
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
    let versions = document::versions(db, &found).await?;
    let name = versions.iter().find(|v| v.number == version).map_or(&found.row().name, |v| &v.original_name);
    let file = parts.blobs.path(&found.row().blob_hash)?;
    let reading = parts.extractor.read(&file, name);
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
    let job = job.clone();
    parts
        .store
        .write(&Actor::System, move |tx| async move {
            page::keep(&tx, id, version, kept).await?;
            jobs::finish(&tx, &job).await
        })
        .await
}

/// Holds the job until it can't be held any longer because it has passed to somebody else.
async fn hold(parts: &Parts, job: &Job) {
    loop {
        sleep(RENEW).await;
        match indexing::renew(&parts.store, job, LEASE).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "a job could not be held"),
        }
    }
}

/// What was read, with its thumbnail stored: before any transaction, so that no row ever names bytes that are not there.
async fn kept(parts: &Parts, extracted: Extracted) -> domain::Result<ReadVersion> {
    let thumbnail = match extracted.thumbnail {
        Some(drawn) => {
            let stored = parts.blobs.store_bytes(Bytes::from(drawn.png)).await?;
            Some((stored.hash, stored.size))
        }
        None => None,
    };
    let mut pictures = Vec::with_capacity(extracted.pictures.len());
    for picture in extracted.pictures {
        let stored = parts.blobs.store_bytes(Bytes::from(picture.png)).await?;
        pictures.push((i32::try_from(picture.number).unwrap_or(i32::MAX), stored.hash, stored.size));
    }
    let pages = extracted.pages.into_iter().map(|page| DocumentPage {
        number: i32::try_from(page.number).unwrap_or(i32::MAX),
        heading: page.heading,
        text: page.text,
        blocks: structure(&page.blocks),
    });
    Ok(ReadVersion {
        reading: if extracted.has_text { Reading::Read } else { Reading::NoText },
        pages: pages.collect(),
        thumbnail,
        pictures,
        media_type: Some(extracted.media_type.mime().to_owned()),
    })
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

async fn finish(parts: &Parts, job: Job) -> domain::Result<()> {
    parts.store.write(&Actor::System, move |tx| async move { jobs::finish(&tx, &job).await }).await
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
