//! Who takes over a seat: proposed by its holder, confirmed or declined by a coordinator.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use domain::documents::document;
use domain::error::if_seen;
use domain::ids::{NetworkId, SeatId, SeatProposalId};
use domain::networks::invitation;
use domain::networks::seat::{self, Appointment};
use domain::networks::succession::{self, NewSuccessor, Proposal};
use wire::{
    AppointmentView, DeclineProposal, Invitation, List, Named, Problem, ProposeSuccessor, SeatProposal, SeatView,
};

use crate::asker::Asker;
use crate::body::{Bodiless, Body};
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// The proposals that wait for a coordinator of the network, the oldest first.
#[utoipa::path(tag = "seats", operation_id = "seat_proposals", responses((status = 200, body = List<SeatProposal>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/seat-proposals")]
pub(in crate::routes) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<SeatProposal>>, Failure> {
    let found = succession::of_network(api.store.reader(), &asker.actor, *id).await?;
    Ok(Json(List { items: views(&api, &asker, found).await?, next_cursor: None }))
}

/// Propose who takes over one's seat.
#[utoipa::path(tag = "seats", operation_id = "propose_successor", request_body = ProposeSuccessor, params(IdempotencyKey), responses((status = 201, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/seats/{id}/proposals")]
pub(in crate::routes) async fn propose(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<ProposeSuccessor>,
) -> Result<HttpResponse, Failure> {
    let (id, wanted) = (id.into_inner(), body.value);
    let new = NewSuccessor {
        name: wanted.name,
        email: wanted.email,
        from: wanted.from.unwrap_or_else(|| api.store.clock().today()),
        last_day: wanted.last_day,
        appointment: Appointment {
            by: wanted.appointed_by,
            on: wanted.appointed_on,
            reference: wanted.reference,
            document: wanted.document_id,
        },
        note: wanted.note,
    };
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), id).await?;
            succession::propose(&tx, &found, new).await
        })
        .await?;
    Ok(HttpResponse::Created().json(super::view(&api, &asker, id).await?))
}

/// Take one's proposal back.
#[utoipa::path(tag = "seats", operation_id = "withdraw_proposal", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/seat-proposals/{id}")]
pub(in crate::routes) async fn withdraw(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatProposalId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { succession::withdraw(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Confirm a proposal: the successor is invited.
#[utoipa::path(tag = "seats", operation_id = "confirm_proposal", params(IdempotencyKey), responses((status = 201, body = Invitation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/seat-proposals/{id}/confirm")]
pub(in crate::routes) async fn confirm(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatProposalId>,
    sent: Bodiless,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let invited = api
        .store
        .write_once(&asker.actor, sent.key, move |tx| async move { succession::confirm(&tx, id).await })
        .await?;
    let now = api.store.clock().now();
    let found = invitation::one_of(api.store.reader(), &asker.actor, invited, now).await?;
    Ok(HttpResponse::Created().json(Invitation::from(found)))
}

/// Decline a proposal, with a reason.
#[utoipa::path(tag = "seats", operation_id = "decline_proposal", request_body = DeclineProposal, responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/seat-proposals/{id}/decline")]
pub(in crate::routes) async fn decline(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatProposalId>,
    body: Body<DeclineProposal>,
) -> Result<HttpResponse, Failure> {
    let (id, reason) = (id.into_inner(), body.value.reason);
    api.store.write(&asker.actor, move |tx| async move { succession::decline(&tx, id, &reason).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Proposals as the person asking sees them.
pub(in crate::routes) async fn views(
    api: &Api,
    asker: &Asker,
    found: Vec<Proposal>,
) -> Result<Vec<SeatProposal>, Failure> {
    let mut views = Vec::with_capacity(found.len());
    for one in found {
        let state = one.state();
        let document = match one.document_id {
            Some(id) => if_seen(document::readable(api.store.reader(), &asker.actor, id).await)?
                .map(|found| Named { id: id.0, name: found.row().name.clone() }),
            None => None,
        };
        views.push(SeatProposal {
            id: one.id,
            seat_id: one.seat_id,
            title: one.title,
            kind: one.kind,
            organisation: one.organisation,
            name: one.name,
            email: one.email,
            from: one.from_day,
            last_day: one.last_day,
            appointment: AppointmentView {
                by: one.appointed_by,
                on: one.appointed_on,
                reference: one.reference,
                document,
            },
            note: one.note,
            proposer: one.proposer,
            proposed_at: one.proposed_at,
            state,
            declined_reason: one.declined_reason,
        });
    }
    Ok(views)
}
