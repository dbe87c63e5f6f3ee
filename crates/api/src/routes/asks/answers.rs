//! The answers of an ask.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, put};
use domain::conversations::text::Text;
use domain::ids::{ConversationId, OrganisationId};
use domain::methods::ask;
use wire::{AskAnswer, AskAnswerStep, List, Problem, WriteAnswer};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// What the organisations answer, in the order of their names.
#[utoipa::path(tag = "asks", operation_id = "answers", params(PageQuery), responses((status = 200, body = List<AskAnswer>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/ask/answers")]
pub(in crate::routes) async fn list(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<AskAnswer>>, Failure> {
    let db = api.store.reader();
    let limit = cursor::limit(page.limit)?;
    let after: Option<(String, OrganisationId)> = cursor::read(page.cursor.as_deref())?;
    let found = ask::readable(db, &asker.actor, *id).await?;
    let mut rows = ask::answers(db, &found, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.organisation_id));
    Ok(Listed(List { items: rows.iter().map(AskAnswer::from).collect(), next_cursor }))
}

/// Write an organisation's answer, or change it: any of its current seats may. `If-Match` names the number one started
/// from; `"0"` where there is no answer yet. A coordinator may enter one where the organisation itself has not answered.
#[utoipa::path(tag = "asks", operation_id = "answer", request_body = WriteAnswer, responses((status = 200, body = AskAnswer), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/conversations/{id}/ask/answers/{organisation}")]
pub(in crate::routes) async fn write(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    path: Path<(ConversationId, OrganisationId)>,
    body: Body<WriteAnswer>,
) -> Result<HttpResponse, Failure> {
    let (id, organisation) = path.into_inner();
    let text = Text::written(&body.value.text)?;
    // missing, it is told after what one may not do
    let expected = if_match(&request);
    let found = ask::readable(api.store.reader(), &asker.actor, id).await?;
    ask::may_answer(api.store.reader(), &asker.actor, &found, organisation).await?;
    let expected = expected?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = ask::readable(&tx, tx.actor(), id).await?;
            ask::answer(&tx, &found, organisation, expected, &text).await
        })
        .await?;
    let answer = ask::own_answer(api.store.reader(), &found, organisation).await?;
    Ok(shown(StatusCode::OK, answer.number, &AskAnswer::from(&answer)))
}

/// An organisation's answer through all its writings, oldest first.
#[utoipa::path(tag = "asks", operation_id = "answer_versions", responses((status = 200, body = List<AskAnswer>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/ask/answers/{organisation}/versions")]
pub(in crate::routes) async fn versions(
    asker: Asker,
    api: Data<Api>,
    path: Path<(ConversationId, OrganisationId)>,
) -> Result<Json<List<AskAnswer>>, Failure> {
    let (id, organisation) = path.into_inner();
    let db = api.store.reader();
    let found = ask::readable(db, &asker.actor, id).await?;
    let rows = ask::versions(db, &found, organisation).await?;
    Ok(Json(List { items: rows.iter().map(AskAnswer::from).collect(), next_cursor: None }))
}

/// Every writing of an organisation's answer, the newest first, with what changed in it word by word.
#[utoipa::path(tag = "asks", operation_id = "answer_history", params(PageQuery), responses((status = 200, body = List<AskAnswerStep>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/ask/answers/{organisation}/history")]
pub(in crate::routes) async fn history(
    asker: Asker,
    api: Data<Api>,
    path: Path<(ConversationId, OrganisationId)>,
    page: Query<PageQuery>,
) -> Result<Listed<List<AskAnswerStep>>, Failure> {
    let (id, organisation) = path.into_inner();
    let (limit, cursor) = (cursor::limit(page.limit)?, cursor::read(page.cursor.as_deref())?);
    let db = api.store.reader();
    let found = ask::readable(db, &asker.actor, id).await?;
    let steps = ask::history(db, &found, organisation, cursor, limit).await?;
    let next_cursor = steps.last().filter(|step| !step.first).and_then(|step| cursor::write(&step.answer.number));
    Ok(Listed(List { items: steps.into_iter().map(AskAnswerStep::from).collect(), next_cursor }))
}
