//! Flagging a message.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, put};
use domain::conversations::flag::{self, NewFlag};
use domain::conversations::message;
use domain::ids::MessageId;
use wire::{FlagMessage, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// Say that the coordinators ought to look at a message. Its author is not told by whom. In a direct conversation this
/// one message is handed over to the coordinators of the network one names, and nothing else of it.
#[utoipa::path(tag = "messages", request_body = FlagMessage, responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/messages/{id}/flag")]
pub(in crate::routes) async fn raise(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
    body: Body<FlagMessage>,
) -> Result<HttpResponse, Failure> {
    let (id, FlagMessage { reason, hand_over_to }) = (id.into_inner(), body.value);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            flag::flag(&tx, &found, NewFlag { reason, hand_over_to }).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take back one's own flag, while nobody has dealt with it.
#[utoipa::path(tag = "messages", responses((status = 204), (status = 404, body = Problem)))]
#[delete("/messages/{id}/flag")]
pub(in crate::routes) async fn withdraw(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            flag::withdraw(&tx, &found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
