//! Whose turn it is to host: told to those whose it is, when it becomes so.
//!
//! It is the turn of whoever hosts the first meeting that is not over. That changes when the one before goes into the
//! archive, when a meeting is cancelled or held after all, and when another is to host it; each is told once of each meeting.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::handover;
use super::meeting::{self, Meeting, MeetingState};
use crate::actor::Actor;
use crate::ids::{MeetingId, NetworkId, OrganisationId};
use crate::networks::seat::{Official, officials};
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::store::{Db, FromRow, Tx, row, rows};
use crate::{Error, Result};

/// The most people that are told of one meeting.
const MOST: i64 = 20;

/// Those who hold the official seats of a meeting's hosts on that day.
async fn holders(db: &impl Db, network: NetworkId, meeting: MeetingId, day: NaiveDate) -> Result<Vec<Official>> {
    #[derive(FromRow)]
    struct Host {
        organisation_id: OrganisationId,
    }
    let sql = "SELECT organisation_id FROM hosting WHERE meeting_id = $1 AND from_day <= $2 \
               AND (to_day IS NULL OR to_day >= $2)";
    let hosts: Vec<Host> = rows(db, sql, [meeting.0.into(), day.into()]).await?;
    officials(db, network, hosts.into_iter().map(|host| host.organisation_id), day, MOST).await
}

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
    // once, whoever holds the seats of two hosts
    let mut told = BTreeSet::from([by]);
    let holders = holders(tx, network, now.id, tx.today()).await?;
    for holder in holders.into_iter().filter(|one| told.insert(one.person_id)) {
        let letter = NewNotice {
            to: holder.email,
            language: holder.language,
            kind: NoticeKind::HostTurn,
            subject: now.id.0,
            network: Some(network),
            secret: None,
            cause: format!("host_turn:{}:{}", now.id, holder.person_id),
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
    today: NaiveDate,
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
    let holders = holders(db, meeting.network_id, id, today).await?;
    let own = holders.into_iter().filter(|one| one.email == address);
    let Some(holder) = own.min_by(|a, b| a.organisation.cmp(&b.organisation)) else { return Ok(None) };
    let sql = "SELECT name FROM network WHERE id = $1 AND closed_at IS NULL";
    let Some(network) = row::<Network>(db, sql, [meeting.network_id.0.into()]).await? else { return Ok(None) };
    let left = handover::left_for(db, &meeting).await?.is_some();
    Ok(Some(Words { meeting, network: network.name, organisation: holder.organisation, left }))
}

/// Whether another is to host than before: then it may be somebody's turn.
pub(crate) fn passes_on(before: &[OrganisationId], now: &[OrganisationId]) -> bool {
    now.iter().any(|one| !before.contains(one))
}
