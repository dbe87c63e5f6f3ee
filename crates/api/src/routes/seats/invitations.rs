//! Inviting to a seat by mail.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use domain::ids::{InvitationId, NetworkId, SeatId};
use domain::networks::invitation::{self, NewInvitation};
use domain::networks::seat::{self, Appointment};
use domain::people::person::Language;
use wire::{Invitation, InviteToSeat, List, Problem};

use crate::asker::Asker;
use crate::body::{Bodiless, Body};
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// The network's invitations that wait or have run out, the oldest first.
#[utoipa::path(tag = "seats", operation_id = "invitations", responses((status = 200, body = List<Invitation>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/invitations")]
pub(in crate::routes) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<Invitation>>, Failure> {
    let found = invitation::of_network(api.store.reader(), &asker.actor, *id, api.store.clock().now()).await?;
    Ok(Json(List { items: found.into_iter().map(Invitation::from).collect(), next_cursor: None }))
}

/// Invite somebody to a seat: the mail goes out at once, its link counts once and for thirty days.
#[utoipa::path(tag = "seats", operation_id = "invite_to_seat", request_body = InviteToSeat, params(IdempotencyKey), responses((status = 201, body = Invitation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/seats/{id}/invitations")]
pub(in crate::routes) async fn invite(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<InviteToSeat>,
) -> Result<HttpResponse, Failure> {
    let (id, wanted) = (id.into_inner(), body.value);
    let today = api.store.clock().today();
    let new = NewInvitation {
        name: wanted.name,
        email: wanted.email,
        language: wanted.language.unwrap_or(Language::Swedish),
        role: wanted.role,
        from: wanted.from.unwrap_or(today),
        to: wanted.to,
        appointment: Appointment {
            by: wanted.appointed_by,
            on: wanted.appointed_on,
            reference: wanted.reference,
            document: wanted.document_id,
        },
    };
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move {
            seat::visible(&tx, tx.actor(), id).await?;
            invitation::invite(&tx, id, new).await
        })
        .await?;
    Ok(HttpResponse::Created().json(view(&api, &asker, made).await?))
}

/// Send an invitation again: a new one takes its place, and the old link leads nowhere.
#[utoipa::path(tag = "seats", operation_id = "send_invitation_again", params(IdempotencyKey), responses((status = 201, body = Invitation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/invitations/{id}/again")]
pub(in crate::routes) async fn again(
    asker: Asker,
    api: Data<Api>,
    id: Path<InvitationId>,
    sent: Bodiless,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let made =
        api.store.write_once(&asker.actor, sent.key, move |tx| async move { invitation::again(&tx, id).await }).await?;
    Ok(HttpResponse::Created().json(view(&api, &asker, made).await?))
}

/// Take an invitation back.
#[utoipa::path(tag = "seats", operation_id = "withdraw_invitation", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/invitations/{id}")]
pub(in crate::routes) async fn withdraw(
    asker: Asker,
    api: Data<Api>,
    id: Path<InvitationId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { invitation::withdraw(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn view(api: &Api, asker: &Asker, id: InvitationId) -> Result<Invitation, Failure> {
    let found = invitation::one_of(api.store.reader(), &asker.actor, id, api.store.clock().now()).await?;
    Ok(Invitation::from(found))
}
