//! Finding in one conversation.

use actix_web::get;
use actix_web::web::{Data, Path, Query};
use domain::conversations::find;
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{FoundMessage, List, Problem};

use crate::asker::Asker;
use crate::cursor;
use crate::listed::Listed;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FindQuery {
    /// The words, at most 200 characters: a message is found that holds all of them.
    q: String,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// The messages of a conversation that hold the words, the newest first.
#[utoipa::path(tag = "conversations", params(FindQuery), responses((status = 200, body = List<FoundMessage>), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/conversations/{id}/find")]
pub(super) async fn of_conversation(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    query: Query<FindQuery>,
) -> Result<Listed<List<FoundMessage>>, Failure> {
    let limit = usize::try_from(cursor::limit(query.limit)?).unwrap_or(20);
    let before: Option<i64> = cursor::read(query.cursor.as_deref())?;
    let found = find::find(api.store.reader(), &asker.actor, *id, &query.q, before, limit).await?;
    let next_cursor = found.before.and_then(|before| cursor::write(&before));
    Ok(Listed(List { items: found.items.into_iter().map(FoundMessage::from).collect(), next_cursor }))
}
