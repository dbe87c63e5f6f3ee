//! The words that mean the same in a network, for those who govern it.

use ::search::analysis::defaults;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get, put};
use domain::ids::NetworkId;
use domain::search::synonyms;
use wire::{Problem, SynonymList, WriteSynonyms};

use crate::asker::Asker;
use crate::body::Body;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// The words that mean the same in a network: its own, and those that hold everywhere.
#[utoipa::path(tag = "search", responses((status = 200, body = SynonymList), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/synonyms")]
pub(super) async fn of_network(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<HttpResponse, Failure> {
    Ok(view(synonyms::of_network(api.store.reader(), &asker.actor, *id).await?))
}

/// Write the network's own anew.
#[utoipa::path(tag = "search", request_body = WriteSynonyms, responses((status = 200, body = SynonymList), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/networks/{id}/synonyms")]
pub(super) async fn write(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<WriteSynonyms>,
) -> Result<HttpResponse, Failure> {
    let (id, groups) = (id.into_inner(), body.value.groups);
    // who is not signed in is told that first; who may not, before what the request lacks
    asker.actor.signed_in()?;
    synonyms::of_network(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let written = api
        .store
        .write(&asker.actor, move |tx| async move { synonyms::write(&tx, id, revision, &groups).await })
        .await?;
    Ok(view(written))
}

fn view(list: synonyms::SynonymList) -> HttpResponse {
    let everywhere = defaults().map(|group| group.into_iter().map(str::to_owned).collect()).collect();
    let view = SynonymList { groups: list.groups, everywhere, revision: list.revision, changed_at: list.changed_at };
    shown(StatusCode::OK, view.revision, &view)
}
