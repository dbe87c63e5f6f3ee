//! What is asked and chosen before a meeting, and reminding those who have not answered.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use domain::ids::{MeetingId, OrganisationId, QuestionId, ThemeId};
use domain::meetings::{meeting, question, remind as reminding, theme};
use wire::{AskMeeting, List, MeetingQuestion, Problem, ProposeTheme, ProposedTheme, SeatsReminded};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

async fn box_of(api: &Api, asker: &Asker, id: MeetingId) -> Result<List<MeetingQuestion>, Failure> {
    let rows = question::list(api.store.reader(), &asker.actor, id).await?;
    Ok(List { items: rows.into_iter().map(MeetingQuestion::from).collect(), next_cursor: None })
}

async fn themes_of(api: &Api, asker: &Asker, id: MeetingId) -> Result<List<ProposedTheme>, Failure> {
    let found = theme::list(api.store.reader(), &asker.actor, id).await?;
    Ok(List { items: ProposedTheme::all(found), next_cursor: None })
}

/// The question box before a meeting: what was asked by name or put forward, one's own, and for coordinators all.
#[utoipa::path(tag = "meetings", operation_id = "meeting_questions", responses((status = 200, body = List<MeetingQuestion>), (status = 404, body = Problem)))]
#[get("/meetings/{id}/questions")]
pub(in crate::routes) async fn questions(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<Json<List<MeetingQuestion>>, Failure> {
    Ok(Json(box_of(&api, &asker, *id).await?))
}

/// Put a question in the box, by name or by way of a coordinator.
#[utoipa::path(tag = "meetings", operation_id = "ask_meeting", request_body = AskMeeting, params(IdempotencyKey), responses((status = 201, body = List<MeetingQuestion>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/meetings/{id}/questions")]
pub(in crate::routes) async fn ask(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<AskMeeting>,
) -> Result<HttpResponse, Failure> {
    let (id, AskMeeting { text, named }) = (id.into_inner(), body.value);
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move { question::ask(&tx, id, &text, named).await })
        .await?;
    Ok(HttpResponse::Created().json(box_of(&api, &asker, id).await?))
}

/// Put a question forward that came by way of a coordinator: everybody sees it, without whose it is.
#[utoipa::path(tag = "meetings", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[put("/meetings/{id}/questions/{question}/forwarded")]
pub(in crate::routes) async fn forward(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, QuestionId)>,
) -> Result<HttpResponse, Failure> {
    let (id, question) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { question::forward(&tx, id, question).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a question out of the box.
#[utoipa::path(tag = "meetings", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/meetings/{id}/questions/{question}")]
pub(in crate::routes) async fn take_back(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, QuestionId)>,
) -> Result<HttpResponse, Failure> {
    let (id, question) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { question::withdraw(&tx, id, question).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What a meeting could be about, the most wanted first.
#[utoipa::path(tag = "meetings", operation_id = "meeting_themes", responses((status = 200, body = List<ProposedTheme>), (status = 404, body = Problem)))]
#[get("/meetings/{id}/themes")]
pub(in crate::routes) async fn themes(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<Json<List<ProposedTheme>>, Failure> {
    Ok(Json(themes_of(&api, &asker, *id).await?))
}

/// Propose a theme for a meeting.
#[utoipa::path(tag = "meetings", request_body = ProposeTheme, params(IdempotencyKey), responses((status = 201, body = List<ProposedTheme>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/meetings/{id}/themes")]
pub(in crate::routes) async fn propose(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<ProposeTheme>,
) -> Result<HttpResponse, Failure> {
    let (id, title) = (id.into_inner(), body.value.title);
    api.store
        .write_once(&asker.actor, body.key, move |tx| async move { theme::propose(&tx, id, &title).await })
        .await?;
    Ok(HttpResponse::Created().json(themes_of(&api, &asker, id).await?))
}

/// Take a theme away: one's own, or any as somebody who plans the meeting.
#[utoipa::path(tag = "meetings", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/meetings/{id}/themes/{theme}")]
pub(in crate::routes) async fn drop_theme(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, ThemeId)>,
) -> Result<HttpResponse, Failure> {
    let (id, theme) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { theme::withdraw(&tx, id, theme).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Say that one's organisation wants a theme: each may want three.
#[utoipa::path(tag = "meetings", responses((status = 200, body = List<ProposedTheme>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/meetings/{id}/themes/{theme}/voices/{organisation}")]
pub(in crate::routes) async fn want(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, ThemeId, OrganisationId)>,
) -> Result<Json<List<ProposedTheme>>, Failure> {
    wanted(asker, api, path.into_inner(), true).await
}

/// Say that one's organisation does not want a theme after all.
#[utoipa::path(tag = "meetings", responses((status = 200, body = List<ProposedTheme>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/meetings/{id}/themes/{theme}/voices/{organisation}")]
pub(in crate::routes) async fn want_not(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, ThemeId, OrganisationId)>,
) -> Result<Json<List<ProposedTheme>>, Failure> {
    wanted(asker, api, path.into_inner(), false).await
}

async fn wanted(
    asker: Asker,
    api: Data<Api>,
    (id, theme, organisation): (MeetingId, ThemeId, OrganisationId),
    wanted: bool,
) -> Result<Json<List<ProposedTheme>>, Failure> {
    let write = move |tx| async move { theme::want(&tx, id, theme, organisation, wanted).await };
    api.store.write(&asker.actor, write).await?;
    Ok(Json(themes_of(&api, &asker, id).await?))
}

/// Remind the seats that have not said whether they come, and nobody else; at most once a day.
#[utoipa::path(tag = "meetings", operation_id = "remind_of_meeting", responses((status = 200, body = SeatsReminded), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/meetings/{id}/reminders")]
pub(in crate::routes) async fn remind(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<Json<SeatsReminded>, Failure> {
    let id = id.into_inner();
    let reminded = api
        .store
        .write(&asker.actor, move |tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            reminding::remind(&tx, &planned).await
        })
        .await?;
    Ok(Json(SeatsReminded { seats: reminded as u64 }))
}
