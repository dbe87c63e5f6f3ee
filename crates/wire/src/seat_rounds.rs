//! Asking every seat at once, as after an election.

use crate::{Named, PersonLine};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::SeatKind;
use domain::ids::{SeatId, SeatRoundId};
use domain::networks::round::{self, RoundAnswer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One's seats on the start page: where one is new, and what is asked of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct OwnSeats {
    /// Those one came to a short while ago.
    pub new: Vec<SeatId>,
    /// Whether one goes on, where that is asked and not yet answered.
    pub asked: Vec<SeatQuestion>,
}

/// A seat is asked whether its holder goes on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatQuestion {
    /// The round.
    pub round_id: SeatRoundId,
    /// The seat.
    pub seat_id: SeatId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: SeatKind,
    /// Its organisation's name.
    pub organisation: String,
    /// Words to those who are asked.
    pub note: String,
    /// Until this day.
    pub due_on: NaiveDate,
    /// What was answered last.
    pub answer: Option<RoundAnswer>,
}

impl From<round::Question> for SeatQuestion {
    fn from(one: round::Question) -> Self {
        let round::Question { round_id, seat_id, title, kind, organisation, note, due_on, answer, network: _ } = one;
        Self { round_id, seat_id, title, kind, organisation, note, due_on, answer }
    }
}

/// All seats, or those of a kind, are asked whether their holders go on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskSeats {
    /// Only of this kind; none for all.
    pub kind: Option<SeatKind>,
    /// Answers are hoped for until this day.
    pub due_on: NaiveDate,
    /// Words to those who are asked.
    #[serde(default)]
    pub note: String,
}

/// The rounds of a network, the latest first.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRounds {
    /// The rounds.
    pub items: Vec<SeatRound>,
    /// Asks for what comes after them; none at the end.
    pub next_cursor: Option<String>,
    /// How many seats of each kind would be asked today, held or vacant; a kind that is not named has none.
    pub to_ask: Vec<SeatsToAsk>,
}

/// How many seats of a kind would be asked.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatsToAsk {
    /// Of which kind.
    pub kind: SeatKind,
    /// How many of it.
    pub seats: i64,
}

impl From<&round::ToAsk> for SeatsToAsk {
    fn from(&round::ToAsk { kind, seats }: &round::ToAsk) -> Self {
        Self { kind, seats }
    }
}

/// A round of asking.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRound {
    /// Which.
    pub id: SeatRoundId,
    /// Only of this kind; none for all.
    pub kind: Option<SeatKind>,
    /// Words to those who are asked.
    pub note: String,
    /// Until this day.
    pub due_on: NaiveDate,
    /// Asked when.
    pub asked_at: DateTime<Utc>,
    /// Reminded last.
    pub reminded_at: Option<DateTime<Utc>>,
    /// It is closed.
    pub closed: bool,
    /// How many seats are asked.
    pub asked: i64,
    /// How many have answered.
    pub answered: i64,
}

impl From<&round::Round> for SeatRound {
    fn from(one: &round::Round) -> Self {
        Self {
            id: one.id,
            kind: one.kind,
            note: one.note.clone(),
            due_on: one.due_on,
            asked_at: one.asked_at,
            reminded_at: one.reminded_at,
            closed: one.closed_at.is_some(),
            asked: one.asked,
            answered: one.answered,
        }
    }
}

/// A round with its board.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRoundBoard {
    /// The round.
    pub round: SeatRound,
    /// Every seat that was asked, in the order of the organisations.
    pub seats: Vec<SeatRoundRow>,
}

/// A seat on the board.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatRoundRow {
    /// Which seat.
    pub seat_id: SeatId,
    /// Its kind.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Whose.
    pub organisation: Named,
    /// Who holds it; nobody: it is vacant.
    pub holders: Vec<PersonLine>,
    /// What was answered last.
    pub answer: Option<RoundAnswer>,
    /// A coordinator entered it.
    pub by_coordinator: bool,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// A seat's answer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRound {
    /// Its holder goes on, is succeeded, or leaves.
    pub answer: RoundAnswer,
}
