//! Moving documents between rooms.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use domain::documents::{document, moving};
use domain::ids::DocumentId;
use domain::rooms::moving::{Destination, destination, losing};
use domain::rooms::{audience, room};
use domain::store::Tx;
use wire::{Document, MoveOutlook, MoveThread, Problem};

use super::view;
use crate::asker::Asker;
use crate::body::Body;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::routes::moves::{OutlookQuery, view_of};
use crate::state::Api;

/// What it would mean to move a document to a room: how many more would read it.
#[utoipa::path(tag = "documents", operation_id = "document_move_outlook", params(OutlookQuery), responses((status = 200, body = MoveOutlook), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/documents/{id}/moves/outlook")]
pub(in crate::routes) async fn outlook(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    query: Query<OutlookQuery>,
) -> Result<Json<MoveOutlook>, Failure> {
    let (db, actor, today) = (api.store.reader(), &asker.actor, api.store.clock().today());
    let found = document::readable(db, actor, *id).await?;
    let room = query.room.ok_or_else(|| Failure::shape(StatusCode::BAD_REQUEST, "bad_query"))?;
    let to = room::readable(db, actor, room).await?;
    let readers = moving::outlook(db, (actor, today), &found, &to).await?;
    let people = audience::count(db, actor, room, today).await?;
    let losing = losing(db, (actor, today), found.row().room_id, &readers).await?;
    Ok(Json(view_of((&readers, people, losing), (asker.words().audience)(to.room().audience))))
}

/// Move a document to another room of its network, with what is said of it. Access follows at once; those who have written
/// about it are told.
#[utoipa::path(tag = "documents", operation_id = "move_document", request_body = MoveThread, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Document), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[post("/documents/{id}/moves")]
pub(in crate::routes) async fn shift(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<MoveThread>,
) -> Result<HttpResponse, Failure> {
    let (id, MoveThread { room_id, more_readers, word }) = (id.into_inner(), body.value);
    let (db, actor) = (api.store.reader(), &asker.actor);
    let found = document::readable(db, actor, id).await?;
    let to = destination(db, actor, room_id).await?;
    moving::may_go(&found, &to)?;
    let revision = if_match(&request)?;
    let to = Destination { room: room_id, more_readers, word };
    let shift = move |tx: Tx| async move {
        let found = document::readable(&tx, tx.actor(), id).await?;
        moving::shift(&tx, &found, revision, to).await
    };
    api.store.write(actor, shift).await?;
    let asker = asker.renewed(&api.store).await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.row.revision, &view))
}
