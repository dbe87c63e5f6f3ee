//! The public page of a network, and how its coordinators set it.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, put};
use domain::ids::NetworkId;
use domain::networks::public_page;
use wire::{List, Problem, PublicNetwork, PublicPage, PublicPageSettings, SetPublicPage};

use crate::asker::Asker;
use crate::body::Body;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// The networks that anybody may read about.
#[utoipa::path(tag = "public", operation_id = "public_networks", responses((status = 200, body = List<PublicNetwork>)))]
#[get("/public-networks")]
pub(super) async fn list(api: Data<Api>) -> Result<Json<List<PublicNetwork>>, Failure> {
    let rows = public_page::all(api.store.reader()).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// What anybody may know of a network, where its coordinators let it be read.
#[utoipa::path(tag = "public", operation_id = "public_page", responses((status = 200, body = PublicPage), (status = 404, body = Problem)))]
#[get("/public-networks/{slug}")]
pub(super) async fn show(api: Data<Api>, slug: Path<String>) -> Result<Json<PublicPage>, Failure> {
    let today = api.store.clock().today();
    Ok(Json(public_page::shown(api.store.reader(), &slug, today).await?.into()))
}

/// How the public page is set.
#[utoipa::path(tag = "public", operation_id = "public_page_settings", responses((status = 200, body = PublicPageSettings), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/public-page")]
pub(super) async fn settings(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<HttpResponse, Failure> {
    Ok(view(public_page::settings(api.store.reader(), &asker.actor, *id).await?))
}

/// Let anybody read the page, or nobody; say which documents stand on it.
#[utoipa::path(tag = "public", operation_id = "set_public_page", request_body = SetPublicPage, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = PublicPageSettings), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/networks/{id}/public-page")]
pub(super) async fn set(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<SetPublicPage>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    // who may not is told so before what the request lacks
    public_page::settings(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let SetPublicPage { public, document_ids } = body.value;
    let changed = api
        .store
        .write(&asker.actor, move |tx| async move { public_page::set(&tx, id, revision, public, &document_ids).await })
        .await?;
    Ok(view(changed))
}

fn view(row: public_page::PageSettings) -> HttpResponse {
    let view = PublicPageSettings::from(row);
    shown(StatusCode::OK, view.revision, &view)
}
