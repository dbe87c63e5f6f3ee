//! The certificate of how an organisation takes part, for its board.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use chrono::NaiveDate;
use domain::ids::{NetworkId, OrganisationId};
use domain::networks::certificate;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{Certificate, Problem};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CertificateQuery {
    /// As of which day; today without it.
    #[serde(default)]
    on: Option<NaiveDate>,
}

/// How an organisation takes part, since when, by which decision and through whom, as of a day: for its own seats and the
/// coordinators.
#[utoipa::path(tag = "agreements", operation_id = "certificate", params(CertificateQuery), responses((status = 200, body = Certificate), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[get("/networks/{id}/certificates/{organisation}")]
pub(super) async fn show(
    asker: Asker,
    api: Data<Api>,
    path: Path<(NetworkId, OrganisationId)>,
    query: Query<CertificateQuery>,
) -> Result<Json<Certificate>, Failure> {
    let (network, organisation) = path.into_inner();
    let today = api.store.clock().today();
    let days = (query.on.unwrap_or(today), today);
    let found = certificate::of_organisation(api.store.reader(), &asker.actor, network, organisation, days).await?;
    Ok(Json(found.into()))
}
