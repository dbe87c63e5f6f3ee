//! Questions: accepted answers, what has been asked before, what has waited.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, delete, get, put};
use domain::Error;
use domain::access::NetworkRight;
use domain::conversations::conversation::{self, ConversationKind};
use domain::conversations::list::Filter;
use domain::conversations::{message, question, tags};
use domain::ids::{ConversationId, MessageId, NetworkId};
use domain::networks::network;
use search::{EntryKind, Filter as Sought, Query as Question};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    Conversation, ConversationFacts, ConversationRow, List, LiveList, Problem, RoomRef, SimilarThread, TagsInUse,
};

use super::conversations;
use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::state::Api;

/// The most threads told of as similar.
const SIMILAR: usize = 5;
/// The most characters of a title that are looked for.
const LONGEST: usize = 400;

/// Accept an answer to a question: whoever asked, or who manages the room. Several may be accepted.
#[utoipa::path(tag = "questions", responses((status = 200, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/conversations/{id}/answers/{message}")]
pub(super) async fn accept(
    asker: Asker,
    api: Data<Api>,
    path: Path<(ConversationId, MessageId)>,
) -> Result<HttpResponse, Failure> {
    let (id, answer) = path.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            let answer = message::readable(&tx, tx.actor(), answer).await?;
            question::accept(&tx, &found, &answer).await
        })
        .await?;
    view(&api, &asker, id).await
}

/// Take an acceptance back.
#[utoipa::path(tag = "questions", responses((status = 200, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/conversations/{id}/answers/{message}")]
pub(super) async fn withdraw(
    asker: Asker,
    api: Data<Api>,
    path: Path<(ConversationId, MessageId)>,
) -> Result<HttpResponse, Failure> {
    let (id, answer) = path.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            let answer = message::readable(&tx, tx.actor(), answer).await?;
            question::withdraw(&tx, &found, &answer).await
        })
        .await?;
    view(&api, &asker, id).await
}

async fn view(api: &Api, asker: &Asker, id: ConversationId) -> Result<HttpResponse, Failure> {
    let view = conversations::view(api, asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// The open questions of a network that have waited for an answer for more than a week: for its coordinators.
#[utoipa::path(tag = "questions", params(PageQuery), responses((status = 200, body = LiveList<ConversationRow>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/questions/waiting")]
pub(super) async fn waiting(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    page: Query<PageQuery>,
) -> Result<Listed<LiveList<ConversationRow>>, Failure> {
    let (limit, cursor) = (cursor::limit(page.limit)?, cursor::read(page.cursor.as_deref())?);
    network::readable(api.store.reader(), &asker.actor, *id).await?;
    if !asker.actor.may(*id, NetworkRight::Govern) {
        return Err(Error::Forbidden.into());
    }
    let filter = Filter {
        network: Some(*id),
        unanswered: true,
        started_before: Some(api.store.clock().now() - question::WAITS),
        cursor,
        limit,
        ..Filter::default()
    };
    conversations::page(&api, &asker, filter).await
}

/// What the threads of a network that one may read are about: themes and articles of the Convention.
#[utoipa::path(tag = "questions", responses((status = 200, body = TagsInUse), (status = 404, body = Problem)))]
#[get("/networks/{id}/tags")]
pub(super) async fn tags_in_use(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<Json<TagsInUse>, Failure> {
    let found = tags::of_network(api.store.reader(), &asker.actor, *id).await?;
    Ok(Json(TagsInUse { themes: found.themes, articles: found.articles }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct SimilarQuery {
    /// The title so far; its first 400 characters count.
    #[serde(default)]
    title: String,
}

/// Threads of a network that may have asked the same before, while one writes a title: the search, with the rights of
/// who asks.
#[utoipa::path(tag = "questions", params(SimilarQuery), responses((status = 200, body = List<SimilarThread>), (status = 404, body = Problem), (status = 503, body = Problem)))]
#[get("/networks/{id}/questions/similar")]
pub(super) async fn similar(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    asked: Query<SimilarQuery>,
) -> Result<Json<List<SimilarThread>>, Failure> {
    network::readable(api.store.reader(), &asker.actor, *id).await?;
    // a title is words, whatever signs stand between them
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let title: String = asked.title.chars().take(LONGEST).map(plain).collect();
    if title.trim().chars().count() < 3 {
        return Ok(Json(List { items: Vec::new(), next_cursor: None }));
    }
    let rooms = asker.actor.own_access()?.readable_rooms().map(|facts| facts.id.0).collect();
    let filter = Sought { networks: vec![id.0], kinds: vec![EntryKind::Conversation], ..Sought::default() };
    let sought = Question { filter, limit: 2 * SIMILAR, with_facets: false, ..Question::new(title, rooms) };
    let found = api.search.search(sought).await.map_err(|error| Error::Unavailable(error.to_string()))?;
    let ids: Vec<ConversationId> = found.hits.iter().map(|hit| ConversationId(hit.key.id)).collect();
    let rows = conversation::among(api.store.reader(), &asker.actor, &ids).await?;
    let threads = ids.iter().filter_map(|id| rows.iter().find(|row| row.id == *id));
    let threads = threads.filter(|row| row.kind == ConversationKind::Thread).take(SIMILAR);
    let items = threads.map(|row| SimilarThread {
        conversation: ConversationFacts::from(row),
        room: RoomRef { id: row.room_id, kind: row.room_kind, name: row.room_name.clone(), network_id: row.network_id },
    });
    Ok(Json(List { items: items.collect(), next_cursor: None }))
}
