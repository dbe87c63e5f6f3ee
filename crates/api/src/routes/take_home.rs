//! Pages that organisations take home from meetings and conversations, and whom they told.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use domain::Error;
use domain::conversations::text::blocks::blocks;
use domain::ids::{ConversationId, MeetingId, TakeHomeId};
use domain::methods::take_home::{self, Source};
use domain::networks::home_group;
use domain::notifications;
use domain::store::Tx;
use export::office::docx::{self, Paper};
use wire::{
    BeginTakeHome, HomeGroupLink, Problem, TakeHome, TakeHomeLine, TakeHomeSeat, TakenHome, TellHome, WriteTakeHome,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::routes::files::attachment;
use crate::state::Api;

/// What one's organisations take home from a meeting.
#[utoipa::path(tag = "take home", operation_id = "taken_home_from_meeting", responses((status = 200, body = TakenHome), (status = 404, body = Problem)))]
#[get("/meetings/{id}/take-home")]
pub(super) async fn of_meeting(asker: Asker, api: Data<Api>, id: Path<MeetingId>) -> Result<Json<TakenHome>, Failure> {
    of_source(&api, &asker, Source::Meeting(*id)).await
}

/// What one's organisations take home from a conversation.
#[utoipa::path(tag = "take home", operation_id = "taken_home_from_conversation", responses((status = 200, body = TakenHome), (status = 404, body = Problem)))]
#[get("/conversations/{id}/take-home")]
pub(super) async fn of_conversation(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
) -> Result<Json<TakenHome>, Failure> {
    of_source(&api, &asker, Source::Conversation(*id)).await
}

async fn of_source(api: &Api, asker: &Asker, source: Source) -> Result<Json<TakenHome>, Failure> {
    let (pages, seats) = take_home::of_source(api.store.reader(), &asker.actor, source).await?;
    let pages = pages.iter().map(TakeHomeLine::from).collect();
    Ok(Json(TakenHome { pages, seats: seats.into_iter().map(TakeHomeSeat::from).collect() }))
}

/// Begin a page from a meeting, with what it gave.
#[utoipa::path(tag = "take home", operation_id = "take_home_from_meeting", request_body = BeginTakeHome, params(IdempotencyKey), responses((status = 201, body = TakeHome), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/meetings/{id}/take-home")]
pub(super) async fn from_meeting(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<BeginTakeHome>,
) -> Result<HttpResponse, Failure> {
    begin(&api, &asker, Source::Meeting(id.into_inner()), body).await
}

/// Begin a page from a conversation, with what it came to.
#[utoipa::path(tag = "take home", operation_id = "take_home_from_conversation", request_body = BeginTakeHome, params(IdempotencyKey), responses((status = 201, body = TakeHome), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/conversations/{id}/take-home")]
pub(super) async fn from_conversation(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<BeginTakeHome>,
) -> Result<HttpResponse, Failure> {
    begin(&api, &asker, Source::Conversation(id.into_inner()), body).await
}

async fn begin(api: &Api, asker: &Asker, source: Source, body: Body<BeginTakeHome>) -> Result<HttpResponse, Failure> {
    asker.actor.signed_in()?;
    let (seat, words) = (body.value.seat_id, asker.words());
    let begin = move |tx: Tx| async move { take_home::begin(&tx, source, seat, words).await };
    let made = api.store.write_once(&asker.actor, body.key, begin).await?;
    let view = view(api, asker, made).await?;
    Ok(shown(StatusCode::CREATED, view.revision, &view))
}

async fn view(api: &Api, asker: &Asker, id: TakeHomeId) -> Result<TakeHome, Failure> {
    let db = api.store.reader();
    let page = take_home::own(db, &asker.actor, id).await?;
    let log = take_home::tellings(db, &page).await?;
    let may_mail = !notifications::without_content(db).await?.contains(&page.row().network_id);
    Ok(TakeHome::new(&page, log, may_mail))
}

/// A page of one's organisation, with whom it told.
#[utoipa::path(tag = "take home", operation_id = "take_home", responses((status = 200, body = TakeHome), (status = 404, body = Problem)))]
#[get("/take-home/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<TakeHomeId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, *id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// Write it anew.
#[utoipa::path(tag = "take home", operation_id = "write_take_home", request_body = WriteTakeHome, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = TakeHome), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/take-home/{id}")]
pub(super) async fn write(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<TakeHomeId>,
    body: Body<WriteTakeHome>,
) -> Result<HttpResponse, Failure> {
    let (id, WriteTakeHome { title, text }) = (id.into_inner(), body.value);
    take_home::own(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let write = move |tx: Tx| async move {
        let page = take_home::own(&tx, tx.actor(), id).await?;
        take_home::write(&tx, &page, revision, &title, &text).await
    };
    api.store.write(&asker.actor, write).await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// The page as a file for a word processor.
#[utoipa::path(tag = "take home", operation_id = "take_home_file", responses((status = 200, description = "The file", content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (status = 404, body = Problem)))]
#[get("/take-home/{id}/docx")]
pub(super) async fn file(asker: Asker, api: Data<Api>, id: Path<TakeHomeId>) -> Result<HttpResponse, Failure> {
    let page = take_home::own(api.store.reader(), &asker.actor, *id).await?;
    let row = page.row();
    let day = row.changed_at.with_timezone(&chrono_tz::Europe::Stockholm).format("%Y-%m-%d");
    let paper = Paper {
        title: &row.title,
        author: &row.organisation,
        line: &format!("{} · {day}", row.organisation),
        page: asker.words().page,
        blocks: &blocks(&row.text),
    };
    let bytes = docx::render(paper).map_err(Error::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, docx::MEDIA_TYPE))
        .insert_header((CONTENT_DISPOSITION, attachment(&format!("{}.docx", row.title))))
        .insert_header((CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .body(bytes))
}

/// Tell the home group by mail, or note that somebody was told.
#[utoipa::path(tag = "take home", operation_id = "tell_home", request_body = TellHome, params(IdempotencyKey, ("If-Match" = String, Header, description = "The revision one has read")), responses((status = 201, body = TakeHome), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem), (status = 429, body = Problem)))]
#[post("/take-home/{id}/tellings")]
pub(super) async fn tell(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<TakeHomeId>,
    body: Body<TellHome>,
) -> Result<HttpResponse, Failure> {
    let (id, new) = (id.into_inner(), body.value);
    take_home::own(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let tell = move |tx: Tx| async move {
        let page = take_home::own(&tx, tx.actor(), id).await?;
        take_home::tell(&tx, &page, revision, new.into()).await
    };
    api.store.write_once(&asker.actor, body.key, tell).await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::CREATED, view.revision, &view))
}

/// What the link of a mail to somebody at home stops. Looking at it changes nothing.
#[utoipa::path(tag = "take home", operation_id = "home_group_link", responses((status = 200, body = HomeGroupLink), (status = 404, body = Problem)))]
#[get("/home-group-links/{token}")]
pub(super) async fn link(api: Data<Api>, token: Path<String>) -> Result<Json<HomeGroupLink>, Failure> {
    Ok(Json((&home_group::stop_link(api.store.reader(), &token).await?).into()))
}

/// Leave a home group by the link of a mail: nothing more is sent, and the name and address are forgotten.
#[utoipa::path(tag = "take home", operation_id = "leave_home_group", responses((status = 200, body = HomeGroupLink), (status = 404, body = Problem)))]
#[post("/home-group-links/{token}")]
pub(super) async fn leave(api: Data<Api>, token: Path<String>) -> Result<Json<HomeGroupLink>, Failure> {
    stop(&api, &token).await?;
    Ok(Json((&home_group::stop_link(api.store.reader(), &token).await?).into()))
}

/// A mail program leaves it by itself (RFC 8058 § 3.1): it posts to the address of the link and asks nothing.
pub(super) async fn one_click(api: Data<Api>, token: Path<String>) -> Result<HttpResponse, Failure> {
    stop(&api, &token).await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn stop(api: &Api, token: &str) -> Result<(), Failure> {
    let found = home_group::stop_link(api.store.reader(), token).await?;
    let holder = found.holder(&api.store.anonymous().await?);
    api.store.write(&holder, move |tx: Tx| async move { home_group::stop(&tx, &found).await }).await?;
    Ok(())
}
