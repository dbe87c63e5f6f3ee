//! Guests of a room, and inviting them by mail. Looking at the link of an invitation changes nothing.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use auth::{Auth, check_rules};
use domain::Error;
use domain::access::RoomKind;
use domain::catalogue;
use domain::ids::{GuestPassId, InvitationId, RoomId};
use domain::networks::invitation::{LinkState, NewAccount};
use domain::rooms::guest::{self, accept, invitation};
use domain::rooms::room;
use wire::{AcceptInvitation, GuestLink, InviteGuest, LetIn, Made, Problem, RoomGuests};

use crate::asker::{Anyone, Asker};
use crate::body::Body;
use crate::problem::Failure;
use crate::routes::sessions::client;
use crate::state::Api;

/// The guests of a room: everybody in it sees who they are; who is invited, whoever manages it.
#[utoipa::path(tag = "rooms", operation_id = "room_guests", responses((status = 200, body = RoomGuests), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/rooms/{id}/guests")]
pub(in crate::routes) async fn of_room(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
) -> Result<Json<RoomGuests>, Failure> {
    // who is not signed in may read what is public, but not who else does
    asker.actor.signed_in()?;
    let db = api.store.reader();
    let found = room::readable(db, &asker.actor, *id).await?;
    let guests = guest::of_room(db, &found, api.store.clock().today()).await?;
    let invited = invitation::invited(db, &found).await?;
    let may_invite = !found.room().archived && invitation::host_of(db, &asker.actor, *id).await.is_ok();
    Ok(Json(RoomGuests {
        guests: guests.into_iter().map(Into::into).collect(),
        invited: invited.into_iter().map(Into::into).collect(),
        may_invite,
    }))
}

/// Invite a guest to a room: the mail goes out at once, its link counts once and for thirty days.
#[utoipa::path(tag = "rooms", operation_id = "invite_guest", request_body = InviteGuest, responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/rooms/{id}/guests")]
pub(in crate::routes) async fn invite(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<InviteGuest>,
) -> Result<HttpResponse, Failure> {
    let (id, new) = (id.into_inner(), invitation::NewGuest::from(body.value));
    let made =
        api.store.write(&asker.actor, move |tx| async move { invitation::invite_by_mail(&tx, id, new).await }).await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Take a guest's invitation back.
#[utoipa::path(tag = "rooms", operation_id = "withdraw_guest_invitation", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/guest-invitations/{id}")]
pub(in crate::routes) async fn withdraw(
    asker: Asker,
    api: Data<Api>,
    id: Path<InvitationId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { invitation::withdraw(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Send a guest home: it takes effect at once.
#[utoipa::path(tag = "rooms", operation_id = "send_guest_home", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/guest-passes/{id}")]
pub(in crate::routes) async fn revoke(
    asker: Asker,
    api: Data<Api>,
    id: Path<GuestPassId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { guest::revoke(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Where the link of a guest's invitation leads.
#[utoipa::path(tag = "rooms", operation_id = "guest_link", responses((status = 200, body = GuestLink), (status = 404, body = Problem)))]
#[get("/guest-links/{token}")]
pub(in crate::routes) async fn show(
    asker: Anyone,
    api: Data<Api>,
    token: Path<String>,
) -> Result<HttpResponse, Failure> {
    let link = look(&api, &asker.0, &token).await?;
    let words = catalogue::of(link.language);
    let of_kind = (words.room)(link.room_kind);
    let room = match (link.room_name, link.meeting) {
        (Some(name), _) => name,
        (None, Some(title)) if link.room_kind == RoomKind::Planning => format!("{of_kind}: {title}"),
        (None, Some(title)) => title,
        (None, None) => of_kind.to_owned(),
    };
    let view = GuestLink {
        state: link.state,
        slug: link.slug,
        network: link.network,
        room_id: link.room,
        room,
        writes: link.writes,
        inviter: link.inviter,
        name: link.name,
        email: link.email,
        language: link.language,
        to: link.to,
        expires_at: link.expires_at,
        for_me: link.for_me,
    };
    // the address holds a secret: nobody keeps it
    Ok(HttpResponse::Ok().insert_header(("Cache-Control", "no-store")).json(view))
}

async fn look(api: &Api, asker: &Asker, token: &str) -> Result<accept::GuestLink, Failure> {
    let clock = api.store.clock();
    let when = (clock.today(), clock.now());
    Ok(accept::by_token(api.store.reader(), &asker.actor, token, when).await?)
}

/// Accept a guest's invitation: somebody new makes an account and is signed in, somebody with an account accepts signed in
/// as it.
#[utoipa::path(tag = "rooms", operation_id = "accept_guest_invitation", request_body = AcceptInvitation, responses((status = 200, body = LetIn), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/guest-links/{token}")]
pub(in crate::routes) async fn accept_link(
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
    let signed_in = asker.actor.person().is_some();
    let account = match body.value.account.filter(|_| !signed_in && link.state == LinkState::Open) {
        Some(new) => {
            auth.try_link(&from)?;
            check_rules("/account/password", &new.password, &link.email, &new.name)?;
            let password_hash = auth.hasher().hash(&new.password).await?;
            Some(NewAccount { name: new.name, password_hash, language: asker.language })
        }
        None => None,
    };
    let actor = if signed_in { asker.actor.clone() } else { link.holder(&asker.actor) };
    let given = account.is_some();
    let accept::LetIn { person, room, new } =
        api.store.write(&actor, move |tx| async move { accept::accept(&tx, &token, account).await }).await.map_err(
            |error| match error {
                // the name stands within the account
                Error::Invalid(_) if given => Error::invalid("/account/name", "length"),
                other => other,
            },
        )?;
    let mut response = HttpResponse::Ok();
    if new {
        for cookie in auth.cookies(&auth.begin(person, &from).await?) {
            response.cookie(cookie);
        }
    }
    Ok(response.json(LetIn { room_id: room, new }))
}
