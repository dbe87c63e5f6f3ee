//! When governing texts are to be looked over again.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, put};
use domain::ids::{AgreementId, DocumentId};
use domain::networks::revisit::{self, Text};
use wire::{Problem, Revisit, SetRevisit};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// When a document is to be looked over again, and when it last was.
#[utoipa::path(tag = "documents", operation_id = "revisit_of_document", responses((status = 200, body = Revisit), (status = 404, body = Problem)))]
#[get("/documents/{id}/revisit")]
pub(super) async fn of_document(asker: Asker, api: Data<Api>, id: Path<DocumentId>) -> Result<Json<Revisit>, Failure> {
    view(&api, &asker, Text::Document(*id)).await
}

/// Say when a document is to be looked over again, or that it has been.
#[utoipa::path(tag = "documents", operation_id = "set_revisit_of_document", request_body = SetRevisit, responses((status = 200, body = Revisit), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/documents/{id}/revisit")]
pub(super) async fn set_of_document(
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    body: Body<SetRevisit>,
) -> Result<Json<Revisit>, Failure> {
    set(&api, &asker, Text::Document(*id), body.value).await
}

/// When an agreement is to be looked over again, and when it last was.
#[utoipa::path(tag = "agreements", operation_id = "revisit_of_agreement", responses((status = 200, body = Revisit), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/agreements/{id}/revisit")]
pub(super) async fn of_agreement(
    asker: Asker,
    api: Data<Api>,
    id: Path<AgreementId>,
) -> Result<Json<Revisit>, Failure> {
    view(&api, &asker, Text::Agreement(*id)).await
}

/// Say when an agreement is to be looked over again, or that it has been.
#[utoipa::path(tag = "agreements", operation_id = "set_revisit_of_agreement", request_body = SetRevisit, responses((status = 200, body = Revisit), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/agreements/{id}/revisit")]
pub(super) async fn set_of_agreement(
    asker: Asker,
    api: Data<Api>,
    id: Path<AgreementId>,
    body: Body<SetRevisit>,
) -> Result<Json<Revisit>, Failure> {
    set(&api, &asker, Text::Agreement(*id), body.value).await
}

async fn view(api: &Api, asker: &Asker, text: Text) -> Result<Json<Revisit>, Failure> {
    let today = api.store.clock().today();
    Ok(Json(revisit::of(api.store.reader(), &asker.actor, text, today).await?.into()))
}

async fn set(api: &Api, asker: &Asker, text: Text, body: SetRevisit) -> Result<Json<Revisit>, Failure> {
    let set = body.into();
    api.store.write(&asker.actor, move |tx| async move { revisit::set(&tx, text, set).await }).await?;
    view(api, asker, text).await
}
