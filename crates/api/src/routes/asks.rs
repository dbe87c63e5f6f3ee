//! Ask the network: questions that each organisation answers once.

pub(super) mod answers;
pub(super) mod export;
mod summary;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get, post};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::conversations::message::Post;
use domain::conversations::text::Text;
use domain::error::if_seen;
use domain::ids::{ConversationId, NetworkId, RoomId};
use domain::methods::ask::{self, Closing, ReadableAsk, Summary};
use domain::rooms::room;
use search::{EntryKind, Filter as SearchFilter, Query as SearchQuery};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    Ask, AskAnswer, AskRights, AskRow, CloseAsk, Conversation, List, Named, NewAsk, OwnAnswer, Problem, Reminded,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::routes::conversations;
use crate::state::Api;

/// How many of what the index finds are looked through for asks alike.
const ALIKE: usize = 60;

/// Ask the organisations of a room a question. The answer is the conversation, with the question as its first message.
#[utoipa::path(tag = "asks", request_body = NewAsk, params(IdempotencyKey), responses((status = 201, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rooms/{id}/asks")]
pub(super) async fn start(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<NewAsk>,
) -> Result<HttpResponse, Failure> {
    let (id, NewAsk { title, themes, question, due_on, organisations }) = (id.into_inner(), body.value);
    let key = body.key;
    let text = Text::written(&question.text).map_err(|error| conversations::within(error, "/question/text"))?;
    let question = Post { attachments: question.attachments, ..Post::of(question.client_id, text) };
    let new = ask::NewAsk { title, themes, question, due_on, organisations };
    let started = api
        .store
        .write_once(&asker.actor, key, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), id).await?;
            ask::start(&tx, &room, new).await
        })
        .await?;
    let view = conversations::view(&api, &asker, started).await?;
    Ok(shown(StatusCode::CREATED, view.revision, &view))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct AsksQuery {
    /// Only those that are like these words, the most alike first; at most ten, without a cursor.
    #[serde(default)]
    like: Option<String>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// What has been asked in a network, the newest first; or what was asked before that is like some words.
#[utoipa::path(tag = "asks", params(AsksQuery), responses((status = 200, body = List<AskRow>), (status = 404, body = Problem), (status = 503, body = Problem)))]
#[get("/networks/{id}/asks")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<AsksQuery>,
) -> Result<Listed<List<AskRow>>, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    if let Some(words) = query.like.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        // whoever does not see the network is told so first
        ask::list(db, &asker.actor, *id, today, None, 1).await?;
        let found = alike(&api, &asker, *id, words).await?;
        let mut rows = ask::among(db, &asker.actor, &found, today).await?;
        rows.truncate(10);
        return Ok(Listed(List { items: rows.into_iter().map(AskRow::from).collect(), next_cursor: None }));
    }
    let limit = cursor::limit(query.limit)?;
    let after: Option<(DateTime<Utc>, ConversationId)> = cursor::read(query.cursor.as_deref())?;
    let mut rows = ask::list(db, &asker.actor, *id, today, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.created_at, row.conversation_id));
    Ok(Listed(List { items: rows.into_iter().map(AskRow::from).collect(), next_cursor }))
}

/// The conversations of the network that hold the words, by title or by message: the same search as everywhere, with
/// the asker's rights. Each word is looked for by itself, so that two ways to put a question meet.
async fn alike(api: &Api, asker: &Asker, network: NetworkId, words: &str) -> Result<Vec<ConversationId>, Failure> {
    let rooms: Vec<_> = asker.actor.own_access()?.readable_rooms().map(|facts| facts.id.0).collect();
    let mut scores: Vec<(ConversationId, usize)> = Vec::new();
    let significant = words.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    for word in significant.filter(|word| word.chars().count() > 3).take(8) {
        let filter = SearchFilter {
            networks: vec![network.0],
            kinds: vec![EntryKind::Conversation, EntryKind::Message],
            ..SearchFilter::default()
        };
        let query = SearchQuery {
            filter,
            limit: ALIKE,
            with_facets: false,
            ..SearchQuery::new(word.to_owned(), rooms.clone())
        };
        let found = api.search.search(query).await.map_err(|error| Error::Unavailable(error.to_string()))?;
        let mut met = Vec::new();
        for hit in found.hits {
            let id = match hit.key.kind {
                EntryKind::Conversation => Some(hit.key.id),
                _ => hit.parent,
            };
            let Some(id) = id.map(ConversationId).filter(|id| !met.contains(id)) else { continue };
            met.push(id);
            match scores.iter_mut().find(|(known, _)| *known == id) {
                Some((_, score)) => *score += 1,
                None => scores.push((id, 1)),
            }
        }
    }
    // alike is what shares most words; what was found first comes first among equals
    scores.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    Ok(scores.into_iter().map(|(id, _)| id).collect())
}

/// An ask: who has been asked, who has not answered, and what one may do.
#[utoipa::path(tag = "asks", responses((status = 200, body = Ask), (status = 404, body = Problem)))]
#[get("/conversations/{id}/ask")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<ConversationId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, *id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

async fn view(api: &Api, asker: &Asker, id: ConversationId) -> Result<Ask, Failure> {
    let db = api.store.reader();
    let found = ask::readable(db, &asker.actor, id).await?;
    let asked = ask::asked(db, &found, api.store.clock().today()).await?;
    let mut mine = Vec::new();
    for voice in asker.actor.voices(found.row().network_id) {
        let Some(organisation) = asked.iter().find(|one| Some(one.id) == voice.organisation) else { continue };
        let answer = if_seen(ask::own_answer(db, &found, organisation.id).await)?;
        let organisation = Named { id: organisation.id.0, name: organisation.name.clone() };
        mine.push(OwnAnswer { organisation, answer: answer.as_ref().map(AskAnswer::from) });
    }
    let row = found.row();
    let missing = asked.iter().filter(|one| !one.answered);
    let missing: Vec<_> = missing.map(|one| Named { id: one.id.0, name: one.name.clone() }).collect();
    Ok(Ask {
        conversation_id: row.conversation_id,
        due_on: row.due_on,
        asked: i64::try_from(asked.len()).unwrap_or(i64::MAX),
        answered: i64::try_from(asked.len() - missing.len()).unwrap_or(i64::MAX),
        missing,
        mine,
        may: AskRights { run: found.may_run(&asker.actor), enter: found.may_enter(&asker.actor) },
        reminded_at: row.reminded_at,
        closed_at: row.closed_at,
        document_id: row.document_id,
        revision: row.revision,
    })
}

/// Remind those that have not answered, and nobody else; at most once a day.
#[utoipa::path(tag = "asks", responses((status = 200, body = Reminded), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/conversations/{id}/ask/reminders")]
pub(super) async fn remind(asker: Asker, api: Data<Api>, id: Path<ConversationId>) -> Result<Json<Reminded>, Failure> {
    let id = id.into_inner();
    let reminded = api
        .store
        .write(&asker.actor, move |tx| async move {
            let found = ask::readable(&tx, tx.actor(), id).await?;
            ask::remind(&tx, &found).await
        })
        .await?;
    Ok(Json(Reminded { organisations: reminded as u64 }))
}

/// Close an ask. Its summary becomes a message of the conversation, and with all answers a document of the room.
#[utoipa::path(tag = "asks", request_body = CloseAsk, responses((status = 200, body = Ask), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
#[post("/conversations/{id}/ask/close")]
pub(super) async fn close(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<CloseAsk>,
) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    let words = match &body.value.summary {
        Some(summary) => {
            let text = Text::written(&summary.text).map_err(|error| conversations::within(error, "/summary/text"))?;
            Some((summary.client_id, text))
        }
        None => None,
    };
    let found = ask::readable(api.store.reader(), &asker.actor, id).await?;
    if !found.may_run(&asker.actor) {
        return Err(Error::Forbidden.into());
    }
    let revision = if_match(&request)?;
    let summary = match words {
        Some((client_id, text)) if is_open(&found, revision) => {
            // the bytes are stored first; should the ask have changed meanwhile, nothing refers to them
            let file = summary::document(&api, &asker, &found, &text).await?;
            Some(Summary { client_id, text, file })
        }
        _ => None,
    };
    let closing = Closing { revision, summary };
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = ask::readable(&tx, tx.actor(), id).await?;
            ask::close(&tx, &found, closing).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// What would be refused anyhow needs no document.
fn is_open(ask: &ReadableAsk, revision: i64) -> bool {
    ask.row().closed_at.is_none() && ask.row().revision == revision
}
