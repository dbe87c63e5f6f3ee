//! *Valskifte*: every seat is asked at once whether its holder goes on.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use domain::ids::{NetworkId, SeatId, SeatRoundId};
use domain::networks::round::{self, BoardLine, Round};
use domain::networks::seat;
use wire::{
    AnswerRound, AskSeats, Named, PersonLine, Problem, SeatRound, SeatRoundBoard, SeatRoundRow, SeatRounds, SeatView,
    SeatsToAsk,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::once::IdempotencyKey;
use crate::problem::Failure;
use crate::state::Api;

/// Ask every seat of a network, or those of a kind, whether its holder goes on.
#[utoipa::path(tag = "seats", operation_id = "ask_seats", request_body = AskSeats, params(IdempotencyKey), responses((status = 201, body = SeatRoundBoard), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/networks/{id}/seat-rounds")]
pub(in crate::routes) async fn ask(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    body: Body<AskSeats>,
) -> Result<HttpResponse, Failure> {
    let (id, AskSeats { kind, due_on, note }) = (id.into_inner(), body.value);
    let made = api
        .store
        .write_once(&asker.actor, body.key, move |tx| async move { round::ask(&tx, id, kind, due_on, &note).await })
        .await?;
    let found = round::governed(api.store.reader(), &asker.actor, made).await?;
    Ok(HttpResponse::Created().json(board(&api, &found).await?))
}

/// The rounds of a network, the latest first, and how many a round would ask now.
#[utoipa::path(tag = "seats", operation_id = "seat_rounds", responses((status = 200, body = SeatRounds), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/networks/{id}/seat-rounds")]
pub(in crate::routes) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
) -> Result<Json<SeatRounds>, Failure> {
    let (db, today) = (api.store.reader(), api.store.clock().today());
    let found = round::of_network(db, &asker.actor, *id).await?;
    let to_ask = round::to_ask(db, &asker.actor, *id, today).await?;
    Ok(Json(SeatRounds {
        items: found.iter().map(SeatRound::from).collect(),
        next_cursor: None,
        to_ask: to_ask.iter().map(SeatsToAsk::from).collect(),
    }))
}

/// A round with its board: who has answered what, and who has not.
#[utoipa::path(tag = "seats", operation_id = "seat_round", responses((status = 200, body = SeatRoundBoard), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/seat-rounds/{id}")]
pub(in crate::routes) async fn show(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatRoundId>,
) -> Result<Json<SeatRoundBoard>, Failure> {
    let found = round::governed(api.store.reader(), &asker.actor, *id).await?;
    Ok(Json(board(&api, &found).await?))
}

/// Answer for a seat: its holder goes on, is succeeded, or leaves.
#[utoipa::path(tag = "seats", operation_id = "answer_seat_round", request_body = AnswerRound, responses((status = 200, body = SeatView), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[put("/seat-rounds/{id}/answers/{seat}")]
pub(in crate::routes) async fn answer(
    asker: Asker,
    api: Data<Api>,
    path: Path<(SeatRoundId, SeatId)>,
    body: Body<AnswerRound>,
) -> Result<Json<SeatView>, Failure> {
    let ((id, seat), said) = (path.into_inner(), body.value.answer);
    api.store
        .write(&asker.actor, move |tx| async move {
            let found = seat::visible(&tx, tx.actor(), seat).await?;
            round::answer(&tx, id, &found, said).await
        })
        .await?;
    Ok(Json(super::view(&api, &asker, seat).await?))
}

/// Remind those who have not answered, and only those.
#[utoipa::path(tag = "seats", operation_id = "remind_seats", responses((status = 200, body = SeatRoundBoard), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/seat-rounds/{id}/reminders")]
pub(in crate::routes) async fn remind(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatRoundId>,
) -> Result<Json<SeatRoundBoard>, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { round::remind(&tx, id).await }).await?;
    let found = round::governed(api.store.reader(), &asker.actor, id).await?;
    Ok(Json(board(&api, &found).await?))
}

/// Close a round.
#[utoipa::path(tag = "seats", operation_id = "close_seat_round", responses((status = 200, body = SeatRoundBoard), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/seat-rounds/{id}/close")]
pub(in crate::routes) async fn close(
    asker: Asker,
    api: Data<Api>,
    id: Path<SeatRoundId>,
) -> Result<Json<SeatRoundBoard>, Failure> {
    let id = id.into_inner();
    api.store.write(&asker.actor, move |tx| async move { round::close(&tx, id).await }).await?;
    let found = round::governed(api.store.reader(), &asker.actor, id).await?;
    Ok(Json(board(&api, &found).await?))
}

async fn board(api: &Api, found: &Round) -> Result<SeatRoundBoard, Failure> {
    let lines = round::board(api.store.reader(), found, api.store.clock().today()).await?;
    let mut seats: Vec<SeatRoundRow> = Vec::new();
    for line in lines {
        if seats.last().is_none_or(|last| last.seat_id != line.seat_id) {
            seats.push(row(&line));
        }
        if let (Some(seat), Some(person)) = (seats.last_mut(), line.person_id) {
            seat.holders.push(PersonLine {
                id: person,
                name: line.person,
                organisation: None,
                seat_kind: Some(line.kind),
                title: Some(line.title),
            });
        }
    }
    Ok(SeatRoundBoard { round: SeatRound::from(found), seats })
}

fn row(line: &BoardLine) -> SeatRoundRow {
    SeatRoundRow {
        seat_id: line.seat_id,
        kind: line.kind,
        title: line.title.clone(),
        organisation: Named { id: line.organisation_id.0, name: line.organisation.clone() },
        holders: Vec::new(),
        answer: line.answer,
        by_coordinator: line.by_coordinator.unwrap_or(false),
        answered_at: line.answered_at,
    }
}
