//! Seats: made, described, ended; who holds them.

pub(super) mod handover;
pub(super) mod invitations;
pub(super) mod links;
pub(super) mod rounds;
pub(super) mod standing_in;
pub(super) mod succession;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, patch, post};
use chrono::NaiveDate;
use domain::Error;
use domain::documents::document;
use domain::error::if_seen;
use domain::ids::{NetworkId, SeatHoldingId, SeatId};
use domain::networks::succession as successors;
use domain::networks::{invitation, network, participation, round, seat};
use wire::{
    AppointmentView, ChangeSeat, EndSeat, MakeSeat, Named, NetworkRef, PersonLine, Problem, SeatHolding, SeatQuestion,
    SeatRightsView, SeatView, SubstitutionView,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::preconditions::{if_match, shown};
use crate::problem::Failure;
use crate::state::Api;

/// Make a seat for an organisation.
#[utoipa::path(tag = "seats", request_body = MakeSeat, params(IdempotencyKey), responses((status = 201, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/seats")]
pub(super) async fn make(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<MakeSeat>,
) -> Result<HttpResponse, Failure> {
    let (id, MakeSeat { organisation_id, kind, title, mandate }) = (id.into_inner(), body.value);
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move {
            network::readable(&tx, tx.actor(), id).await?;
            participation::known(&tx, id, organisation_id).await?;
            let made = seat::create(&tx, id, organisation_id, kind, &title).await?;
            let found = seat::visible(&tx, tx.actor(), made).await?;
            seat::describe(&tx, &found, found.facts().revision, None, Some(&mandate)).await?;
            Ok(made)
        })
        .await?;
    let view = view(&api, &asker, made).await?;
    Ok(shown(StatusCode::CREATED, view.revision, &view))
}

/// A seat: what it is, who holds it and who did.
#[utoipa::path(tag = "seats", responses((status = 200, body = SeatView), (status = 404, body = Problem)))]
#[get("/seats/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<SeatId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, *id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// Change a seat's title and what it is for.
#[utoipa::path(tag = "seats", request_body = ChangeSeat, responses((status = 200, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[patch("/seats/{id}")]
pub(super) async fn change(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<ChangeSeat>,
) -> Result<HttpResponse, Failure> {
    let (id, ChangeSeat { title, mandate }) = (id.into_inner(), body.value);
    // who may not is told that before what the request lacks
    if !seat::visible(api.store.reader(), &asker.actor, id).await?.rights().change {
        return Err(Error::Forbidden.into());
    }
    let revision = if_match(&request)?;
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), id).await?;
            seat::describe(&tx, &found, revision, title.as_deref(), mandate.as_deref()).await
        })
        .await?;
    let view = view(&api, &asker, id).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

/// End a seat, with all who hold it: on a day, or at once.
#[utoipa::path(tag = "seats", operation_id = "end_seat", request_body = EndSeat, responses((status = 200, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/seats/{id}/end")]
pub(super) async fn end(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<EndSeat>,
) -> Result<Json<SeatView>, Failure> {
    let (id, last) = (id.into_inner(), body.value.last_day);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), id).await?;
            seat::close(&tx, &found, last.unwrap_or_else(|| yesterday(tx.today()))).await
        })
        .await?;
    let asker = asker.renewed(&api.store).await?;
    Ok(Json(view(&api, &asker, id).await?))
}

/// End somebody's holding of a seat: on a day, or at once.
#[utoipa::path(tag = "seats", operation_id = "end_holding", request_body = EndSeat, responses((status = 200, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/seats/{id}/holdings/{holding}/end")]
pub(super) async fn end_holding(
    asker: Asker,
    api: Data<Api>,
    path: Path<(SeatId, SeatHoldingId)>,
    body: Body<EndSeat>,
) -> Result<Json<SeatView>, Failure> {
    let ((id, holding), last) = (path.into_inner(), body.value.last_day);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), id).await?;
            let last = last.unwrap_or_else(|| yesterday(tx.today()));
            seat::end_holding(&tx, &found, holding, last).await
        })
        .await?;
    let asker = asker.renewed(&api.store).await?;
    Ok(Json(view(&api, &asker, id).await?))
}

/// What ended at once counted yesterday for the last time.
fn yesterday(today: NaiveDate) -> NaiveDate {
    today.pred_opt().unwrap_or(today)
}

/// The seat as the person asking sees it.
pub(super) async fn view(api: &Api, asker: &Asker, id: SeatId) -> Result<SeatView, Failure> {
    let (db, clock) = (api.store.reader(), api.store.clock());
    let (today, now) = (clock.today(), clock.now());
    let found = seat::visible(db, &asker.actor, id).await?;
    let (facts, rights) = (found.facts(), found.rights());
    let network = network::readable(db, &asker.actor, facts.network_id).await?;
    let organisation = Named { id: facts.organisation_id.0, name: facts.organisation.clone() };
    let (mut holdings, mut before) = (Vec::new(), Vec::new());
    let mut held = false;
    for row in seat::holdings(db, &found).await? {
        let past = row.to_day.is_some_and(|to| to < today);
        let current = !past && row.from_day <= today;
        held |= current && row.role == seat::HoldingRole::Holder;
        // one that was ended before it began is nothing to anybody
        let never = row.to_day.is_some_and(|to| to < row.from_day);
        let line = holding(api, asker, row, facts, &organisation).await?;
        match (never, past) {
            (true, _) => {}
            (false, true) => before.push(line),
            (false, false) => holdings.push(line),
        }
    }
    let invitations = invitation::of_seat(db, &asker.actor, &found, now).await?;
    let invited = seat::is_invited(db, id, now).await?;
    let proposed = successors::is_proposed(db, id).await?;
    let proposals = succession::views(api, asker, successors::of_seat(db, &found).await?).await?;
    let substitutions = seat::substitutions(db, &found, today).await?.into_iter().map(|one| SubstitutionView {
        id: one.id,
        person_id: one.person_id,
        name: one.name,
        from: one.from_day,
        to: one.to_day,
        unconfirmed: one.confirmed_at.is_none(),
        meeting_id: one.meeting_id,
    });
    let asked = match rights.keep || rights.invite {
        true => round::questions(db, &[id]).await?.pop().map(SeatQuestion::from),
        false => None,
    };
    let mail_hosts = match rights.invite {
        true => seat::mail_hosts(db, facts.network_id, facts.organisation_id).await?.into_iter().collect(),
        false => Vec::new(),
    };
    Ok(SeatView {
        id,
        network: NetworkRef { id: network.id, slug: network.slug, name: network.name },
        organisation,
        kind: facts.kind,
        title: facts.title.clone(),
        mandate: facts.mandate.clone(),
        state: seat::state(facts.to_day.is_some_and(|to| to < today), held, invited, proposed),
        until: facts.to_day,
        holdings,
        before,
        invitations: invitations.into_iter().map(wire::Invitation::from).collect(),
        mail_hosts,
        proposals,
        substitutions: substitutions.collect(),
        asked,
        may: SeatRightsView { change: rights.change, invite: rights.invite, keep: rights.keep },
        revision: facts.revision,
    })
}

async fn holding(
    api: &Api,
    asker: &Asker,
    row: seat::SeatHolding,
    facts: &seat::SeatFacts,
    organisation: &Named,
) -> Result<SeatHolding, Failure> {
    // the decision is shown to those who may read it
    let document = match row.document_id {
        Some(id) => if_seen(document::readable(api.store.reader(), &asker.actor, id).await)?
            .map(|found| Named { id: id.0, name: found.row().name.clone() }),
        None => None,
    };
    Ok(SeatHolding {
        id: row.id,
        person: PersonLine {
            id: row.person_id,
            name: row.name,
            organisation: Some(organisation.clone()),
            seat_kind: Some(facts.kind),
            title: Some(facts.title.clone()),
        },
        role: row.role,
        from: row.from_day,
        to: row.to_day,
        appointment: AppointmentView { by: row.appointed_by, on: row.appointed_on, reference: row.reference, document },
    })
}
