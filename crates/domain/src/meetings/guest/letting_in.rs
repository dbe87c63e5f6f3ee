//! How a guest from home comes into the meeting's room: with a pass at once where the address is an account's, else by the
//! link of an invitation. Both get a letter, so that nobody learns which it was by asking the other.

use chrono::{Days, NaiveDate};

use super::invited_to;
use crate::actor::Actor;
use crate::ids::{GuestId, GuestPassId, InvitationId, PersonId};
use crate::meetings::meeting::Meeting;
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::people::person::Language;
use crate::rooms::guest;
use crate::rooms::guest::invitation::{self, Laid};
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::{Error, Result};

/// So long after the meeting a guest still reads its room.
const READS_AFTER: Days = Days::new(30);

/// Somebody who comes along.
pub(super) struct Coming<'a> {
    pub(super) guest: GuestId,
    pub(super) name: &'a str,
    pub(super) email: &'a str,
    pub(super) address: &'a str,
    pub(super) by: PersonId,
}

/// How they come in; by neither to a meeting without days.
#[derive(Default)]
pub(super) struct WayIn {
    pub(super) pass: Option<GuestPassId>,
    pub(super) invitation: Option<InvitationId>,
}

/// The last day a guest reads the meeting's room.
fn until(meeting: &Meeting) -> Option<NaiveDate> {
    meeting.ends_on.or(meeting.starts_on)?.checked_add_days(READS_AFTER)
}

/// Lets them in, and writes to them. The caller has checked the right.
pub(super) async fn let_in(tx: &Tx, meeting: &Meeting, coming: Coming<'_>) -> Result<WayIn> {
    #[derive(FromRow)]
    struct Reader {
        account: Option<PersonId>,
        language: Language,
    }
    let Some(to) = until(meeting) else { return Ok(WayIn::default()) };
    let sql = "SELECT e.person_id AS account, p.language FROM person b \
               LEFT JOIN person_email e ON e.address = $1 JOIN person p ON p.id = coalesce(e.person_id, b.id) \
               WHERE b.id = $2";
    let reader: Option<Reader> = row(tx, sql, [coming.address.into(), coming.by.0.into()]).await?;
    let Reader { account, language } = reader.ok_or_else(|| Error::internal("whoever brings them"))?;
    let (way, secret) = match account {
        Some(person) => {
            let days = (tx.today(), to);
            let pass = guest::give(tx, meeting.room_id, person, true, days, Some(coming.by)).await?;
            (WayIn { pass: Some(pass), ..WayIn::default() }, None)
        }
        None => {
            let Coming { name, email, address, .. } = coming;
            room::locked(tx, meeting.room_id).await?;
            invitation::make_way(tx, meeting.room_id, address).await?;
            let laid = Laid { network: meeting.network_id, room: meeting.room_id, name, email, address, language };
            let (invitation, token) = invitation::lay(tx, laid, true, to).await?;
            (WayIn { invitation: Some(invitation), ..WayIn::default() }, Some(token))
        }
    };
    let letter = NewNotice {
        to: coming.email.to_owned(),
        language,
        kind: NoticeKind::MeetingGuest,
        subject: coming.guest.0,
        network: Some(meeting.network_id),
        secret,
        cause: format!("meeting_guest:{}", coming.guest),
    };
    notice::enqueue(tx, letter).await?;
    Ok(way)
}

/// Whether whoever holds the invitation is brought along still, to a meeting that is on; none where it is no invitation of
/// a guest from home.
pub(crate) async fn brought(db: &impl Db, invitation: InvitationId) -> Result<Option<bool>> {
    #[derive(FromRow)]
    struct Row {
        still: bool,
    }
    let sql = "SELECT (g.removed_at IS NULL AND m.cancelled_at IS NULL) AS still FROM meeting_guest g \
               JOIN meeting m ON m.id = g.meeting_id WHERE g.invitation_id = $1";
    Ok(row::<Row>(db, sql, [invitation.0.into()]).await?.map(|found| found.still))
}

/// Notes that they came in: the pass ends when they are brought along no more.
pub(crate) async fn came(tx: &Tx, invitation: InvitationId, pass: GuestPassId) -> Result<()> {
    let sql = "UPDATE meeting_guest SET pass_id = $2 WHERE invitation_id = $1";
    execute(tx, sql, [invitation.0.into(), pass.0.into()]).await
}

/// What the letter to a guest from home says.
#[derive(Clone, Debug)]
pub struct Welcome {
    /// The meeting.
    pub meeting: Meeting,
    /// The network's name.
    pub network: String,
    /// What the guest is called.
    pub name: String,
    /// The organisation that brings them.
    pub organisation: String,
    /// Who wrote them down; none where the identity is protected.
    pub by: Option<String>,
    /// The last day they read the meeting's room.
    pub until: Option<NaiveDate>,
}

/// What the letter says; none where they are not brought along any more, or the meeting is cancelled. For the notifier.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn welcome(db: &impl Db, actor: &Actor, guest: GuestId) -> Result<Option<Welcome>> {
    #[derive(FromRow)]
    struct Row {
        name: String,
        organisation: String,
        network: String,
        by: Option<String>,
    }
    let Some(meeting) = invited_to(db, actor, guest).await? else { return Ok(None) };
    if meeting.cancelled_at.is_some() {
        return Ok(None);
    }
    let sql = "SELECT g.name, o.name AS organisation, n.name AS network, CASE WHEN p.protected THEN NULL ELSE p.name END AS by \
               FROM meeting_guest g JOIN organisation o ON o.id = g.organisation_id JOIN meeting m ON m.id = g.meeting_id \
               JOIN network n ON n.id = m.network_id JOIN person p ON p.id = g.added_by WHERE g.id = $1";
    let found: Option<Row> = row(db, sql, [guest.0.into()]).await?;
    let until = until(&meeting);
    Ok(found.map(|Row { name, organisation, network, by }| Welcome { meeting, network, name, organisation, by, until }))
}
