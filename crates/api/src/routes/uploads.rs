//! Files that come in pieces: begun with a name and a size, added to where the last piece ended, made a document by the
//! form that names them.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Json, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use domain::Error;
use domain::access::NetworkRight;
use domain::documents::import::LARGEST;
use domain::documents::pieces::{self, Pieces};
use domain::ids::{RoomId, UploadId};
use domain::rooms::room;
use futures_util::TryStreamExt;
use wire::{NewUpload, Problem, Upload};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// Where a piece begins.
const OFFSET: &str = "Upload-Offset";

/// Begin a file that comes in pieces. One that is too large is refused before any of it is sent.
#[utoipa::path(tag = "documents", request_body = NewUpload, params(IdempotencyKey), responses((status = 201, body = Upload), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
#[post("/rooms/{id}/uploads")]
pub(super) async fn begin_upload(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<NewUpload>,
) -> Result<HttpResponse, Failure> {
    let (room, NewUpload { name, size, import }, most) = (id.into_inner(), body.value, api.max_upload);
    let id = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), room).await?;
            let governs = |network| tx.actor().may(network, NetworkRight::Govern);
            if import && !room.room().network_id.is_some_and(governs) {
                return Err(Error::Forbidden);
            }
            let most = if import { LARGEST.max(most) } else { most };
            pieces::begin(&tx, &room, &name, size, most).await
        })
        .await?;
    let begun = pieces::own(api.store.reader(), &asker.actor, id).await?;
    // one that is begun once more may have come to its end meanwhile
    if begun.blob_hash.is_none() {
        api.blobs.begin_part(id.0).await?;
    }
    let offset = come(&api, &begun).await?;
    Ok(HttpResponse::Created().json(Upload::new(&begun, offset)))
}

/// How far a file has come: where the next piece begins.
#[utoipa::path(tag = "documents", responses((status = 200, body = Upload), (status = 404, body = Problem)))]
#[get("/uploads/{id}")]
pub(super) async fn upload_progress(asker: Asker, api: Data<Api>, id: Path<UploadId>) -> Result<Json<Upload>, Failure> {
    let found = pieces::own(api.store.reader(), &asker.actor, *id).await?;
    let offset = come(&api, &found).await?;
    Ok(Json(Upload::new(&found, offset)))
}

async fn come(api: &Api, found: &Pieces) -> Result<u64, Error> {
    match &found.blob_hash {
        Some(_) => Ok(u64::try_from(found.size).unwrap_or_default()),
        None => api.blobs.part_length(found.id.0).await,
    }
}

/// Add a piece where the last one ended. What came of it before the connection broke is kept.
#[utoipa::path(tag = "documents", params(("Upload-Offset" = i64, Header, description = "Where the piece begins")), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = Upload), (status = 400, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem)))]
#[patch("/uploads/{id}")]
pub(super) async fn add_piece(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<UploadId>,
    piece: Payload,
) -> Result<Json<Upload>, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("application/octet-stream") {
        return Err(Failure::shape(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"));
    }
    let offset = request.headers().get(OFFSET).and_then(|at| at.to_str().ok()?.parse().ok());
    let offset = offset.ok_or_else(|| Failure::header("upload-offset"))?;
    let found = pieces::own(api.store.reader(), &asker.actor, *id).await?;
    if found.blob_hash.is_some() {
        return Err(Error::Conflict("wrong_offset").into());
    }
    let most = u64::try_from(found.size).unwrap_or_default();
    let bytes = piece.map_err(|error| BrokenOff(error.to_string()));
    let come = api.blobs.append_part(found.id.0, offset, bytes, most).await?;
    Ok(Json(Upload::new(&found, come)))
}

/// The connection broke.
struct BrokenOff(String);

impl From<BrokenOff> for Error {
    fn from(BrokenOff(why): BrokenOff) -> Self {
        tracing::info!(why, "a piece of an upload broke off");
        Self::invalid("/file", "missing")
    }
}

/// Give up a file that has not become a document.
#[utoipa::path(tag = "documents", responses((status = 204), (status = 404, body = Problem)))]
#[delete("/uploads/{id}")]
pub(super) async fn give_up_upload(asker: Asker, api: Data<Api>, id: Path<UploadId>) -> Result<HttpResponse, Failure> {
    let found = pieces::own(api.store.reader(), &asker.actor, *id).await?;
    api.blobs.drop_part(found.id.0).await?;
    api.store.write(&asker.actor, move |tx| async move { pieces::forget(&tx, found.id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
