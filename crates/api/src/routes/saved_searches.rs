//! Searches that one keeps, and what has come since that fits them.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use domain::ids::SavedSearchId;
use domain::search::found;
use domain::search::saved;
use wire::{ChangeSavedSearch, List, NewSavedSearch, Problem, SavedSearch};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// How many new things are named.
const NAMED: usize = 20;

/// The searches one keeps, by name, each with what is new and may be read.
#[utoipa::path(tag = "search", responses((status = 200, body = List<SavedSearch>), (status = 401, body = Problem)))]
#[get("/saved-searches")]
pub(super) async fn list(asker: Asker, api: Data<Api>) -> Result<Json<List<SavedSearch>>, Failure> {
    let own = saved::own(api.store.reader(), &asker.actor).await?;
    Ok(Json(List { items: views(&api, &asker, own).await?, next_cursor: None }))
}

/// Keep a search.
#[utoipa::path(tag = "search", request_body = NewSavedSearch, params(IdempotencyKey), responses((status = 201, body = SavedSearch), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/saved-searches")]
pub(super) async fn keep(asker: Asker, api: Data<Api>, body: Body<NewSavedSearch>) -> Result<HttpResponse, Failure> {
    let NewSavedSearch { name, asked, tells } = body.value;
    let kept = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { saved::keep(&tx, &name, asked, tells).await })
        .await?;
    let kept = saved::mine(api.store.reader(), &asker.actor, kept).await?;
    shown(&api, &asker, StatusCode::CREATED, kept).await
}

/// Call a search otherwise, or tell of it otherwise.
#[utoipa::path(tag = "search", request_body = ChangeSavedSearch, responses((status = 200, body = SavedSearch), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[put("/saved-searches/{id}")]
pub(super) async fn change(
    asker: Asker,
    api: Data<Api>,
    id: Path<SavedSearchId>,
    body: Body<ChangeSavedSearch>,
) -> Result<HttpResponse, Failure> {
    let (id, ChangeSavedSearch { name, tells }) = (id.into_inner(), body.value);
    let kept = api
        .store
        .write(&asker.actor, move |tx| async move {
            saved::change(&tx, id, &name, tells).await?;
            saved::mine(&tx, tx.actor(), id).await
        })
        .await?;
    shown(&api, &asker, StatusCode::OK, kept).await
}

/// Keep a search no longer.
#[utoipa::path(tag = "search", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[delete("/saved-searches/{id}")]
pub(super) async fn forget(asker: Asker, api: Data<Api>, id: Path<SavedSearchId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { saved::forget(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Say that one has seen what is new.
#[utoipa::path(tag = "search", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[post("/saved-searches/{id}/seen")]
pub(super) async fn see(asker: Asker, api: Data<Api>, id: Path<SavedSearchId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { saved::see(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn shown(
    api: &Api,
    asker: &Asker,
    status: StatusCode,
    kept: saved::SavedSearch,
) -> Result<HttpResponse, Failure> {
    let view = views(api, asker, vec![kept]).await?.pop();
    Ok(HttpResponse::build(status).json(view))
}

async fn views(api: &Api, asker: &Asker, own: Vec<saved::SavedSearch>) -> Result<Vec<SavedSearch>, Failure> {
    let mut news = found::news(api.store.reader(), &asker.actor, &own).await?;
    let views = own.into_iter().map(|kept| {
        let mut newest = news.remove(&kept.id).unwrap_or_default();
        let new = newest.len();
        newest.truncate(NAMED);
        SavedSearch {
            id: kept.id,
            name: kept.name,
            asked: kept.asked,
            tells: kept.tells,
            new,
            newest: newest.into_iter().map(Into::into).collect(),
            created_at: kept.created_at,
        }
    });
    Ok(views.collect())
}
