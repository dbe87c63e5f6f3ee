//! Cases, for the coordinators.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use chrono::{DateTime, Utc};
use domain::ids::{CaseFileId, CaseId, ConditionId};
use domain::networks::case::{self, Decision, GovernedCase, Writer};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{Case, CaseRow, CheckCondition, Condition, DecideCase, List, NameOrganisation, Problem, SayInCase};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::routes::files::attachment;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CasesQuery {
    /// Those that are over, the newest first; without it those that wait, the oldest first.
    #[serde(default)]
    over: bool,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The cases of the networks one coordinates; nothing for anybody else.
#[utoipa::path(tag = "joining", operation_id = "cases", params(CasesQuery), responses((status = 200, body = List<CaseRow>), (status = 401, body = Problem)))]
#[get("/cases")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    query: Query<CasesQuery>,
) -> Result<Listed<List<CaseRow>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(DateTime<Utc>, CaseId)> = cursor::read(query.cursor.as_deref())?;
    let mut rows = case::list(api.store.reader(), &asker.actor, query.over, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.received_at, row.id));
    Ok(Listed(List { items: rows.iter().map(CaseRow::from).collect(), next_cursor }))
}

async fn view(api: &Api, found: &GovernedCase) -> Result<Case, Failure> {
    let (db, row) = (api.store.reader(), found.row());
    Ok(Case {
        row: row.into(),
        revision: row.revision,
        email: row.email.clone(),
        language: row.language,
        message: row.message.clone(),
        asked: case::asked(db, row).await?.into_iter().map(Condition::from).collect(),
        answers: case::answers(db, row).await?.into_iter().map(Into::into).collect(),
        checks: case::checks(db, row).await?.into_iter().map(Into::into).collect(),
        words: case::words(db, row).await?.into_iter().map(Into::into).collect(),
        files: case::files(db, row).await?.into_iter().map(Into::into).collect(),
        acts: case::acts(db, row).await?.into_iter().map(Into::into).collect(),
    })
}

async fn answer(api: &Api, asker: &Asker, id: CaseId) -> Result<HttpResponse, Failure> {
    let found = case::governed(api.store.reader(), &asker.actor, id).await?;
    Ok(shown(StatusCode::OK, found.row().revision, &view(api, &found).await?))
}

/// A case.
#[utoipa::path(tag = "joining", operation_id = "case", responses((status = 200, body = Case), (status = 404, body = Problem)))]
#[get("/cases/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<CaseId>) -> Result<HttpResponse, Failure> {
    answer(&api, &asker, id.into_inner()).await
}

/// Write to whoever asked: it goes to them by letter, and they answer by its link.
#[utoipa::path(tag = "joining", operation_id = "say_in_case", request_body = SayInCase, params(IdempotencyKey), responses((status = 200, body = Case), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/cases/{id}/words")]
pub(super) async fn say(
    asker: Asker,
    api: Data<Api>,
    id: Path<CaseId>,
    body: Body<SayInCase>,
) -> Result<HttpResponse, Failure> {
    let (id, text) = (id.into_inner(), body.value.text);
    let say = move |tx: domain::store::Tx| async move {
        let found = case::governed(&tx, tx.actor(), id).await?;
        case::say(&tx, Writer::Coordinator(&found), &text).await?;
        Ok(id)
    };
    api.store.write_once(&asker.actor, body.key, say).await?;
    answer(&api, &asker, id).await
}

/// Put in what whoever asked has written by mail: it is theirs, and says which coordinator put it in.
#[utoipa::path(tag = "joining", operation_id = "put_mail_in_case", request_body = SayInCase, params(IdempotencyKey), responses((status = 200, body = Case), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/cases/{id}/mails")]
pub(super) async fn put_mail(
    asker: Asker,
    api: Data<Api>,
    id: Path<CaseId>,
    body: Body<SayInCase>,
) -> Result<HttpResponse, Failure> {
    let (id, text) = (id.into_inner(), body.value.text);
    let put = move |tx: domain::store::Tx| async move {
        let found = case::governed(&tx, tx.actor(), id).await?;
        case::say(&tx, Writer::ByMail(&found), &text).await?;
        Ok(id)
    };
    api.store.write_once(&asker.actor, body.key, put).await?;
    answer(&api, &asker, id).await
}

/// Say what one holds of a condition.
#[utoipa::path(tag = "joining", operation_id = "check_condition", request_body = CheckCondition, responses((status = 200, body = Case), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[put("/cases/{id}/checks/{condition}")]
pub(super) async fn check(
    asker: Asker,
    api: Data<Api>,
    path: Path<(CaseId, ConditionId)>,
    body: Body<CheckCondition>,
) -> Result<HttpResponse, Failure> {
    let ((id, condition), CheckCondition { state, note }) = (path.into_inner(), body.value);
    let check = move |tx: domain::store::Tx| async move {
        let found = case::governed(&tx, tx.actor(), id).await?;
        case::check(&tx, &found, condition, state, &note).await
    };
    api.store.write(&asker.actor, check).await?;
    answer(&api, &asker, id).await
}

/// Say which organisation asks, where it was not found in the list.
#[utoipa::path(tag = "joining", operation_id = "name_organisation_of_case", params(("If-Match" = String, Header, description = "The revision one has seen")), request_body = NameOrganisation, responses((status = 200, body = Case), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[put("/cases/{id}/organisation")]
pub(super) async fn name_organisation(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<CaseId>,
    body: Body<NameOrganisation>,
) -> Result<HttpResponse, Failure> {
    let (id, organisation) = (id.into_inner(), body.value.organisation_id);
    case::governed(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let name = move |tx: domain::store::Tx| async move {
        let found = case::governed(&tx, tx.actor(), id).await?;
        case::name_organisation(&tx, &found, revision, organisation).await
    };
    api.store.write(&asker.actor, name).await?;
    answer(&api, &asker, id).await
}

/// Decide the case: it makes participation and seats, and tells whoever asked. Of two at once one decides.
#[utoipa::path(tag = "joining", operation_id = "decide_case", params(("If-Match" = String, Header, description = "The revision one has seen")), request_body = DecideCase, responses((status = 200, body = Case), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[post("/cases/{id}/decision")]
pub(super) async fn decide(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<CaseId>,
    body: Body<DecideCase>,
) -> Result<HttpResponse, Failure> {
    let (id, DecideCase { decision, reason, seats }) = (id.into_inner(), body.value);
    case::governed(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let new = Decision { decision, reason, seats: seats.into_iter().map(|seat| (seat.kind, seat.title)).collect() };
    let decide = move |tx: domain::store::Tx| async move {
        let found = case::governed(&tx, tx.actor(), id).await?;
        case::decide(&tx, &found, revision, new).await
    };
    api.store.write(&asker.actor, decide).await?;
    let asker = asker.renewed(&api.store).await?;
    answer(&api, &asker, id).await
}

/// A file of the case. Nothing that was sent in is shown as ours: it goes out as an attachment.
#[utoipa::path(tag = "joining", operation_id = "file_of_case", responses((status = 200, description = "The file", content_type = "application/octet-stream"), (status = 404, body = Problem)))]
#[get("/cases/{id}/files/{file}")]
pub(super) async fn file(
    asker: Asker,
    api: Data<Api>,
    path: Path<(CaseId, CaseFileId)>,
) -> Result<HttpResponse, Failure> {
    let (id, file) = path.into_inner();
    let found = case::governed(api.store.reader(), &asker.actor, id).await?;
    let file = found.file(api.store.reader(), file).await?;
    let size = u64::try_from(file.size).unwrap_or_default();
    let bytes = api.blobs.read(&file.blob_hash, 0, size, true).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::CONTENT_DISPOSITION, attachment(&file.name)))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        // compressed on the way it would not be as long as is said
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(actix_web::body::SizedStream::new(size, bytes)))
}
