//! Several documents as one zip.

use actix_web::web::{Data, Query};
use actix_web::{HttpResponse, get};
use chrono::{Datelike, Timelike};
use chrono_tz::Europe::Stockholm;
use domain::documents::blob::Blobs;
use domain::documents::bundle::{self, Bundled};
use domain::ids::{DocumentId, FolderId};
use serde::Deserialize;
use tokio::runtime::Handle;
use utoipa::IntoParams;
use wire::Problem;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;
use crate::zipped::{Sent, Turn, answer};

/// The most documents named at once.
const MOST: usize = 100;

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
    let turn = Turn::take()?;
    let (store, blobs, mut actor) = (api.store.clone(), api.blobs.clone(), asker.actor.clone());
    let asking = Handle::current();
    // asked in the thread that writes, right before each file
    let mut still = move |one: &Bundled| {
        actor = asking.block_on(bundle::still(&store, &actor, one))?;
        Ok(())
    };
    Ok(answer(turn, &name, move |sent| write(&blobs, &bundled, &mut still, sent)))
}

fn named(ids: &str) -> Result<Vec<DocumentId>, Failure> {
    let bad = || Failure::shape(actix_web::http::StatusCode::BAD_REQUEST, "bad_query");
    let ids: Vec<DocumentId> = ids.split(',').map(|id| id.parse().map_err(|_| bad())).collect::<Result<_, _>>()?;
    if ids.len() > MOST { Err(bad()) } else { Ok(ids) }
}

/// Writes the zip, and breaks it off at the first file that may not go along any more. Nothing is compressed: what is kept
/// here nearly always is already.
fn write(
    blobs: &Blobs,
    bundled: &[Bundled],
    still: &mut impl FnMut(&Bundled) -> domain::Result<()>,
    to: Sent,
) -> std::io::Result<Sent> {
    let mut zip = ZipWriter::new_stream(to);
    for one in bundled {
        still(one).map_err(std::io::Error::other)?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(one.size > u64::from(u32::MAX / 2))
            .last_modified_time(local(one.changed_at));
        zip.start_file(one.path.as_str(), options).map_err(std::io::Error::other)?;
        blobs.copy_to(&one.hash, &mut zip)?;
    }
    Ok(zip.finish().map_err(std::io::Error::other)?.into_inner())
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
