//! Versions: compared, taken up again, written anew in place; and checking a document out.

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use domain::documents::upload::{self as intake, NewFile};
use domain::documents::{checkout, difference, document};
use domain::ids::DocumentId;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    CheckOutFor, DifferenceRow, DifferenceView, Document, DocumentVersion, List, Problem, RewriteText, TakeUpVersion,
};

use super::view;
use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// The versions of a document, the newest first.
#[utoipa::path(tag = "documents", operation_id = "document_versions", params(PageQuery), responses((status = 200, body = List<DocumentVersion>), (status = 404, body = Problem)))]
#[get("/documents/{id}/versions")]
pub(in crate::routes) async fn list(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    query: Query<PageQuery>,
) -> Result<Listed<List<DocumentVersion>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let before: Option<i64> = cursor::read(query.cursor.as_deref())?;
    let found = document::readable(api.store.reader(), &asker.actor, *id).await?;
    let mut rows = document::versions(api.store.reader(), &found, before, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |version| version.number);
    Ok(Listed(List { items: rows.iter().map(DocumentVersion::from).collect(), next_cursor }))
}

/// One version, by its number.
#[utoipa::path(tag = "documents", operation_id = "document_version", responses((status = 200, body = DocumentVersion), (status = 404, body = Problem)))]
#[get("/documents/{id}/versions/{number}")]
pub(in crate::routes) async fn one(
    asker: Asker,
    api: Data<Api>,
    path: Path<(DocumentId, i64)>,
) -> Result<Json<DocumentVersion>, Failure> {
    let (id, number) = path.into_inner();
    let found = document::readable(api.store.reader(), &asker.actor, id).await?;
    let version = document::version(api.store.reader(), &found, number).await?;
    Ok(Json(DocumentVersion::from(&version)))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct DifferenceQuery {
    /// From this version.
    from: i64,
    /// To this one.
    to: i64,
}

/// What changed in the text from one version to another, paragraph by paragraph.
#[utoipa::path(tag = "documents", params(DifferenceQuery), responses((status = 200, body = DifferenceView), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[get("/documents/{id}/difference")]
pub(in crate::routes) async fn compare(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    query: Query<DifferenceQuery>,
) -> Result<Json<DifferenceView>, Failure> {
    let DifferenceQuery { from, to } = query.into_inner();
    let found = document::readable(api.store.reader(), &asker.actor, *id).await?;
    let compared = difference::between(api.store.reader(), &found, from, to).await?;
    let rows = compared.rows.into_iter().map(DifferenceRow::from).collect();
    Ok(Json(DifferenceView { from, to, rows, cut: compared.cut }))
}

/// Take an earlier version up again, as a new one.
#[utoipa::path(tag = "documents", request_body = TakeUpVersion, params(IdempotencyKey), responses((status = 201, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/documents/{id}/versions/{number}/take-up")]
pub(in crate::routes) async fn take_up(
    asker: Asker,
    api: Data<Api>,
    path: Path<(DocumentId, i64)>,
    body: Body<TakeUpVersion>,
) -> Result<HttpResponse, Failure> {
    let ((id, number), TakeUpVersion { comment }) = (path.into_inner(), body.value);
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            intake::take_up(&tx, &found, number, comment).await?;
            Ok(id)
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::CREATED, view.row.revision, &view))
}

/// Write a text document anew, in place: as a new version, where nothing has changed meanwhile.
#[utoipa::path(tag = "documents", request_body = RewriteText, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[put("/documents/{id}/text")]
pub(in crate::routes) async fn rewrite(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<RewriteText>,
) -> Result<HttpResponse, Failure> {
    let (id, RewriteText { text, comment }) = (id.into_inner(), body.value);
    let found = document::readable(api.store.reader(), &asker.actor, id).await?;
    found.changeable()?;
    let revision = if_match(&request)?;
    let blob = api.blobs.store_bytes(Bytes::from(text)).await?;
    let row = found.row();
    let (media_type, original_name) = (row.media_type.clone(), row.name.clone());
    let file = NewFile { blob, media_type, original_name, comment };
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            intake::rewrite(&tx, &found, revision, file).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Check a document out, so that nobody else puts a new version in one's way; or say another reason.
#[utoipa::path(tag = "documents", request_body = CheckOutFor, responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/documents/{id}/check-out")]
pub(in crate::routes) async fn check_out(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<CheckOutFor>,
) -> Result<HttpResponse, Failure> {
    let (id, CheckOutFor { reason }) = (id.into_inner(), body.value);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            checkout::take(&tx, &found, &reason).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Give a document back: whoever has it, or a coordinator.
#[utoipa::path(tag = "documents", responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/documents/{id}/check-out")]
pub(in crate::routes) async fn give_back(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            checkout::release(&tx, &found).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}
