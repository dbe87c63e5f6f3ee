//! Who takes over a seat: its holder proposes, a coordinator confirms in one step, which sends the invitation.
//!
//! The organisation keeps its own seats: the proposal is for whoever holds the seat, not for its deputies. Predecessor and
//! successor may overlap; the predecessor's last day is theirs to say.

mod list;
mod told;

pub use list::{Proposal, ProposalState, of_network, of_seat};
pub use told::{Settled, settled};

use chrono::NaiveDate;

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{DocumentId, InvitationId, NetworkId, PersonId, SeatHoldingId, SeatId, SeatProposalId};
use crate::networks::invitation::{self, NewInvitation, open_seat};
use crate::networks::round;
use crate::networks::seat::{self, Appointment, HoldingRole, VisibleSeat, locked};
use crate::people::person::{self, Language};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

const LONGEST_NAME: usize = 200;
const LONGEST_NOTE: usize = 2_000;
const LONGEST_REASON: usize = 1_000;

/// Who is to take over a seat.
#[derive(Clone, Debug)]
pub struct NewSuccessor {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// From this day.
    pub from: NaiveDate,
    /// The last day of whoever proposes; none where they go on beside the successor for now.
    pub last_day: Option<NaiveDate>,
    /// The decision behind it.
    pub appointment: Appointment,
    /// Words to the coordinator; may be empty.
    pub note: String,
}

/// Proposes who takes over the seat that the actor holds.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but its holder, [`Error::Invalid`] for a name, an address or days that can't be,
/// [`Error::NotFoundIn`] for a decision document that is not there for them, [`Error::Conflict`] where somebody is
/// proposed already, or the seat takes nobody.
pub async fn propose(tx: &Tx, found: &VisibleSeat, new: NewSuccessor) -> Result<SeatProposalId> {
    let (by, facts) = (tx.actor().signed_in()?, found.facts());
    let seat = facts.id;
    let appointment = new.appointment.checked(tx, facts.network_id).await?;
    if !found.rights().keep {
        return Err(Error::Forbidden);
    }
    let name = clean(&new.name.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&name) || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    person::address(&new.email)?;
    let note = clean(new.note.trim());
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("/note", "too_long"));
    }
    if new.last_day.is_some_and(|last| last < tx.today()) {
        return Err(Error::invalid("/last_day", "in_the_past"));
    }
    locked(tx, seat).await?;
    if !open_seat(tx, seat, tx.today()).await? {
        return Err(Error::Conflict("seat_not_open"));
    }
    let holding = holding_of(tx, seat, by).await?;
    let open = "SELECT id FROM seat_proposal WHERE seat_id = $1 AND withdrawn_at IS NULL AND decided_at IS NULL";
    if one(tx, open, [seat.0.into()]).await?.is_some() {
        return Err(Error::Conflict("proposed_already"));
    }
    let new = NewSuccessor { name, note, appointment, ..new };
    let id = put(tx, seat, holding, by, new).await?;
    round::answered_by_proposal(tx, found).await?;
    tx.record(facts.network_id, Event::SeatChanged { seat });
    crate::audit::note_in(tx, facts.network_id, "successor_proposed", &id.to_string(), &seat.to_string()).await?;
    Ok(id)
}

/// Puts a proposal as a holder of the seat put it: demo data only.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation, or of somebody who does not hold the seat.
pub async fn propose_as(tx: &Tx, seat: SeatId, holder: PersonId, new: NewSuccessor) -> Result<SeatProposalId> {
    match tx.actor() {
        Actor::System => put(tx, seat, holding_of(tx, seat, holder).await?, holder, new).await,
        _ => Err(Error::Forbidden),
    }
}

/// Puts a proposal, whose words are in order. The caller has checked the right.
async fn put(tx: &Tx, seat: SeatId, holding: SeatHoldingId, by: PersonId, new: NewSuccessor) -> Result<SeatProposalId> {
    let appointment = new.appointment;
    let id = SeatProposalId::at(tx.now());
    let sql = "INSERT INTO seat_proposal (id, seat_id, holding_id, name, email, from_day, last_day, appointed_by, \
               appointed_on, reference, document_id, note, proposed_by, proposed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = [
        id.0.into(),
        seat.0.into(),
        holding.0.into(),
        new.name.into(),
        new.email.trim().into(),
        new.from.into(),
        new.last_day.into(),
        appointment.by.into(),
        appointment.on.into(),
        appointment.reference.into(),
        appointment.document.map(|d| d.0).into(),
        new.note.into(),
        by.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}

/// The current holding of the seat by that person.
async fn holding_of(tx: &Tx, seat: SeatId, person: PersonId) -> Result<SeatHoldingId> {
    #[derive(FromRow)]
    struct Held {
        id: SeatHoldingId,
    }
    let sql = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 AND role = 'holder' \
               AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3) ORDER BY from_day LIMIT 1";
    let held: Option<Held> = row(tx, sql, [seat.0.into(), person.0.into(), tx.today().into()]).await?;
    Ok(held.ok_or(Error::Forbidden)?.id)
}

/// A proposal's row, as far as deciding it goes.
#[derive(Clone, Debug, FromRow)]
struct Row {
    seat_id: SeatId,
    network_id: NetworkId,
    holding_id: SeatHoldingId,
    language: Language,
    name: String,
    email: String,
    from_day: NaiveDate,
    last_day: Option<NaiveDate>,
    appointed_by: Option<String>,
    appointed_on: Option<NaiveDate>,
    reference: Option<String>,
    document_id: Option<DocumentId>,
    proposed_by: PersonId,
}

/// A proposal that the actor may see: a coordinator's, and its seat's holder's.
async fn seen(tx: &Tx, id: SeatProposalId) -> Result<(Row, VisibleSeat)> {
    let sql = "SELECT p.seat_id, s.network_id, p.holding_id, w.language, p.name, p.email, p.from_day, p.last_day, p.appointed_by, \
               p.appointed_on, p.reference, p.document_id, p.proposed_by FROM seat_proposal p JOIN seat s ON s.id = p.seat_id \
               JOIN person w ON w.id = p.proposed_by WHERE p.id = $1";
    let row: Row = row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let seat = seat::visible(tx, tx.actor(), row.seat_id).await?;
    Ok((row, seat))
}

/// Takes one's proposal back.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] for anybody but the seat's holder, [`Error::Conflict`]
/// when it has been decided or taken back.
pub async fn withdraw(tx: &Tx, id: SeatProposalId) -> Result<()> {
    let (row, seat) = seen(tx, id).await?;
    if !seat.rights().keep {
        return Err(Error::Forbidden);
    }
    locked(tx, row.seat_id).await?;
    let sql =
        "UPDATE seat_proposal SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL AND decided_at IS NULL";
    still_open(execute_affecting(tx, sql, [id.0.into(), tx.now().into()]).await?)?;
    tx.record(row.network_id, Event::SeatChanged { seat: row.seat_id });
    crate::audit::note_in(tx, row.network_id, "successor_withdrawn", &id.to_string(), "").await
}

/// Confirms a proposal: the successor is invited, in the language of whoever proposed them, who is told so, and the
/// predecessor's last day is set where one was said.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] without the right to govern the network,
/// [`Error::Conflict`] when it has been decided or taken back, or as [`invitation::invite`] refuses.
pub async fn confirm(tx: &Tx, id: SeatProposalId) -> Result<InvitationId> {
    let (row, seat) = seen(tx, id).await?;
    may_decide(tx, row.network_id)?;
    locked(tx, row.seat_id).await?;
    let sql = "UPDATE seat_proposal SET decided_by = $2 WHERE id = $1 AND withdrawn_at IS NULL AND decided_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    still_open(execute_affecting(tx, sql, [id.0.into(), by.into()]).await?)?;
    let appointment =
        Appointment { by: row.appointed_by, on: row.appointed_on, reference: row.reference, document: row.document_id };
    let new = NewInvitation {
        name: row.name,
        email: row.email,
        language: row.language,
        role: HoldingRole::Holder,
        from: row.from_day,
        to: None,
        appointment: appointment.readable_part(tx, row.network_id).await?,
    };
    let invited = invitation::invite(tx, row.seat_id, new).await?;
    let sql = "UPDATE seat_proposal SET decided_at = $2, invitation_id = $3 WHERE id = $1";
    execute(tx, sql, [id.0.into(), tx.now().into(), invited.0.into()]).await?;
    if let Some(last) = row.last_day {
        match seat::end_holding(tx, &seat, row.holding_id, last.max(yesterday(tx))).await {
            // it ends as early already
            Ok(()) | Err(Error::Conflict("ended_already")) => {}
            Err(other) => return Err(other),
        }
    }
    told::tell(tx, row.network_id, id, row.proposed_by).await?;
    crate::audit::note_in(tx, row.network_id, "successor_confirmed", &id.to_string(), &invited.to_string()).await?;
    Ok(invited)
}

/// Declines a proposal, with a reason that whoever put it reads in a letter.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] without the right to govern the network,
/// [`Error::Conflict`] when it has been decided or taken back, [`Error::Invalid`] without a reason.
pub async fn decline(tx: &Tx, id: SeatProposalId, reason: &str) -> Result<()> {
    let (row, _) = seen(tx, id).await?;
    may_decide(tx, row.network_id)?;
    let reason = clean(reason.trim());
    if is_blank(&reason) {
        return Err(Error::invalid("/reason", "reason_missing"));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Error::invalid("/reason", "too_long"));
    }
    locked(tx, row.seat_id).await?;
    let sql = "UPDATE seat_proposal SET decided_at = $2, decided_by = $3, declined_reason = $4 WHERE id = $1 \
               AND withdrawn_at IS NULL AND decided_at IS NULL";
    let by = tx.actor().person().map(|p| p.0);
    still_open(execute_affecting(tx, sql, [id.0.into(), tx.now().into(), by.into(), reason.into()]).await?)?;
    tx.record(row.network_id, Event::SeatChanged { seat: row.seat_id });
    told::tell(tx, row.network_id, id, row.proposed_by).await?;
    crate::audit::note_in(tx, row.network_id, "successor_declined", &id.to_string(), "").await
}

fn may_decide(tx: &Tx, network: NetworkId) -> Result<()> {
    if tx.actor().may(network, NetworkRight::Govern) { Ok(()) } else { Err(Error::Forbidden) }
}

fn still_open(changed: u64) -> Result<()> {
    if changed == 0 { Err(Error::Conflict("proposal_settled")) } else { Ok(()) }
}

fn yesterday(tx: &Tx) -> NaiveDate {
    tx.today().pred_opt().unwrap_or_else(|| tx.today())
}

/// Whether somebody is proposed for the seat, and waits for a coordinator.
///
/// # Errors
/// When the database can't be reached.
pub async fn is_proposed(db: &impl Db, seat: SeatId) -> Result<bool> {
    let sql = "SELECT id FROM seat_proposal WHERE seat_id = $1 AND withdrawn_at IS NULL AND decided_at IS NULL";
    Ok(one(db, sql, [seat.0.into()]).await?.is_some())
}
