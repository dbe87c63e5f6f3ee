//! Search: the index finds, the finders decide what is shown.

mod filter;
mod hits;

use std::sync::Arc;

use ::search::Synonyms;
use ::search::contract::query::MAX_COUNTED;
use actix_web::get;
use actix_web::web::{Data, Json, Query as Asked};
use domain::Error;
use domain::log::Position;
use domain::networks::network;
use domain::search::{narrowed, synonyms};
use futures_util::try_join;
use uuid::Uuid;
use wire::{Problem, SearchResult};

use self::filter::SearchQuery;
use crate::asker::Asker;
use crate::cursor;
use crate::problem::Failure;
use crate::state::Api;

/// What means the same where one searches: in the network of the room or the one that was chosen, else in all one's own.
async fn synonyms(asker: &Asker, api: &Api, asked: &SearchQuery) -> Result<Vec<Arc<Synonyms>>, Failure> {
    let of_room = asked.room.and_then(|room| asker.actor.facts(room)).and_then(|facts| facts.network);
    let lists = synonyms::holding(api.store.reader(), &asker.actor, asked.network.or(of_room)).await?;
    Ok(lists.into_iter().map(|groups| Arc::new(Synonyms::of(groups))).collect())
}

/// What is to be left out of hits and counts, for it was narrowed after the index last looked; none where that is so much
/// that nothing is counted. An index that is still to be built holds nothing to leave out.
async fn narrowed(api: &Api) -> Result<Option<Vec<Uuid>>, Failure> {
    let indexed = api.search.cursor().await.map_err(|error| Error::Unavailable(error.to_string()))?;
    let Some(at) = indexed else { return Ok(Some(Vec::new())) };
    Ok(narrowed::since(&api.store, Position { xid: at.xid, id: at.id }).await?)
}

/// Search everything one may read: messages, documents by page, conversations, meetings, people, organisations.
#[utoipa::path(tag = "search", params(SearchQuery), responses((status = 200, body = SearchResult), (status = 400, body = Problem), (status = 503, body = Problem)))]
#[get("/search")]
pub(super) async fn search(
    asker: Asker,
    api: Data<Api>,
    asked: Asked<SearchQuery>,
) -> Result<Json<SearchResult>, Failure> {
    let limit = cursor::limit(asked.limit)?;
    let offset: usize = cursor::read(asked.cursor.as_deref())?.unwrap_or(0);
    let synonyms = synonyms(&asker, &api, &asked).await?;
    let narrowed = narrowed(&api).await?;
    let counts = narrowed.is_some();
    let mut query = filter::query(&asker, &asked, synonyms, limit, offset)?;
    query.without = narrowed.unwrap_or_default();
    query.with_facets &= counts;
    // the names of the networks are looked up while the index is asked
    let searched = async { api.search.search(query).await.map_err(|error| Error::Unavailable(error.to_string())) };
    let (found, networks) = try_join!(searched, network::visible(api.store.reader(), &asker.actor))?;
    let taken = found.hits.len();
    let facets = hits::facets(&api, &asker, &found, &networks).await?;
    let (total, more, suggestion) = (found.total, found.more, found.suggestion.clone());
    let counted = counts && (asked.facets || total < MAX_COUNTED);
    // what has been narrowed since the index last looked is found by nobody
    let items = hits::shown(&api, &asker, found.hits, networks).await?;
    let next = offset + taken;
    Ok(Json(SearchResult {
        // a count that would tell of something unseen is left out, and one that ended early
        total: (items.len() == taken && counted).then_some(total),
        items,
        facets,
        suggestion,
        next_cursor: if more { cursor::write(&next) } else { None },
    }))
}
