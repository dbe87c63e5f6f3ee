//! Meetings.

pub(super) mod attending;
pub(super) mod beforehand;
pub(super) mod dossier;
pub(super) mod hosting;
pub(super) mod notes;
pub(super) mod planning;

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::get;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use domain::Error;
use domain::conversations::unread;
use domain::documents::document;
use domain::error::if_seen;
use domain::ids::{MeetingId, NetworkId};
use domain::meetings::{answer, evaluation, meeting, programme};
use domain::rooms::room;
use wire::{
    DocumentRow, EarlierBalance, EarlierThought, LiveList, Meeting, MeetingSummary, OwnPlace, Problem, ProgrammeItem,
};

use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
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
) -> Result<Listed<LiveList<MeetingSummary>>, Failure> {
    let db = api.store.reader();
    let at = rendering::at(db, *id).await?;
    let limit = cursor::limit(page.limit)?;
    let after: Option<(i32, i32, MeetingId)> = cursor::read(page.cursor.as_deref())?;
    let mut rows = meeting::list(db, &asker.actor, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.year, row.month.unwrap_or(0), row.id));
    let items = rendering::meetings(db, &rows).await?;
    Ok(Listed(LiveList { items, next_cursor, at: Some(at) }))
}

/// A meeting with its rooms, documents and neighbours.
#[utoipa::path(tag = "meetings", responses((status = 200, body = Meeting), (status = 404, body = Problem)))]
#[get("/meetings/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<MeetingId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, *id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}

/// A meeting, as the asker sees it.
async fn view(api: &Api, asker: &Asker, id: MeetingId) -> Result<Meeting, Failure> {
    let db = api.store.reader();
    let row = meeting::readable(db, &asker.actor, id).await?;
    let at = rendering::at(db, row.network_id).await?;
    let unread = unread::by_room(db, &asker.actor).await?;
    let count = |id| unread.iter().find(|(room, _)| *room == id).map_or(0, |(_, count)| *count);
    let own = room::readable(db, &asker.actor, row.room_id).await?;
    let own = rendering::room(&api.store, asker, &own, count(row.room_id)).await?;
    let planning_room = match if_seen(room::readable(db, &asker.actor, row.planning_room_id).await)? {
        Some(found) => Some(rendering::room(&api.store, asker, &found, count(row.planning_room_id)).await?),
        None => None,
    };
    let order: Vec<_> =
        meeting::timeline(db, &asker.actor).await?.into_iter().filter(|m| m.network_id == row.network_id).collect();
    let place = order.iter().position(|m| m.id == row.id).unwrap_or(0);
    let summaries = rendering::meetings(db, &order).await?;
    let documents = document::of_meeting(db, &asker.actor, row.id).await?;
    let mine = answer::of_actor(db, &asker.actor, &row, api.store.clock().today()).await?;
    let items = programme::of(db, &row).await?;
    let balance = programme::balance(&items).into();
    let earlier = programme::earlier(db, &asker.actor, &row).await?;
    // how it was then is weighed by those who make the programme
    let rights = meeting::rights(&asker.actor, &row);
    let compared: Vec<MeetingId> = earlier.iter().map(|(id, ..)| *id).filter(|_| rights.plan).collect();
    let thoughts = evaluation::of_earlier(db, &asker.actor, &compared).await?;
    let mut thoughts: HashMap<_, _> = thoughts.into_iter().map(|thought| (thought.meeting_id, thought)).collect();
    let earlier = earlier.into_iter().map(|(id, title, of)| EarlierBalance {
        id,
        title,
        balance: of.into(),
        thought: thoughts.remove(&id).map(EarlierThought::from),
    });
    Ok(Meeting {
        summary: rendering::meetings(db, std::slice::from_ref(&row)).await?.pop().ok_or(Error::NotFound)?,
        text: row.summary.clone(),
        invitation: row.invitation.clone(),
        link: row.link.clone(),
        answer_by: row.answer_by,
        observers_invited: row.observers_invited,
        guests_each: row.guests_each,
        programme: items.into_iter().map(ProgrammeItem::from).collect(),
        balance,
        earlier: earlier.collect(),
        mine: OwnPlace::all(mine),
        may: rights.into(),
        room: own,
        planning_room,
        // the timeline stands with the latest first
        previous: summaries.get(place + 1).cloned(),
        next: place.checked_sub(1).and_then(|before| summaries.get(before).cloned()),
        documents: documents.iter().map(DocumentRow::from).collect(),
        at,
    })
}
