//! Where somebody who has come to a seat begins, and the note of whoever held it before.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, put};
use domain::conversations::list::{self, Filter};
use domain::ids::SeatId;
use domain::meetings::meeting::{self, MeetingState};
use domain::meetings::promise;
use domain::methods::{decision, waiting};
use domain::networks::{handover, network, seat};
use wire::{DecisionRow, Handover, MeetingPromise, Problem, SeatNote, Waiting, WriteSeatNote};

use crate::asker::Asker;
use crate::body::Body;
use crate::problem::Failure;
use crate::rendering;
use crate::routes::networks;
use crate::state::Api;

/// The most meetings, threads and decisions that are shown.
const FEW: i64 = 5;

/// Where whoever holds a seat, or stands behind it, begins.
#[utoipa::path(tag = "seats", operation_id = "seat_handover", responses((status = 200, body = Handover), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/seats/{id}/handover")]
pub(in crate::routes) async fn show(asker: Asker, api: Data<Api>, id: Path<SeatId>) -> Result<Json<Handover>, Failure> {
    let (db, clock) = (api.store.reader(), api.store.clock());
    let (today, now) = (clock.today(), clock.now());
    let found = seat::visible(db, &asker.actor, *id).await?;
    let begun = handover::of_seat(db, &asker.actor, &found).await?;
    let facts = found.facts();
    let about = facts.network_id;
    let mut meetings = meeting::list(db, &asker.actor, about, None, 50).await?;
    meetings.retain(|one| one.state == MeetingState::Archived);
    meetings.truncate(usize::try_from(FEW).unwrap_or_default());
    let pinned = Filter { network: Some(about), pinned: true, limit: FEW, ..Filter::default() };
    let pinned = list::list(db, &asker.actor, &pinned).await?;
    let answered = match begun.answered.is_empty() {
        true => Vec::new(),
        false => {
            let among = Filter { among: Some(begun.answered.clone()), limit: 20, ..Filter::default() };
            list::list(db, &asker.actor, &among).await?
        }
    };
    let decisions = decision::list(db, &asker.actor, about, None, FEW).await?;
    let lines = seat::of_organisations(db, &asker.actor, about, &[facts.organisation_id], (today, now)).await?;
    let waits = waiting::of_actor(db, &asker.actor, now).await?;
    let mut promises = promise::of_actor(db, &asker.actor).await?;
    promises.retain(|one| one.network_id == about && one.organisation_id == Some(facts.organisation_id));
    Ok(Json(Handover {
        purpose: network::readable(db, &asker.actor, about).await?.purpose,
        note: begun.note.map(|note| SeatNote { text: note.text, author: note.author, written_at: note.written_at }),
        followed: begun.followed,
        waiting: waits.into_iter().map(Waiting::from).collect(),
        // they are the actor's own to finish
        promises: promises.into_iter().map(|one| MeetingPromise::new(one, true)).collect(),
        meetings: rendering::meetings(db, &meetings).await?,
        pinned: rendering::conversations(&asker, &pinned),
        answered: rendering::conversations(&asker, &answered),
        decisions: decisions.iter().map(DecisionRow::from).collect(),
        seats: networks::seats(&lines, facts.organisation_id),
        seat: super::view(&api, &asker, *id).await?,
    }))
}

/// Write the note to whoever holds the seat next.
#[utoipa::path(tag = "seats", request_body = WriteSeatNote, responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
#[put("/seats/{id}/note")]
pub(in crate::routes) async fn write_note(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatId>,
    body: Body<WriteSeatNote>,
) -> Result<HttpResponse, Failure> {
    let (id, text) = (id.into_inner(), body.value.text);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), id).await?;
            handover::write_note(&tx, &found, &text).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
