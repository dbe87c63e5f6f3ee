//! Reviews of a document.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, post, put};
use domain::documents::document;
use domain::documents::review::{self, NewReview};
use domain::ids::DocumentId;
use wire::{AskForReview, Document, GiveVerdict, Problem};

use super::view;
use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::state::Api;

/// Ask people who read a document to review its newest version until a day. They are told.
#[utoipa::path(tag = "documents", request_body = AskForReview, params(IdempotencyKey), responses((status = 201, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/documents/{id}/review")]
pub(in crate::routes) async fn ask_for_review(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<AskForReview>,
) -> Result<HttpResponse, Failure> {
    let (id, AskForReview { reviewers, due_on, note }, words) = (id.into_inner(), body.value, &asker.words().review);
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            review::ask(&tx, &found, NewReview { reviewers, due_on, note }, words).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::CREATED, view.row.revision, &view))
}

/// Take a review back: whoever asked, or a coordinator.
#[utoipa::path(tag = "documents", responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/documents/{id}/review")]
pub(in crate::routes) async fn withdraw_review(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            review::withdraw(&tx, &found).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}

/// Say what one thinks of the version under review: for those who were asked. Whoever asked is told.
#[utoipa::path(tag = "documents", request_body = GiveVerdict, responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/documents/{id}/review/verdict")]
pub(in crate::routes) async fn give_verdict(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<GiveVerdict>,
) -> Result<HttpResponse, Failure> {
    let (id, GiveVerdict { version, verdict, comment }) = (id.into_inner(), body.value);
    let words = &asker.words().review;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            review::give(&tx, &found, version, verdict, comment, words).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}
