//! What is said of a document, and where.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get, post};
use domain::conversations::message::{self, Post, Posted};
use domain::conversations::text::Text;
use domain::documents::{discussion, document, uses};
use domain::ids::{DocumentId, MessageId};
use wire::{List, MentionedIn, Message, NewMessage, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::state::Api;

/// Say something of a document, in its own conversation, which begins with the first message. The same `client_id` again
/// gives the same message.
#[utoipa::path(tag = "documents", request_body = NewMessage, params(IdempotencyKey), responses((status = 201, body = Message), (status = 200, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/documents/{id}/messages")]
pub(in crate::routes) async fn say(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<NewMessage>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let NewMessage { client_id, text, attachments, answers, ask_seen, read_to } = body.value;
    let found = document::readable(api.store.reader(), &asker.actor, id).await?;
    if !found.rights().write {
        return Err(domain::Error::Forbidden.into());
    }
    let post = Post { client_id, text: Text::written(&text)?, attachments, answers, ask_seen, read_to };
    let posted = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            Ok(discussion::say(&tx, &found, post).await?.1)
        })
        .await?;
    let found = message::readable(api.store.reader(), &asker.actor, posted.id()).await?;
    let status = match posted {
        Posted::New(_) => StatusCode::CREATED,
        Posted::Earlier(_) => StatusCode::OK,
    };
    Ok(shown(status, found.row().revision, &Message::from(found.row())))
}

/// The messages that attach a document or point to it, the newest first, wherever one may read them.
#[utoipa::path(tag = "documents", params(PageQuery), responses((status = 200, body = List<MentionedIn>), (status = 404, body = Problem)))]
#[get("/documents/{id}/used-in")]
pub(in crate::routes) async fn used_in(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<MentionedIn>>, Failure> {
    let limit = cursor::limit(page.limit)?;
    let before: Option<MessageId> = cursor::read(page.cursor.as_deref())?;
    let db = api.store.reader();
    let found = document::readable(db, &asker.actor, *id).await?;
    let mut rows = uses::of_document(db, &asker.actor, &found, before, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| row.message_id);
    Ok(Listed(List { items: rows.iter().map(MentionedIn::from).collect(), next_cursor }))
}
