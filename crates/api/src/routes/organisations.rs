//! Organisations, for forms that ask where one comes from: open to anybody.

use actix_web::get;
use actix_web::web::{Data, Json, Query};
use domain::networks::organisation::lookup;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{List, Organisation, Problem};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Beginning {
    /// How its name, or a word of it, begins; 1–100 characters.
    q: String,
}

/// The organisations called so, or once called so: at most twenty, those whose name begins with it first.
#[utoipa::path(tag = "networks", operation_id = "find_organisations", params(Beginning), responses((status = 200, body = List<Organisation>), (status = 422, body = Problem)))]
#[get("/organisations")]
pub(super) async fn find(
    _asker: Asker,
    api: Data<Api>,
    query: Query<Beginning>,
) -> Result<Json<List<Organisation>>, Failure> {
    let found = lookup::by_beginning(api.store.reader(), &query.q).await?;
    Ok(Json(List { items: found.into_iter().map(Organisation::from).collect(), next_cursor: None }))
}
