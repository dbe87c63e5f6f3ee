//! What was done to a meeting, and how it was before.

use serde_json::Value;

use super::{Meeting, MeetingState};
use crate::conversations::conversation::speaks_for;
use crate::ids::MeetingActId;
use crate::store::{Tx, execute, execute_affecting};
use crate::{Error, Result};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// Something done to a meeting.
#[derive(Debug)]
pub(crate) struct Act<'a> {
    pub(crate) what: &'static str,
    pub(crate) before: Value,
    /// Why; what is in the archive is changed by a new version with a reason only.
    pub(crate) reason: Option<&'a str>,
}

/// Raises the revision from the one that somebody started from, and keeps the trace of what they did.
pub(crate) async fn touch(tx: &Tx, meeting: &Meeting, revision: i64, act: Act<'_>) -> Result<()> {
    let reason = act.reason.map(str::trim).filter(|reason| !reason.is_empty());
    if meeting.state == MeetingState::Archived && reason.is_none() {
        return Err(Error::invalid("/reason", "reason_missing"));
    }
    if reason.is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        return Err(Error::invalid("/reason", "too_long"));
    }
    let sql = "UPDATE meeting SET revision = revision + 1, changed_at = $3 WHERE id = $1 AND revision = $2";
    if execute_affecting(tx, sql, [meeting.id.0.into(), revision.into(), tx.now().into()]).await? == 0 {
        return Err(Error::Stale);
    }
    let (_, seat, standing) = speaks_for(tx.actor(), meeting.planning_room_id);
    let sql = "INSERT INTO meeting_act (id, meeting_id, act, before, reason, person_id, seat_id, standing, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        MeetingActId::at(tx.now()).0.into(),
        meeting.id.0.into(),
        act.what.into(),
        act.before.into(),
        reason.into(),
        tx.actor().person().map(|person| person.0).into(),
        seat.into(),
        standing.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await
}
