//! How all parts are, on one page.

use actix_web::get;
use actix_web::web::{Data, Json};
use domain::documents::rendition;
use domain::log::Position;
use domain::running::health;
use wire::{Health, OfficePages, Problem};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// How all parts are: for whoever runs the installation.
#[utoipa::path(tag = "installation", operation_id = "health", responses((status = 200, body = Health), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/installation/health")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<Health>, Failure> {
    // an engine that is away is something to show, not a fault of this page
    let indexed = api.search.cursor().await.ok().flatten().map(|at| Position { xid: at.xid, id: at.id });
    let found = health::of(&api.store, &asker.actor, indexed).await?;
    let paged = rendition::tally(api.store.reader(), &asker.actor).await?;
    Ok(Json(Health {
        at: found.at,
        version: api.version.to_owned(),
        postgres: found.postgres,
        database_ms: found.answered_in.as_secs_f64() * 1000.0,
        sockets: (api.around.sockets)(),
        searchable: api.search.entries().await.ok(),
        free: (api.around.free)(),
        office: OfficePages { on: api.around.makes_pages, made: paged.made, refused: paged.refused },
        readers: found.readers.into_iter().map(Into::into).collect(),
        jobs: found.jobs.into(),
        mails: found.mails.into(),
    }))
}
