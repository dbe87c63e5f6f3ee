//! Governing a network: what it says of itself, its settings, who coordinates it and plans its meetings.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use domain::ids::{AssignmentId, NetworkId};
use domain::networks::governing;
use domain::people::assignment;
use wire::{Appoint, Assigned, GovernedNetwork, List, Made, NetworkFacts, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// A network as those who govern it see it.
#[utoipa::path(tag = "governing", responses((status = 200, body = GovernedNetwork), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/settings")]
pub(super) async fn settings(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<HttpResponse, Failure> {
    Ok(view(governing::governed(api.store.reader(), &asker.actor, *id).await?))
}

/// Change it.
#[utoipa::path(tag = "governing", request_body = NetworkFacts, responses((status = 200, body = GovernedNetwork), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/networks/{id}/settings")]
pub(super) async fn set(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<NetworkFacts>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    // who may not is told so before what the request lacks
    governing::governed(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let change: governing::Change = body.value.into();
    let changed = api
        .store
        .write(&asker.actor, move |tx| async move { governing::change(&tx, id, revision, change).await })
        .await?;
    Ok(view(changed))
}

fn view(row: governing::Governed) -> HttpResponse {
    let view = GovernedNetwork::from(row);
    shown(StatusCode::OK, view.revision, &view)
}

/// Who coordinates the network, and who is in its working group.
#[utoipa::path(tag = "governing", responses((status = 200, body = List<Assigned>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/appointments")]
pub(super) async fn appointments(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<Assigned>>, Failure> {
    let today = api.store.clock().today();
    let rows = assignment::of_network(api.store.reader(), &asker.actor, *id, today).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Appoint somebody: an administrator a coordinator, a coordinator somebody of the working group or a spokesperson for a
/// term.
#[utoipa::path(tag = "governing", request_body = Appoint, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/appointments")]
pub(super) async fn appoint(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<Appoint>,
) -> Result<HttpResponse, Failure> {
    let (id, new) = (id.into_inner(), body.value.into());
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { assignment::appoint(&tx, id, new).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// End an appointment at once.
#[utoipa::path(tag = "governing", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/networks/{id}/appointments/{appointment}")]
pub(super) async fn dismiss(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, AssignmentId)>,
) -> Result<HttpResponse, Failure> {
    let (network, id) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { assignment::dismiss(&tx, network, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
