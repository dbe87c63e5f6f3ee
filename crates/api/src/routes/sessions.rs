//! Signing in and out, and the devices one is signed in on.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use auth::{Auth, Client};
use domain::Error;
use domain::ids::SessionId;
use domain::people::session;
use wire::{List, Me, Problem, RefreshToken, Session, SignIn, TokenView};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::routes::me;
use crate::state::Api;

/// Sign in with e-mail address and password; the tokens come as cookies.
#[utoipa::path(tag = "session", request_body = SignIn, responses((status = 200, body = Me), (status = 401, body = Problem), (status = 429, body = Problem)))]
#[post("/session")]
pub(super) async fn sign_in(
    request: HttpRequest,
    api: Data<Api>,
    auth: Data<Auth>,
    body: Body<SignIn>,
) -> Result<HttpResponse, Failure> {
    let SignIn { email, password } = body.value;
    let tokens = auth.sign_in(&email, &password, &client(&auth, &request)).await.map_err(wrong)?;
    let session = tokens.session;
    let actor = api.store.actor_of(session).await?;
    let language = actor.access().and_then(|a| a.language).unwrap_or(domain::people::person::Language::Swedish);
    let view = me::view(&api, &Asker { actor, language }).await?;
    let mut response = HttpResponse::Ok();
    for cookie in auth.cookies(&tokens) {
        response.cookie(cookie);
    }
    Ok(response.json(view))
}

/// The device a request comes from.
pub(super) fn client(auth: &Auth, request: &HttpRequest) -> Client {
    Client::of(request, &auth.config().trusted_proxies)
}

/// Whoever could not sign in is told no more than that.
fn wrong(error: Error) -> Failure {
    match error {
        Error::Unauthenticated => Failure::shape(StatusCode::UNAUTHORIZED, "wrong_credentials"),
        other => Failure::Domain(other),
    }
}

/// Exchange the refresh cookie for new tokens.
#[utoipa::path(tag = "session", responses((status = 204), (status = 401, body = Problem)))]
#[post("/session/refresh")]
pub(super) async fn refresh(request: HttpRequest, auth: Data<Auth>) -> Result<HttpResponse, Failure> {
    let presented = auth.refresh_cookie(&request).ok_or(Error::Unauthenticated)?;
    let tokens = auth.refresh(&presented, &client(&auth, &request)).await?;
    let mut response = HttpResponse::NoContent();
    for cookie in auth.cookies(&tokens) {
        response.cookie(cookie);
    }
    Ok(response.finish())
}

/// Sign this device out.
#[utoipa::path(tag = "session", responses((status = 204), (status = 401, body = Problem)))]
#[delete("/session")]
pub(super) async fn sign_out(asker: Asker, auth: Data<Auth>) -> Result<HttpResponse, Failure> {
    auth.sign_out(&asker.actor, None).await?;
    Ok(signed_out(&auth))
}

/// The answer to a browser that is signed out: no cookies, and nothing of ours left in its cache.
fn signed_out(auth: &Auth) -> HttpResponse {
    let mut response = HttpResponse::NoContent();
    for cookie in auth.removal_cookies() {
        response.cookie(cookie);
    }
    response.insert_header(("Clear-Site-Data", "\"cache\"")).finish()
}

/// The devices one is signed in on, the last used first.
#[utoipa::path(tag = "session", responses((status = 200, body = List<Session>), (status = 401, body = Problem)))]
#[get("/sessions")]
pub(super) async fn list(asker: Asker, api: Data<Api>) -> Result<Json<List<Session>>, Failure> {
    let rows = session::own(api.store.reader(), &asker.actor, api.store.clock().now()).await?;
    let current = asker.actor.session();
    let items = rows.into_iter().map(|row| Session::new(row, current)).collect();
    Ok(Json(List { items, next_cursor: None }))
}

/// Sign one of one's devices out.
#[utoipa::path(tag = "session", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[delete("/sessions/{id}")]
pub(super) async fn end(asker: Asker, auth: Data<Auth>, id: Path<SessionId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    auth.sign_out(&asker.actor, Some(id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sign out everywhere.
#[utoipa::path(tag = "session", responses((status = 204), (status = 401, body = Problem)))]
#[delete("/sessions")]
pub(super) async fn end_everywhere(asker: Asker, auth: Data<Auth>) -> Result<HttpResponse, Failure> {
    auth.sign_out_everywhere(&asker.actor).await?;
    Ok(signed_out(&auth))
}

/// Sign in as an API client: the tokens come in the body.
#[utoipa::path(tag = "session", request_body = SignIn, responses((status = 200, body = TokenView), (status = 401, body = Problem), (status = 429, body = Problem)))]
#[post("/token")]
pub(super) async fn token(
    request: HttpRequest,
    auth: Data<Auth>,
    body: Body<SignIn>,
) -> Result<Json<TokenView>, Failure> {
    let SignIn { email, password } = body.value;
    let tokens = auth.sign_in(&email, &password, &client(&auth, &request)).await.map_err(wrong)?;
    Ok(Json(token_view(tokens)))
}

/// Exchange a refresh token for new tokens.
#[utoipa::path(tag = "session", request_body = RefreshToken, responses((status = 200, body = TokenView), (status = 401, body = Problem)))]
#[post("/token/refresh")]
pub(super) async fn refresh_token(
    request: HttpRequest,
    auth: Data<Auth>,
    body: Body<RefreshToken>,
) -> Result<Json<TokenView>, Failure> {
    let tokens = auth.refresh(&body.value.refresh_token, &client(&auth, &request)).await?;
    Ok(Json(token_view(tokens)))
}

fn token_view(tokens: auth::Tokens) -> TokenView {
    TokenView {
        access_token: tokens.access,
        token_type: "Bearer".into(),
        expires_in: tokens.access_seconds,
        refresh_token: tokens.refresh,
    }
}
