//! The inbox: one line for each conversation that asks for one's attention, however much happened in it, until it is read.

use std::collections::HashMap;

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, delete, get, put};
use chrono::{DateTime, Utc};
use domain::conversations::attention::{self, Claim, Why};
use domain::conversations::conversation;
use domain::conversations::list::{self, Filter};
use domain::conversations::moving;
use domain::ids::ConversationId;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{List, MovedAway, Problem, PutOff, SeeMovedAway, StartRow};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::problem::Failure;
use crate::rendering;
use crate::routes::direct;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct InboxQuery {
    /// What has been put off, instead of what has not.
    #[serde(default)]
    put_off: bool,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// What asks for one's attention: direct conversations, mentions, answers, and what one follows; the newest first.
/// Reading it is what takes it away.
#[utoipa::path(tag = "inbox", params(InboxQuery), responses((status = 200, body = List<StartRow>), (status = 401, body = Problem)))]
#[get("/inbox")]
pub(super) async fn show(
    asker: Asker,
    api: Data<Api>,
    query: Query<InboxQuery>,
) -> Result<Listed<List<StartRow>>, Failure> {
    let limit = cursor::limit(query.limit)?;
    let after: Option<(DateTime<Utc>, ConversationId)> = cursor::read(query.cursor.as_deref())?;
    let now = api.store.clock().now();
    let mut claims = attention::claims(api.store.reader(), &asker.actor).await?;
    claims.retain(|claim| {
        let waits = claim.put_off.is_some_and(|until| until > now);
        let place = (claim.last_at, claim.conversation);
        claim.why != Why::Network && waits == query.put_off && after.is_none_or(|after| place < after)
    });
    let next_cursor = cursor::cut(&mut claims, limit, |claim| (claim.last_at, claim.conversation));
    Ok(Listed(List { items: rows(&api, &asker, claims).await?, next_cursor }))
}

/// Threads that one has written in and lost by a move, the newest first: that they were moved, and not where.
#[utoipa::path(tag = "inbox", responses((status = 200, body = List<MovedAway>), (status = 401, body = Problem)))]
#[get("/inbox/moved")]
pub(super) async fn moved_away(asker: Asker, api: Data<Api>) -> Result<Listed<List<MovedAway>>, Failure> {
    let found = moving::moved_away(api.store.reader(), &asker.actor, api.store.clock().now()).await?;
    Ok(Listed(List { items: found.into_iter().map(MovedAway::from).collect(), next_cursor: None }))
}

/// One has seen what was moved away. Said twice it is said once.
#[utoipa::path(tag = "inbox", request_body = SeeMovedAway, responses((status = 204), (status = 401, body = Problem)))]
#[put("/inbox/moved")]
pub(super) async fn see_moved_away(
    asker: Asker,
    api: Data<Api>,
    body: Body<SeeMovedAway>,
) -> Result<HttpResponse, Failure> {
    let to = body.value.to;
    api.store.write(&asker.actor, move |tx| async move { moving::see_moved_away(&tx, to).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// These conversations as rows, in this order.
pub(super) async fn rows(api: &Api, asker: &Asker, claims: Vec<Claim>) -> Result<Vec<StartRow>, Failure> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let db = api.store.reader();
    let among: Vec<ConversationId> = claims.iter().map(|claim| claim.conversation).collect();
    let limit = i64::try_from(among.len()).unwrap_or_default();
    let found = list::list(db, &asker.actor, &Filter { among: Some(among), limit, ..Filter::default() }).await?;
    let mut views = rendering::conversations(asker, &found);
    direct::name(api, asker, &mut views).await?;
    let mut views: HashMap<ConversationId, wire::ConversationRow> =
        views.into_iter().map(|view| (view.id, view)).collect();
    // one that has been read or moved away meanwhile asks for nothing
    let rows = claims.into_iter().filter_map(|claim| {
        let conversation = views.remove(&claim.conversation)?;
        Some(StartRow { conversation, why: claim.why, put_off_until: claim.put_off, called_in: claim.called_in })
    });
    Ok(rows.collect())
}

/// Put a conversation off until a time.
#[utoipa::path(tag = "inbox", request_body = PutOff, responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[put("/conversations/{id}/put-off")]
pub(super) async fn put_off(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<PutOff>,
) -> Result<HttpResponse, Failure> {
    let (id, until) = (id.into_inner(), body.value.until);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            attention::put_off(&tx, &found, until).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take up again what was put off.
#[utoipa::path(tag = "inbox", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[delete("/conversations/{id}/put-off")]
pub(super) async fn take_up(asker: Asker, api: Data<Api>, id: Path<ConversationId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            attention::take_up(&tx, &found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
