//! How organisations take part over time: the cap, the queue, who is active and who rests.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use domain::ids::NetworkId;
use domain::networks::membership::{self, Change};
use wire::{ChangeMembership, Membership, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// How the network's organisations take part today, and what has been decided for later.
#[utoipa::path(tag = "networks", operation_id = "membership", responses((status = 200, body = Membership), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/membership")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<Json<Membership>, Failure> {
    let today = api.store.clock().today();
    Ok(Json(membership::of_network(api.store.reader(), &asker.actor, *id, today).await?.into()))
}

/// Say how organisations take part from a day on: one rests, another takes its place.
#[utoipa::path(tag = "networks", operation_id = "change_membership", request_body = ChangeMembership, responses((status = 200, body = Membership), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/membership/changes")]
pub(super) async fn change(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<ChangeMembership>,
) -> Result<Json<Membership>, Failure> {
    let id = id.into_inner();
    let ChangeMembership { from, changes, reason } = body.value;
    let changes: Vec<Change> =
        changes.iter().map(|one| Change { organisation: one.organisation_id, state: one.state }).collect();
    api.store
        .write(&asker.actor, move |tx| async move { membership::change(&tx, id, from, &changes, &reason).await })
        .await?;
    let today = api.store.clock().today();
    Ok(Json(membership::of_network(api.store.reader(), &asker.actor, id, today).await?.into()))
}
