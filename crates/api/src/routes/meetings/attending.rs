//! Who comes to a meeting, whom they bring, and who was there.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use domain::Error;
use domain::ids::{GuestId, MeetingId, NetworkId, SeatId};
use domain::meetings::{answer, attendance, guest, meeting};
use uuid::Uuid;
use wire::{
    AnswerMeeting, AttendanceRow, BringGuest, List, MeetingAnswers, MeetingGuest, MeetingPlace, NoteAttendance,
    OwnPlace, Problem,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// Who comes to a meeting, whom they bring, and who was there.
#[utoipa::path(tag = "meetings", operation_id = "meeting_answers", responses((status = 200, body = MeetingAnswers), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/meetings/{id}/answers")]
pub(in crate::routes) async fn answers(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<Json<MeetingAnswers>, Failure> {
    Ok(Json(view(&api, &asker, *id).await?))
}

async fn view(api: &Api, asker: &Asker, id: MeetingId) -> Result<MeetingAnswers, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let places = answer::of_meeting(db, &asker.actor, id, today).await?;
    let row = meeting::readable(db, &asker.actor, id).await?;
    let plans = meeting::rights(&asker.actor, &row).plan;
    let (own, _) = answer::of_actor(db, &asker.actor, &row, today).await?;
    let is_own = |subject: Uuid| own.iter().any(|place| place.subject_id == subject);
    let places = places.into_iter().map(|place| {
        let with_note = plans || is_own(place.subject_id);
        MeetingPlace::new(place, with_note)
    });
    let guests = guest::of_meeting(db, &row).await?.into_iter().map(|one| {
        let with_email = guest::may_bring(&asker.actor, &row, one.organisation_id);
        MeetingGuest::new(one, with_email)
    });
    Ok(MeetingAnswers { places: places.collect(), guests: guests.collect() })
}

/// Answer for a place at a meeting: one's seat, oneself where one has none, or as coordinator a seat that has not answered.
/// The last answer counts; who gave it shows.
#[utoipa::path(tag = "meetings", operation_id = "answer_meeting", request_body = AnswerMeeting, responses((status = 200, body = OwnPlace), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/meetings/{id}/answers/{subject}")]
pub(in crate::routes) async fn say(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, Uuid)>,
    body: Body<AnswerMeeting>,
) -> Result<HttpResponse, Failure> {
    let ((id, subject), AnswerMeeting { answer, stand_in, note }) = (path.into_inner(), body.value);
    api.store
        .write(&asker.actor, move |tx| async move {
            let writing = answer::answerable(&tx, tx.actor(), id, subject, tx.today()).await?;
            answer::answer(&tx, &writing, answer, stand_in, &note).await
        })
        .await?;
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let row = meeting::readable(db, &asker.actor, id).await?;
    let found = answer::places(db, &row, today).await?.into_iter().find(|place| place.subject_id == subject);
    let (_, deputies) = answer::of_actor(db, &asker.actor, &row, today).await?;
    let view = OwnPlace::all((found.into_iter().collect(), deputies)).pop().ok_or(Error::NotFound)?;
    Ok(HttpResponse::build(StatusCode::OK).json(view))
}

/// Confirm that a deputy stands in, where the network lets them by exception only.
#[utoipa::path(tag = "meetings", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/meetings/{id}/answers/{subject}/confirmation")]
pub(in crate::routes) async fn confirm(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, SeatId)>,
) -> Result<HttpResponse, Failure> {
    let (id, seat) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { answer::confirm(&tx, id, seat).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Bring somebody along from home.
#[utoipa::path(tag = "meetings", request_body = BringGuest, params(IdempotencyKey), responses((status = 201, body = MeetingAnswers), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/meetings/{id}/guests")]
pub(in crate::routes) async fn bring(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<BringGuest>,
) -> Result<HttpResponse, Failure> {
    let (id, BringGuest { organisation_id, name, email }) = (id.into_inner(), body.value);
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move {
            guest::bring(&tx, id, organisation_id, &name, &email).await
        })
        .await?;
    Ok(HttpResponse::Created().json(view(&api, &asker, id).await?))
}

/// Bring them along no more.
#[utoipa::path(tag = "meetings", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/meetings/{id}/guests/{guest}")]
pub(in crate::routes) async fn leave_home(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, GuestId)>,
) -> Result<HttpResponse, Failure> {
    let (id, guest) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { guest::leave_home(&tx, id, guest).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Note who was there: all of them at once.
#[utoipa::path(tag = "meetings", request_body = NoteAttendance, responses((status = 200, body = MeetingAnswers), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/meetings/{id}/attendance")]
pub(in crate::routes) async fn note_attendance(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<NoteAttendance>,
) -> Result<Json<MeetingAnswers>, Failure> {
    const MOST: usize = 1_000;
    let (id, present) = (id.into_inner(), body.value.present);
    if present.len() > MOST {
        return Err(Error::invalid("/present", "too_many").into());
    }
    api.store.write(&asker.actor, move |tx| async move { attendance::note(&tx, id, &present).await }).await?;
    Ok(Json(view(&api, &asker, id).await?))
}

/// How a network's meetings were attended, in numbers by role, the latest first.
#[utoipa::path(tag = "meetings", operation_id = "attendance", responses((status = 200, body = List<AttendanceRow>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/attendance")]
pub(in crate::routes) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<AttendanceRow>>, Failure> {
    let rows = attendance::of_network(api.store.reader(), &asker.actor, *id).await?;
    Ok(Json(List { items: rows.into_iter().map(AttendanceRow::from).collect(), next_cursor: None }))
}
