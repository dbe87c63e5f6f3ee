//! Planning a meeting: what is said of it, its programme, how far it has come.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete, post, put};
use domain::Error;
use domain::access::Audience;
use domain::ids::{MeetingId, NetworkId};
use domain::meetings::{meeting, programme};
use domain::store::Tx;
use wire::{CancelMeeting, Meeting, Problem, SetMeetingState, WriteItem, WriteMeeting, WriteProgramme};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// Begin to plan a meeting, perhaps with the programme of an earlier one to go on from.
#[utoipa::path(tag = "meetings", request_body = WriteMeeting, params(IdempotencyKey), responses((status = 201, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/meetings")]
pub(in crate::routes) async fn plan(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<WriteMeeting>,
) -> Result<HttpResponse, Failure> {
    let (id, key, written) = (id.into_inner(), body.key, body.value);
    let made = api
        .store
        .write_once(&asker.actor, key, move |tx| async move {
            let ground = meeting::ground(&tx, id, &written.hosts, written.like).await?;
            let audience = written.audience.unwrap_or(Audience::WholeNetwork);
            Ok(meeting::plan(&tx, ground, audience, written.facts()?).await?.id)
        })
        .await?;
    let asker = asker.renewed(&api.store).await?;
    let view = super::view(&api, &asker, made).await?;
    Ok(shown(StatusCode::CREATED, view.summary.revision, &view))
}

/// Say something else of a meeting; all of it, as it is to be. What is in the archive is changed with a reason only.
#[utoipa::path(tag = "meetings", request_body = WriteMeeting, responses((status = 200, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/meetings/{id}")]
pub(in crate::routes) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<WriteMeeting>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let only_new = body.value.audience.is_some() || body.value.like.is_some();
    let reason = body.value.reason.clone();
    meeting::planned(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    if only_new {
        return Err(Error::invalid("/audience", "wrong_form").into());
    }
    let facts = body.value.facts()?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            meeting::change(&tx, &planned, revision, facts, reason.as_deref()).await
        })
        .await?;
    let asker = asker.renewed(&api.store).await?;
    let view = super::view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}

/// Say how far a meeting has come.
#[utoipa::path(tag = "meetings", request_body = SetMeetingState, responses((status = 200, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/meetings/{id}/state")]
pub(in crate::routes) async fn set_state(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<SetMeetingState>,
) -> Result<HttpResponse, Failure> {
    let (id, state) = (id.into_inner(), body.value.state);
    meeting::planned(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            meeting::set_state(&tx, &planned, revision, state).await
        })
        .await?;
    let view = super::view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}

/// Write the whole programme anew; an item that stays keeps its id.
#[utoipa::path(tag = "meetings", request_body = WriteProgramme, responses((status = 200, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/meetings/{id}/programme")]
pub(in crate::routes) async fn write_programme(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<WriteProgramme>,
) -> Result<HttpResponse, Failure> {
    let (id, WriteProgramme { items, reason }) = (id.into_inner(), body.value);
    meeting::planned(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let items = items.into_iter().map(WriteItem::written).collect::<domain::Result<Vec<_>>>()?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            programme::write(&tx, &planned, revision, items, reason.as_deref()).await
        })
        .await?;
    let view = super::view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}

/// Cancel a meeting. Everybody whom it concerns is told, and in calendars it stands as cancelled.
#[utoipa::path(tag = "meetings", operation_id = "cancel_meeting", request_body = CancelMeeting, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/meetings/{id}/cancellation")]
pub(in crate::routes) async fn cancel(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<CancelMeeting>,
) -> Result<HttpResponse, Failure> {
    let (id, CancelMeeting { reason }) = (id.into_inner(), body.value);
    meeting::planned(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let cancel = move |tx: Tx| async move {
        let planned = meeting::planned(&tx, tx.actor(), id).await?;
        meeting::cancel(&tx, &planned, revision, &reason).await
    };
    api.store.write(&asker.actor, cancel).await?;
    let asker = asker.renewed(&api.store).await?;
    let view = super::view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}

/// Hold a cancelled meeting after all: for coordinators. It goes on where it stood, and everybody is told.
#[utoipa::path(tag = "meetings", operation_id = "hold_meeting_after_all", params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[delete("/meetings/{id}/cancellation")]
pub(in crate::routes) async fn hold_after_all(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let row = meeting::readable(api.store.reader(), &asker.actor, id).await?;
    if !meeting::rights(&asker.actor, &row).hold_after_all {
        return Err(Error::Forbidden.into());
    }
    let revision = if_match(&request)?;
    let hold = move |tx: Tx| async move {
        let planned = meeting::planned(&tx, tx.actor(), id).await?;
        meeting::hold_after_all(&tx, &planned, revision).await
    };
    api.store.write(&asker.actor, hold).await?;
    let asker = asker.renewed(&api.store).await?;
    let view = super::view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}
