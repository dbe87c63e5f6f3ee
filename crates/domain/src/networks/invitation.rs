//! Invitations by mail: to one address, for one seat, used once, until a day.
//!
//! Only the hash of a link's token is kept; the token itself goes out in the mail and nowhere else. What an invitation
//! gives is asked anew when it is redeemed: never more than whoever invited may still give.

mod accept;
mod link;
mod list;
mod waiting;

pub(crate) use link::{COLUMNS, INVITED, Invited};
pub(crate) use waiting::{To, settle_run_out, waits};

pub use accept::{Accepted, InvitationLink, accept, by_token};
pub use link::{Link, LinkState, NewAccount};
pub use list::{Invitation, InvitationState, of_network, of_seat, one_of};

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::clock::in_order;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{DocumentId, InvitationId, NetworkId, SeatId};
use crate::networks::participation;
use crate::networks::seat::{Appointment, HoldingRole, locked};
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::people::person::{self, Language};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// For how long the link of an invitation leads somewhere.
pub const LIFETIME: Days = Days::new(30);
/// The most open invitations to one seat.
const MOST: i64 = 20;
const LONGEST_NAME: usize = 200;

/// Somebody to invite to a seat.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Their name, as whoever invites writes it.
    pub name: String,
    /// Their address: the invitation is for whoever has it, and nobody else.
    pub email: String,
    /// The language of the mail.
    pub language: Language,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// From this day, though not before they accept.
    pub from: NaiveDate,
    /// To this day, included; none for as long as it lasts.
    pub to: Option<NaiveDate>,
    /// Who appointed them, when, and where that is to be read.
    pub appointment: Appointment,
}

/// Invites somebody to a seat: the mail goes out with the commit.
///
/// # Errors
/// [`Error::NotFound`] where there is no such seat, [`Error::Forbidden`] without the right to govern the network,
/// [`Error::Invalid`] for a name, an address or a period that can't be, [`Error::NotFoundIn`] for a decision document that
/// is not there for the actor, [`Error::Conflict`] where the seat has ended, the organisation does not take part, the
/// network is closed and the seat was never held, or the address is invited already.
pub async fn invite(tx: &Tx, seat: SeatId, new: NewInvitation) -> Result<InvitationId> {
    let place = locked(tx, seat).await?;
    may_invite(tx, place.network_id)?;
    let name = clean(&new.name.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&name) || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    let address = person::address(&new.email)?;
    in_order(new.from, new.to)?;
    if new.to.is_some_and(|to| to < tx.today()) {
        return Err(Error::invalid("/to", "in_the_past"));
    }
    let appointment = new.appointment.checked(tx, place.network_id).await?;
    if !open_seat(tx, seat, tx.today()).await? {
        return Err(Error::Conflict("seat_not_open"));
    }
    settle_run_out(tx, To::Seat(seat)).await?;
    let open = "SELECT count(*) AS n, coalesce(sum(CASE WHEN address = $2 AND role = $3 THEN 1 ELSE 0 END), 0) AS same \
                FROM invitation WHERE seat_id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL";
    let open = one(tx, open, [seat.0.into(), address.clone().into(), new.role.word().into()]).await?;
    let open = open.ok_or_else(|| Error::internal("a count"))?;
    if open.get::<i64>("same")? > 0 {
        return Err(Error::Conflict("already_invited"));
    }
    if open.get::<i64>("n")? >= MOST {
        return Err(Error::Conflict("too_many_invitations"));
    }
    let row = Row {
        network_id: place.network_id,
        seat_id: seat,
        role: new.role,
        name,
        email: new.email.trim().to_owned(),
        address,
        language: new.language,
        from_day: new.from,
        to_day: new.to,
        appointed_by: appointment.by,
        appointed_on: appointment.on,
        reference: appointment.reference,
        document_id: appointment.document,
    };
    send(tx, &row).await
}

/// What an invitation says, to be sent.
#[derive(Clone, Debug, FromRow)]
struct Row {
    network_id: NetworkId,
    seat_id: SeatId,
    role: HoldingRole,
    name: String,
    email: String,
    address: String,
    language: Language,
    from_day: NaiveDate,
    to_day: Option<NaiveDate>,
    appointed_by: Option<String>,
    appointed_on: Option<NaiveDate>,
    reference: Option<String>,
    document_id: Option<DocumentId>,
}

async fn send(tx: &Tx, row: &Row) -> Result<InvitationId> {
    let id = InvitationId::at(tx.now());
    let (token, hash) = crate::notifications::new_token();
    let expires: DateTime<Utc> =
        tx.now().checked_add_days(LIFETIME).ok_or_else(|| Error::internal("thirty days from now"))?;
    let sql = "INSERT INTO invitation (id, network_id, seat_id, role, name, email, address, language, from_day, to_day, \
               appointed_by, appointed_on, reference, document_id, token_hash, invited_by, created_at, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    let values = [
        id.0.into(),
        row.network_id.0.into(),
        row.seat_id.0.into(),
        row.role.word().into(),
        row.name.clone().into(),
        row.email.clone().into(),
        row.address.clone().into(),
        row.language.word().into(),
        row.from_day.into(),
        row.to_day.into(),
        row.appointed_by.clone().into(),
        row.appointed_on.into(),
        row.reference.clone().into(),
        row.document_id.map(|d| d.0).into(),
        hash.into(),
        tx.actor().person().map(|p| p.0).into(),
        tx.now().into(),
        expires.into(),
    ];
    execute(tx, sql, values).await?;
    let mail = NewNotice {
        to: row.email.clone(),
        language: row.language,
        kind: NoticeKind::SeatInvitation,
        subject: id.0,
        network: Some(row.network_id),
        secret: Some(token),
        cause: format!("seat_invitation:{id}"),
    };
    // the act stands, also where it is a decision's; of those sent again within the hour only the last goes
    notice::enqueue_in_turn(tx, mail).await?;
    tx.record(row.network_id, Event::SeatChanged { seat: row.seat_id });
    crate::audit::note_in(tx, row.network_id, "seat_invitation_sent", &id.to_string(), &row.seat_id.to_string())
        .await?;
    Ok(id)
}

/// Sends an invitation again: a new one takes its place, with a new link, and the old link leads nowhere.
///
/// # Errors
/// [`Error::NotFound`] where one sees no such invitation, [`Error::Conflict`] when it has been used or withdrawn, its seat
/// takes nobody any more, or its last day is past: then it takes a new one, with another last day.
pub async fn again(tx: &Tx, id: InvitationId) -> Result<InvitationId> {
    let found: Row = governed(tx, id).await?;
    locked(tx, found.seat_id).await?;
    if !open_seat(tx, found.seat_id, tx.today()).await? {
        return Err(Error::Conflict("seat_not_open"));
    }
    if found.to_day.is_some_and(|to| to < tx.today()) {
        return Err(Error::Conflict("invitation_over"));
    }
    take_back(tx, id).await?;
    send(tx, &found).await
}

/// Takes an invitation back: its link leads nowhere from now on.
///
/// # Errors
/// [`Error::NotFound`] where one sees no such invitation, [`Error::Conflict`] when it has been used or withdrawn.
pub async fn withdraw(tx: &Tx, id: InvitationId) -> Result<()> {
    let found: Row = governed(tx, id).await?;
    locked(tx, found.seat_id).await?;
    take_back(tx, id).await?;
    tx.record(found.network_id, Event::SeatChanged { seat: found.seat_id });
    crate::audit::note_in(
        tx,
        found.network_id,
        "seat_invitation_withdrawn",
        &id.to_string(),
        &found.seat_id.to_string(),
    )
    .await
}

async fn take_back(tx: &Tx, id: InvitationId) -> Result<()> {
    let sql = "UPDATE invitation SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), by.into()]).await? == 0 {
        return Err(Error::Conflict("invitation_settled"));
    }
    notice::take_back(tx, NoticeKind::SeatInvitation, id.0).await
}

/// An invitation to a seat of a network that the actor governs: for anybody else there is none.
async fn governed(tx: &Tx, id: InvitationId) -> Result<Row> {
    let sql = "SELECT network_id, seat_id, role, name, email, address, language, from_day, to_day, appointed_by, \
               appointed_on, reference, document_id FROM invitation WHERE id = $1 AND seat_id IS NOT NULL";
    let found: Row = row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let actor = tx.actor();
    match (actor.may(found.network_id, NetworkRight::Govern), actor.may(found.network_id, NetworkRight::ReadDirectory))
    {
        (true, _) => Ok(found),
        (false, true) => Err(Error::Forbidden),
        (false, false) => Err(Error::NotFound),
    }
}

/// Whether somebody may come to the seat: it has not ended, its organisation takes part or is about to, and the network
/// is open, or else somebody has held the seat before and is succeeded.
pub(crate) async fn open_seat(db: &impl Db, seat: SeatId, today: NaiveDate) -> Result<bool> {
    let sql = format!(
        "SELECT s.id FROM seat s JOIN network n ON n.id = s.network_id WHERE s.id = $1 \
         AND (s.to_day IS NULL OR s.to_day >= $2) \
         AND EXISTS (SELECT 1 FROM participation p WHERE p.network_id = s.network_id \
           AND p.organisation_id = s.organisation_id AND {} AND p.state IN ('observer', 'member', 'resting')) \
         AND (n.closed_at IS NULL OR EXISTS (SELECT 1 FROM seat_holding h WHERE h.seat_id = s.id))",
        participation::goes_on_or_begins("p", "$2")
    );
    Ok(one(db, &sql, [seat.0.into(), today.into()]).await?.is_some())
}

fn may_invite(tx: &Tx, network: NetworkId) -> Result<()> {
    if tx.actor().may(network, NetworkRight::Govern) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Whether the actor sees invitations to the network's seats.
pub(crate) fn sees(actor: &Actor, network: NetworkId) -> bool {
    actor.may(network, NetworkRight::Govern)
}
