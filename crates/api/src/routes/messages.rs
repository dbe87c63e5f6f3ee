//! Messages.

pub(super) mod flagging;
pub(super) mod hiding;
pub(super) mod history;
pub(super) mod reactions;
pub(super) mod seen;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use domain::conversations::message::{self, Page, Post, Posted};
use domain::conversations::text::Text;
use domain::ids::{ConversationId, MessageId};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{At, EditMessage, List, Message, MessagePage, MessageVersion, NewMessage, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct MessagesQuery {
    /// The messages after this position.
    #[serde(default)]
    after: Option<i64>,
    /// The messages before this position.
    #[serde(default)]
    before: Option<i64>,
    /// The messages about this position.
    #[serde(default)]
    around: Option<i64>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` or `previous_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

impl MessagesQuery {
    fn page(&self) -> Result<Page, Failure> {
        if let Some(cursor) = &self.cursor {
            let place: Option<(bool, i64)> = cursor::read(Some(cursor))?;
            return Ok(match place {
                Some((true, position)) => Page::Before(position),
                Some((false, position)) => Page::After(position),
                None => Page::After(0),
            });
        }
        match (self.after, self.before, self.around) {
            (None, None, None) => Ok(Page::After(0)),
            (Some(position), None, None) => Ok(Page::After(position)),
            (None, Some(position), None) => Ok(Page::Before(position)),
            (None, None, Some(position)) => Ok(Page::Around(position)),
            _ => Err(Failure::shape(StatusCode::BAD_REQUEST, "bad_query")),
        }
    }
}

/// A page of a conversation, by position.
#[utoipa::path(tag = "messages", params(MessagesQuery), responses((status = 200, body = MessagePage), (status = 404, body = Problem)))]
#[get("/conversations/{id}/messages")]
pub(super) async fn page(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    query: Query<MessagesQuery>,
) -> Result<Listed<MessagePage>, Failure> {
    let (page, limit) = (query.page()?, cursor::limit(query.limit)?);
    let found = message::page(api.store.reader(), &asker.actor, id.into_inner(), page, limit).await?;
    let place = found.place;
    let items: Vec<Message> = found.messages.iter().map(Message::from).collect();
    let last = items.last().map(|m| m.position);
    let next_cursor = last.filter(|last| *last < place.last_position).and_then(|last| cursor::write(&(false, last)));
    let first = items.first().map(|m| m.position);
    let previous_cursor = first.filter(|first| *first > 1).and_then(|first| cursor::write(&(true, first)));
    Ok(Listed(MessagePage {
        items,
        next_cursor,
        previous_cursor,
        first_position: i64::from(place.last_position > 0),
        last_position: place.last_position,
        at: At::new(place.room_id, place.seq, place.epoch),
    }))
}

/// Write a message. The same `client_id` again gives the same message.
#[utoipa::path(tag = "messages", request_body = NewMessage, params(IdempotencyKey), responses((status = 201, body = Message), (status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/conversations/{id}/messages")]
pub(super) async fn post(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<NewMessage>,
) -> Result<HttpResponse, Failure> {
    let (id, new, key) = (id.into_inner(), body.value, body.key);
    let NewMessage { client_id, text, attachments, answers, ask_seen, read_to } = new;
    let post = Post { client_id, text: Text::written(&text)?, attachments, answers, ask_seen, read_to };
    let say = move |tx: domain::store::Tx| async move { message::post(&tx, id, post).await };
    let posted = api.store.write_once_with_others(&asker.actor, key, say).await?;
    let found = message::readable(api.store.reader(), &asker.actor, posted.id()).await?;
    let status = match posted {
        Posted::New(_) => StatusCode::CREATED,
        Posted::Earlier(_) => StatusCode::OK,
    };
    Ok(shown(status, found.row().revision, &Message::from(found.row())))
}

/// A message.
#[utoipa::path(tag = "messages", responses((status = 200, body = Message), (status = 404, body = Problem)))]
#[get("/messages/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<MessageId>) -> Result<HttpResponse, Failure> {
    view(&api, &asker, id.into_inner()).await
}

async fn view(api: &Api, asker: &Asker, id: MessageId) -> Result<HttpResponse, Failure> {
    let found = message::readable(api.store.reader(), &asker.actor, id).await?;
    Ok(shown(StatusCode::OK, found.row().revision, &Message::from(found.row())))
}

/// Change the text of one's own message; the text before stays as history.
#[utoipa::path(tag = "messages", request_body = EditMessage, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[patch("/messages/{id}")]
pub(super) async fn edit(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
    body: Body<EditMessage>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let text = Text::written(&body.value.text)?;
    let found = message::readable(api.store.reader(), &asker.actor, id).await?;
    found.changeable()?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::edit(&tx, &found, revision, &text).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// Take away one's own message.
#[utoipa::path(tag = "messages", params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[delete("/messages/{id}")]
pub(super) async fn delete(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let found = message::readable(api.store.reader(), &asker.actor, id).await?;
    found.changeable()?;
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::delete(&tx, &found, revision).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Undo the deletion of one's own message, within thirty seconds.
#[utoipa::path(tag = "messages", responses((status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/messages/{id}/restore")]
pub(super) async fn restore(asker: Asker, api: Data<Api>, id: Path<MessageId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = message::readable(&tx, tx.actor(), id).await?;
            message::restore(&tx, &found).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// The versions of a message before the present one, oldest first.
#[utoipa::path(tag = "messages", responses((status = 200, body = List<MessageVersion>), (status = 404, body = Problem)))]
#[get("/messages/{id}/versions")]
pub(super) async fn versions(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
) -> Result<Json<List<MessageVersion>>, Failure> {
    let rows = message::versions(api.store.reader(), &asker.actor, id.into_inner()).await?;
    Ok(Json(List { items: rows.into_iter().map(MessageVersion::from).collect(), next_cursor: None }))
}
