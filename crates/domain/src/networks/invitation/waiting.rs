//! Whether an invitation still waits for its answer: said once, for whoever asks.

use chrono::{DateTime, NaiveDate, Utc};

use crate::Result;
use crate::clock::day_of;
use crate::ids::{RoomId, SeatId};
use crate::store::{Tx, execute};

/// That the invitation `row` waits for its answer at the instant `now`, which is on the day `today`: nobody has used it or
/// taken it back, its link leads somewhere, and what it gives is not over.
pub(crate) fn waits(row: &str, now: &str, today: &str) -> String {
    format!(
        "({row}.accepted_at IS NULL AND {row}.withdrawn_at IS NULL AND {row}.expires_at > {now} \
         AND ({row}.to_day IS NULL OR {row}.to_day >= {today}))"
    )
}

/// That its time is out: that of its link, or that of what it gives.
pub(super) fn run_out(expires_at: DateTime<Utc>, to: Option<NaiveDate>, now: DateTime<Utc>) -> bool {
    expires_at <= now || to.is_some_and(|to| to < day_of(now))
}

/// To what somebody is invited.
#[derive(Clone, Copy, Debug)]
pub(crate) enum To {
    /// A seat.
    Seat(SeatId),
    /// A room, as a guest.
    Room(RoomId),
}

/// Those that have run out stand in nobody's way. Under the lock of what they are to.
pub(crate) async fn settle_run_out(tx: &Tx, to: To) -> Result<()> {
    let (column, id) = match to {
        To::Seat(id) => ("seat_id", id.0),
        To::Room(id) => ("room_id", id.0),
    };
    let sql = format!(
        "UPDATE invitation SET withdrawn_at = CASE WHEN expires_at < $2 THEN expires_at ELSE $2 END WHERE {column} = $1 \
         AND accepted_at IS NULL AND withdrawn_at IS NULL AND NOT {}",
        waits("invitation", "$2", "$3")
    );
    execute(tx, &sql, [id.into(), tx.now().into(), tx.today().into()]).await
}
