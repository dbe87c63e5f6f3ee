//! The link of a letter about a case. Looking at it changes nothing: mail scanners look at everything. Who holds the link
//! needs no session.

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::{Data, Json, Path, Payload, Query};
use actix_web::{HttpRequest, get, post};
use domain::Error;
use domain::ids::ConditionId;
use domain::networks::case::{self, Writer};
use domain::networks::expression;
use futures_util::TryStreamExt;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{CaseLink, Condition, FollowedCase, Problem, SayInCase};

use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

async fn view(api: &Api, token: &str) -> Result<Json<CaseLink>, Failure> {
    let (db, now) = (api.store.reader(), api.store.clock().now());
    let found = match case::followed(db, token, now).await {
        Ok(found) => found,
        Err(Error::NotFound) => {
            let waiting = expression::unconfirmed(db, token, now).await?;
            return Ok(Json(CaseLink {
                confirmed: false,
                network: waiting.network,
                organisation: waiting.organisation_name,
                name: waiting.name,
                email: waiting.email,
                received_at: waiting.created_at,
                language: waiting.language,
                case: None,
            }));
        }
        Err(error) => return Err(error.into()),
    };
    let row = found.row();
    let followed = FollowedCase {
        kind: row.kind,
        state: row.state,
        decision: row.decision,
        message: row.message.clone(),
        asked: case::asked(db, row).await?.into_iter().map(Condition::from).collect(),
        answers: case::answers(db, row).await?.into_iter().map(Into::into).collect(),
        words: case::words(db, row).await?.into_iter().map(Into::into).collect(),
        files: case::files(db, row).await?.into_iter().map(Into::into).collect(),
        acts: case::acts(db, row).await?.into_iter().map(Into::into).collect(),
    };
    Ok(Json(CaseLink {
        confirmed: true,
        network: row.network.clone(),
        organisation: row.organisation_name.clone(),
        name: row.name.clone(),
        email: row.email.clone(),
        received_at: row.received_at,
        language: row.language,
        case: Some(followed),
    }))
}

/// What the link of a letter follows: what waits to be confirmed, or the case.
#[utoipa::path(tag = "joining", operation_id = "case_link", responses((status = 200, body = CaseLink), (status = 404, body = Problem)))]
#[get("/case-links/{token}")]
pub(super) async fn show(api: Data<Api>, token: Path<String>) -> Result<Json<CaseLink>, Failure> {
    view(&api, &token).await
}

/// Confirm the address: the expression of interest becomes a case. Done twice it is done once.
#[utoipa::path(tag = "joining", operation_id = "confirm_expression", responses((status = 200, body = CaseLink), (status = 404, body = Problem)))]
#[post("/case-links/{token}/confirmation")]
pub(super) async fn confirm(api: Data<Api>, token: Path<String>) -> Result<Json<CaseLink>, Failure> {
    let now = api.store.clock().now();
    match expression::unconfirmed(api.store.reader(), &token, now).await {
        Ok(waiting) => {
            let holder = waiting.holder(&api.store.anonymous().await?);
            let confirm = move |tx| async move { expression::confirm(&tx, waiting).await };
            match api.store.write(&holder, confirm).await {
                // the one that came at the same time has confirmed it
                Ok(_) | Err(Error::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // confirmed already, or nothing of ours: the view tells
        Err(Error::NotFound) => {}
        Err(error) => return Err(error.into()),
    }
    view(&api, &token).await
}

/// Write to the coordinators in one's case.
#[utoipa::path(tag = "joining", operation_id = "say_by_case_link", request_body = SayInCase, responses((status = 200, body = CaseLink), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/case-links/{token}/words")]
pub(super) async fn say(api: Data<Api>, token: Path<String>, body: Body<SayInCase>) -> Result<Json<CaseLink>, Failure> {
    let found = case::followed(api.store.reader(), &token, api.store.clock().now()).await?;
    let (holder, text) = (found.holder(&api.store.anonymous().await?), body.value.text);
    let say = move |tx| async move { case::say(&tx, Writer::Applicant(&found), &text).await };
    api.store.write(&holder, say).await?;
    view(&api, &token).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct NewFile {
    /// What it is called.
    name: String,
    /// The condition it shows something of.
    #[serde(default)]
    condition: Option<ConditionId>,
}

/// Show something of a condition: at most twelve files, each of at most 20 MiB.
#[utoipa::path(tag = "joining", operation_id = "attach_by_case_link", params(NewFile), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = CaseLink), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem)))]
#[post("/case-links/{token}/files")]
pub(super) async fn attach(
    request: HttpRequest,
    api: Data<Api>,
    token: Path<String>,
    query: Query<NewFile>,
    bytes: Payload,
) -> Result<Json<CaseLink>, Failure> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("application/octet-stream") {
        return Err(Failure::shape(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"));
    }
    let found = case::followed(api.store.reader(), &token, api.store.clock().now()).await?;
    let NewFile { name, condition } = query.into_inner();
    let bytes = bytes.map_err(|error| BrokenOff(error.to_string()));
    let blob = api.blobs.store(bytes, case::LARGEST_FILE.min(api.max_upload)).await?;
    let media_type = (api.media_type)(&blob.head, &name);
    let holder = found.holder(&api.store.anonymous().await?);
    let attach = move |tx| async move { case::attach(&tx, &found, condition, &name, &blob, media_type).await };
    api.store.write(&holder, attach).await?;
    view(&api, &token).await
}

/// The connection broke.
struct BrokenOff(String);

impl From<BrokenOff> for Error {
    fn from(BrokenOff(why): BrokenOff) -> Self {
        tracing::info!(why, "a file of a case broke off");
        Self::invalid("/file", "missing")
    }
}

/// Take back what one asked for.
#[utoipa::path(tag = "joining", operation_id = "withdraw_by_case_link", responses((status = 200, body = CaseLink), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/case-links/{token}/withdrawal")]
pub(super) async fn withdraw(api: Data<Api>, token: Path<String>) -> Result<Json<CaseLink>, Failure> {
    let found = case::followed(api.store.reader(), &token, api.store.clock().now()).await?;
    let holder = found.holder(&api.store.anonymous().await?);
    api.store.write(&holder, move |tx| async move { case::withdraw(&tx, &found).await }).await?;
    view(&api, &token).await
}
