//! Drafts.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, put};
use domain::Error;
use domain::conversations::draft::{self, Place};
use wire::{Draft, List, Problem, SaveDraft};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::state::Api;

/// One's own drafts, the newest first.
#[utoipa::path(tag = "drafts", responses((status = 200, body = List<Draft>), (status = 401, body = Problem)))]
#[get("/drafts")]
pub(super) async fn list(asker: Asker, api: Data<Api>) -> Result<Json<List<Draft>>, Failure> {
    let rows = draft::own(api.store.reader(), &asker.actor).await?;
    Ok(Json(List { items: rows.into_iter().map(Draft::from).collect(), next_cursor: None }))
}

/// Save a draft; the place is `conversation:<id>`, `room:<id>`, `summary:<id>`, for a new wording `message:<id>`, for what an
/// ask or a proposal came to `closing:<id>`, for the reason of a vote `reason:<id>` or `reason:<id>:<organisation>`, for a
/// thread made of a message `lift:<id>`, for the word that goes with a move `moving:<id>`, for what is said of a document
/// `document:<id>`, or for a question to a meeting `question:<id>`.
#[utoipa::path(tag = "drafts", request_body = SaveDraft, responses((status = 200, body = Draft), (status = 401, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem)))]
#[put("/drafts/{place}")]
pub(super) async fn save(
    asker: Asker,
    api: Data<Api>,
    place: Path<String>,
    body: Body<SaveDraft>,
) -> Result<Json<Draft>, Failure> {
    let place = self::place(&place)?;
    let (since, written) = (body.value.since, body.value.into());
    let save = move |tx| async move { draft::save(&tx, place, written, since).await };
    let saved = api.store.write(&asker.actor, save).await?;
    Ok(Json(saved.into()))
}

/// Throw a draft away.
#[utoipa::path(tag = "drafts", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[delete("/drafts/{place}")]
pub(super) async fn discard(asker: Asker, api: Data<Api>, place: Path<String>) -> Result<HttpResponse, Failure> {
    let place = self::place(&place)?;
    api.store.write(&asker.actor, move |tx| async move { draft::discard(&tx, place).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn place(written: &str) -> Result<Place, Failure> {
    written.parse().map_err(|()| Failure::Domain(Error::NotFound))
}
