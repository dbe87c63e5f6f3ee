//! What a meeting could be about: anybody in its room proposes, each organisation says which it wants.

use chrono::{DateTime, Utc};

use super::meeting::{self, Meeting};
use super::question::before;
use crate::actor::Actor;
use crate::conversations::conversation::speaks_for;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{MeetingId, OrganisationId, PersonId, ThemeId, ThemeVoiceId};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, rows};
use crate::{Error, Result};

/// The most themes an organisation wants.
pub const MOST_WANTED: i64 = 3;
/// The most themes to choose among.
const MOST: i64 = 50;
const LONGEST: usize = 80;

/// A theme to choose.
#[derive(Clone, Debug, FromRow)]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// What it is.
    pub title: String,
    /// Who proposed it.
    pub person_id: PersonId,
    /// When.
    pub proposed_at: DateTime<Utc>,
}

/// That an organisation wants a theme.
#[derive(Clone, Debug, FromRow)]
pub struct Wanted {
    /// Which theme.
    pub theme_id: ThemeId,
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
}

/// The themes to choose among and who wants which, in the order they were proposed.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see.
pub async fn list(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<(Vec<Theme>, Vec<Wanted>)> {
    meeting::readable(db, actor, id).await?;
    let sql = "SELECT id, title, person_id, proposed_at FROM meeting_theme WHERE meeting_id = $1 AND withdrawn_at IS NULL \
               ORDER BY proposed_at, id LIMIT 50";
    let themes = rows(db, sql, [id.0.into()]).await?;
    let sql = "SELECT v.theme_id, v.organisation_id, o.name AS organisation FROM theme_voice v \
               JOIN meeting_theme t ON t.id = v.theme_id AND t.withdrawn_at IS NULL \
               JOIN organisation o ON o.id = v.organisation_id \
               WHERE t.meeting_id = $1 AND v.withdrawn_at IS NULL ORDER BY o.sort_key, o.id LIMIT 5000";
    Ok((themes, rows(db, sql, [id.0.into()]).await?))
}

/// Proposes a theme.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::Forbidden`] where one does not write in its room,
/// [`Error::Conflict`] when it has begun or there are as many as can be, [`Error::Invalid`] for what can't be a theme.
pub async fn propose(tx: &Tx, id: MeetingId, title: &str) -> Result<ThemeId> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let person = tx.actor().signed_in()?;
    if !tx.actor().room(meeting.room_id).write {
        return Err(Error::Forbidden);
    }
    let title = clean(&title.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&title) {
        return Err(Error::invalid("/title", "empty"));
    }
    if title.chars().count() > LONGEST {
        return Err(Error::invalid("/title", "too_long"));
    }
    before(&meeting)?;
    let sql = "SELECT count(*) AS n FROM meeting_theme WHERE meeting_id = $1 AND withdrawn_at IS NULL";
    let there = one(tx, sql, [id.0.into()]).await?;
    if there.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST {
        return Err(Error::Conflict("too_many_themes"));
    }
    let (organisation, ..) = speaks_for(tx.actor(), meeting.room_id);
    let theme = ThemeId::at(tx.now());
    let sql = "INSERT INTO meeting_theme (id, meeting_id, title, person_id, organisation_id, proposed_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        theme.0.into(),
        id.0.into(),
        title.into(),
        person.0.into(),
        organisation.map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::MeetingAsked { meeting: id });
    Ok(theme)
}

/// Takes a theme away: one's own, or any as somebody who plans the meeting.
///
/// # Errors
/// [`Error::NotFound`] for a theme that is not there, [`Error::Forbidden`] for another's.
pub async fn withdraw(tx: &Tx, id: MeetingId, theme: ThemeId) -> Result<()> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let found = found(tx, id, theme).await?;
    let own = tx.actor().person() == Some(found.person_id);
    if !own && !meeting::rights(tx.actor(), &meeting).plan {
        return Err(Error::Forbidden);
    }
    execute(tx, "UPDATE meeting_theme SET withdrawn_at = $2 WHERE id = $1", [theme.0.into(), tx.now().into()]).await?;
    tx.record(meeting.room_id, Event::MeetingAsked { meeting: id });
    Ok(())
}

async fn found(tx: &Tx, id: MeetingId, theme: ThemeId) -> Result<Theme> {
    let (themes, _) = list(tx, tx.actor(), id).await?;
    themes.into_iter().find(|one| one.id == theme).ok_or(Error::NotFound)
}

/// Says that an organisation wants a theme, or does not: any of its current seats may, the last counts.
///
/// # Errors
/// [`Error::NotFound`] for a theme that is not there, [`Error::Forbidden`] without a voice for the organisation,
/// [`Error::Conflict`] when the meeting has begun, or the organisation wants as many as it may.
pub async fn want(tx: &Tx, id: MeetingId, theme: ThemeId, organisation: OrganisationId, wanted: bool) -> Result<()> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    found(tx, id, theme).await?;
    let person = tx.actor().signed_in()?;
    let voices = tx.actor().voices(meeting.network_id);
    let voice = voices.iter().find(|voice| voice.organisation == Some(organisation)).ok_or(Error::Forbidden)?;
    before(&meeting)?;
    // voices of one meeting are cast one after another
    execute(tx, "UPDATE meeting SET changed_at = changed_at WHERE id = $1", [id.0.into()]).await?;
    let sql = "UPDATE theme_voice SET withdrawn_at = $3 WHERE theme_id = $1 AND organisation_id = $2 AND withdrawn_at IS NULL";
    execute_affecting(tx, sql, [theme.0.into(), organisation.0.into(), tx.now().into()]).await?;
    if wanted {
        let sql = "SELECT count(*) AS n FROM theme_voice v JOIN meeting_theme t ON t.id = v.theme_id \
                   WHERE t.meeting_id = $1 AND v.organisation_id = $2 AND v.withdrawn_at IS NULL AND t.withdrawn_at IS NULL";
        let cast = one(tx, sql, [id.0.into(), organisation.0.into()]).await?;
        if cast.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_WANTED {
            return Err(Error::Conflict("too_many_wanted"));
        }
        let sql = "INSERT INTO theme_voice (id, theme_id, organisation_id, person_id, seat_id, standing, cast_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            ThemeVoiceId::at(tx.now()).0.into(),
            theme.0.into(),
            organisation.0.into(),
            person.0.into(),
            voice.seat.map(|seat| seat.0).into(),
            voice.kind.word().into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await?;
    }
    tx.record(meeting.room_id, Event::MeetingAsked { meeting: id });
    Ok(())
}

/// Proposes a theme as somebody, wanted by organisations, at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn propose_as(
    tx: &Tx,
    meeting: &Meeting,
    title: &str,
    person: PersonId,
    wanted_by: &[OrganisationId],
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let theme = ThemeId::at(tx.now());
    let sql = "INSERT INTO meeting_theme (id, meeting_id, title, person_id, proposed_at) VALUES ($1, $2, $3, $4, $5)";
    execute(tx, sql, [theme.0.into(), meeting.id.0.into(), title.into(), person.0.into(), at.into()]).await?;
    for organisation in wanted_by {
        let sql = "INSERT INTO theme_voice (id, theme_id, organisation_id, person_id, standing, cast_at) \
                   VALUES ($1, $2, $3, $4, 'member', $5)";
        let id = ThemeVoiceId::at(tx.now());
        execute(tx, sql, [id.0.into(), theme.0.into(), organisation.0.into(), person.0.into(), at.into()]).await?;
    }
    Ok(())
}
