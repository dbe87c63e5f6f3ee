//! Folders.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use domain::documents::folder::{self, Change};
use domain::ids::{FolderId, RoomId};
use domain::rooms::room;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{ChangeFolder, Folder, List, NewFolder, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FolderQuery {
    /// Inside this folder; without it at the top of the room.
    #[serde(default)]
    parent: Option<FolderId>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The folders of a room, in Swedish order.
#[utoipa::path(tag = "documents", params(FolderQuery), responses((status = 200, body = List<Folder>), (status = 404, body = Problem)))]
#[get("/rooms/{id}/folders")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    query: Query<FolderQuery>,
) -> Result<Listed<List<Folder>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(String, FolderId)> = cursor::read(query.cursor.as_deref())?;
    let db = api.store.reader();
    let mut rows = folder::list(db, &asker.actor, *id, query.parent, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.id));
    Ok(Listed(List { items: rows.iter().map(Folder::from).collect(), next_cursor }))
}

/// Make a folder, or get the one of that name.
#[utoipa::path(tag = "documents", request_body = NewFolder, params(IdempotencyKey), responses((status = 201, body = Folder), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rooms/{id}/folders")]
pub(super) async fn create(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<NewFolder>,
) -> Result<HttpResponse, Failure> {
    let (id, NewFolder { name, parent_id }) = (id.into_inner(), body.value);
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), id).await?;
            Ok(folder::create(&tx, &room, parent_id, &name).await?.id)
        })
        .await?;
    let made = folder::readable(api.store.reader(), &asker.actor, made).await?;
    Ok(shown(StatusCode::CREATED, made.revision, &Folder::from(&made)))
}

/// Rename a folder or put it inside another of its room.
#[utoipa::path(tag = "documents", request_body = ChangeFolder, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Folder), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[patch("/folders/{id}")]
pub(super) async fn change_folder(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<FolderId>,
    body: Body<ChangeFolder>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let found = folder::readable(api.store.reader(), &asker.actor, id).await?;
    folder::changeable(&asker.actor, &found)?;
    let revision = if_match(&request)?;
    let ChangeFolder { name, parent_id } = body.value;
    let changed = api
        .store
        .write(&asker.actor, move |tx| async move {
            let found = folder::readable(&tx, tx.actor(), id).await?;
            folder::change(&tx, &found, revision, Change { name, parent: parent_id }).await?;
            folder::readable(&tx, tx.actor(), id).await
        })
        .await?;
    Ok(shown(StatusCode::OK, changed.revision, &Folder::from(&changed)))
}

/// Take away a folder with nothing in it.
#[utoipa::path(tag = "documents", params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[delete("/folders/{id}")]
pub(super) async fn remove_folder(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<FolderId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let found = folder::readable(api.store.reader(), &asker.actor, id).await?;
    folder::changeable(&asker.actor, &found)?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = folder::readable(&tx, tx.actor(), id).await?;
            folder::remove(&tx, &found, revision).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
