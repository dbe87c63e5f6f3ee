//! Several documents as one zip, made while it is sent: in constant memory, however large.

use std::io::Write;

use actix_web::http::header;
use actix_web::web::{Bytes, Data, Query};
use actix_web::{HttpResponse, get};
use chrono::{Datelike, Timelike};
use chrono_tz::Europe::Stockholm;
use domain::Error;
use domain::documents::blob::Blobs;
use domain::documents::bundle::{self, Bundled};
use domain::ids::{DocumentId, FolderId};
use serde::Deserialize;
use tokio::sync::{Semaphore, mpsc};
use utoipa::IntoParams;
use wire::Problem;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::files::attachment;
use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// The most documents named at once.
const MOST: usize = 100;
/// The most zips made at the same time: each holds a thread for as long as somebody takes it in.
static AT_ONCE: Semaphore = Semaphore::const_new(16);
/// How large a piece is sent at a time, and how many wait.
const PIECE: usize = 128 * 1024;
const WAITING: usize = 8;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct BundleQuery {
    /// The documents, with commas between, at most 100.
    #[serde(default)]
    documents: Option<String>,
    /// All in this folder and the folders inside it, instead.
    #[serde(default)]
    folder: Option<FolderId>,
}

/// Several documents, or all of a folder, as one zip.
#[utoipa::path(tag = "documents", params(BundleQuery), responses((status = 200, description = "The zip", content_type = "application/zip"), (status = 400, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 503, body = Problem)))]
#[get("/zip")]
pub(super) async fn take_along(
    asker: Asker,
    api: Data<Api>,
    query: Query<BundleQuery>,
) -> Result<HttpResponse, Failure> {
    let db = api.store.reader();
    let (name, bundled) = match (query.folder, &query.documents) {
        (Some(folder), None) => {
            let (folder, bundled) = bundle::of_folder(db, &asker.actor, folder).await?;
            (folder.name, bundled)
        }
        (None, Some(ids)) => {
            let bundled = bundle::chosen(db, &asker.actor, &named(ids)?, asker.words().room).await?;
            ((asker.words().bundle).to_owned(), bundled)
        }
        _ => return Err(Failure::shape(actix_web::http::StatusCode::BAD_REQUEST, "bad_query")),
    };
    let turn = AT_ONCE.try_acquire().map_err(|_| Error::Unavailable("as many zips as can be are being made".into()))?;
    let (pieces, taken) = mpsc::channel(WAITING);
    let blobs = api.blobs.clone();
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        if let Err(error) = write(&blobs, &bundled, &pieces) {
            // told to whoever takes it in: the download fails rather than look whole
            tracing::info!(%error, "a zip was not finished");
            drop(pieces.blocking_send(Err(error)));
        }
    });
    let body =
        futures_util::stream::unfold(taken, |mut taken| async move { taken.recv().await.map(|piece| (piece, taken)) });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/zip"))
        .insert_header((header::CONTENT_DISPOSITION, attachment(&format!("{name}.zip"))))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(body))
}

fn named(ids: &str) -> Result<Vec<DocumentId>, Failure> {
    let bad = || Failure::shape(actix_web::http::StatusCode::BAD_REQUEST, "bad_query");
    let ids: Vec<DocumentId> = ids.split(',').map(|id| id.parse().map_err(|_| bad())).collect::<Result<_, _>>()?;
    if ids.len() > MOST { Err(bad()) } else { Ok(ids) }
}

type Pieces = mpsc::Sender<std::io::Result<Bytes>>;

/// Writes the zip to whoever takes it in. Nothing is compressed: what is kept here nearly always is already.
fn write(blobs: &Blobs, bundled: &[Bundled], pieces: &Pieces) -> std::io::Result<()> {
    let mut zip = ZipWriter::new_stream(Sent { pieces, held: Vec::with_capacity(PIECE) });
    for one in bundled {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(one.size > u64::from(u32::MAX / 2))
            .last_modified_time(local(one.changed_at));
        zip.start_file(one.path.as_str(), options).map_err(std::io::Error::other)?;
        blobs.copy_to(&one.hash, &mut zip)?;
    }
    let mut sent = zip.finish().map_err(std::io::Error::other)?.into_inner();
    sent.flush()
}

/// A zip tells local time, without a zone.
fn local(at: chrono::DateTime<chrono::Utc>) -> DateTime {
    let at = at.with_timezone(&Stockholm);
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    DateTime::from_date_and_time(
        year,
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .unwrap_or_default()
}

/// Sends what is written on in pieces, and waits when whoever takes them is slow.
struct Sent<'a> {
    pieces: &'a Pieces,
    held: Vec<u8>,
}

impl Write for Sent<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        let gone = |_| std::io::Error::new(std::io::ErrorKind::BrokenPipe, "nobody takes it in any more");
        self.pieces.blocking_send(Ok(piece.into())).map_err(gone)
    }
}
