//! Guests of a room, and inviting them by mail.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use domain::ids::{GuestPassId, InvitationId, RoomId};
use domain::rooms::guest::{self, invitation};
use domain::rooms::room;
use wire::{InviteGuest, Made, Problem, RoomGuests};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
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
#[utoipa::path(tag = "rooms", operation_id = "invite_guest", request_body = InviteGuest, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/rooms/{id}/guests")]
pub(in crate::routes) async fn invite(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<InviteGuest>,
) -> Result<HttpResponse, Failure> {
    let (id, new) = (id.into_inner(), invitation::NewGuest::from(body.value));
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { invitation::invite_by_mail(&tx, id, new).await })
        .await?;
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
