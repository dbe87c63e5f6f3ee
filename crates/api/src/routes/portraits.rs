//! People's own pictures. What is sent is never shown: a small one is drawn anew, by a process of its own.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, delete, get, put};
use domain::Error;
use domain::ids::PersonId;
use domain::people::portrait;
use futures_util::StreamExt;
use tokio::sync::Semaphore;
use wire::Problem;

use super::files::drawn;
use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// So many photos are held at once, in memory: each until its picture is drawn.
static AT_ONCE: Semaphore = Semaphore::const_new(8);

/// The picture of somebody one shares a network with, or one's own.
#[utoipa::path(tag = "people", operation_id = "portrait", responses((status = 200, description = "The picture", content_type = "image/png"), (status = 304), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/people/{id}/portrait")]
pub(super) async fn show(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<PersonId>,
) -> Result<HttpResponse, Failure> {
    let today = api.store.clock().today();
    let hash = portrait::of(api.store.reader(), &asker.actor, *id, today).await?;
    drawn(&request, &api, &hash).await
}

/// Put a picture of oneself: the middle of a photo, a JPEG or a PNG of at most 10 MiB.
#[utoipa::path(tag = "me", operation_id = "put_portrait", request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 204), (status = 401, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
#[put("/me/portrait")]
pub(super) async fn write(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    bytes: Payload,
) -> Result<HttpResponse, Failure> {
    portrait::may_have(api.store.reader(), &asker.actor).await?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("application/octet-stream") {
        return Err(Failure::shape(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"));
    }
    let _place = AT_ONCE.try_acquire().map_err(|_| Error::Unavailable("as many photos as are taken at once".into()))?;
    let photo = photo(bytes).await?;
    let picture = (api.draw_portrait)(photo).await?;
    let blob = api.blobs.store_bytes(picture.into()).await?;
    api.store.write(&asker.actor, move |tx| async move { portrait::put(&tx, &blob).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take one's picture away. Done twice it is done once.
#[utoipa::path(tag = "me", operation_id = "remove_portrait", responses((status = 204), (status = 401, body = Problem)))]
#[delete("/me/portrait")]
pub(super) async fn remove(asker: Asker, api: Data<Api>) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    api.store.write(&asker.actor, move |tx| async move { portrait::remove(&tx).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What was sent, in memory: it is thrown away as soon as it has been looked at.
async fn photo(mut bytes: Payload) -> Result<Vec<u8>, Failure> {
    let mut photo = Vec::new();
    while let Some(piece) = bytes.next().await {
        let piece = piece.map_err(|_| Failure::value("/file", "missing"))?;
        if photo.len() + piece.len() > portrait::LARGEST {
            return Err(Error::invalid("/file", "too_large").into());
        }
        photo.extend_from_slice(&piece);
    }
    if photo.is_empty() {
        return Err(Failure::value("/file", "missing"));
    }
    Ok(photo)
}
