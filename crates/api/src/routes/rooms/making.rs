//! Rooms that coordinators make, change and archive.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, patch, post, put};
use domain::ids::{NetworkId, RoomId};
use domain::rooms::{custom, room, wanted, working_group};
use wire::{AskReaders, ChangeRoom, MakeRoom, Named, Problem, RoomDetails, RoomReaders, SetArchived};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// Who would read a room for those who are chosen. Nothing is made or changed.
#[utoipa::path(tag = "rooms", operation_id = "room_readers", request_body = AskReaders, responses((status = 200, body = RoomReaders), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/rooms/readers")]
pub(in crate::routes) async fn readers(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<AskReaders>,
) -> Result<Json<RoomReaders>, Failure> {
    let asked = body.value;
    let place = (id.into_inner(), asked.room_id);
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = wanted::outlook(db, &asker.actor, place, asked.into(), today).await?;
    Ok(Json(RoomReaders {
        text: (asker.words().audience)(found.audience).to_owned(),
        people: found.people,
        named: found.named.into_iter().map(Into::into).collect(),
    }))
}

/// Make a room.
#[utoipa::path(tag = "rooms", operation_id = "make_room", request_body = MakeRoom, params(IdempotencyKey), responses((status = 201, body = RoomDetails), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/rooms")]
pub(in crate::routes) async fn make(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<MakeRoom>,
) -> Result<HttpResponse, Failure> {
    let (id, new) = (id.into_inner(), custom::NewCustomRoom::from(body.value));
    let made =
        api.store.write_once(&asker.actor, body.key, move |tx| async move { custom::make(&tx, id, new).await }).await?;
    view(&api, &asker.renewed(&api.store).await?, made, StatusCode::CREATED).await
}

/// A room with all that is said of it.
#[utoipa::path(tag = "rooms", operation_id = "room_details", responses((status = 200, body = RoomDetails), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/rooms/{id}/details")]
pub(in crate::routes) async fn details(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
) -> Result<HttpResponse, Failure> {
    // who is not signed in may read what is public, but not who else does
    asker.actor.signed_in()?;
    view(&api, &asker, *id, StatusCode::OK).await
}

/// Change a room that was made.
#[utoipa::path(tag = "rooms", operation_id = "change_room", request_body = ChangeRoom, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = RoomDetails), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[patch("/rooms/{id}")]
pub(in crate::routes) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<ChangeRoom>,
) -> Result<HttpResponse, Failure> {
    let (id, change) = (id.into_inner(), custom::Change::from(body.value));
    // who may not is told so before what the request lacks
    custom::manageable(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    api.store.write(&asker.actor, move |tx| async move { custom::change(&tx, id, revision, change).await }).await?;
    view(&api, &asker.renewed(&api.store).await?, id, StatusCode::OK).await
}

/// Archive a room that was made, or bring it back.
#[utoipa::path(tag = "rooms", operation_id = "archive_room", request_body = SetArchived, responses((status = 200, body = RoomDetails), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/rooms/{id}/archived")]
pub(in crate::routes) async fn archive(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<SetArchived>,
) -> Result<HttpResponse, Failure> {
    let (id, archived) = (id.into_inner(), body.value.archived);
    api.store.write(&asker.actor, move |tx| async move { custom::set_archived(&tx, id, archived).await }).await?;
    view(&api, &asker.renewed(&api.store).await?, id, StatusCode::OK).await
}

async fn view(api: &Api, asker: &Asker, id: RoomId, status: StatusCode) -> Result<HttpResponse, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = room::readable(db, &asker.actor, id).await?;
    let organisations = custom::organisations(db, &asker.actor, &found).await?;
    let members = working_group::members(db, &found, today).await?;
    let row = found.room();
    let view = RoomDetails {
        meant_for: row.audience,
        organisations: organisations.into_iter().map(|one| Named { id: one.id.0, name: one.name }).collect(),
        members: members.into_iter().map(Into::into).collect(),
        over: row.ends_on.is_some_and(|last| last < today),
        custom: row.kind == domain::access::RoomKind::Custom,
        revision: row.revision,
        room: rendering::room(&api.store, asker, &found, 0).await?,
    };
    Ok(shown(status, view.revision, &view))
}
