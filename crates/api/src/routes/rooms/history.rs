//! Who could read a room on a day, and why.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use chrono::NaiveDate;
use domain::ids::{PersonId, RoomId};
use domain::rooms::history;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{Problem, ReadersOnADay};

use crate::asker::Asker;
use crate::cursor;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ReadersQuery {
    /// On which day; today without it.
    #[serde(default)]
    on: Option<NaiveDate>,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// Who could read the room at some time of a day, each with what let them: for the coordinators of its network.
#[utoipa::path(tag = "rooms", params(ReadersQuery), responses((status = 200, body = ReadersOnADay), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/rooms/{id}/readers")]
pub(in crate::routes) async fn readers(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    query: Query<ReadersQuery>,
) -> Result<Json<ReadersOnADay>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(String, PersonId)> = cursor::read(query.cursor.as_deref())?;
    let today = api.store.clock().today();
    let day = query.on.unwrap_or(today);
    let many = usize::try_from(limit + 1).unwrap_or(usize::MAX);
    let mut found = history::readers_on(api.store.reader(), &asker.actor, *id, (day, today), after, many).await?;
    let next_cursor = cursor::cut(&mut found.readers, limit, |row| (row.sort_key.clone(), row.id));
    Ok(Json(ReadersOnADay::new(found, asker.words().audience, next_cursor)))
}
