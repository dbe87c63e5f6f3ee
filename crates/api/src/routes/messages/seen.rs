//! Which organisations have seen a message.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, put};
use domain::conversations::message;
use domain::ids::MessageId;
use wire::{List, Message, Problem, SeenBy};

use super::view;
use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// The organisations that have opened a message since its author asked, at most 300, its author's own not among them.
/// Empty where nobody asks; who has not opened it is never told.
#[utoipa::path(tag = "messages", responses((status = 200, body = List<SeenBy>), (status = 404, body = Problem)))]
#[get("/messages/{id}/seen")]
pub(in crate::routes) async fn seen(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<Json<List<SeenBy>>, Failure> {
    let today = api.store.clock().today();
    let found = message::seen_by(api.store.reader(), &asker.actor, id.into_inner(), today).await?;
    Ok(Json(List { items: found.into_iter().map(SeenBy::from).collect(), next_cursor: None }))
}

/// Ask which organisations see one's own message from now on. Everybody who reads it is told the same.
#[utoipa::path(tag = "messages", responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/messages/{id}/seen")]
pub(in crate::routes) async fn ask_seen(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::ask_seen(&tx, &found).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// Stop asking.
#[utoipa::path(tag = "messages", responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/messages/{id}/seen")]
pub(in crate::routes) async fn stop_asking_seen(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::stop_asking_seen(&tx, &found).await
        })
        .await?;
    view(&api, &asker, id).await
}
