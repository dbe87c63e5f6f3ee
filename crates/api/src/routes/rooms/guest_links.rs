//! The link of a guest's invitation. Looking at it changes nothing: mail scanners look at everything. Who holds it needs
//! no session.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use auth::Auth;
use domain::rooms::guest;
use wire::{AcceptInvitation, GuestLink, LetIn, Problem};

use crate::asker::{Anyone, Asker};
use crate::body::Body;
use crate::problem::Failure;
use crate::routes::invited::{Redeeming, placed, welcome};
use crate::state::Api;

/// Where the link of a guest's invitation leads.
#[utoipa::path(tag = "rooms", operation_id = "guest_link", responses((status = 200, body = GuestLink), (status = 404, body = Problem)))]
#[get("/guest-links/{token}")]
pub(in crate::routes) async fn show(
    asker: Anyone,
    api: Data<Api>,
    token: Path<String>,
) -> Result<HttpResponse, Failure> {
    let link = GuestLink::from(look(&api, &asker.0, &token).await?);
    // the address holds a secret: nobody keeps it
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(link))
}

async fn look(api: &Api, asker: &Asker, token: &str) -> Result<guest::accept::GuestLink, Failure> {
    let clock = api.store.clock();
    let when = (clock.today(), clock.now());
    Ok(guest::accept::by_token(api.store.reader(), &asker.actor, token, when).await?)
}

/// Accept a guest's invitation: somebody new makes an account and is signed in, somebody with an account accepts signed in
/// as it.
#[utoipa::path(tag = "rooms", operation_id = "accept_guest_invitation", request_body = AcceptInvitation, responses((status = 200, body = LetIn), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/guest-links/{token}")]
pub(in crate::routes) async fn accept(
    request: HttpRequest,
    asker: Anyone,
    api: Data<Api>,
    auth: Data<Auth>,
    token: Path<String>,
    body: Body<AcceptInvitation>,
) -> Result<HttpResponse, Failure> {
    let (Anyone(asker), token) = (asker, token.into_inner());
    let found = look(&api, &asker, &token).await?;
    let Redeeming { actor, account } = Redeeming::by(&auth, &request, &asker, &found.link, body.value.account).await?;
    let given = account.is_some();
    let guest::accept::LetIn { person, room, meeting, new } = api
        .store
        .write(&actor, move |tx| async move { guest::accept::accept(&tx, &token, account).await })
        .await
        .map_err(|error| placed(error, given))?;
    welcome(&auth, &request, new.then_some(person), LetIn { room_id: room, meeting_id: meeting, new }).await
}
