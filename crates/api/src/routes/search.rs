//! Search: the index finds, the finders decide what is shown.

mod filter;
mod groups;
mod hits;

use std::sync::Arc;

use ::search::contract::query::MAX_COUNTED;
use ::search::{Query, Synonyms};
use actix_web::get;
use actix_web::web::{Data, Query as Asked};
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
use crate::listed::Listed;
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

/// What the words may have meant, and how much that would give with the same choices; what gives nothing was not meant.
async fn meant(api: &Api, query: &Query, words: Option<String>, counts: bool) -> Result<Meant, Failure> {
    let Some(words) = words else { return Ok(Meant::default()) };
    let other = Query { text: words.clone(), limit: 1, offset: 0, with_facets: false, ..query.clone() };
    let found = api.search.search(other).await.map_err(|error| Error::Unavailable(error.to_string()))?;
    if found.hits.is_empty() {
        return Ok(Meant::default());
    }
    Ok(Meant { words: Some(words), total: Some(found.total).filter(|total| counts && *total < MAX_COUNTED) })
}

/// "Did you mean?"
#[derive(Default)]
struct Meant {
    words: Option<String>,
    total: Option<u64>,
}

/// Search everything one may read: messages, documents by page, conversations, meetings, people, organisations.
#[utoipa::path(tag = "search", params(SearchQuery), responses((status = 200, body = SearchResult), (status = 400, body = Problem), (status = 503, body = Problem)))]
#[get("/search")]
pub(super) async fn search(
    asker: Asker,
    api: Data<Api>,
    asked: Asked<SearchQuery>,
) -> Result<Listed<SearchResult>, Failure> {
    let limit = cursor::limit(asked.limit)?;
    let offset: usize = cursor::read(asked.cursor.as_deref())?.unwrap_or(0);
    let synonyms = synonyms(&asker, &api, &asked).await?;
    let narrowed = narrowed(&api).await?;
    let counts = narrowed.is_some();
    let mut query = filter::query(&asker, &asked, synonyms, limit, offset)?;
    query.without = narrowed.unwrap_or_default();
    query.with_facets &= counts;
    if asked.grouped {
        (query.limit, query.offset) = (groups::LOOKED_AT, 0);
    }
    // the names of the networks are looked up while the index is asked
    let searched =
        async { api.search.search(query.clone()).await.map_err(|error| Error::Unavailable(error.to_string())) };
    let (mut found, networks) = try_join!(searched, network::visible(api.store.reader(), &asker.actor))?;
    let facets = hits::facets(&api, &asker, &found, &networks).await?;
    let (total, more) = (found.total, found.more && !asked.grouped);
    let meant = meant(&api, &query, found.suggestion.take(), counts).await?;
    let counted = counts && (query.with_facets || total < MAX_COUNTED);
    let of_kinds = if asked.grouped { groups::of_each(&api, &query, &found).await? } else { Vec::new() };
    let found = if asked.grouped { groups::all(&of_kinds) } else { found.hits };
    let taken = found.len();
    // what has been narrowed since the index last looked is found by nobody
    let items = hits::shown(&api, &asker, found, networks).await?;
    // a count that would tell of something unseen is left out, and one that ended early
    let total = (items.len() == taken && counted).then_some(total);
    let (groups, items) =
        if asked.grouped { (groups::shown(of_kinds, items), Vec::new()) } else { (Vec::new(), items) };
    let next = offset + taken;
    Ok(Listed(SearchResult {
        total,
        items,
        groups,
        facets,
        suggestion: meant.words,
        suggestion_total: meant.total,
        next_cursor: if more { cursor::write(&next) } else { None },
    }))
}
