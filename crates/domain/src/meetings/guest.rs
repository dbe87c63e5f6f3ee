//! Guests from home: each organisation may bring some more to a meeting. They read and write in its room until some time
//! after it: whoever has an account at once, anybody else by the link in the letter they get.

mod letting_in;

pub use letting_in::{Welcome, welcome};
pub(crate) use letting_in::{brought, came};

use super::meeting::{Meeting, MeetingState};
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{GuestId, GuestPassId, InvitationId, MeetingId, OrganisationId};
use crate::meetings::meeting;
use crate::notifications::{NoticeKind, notice};
use crate::people::person::{self, Language};
use crate::rooms::guest;
use crate::rooms::guest::invitation;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

const LONGEST_NAME: usize = 200;

/// Somebody brought along.
#[derive(Clone, Debug, FromRow)]
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

/// The language a guest is written to in: their own where they have an account, else that of whoever brings them.
pub(crate) async fn language(tx: &Tx, guest: &Guest) -> Result<Language> {
    #[derive(FromRow)]
    struct Row {
        language: Language,
    }
    let sql = "SELECT p.language FROM meeting_guest g \
               LEFT JOIN person_email e ON e.address = $2 JOIN person p ON p.id = coalesce(e.person_id, g.added_by) \
               WHERE g.id = $1";
    let address = person::address(&guest.email)?;
    let found: Option<Row> = row(tx, sql, [guest.id.0.into(), address.into()]).await?;
    Ok(found.map_or(Language::Swedish, |row| row.language))
}

/// The meeting a guest is brought along to; none where they are not any more.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn invited_to(db: &impl Db, actor: &Actor, guest: GuestId) -> Result<Option<Meeting>> {
    #[derive(FromRow)]
    struct Row {
        meeting_id: MeetingId,
    }
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT meeting_id FROM meeting_guest WHERE id = $1 AND removed_at IS NULL";
    let Some(found) = row::<Row>(db, sql, [guest.0.into()]).await? else { return Ok(None) };
    meeting::readable(db, actor, found.meeting_id).await.map(Some)
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
/// network, [`Error::Forbidden`] without a voice for it, [`Error::Conflict`] when it brings as many as it may, nobody is
/// invited or the address comes already, [`Error::Invalid`] for a name or address that can't be, [`Error::TooMany`] where
/// the address gets too many letters.
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
    meeting::is_on(&meeting)?;
    if !matches!(meeting.state, MeetingState::Invited | MeetingState::Ongoing) {
        return Err(Error::Conflict("not_open_for_answers"));
    }
    // guests of one meeting come one after another
    execute(tx, "UPDATE meeting SET changed_at = changed_at WHERE id = $1", [id.0.into()]).await?;
    let sql =
        "SELECT count(*) AS n FROM meeting_guest WHERE meeting_id = $1 AND organisation_id = $2 AND removed_at IS NULL";
    let brought = one(tx, sql, [id.0.into(), organisation.0.into()]).await?;
    let brought: i64 = brought.map(|row| row.get("n")).transpose()?.unwrap_or(0);
    if brought >= i64::from(meeting.guests_each) {
        return Err(Error::Conflict("too_many_guests"));
    }
    // whether there is such an account is told to nobody: an address comes once, whoever it is
    if of_meeting(tx, &meeting).await?.iter().any(|one| person::address(&one.email).is_ok_and(|of| of == address)) {
        return Err(Error::Conflict("guest_comes_already"));
    }
    let guest = GuestId::at(tx.now());
    let coming = letting_in::Coming { guest, name: &name, email: email.trim(), address: &address, by };
    let way = letting_in::let_in(tx, &meeting, coming).await?;
    let sql = "INSERT INTO meeting_guest (id, meeting_id, organisation_id, name, email, pass_id, invitation_id, added_by, \
               added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        guest.0.into(),
        id.0.into(),
        organisation.0.into(),
        name.into(),
        email.trim().into(),
        way.pass.map(|pass| pass.0).into(),
        way.invitation.map(|invitation| invitation.0).into(),
        by.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: id });
    Ok(guest)
}

/// Brings them along no more; their pass ends at once, and so does the link they were sent.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see and a guest that is not there, [`Error::Forbidden`] without a voice
/// for who brings them.
pub async fn leave_home(tx: &Tx, id: MeetingId, guest: GuestId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        organisation_id: OrganisationId,
        pass_id: Option<GuestPassId>,
        invitation_id: Option<InvitationId>,
    }
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    // whoever is accepting the link at this moment has come in, or does not any more
    room::locked(tx, meeting.room_id).await?;
    let sql = "SELECT organisation_id, pass_id, invitation_id FROM meeting_guest \
               WHERE id = $1 AND meeting_id = $2 AND removed_at IS NULL";
    let found: Row = row(tx, sql, [guest.0.into(), id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !may_bring(tx.actor(), &meeting, found.organisation_id) {
        return Err(Error::Forbidden);
    }
    execute_affecting(tx, "UPDATE meeting_guest SET removed_at = $2 WHERE id = $1", [guest.0.into(), tx.now().into()])
        .await?;
    if let Some(pass) = found.pass_id {
        guest::end(tx, pass).await?;
    }
    if let Some(invitation) = found.invitation_id {
        invitation::take_back(tx, invitation).await?;
    }
    notice::take_back(tx, NoticeKind::MeetingGuest, guest.0).await?;
    tx.record(meeting.room_id, Event::MeetingAnswered { meeting: id });
    Ok(())
}
