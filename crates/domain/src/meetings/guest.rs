//! Guests from home: each organisation may bring some more to a meeting. One who has an account reads and writes in the
//! meeting's room until some time after it.

use chrono::Days;
use sea_orm::FromQueryResult;

use super::meeting::{Meeting, MeetingState};
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{GuestId, GuestPassId, MeetingId, OrganisationId, PersonId};
use crate::meetings::meeting;
use crate::people::person;
use crate::rooms::guest;
use crate::store::{Db, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// So long after the meeting a guest still reads its room.
const READS_AFTER: Days = Days::new(30);
const LONGEST_NAME: usize = 200;

/// Somebody brought along.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Guest {
    /// The line about them.
    pub id: GuestId,
    /// Who brings them.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Their name.
    pub name: String,
    /// Their address; for those who plan and those who bring them.
    pub email: String,
    /// They were there.
    pub attended: bool,
}

/// The guests of a meeting one may see the attendance of.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_meeting(db: &impl Db, meeting: &Meeting) -> Result<Vec<Guest>> {
    let sql = "SELECT g.id, g.organisation_id, o.name AS organisation, g.name, g.email, \
               EXISTS (SELECT 1 FROM meeting_attendance n WHERE n.meeting_id = g.meeting_id AND n.subject_id = g.id) \
               AS attended FROM meeting_guest g JOIN organisation o ON o.id = g.organisation_id \
               WHERE g.meeting_id = $1 AND g.removed_at IS NULL ORDER BY o.sort_key, g.added_at, g.id LIMIT 500";
    rows(db, sql, [meeting.id.0.into()]).await
}

/// Whether the actor brings guests for the organisation: its seats, and whoever plans the meeting.
#[must_use]
pub fn may_bring(actor: &Actor, meeting: &Meeting, organisation: OrganisationId) -> bool {
    let voices = actor.voices(meeting.network_id);
    meeting::rights(actor, meeting).plan || voices.iter().any(|voice| voice.organisation == Some(organisation))
}

/// Brings somebody along from an organisation.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::NotFoundIn`] for an organisation that is not in the
/// network, [`Error::Forbidden`] without a voice for it, [`Error::Conflict`] when it brings as many as it may or nobody is
/// invited, [`Error::Invalid`] for a name or address that can't be.
pub async fn bring(tx: &Tx, id: MeetingId, organisation: OrganisationId, name: &str, email: &str) -> Result<GuestId> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let by = tx.actor().signed_in()?;
    meeting::takes_part(tx, meeting.network_id, &[organisation], "/organisation_id").await?;
    if !may_bring(tx.actor(), &meeting, organisation) {
        return Err(Error::Forbidden);
    }
    let name = clean(&name.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&name) || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    let address = person::address(email)?;
    if !matches!(meeting.state, MeetingState::Invited | MeetingState::Ongoing) {
        return Err(Error::Conflict("not_open_for_answers"));
    }
    // guests of one meeting come one after another
    execute(tx, "UPDATE meeting SET changed_at = changed_at WHERE id = $1", [id.0.into()]).await?;
    let sql =
        "SELECT count(*) AS n FROM meeting_guest WHERE meeting_id = $1 AND organisation_id = $2 AND removed_at IS NULL";
    let brought = one(tx, sql, [id.0.into(), organisation.0.into()]).await?;
    let brought: i64 = brought.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0);
    if brought >= i64::from(meeting.guests_each) {
        return Err(Error::Conflict("too_many_guests"));
    }
    let pass = let_in(tx, &meeting, &address, by).await?;
    let guest = GuestId::at(tx.now());
    let sql = "INSERT INTO meeting_guest (id, meeting_id, organisation_id, name, email, pass_id, added_by, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        guest.0.into(),
        id.0.into(),
        organisation.0.into(),
        name.into(),
        email.trim().into(),
        pass.map(|pass| pass.0).into(),
        by.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: id });
    Ok(guest)
}

/// A pass for whoever has the address: that there is such an account is told to nobody.
async fn let_in(tx: &Tx, meeting: &Meeting, address: &str, by: PersonId) -> Result<Option<GuestPassId>> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: PersonId,
    }
    let found: Option<Row> = row(tx, "SELECT person_id FROM person_email WHERE address = $1", [address.into()]).await?;
    let (Some(found), Some(last)) = (found, meeting.ends_on.or(meeting.starts_on)) else { return Ok(None) };
    let until = last.checked_add_days(READS_AFTER).ok_or_else(|| Error::internal("a day after the last"))?;
    guest::give(tx, meeting.room_id, found.person_id, true, (tx.today(), until), Some(by)).await.map(Some)
}

/// Brings them along no more; their pass ends at once.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see and a guest that is not there, [`Error::Forbidden`] without a voice
/// for who brings them.
pub async fn leave_home(tx: &Tx, id: MeetingId, guest: GuestId) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        organisation_id: OrganisationId,
        pass_id: Option<GuestPassId>,
    }
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let sql =
        "SELECT organisation_id, pass_id FROM meeting_guest WHERE id = $1 AND meeting_id = $2 AND removed_at IS NULL";
    let found: Row = row(tx, sql, [guest.0.into(), id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !may_bring(tx.actor(), &meeting, found.organisation_id) {
        return Err(Error::Forbidden);
    }
    execute_affecting(tx, "UPDATE meeting_guest SET removed_at = $2 WHERE id = $1", [guest.0.into(), tx.now().into()])
        .await?;
    if let Some(pass) = found.pass_id {
        guest::end(tx, pass).await?;
    }
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: id });
    Ok(())
}
