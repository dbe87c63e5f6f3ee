//! Organisations: for forms that ask where one comes from, open to anybody; and keeping their list.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use domain::ids::OrganisationId;
use domain::networks::organisation::{keep, lookup};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{KeptOrganisation, List, Made, Organisation, Problem, WriteOrganisation};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Beginning {
    /// How its name, or a word of it, begins; 1–100 characters.
    q: String,
}

/// The organisations called so, or once called so: at most twenty, those whose name begins with it first.
#[utoipa::path(tag = "networks", operation_id = "find_organisations", params(Beginning), responses((status = 200, body = List<Organisation>), (status = 422, body = Problem)))]
#[get("/organisations")]
pub(super) async fn find(
    _asker: Asker,
    api: Data<Api>,
    query: Query<Beginning>,
) -> Result<Json<List<Organisation>>, Failure> {
    let found = lookup::by_beginning(api.store.reader(), &query.q).await?;
    Ok(Json(List { items: found.into_iter().map(Organisation::from).collect(), next_cursor: None }))
}

/// An organisation, with what it was called.
#[utoipa::path(tag = "installation", operation_id = "organisation", responses((status = 200, body = KeptOrganisation), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/organisations/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<OrganisationId>) -> Result<HttpResponse, Failure> {
    Ok(tagged(keep::of(api.store.reader(), &asker.actor, *id).await?.into()))
}

fn tagged(kept: KeptOrganisation) -> HttpResponse {
    shown(StatusCode::OK, kept.revision, &kept)
}

/// Make an organisation that no official list has.
#[utoipa::path(tag = "installation", operation_id = "make_organisation", request_body = WriteOrganisation, params(IdempotencyKey), responses((status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/organisations")]
pub(super) async fn make(asker: Asker, api: Data<Api>, body: Body<WriteOrganisation>) -> Result<HttpResponse, Failure> {
    let new = body.value.into();
    let id = api.store.write_once(&asker.actor, body.key, move |tx| async move { keep::make(&tx, new).await }).await?;
    Ok(HttpResponse::Created().json(Made { id: id.0 }))
}

/// Change what an organisation is; what it was called stays.
#[utoipa::path(tag = "installation", operation_id = "change_organisation", request_body = WriteOrganisation, responses((status = 200, body = KeptOrganisation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/organisations/{id}")]
pub(super) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<OrganisationId>,
    body: Body<WriteOrganisation>,
) -> Result<HttpResponse, Failure> {
    // who may not is told so before what the request lacks
    keep::changeable(api.store.reader(), &asker.actor, *id).await?;
    let (id, revision, new) = (id.into_inner(), if_match(&request)?, body.value.into());
    let kept =
        api.store.write(&asker.actor, move |tx| async move { keep::change(&tx, id, revision, new).await }).await?;
    Ok(tagged(kept.into()))
}

/// Delete an organisation that nothing tells of.
#[utoipa::path(tag = "installation", operation_id = "delete_organisation", responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/organisations/{id}")]
pub(super) async fn delete_one(
    asker: Asker,
    api: Data<Api>,
    id: Path<OrganisationId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { keep::delete(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
