//! The link of a guest's invitation: looking at it changes nothing, and accepting counts once.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;

use super::invitation::locked;
use crate::access::{RoomKind, person_access};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{InvitationId, NetworkId, PersonId, RoomId};
use crate::networks::invitation::{InvitationState, LinkState, NewAccount, enter, owner, state_of};
use crate::notifications::token;
use crate::people::person::Language;
use crate::store::{Db, Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// What the holder of a link is shown: what the mail said.
#[derive(Clone, Debug)]
pub struct GuestLink {
    /// Where it leads.
    pub state: LinkState,
    /// The network's address.
    pub slug: String,
    /// The network's name.
    pub network: String,
    /// The room.
    pub room: RoomId,
    /// What it is for.
    pub room_kind: RoomKind,
    /// Its own name.
    pub room_name: Option<String>,
    /// The title of its meeting.
    pub meeting: Option<String>,
    /// They will write, not only read.
    pub writes: bool,
    /// Who invites; none where the identity is protected.
    pub inviter: Option<String>,
    /// Who is invited, as they were called.
    pub name: String,
    /// The address it is for.
    pub email: String,
    /// In which language they were written to.
    pub language: Language,
    /// The last day they are let in.
    pub to: NaiveDate,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whoever looks is signed in as somebody who has the address; none where nobody is signed in.
    pub for_me: Option<bool>,
    id: InvitationId,
}

impl GuestLink {
    /// The link's holder as an actor: whoever has the link, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        anonymous.holding(self.id.0)
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: InvitationId,
    network_id: NetworkId,
    slug: String,
    network: String,
    room_id: RoomId,
    room_kind: RoomKind,
    room_name: Option<String>,
    meeting: Option<String>,
    writes: bool,
    inviter_id: Option<PersonId>,
    inviter: Option<String>,
    name: String,
    email: String,
    address: String,
    language: Language,
    to_day: NaiveDate,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
}

async fn found(db: &impl Db, token: &str) -> Result<Row> {
    let hash = token::hashed(token)?;
    let sql = "SELECT i.id, i.network_id, n.slug, n.name AS network, i.room_id, r.kind AS room_kind, \
               r.name AS room_name, m.title AS meeting, i.writes, i.invited_by AS inviter_id, \
               CASE WHEN p.protected THEN NULL ELSE p.name END AS inviter, i.name, i.email, i.address, i.language, \
               i.to_day, i.expires_at, i.accepted_at, i.withdrawn_at FROM invitation i JOIN room r ON r.id = i.room_id \
               JOIN network n ON n.id = i.network_id LEFT JOIN meeting m ON m.id = r.meeting_id \
               LEFT JOIN person p ON p.id = i.invited_by WHERE i.token_hash = $1";
    row(db, sql, [hash.into()]).await?.ok_or(Error::NotFound)
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
    let row = found(db, token).await?;
    let state = match state_of(row.accepted_at.is_some(), row.withdrawn_at.is_some(), row.expires_at <= now) {
        InvitationState::Accepted => LinkState::Used,
        InvitationState::Withdrawn => LinkState::Withdrawn,
        InvitationState::Expired => LinkState::Expired,
        InvitationState::Open if still_given(db, &row, today).await? => LinkState::Open,
        InvitationState::Open => LinkState::Void,
    };
    let for_me = match actor.person() {
        Some(person) => Some(owner(db, &row.address).await? == Some(person)),
        None => None,
    };
    Ok(GuestLink {
        state,
        slug: row.slug,
        network: row.network,
        room: row.room_id,
        room_kind: row.room_kind,
        room_name: row.room_name,
        meeting: row.meeting,
        writes: row.writes,
        inviter: row.inviter,
        name: row.name,
        email: row.email,
        language: row.language,
        to: row.to_day,
        expires_at: row.expires_at,
        for_me,
        id: row.id,
    })
}

/// Whether whoever invited may still let somebody in: they manage the room, and it is in use.
async fn still_given(db: &impl Db, row: &Row, today: NaiveDate) -> Result<bool> {
    if row.to_day < today {
        return Ok(false);
    }
    let sql = "SELECT r.id FROM room r JOIN network n ON n.id = r.network_id WHERE r.id = $1 \
               AND r.archived_at IS NULL AND n.closed_at IS NULL";
    if one(db, sql, [row.room_id.0.into()]).await?.is_none() {
        return Ok(false);
    }
    let Some(inviter) = row.inviter_id else { return Ok(true) };
    Ok(person_access(db, Some(inviter), today).await?.room(row.room_id).manage)
}

/// What accepting led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetIn {
    /// Who.
    pub person: PersonId,
    /// Into which room.
    pub room: RoomId,
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
    locked(tx, room).await?;
    let row = found(tx, token).await?;
    match state_of(row.accepted_at.is_some(), row.withdrawn_at.is_some(), row.expires_at <= tx.now()) {
        InvitationState::Open => {}
        InvitationState::Accepted => return Err(Error::Conflict("invitation_used")),
        InvitationState::Withdrawn => return Err(Error::Conflict("invitation_withdrawn")),
        InvitationState::Expired => return Err(Error::Conflict("invitation_expired")),
    }
    if !still_given(tx, &row, tx.today()).await? {
        return Err(Error::Conflict("invitation_void"));
    }
    let owner = owner(tx, &row.address).await?;
    let (person, new) = match (tx.actor().person(), account) {
        (Some(person), _) if owner == Some(person) => (person, false),
        (Some(_), _) => return Err(Error::MayNot("other_account")),
        (None, _) if owner.is_some() => return Err(Error::Conflict("sign_in_to_accept")),
        (None, Some(account)) => (enter(tx, &row.email, account).await?, true),
        (None, None) => return Err(Error::Unauthenticated),
    };
    let sql = "SELECT id FROM guest_pass WHERE room_id = $1 AND person_id = $2 AND ended_at IS NULL AND to_day >= $3";
    if one(tx, sql, [room.0.into(), person.0.into(), tx.today().into()]).await?.is_some() {
        return Err(Error::Conflict("guest_already"));
    }
    let sql = "UPDATE invitation SET accepted_at = $2, accepted_by = $3 WHERE id = $1 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL";
    if execute_affecting(tx, sql, [row.id.0.into(), tx.now().into(), person.0.into()]).await? == 0 {
        return Err(Error::Conflict("invitation_used"));
    }
    let pass = super::give(tx, room, person, row.writes, (tx.today(), row.to_day), row.inviter_id).await?;
    let sql = "UPDATE guest_pass SET invitation_id = $2 WHERE id = $1";
    execute(tx, sql, [pass.0.into(), row.id.0.into()]).await?;
    tx.record(row.network_id, Event::RoomChanged { room });
    crate::audit::note(tx, "guest_came", &row.id.to_string(), &person.to_string()).await?;
    Ok(LetIn { person, room, new })
}
