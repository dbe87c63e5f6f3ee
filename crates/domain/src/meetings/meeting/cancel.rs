//! Cancelling a meeting, and holding it after all. How far it had come is kept.

use serde_json::json;

use super::{Act, Meeting, MeetingState, PlannedMeeting, rights, touch};
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::meetings::{answer, guest, turn};
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room;
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// Refuses what nobody does with a meeting that is cancelled.
///
/// # Errors
/// [`Error::Conflict`] for one that is.
pub(crate) fn is_on(meeting: &Meeting) -> Result<()> {
    if meeting.cancelled_at.is_some() { Err(Error::Conflict("meeting_cancelled")) } else { Ok(()) }
}

/// Cancels a meeting. Everybody who is invited and has not said that they stay away is told, and so are guests from home.
///
/// # Errors
/// [`Error::Stale`] when it has changed since `revision`, [`Error::Conflict`] for one that has been held or is cancelled, and
/// where the hosts coordinate as a troika and nobody would any more; [`Error::Invalid`] without a reason.
pub async fn cancel(tx: &Tx, planned: &PlannedMeeting, revision: i64, reason: &str) -> Result<()> {
    let meeting = planned.row();
    stale(meeting, revision)?;
    is_on(meeting)?;
    if matches!(meeting.state, MeetingState::Documenting | MeetingState::Archived) {
        return Err(Error::Conflict("meeting_held"));
    }
    let reason = clean(reason.trim());
    if is_blank(&reason) {
        return Err(Error::invalid("/reason", "empty"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::invalid("/reason", "too_long"));
    }
    let before = json!({ "cancelled": false });
    touch(tx, meeting, revision, Act { what: "cancelled", before, reason: Some(&reason) }).await?;
    let sql = "UPDATE meeting SET cancelled_at = $2, cancelled_reason = $3 WHERE id = $1";
    let off = execute(tx, sql, [meeting.id.0.into(), tx.now().into(), reason.into()]);
    keeping_coordinator(tx, meeting.network_id, tx.today(), off).await?;
    // nobody stands in at what is not held
    answer::stand_ins_end(tx, meeting).await?;
    tell(tx, meeting, true).await
}

/// Holds a cancelled meeting after all: it goes on where it stood. Everybody who was told that it is cancelled is told so.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but a coordinator, [`Error::Stale`] when it has changed since `revision`,
/// [`Error::Conflict`] for one that is not cancelled, and where nobody of a troika would coordinate any more.
pub async fn hold_after_all(tx: &Tx, planned: &PlannedMeeting, revision: i64) -> Result<()> {
    let meeting = planned.row();
    if !rights(tx.actor(), meeting).hold_after_all {
        return Err(Error::Forbidden);
    }
    stale(meeting, revision)?;
    if meeting.cancelled_at.is_none() {
        return Err(Error::Conflict("meeting_not_cancelled"));
    }
    let before = json!({ "cancelled": true, "reason": meeting.cancelled_reason });
    touch(tx, meeting, revision, Act { what: "held_after_all", before, reason: None }).await?;
    let sql = "UPDATE meeting SET cancelled_at = NULL, cancelled_reason = NULL WHERE id = $1";
    keeping_coordinator(tx, meeting.network_id, tx.today(), execute(tx, sql, [meeting.id.0.into()])).await?;
    answer::stand_ins_go_on(tx, meeting).await?;
    tell(tx, meeting, false).await
}

fn stale(meeting: &Meeting, revision: i64) -> Result<()> {
    if meeting.revision == revision { Ok(()) } else { Err(Error::Stale) }
}

/// Tells those concerned: people by the log, guests from home, who need no account, by a notice.
async fn tell(tx: &Tx, meeting: &Meeting, cancelled: bool) -> Result<()> {
    // who is previous, current and next host follows from the order of the meetings that are held
    room::narrowed(tx, meeting.network_id, None).await?;
    tx.access_changed().await?;
    tx.record(meeting.network_id, Event::MeetingChanged { meeting: meeting.id });
    tx.record(meeting.room_id, Event::MeetingCancelled { meeting: meeting.id, cancelled });
    turn::tell(tx, meeting.network_id).await?;
    for guest in guest::of_meeting(tx, meeting).await? {
        let language = guest::language(tx, &guest).await?;
        let notice = NewNotice {
            to: guest.email,
            language,
            kind: NoticeKind::MeetingCancelled,
            subject: guest.id.0,
            network: Some(meeting.network_id),
            secret: None,
            cause: format!("meeting_cancelled:{}:{}:{}", meeting.id, meeting.revision, guest.id),
        };
        notice::enqueue_unless_too_many(tx, notice).await?;
    }
    Ok(())
}
