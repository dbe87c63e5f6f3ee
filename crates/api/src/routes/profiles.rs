//! What people tell of themselves, what coordinators say of them, and those at home.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use domain::ids::{HomeGroupRecipientId, NetworkId, PersonId, PersonTagId, SeatId};
use domain::networks::home_group;
use domain::people::{card, members, profile, tag};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    DirectoryLine, HomeGroupRecipient, List, Made, NewHomeGroupRecipient, NewPersonTag, OwnProfile, PersonCard,
    Problem, ProfileFacts, SetProtected,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// What one tells of oneself.
#[utoipa::path(tag = "me", responses((status = 200, body = OwnProfile), (status = 401, body = Problem)))]
#[get("/me/profile")]
pub(super) async fn own(asker: Asker, api: Data<Api>) -> Result<HttpResponse, Failure> {
    Ok(tagged(profile::own(api.store.reader(), &asker.actor).await?.into()))
}

fn tagged(profile: OwnProfile) -> HttpResponse {
    shown(StatusCode::OK, profile.revision, &profile)
}

/// Say what one tells of oneself, and who sees it.
#[utoipa::path(tag = "me", request_body = ProfileFacts, responses((status = 200, body = OwnProfile), (status = 401, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/me/profile")]
pub(super) async fn write(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    body: Body<ProfileFacts>,
) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let (revision, facts) = (if_match(&request)?, body.value);
    let written = api
        .store
        .write(&asker.actor, move |tx| async move { profile::write(&tx, revision, facts.into()).await })
        .await?;
    Ok(tagged(written.into()))
}

/// Have one's identity protected, or no longer.
#[utoipa::path(tag = "me", request_body = SetProtected, responses((status = 204), (status = 401, body = Problem)))]
#[put("/me/protected")]
pub(super) async fn protect_oneself(
    asker: Asker,
    api: Data<Api>,
    body: Body<SetProtected>,
) -> Result<HttpResponse, Failure> {
    let (id, protected) = (asker.actor.signed_in()?, body.value.protected);
    api.store.write(&asker.actor, move |tx| async move { profile::protect(&tx, id, protected).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Have somebody's identity protected, or no longer.
#[utoipa::path(tag = "installation", request_body = SetProtected, responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[put("/accounts/{id}/protected")]
pub(super) async fn protect(
    asker: Asker,
    api: Data<Api>,
    id: Path<PersonId>,
    body: Body<SetProtected>,
) -> Result<HttpResponse, Failure> {
    let (id, protected) = (id.into_inner(), body.value.protected);
    api.store.write(&asker.actor, move |tx| async move { profile::protect(&tx, id, protected).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Somebody one shares a network with.
#[utoipa::path(tag = "people", responses((status = 200, body = PersonCard), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/people/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<PersonId>) -> Result<Json<PersonCard>, Failure> {
    let today = api.store.clock().today();
    Ok(Json(card::of(api.store.reader(), &asker.actor, *id, today).await?.into()))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct DirectoryQuery {
    /// Part of a name, an organisation, what somebody does or what is said of them.
    #[serde(default)]
    q: Option<String>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The people of a network, in Swedish order, with what they tell of themselves.
#[utoipa::path(tag = "people", operation_id = "directory", params(DirectoryQuery), responses((status = 200, body = List<DirectoryLine>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/networks/{id}/directory")]
pub(super) async fn directory(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<DirectoryQuery>,
) -> Result<Listed<List<DirectoryLine>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(String, PersonId)> = cursor::read(query.cursor.as_deref())?;
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let q = query.q.as_deref().unwrap_or_default();
    let mut rows = members::list(db, &asker.actor, *id, q, today, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |(line, _)| (line.sort_key.clone(), line.id));
    Ok(Listed(List { items: rows.into_iter().map(Into::into).collect(), next_cursor }))
}

/// Say something of somebody in a word or two.
#[utoipa::path(tag = "people", operation_id = "tag", request_body = NewPersonTag, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/person-tags")]
pub(super) async fn give_tag(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<NewPersonTag>,
) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let (id, NewPersonTag { person_id, tag: word }) = (id.into_inner(), body.value);
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { tag::give(&tx, id, person_id, &word).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Take it back.
#[utoipa::path(tag = "people", operation_id = "untag", responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/person-tags/{id}")]
pub(super) async fn take_tag(asker: Asker, api: Data<Api>, id: Path<PersonTagId>) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { tag::take(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Those at home: for who holds the seat.
#[utoipa::path(tag = "seats", operation_id = "home_group", responses((status = 200, body = List<HomeGroupRecipient>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/seats/{id}/home-group")]
pub(super) async fn home_group_of(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
) -> Result<Json<List<HomeGroupRecipient>>, Failure> {
    let rows = home_group::of_seat(api.store.reader(), &asker.actor, *id).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Add somebody at home.
#[utoipa::path(tag = "seats", operation_id = "add_to_home_group", request_body = NewHomeGroupRecipient, params(IdempotencyKey), responses((status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/seats/{id}/home-group")]
pub(super) async fn add_to_home_group(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<NewHomeGroupRecipient>,
) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let (id, NewHomeGroupRecipient { name, address, consent }) = (id.into_inner(), body.value);
    let new = home_group::NewRecipient { name, address, consent };
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { home_group::add(&tx, id, new).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Take somebody at home away: their name and address are forgotten.
#[utoipa::path(tag = "seats", operation_id = "remove_from_home_group", responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/seats/{id}/home-group/{recipient}")]
pub(super) async fn remove_from_home_group(
    asker: Asker,
    api: Data<Api>,
    path: Path<(SeatId, HomeGroupRecipientId)>,
) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let (id, recipient) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { home_group::remove(&tx, id, recipient).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
