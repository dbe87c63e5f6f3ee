//! The link of an invitation. Looking at it changes nothing: mail scanners look at everything. Who holds it needs no
//! session.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use auth::Auth;
use domain::networks::invitation::{self, Accepted};
use wire::{AcceptInvitation, AcceptedInvitation, InvitationLink, Problem};

use crate::asker::{Anyone, Asker};
use crate::body::Body;
use crate::problem::Failure;
use crate::routes::invited::{Redeeming, placed, welcome};
use crate::state::Api;

/// Where the link of an invitation leads.
#[utoipa::path(tag = "seats", operation_id = "invitation_link", responses((status = 200, body = InvitationLink), (status = 404, body = Problem)))]
#[get("/invitation-links/{token}")]
pub(in crate::routes) async fn show(
    asker: Anyone,
    api: Data<Api>,
    token: Path<String>,
) -> Result<HttpResponse, Failure> {
    let link = look(&api, &asker.0, &token).await?;
    // the address holds a secret: nobody keeps it
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(InvitationLink::from(link)))
}

async fn look(api: &Api, asker: &Asker, token: &str) -> Result<invitation::InvitationLink, Failure> {
    let clock = api.store.clock();
    let when = (clock.today(), clock.now());
    Ok(invitation::by_token(api.store.reader(), &asker.actor, token, when).await?)
}

/// Accept an invitation: somebody new makes an account and is signed in, somebody with an account accepts signed in as it.
#[utoipa::path(tag = "seats", operation_id = "accept_invitation", request_body = AcceptInvitation, responses((status = 200, body = AcceptedInvitation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/invitation-links/{token}")]
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
    let Accepted { person, seat, network, new } = api
        .store
        .write(&actor, move |tx| async move { invitation::accept(&tx, &token, account).await })
        .await
        .map_err(|error| placed(error, given))?;
    let accepted = AcceptedInvitation { network_id: network, seat_id: seat, slug: found.link.slug, new };
    welcome(&auth, &request, new.then_some(person), accepted).await
}
