//! The coordinator's desk.

use actix_web::get;
use actix_web::web::{Data, Json};
use domain::coordination::{desk, unheard};
use domain::ids::NetworkId;
use domain::networks::network;
use wire::{Desk, Matter, Named, NetworkRef, Problem, Unheard};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// What waits for one in the networks one coordinates; nothing for anybody else.
#[utoipa::path(tag = "coordination", responses((status = 200, body = Desk), (status = 401, body = Problem)))]
#[get("/desk")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<Desk>, Failure> {
    let (db, clock) = (api.store.reader(), api.store.clock());
    let (now, today) = (clock.now(), clock.today());
    let matters = desk::desk(db, &asker.actor, now, today).await?;
    let unheard = unheard::unheard(db, &asker.actor, now, today).await?;
    let vacant = desk::vacant_seats(db, &asker.actor, now, today).await?;
    let networks = network::visible(db, &asker.actor).await?;
    let named = |id: NetworkId| {
        let found = networks.iter().find(|network| network.id == id)?;
        Some(NetworkRef { id, slug: found.slug.clone(), name: found.name.clone() })
    };
    let matters = matters.into_iter().filter_map(|row| {
        Some(Matter {
            kind: row.kind,
            network: named(row.network_id)?,
            subject_id: row.subject_id,
            part_id: row.part_id,
            title: row.title,
            organisation_id: row.organisation_id.map(|id| id.0),
            organisation: row.organisation,
            person_id: row.person_id,
            person: row.person,
            number: row.number,
            of: row.of,
            due: row.due,
            since: row.since,
        })
    });
    let unheard = unheard.into_iter().filter_map(|row| {
        Some(Unheard {
            network: named(row.network_id)?,
            organisation: Named { id: row.organisation_id.0, name: row.organisation },
            state: row.state,
            last_at: row.last_at,
            person_id: row.person_id,
            person: row.person,
        })
    });
    Ok(Json(Desk {
        matters: matters.collect(),
        unheard: unheard.collect(),
        vacant: vacant.into_iter().map(Into::into).collect(),
    }))
}
