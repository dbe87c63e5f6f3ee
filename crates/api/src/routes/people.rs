//! The people of one's networks.

use actix_web::get;
use actix_web::web::{Data, Query};
use domain::ids::{NetworkId, PersonId};
use domain::people::directory;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{List, PersonLine, Problem};

use crate::asker::Asker;
use crate::cursor;
use crate::listed::Listed;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct PeopleQuery {
    /// Only of this network.
    #[serde(default)]
    network: Option<NetworkId>,
    /// Part of a name or organisation.
    #[serde(default)]
    q: String,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The people of one's networks, in Swedish order.
#[utoipa::path(tag = "people", params(PeopleQuery), responses((status = 200, body = List<PersonLine>), (status = 401, body = Problem)))]
#[get("/people")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    query: Query<PeopleQuery>,
) -> Result<Listed<List<PersonLine>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(String, PersonId)> = cursor::read(query.cursor.as_deref())?;
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let mut rows = directory::search(db, &asker.actor, query.network, &query.q, today, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.id));
    Ok(Listed(List { items: rows.into_iter().map(PersonLine::from).collect(), next_cursor }))
}
