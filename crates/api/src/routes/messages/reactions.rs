//! Reactions to a message.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, put};
use domain::conversations::message::{self, ReactionKind};
use domain::ids::MessageId;
use wire::{Message, Problem};

use super::view;
use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// Say *tack* (`thanks`) or *vi gör likadant* (`same_here`) of another's message. Said twice it is said once.
#[utoipa::path(tag = "messages", params(("kind" = ReactionKind, Path, description = "What to say")), responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/messages/{id}/reactions/{kind}")]
pub(in crate::routes) async fn react(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MessageId, ReactionKind)>,
) -> Result<HttpResponse, Failure> {
    let (id, kind) = path.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::react(&tx, &found, kind).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// Take it back. Not said, nothing changes.
#[utoipa::path(tag = "messages", params(("kind" = ReactionKind, Path, description = "What was said")), responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/messages/{id}/reactions/{kind}")]
pub(in crate::routes) async fn unreact(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MessageId, ReactionKind)>,
) -> Result<HttpResponse, Failure> {
    let (id, kind) = path.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::unreact(&tx, &found, kind).await
        })
        .await?;
    view(&api, &asker, id).await
}
