//! The link of an invitation. Looking at it changes nothing: mail scanners look at everything. Who holds it needs no
//! session.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use auth::{Auth, check_rules};
use domain::Error;
use domain::networks::invitation::{self, Accepted, LinkState};
use wire::{AcceptInvitation, AcceptedInvitation, InvitationLink, Problem};

use crate::asker::{Anyone, Asker};
use crate::body::Body;
use crate::problem::Failure;
use crate::routes::sessions::client;
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
    let from = client(&auth, &request);
    let link = look(&api, &asker, &token).await?;
    let slug = link.slug.clone();
    let signed_in = asker.actor.person().is_some();
    let account = match body.value.account.filter(|_| !signed_in && link.state == LinkState::Open) {
        Some(new) => {
            auth.try_link(&from)?;
            check_rules("/account/password", &new.password, &link.email, &new.name)?;
            let password_hash = auth.hasher().hash(&new.password).await?;
            Some(invitation::NewAccount { name: new.name, password_hash, language: asker.language })
        }
        None => None,
    };
    let actor = if signed_in { asker.actor.clone() } else { link.holder(&asker.actor) };
    let given = account.is_some();
    let Accepted { person, network, new } = api
        .store
        .write(&actor, move |tx| async move { invitation::accept(&tx, &token, account).await })
        .await
        .map_err(|error| match error {
            // the name stands within the account
            Error::Invalid(_) if given => Error::invalid("/account/name", "length"),
            other => other,
        })?;
    let accepted = AcceptedInvitation { network_id: network, slug, new };
    let mut response = HttpResponse::Ok();
    if new {
        for cookie in auth.cookies(&auth.begin(person, &from).await?) {
            response.cookie(cookie);
        }
    }
    Ok(response.json(accepted))
}
