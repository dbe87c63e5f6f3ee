//! Moving threads between rooms.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use domain::conversations::conversation;
use domain::conversations::moving;
use domain::ids::{ConversationId, MoveId, RoomId};
use domain::rooms::audience::PersonLine;
use domain::rooms::moving::{Destination, Readers, destination, losing};
use domain::rooms::{audience, room};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    AudienceView, Conversation, GoingAlong, List, LosingReader, MoveOutlook, MoveThread, Problem, ThreadMove,
    WriterLine,
};

use super::conversations::view;
use crate::asker::Asker;
use crate::body::Body;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct OutlookQuery {
    /// The room it would move to.
    #[serde(default)]
    pub(super) room: Option<RoomId>,
}

/// What it would mean to move a thread to a room: how many more would read it, what would go along, who would be told.
#[utoipa::path(tag = "moves", params(OutlookQuery), responses((status = 200, body = MoveOutlook), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/conversations/{id}/moves/outlook")]
pub(super) async fn outlook(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    query: Query<OutlookQuery>,
) -> Result<Json<MoveOutlook>, Failure> {
    let (db, actor, today) = (api.store.reader(), &asker.actor, api.store.clock().today());
    let found = conversation::readable(db, actor, *id).await?;
    let room = query.room.ok_or_else(|| Failure::shape(StatusCode::BAD_REQUEST, "bad_query"))?;
    let to = room::readable(db, actor, room).await?;
    let outlook = moving::outlook(db, (actor, today), &found, &to).await?;
    let moving::Outlook { readers, documents, writers } = outlook;
    let people = audience::count(db, actor, room, today).await?;
    let documents = documents.into_iter().map(|row| GoingAlong { id: row.id, name: row.name }).collect();
    let keeps = |row: &moving::Writer| readers.after.contains(&row.id);
    let writers = writers
        .into_iter()
        .map(|row| WriterLine { keeps: keeps(&row), name: row.name, organisation: row.organisation })
        .collect();
    let losing = losing(db, (actor, today), found.row().room_id, &readers).await?;
    let view = view_of((&readers, people, losing), (asker.words().audience)(to.room().audience));
    Ok(Json(MoveOutlook { documents, writers, ..view }))
}

/// What a move to a room of so many people would mean for who reads, whatever would go along.
pub(super) fn view_of((readers, people, losing): (&Readers, i64, Vec<PersonLine>), audience: &str) -> MoveOutlook {
    MoveOutlook {
        audience: AudienceView { text: audience.to_owned(), people },
        more_readers: readers.more,
        fewer_readers: i64::try_from(readers.losing.len()).unwrap_or(i64::MAX),
        losing: losing.into_iter().map(|one| LosingReader { name: one.name, organisation: one.organisation }).collect(),
        wider: readers.wider,
        allowed: readers.allowed,
        documents: Vec::new(),
        writers: Vec::new(),
    }
}

/// Move a thread to another room of its network. Access follows at once; attachments go along, linked documents stay;
/// everybody who has written is told.
#[utoipa::path(tag = "moves", request_body = MoveThread, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[post("/conversations/{id}/moves")]
pub(super) async fn shift(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<MoveThread>,
) -> Result<HttpResponse, Failure> {
    let (id, MoveThread { room_id, more_readers, word }) = (id.into_inner(), body.value);
    let (db, actor) = (api.store.reader(), &asker.actor);
    let found = conversation::readable(db, actor, id).await?;
    let to = destination(db, actor, room_id).await?;
    found.allows(|rights| rights.shift)?;
    to.writable()?;
    let revision = if_match(&request)?;
    let to = Destination { room: room_id, more_readers, word };
    api.store
        .write(actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            moving::shift(&tx, &found, revision, to).await
        })
        .await?;
    after(&api, &asker, id).await
}

/// The moves of a thread, the newest first, at most 20.
#[utoipa::path(tag = "moves", responses((status = 200, body = List<ThreadMove>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/moves")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
) -> Result<Json<List<ThreadMove>>, Failure> {
    let found = conversation::readable(api.store.reader(), &asker.actor, *id).await?;
    let rows = moving::history(api.store.reader(), &found).await?;
    let items = rows.iter().map(|row| ThreadMove {
        id: row.id,
        moved_at: row.moved_at,
        by: row.mover_name.clone(),
        more_readers: row.more_readers,
        undone: row.undone_at.is_some(),
        undoable: row.undoable(&asker.actor, &found),
    });
    Ok(Json(List { items: items.collect(), next_cursor: None }))
}

/// Take a move back.
#[utoipa::path(tag = "moves", responses((status = 200, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/conversations/{id}/moves/{move}/undo")]
pub(super) async fn undo(
    asker: Asker,
    api: Data<Api>,
    path: Path<(ConversationId, MoveId)>,
) -> Result<HttpResponse, Failure> {
    let (id, done) = path.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            moving::undo(&tx, &found, done).await
        })
        .await?;
    after(&api, &asker, id).await
}

/// The thread where it stands now. What the asker may do is asked anew: the move has changed whom all is asked for.
async fn after(api: &Api, asker: &Asker, id: ConversationId) -> Result<HttpResponse, Failure> {
    let view = view(api, asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}
