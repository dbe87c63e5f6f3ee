//! Having Office files made into pages: jobs of kind `make_pages`.

use std::sync::Arc;

use domain::actor::Actor;
use domain::documents::rendition::{self, Made, Undrawn};
use domain::ids::DocumentId;
use domain::jobs::{self, Job, JobKind};
use extract::{Converter, Unreadable, limits};
use tokio::sync::{Notify, watch};

use crate::Parts;
use crate::reading::{page_of, thumbnail};
use crate::work::{Line, finish, hold, work};

/// Files that get their job at a time, of those that came before there was anything to make pages with.
const CAUGHT_UP: i64 = 200;

/// Makes pages until `shutdown`, where there is something to make them with.
pub(crate) async fn make_all(parts: Arc<Parts>, shutdown: watch::Receiver<bool>) {
    if parts.converter.is_none() {
        return;
    }
    if let Err(error) = catch_up(&parts).await {
        tracing::warn!(%error, "older files wait for the next start to be made into pages");
    }
    let line = Line { kind: JobKind::MakePages, at_once: 1, arrivals: Arc::new(Notify::new()) };
    work(parts, line, one, shutdown).await;
}

async fn catch_up(parts: &Parts) -> domain::Result<()> {
    let mut after = None;
    loop {
        let found = parts.store.write(&Actor::System, move |tx| async move {
            let kinds: Vec<&str> = Converter::takes().collect();
            rendition::catch_up(&tx, &kinds, after, CAUGHT_UP).await
        });
        after = match found.await? {
            Some(last) => Some(last),
            None => return Ok(()),
        };
    }
}

async fn one(parts: Arc<Parts>, job: Job) {
    let Some(converter) = &parts.converter else { return };
    if let Err(error) = make(&parts, converter, &job).await {
        tracing::warn!(%error, document = %job.subject, attempt = job.attempts, "a file could not be made into pages yet");
        let why = error.to_string();
        let put_off =
            parts.store.write(&Actor::System, move |tx| async move { jobs::fail(&tx, &job, &why).await.map(drop) });
        if let Err(error) = put_off.await {
            // the lease runs out and somebody takes it up again
            tracing::warn!(%error, "a job could not be put off");
        }
    }
}

/// Makes pages of the newest version of the job's document that has none, unless they have been made of the same bytes
/// before; one that came earlier waits for its turn behind the other documents.
async fn make(parts: &Parts, converter: &Converter, job: &Job) -> domain::Result<()> {
    let (db, id) = (parts.store.reader(), DocumentId(job.subject));
    let kinds: Vec<&str> = Converter::takes().collect();
    let Some(found) = rendition::next(db, id, &kinds).await? else { return finish(parts, job.clone()).await };
    let made = if rendition::tried(db, &found.blob_hash).await? {
        None
    } else {
        tokio::select! {
            made = pages(parts, converter, id, &found) => Some(made?),
            () = hold(parts, job) => return Err(domain::Error::UnderWay),
        }
    };
    let job = job.clone();
    parts
        .store
        .write(&Actor::System, move |tx| async move {
            if let Some(made) = made {
                rendition::keep(&tx, &found.blob_hash, made).await?;
            }
            rendition::show(&tx, id, found.version).await?;
            let kinds: Vec<&str> = Converter::takes().collect();
            if rendition::next(&tx, id, &kinds).await?.is_some() {
                return jobs::enqueue(&tx, JobKind::MakePages, id.0, tx.now()).await;
            }
            jobs::finish(&tx, &job).await
        })
        .await
}

/// The pages, stored: before any transaction, so that no row ever names bytes that are not there.
async fn pages(parts: &Parts, converter: &Converter, id: DocumentId, found: &Undrawn) -> domain::Result<Made> {
    let media_type = &found.media_type;
    let converted = match converter.convert(&parts.blobs.path(&found.blob_hash)?, media_type).await {
        Ok(converted) => converted,
        Err(reason) => return refused(reason),
    };
    // it was made of a stranger's file: it is read as one
    let read = match parts.extractor.read(converted.path(), "pages.pdf").await {
        Ok(read) if read.media_type == extract::MediaType::Pdf && !read.pages.is_empty() => read,
        Ok(_) => return refused(Unreadable::Damaged),
        Err(reason) => return refused(reason),
    };
    let blob = parts.blobs.store_file(converted.path(), limits::CONVERTED).await?;
    let count = read.pages.len();
    let own = rendition::own_pages(parts.store.reader(), id, found.version).await?;
    let same = Converter::keeps_numbers(media_type) && usize::try_from(own).is_ok_and(|own| own == count);
    let words = if same { Vec::new() } else { read.pages.into_iter().map(page_of).collect() };
    let outcome =
        Made::Pages { blob: (blob.hash, blob.size), thumbnail: thumbnail(parts, read.thumbnail).await?, count, words };
    metrics::counter!("files_made_into_pages_total", "outcome" => "made").increment(1);
    Ok(outcome)
}

/// Why there are none, where that is about the file; what is about the machine is tried again.
fn refused(reason: Unreadable) -> domain::Result<Made> {
    if reason.is_transient() {
        return Err(domain::Error::Unavailable(reason.to_string()));
    }
    metrics::counter!("files_made_into_pages_total", "outcome" => reason.code()).increment(1);
    Ok(Made::Refused(reason.code()))
}
