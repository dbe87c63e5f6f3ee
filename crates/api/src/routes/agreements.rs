//! Agreements, who has decided on them, and who took part on a day.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, put};
use chrono::NaiveDate;
use domain::ids::{AgreementId, NetworkId, OrganisationId};
use domain::networks::agreement::asking;
use domain::networks::{agreement, network, roll as rolls};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    Agreement, AgreementRow, AgreementText, BoardRow, List, Made, NoteAdoption, NotedAdoption, Problem, RenewAgreement,
    RollLine, WriteAgreement,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;
use crate::table_file::{self, Form, Table};

/// The agreements of a network, the newest period first.
#[utoipa::path(tag = "agreements", operation_id = "agreements_of_network", responses((status = 200, body = List<AgreementRow>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/agreements")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<List<AgreementRow>>, Failure> {
    let rows = agreement::list(api.store.reader(), &asker.actor, *id, api.store.clock().today()).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Write a new agreement.
#[utoipa::path(tag = "agreements", operation_id = "write_agreement", request_body = WriteAgreement, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/agreements")]
pub(super) async fn write(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<WriteAgreement>,
) -> Result<HttpResponse, Failure> {
    let (id, writing) = (id.into_inner(), agreement::Writing::from(body.value));
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { agreement::write(&tx, id, writing).await })
        .await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// An agreement, with who has decided on it and who is missing.
#[utoipa::path(tag = "agreements", operation_id = "show_agreement", responses((status = 200, body = Agreement), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/agreements/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<AgreementId>) -> Result<HttpResponse, Failure> {
    view(&api, &asker, *id).await
}

/// One of the texts that an agreement has had, by its number: what was decided on before it was changed.
#[utoipa::path(tag = "agreements", operation_id = "agreement_text", responses((status = 200, body = AgreementText), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/agreements/{id}/versions/{number}")]
pub(super) async fn text_of(
    asker: Asker,
    api: Data<Api>,
    path: Path<(AgreementId, i64)>,
) -> Result<Json<AgreementText>, Failure> {
    let (id, number) = path.into_inner();
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = agreement::readable(db, &asker.actor, id, today).await?;
    Ok(Json(agreement::text(db, &asker.actor, &found, Some(number)).await?.into()))
}

/// What has been noted of an organisation's decision, the newest first.
#[utoipa::path(tag = "agreements", operation_id = "adoption_history", responses((status = 200, body = List<NotedAdoption>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/agreements/{id}/adoptions/{organisation}")]
pub(super) async fn adoption_history(
    asker: Asker,
    api: Data<Api>,
    path: Path<(AgreementId, OrganisationId)>,
) -> Result<Json<List<NotedAdoption>>, Failure> {
    let (id, organisation) = path.into_inner();
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = agreement::readable(db, &asker.actor, id, today).await?;
    let rows = agreement::history(db, &asker.actor, &found, organisation).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

async fn view(api: &Api, asker: &Asker, id: AgreementId) -> Result<HttpResponse, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = agreement::readable(db, &asker.actor, id, today).await?;
    let text = agreement::text(db, &asker.actor, &found, None).await?;
    let board = agreement::board(db, &asker.actor, &found, today).await?;
    let may_write = agreement::may_write(&asker.actor, found.network_id);
    let (mut recipients, mut told) = (Vec::new(), Vec::new());
    if may_write {
        recipients = asking::recipients(db, &asker.actor, &found, today).await?;
        told = asking::told(db, &asker.actor, &found).await?;
    }
    let view = Agreement {
        renews: found.renews_id,
        text: text.text,
        html: text.html,
        document_id: text.document_id,
        written_at: text.written_at,
        board: board.into_iter().map(|row| BoardRow::of(row, &recipients, &told)).collect(),
        may_write: agreement::writes(&asker.actor, found.network_id),
        may_ask: asking::may_ask(db, &asker.actor, &found, api.store.clock().now()).await?,
        revision: found.revision,
        row: found.into(),
    };
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// Change an agreement; another text is another version.
#[utoipa::path(tag = "agreements", operation_id = "rewrite_agreement", request_body = WriteAgreement, responses((status = 200, body = Agreement), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/agreements/{id}")]
pub(super) async fn rewrite(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<AgreementId>,
    body: Body<WriteAgreement>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    // who is not signed in, and who may not, is told so before what the request lacks
    asker.actor.signed_in()?;
    let found = agreement::readable(api.store.reader(), &asker.actor, id, api.store.clock().today()).await?;
    if !agreement::may_write(&asker.actor, found.network_id) {
        return Err(domain::Error::Forbidden.into());
    }
    let (revision, writing) = (if_match(&request)?, agreement::Writing::from(body.value));
    api.store
        .write(&asker.actor, move |tx| async move { agreement::rewrite(&tx, id, revision, writing).await })
        .await?;
    view(&api, &asker, id).await
}

/// Begin the agreement that follows on this one, and ask for the decisions on it by letter if that is said.
#[utoipa::path(tag = "agreements", operation_id = "renew_agreement", request_body = RenewAgreement, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/agreements/{id}/renewal")]
pub(super) async fn renew(
    asker: Asker,
    api: Data<Api>,
    id: Path<AgreementId>,
    body: Body<RenewAgreement>,
) -> Result<HttpResponse, Failure> {
    let (id, RenewAgreement { ask }) = (id.into_inner(), body.value);
    let renew = move |tx| async move { agreement::renew(&tx, id, ask).await };
    let made = api.store.write_once(&asker.actor, body.key, renew).await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Ask for the decisions that are missing: a letter to each who holds an official seat there, at most once a week.
#[utoipa::path(tag = "agreements", operation_id = "ask_for_decisions", responses((status = 200, body = Agreement), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/agreements/{id}/letters")]
pub(super) async fn ask_for_decisions(
    asker: Asker,
    api: Data<Api>,
    id: Path<AgreementId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { asking::ask(&tx, id).await }).await?;
    view(&api, &asker, id).await
}

/// Note an organisation's decision, or correct it.
#[utoipa::path(tag = "agreements", operation_id = "note_adoption", request_body = NoteAdoption, responses((status = 200, body = Agreement), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[put("/agreements/{id}/adoptions/{organisation}")]
pub(super) async fn adopt(
    asker: Asker,
    api: Data<Api>,
    path: Path<(AgreementId, OrganisationId)>,
    body: Body<NoteAdoption>,
) -> Result<HttpResponse, Failure> {
    let ((id, organisation), adopting) = (path.into_inner(), agreement::Adopting::from(body.value));
    api.store
        .write(&asker.actor, move |tx| async move { agreement::adopt(&tx, id, organisation, adopting).await })
        .await?;
    view(&api, &asker, id).await
}

/// Take back what was noted of an organisation.
#[utoipa::path(tag = "agreements", operation_id = "withdraw_adoption", responses((status = 200, body = Agreement), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/agreements/{id}/adoptions/{organisation}")]
pub(super) async fn withdraw(
    asker: Asker,
    api: Data<Api>,
    path: Path<(AgreementId, OrganisationId)>,
) -> Result<HttpResponse, Failure> {
    let (id, organisation) = path.into_inner();
    api.store.write(&asker.actor, move |tx| async move { agreement::withdraw(&tx, id, organisation).await }).await?;
    view(&api, &asker, id).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct RollQuery {
    /// On which day; today without it.
    #[serde(default)]
    on: Option<NaiveDate>,
    /// As a file: `csv` or `xlsx`; `csv` without it.
    #[serde(default)]
    #[param(inline)]
    form: Form,
}

/// Who took part on a day: every organisation with those who sat for it.
#[utoipa::path(tag = "agreements", operation_id = "roll", params(RollQuery), responses((status = 200, body = List<RollLine>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/roll")]
pub(super) async fn roll(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<RollQuery>,
) -> Result<Json<List<RollLine>>, Failure> {
    let day = query.on.unwrap_or_else(|| api.store.clock().today());
    let rows = rolls::on(api.store.reader(), &asker.actor, *id, day).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// The same as a table to take along.
#[utoipa::path(tag = "agreements", operation_id = "roll_file", params(RollQuery), responses((status = 200, description = "The file", content_type = "application/octet-stream"), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/roll/file")]
pub(super) async fn roll_file(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<RollQuery>,
) -> Result<HttpResponse, Failure> {
    let day = query.on.unwrap_or_else(|| api.store.clock().today());
    let db = api.store.reader();
    let lines = rolls::on(db, &asker.actor, *id, day).await?;
    let name = network::readable(db, &asker.actor, *id).await?.name;
    let words = &asker.words().roll;
    let rows = lines.into_iter().map(|line| {
        let person = match (&line.person, line.held, line.seat_id) {
            (Some(name), ..) => name.clone(),
            (None, true, _) => asker.words().representative.to_owned(),
            (None, false, Some(_)) => words.vacant.to_owned(),
            (None, false, None) => String::new(),
        };
        let state = (words.state)(line.state).to_owned();
        let title = line.title.unwrap_or_default();
        let kind = line.seat_kind.map(|kind| (words.seat)(kind).to_owned()).unwrap_or_default();
        vec![line.organisation, state, line.since.to_string(), kind, title, person]
    });
    let widths = [34.0, 16.0, 14.0, 18.0, 26.0, 30.0];
    let head = words.columns.map(str::to_owned).into_iter().zip(widths).collect();
    let title = format!("{} {name} {day}", words.name);
    table_file::answer(query.form, &title, Table { head, rows: rows.collect() }).await
}
