//! What is done with threads: changing and closing them, lifting them out of a chat, publishing one in several networks,
//! what points to them, and who has answered.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, patch, post};
use domain::conversations::conversation::{self, Change, Lifted, NewThread};
use domain::conversations::information::{self, Information};
use domain::conversations::message::{self, Post};
use domain::conversations::tags::Tags;
use domain::conversations::text::Text;
use domain::conversations::{answered_by, conversation as threads, mentioned_in};
use domain::ids::{ConversationId, MessageId};
use domain::store::Tx;
use wire::{
    ChangeThread, Conversation, ConversationFacts, LiftMessage, List, MentionedIn, Named, Problem, PublishInformation,
};

use super::conversations::{view, within_message};
use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// Change a thread's title, kind and tags, pin it, close it or open it again.
#[utoipa::path(tag = "threads", request_body = ChangeThread, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[patch("/conversations/{id}")]
pub(super) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<ChangeThread>,
) -> Result<HttpResponse, Failure> {
    let (id, asked) = (id.into_inner(), body.value);
    let found = conversation::readable(api.store.reader(), &asker.actor, id).await?;
    let row = found.row();
    let tags = match (&asked.themes, &asked.articles) {
        (None, None) => None,
        (themes, articles) => {
            let themes = themes.clone().unwrap_or_else(|| found.themes());
            let articles = articles.clone().unwrap_or_else(|| threads::articles(&row.articles));
            Some(Tags::chosen(&themes, &articles))
        }
    };
    // the right is asked before what is wished for is looked at
    let wish = Change { title: asked.title, kind: asked.kind, pinned: asked.pinned, closed: asked.closed, tags: None };
    Change { tags: tags.is_some().then(Tags::default), ..wish.clone() }.allowed(&found)?;
    let revision = if_match(&request)?;
    let change = Change { tags: tags.transpose()?, ..wish };
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            conversation::change(&tx, &found, revision, change).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// Lift a chat message into a thread in the same room; a message becomes one thread, whoever asks first.
#[utoipa::path(tag = "threads", request_body = LiftMessage, params(IdempotencyKey), responses((status = 201, body = Conversation), (status = 200, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/messages/{id}/thread")]
pub(super) async fn lift(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
    body: Body<LiftMessage>,
) -> Result<HttpResponse, Failure> {
    let (id, LiftMessage { kind, title, themes, articles, message }) = (id.into_inner(), body.value);
    let text = Text::written(&message.text).map_err(within_message)?;
    let first = Post { attachments: message.attachments, ..Post::of(message.client_id, text) };
    let thread = NewThread { kind, title, tags: Tags::chosen(&themes, &articles)?, first };
    let lifted = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            conversation::lift(&tx, &found, thread).await
        })
        .await?;
    let status = match lifted {
        Lifted::New(_) => StatusCode::CREATED,
        Lifted::Earlier(_) => StatusCode::OK,
    };
    let view = view(&api, &asker, lifted.id()).await?;
    Ok(shown(status, view.revision, &view))
}

/// Publish an information in several of one's networks in one step: a thread of its own in *Hela nätverket* of each.
#[utoipa::path(tag = "threads", request_body = PublishInformation, params(IdempotencyKey), responses((status = 201, body = List<ConversationFacts>), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/information")]
pub(super) async fn publish(
    asker: Asker,
    api: Data<Api>,
    body: Body<PublishInformation>,
) -> Result<HttpResponse, Failure> {
    let PublishInformation { networks, client_id, title, themes, articles, text } = body.value;
    let tags = Tags::chosen(&themes, &articles)?;
    let information = Information { client_id, title, tags, text: Text::written(&text)? };
    let chosen = networks.clone();
    let publish = move |tx: Tx| async move { information::publish(&tx, &chosen, &information).await };
    let published = api.store.write_once(&asker.actor, body.key, publish).await?;
    let db = api.store.reader();
    let ids = information::published(db, &asker.actor, published, &networks).await?;
    let rows = conversation::among(db, &asker.actor, &ids).await?;
    let in_order = ids.iter().filter_map(|id| rows.iter().find(|row| row.id == *id));
    let items = in_order.map(ConversationFacts::from).collect();
    Ok(HttpResponse::Created().json(List::<ConversationFacts> { items, next_cursor: None }))
}

/// The messages elsewhere that point to a conversation or a message of it, the newest first.
#[utoipa::path(tag = "threads", params(PageQuery), responses((status = 200, body = List<MentionedIn>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/mentioned-in")]
pub(super) async fn mentioned(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<MentionedIn>>, Failure> {
    let limit = cursor::limit(page.limit)?;
    let before: Option<MessageId> = cursor::read(page.cursor.as_deref())?;
    let db = api.store.reader();
    let found = conversation::readable(db, &asker.actor, *id).await?;
    let mut rows = mentioned_in::of_conversation(db, &asker.actor, &found, before, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.message_id);
    Ok(Listed(List { items: rows.iter().map(MentionedIn::from).collect(), next_cursor }))
}

/// The organisations that have answered in a conversation, the first to do so first.
#[utoipa::path(tag = "threads", params(PageQuery), responses((status = 200, body = List<Named>), (status = 404, body = Problem)))]
#[get("/conversations/{id}/answered-by")]
pub(super) async fn answered(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<Named>>, Failure> {
    let limit = cursor::limit(page.limit)?;
    let after: Option<i64> = cursor::read(page.cursor.as_deref())?;
    let db = api.store.reader();
    let found = conversation::readable(db, &asker.actor, *id).await?;
    let mut rows = answered_by::all(db, &found, after.unwrap_or(0), limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.position);
    let items = rows.into_iter().map(|row| Named { id: row.id.0, name: row.name }).collect();
    Ok(Listed(List { items, next_cursor }))
}
