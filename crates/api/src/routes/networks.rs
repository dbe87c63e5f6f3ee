//! Networks, and the organisations that take part in them.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post};
use domain::access::NetworkRight;
use domain::conversations::{read_mark, unread};
use domain::ids::{NetworkId, OrganisationId, RoomId};
use domain::meetings::meeting;
use domain::networks::network::{self, Network as Row};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole, SeatLine, SeatState};
use wire::{List, Network, Organisation, Participation, PersonLine, Problem, Seat};

use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// One's networks, in Swedish order.
#[utoipa::path(tag = "networks", responses((status = 200, body = List<Network>)))]
#[get("/networks")]
pub(super) async fn list(asker: Asker, api: Data<Api>) -> Result<Json<List<Network>>, Failure> {
    let rows = network::visible(api.store.reader(), &asker.actor).await?;
    let unread = unread::by_room(api.store.reader(), &asker.actor).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(view(&api, &asker, row, &unread).await?);
    }
    Ok(Json(List { items, next_cursor: None }))
}

/// A network.
#[utoipa::path(tag = "networks", responses((status = 200, body = Network), (status = 404, body = Problem)))]
#[get("/networks/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<Json<Network>, Failure> {
    let row = network::readable(api.store.reader(), &asker.actor, id.into_inner()).await?;
    let unread = unread::by_room(api.store.reader(), &asker.actor).await?;
    Ok(Json(view(&api, &asker, row, &unread).await?))
}

async fn view(api: &Api, asker: &Asker, row: Row, unread: &[(RoomId, i64)]) -> Result<Network, Failure> {
    let db = api.store.reader();
    let at = rendering::at(db, row.id).await?;
    let access = asker.actor.own_access()?;
    let here = |room| access.facts(room).is_some_and(|facts| facts.network == Some(row.id));
    let meetings = meeting::list(db, &asker.actor, row.id, None, 20).await?;
    let next = meeting::upcoming(&meetings, api.store.clock().today());
    let next_meeting = match next {
        Some(next) => rendering::meetings(db, std::slice::from_ref(next)).await?.pop(),
        None => None,
    };
    let mut my_standings: Vec<String> =
        access.standings.iter().filter(|s| s.network == Some(row.id)).map(|s| s.kind.word().to_owned()).collect();
    my_standings.dedup();
    Ok(Network {
        id: row.id,
        slug: row.slug,
        linked: row.linked && asker.actor.may(row.id, NetworkRight::ReadDirectory),
        name: row.name,
        purpose: row.purpose,
        stands_for: row.stands_for,
        contact: row.contact,
        public: row.public_page,
        kind: row.kind,
        closed: row.closed_at.is_some(),
        unread: unread.iter().filter(|(room, _)| here(*room)).map(|(_, count)| count).sum(),
        my_standings,
        may_ask: asker.actor.may(row.id, NetworkRight::AskNetwork),
        may_plan: asker.actor.may(row.id, NetworkRight::PlanMeetings),
        may_seat: asker.actor.may_still(row.id, NetworkRight::WriteDirectory),
        next_meeting,
        at,
    })
}

/// The organisations that take part, with their seats and people.
#[utoipa::path(tag = "networks", params(PageQuery), responses((status = 200, body = List<Participation>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/participations")]
pub(super) async fn participations(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<Participation>>, Failure> {
    let (db, today, now) = (api.store.reader(), api.store.clock().today(), api.store.clock().now());
    let limit = cursor::limit(page.limit)?;
    let after: Option<(String, OrganisationId)> = cursor::read(page.cursor.as_deref())?;
    let mut rows = participation::list(db, &asker.actor, *id, today, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.sort_key.clone(), row.organisation_id));
    let organisations: Vec<_> = rows.iter().map(|row| row.organisation_id).collect();
    let lines = seat::of_organisations(db, &asker.actor, *id, &organisations, (today, now)).await?;
    let items = rows
        .into_iter()
        .map(|row| Participation {
            seats: seats(&lines, row.organisation_id),
            organisation: Organisation { id: row.organisation_id, name: row.name, kind: row.kind, county: row.county },
            inhabitants: row.inhabitants,
            size: row.size,
            state: row.state,
            from: row.from_day,
        })
        .collect();
    Ok(Listed(List { items, next_cursor }))
}

/// The seats of an organisation, from lines that name one of their people each.
pub(super) fn seats(lines: &[SeatLine], organisation: OrganisationId) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    for line in lines.iter().filter(|line| line.organisation_id == organisation) {
        if seats.last().is_none_or(|last| last.id != line.seat_id) {
            seats.push(Seat {
                id: line.seat_id,
                kind: line.kind,
                title: line.title.clone(),
                mandate: line.mandate.clone(),
                state: seat::state(false, false, line.invited, line.proposed),
                held_until: None,
                holders: Vec::new(),
                deputies: Vec::new(),
                standing_in: Vec::new(),
            });
        }
        let (Some(seat), Some(person)) = (seats.last_mut(), line.person_id) else { continue };
        if line.role != Some(HoldingRole::Deputy) {
            // one without a last day goes on
            let first = seat.holders.is_empty();
            seat.held_until = if first { line.to_day } else { seat.held_until.zip(line.to_day).map(|(a, b)| a.max(b)) };
            seat.state = SeatState::Held;
        }
        if line.stands_in {
            seat.standing_in.push(person);
        }
        let person = PersonLine {
            id: person,
            name: line.person_name.clone(),
            organisation: None,
            seat_kind: Some(line.kind),
            title: Some(line.title.clone()),
        };
        match line.role {
            Some(HoldingRole::Deputy) => seat.deputies.push(person),
            Some(HoldingRole::Holder) | None => seat.holders.push(person),
        }
    }
    seats
}

/// Mark everything in the network read.
#[utoipa::path(tag = "networks", responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[post("/networks/{id}/read")]
pub(super) async fn mark_read(asker: Asker, api: Data<Api>, id: Path<NetworkId>) -> Result<HttpResponse, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { read_mark::mark_network(&tx, id).await }).await?;
    Ok(HttpResponse::NoContent().finish())
}
