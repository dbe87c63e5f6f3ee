//! Whose turn it is to host: told to those whose it is, when it becomes so.
//!
//! It is the turn of whoever hosts the first meeting that is not over. That changes when the one before goes into the
//! archive, when a meeting is cancelled or held after all, and when another is to host it; each is told once of each meeting.

use super::handover;
use super::meeting::{self, Meeting, MeetingState};
use crate::actor::Actor;
use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId};
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Tx, row, rows};
use crate::{Error, Result};

/// The most people that are told of one meeting.
const MOST: i64 = 20;

#[derive(FromRow)]
struct Holder {
    id: PersonId,
    email: String,
    language: Language,
    organisation: String,
}

/// Those who hold the official seats of a meeting's hosts.
const HOLDERS: &str = "SELECT DISTINCT p.id, e.shown AS email, p.language, o.name AS organisation FROM hosting t \
    JOIN meeting m ON m.id = t.meeting_id \
    JOIN seat s ON s.network_id = m.network_id AND s.organisation_id = t.organisation_id AND s.kind = 'official' \
    AND (s.to_day IS NULL OR s.to_day >= $2) JOIN organisation o ON o.id = s.organisation_id \
    JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
    AND (h.to_day IS NULL OR h.to_day >= $2) JOIN person p ON p.id = h.person_id AND p.suspended_at IS NULL \
    JOIN person_email e ON e.person_id = p.id AND e.is_primary \
    WHERE t.meeting_id = $1 AND t.from_day <= $2 AND (t.to_day IS NULL OR t.to_day >= $2)";

/// Tells the hosts whose turn it is now, unless they have been told or did it themselves.
pub(crate) async fn tell(tx: &Tx, network: NetworkId) -> Result<()> {
    #[derive(FromRow)]
    struct Current {
        id: MeetingId,
    }
    // what the installation lays down, demo data and imports, is news to nobody
    let Some(by) = tx.actor().person() else { return Ok(()) };
    let sql = "SELECT m.id FROM meeting m WHERE m.network_id = $1 AND m.kind = 'meeting' AND m.cancelled_at IS NULL \
               AND m.state <> 'archived' AND EXISTS (SELECT 1 FROM hosting h WHERE h.meeting_id = m.id \
               AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2)) \
               ORDER BY m.year, coalesce(m.month, 13), m.id LIMIT 1";
    let Some(now) = row::<Current>(tx, sql, [network.0.into(), tx.today().into()]).await? else { return Ok(()) };
    let sql = format!("{HOLDERS} ORDER BY p.id LIMIT $3");
    let holders: Vec<Holder> = rows(tx, &sql, [now.id.0.into(), tx.today().into(), MOST.into()]).await?;
    for holder in holders.into_iter().filter(|one| one.id != by) {
        let letter = NewNotice {
            to: holder.email,
            language: holder.language,
            kind: NoticeKind::HostTurn,
            subject: now.id.0,
            network: Some(network),
            secret: None,
            cause: format!("host_turn:{}:{}", now.id, holder.id),
        };
        notice::enqueue_unless_too_many(tx, letter).await?;
    }
    Ok(())
}

/// What the letter says.
#[derive(Clone, Debug)]
pub struct Words {
    /// The meeting.
    pub meeting: Meeting,
    /// The network's name.
    pub network: String,
    /// The host's name.
    pub organisation: String,
    /// The host before has left something for it.
    pub left: bool,
}

/// What the letter to that address says; none where it is not so any more.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn words(
    db: &impl Db,
    actor: &Actor,
    id: MeetingId,
    address: &str,
    today: chrono::NaiveDate,
) -> Result<Option<Words>> {
    #[derive(FromRow)]
    struct Network {
        name: String,
    }
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    let meeting = match meeting::readable(db, actor, id).await {
        Ok(found) if found.cancelled_at.is_none() && found.state != MeetingState::Archived => found,
        Ok(_) | Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let sql = format!("{HOLDERS} AND e.shown = $3 ORDER BY o.name LIMIT 1");
    let holder: Option<Holder> = row(db, &sql, [id.0.into(), today.into(), address.into()]).await?;
    let Some(holder) = holder else { return Ok(None) };
    let sql = "SELECT name FROM network WHERE id = $1 AND closed_at IS NULL";
    let Some(network) = row::<Network>(db, sql, [meeting.network_id.0.into()]).await? else { return Ok(None) };
    let left = handover::left_for(db, &meeting).await?.is_some();
    Ok(Some(Words { meeting, network: network.name, organisation: holder.organisation, left }))
}

/// Whether another is to host than before: then it may be somebody's turn.
pub(crate) fn passes_on(before: &[OrganisationId], now: &[OrganisationId]) -> bool {
    now.iter().any(|one| !before.contains(one))
}
