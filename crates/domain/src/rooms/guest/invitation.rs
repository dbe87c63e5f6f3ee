//! Inviting a guest by mail: to one address, for one room, used once; what it gives ends by itself on its day.
//!
//! As with seats only the hash of the link's token is kept, and what it gives is asked anew when it is redeemed: never
//! more than whoever invited may still give.

use chrono::{DateTime, Months, NaiveDate, Utc};

use crate::access::Audience;
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{InvitationId, NetworkId, RoomId};
use crate::networks::invitation::{self, LIFETIME};
use crate::networks::network;
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::people::person::{self, Language};
use crate::rooms::room::{self, ReadableRoom};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// The most guests of a room, invited ones included.
const MOST: i64 = 200;
const LONGEST_NAME: usize = 200;
/// For how many months a guest is let in at most.
const LONGEST: Months = Months::new(24);

/// Somebody to invite to a room.
#[derive(Clone, Debug)]
pub struct NewGuest {
    /// Their name, as whoever invites writes it.
    pub name: String,
    /// Their address: the invitation is for whoever has it, and nobody else.
    pub email: String,
    /// The language of the mail.
    pub language: Language,
    /// They may write, not only read.
    pub writes: bool,
    /// To this day, included.
    pub to: NaiveDate,
}

/// A room that the actor may let guests into: not a direct conversation's, nor the coordinators' own.
///
/// # Errors
/// [`Error::NotFound`] where one does not see it, [`Error::Forbidden`] without the right to manage it,
/// [`Error::Conflict`] where it takes no guests.
pub async fn host_of(db: &impl Db, actor: &Actor, id: RoomId) -> Result<(ReadableRoom, NetworkId)> {
    let found = room::readable(db, actor, id).await?;
    let Some(network) = found.room().network_id else { return Err(Error::Forbidden) };
    if !found.rights().manage {
        return Err(Error::Forbidden);
    }
    // cases and conditions are told of there: nobody else's business
    if matches!(found.room().audience, Audience::Coordination | Audience::Direct) {
        return Err(Error::Conflict("no_guests_here"));
    }
    Ok((found, network))
}

/// Invites a guest to a room: the mail goes out with the commit.
///
/// # Errors
/// As [`host_of`]; [`Error::Invalid`] for a name, an address or a day that can't be, [`Error::Conflict`] where the network
/// is closed, the room archived or full, or the address is invited already.
pub async fn invite_by_mail(tx: &Tx, id: RoomId, new: NewGuest) -> Result<InvitationId> {
    let (found, network) = host_of(tx, tx.actor(), id).await?;
    let name = clean(&new.name.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&name) || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    let address = person::address(&new.email)?;
    if new.to < tx.today() {
        return Err(Error::invalid("/to", "in_the_past"));
    }
    if tx.today().checked_add_months(LONGEST).is_some_and(|last| new.to > last) {
        return Err(Error::invalid("/to", "out_of_range"));
    }
    network::still_open(tx, network).await?;
    if found.room().archived {
        return Err(Error::Conflict("room_archived"));
    }
    room::locked(tx, id).await?;
    invitation::settle_run_out(tx, invitation::To::Room(id)).await?;
    let sql = "SELECT (SELECT count(*) FROM guest_pass WHERE room_id = $1 AND ended_at IS NULL AND to_day >= $3) + \
               (SELECT count(*) FROM invitation WHERE room_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL) \
               AS n, (SELECT count(*) FROM invitation WHERE room_id = $1 AND address = $2 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL) AS same";
    let already = one(tx, sql, [id.0.into(), address.clone().into(), tx.today().into()]).await?;
    let already = already.ok_or_else(|| Error::internal("a count"))?;
    if already.get::<i64>("same")? > 0 {
        return Err(Error::Conflict("already_invited"));
    }
    if already.get::<i64>("n")? >= MOST {
        return Err(Error::Conflict("room_full_of_guests"));
    }
    let email = new.email.trim().to_owned();
    let language = new.language;
    let laid = Laid { network, room: id, name: &name, email: &email, address: &address, language };
    let (invitation, token) = lay(tx, laid, new.writes, new.to).await?;
    let mail = NewNotice {
        to: email,
        language: new.language,
        kind: NoticeKind::GuestInvitation,
        subject: invitation.0,
        network: Some(network),
        secret: Some(token),
        cause: format!("guest_invitation:{invitation}"),
    };
    notice::enqueue(tx, mail).await?;
    tx.record(network, Event::RoomChanged { room: id });
    Ok(invitation)
}

/// For whom, and to which room, an invitation is laid down.
pub(crate) struct Laid<'a> {
    pub(crate) network: NetworkId,
    pub(crate) room: RoomId,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) address: &'a str,
    pub(crate) language: Language,
}

/// Lays an invitation down, and gives the plain token of its link, which only the letter holds. The caller has checked the
/// right, and sends the letter.
pub(crate) async fn lay(tx: &Tx, laid: Laid<'_>, writes: bool, to: NaiveDate) -> Result<(InvitationId, String)> {
    let invitation = InvitationId::at(tx.now());
    let (token, hash) = crate::notifications::new_token();
    let expires: DateTime<Utc> =
        tx.now().checked_add_days(LIFETIME).ok_or_else(|| Error::internal("thirty days from now"))?;
    let sql = "INSERT INTO invitation (id, network_id, room_id, writes, name, email, address, language, from_day, to_day, \
               token_hash, invited_by, created_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = [
        invitation.0.into(),
        laid.network.0.into(),
        laid.room.0.into(),
        writes.into(),
        laid.name.into(),
        laid.email.into(),
        laid.address.into(),
        laid.language.word().into(),
        tx.today().into(),
        to.into(),
        hash.into(),
        tx.actor().person().map(|p| p.0).into(),
        tx.now().into(),
        expires.into(),
    ];
    execute(tx, sql, values).await?;
    let (subject, room) = (invitation.to_string(), laid.room.to_string());
    crate::audit::note_in(tx, laid.network, "guest_invited", &subject, &room).await?;
    Ok((invitation, token))
}

/// Makes way for another invitation of the address to the room: one that is open leads nowhere from now on. Under the
/// room's lock.
pub(crate) async fn make_way(tx: &Tx, room: RoomId, address: &str) -> Result<()> {
    let sql = "UPDATE invitation SET withdrawn_at = $3, withdrawn_by = $4 WHERE room_id = $1 AND address = $2 \
               AND accepted_at IS NULL AND withdrawn_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    execute(tx, sql, [room.0.into(), address.into(), tx.now().into(), by.into()]).await
}

/// Takes back one that is open: what it was for is no more. The caller has checked the right.
pub(crate) async fn take_back(tx: &Tx, id: InvitationId) -> Result<()> {
    let sql = "UPDATE invitation SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL";
    execute(tx, sql, [id.0.into(), tx.now().into(), tx.actor().person().map(|p| p.0).into()]).await
}

/// Lets one that is open give a pass to another day. The caller holds the room's lock, and has checked the right.
pub(crate) async fn reach_to(tx: &Tx, id: InvitationId, to: NaiveDate) -> Result<()> {
    let sql = "UPDATE invitation SET to_day = $2 WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL";
    execute(tx, sql, [id.0.into(), to.into()]).await
}

/// Takes an invitation back: its link leads nowhere from now on.
///
/// # Errors
/// [`Error::NotFound`] where one sees no such invitation, [`Error::Forbidden`] without the right to manage its room,
/// [`Error::Conflict`] when it has been used or withdrawn.
pub async fn withdraw(tx: &Tx, id: InvitationId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
        network_id: NetworkId,
    }
    let sql = "SELECT room_id, network_id FROM invitation WHERE id = $1 AND room_id IS NOT NULL";
    let found: Row = row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !room::readable(tx, tx.actor(), found.room_id).await?.rights().manage {
        return Err(Error::Forbidden);
    }
    room::locked(tx, found.room_id).await?;
    let sql = "UPDATE invitation SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Conflict("invitation_settled"));
    }
    notice::take_back(tx, NoticeKind::GuestInvitation, id.0).await?;
    tx.record(found.network_id, Event::RoomChanged { room: found.room_id });
    let room = found.room_id.to_string();
    crate::audit::note_in(tx, found.network_id, "guest_invitation_withdrawn", &id.to_string(), &room).await
}

/// An invitation to a room that waits or has run out, for those who may give it.
#[derive(Clone, Debug, FromRow)]
pub struct GuestInvitation {
    /// Which.
    pub id: InvitationId,
    /// Who, as they were called.
    pub name: String,
    /// To which address.
    pub email: String,
    /// They will write, not only read.
    pub writes: bool,
    /// To this day.
    pub to_day: NaiveDate,
    /// Sent when.
    pub created_at: DateTime<Utc>,
    /// Until when its link leads somewhere.
    pub expires_at: DateTime<Utc>,
}

/// Those of a room, the latest first; none for whoever does not manage it.
///
/// # Errors
/// When the database can't be reached.
pub async fn invited(db: &impl Db, found: &ReadableRoom) -> Result<Vec<GuestInvitation>> {
    if !found.rights().manage {
        return Ok(Vec::new());
    }
    let sql = "SELECT id, name, email, writes, to_day, created_at, expires_at FROM invitation WHERE room_id = $1 \
               AND accepted_at IS NULL AND withdrawn_at IS NULL ORDER BY created_at DESC, id LIMIT 200";
    rows(db, sql, [found.room().id.0.into()]).await
}
