//! A room, a meeting or a whole network taken out as a folder that is read without Samrum.

use ::export::{Asked, WAITING, gather, zipped};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Query};
use actix_web::{HttpResponse, get};
use domain::export::{self, Scope};
use domain::ids::{MeetingId, NetworkId, RoomId};
use serde::Deserialize;
use tokio::sync::mpsc;
use utoipa::IntoParams;
use wire::{ExportExtent, Problem};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;
use crate::zipped::{Turn, answer};

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ExportQuery {
    /// This room.
    #[serde(default)]
    room: Option<RoomId>,
    /// Or this meeting, with its rooms.
    #[serde(default)]
    meeting: Option<MeetingId>,
    /// Or this network, for whoever governs it.
    #[serde(default)]
    network: Option<NetworkId>,
}

impl ExportQuery {
    fn scope(self) -> Result<Scope, Failure> {
        match (self.room, self.meeting, self.network) {
            (Some(id), None, None) => Ok(Scope::Room(id)),
            (None, Some(id), None) => Ok(Scope::Meeting(id)),
            (None, None, Some(id)) => Ok(Scope::Network(id)),
            _ => Err(Failure::shape(StatusCode::BAD_REQUEST, "bad_query")),
        }
    }
}

/// How much would be taken out.
#[utoipa::path(tag = "documents", params(ExportQuery), responses((status = 200, body = ExportExtent), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/export/extent")]
pub(super) async fn extent(
    asker: Asker,
    api: Data<Api>,
    query: Query<ExportQuery>,
) -> Result<Json<ExportExtent>, Failure> {
    let db = api.store.reader();
    let export = export::of(db, &asker.actor, query.scope()?).await?;
    let extent = export::extent(db, &export).await?;
    Ok(Json(extent.into()))
}

/// A room, a meeting or a network as one zip: pages, originals, facts as JSON, checksums. It is noted in the audit log.
#[utoipa::path(tag = "documents", params(ExportQuery), responses((status = 200, description = "The zip", content_type = "application/zip"), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
#[get("/export")]
pub(super) async fn take_out(asker: Asker, api: Data<Api>, query: Query<ExportQuery>) -> Result<HttpResponse, Failure> {
    let scope = query.scope()?;
    let export = export::of(api.store.reader(), &asker.actor, scope).await?;
    let turn = Turn::take()?;
    api.store.write(&asker.actor, move |tx| async move { export::note(&tx, scope).await }).await?;
    let asked = Asked { actor: asker.actor.clone(), language: asker.language };
    let (out, mut pieces) = mpsc::channel(WAITING);
    let (store, blobs) = (api.store.clone(), api.blobs.clone());
    let now = store.clock().now();
    let name = asked.called(&export, now);
    let top = name.clone();
    tokio::spawn(async move {
        if let Err(error) = gather(&store, &asked, &export, &out).await {
            tracing::info!(%error, "what was to be taken out was not gathered to its end");
        }
    });
    Ok(answer(turn, &name, move |sent| zipped(&mut pieces, &blobs, &top, now, sent)))
}
