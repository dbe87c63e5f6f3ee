//! What was done in a year, by network, month and kind, and what is stored; never a person.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use chrono::Datelike as _;
use domain::audit::Whose;
use domain::ids::NetworkId;
use domain::running::{statistics, storage};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{Problem, Statistics};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct YearQuery {
    /// Which year; the present one without it.
    #[serde(default)]
    year: Option<i32>,
}

/// The counts of all networks: for whoever runs the installation.
#[utoipa::path(tag = "installation", operation_id = "statistics", params(YearQuery), responses((status = 200, body = Statistics), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[get("/installation/statistics")]
pub(super) async fn of_installation(
    asker: Asker,
    api: Data<Api>,
    query: Query<YearQuery>,
) -> Result<Json<Statistics>, Failure> {
    view(&api, &asker, Whose::Installation, query.year).await
}

/// The counts of a network: for its coordinators.
#[utoipa::path(tag = "networks", operation_id = "statistics_of_network", params(YearQuery), responses((status = 200, body = Statistics), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/networks/{id}/statistics")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<YearQuery>,
) -> Result<Json<Statistics>, Failure> {
    view(&api, &asker, Whose::Network(*id), query.year).await
}

async fn view(api: &Api, asker: &Asker, whose: Whose, year: Option<i32>) -> Result<Json<Statistics>, Failure> {
    let year = year.unwrap_or_else(|| api.store.clock().today().year());
    let db = api.store.reader();
    let counts = statistics::of_year(db, &asker.actor, whose, year).await?;
    let stored = storage::of(db, &asker.actor, whose).await?;
    Ok(Json(Statistics {
        year,
        counts: counts.into_iter().map(Into::into).collect(),
        stored: stored.into_iter().map(Into::into).collect(),
    }))
}
