//! The link of a guest's invitation: looking at it changes nothing, and accepting counts once.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{RoomKind, person_access};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{InvitationId, MeetingId, PersonId, RoomId};
use crate::meetings::guest as from_home;
use crate::networks::invitation::{COLUMNS, INVITED, Invited, Link, NewAccount};
use crate::notifications::token;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, one, row};
use crate::{Error, Result};

/// What the holder of a link to a room is shown.
#[derive(Clone, Debug)]
pub struct GuestLink {
    /// What every link tells.
    pub link: Link,
    /// The room.
    pub room: RoomId,
    /// What it is for.
    pub room_kind: RoomKind,
    /// Its own name.
    pub room_name: Option<String>,
    /// The title of its meeting.
    pub meeting: Option<String>,
    /// The meeting, where it is that meeting's own room.
    pub meeting_id: Option<MeetingId>,
    /// They will write, not only read.
    pub writes: bool,
    /// The last day they are let in.
    pub to: NaiveDate,
}

#[derive(FromRow)]
struct Row {
    #[row(nested)]
    invited: Invited,
    until: NaiveDate,
    room_id: RoomId,
    room_kind: RoomKind,
    room_name: Option<String>,
    meeting: Option<String>,
    meeting_id: Option<MeetingId>,
    writes: bool,
}

impl Row {
    /// The meeting whose own room it is: what is planned for one is not for guests.
    fn own_meeting(&self) -> Option<MeetingId> {
        self.meeting_id.filter(|_| self.room_kind == RoomKind::Meeting)
    }
}

async fn found(db: &impl Db, token: &str) -> Result<Row> {
    let hash = token::hashed(token)?;
    let sql = format!(
        "SELECT {COLUMNS}, i.to_day AS until, i.room_id, r.kind AS room_kind, r.name AS room_name, m.title AS meeting, \
         m.id AS meeting_id, i.writes \
         FROM {INVITED} JOIN room r ON r.id = i.room_id LEFT JOIN meeting m ON m.id = r.meeting_id \
         WHERE i.token_hash = $1"
    );
    row(db, &sql, [hash.into()]).await?.ok_or(Error::NotFound)
}

/// Where a link leads now. Looking changes nothing: mail scanners look at everything.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none.
pub async fn by_token(
    db: &impl Db,
    actor: &Actor,
    token: &str,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<GuestLink> {
    let found = found(db, token).await?;
    let meeting_id = found.own_meeting();
    let Row { invited, until: to, room_id: room, room_kind, room_name, meeting, writes, .. } = found;
    let given = still_given(db, (invited.id, room), (invited.inviter_id, to), today);
    let link = invited.shown(db, actor, now, given).await?;
    Ok(GuestLink { link, room, room_kind, room_name, meeting, meeting_id, writes, to })
}

/// Whether whoever invited may still let somebody in: they manage the room, and it is in use; or for a guest from home,
/// they are still brought along, by somebody who comes there themself.
async fn still_given(
    db: &impl Db,
    (invitation, room): (InvitationId, RoomId),
    (inviter, to): (Option<PersonId>, NaiveDate),
    today: NaiveDate,
) -> Result<bool> {
    if to < today {
        return Ok(false);
    }
    let sql = "SELECT r.id FROM room r JOIN network n ON n.id = r.network_id WHERE r.id = $1 \
               AND r.archived_at IS NULL AND n.closed_at IS NULL";
    if one(db, sql, [room.0.into()]).await?.is_none() {
        return Ok(false);
    }
    let brought = from_home::brought(db, invitation).await?;
    if brought == Some(false) {
        return Ok(false);
    }
    let Some(inviter) = inviter else { return Ok(true) };
    let rights = person_access(db, Some(inviter), today).await?.room(room);
    Ok(rights.manage || (brought.is_some() && rights.read))
}

/// What accepting led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetIn {
    /// Who.
    pub person: PersonId,
    /// Into which room.
    pub room: RoomId,
    /// The meeting, where it is that meeting's own room.
    pub meeting: Option<MeetingId>,
    /// Their account was made with it.
    pub new: bool,
}

/// Accepts an invitation: as the person signed in, or with a new account where nobody is.
///
/// # Errors
/// As accepting one to a seat, with `guest_already` for somebody who is a guest there.
pub async fn accept(tx: &Tx, token: &str, account: Option<NewAccount>) -> Result<LetIn> {
    let room = found(tx, token).await?.room_id;
    // read again under the room's lock: two who hold the link come one after another
    room::locked(tx, room).await?;
    let found = found(tx, token).await?;
    let meeting = found.own_meeting();
    let Row { invited, until: to, writes, .. } = found;
    let given = still_given(tx, (invited.id, room), (invited.inviter_id, to), tx.today());
    let (person, new) = invited.redeemer(tx, given, account).await?;
    let sql = "SELECT id FROM guest_pass WHERE room_id = $1 AND person_id = $2 AND ended_at IS NULL AND to_day >= $3";
    if one(tx, sql, [room.0.into(), person.0.into(), tx.today().into()]).await?.is_some() {
        return Err(Error::Conflict("guest_already"));
    }
    invited.used(tx, person).await?;
    let pass = super::give(tx, room, person, writes, (tx.today(), to), invited.inviter_id).await?;
    let sql = "UPDATE guest_pass SET invitation_id = $2 WHERE id = $1";
    execute(tx, sql, [pass.0.into(), invited.id.0.into()]).await?;
    from_home::came(tx, invited.id, pass).await?;
    tx.record(invited.network_id, Event::RoomChanged { room });
    let accepted = invited.id.to_string();
    crate::audit::note_by(tx, invited.network_id, person, "guest_came", &accepted, &room.to_string()).await?;
    Ok(LetIn { person, room, meeting, new })
}
