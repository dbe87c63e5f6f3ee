//! What goes along when a meeting is moved to other days: the deputies that stand in at it, and its guests, by their passes
//! or by the invitations that they have not yet accepted.

use chrono::NaiveDate;

use super::{Meeting, MeetingState};
use crate::Result;
use crate::ids::{GuestId, GuestPassId, InvitationId, PersonId};
use crate::meetings::answer;
use crate::rooms::guest::{self, invitation};
use crate::rooms::room;
use crate::store::{FromRow, Tx, execute, rows};

/// Lets those follow that have a part in a meeting on its days, where it has not been held.
pub(super) async fn follow(tx: &Tx, meeting: &Meeting, days: Option<(NaiveDate, NaiveDate)>) -> Result<()> {
    let before = meeting.starts_on.map(|first| (first, meeting.ends_on.unwrap_or(first)));
    if days == before || matches!(meeting.state, MeetingState::Documenting | MeetingState::Archived) {
        return Ok(());
    }
    answer::stand_ins_follow(tx, meeting, days).await?;
    match (before, days) {
        (Some((_, before)), Some((_, last))) => {
            let later = last.signed_duration_since(before);
            // whoever is accepting an invitation at this moment has a pass, or comes in by the new days
            room::locked(tx, meeting.room_id).await?;
            invitations(tx, meeting, later).await?;
            passes(tx, meeting, later).await
        }
        _ => Ok(()),
    }
}

/// Whoever has not come in yet is let in to the day that follows the meeting.
async fn invitations(tx: &Tx, meeting: &Meeting, later: chrono::TimeDelta) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        invitation: InvitationId,
        to_day: NaiveDate,
    }
    let sql = "SELECT i.id AS invitation, i.to_day FROM meeting_guest g JOIN invitation i ON i.id = g.invitation_id \
               WHERE g.meeting_id = $1 AND g.removed_at IS NULL AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL \
               ORDER BY g.id";
    for Row { invitation, to_day } in rows(tx, sql, [meeting.id.0.into()]).await? {
        let until = to_day.checked_add_signed(later).unwrap_or(to_day);
        invitation::reach_to(tx, invitation, until).await?;
    }
    Ok(())
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
