//! Letters to chosen seats of a network.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, delete, get, post};
use chrono::{DateTime, Utc};
use domain::coordination::mailing::{self, Draft};
use domain::ids::{MailingId, NetworkId};
use wire::{List, Made, Mailing, MailingPreview, PreviewMailing, Problem, SendMailing};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// What has been sent to a network's seats, the latest first.
#[utoipa::path(tag = "mailings", operation_id = "mailings", params(PageQuery), responses((status = 200, body = List<Mailing>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/mailings")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<Mailing>>, Failure> {
    let limit = cursor::limit(page.limit)?;
    let after: Option<(DateTime<Utc>, MailingId)> = cursor::read(page.cursor.as_deref())?;
    let mut rows = mailing::of_network(api.store.reader(), &asker.actor, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sent_at, row.id));
    Ok(Listed(List { items: rows.into_iter().map(Into::into).collect(), next_cursor }))
}

/// Show who would get a letter, and how it would read for one of them. Nothing is sent.
#[utoipa::path(tag = "mailings", operation_id = "preview_mailing", request_body = PreviewMailing, responses((status = 200, body = MailingPreview), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/mailings/preview")]
pub(super) async fn preview(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<PreviewMailing>,
) -> Result<Json<MailingPreview>, Failure> {
    let PreviewMailing { to, subject, text, shown_as } = body.value;
    let draft = Draft { selection: to.into(), subject, text };
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = mailing::preview(db, &asker.actor, *id, &draft, shown_as, (today, asker.language)).await?;
    Ok(Json(found.into()))
}

/// Send a letter to chosen seats: once to each person, by mail. It goes after a minute, until which it can be taken back.
#[utoipa::path(tag = "mailings", operation_id = "send_mailing", request_body = SendMailing, params(IdempotencyKey), responses((status = 201, body = Made), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/networks/{id}/mailings")]
pub(super) async fn send(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<SendMailing>,
) -> Result<HttpResponse, Failure> {
    let (id, key) = (id.into_inner(), body.key);
    let SendMailing { to, subject, text, recipients } = body.value;
    let draft = Draft { selection: to.into(), subject, text };
    let send = move |tx| async move { mailing::send(&tx, id, draft, recipients).await };
    let made = api.store.write_once(&asker.actor, key, send).await?;
    Ok(HttpResponse::Created().json(Made { id: made.0 }))
}

/// Take a letter back before it goes: nobody gets it.
#[utoipa::path(tag = "mailings", operation_id = "take_mailing_back", responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/mailings/{id}")]
pub(super) async fn take_back(asker: Asker, api: Data<Api>, id: Path<MailingId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { mailing::take_back(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
