//! Forgotten passwords, and one's own addresses. Looking at a link changes nothing: mail scanners look at everything.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use auth::Auth;
use domain::actor::Actor;
use domain::people::{addresses, person};
use wire::{
    AddAddress, AddressClaim, AskForReset, FinishReset, List, OwnAddress, PasswordReset, Problem, WhichAddress,
};

use super::sessions::client;
use crate::asker::{Asker, accepted};
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// Have a link sent that sets a new password. The answer is the same whether the address has an account or not.
#[utoipa::path(tag = "session", request_body = AskForReset, responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/password-resets")]
pub(super) async fn ask_for_reset(
    request: HttpRequest,
    auth: Data<Auth>,
    body: Body<AskForReset>,
) -> Result<HttpResponse, Failure> {
    auth.ask_for_reset(&body.value.email, accepted(&request), &client(&auth, &request)).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// The account that such a link is for.
#[utoipa::path(tag = "session", responses((status = 200, body = PasswordReset), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/password-resets/{token}")]
pub(super) async fn reset(
    request: HttpRequest,
    auth: Data<Auth>,
    token: Path<String>,
) -> Result<Json<PasswordReset>, Failure> {
    let reset = auth.reset(&token, &client(&auth, &request)).await?;
    Ok(Json(PasswordReset { email: reset.email, expires_at: reset.expires_at }))
}

/// Set a new password by a link; every device is signed out.
#[utoipa::path(tag = "session", request_body = FinishReset, responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/password-resets/{token}")]
pub(super) async fn finish_reset(
    request: HttpRequest,
    auth: Data<Auth>,
    token: Path<String>,
    body: Body<FinishReset>,
) -> Result<HttpResponse, Failure> {
    auth.finish_reset(&token, &body.value.new, &client(&auth, &request)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// One's own addresses, the one that mails go to first.
#[utoipa::path(tag = "me", responses((status = 200, body = List<OwnAddress>), (status = 401, body = Problem)))]
#[get("/me/addresses")]
pub(super) async fn own_addresses(asker: Asker, api: Data<Api>) -> Result<Json<List<OwnAddress>>, Failure> {
    let rows = addresses::own(api.store.reader(), &asker.actor, api.store.clock().now()).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Ask for another address: a link goes to it.
#[utoipa::path(tag = "me", request_body = AddAddress, responses((status = 202), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/me/addresses")]
pub(super) async fn add_address(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    auth: Data<Auth>,
    body: Body<AddAddress>,
) -> Result<HttpResponse, Failure> {
    let AddAddress { address, current } = body.value;
    auth.check_password(&asker.actor, &current, &client(&auth, &request)).await?;
    let account = person::account(api.store.reader(), &asker.actor).await?;
    api.store.write(&asker.actor, move |tx| async move { addresses::claim(&tx, &account, &address).await }).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Let mails go to another of one's addresses.
#[utoipa::path(tag = "me", request_body = WhichAddress, responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[put("/me/addresses/primary")]
pub(super) async fn make_primary(
    asker: Asker,
    api: Data<Api>,
    body: Body<WhichAddress>,
) -> Result<HttpResponse, Failure> {
    let address = body.value.address;
    api.store.write(&asker.actor, async move |tx| addresses::make_primary(&tx, &address).await).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Give an address up.
#[utoipa::path(tag = "me", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/me/addresses/{address}")]
pub(super) async fn remove_address(
    asker: Asker,
    api: Data<Api>,
    address: Path<String>,
) -> Result<HttpResponse, Failure> {
    let address = address.into_inner();
    api.store.write(&asker.actor, async move |tx| addresses::remove(&tx, &address).await).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The address that a link confirms.
#[utoipa::path(tag = "me", responses((status = 200, body = AddressClaim), (status = 404, body = Problem)))]
#[get("/address-claims/{token}")]
pub(super) async fn claim(api: Data<Api>, token: Path<String>) -> Result<Json<AddressClaim>, Failure> {
    let claim = addresses::claimed(api.store.reader(), &token, api.store.clock().now()).await?;
    Ok(Json(AddressClaim { address: claim.shown, expires_at: claim.expires_at }))
}

/// Confirm an address by the link that went to it.
#[utoipa::path(tag = "me", responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/address-claims/{token}")]
pub(super) async fn confirm(api: Data<Api>, token: Path<String>) -> Result<HttpResponse, Failure> {
    let token = token.into_inner();
    api.store.write(&Actor::System, async move |tx| addresses::confirm(&tx, &token).await).await?;
    Ok(HttpResponse::NoContent().finish())
}
