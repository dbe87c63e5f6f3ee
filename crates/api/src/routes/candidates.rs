//! Who could be invited to a network, and inviting them.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use domain::ids::NetworkId;
use domain::networks::candidate;
use wire::{CandidateCounty, InviteOrganisation, List, Made, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// The counties with municipalities and regions that take no part, those that nobody represents first.
#[utoipa::path(tag = "networks", operation_id = "candidates", responses((status = 200, body = List<CandidateCounty>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/candidates")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<CandidateCounty>>, Failure> {
    let today = api.store.clock().today();
    let rows = candidate::of_network(api.store.reader(), &asker.actor, *id, today).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Invite an organisation by a letter to say that it would like to join.
#[utoipa::path(tag = "networks", operation_id = "invite_organisation", request_body = InviteOrganisation, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/networks/{id}/candidates/invitations")]
pub(super) async fn invite(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<InviteOrganisation>,
) -> Result<HttpResponse, Failure> {
    let (id, new) = (id.into_inner(), candidate::Invitation::from(body.value));
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { candidate::invite(&tx, id, new).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}
