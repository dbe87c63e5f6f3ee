//! Somebody like me.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use domain::ids::NetworkId;
use domain::people::alike;
use wire::{Alike, List, Problem};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// Those of the network who hold a seat like one's own for an organisation like one's own, one's own county's first.
#[utoipa::path(tag = "people", operation_id = "alike", responses((status = 200, body = List<Alike>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/alike")]
pub(super) async fn list(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<Json<List<Alike>>, Failure> {
    let today = api.store.clock().today();
    let rows = alike::in_network(api.store.reader(), &asker.actor, *id, today).await?;
    Ok(Json(List { items: rows.into_iter().map(Into::into).collect(), next_cursor: None }))
}
