//! What a meeting leaves behind: decisions and promises, evaluation, and its publication.

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use domain::Error;
use domain::ids::{MeetingId, OrganisationId, PromiseId};
use domain::meetings::{evaluation, meeting, notes, promise};
use domain::store::Tx;
use wire::{
    Dossier, EvaluateMeeting, Evaluation, Meeting, MeetingPromise, Named, Problem, PublishMeeting, SayPromise,
    SayPromiseStatus,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// What a meeting leaves behind besides its notes: decisions and promises, evaluation, and what it still lacks.
#[utoipa::path(tag = "meetings", operation_id = "meeting_dossier", responses((status = 200, body = Dossier), (status = 404, body = Problem)))]
#[get("/meetings/{id}/dossier")]
pub(in crate::routes) async fn show(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<Json<Dossier>, Failure> {
    Ok(Json(view(&api, &asker, *id).await?))
}

async fn view(api: &Api, asker: &Asker, id: MeetingId) -> Result<Dossier, Failure> {
    let (db, actor) = (api.store.reader(), &asker.actor);
    let row = meeting::readable(db, actor, id).await?;
    let plans = meeting::rights(actor, &row).plan;
    let promises = promise::of_meeting(db, actor, id).await?.into_iter().map(|one| {
        let may_finish = promise::may_finish(actor, &row, &one);
        MeetingPromise::new(one, may_finish)
    });
    Ok(Dossier {
        promises: promises.collect(),
        may_record: promise::may_record(actor, &row),
        lacking: if plans { notes::lacking(db, &row).await? } else { Vec::new() },
        document_id: notes::published_as(db, &row).await?,
        evaluations: evaluation::of_meeting(db, actor, &row).await?.into_iter().map(Evaluation::from).collect(),
        own: evaluation::asked(db, actor, &row).await?.into_iter().map(|(id, name)| Named { id: id.0, name }).collect(),
    })
}

/// Record a decision or a promise of a meeting.
#[utoipa::path(tag = "meetings", operation_id = "record_promise", request_body = SayPromise, params(IdempotencyKey), responses((status = 201, body = Dossier), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/meetings/{id}/promises")]
pub(in crate::routes) async fn record(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<SayPromise>,
) -> Result<HttpResponse, Failure> {
    let (id, (said, from)) = (id.into_inner(), body.value.into_parts());
    let write = move |tx| async move { promise::record(&tx, id, said, from).await };
    api.store.write_once(&asker.actor, body.key, write).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(view(&api, &asker, id).await?))
}

/// Say something else of a decision or promise; all of it, as it is to be.
#[utoipa::path(tag = "meetings", operation_id = "change_promise", request_body = SayPromise, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Dossier), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/promises/{id}")]
pub(in crate::routes) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<PromiseId>,
    body: Body<SayPromise>,
) -> Result<Json<Dossier>, Failure> {
    let (id, (said, _)) = (id.into_inner(), body.value.into_parts());
    promise::changeable(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let write = move |tx| async move { promise::change(&tx, id, revision, said).await };
    let meeting = api.store.write(&asker.actor, write).await?;
    Ok(Json(view(&api, &asker, meeting).await?))
}

/// Say how far a decision or promise has come: a seat of the organisation it is for, or who plans the meeting.
#[utoipa::path(tag = "meetings", operation_id = "say_promise_status", request_body = SayPromiseStatus, responses((status = 200, body = Dossier), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[put("/promises/{id}/status")]
pub(in crate::routes) async fn say_status(
    asker: Asker,
    api: Data<Api>,
    id: Path<PromiseId>,
    body: Body<SayPromiseStatus>,
) -> Result<Json<Dossier>, Failure> {
    let (id, SayPromiseStatus { status }) = (id.into_inner(), body.value);
    let write = move |tx| async move { promise::say_status(&tx, id, status).await };
    let meeting = api.store.write(&asker.actor, write).await?;
    Ok(Json(view(&api, &asker, meeting).await?))
}

/// Say what an organisation thought of a meeting; the last answer counts.
#[utoipa::path(tag = "meetings", operation_id = "evaluate_meeting", request_body = EvaluateMeeting, responses((status = 200, body = Dossier), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/meetings/{id}/evaluations/{organisation}")]
pub(in crate::routes) async fn evaluate(
    asker: Asker,
    api: Data<Api>,
    path: Path<(MeetingId, OrganisationId)>,
    body: Body<EvaluateMeeting>,
) -> Result<Json<Dossier>, Failure> {
    let ((id, organisation), EvaluateMeeting { score, takes_home, better }) = (path.into_inner(), body.value);
    let write = move |tx| async move { evaluation::answer(&tx, id, organisation, score, &takes_home, &better).await };
    api.store.write(&asker.actor, write).await?;
    Ok(Json(view(&api, &asker, id).await?))
}

/// Publish a meeting: its notes become a document of the archive, with its decisions and promises. From then on they are
/// changed by a new version with a reason only.
#[utoipa::path(tag = "meetings", operation_id = "publish_meeting", request_body = PublishMeeting, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Meeting), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[post("/meetings/{id}/publication")]
pub(in crate::routes) async fn publish(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<PublishMeeting>,
) -> Result<HttpResponse, Failure> {
    /// How often somebody may write a last word while it is being published.
    const TRIES: usize = 3;
    let (id, PublishMeeting { summary }) = (id.into_inner(), body.value);
    meeting::planned(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    for left in (0..TRIES).rev() {
        let draft = notes::draft(api.store.reader(), &asker.actor, id, asker.words()).await?;
        let blob = api.blobs.store_bytes(Bytes::from(draft.text.clone())).await?;
        let summary = summary.clone();
        let write = move |tx: Tx| async move {
            let planned = meeting::planned(&tx, tx.actor(), id).await?;
            notes::publish(&tx, &planned, revision, draft, blob, summary).await
        };
        match api.store.write(&asker.actor, write).await {
            Err(Error::Stale) if left > 0 => {}
            Err(error) => return Err(error.into()),
            Ok(_) => break,
        }
    }
    let view = super::view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.summary.revision, &view))
}
