//! What stands in a conversation beside its messages, flagged and hidden as they are: an organisation's answer to an ask,
//! the reason given with a voice, the summary of a thread.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, put};
use domain::conversations::writing::{self, WritingKind};
use domain::ids::ConversationId;
use uuid::Uuid;
use wire::{FlagWriting, HiddenMessage, HideMessage, Problem};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// The conversation, the kind, and the part that is meant: the organisation that answers, the voter, or of a summary the
/// conversation once more.
type Place = Path<(ConversationId, WritingKind, Uuid)>;

/// Say that the coordinators ought to look at a writing. Who wrote it is not told by whom.
#[utoipa::path(tag = "flags", params(("kind" = WritingKind, Path, description = "What kind of writing"), ("part" = Uuid, Path, description = "The organisation, the voter, or of a summary the conversation")), request_body = FlagWriting, responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/conversations/{id}/writings/{kind}/{part}/flag")]
pub(super) async fn raise(
    asker: Asker,
    api: Data<Api>,
    place: Place,
    body: Body<FlagWriting>,
) -> Result<HttpResponse, Failure> {
    let ((id, kind, part), reason) = (place.into_inner(), body.value.reason);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = writing::readable(&tx, tx.actor(), id, kind, part).await?;
            writing::flag(&tx, &found, &reason).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take back one's own flag, while nobody has dealt with it.
#[utoipa::path(tag = "flags", params(("kind" = WritingKind, Path, description = "What kind of writing"), ("part" = Uuid, Path, description = "The organisation, the voter, or of a summary the conversation")), responses((status = 204), (status = 404, body = Problem)))]
#[delete("/conversations/{id}/writings/{kind}/{part}/flag")]
pub(super) async fn withdraw(asker: Asker, api: Data<Api>, place: Place) -> Result<HttpResponse, Failure> {
    let (id, kind, part) = place.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = writing::readable(&tx, tx.actor(), id, kind, part).await?;
            writing::unflag(&tx, &found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hide a writing in a room one manages, as it stands now and as it stood before. Its place stays, with the reason; what
/// was flagged about it is settled.
#[utoipa::path(tag = "flags", params(("kind" = WritingKind, Path, description = "What kind of writing"), ("part" = Uuid, Path, description = "The organisation, the voter, or of a summary the conversation")), request_body = HideMessage, responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/conversations/{id}/writings/{kind}/{part}/hidden")]
pub(super) async fn hide(
    asker: Asker,
    api: Data<Api>,
    place: Place,
    body: Body<HideMessage>,
) -> Result<HttpResponse, Failure> {
    let ((id, kind, part), reason) = (place.into_inner(), body.value.reason);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = writing::readable(&tx, tx.actor(), id, kind, part).await?;
            writing::hide(&tx, &found, &reason).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Show a hidden writing again.
#[utoipa::path(tag = "flags", params(("kind" = WritingKind, Path, description = "What kind of writing"), ("part" = Uuid, Path, description = "The organisation, the voter, or of a summary the conversation")), responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/conversations/{id}/writings/{kind}/{part}/hidden")]
pub(super) async fn unhide(asker: Asker, api: Data<Api>, place: Place) -> Result<HttpResponse, Failure> {
    let (id, kind, part) = place.into_inner();
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = writing::readable(&tx, tx.actor(), id, kind, part).await?;
            writing::show(&tx, &found).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What a hidden writing says: for who manages the room, and for who wrote it.
#[utoipa::path(tag = "flags", params(("kind" = WritingKind, Path, description = "What kind of writing"), ("part" = Uuid, Path, description = "The organisation, the voter, or of a summary the conversation")), responses((status = 200, body = HiddenMessage), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/conversations/{id}/writings/{kind}/{part}/hidden")]
pub(super) async fn hidden(asker: Asker, api: Data<Api>, place: Place) -> Result<Json<HiddenMessage>, Failure> {
    let (id, kind, part) = place.into_inner();
    let db = api.store.reader();
    let found = writing::readable(db, &asker.actor, id, kind, part).await?;
    Ok(Json(writing::hidden_words(db, &found).await?.into()))
}
