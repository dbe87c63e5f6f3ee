//! Meetings.

use actix_web::HttpResponse;
use actix_web::get;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use domain::Error;
use domain::conversations::list as conversations;
use domain::documents::document;
use domain::ids::{MeetingId, NetworkId};
use domain::meetings::meeting;
use domain::rooms::room;
use wire::{DocumentRow, LiveList, Meeting, MeetingSummary, Problem};

use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// The meetings of a network, the latest first.
#[utoipa::path(tag = "meetings", params(PageQuery), responses((status = 200, body = LiveList<MeetingSummary>), (status = 404, body = Problem)))]
#[get("/networks/{id}/meetings")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    page: Query<PageQuery>,
) -> Result<Json<LiveList<MeetingSummary>>, Failure> {
    let db = api.store.reader();
    let at = rendering::at(db, *id).await?;
    let limit = cursor::limit(page.limit)?;
    let after: Option<(i32, i32, MeetingId)> = cursor::read(page.cursor.as_deref())?;
    let mut rows = meeting::list(db, &asker.actor, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.year, row.month.unwrap_or(0), row.id));
    let items = rendering::meetings(db, &rows).await?;
    Ok(Json(LiveList { items, next_cursor, at: Some(at) }))
}

/// A meeting with its rooms, documents and neighbours.
#[utoipa::path(tag = "meetings", responses((status = 200, body = Meeting), (status = 404, body = Problem)))]
#[get("/meetings/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<MeetingId>) -> Result<HttpResponse, Failure> {
    let db = api.store.reader();
    let row = meeting::readable(db, &asker.actor, id.into_inner()).await?;
    let at = rendering::at(db, row.network_id).await?;
    let unread = conversations::unread_by_room(db, &asker.actor).await?;
    let count = |id| unread.iter().find(|(room, _)| *room == id).map_or(0, |(_, count)| *count);
    let own = room::readable(db, &asker.actor, row.room_id).await?;
    let own = rendering::room(&api.store, &asker, &own, count(row.room_id)).await?;
    let planning_room = match room::readable(db, &asker.actor, row.planning_room_id).await {
        Ok(found) => Some(rendering::room(&api.store, &asker, &found, count(row.planning_room_id)).await?),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let order: Vec<_> =
        meeting::timeline(db, &asker.actor).await?.into_iter().filter(|m| m.network_id == row.network_id).collect();
    let place = order.iter().position(|m| m.id == row.id).unwrap_or(0);
    let summaries = rendering::meetings(db, &order).await?;
    let documents = document::of_meeting(db, &asker.actor, row.id).await?;
    let view = Meeting {
        summary: rendering::meetings(db, std::slice::from_ref(&row)).await?.pop().ok_or(Error::NotFound)?,
        text: row.summary.clone(),
        room: own,
        planning_room,
        // the timeline stands with the latest first
        previous: summaries.get(place + 1).cloned(),
        next: place.checked_sub(1).and_then(|before| summaries.get(before).cloned()),
        documents: documents.iter().map(DocumentRow::from).collect(),
        at,
    };
    Ok(shown(StatusCode::OK, row.revision, &view))
}
