//! What has been flagged, for the coordinators.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get, post};
use chrono::{DateTime, Utc};
use domain::conversations::flag::{self, Queue};
use domain::ids::FlagId;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{Flag, List, Problem};

use crate::asker::Asker;
use crate::cursor;
use crate::listed::Listed;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FlagsQuery {
    /// Those that have been dealt with, the newest first; without it those that wait, the oldest first.
    #[serde(default)]
    settled: bool,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// What has been flagged in the networks one coordinates; nothing for anybody else.
#[utoipa::path(tag = "flags", params(FlagsQuery), responses((status = 200, body = List<Flag>), (status = 401, body = Problem)))]
#[get("/flags")]
pub(super) async fn list(
    asker: Asker,
    api: Data<Api>,
    query: Query<FlagsQuery>,
) -> Result<Listed<List<Flag>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let cursor: Option<(DateTime<Utc>, FlagId)> = cursor::read(query.cursor.as_deref())?;
    let asked = Queue { settled: query.settled, cursor, limit: limit + 1 };
    let mut rows = flag::queue(api.store.reader(), &asker.actor, asked).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.flagged_at, row.id));
    Ok(Listed(List { items: rows.iter().map(Flag::from).collect(), next_cursor }))
}

/// Let the message stay as it is. To hide it is `PUT /messages/{id}/hidden`, which settles its flags too.
#[utoipa::path(tag = "flags", responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/flags/{id}/leave")]
pub(super) async fn leave(asker: Asker, api: Data<Api>, id: Path<FlagId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = flag::moderated(&tx, tx.actor(), id).await?;
            flag::leave(&tx, found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Undo that.
#[utoipa::path(tag = "flags", responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/flags/{id}/reopen")]
pub(super) async fn reopen(asker: Asker, api: Data<Api>, id: Path<FlagId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = flag::moderated(&tx, tx.actor(), id).await?;
            flag::reopen(&tx, found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
