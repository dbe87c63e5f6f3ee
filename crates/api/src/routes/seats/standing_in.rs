//! Deputies who stand in for a period.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, post, put};
use domain::ids::{SeatId, SubstitutionId};
use domain::networks::seat;
use wire::{Problem, SeatView, StandIn};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// Let a deputy stand in for a period.
#[utoipa::path(tag = "seats", operation_id = "stand_in", request_body = StandIn, params(IdempotencyKey), responses((status = 201, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/seats/{id}/substitutions")]
pub(in crate::routes) async fn start(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<StandIn>,
) -> Result<HttpResponse, Failure> {
    let (id, StandIn { person_id, from, to }) = (id.into_inner(), body.value);
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), id).await?;
            seat::stand_in_for(&tx, &found, person_id, from, to).await
        })
        .await?;
    Ok(HttpResponse::Created().json(super::view(&api, &asker, id).await?))
}

/// Confirm a standing in, where the network lets deputies only by exception.
#[utoipa::path(tag = "seats", operation_id = "confirm_stand_in", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/substitutions/{id}/confirmation")]
pub(in crate::routes) async fn confirm(
    asker: Asker,
    api: Data<Api>,
    id: Path<SubstitutionId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { seat::confirm_stand_in(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End a standing in at once.
#[utoipa::path(tag = "seats", operation_id = "end_stand_in", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/substitutions/{id}")]
pub(in crate::routes) async fn end(
    asker: Asker,
    api: Data<Api>,
    id: Path<SubstitutionId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { seat::end_stand_in(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
