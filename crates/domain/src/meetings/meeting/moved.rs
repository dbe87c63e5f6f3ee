//! What goes along when a meeting is moved to other days: the deputies that stand in at it, and the passes of its guests.

use chrono::NaiveDate;

use super::{Meeting, MeetingState};
use crate::Result;
use crate::ids::{GuestId, GuestPassId, PersonId};
use crate::meetings::answer;
use crate::rooms::guest;
use crate::store::{FromRow, Tx, execute, rows};

/// Lets those follow that have a part in a meeting on its days, where it has not been held.
pub(super) async fn follow(tx: &Tx, meeting: &Meeting, days: Option<(NaiveDate, NaiveDate)>) -> Result<()> {
    let before = meeting.starts_on.map(|first| (first, meeting.ends_on.unwrap_or(first)));
    if days == before || matches!(meeting.state, MeetingState::Documenting | MeetingState::Archived) {
        return Ok(());
    }
    answer::stand_ins_follow(tx, meeting, days).await?;
    match (before, days) {
        (Some((_, before)), Some((_, last))) => passes(tx, meeting, last.signed_duration_since(before)).await,
        _ => Ok(()),
    }
}

/// The guests from home read its room for as long after it as they were to.
async fn passes(tx: &Tx, meeting: &Meeting, later: chrono::TimeDelta) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        guest: GuestId,
        pass: GuestPassId,
        person_id: PersonId,
        writes: bool,
        to_day: NaiveDate,
        given_by: Option<PersonId>,
    }
    let sql = "SELECT g.id AS guest, p.id AS pass, p.person_id, p.writes, p.to_day, p.given_by FROM meeting_guest g \
               JOIN guest_pass p ON p.id = g.pass_id \
               WHERE g.meeting_id = $1 AND g.removed_at IS NULL AND p.ended_at IS NULL ORDER BY g.id";
    for Row { guest, pass, person_id, writes, to_day, given_by } in rows(tx, sql, [meeting.id.0.into()]).await? {
        guest::end(tx, pass).await?;
        let until = to_day.checked_add_signed(later).unwrap_or(to_day);
        let pass = guest::give(tx, meeting.room_id, person_id, writes, (tx.today(), until), given_by).await?;
        execute(tx, "UPDATE meeting_guest SET pass_id = $2 WHERE id = $1", [guest.0.into(), pass.0.into()]).await?;
    }
    Ok(())
}
