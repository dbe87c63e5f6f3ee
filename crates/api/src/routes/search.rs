//! Search: the index finds, the finders decide what is shown.

mod filter;
mod hits;

use actix_web::get;
use actix_web::web::{Data, Json, Query as Asked};
use domain::Error;
use domain::networks::network;
use wire::{Problem, SearchResult};

use self::filter::SearchQuery;
use crate::asker::Asker;
use crate::cursor;
use crate::problem::Failure;
use crate::state::Api;

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
    let query = filter::query(&asker, &asked, limit, offset)?;
    let found = api.search.search(query).await.map_err(|error| Error::Unavailable(error.to_string()))?;
    let taken = found.hits.len();
    let networks = network::visible(api.store.reader(), &asker.actor).await?;
    let facets = hits::facets(&api, &asker, &found, &networks).await?;
    let (total, suggestion) = (found.total, found.suggestion.clone());
    // what has been narrowed since the index last looked is found by nobody
    let items = hits::shown(&api, &asker, found.hits, networks).await?;
    let next = offset + taken;
    let more = u64::try_from(next).unwrap_or(u64::MAX) < total && taken > 0;
    Ok(Json(SearchResult {
        // a count that would tell of something unseen is left out
        total: (items.len() == taken).then_some(total),
        items,
        facets,
        suggestion,
        next_cursor: if more { cursor::write(&next) } else { None },
    }))
}
