//! In which order members host, and what one host leaves for the next.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get, put};
use domain::Error;
use domain::access::NetworkRight;
use domain::ids::{MeetingId, NetworkId};
use domain::meetings::{handover, hosting, meeting};
use domain::store::Tx;
use wire::{HostHandover, HostOrder, Problem, ReceivedHandover, WriteHandover, WriteHostOrder};

use crate::asker::Asker;
use crate::body::Body;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// In which order members are to host.
#[utoipa::path(tag = "meetings", operation_id = "host_order", responses((status = 200, body = HostOrder), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/host-order")]
pub(in crate::routes) async fn order(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<HttpResponse, Failure> {
    ordered(&api, &asker, *id).await
}

async fn ordered(api: &Api, asker: &Asker, id: NetworkId) -> Result<HttpResponse, Failure> {
    let found = hosting::order(api.store.reader(), &asker.actor, id).await?;
    let view = HostOrder::new(found, asker.actor.may_still(id, NetworkRight::Govern));
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// Say in which order members are to host; that of before stays as history.
#[utoipa::path(tag = "meetings", operation_id = "write_host_order", request_body = WriteHostOrder, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = HostOrder), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/networks/{id}/host-order")]
pub(in crate::routes) async fn write_order(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<WriteHostOrder>,
) -> Result<HttpResponse, Failure> {
    let (id, WriteHostOrder { turns }) = (id.into_inner(), body.value);
    hosting::governed(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let turns = turns.into_iter().map(hosting::Turn::from).collect();
    api.store.write(&asker.actor, move |tx: Tx| async move { hosting::write(&tx, id, revision, turns).await }).await?;
    ordered(&api, &asker, id).await
}

/// What the host of a meeting leaves for the next, and what the one before left: for those who plan it.
#[utoipa::path(tag = "meetings", operation_id = "host_handover", responses((status = 200, body = HostHandover), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/meetings/{id}/handover")]
pub(in crate::routes) async fn handed_over(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<HttpResponse, Failure> {
    left(&api, &asker, *id).await
}

async fn left(api: &Api, asker: &Asker, id: MeetingId) -> Result<HttpResponse, Failure> {
    let db = api.store.reader();
    let planned = meeting::planned(db, &asker.actor, id).await?;
    let left = handover::of_meeting(db, &planned).await?;
    let received = match handover::received(db, &planned).await? {
        Some((before, left)) => {
            let summary = rendering::meetings(db, std::slice::from_ref(&before)).await?.pop().ok_or(Error::NotFound)?;
            Some(ReceivedHandover::new(summary, left))
        }
        None => None,
    };
    let view = HostHandover::new(left, &asker.words().handover, received);
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// Write what the host of a meeting leaves for the next.
#[utoipa::path(tag = "meetings", operation_id = "write_host_handover", request_body = WriteHandover, params(("If-Match" = String, Header, description = "The revision one started from")), responses((status = 200, body = HostHandover), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[put("/meetings/{id}/handover")]
pub(in crate::routes) async fn hand_over(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    body: Body<WriteHandover>,
) -> Result<HttpResponse, Failure> {
    let (id, WriteHandover { items, letter }) = (id.into_inner(), body.value);
    meeting::planned(api.store.reader(), &asker.actor, id).await?;
    let revision = if_match(&request)?;
    let items = items.into_iter().map(handover::Item::from).collect();
    let write = move |tx: Tx| async move {
        let planned = meeting::planned(&tx, tx.actor(), id).await?;
        handover::write(&tx, &planned, revision, items, &letter).await
    };
    api.store.write(&asker.actor, write).await?;
    left(&api, &asker, id).await
}
