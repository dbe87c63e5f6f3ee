//! The summary on top of a thread.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, put};
use domain::conversations::conversation;
use domain::conversations::summary::{self, Wording};
use domain::ids::ConversationId;
use wire::{List, Problem, Summary, WriteSummary};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// The summary of a thread; revision 0 where there is none.
#[utoipa::path(tag = "summaries", responses((status = 200, body = Summary), (status = 404, body = Problem)))]
#[get("/conversations/{id}/summary")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<ConversationId>) -> Result<HttpResponse, Failure> {
    view(&api, &asker, *id).await
}

async fn view(api: &Api, asker: &Asker, id: ConversationId) -> Result<HttpResponse, Failure> {
    let db = api.store.reader();
    let found = conversation::readable(db, &asker.actor, id).await?;
    let summary = summary::current(db, &found).await?.as_ref().map_or_else(Summary::none, Summary::from);
    Ok(shown(StatusCode::OK, summary.revision, &summary))
}

/// Improve the summary of a thread; the wording before stays.
#[utoipa::path(tag = "summaries", request_body = WriteSummary, params(("If-Match" = String, Header, description = "The revision one started from; 0 where there was none")), responses((status = 200, body = Summary), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/conversations/{id}/summary")]
pub(super) async fn write(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<WriteSummary>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let wording = Wording::written(&body.value.text)?;
    let found = conversation::readable(api.store.reader(), &asker.actor, id).await?;
    found.allows(|rights| rights.summarise)?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            summary::improve(&tx, &found, revision, &wording).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// The wordings of a summary, the newest first.
#[utoipa::path(tag = "summaries", params(PageQuery), responses((status = 200, body = List<Summary>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/summary/versions")]
pub(super) async fn versions(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<Summary>>, Failure> {
    let limit = cursor::limit(page.limit)?;
    let before: Option<i64> = cursor::read(page.cursor.as_deref())?;
    let db = api.store.reader();
    let found = conversation::readable(db, &asker.actor, *id).await?;
    let mut rows = summary::versions(db, &found, before, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.revision);
    Ok(Listed(List { items: rows.iter().map(Summary::from).collect(), next_cursor }))
}
