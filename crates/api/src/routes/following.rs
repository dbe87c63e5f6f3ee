//! How one follows conversations and rooms.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, put};
use domain::conversations::{conversation, following};
use domain::ids::{ConversationId, RoomId};
use domain::rooms::room;
use wire::{Follow, FollowingView, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// How one follows a conversation.
#[utoipa::path(tag = "following", responses((status = 200, body = FollowingView), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/conversations/{id}/following")]
pub(super) async fn of_conversation(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
) -> Result<Json<FollowingView>, Failure> {
    asker.actor.signed_in()?;
    let db = api.store.reader();
    let found = conversation::readable(db, &asker.actor, id.into_inner()).await?;
    Ok(Json(following::of_conversation(db, &asker.actor, &found).await?.into()))
}

/// Follow a conversation so from now on.
#[utoipa::path(tag = "following", request_body = Follow, responses((status = 200, body = FollowingView), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[put("/conversations/{id}/following")]
pub(super) async fn follow(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<Follow>,
) -> Result<Json<FollowingView>, Failure> {
    let (id, level) = (id.into_inner(), body.value.level);
    let followed = api
        .store
        .write(&asker.actor, move |tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            following::follow(&tx, &found, level).await?;
            following::of_conversation(&tx, tx.actor(), &found).await
        })
        .await?;
    Ok(Json(followed.into()))
}

/// How one follows a room.
#[utoipa::path(tag = "following", responses((status = 200, body = FollowingView), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[get("/rooms/{id}/following")]
pub(super) async fn of_room(asker: Asker, api: Data<Api>, id: Path<RoomId>) -> Result<Json<FollowingView>, Failure> {
    asker.actor.signed_in()?;
    let db = api.store.reader();
    let found = room::readable(db, &asker.actor, id.into_inner()).await?;
    Ok(Json(following::of_room(db, &asker.actor, &found).await?.into()))
}

/// Follow a room so from now on; what was chosen for a conversation in it stays.
#[utoipa::path(tag = "following", request_body = Follow, responses((status = 200, body = FollowingView), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[put("/rooms/{id}/following")]
pub(super) async fn follow_room(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<Follow>,
) -> Result<Json<FollowingView>, Failure> {
    let (id, level) = (id.into_inner(), body.value.level);
    let followed = api
        .store
        .write(&asker.actor, move |tx| async move {
            let found = room::readable(&tx, tx.actor(), id).await?;
            following::follow_room(&tx, &found, level).await?;
            following::of_room(&tx, tx.actor(), &found).await
        })
        .await?;
    Ok(Json(followed.into()))
}
