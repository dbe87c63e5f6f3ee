//! Hiding a message, with its trace.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, put};
use domain::conversations::message;
use domain::ids::MessageId;
use wire::{HiddenMessage, HideMessage, Message, Problem};

use super::view;
use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// Hide a message in a room one manages. Its place stays, with the reason; what was flagged about it is settled.
#[utoipa::path(tag = "messages", request_body = HideMessage, responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/messages/{id}/hidden")]
pub(in crate::routes) async fn hide(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
    body: Body<HideMessage>,
) -> Result<HttpResponse, Failure> {
    let (id, reason) = (id.into_inner(), body.value.reason);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::hide(&tx, &found, &reason).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// Show a hidden message again.
#[utoipa::path(tag = "messages", responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/messages/{id}/hidden")]
pub(in crate::routes) async fn unhide(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::show(&tx, &found).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// What a hidden message says: for who manages the room, and for who wrote it.
#[utoipa::path(tag = "messages", responses((status = 200, body = HiddenMessage), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/messages/{id}/hidden")]
pub(in crate::routes) async fn hidden(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<Json<HiddenMessage>, Failure> {
    let found = message::hidden_words(api.store.reader(), &asker.actor, id.into_inner()).await?;
    Ok(Json(found.into()))
}
