//! Linked networks, and what is passed on between them.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, delete, get, post};
use chrono::{DateTime, Utc};
use domain::ids::{DocumentId, ForwardingId, MessageId, NetworkId, NetworkLinkId};
use domain::networks::{forwarding, link};
use wire::{
    ForwardDocument, ForwardMessage, Forwarding, List, Made, NetworkLink, PlaceForwarding, PlacedForwarding, Problem,
    ProposeLink,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// The networks that this one is linked with; for those who govern it also what waits for an answer.
#[utoipa::path(tag = "linked", operation_id = "network_links", responses((status = 200, body = List<NetworkLink>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/links")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<NetworkLink>>, Failure> {
    let rows = link::of_network(api.store.reader(), &asker.actor, *id).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Propose to another network to be linked.
#[utoipa::path(tag = "linked", operation_id = "propose_link", request_body = ProposeLink, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/links")]
pub(super) async fn propose(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<ProposeLink>,
) -> Result<HttpResponse, Failure> {
    let (id, slug) = (id.into_inner(), body.value.slug);
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { link::propose(&tx, id, &slug).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Accept a proposed link.
#[utoipa::path(tag = "linked", operation_id = "accept_link", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/network-links/{id}/acceptance")]
pub(super) async fn accept(asker: Asker, api: Data<Api>, id: Path<NetworkLinkId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { link::accept(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End a link, take a proposal back or turn it down.
#[utoipa::path(tag = "linked", operation_id = "end_link", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/network-links/{id}")]
pub(super) async fn end(asker: Asker, api: Data<Api>, id: Path<NetworkLinkId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { link::end(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Pass a message on to a linked network: one's own, or anybody's where one manages the room.
#[utoipa::path(tag = "linked", operation_id = "forward_message", request_body = ForwardMessage, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/messages/{id}/forwardings")]
pub(super) async fn forward_message(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
    body: Body<ForwardMessage>,
) -> Result<HttpResponse, Failure> {
    let (id, key, ForwardMessage { link_id, title, comment }) = (id.into_inner(), body.key, body.value);
    let made = api
        .store
        .write_once(&asker.actor, key, move |tx| async move {
            forwarding::forward_message(&tx, id, link_id, &title, &comment).await
        })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Pass a document's newest version on to a linked network.
#[utoipa::path(tag = "linked", operation_id = "forward_document", request_body = ForwardDocument, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/documents/{id}/forwardings")]
pub(super) async fn forward_document(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<ForwardDocument>,
) -> Result<HttpResponse, Failure> {
    let (id, key, ForwardDocument { link_id, comment }) = (id.into_inner(), body.key, body.value);
    let made = api
        .store
        .write_once(&asker.actor, key, move |tx| async move {
            forwarding::forward_document(&tx, id, link_id, &comment).await
        })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// What has been passed on to a network and from it, the latest first.
#[utoipa::path(tag = "linked", operation_id = "forwardings", params(PageQuery), responses((status = 200, body = List<Forwarding>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/forwardings")]
pub(super) async fn forwardings(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<Forwarding>>, Failure> {
    let (db, limit) = (api.store.reader(), cursor::limit(page.limit)?);
    let after: Option<(DateTime<Utc>, ForwardingId)> = cursor::read(page.cursor.as_deref())?;
    let mut rows = forwarding::of_network(db, &asker.actor, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.forwarded_at, row.id));
    let files = forwarding::files(db, &rows).await?;
    Ok(Listed(List { items: rows.into_iter().map(|row| Forwarding::new(row, &files)).collect(), next_cursor }))
}

/// Place what was passed on in a room of the network it came to.
#[utoipa::path(tag = "linked", operation_id = "place_forwarding", request_body = PlaceForwarding, params(IdempotencyKey), responses((status = 201, body = PlacedForwarding), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/forwardings/{id}/place")]
pub(super) async fn place(
    asker: Asker,
    api: Data<Api>,
    id: Path<ForwardingId>,
    body: Body<PlaceForwarding>,
) -> Result<HttpResponse, Failure> {
    let (id, room) = (id.into_inner(), body.value.room_id);
    let place = move |tx| async move { forwarding::place(&tx, id, room).await };
    let settled = api.store.write_once(&asker.actor, body.key, place).await?;
    let placed = forwarding::placed(api.store.reader(), &asker.actor, settled).await?;
    Ok(HttpResponse::Created().json(PlacedForwarding::from(placed)))
}

/// Turn it down.
#[utoipa::path(tag = "linked", operation_id = "decline_forwarding", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/forwardings/{id}/refusal")]
pub(super) async fn decline(asker: Asker, api: Data<Api>, id: Path<ForwardingId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { forwarding::decline(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
