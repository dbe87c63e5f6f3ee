//! Meetings in one's own calendar: as a file, or as an address that a calendar program follows.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use domain::Error;
use domain::catalogue;
use domain::ids::MeetingId;
use domain::meetings::{calendar, meeting, programme};
use domain::networks::network;
use domain::people::person::Language;
use wire::{CalendarAddress, CalendarState, Problem};

use crate::asker::Asker;
use crate::calendar as written;
use crate::problem::Failure;
use crate::state::Api;

/// A meeting as a file for a calendar.
#[utoipa::path(tag = "meetings", responses((status = 200, content_type = "text/calendar"), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[get("/meetings/{id}/calendar")]
pub(super) async fn of_meeting(asker: Asker, api: Data<Api>, id: Path<MeetingId>) -> Result<HttpResponse, Failure> {
    let db = api.store.reader();
    let row = meeting::readable(db, &asker.actor, *id).await?;
    if row.starts_on.is_none() {
        return Err(Error::Conflict("no_days").into());
    }
    let items = programme::of(db, &row).await?;
    let networks = network::visible(db, &asker.actor).await?;
    let text = written::written(asker.words(), &api.pages, &networks, [(&row, items.as_slice())].into_iter());
    Ok(answer(text, "attachment; filename=\"traff.ics\""))
}

/// Whether one has a calendar that follows one's meetings.
#[utoipa::path(tag = "meetings", operation_id = "calendar", responses((status = 200, body = CalendarState), (status = 401, body = Problem)))]
#[get("/me/calendar")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<CalendarState>, Failure> {
    Ok(Json(CalendarState { since: calendar::since(api.store.reader(), &asker.actor).await? }))
}

/// Make one's calendar anew: its address is shown this once, and that of before works no more.
#[utoipa::path(tag = "meetings", operation_id = "begin_calendar", responses((status = 201, body = CalendarAddress), (status = 401, body = Problem)))]
#[post("/me/calendar")]
pub(super) async fn begin(asker: Asker, api: Data<Api>) -> Result<HttpResponse, Failure> {
    let token = api.store.write(&asker.actor, move |tx| async move { calendar::begin(&tx).await }).await?;
    let address = format!("{}/api/v1/calendar/{token}", api.pages);
    Ok(HttpResponse::Created().json(CalendarAddress { address }))
}

/// End one's calendar: its address works no more.
#[utoipa::path(tag = "meetings", operation_id = "end_calendar", responses((status = 204), (status = 401, body = Problem)))]
#[delete("/me/calendar")]
pub(super) async fn end(asker: Asker, api: Data<Api>) -> Result<HttpResponse, Failure> {
    api.store.write(&asker.actor, move |tx| async move { calendar::end(&tx).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The meetings that the owner of the address reads, for a calendar program. Whoever holds it needs no session.
#[utoipa::path(tag = "meetings", operation_id = "calendar_feed", responses((status = 200, content_type = "text/calendar"), (status = 404, body = Problem)))]
#[get("/calendar/{token}")]
pub(super) async fn feed(api: Data<Api>, token: Path<String>) -> Result<HttpResponse, Failure> {
    let db = api.store.reader();
    let holder = calendar::holder(&api.store, &token).await?;
    let mut meetings = meeting::timeline(db, &holder).await?;
    meetings.retain(|row| row.starts_on.is_some());
    let programmes = programme::of_all(db, &meetings).await?;
    let language = holder.access().and_then(|access| access.language).unwrap_or(Language::Swedish);
    let of = |row| programmes.get(row).map(Vec::as_slice).unwrap_or_default();
    let each = meetings.iter().map(|row| (row, of(&row.id)));
    let networks = network::visible(db, &holder).await?;
    Ok(answer(written::written(catalogue::of(language), &api.pages, &networks, each), "inline"))
}

fn answer(text: String, disposition: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, written::MEDIA_TYPE))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .body(text)
}
