//! Whom one may mention while writing, and whom a mention would reach.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpRequest, get};
use domain::conversations::mention::{self, MOST, Mention};
use domain::ids::RoomId;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{List, MentionReach, MentionSuggestion, Problem};

use super::references::asked;
use crate::asker::Asker;
use crate::cursor;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct SuggestQuery {
    /// What has been written after the @, at most 60 characters.
    #[serde(default)]
    q: String,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
}

/// Whom one may mention in a room: its readers first, then those of its network whom a mention would not reach.
#[utoipa::path(tag = "rooms", params(SuggestQuery), responses((status = 200, body = List<MentionSuggestion>), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/rooms/{id}/mentions")]
pub(super) async fn suggest(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    query: Query<SuggestQuery>,
) -> Result<Json<List<MentionSuggestion>>, Failure> {
    asker.actor.signed_in()?;
    let limit = usize::try_from(cursor::limit(query.limit)?).unwrap_or(20);
    let at = (api.store.clock().now(), asker.words());
    let found = mention::suggest(api.store.reader(), &asker.actor, *id, &query.q, at, limit).await?;
    let items = found.into_iter().map(|one| MentionSuggestion {
        reference: one.mention.to_string(),
        name: one.name,
        organisation: one.organisation,
        people: one.people,
    });
    Ok(Json(List { items: items.collect(), next_cursor: None }))
}

/// Whom mentions would reach in a room, asked before sending: `?id=samrum:person/<id>&id=samrum:everyone`, at most 50.
#[utoipa::path(tag = "rooms", params(("id" = Vec<String>, Query, description = "mentions as they stand in a text")), responses((status = 200, body = List<MentionReach>), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/rooms/{id}/mentions/reach")]
pub(super) async fn reach(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
) -> Result<Json<List<MentionReach>>, Failure> {
    asker.actor.signed_in()?;
    let (names, mentions): (Vec<String>, Vec<Mention>) =
        asked::<Mention>(request.query_string(), MOST)?.into_iter().unzip();
    let now = api.store.clock().now();
    let found = mention::reach(api.store.reader(), &asker.actor, *id, &mentions, now).await?;
    let items = names.into_iter().zip(found).map(|(reference, one)| MentionReach {
        reference,
        people: one.people,
        refused: one.refused.map(str::to_owned),
    });
    Ok(Json(List { items: items.collect(), next_cursor: None }))
}
