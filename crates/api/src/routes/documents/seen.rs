//! Which organisations have opened a document.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use domain::documents::document;
use domain::ids::DocumentId;
use wire::{Document, List, Problem, SeenBy};

use super::view;
use crate::asker::Asker;
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::state::Api;

/// The organisations that have opened the newest version of a document since its author asked, at most 300, its author's
/// own not among them. Empty where nobody asks; who has not opened it is never told.
#[utoipa::path(tag = "documents", responses((status = 200, body = List<SeenBy>), (status = 404, body = Problem)))]
#[get("/documents/{id}/seen")]
pub(in crate::routes) async fn seen(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<Json<List<SeenBy>>, Failure> {
    let found = document::seen_by(api.store.reader(), &asker.actor, id.into_inner()).await?;
    Ok(Json(List { items: found.into_iter().map(SeenBy::from).collect(), next_cursor: None }))
}

/// Ask which organisations open one's own document from now on. Everybody who reads it is told the same.
#[utoipa::path(tag = "documents", responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[put("/documents/{id}/seen")]
pub(in crate::routes) async fn ask_seen(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            document::ask_seen(&tx, &found).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Stop asking; what was noted is thrown away.
#[utoipa::path(tag = "documents", responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/documents/{id}/seen")]
pub(in crate::routes) async fn stop_asking_seen(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            document::stop_asking_seen(&tx, &found).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Say that one has opened a document: noted for one's organisation where its author asks, and nothing otherwise.
#[utoipa::path(tag = "documents", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[post("/documents/{id}/opened")]
pub(in crate::routes) async fn opened(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            document::opened(&tx, &found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
