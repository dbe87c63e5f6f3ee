//! Rooms.

pub(super) mod guest_links;
pub(super) mod guests;
pub(super) mod history;
pub(super) mod making;

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use domain::conversations::{read_mark, unread};
use domain::ids::{NetworkId, PersonId, RoomId};
use domain::rooms::{audience as readers, room};
use wire::{List, PersonLine, Problem, Room};

use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// The rooms of a network that one may read.
#[utoipa::path(tag = "rooms", responses((status = 200, body = List<Room>), (status = 404, body = Problem)))]
#[get("/networks/{id}/rooms")]
pub(super) async fn list(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<Json<List<Room>>, Failure> {
    let db = api.store.reader();
    let rooms = room::of_network(db, &asker.actor, id.into_inner()).await?;
    let unread = unread::by_room(db, &asker.actor).await?;
    let mut items = Vec::with_capacity(rooms.len());
    for room in &rooms {
        let count = unread.iter().find(|(id, _)| *id == room.room().id).map_or(0, |(_, count)| *count);
        items.push(rendering::room(&api.store, &asker, room, count).await?);
    }
    Ok(Json(List { items, next_cursor: None }))
}

/// A room.
#[utoipa::path(tag = "rooms", responses((status = 200, body = Room), (status = 404, body = Problem)))]
#[get("/rooms/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<RoomId>) -> Result<Json<Room>, Failure> {
    let db = api.store.reader();
    let room = room::readable(db, &asker.actor, id.into_inner()).await?;
    let unread = unread::by_room(db, &asker.actor).await?;
    let count = unread.iter().find(|(id, _)| *id == room.room().id).map_or(0, |(_, count)| *count);
    Ok(Json(rendering::room(&api.store, &asker, &room, count).await?))
}

/// The people who read a room, in Swedish order.
#[utoipa::path(tag = "rooms", params(PageQuery), responses((status = 200, body = List<PersonLine>), (status = 404, body = Problem)))]
#[get("/rooms/{id}/audience")]
pub(super) async fn audience(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<PersonLine>>, Failure> {
    // who is not signed in may read what is public, but not who else does
    asker.actor.signed_in()?;
    let limit = cursor::limit(page.limit)?;
    let after: Option<(String, PersonId)> = cursor::read(page.cursor.as_deref())?;
    let today = api.store.clock().today();
    let mut rows = readers::people(api.store.reader(), &asker.actor, *id, today, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.id));
    Ok(Listed(List { items: rows.into_iter().map(PersonLine::from).collect(), next_cursor }))
}

/// Mark everything in the room read.
#[utoipa::path(tag = "rooms", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[post("/rooms/{id}/read")]
pub(super) async fn mark_read(asker: Asker, api: Data<Api>, id: Path<RoomId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { read_mark::mark_room(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
