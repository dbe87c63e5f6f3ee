//! Running the installation: its networks and its accounts.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post, put};
use domain::access::{Coordination, Deputies};
use domain::ids::{NetworkId, PersonId};
use domain::networks::{governing, installed, network};
use domain::people::{accounts, administrators, erasure};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    AccountRow, Erase, InstalledNetwork, List, Made, NewAccount, NewNetwork, Problem, SetAdministrator, SetClosed,
    SetSuspended,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// All networks of the installation.
#[utoipa::path(tag = "installation", responses((status = 200, body = List<InstalledNetwork>), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/installation/networks")]
pub(super) async fn networks(asker: Asker, api: Data<Api>) -> Result<Json<List<InstalledNetwork>>, Failure> {
    let rows = installed::list(api.store.reader(), &asker.actor, api.store.clock().today()).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Make a network, with its five rooms.
#[utoipa::path(tag = "installation", request_body = NewNetwork, params(IdempotencyKey), responses((status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/installation/networks")]
pub(super) async fn make_network(
    asker: Asker,
    api: Data<Api>,
    body: Body<NewNetwork>,
) -> Result<HttpResponse, Failure> {
    let NewNetwork { slug, name, kind, purpose } = body.value;
    let new = network::NewNetwork {
        slug,
        name: name.trim().to_owned(),
        kind,
        purpose,
        observers_write: true,
        observers_upload: false,
        deputies: Deputies::Free,
        coordination: Coordination::Secretariat,
    };
    let id =
        api.store.write_once(&asker.actor, body.key, move |tx| async move { network::create(&tx, new).await }).await?;
    Ok(HttpResponse::Created().json(Made { id: id.0 }))
}

/// Close a network, or open it again.
#[utoipa::path(tag = "installation", request_body = SetClosed, responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[put("/installation/networks/{id}/closed")]
pub(super) async fn set_closed(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<SetClosed>,
) -> Result<HttpResponse, Failure> {
    let (id, closed) = (id.into_inner(), body.value.closed);
    api.store.write(&asker.actor, move |tx| async move { governing::set_closed(&tx, id, closed).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct AccountsQuery {
    /// Part of a name or address.
    #[serde(default)]
    q: Option<String>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The accounts of the installation, in Swedish order.
#[utoipa::path(tag = "installation", params(AccountsQuery), responses((status = 200, body = List<AccountRow>), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/accounts")]
pub(super) async fn list_accounts(
    asker: Asker,
    api: Data<Api>,
    query: Query<AccountsQuery>,
) -> Result<Listed<List<AccountRow>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(String, PersonId)> = cursor::read(query.cursor.as_deref())?;
    let q: String = query.q.as_deref().unwrap_or_default().chars().take(100).collect();
    let mut rows =
        accounts::list(api.store.reader(), &asker.actor, &q, after, limit + 1, api.store.clock().today()).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.id));
    Ok(Listed(List { items: rows.into_iter().map(Into::into).collect(), next_cursor }))
}

/// Make an account; its holder gets a link to choose a password by.
#[utoipa::path(tag = "installation", request_body = NewAccount, params(IdempotencyKey), responses((status = 201, body = Made), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/accounts")]
pub(super) async fn make_account(
    asker: Asker,
    api: Data<Api>,
    body: Body<NewAccount>,
) -> Result<HttpResponse, Failure> {
    let (NewAccount { name, email }, language) = (body.value, asker.language);
    let id = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { accounts::make(&tx, name, email, language).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: id.0 }))
}

/// Let somebody run the installation, or no longer.
#[utoipa::path(tag = "installation", request_body = SetAdministrator, responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/accounts/{id}/administrator")]
pub(super) async fn set_administrator(
    asker: Asker,
    api: Data<Api>,
    id: Path<PersonId>,
    body: Body<SetAdministrator>,
) -> Result<HttpResponse, Failure> {
    let (id, administers) = (id.into_inner(), body.value.administrator);
    api.store.write(&asker.actor, async move |tx| administrators::set(&tx, id, administers).await).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Erase somebody who takes part in nothing any more: their account, name, addresses and all that was theirs alone. What they
/// wrote and did in a network stays, without their name. It can't be undone.
#[utoipa::path(tag = "installation", request_body = Erase, responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/accounts/{id}/erasure")]
pub(super) async fn erase(
    asker: Asker,
    api: Data<Api>,
    id: Path<PersonId>,
    body: Body<Erase>,
) -> Result<HttpResponse, Failure> {
    let (id, reason) = (id.into_inner(), body.value.reason);
    api.store.write(&asker.actor, async move |tx| erasure::erase(&tx, id, &reason).await).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Suspend somebody, or let them back in.
#[utoipa::path(tag = "installation", request_body = SetSuspended, responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/accounts/{id}/suspended")]
pub(super) async fn set_suspended(
    asker: Asker,
    api: Data<Api>,
    id: Path<PersonId>,
    body: Body<SetSuspended>,
) -> Result<HttpResponse, Failure> {
    let (id, suspended) = (id.into_inner(), body.value.suspended);
    api.store
        .write(&asker.actor, move |tx| async move {
            if suspended { accounts::suspend(&tx, id).await } else { accounts::lift_suspension(&tx, id).await }
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
