//! A seat: an organisation's place in a network, which outlives its holders.

mod appointment;
mod change;
mod officials;
mod page;
mod stand_in;
pub mod told;

pub use appointment::Appointment;
pub use change::{close, describe, end_holding};
pub(crate) use officials::{Official, officials};
pub use page::{SeatFacts, SeatHolding, VisibleSeat, holdings, is_invited, mail_hosts, visible};
pub(crate) use stand_in::deputies_are_free;
pub use stand_in::{Substitution, confirm_stand_in, end_stand_in, stand_in_for, substitutions};

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::clock::in_order;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatHoldingId, SeatId, SubstitutionId};
use crate::networks::{invitation, network};
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room;
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, one, row, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// How somebody is tied to a seat.
    HoldingRole {
        /// Holds it.
        Holder = "holder",
        /// Its deputy.
        Deputy = "deputy",
    }

    /// How a seat stands: derived from its rows when asked, never kept.
    SeatState {
        /// Nobody holds it.
        Vacant = "vacant",
        /// Nobody holds it, and somebody has been proposed.
        Proposed = "proposed",
        /// Nobody holds it, and somebody has been invited.
        Invited = "invited",
        /// Somebody holds it.
        Held = "held",
        /// It is no more.
        Ended = "ended",
    }
}

/// The most characters of a seat's title.
const LONGEST_TITLE: usize = 120;
/// The most characters of what a seat is for.
const LONGEST_MANDATE: usize = 2_000;

/// A seat and, in each row, one of its current people (none in a vacant seat).
#[derive(Clone, Debug, FromRow)]
pub struct SeatLine {
    /// Which seat.
    pub seat_id: SeatId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub mandate: String,
    /// Its last day, where one is set.
    pub seat_to: Option<NaiveDate>,
    /// Somebody has been invited to hold it.
    pub invited: bool,
    /// Somebody has been proposed to hold it.
    pub proposed: bool,
    /// Who.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person_name: Option<String>,
    /// How they are tied to it.
    pub role: Option<HoldingRole>,
    /// Their last day, where one is set.
    pub to_day: Option<NaiveDate>,
    /// They stand in for the holder today.
    pub stands_in: bool,
}

/// The seats of these organisations in the network that have not ended, with their current people.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory.
pub async fn of_organisations(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    organisations: &[OrganisationId],
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<Vec<SeatLine>> {
    network::with_directory(db, actor, network).await?;
    let sql = format!(
        "SELECT s.id AS seat_id, s.organisation_id, s.kind, s.title, s.mandate, s.to_day AS seat_to, \
         EXISTS (SELECT 1 FROM invitation i WHERE i.seat_id = s.id AND i.role = 'holder' AND {}) AS invited, \
         EXISTS (SELECT 1 FROM seat_proposal q WHERE q.seat_id = s.id AND q.withdrawn_at IS NULL \
         AND q.decided_at IS NULL) AS proposed, h.person_id, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS person_name, h.role, h.to_day, \
         (h.role = 'deputy' AND EXISTS (SELECT 1 FROM substitution b JOIN network_setting n \
         ON n.network_id = s.network_id AND n.until IS NULL WHERE b.seat_id = s.id AND b.person_id = h.person_id \
         AND b.from_day <= $3 AND b.to_day >= $3 AND b.ended_at IS NULL \
         AND (b.confirmed_at IS NOT NULL OR n.deputies = 'free'))) AS stands_in \
         FROM seat s LEFT JOIN seat_holding h ON h.seat_id = s.id AND h.from_day <= $3 \
         AND (h.to_day IS NULL OR h.to_day >= $3) LEFT JOIN person p ON p.id = h.person_id \
         WHERE s.network_id = $1 AND s.organisation_id IN {} AND (s.to_day IS NULL OR s.to_day >= $3) \
         ORDER BY s.kind DESC, s.id, h.role DESC, p.sort_key LIMIT 2000",
        invitation::waits("i", "$4", "$3"),
        Ids::sql(db, "$2")
    );
    let organisations = Ids::value(organisations.iter().map(|o| o.0));
    rows(db, &sql, [network.0.into(), organisations, today.into(), now.into()]).await
}

/// How a seat stands, by what its rows say.
#[must_use]
pub fn state(ended: bool, held: bool, invited: bool, proposed: bool) -> SeatState {
    match (ended, held, invited, proposed) {
        (true, ..) => SeatState::Ended,
        (_, true, ..) => SeatState::Held,
        (_, _, true, _) => SeatState::Invited,
        (_, _, _, true) => SeatState::Proposed,
        (false, false, false, false) => SeatState::Vacant,
    }
}

/// Makes a seat. Those there are stay, also where the network has come to give fewer of a kind.
///
/// # Errors
/// [`Error::Forbidden`] without the right to the network's directory, [`Error::Conflict`] where the network is closed, or the
/// organisation has as many of the kind as the network gives.
pub async fn create(
    tx: &Tx,
    network: NetworkId,
    organisation: OrganisationId,
    kind: SeatKind,
    title: &str,
) -> Result<SeatId> {
    may_write(tx, network)?;
    let title = written(title, LONGEST_TITLE, "/title")?;
    network::still_open(tx, network).await?;
    one_more(tx, network, organisation, kind).await?;
    let id = SeatId::at(tx.now());
    let sql = "INSERT INTO seat (id, network_id, organisation_id, kind, title, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values =
        [id.0.into(), network.0.into(), organisation.0.into(), kind.word().into(), title.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.record(network, Event::SeatChanged { seat: id });
    Ok(id)
}

/// That the network gives the organisation one more seat of the kind. The network is held until the command is committed:
/// two that take the last come one after the other.
async fn one_more(tx: &Tx, network: NetworkId, organisation: OrganisationId, kind: SeatKind) -> Result<()> {
    #[derive(FromRow)]
    struct Most {
        most_officials: Option<i32>,
        most_elected: Option<i32>,
    }
    let sql = "UPDATE network SET revision = revision WHERE id = $1 RETURNING most_officials, most_elected";
    let Most { most_officials, most_elected } = row(tx, sql, [network.0.into()]).await?.ok_or(Error::NotFound)?;
    let most = match kind {
        SeatKind::Official => most_officials,
        SeatKind::Elected => most_elected,
    };
    let Some(most) = most else { return Ok(()) };
    let sql = "SELECT count(*) AS n FROM seat WHERE network_id = $1 AND organisation_id = $2 AND kind = $3 \
               AND (to_day IS NULL OR to_day >= $4)";
    let values = [network.0.into(), organisation.0.into(), kind.word().into(), tx.today().into()];
    let counted = one(tx, sql, values).await?;
    let already: i64 = counted.map(|row| row.get("n")).transpose()?.unwrap_or(0);
    if already < i64::from(most) { Ok(()) } else { Err(Error::Conflict("no_more_seats")) }
}

/// A seat of the organisation that nobody holds or is on the way to, but for whoever has the address, and that is not among
/// those `taken`.
///
/// # Errors
/// [`Error::Conflict`] where it has none: the network gives it no more of the kind.
pub(crate) async fn vacant(
    tx: &Tx,
    network: NetworkId,
    organisation: OrganisationId,
    kind: SeatKind,
    (taken, address): (&[SeatId], &str),
) -> Result<SeatId> {
    #[derive(FromRow)]
    struct Row {
        id: SeatId,
    }
    let sql = format!(
        "SELECT s.id FROM seat s WHERE s.network_id = $1 AND s.organisation_id = $2 AND s.kind = $3 \
         AND (s.to_day IS NULL OR s.to_day >= $4) AND s.id NOT IN {} AND NOT EXISTS (SELECT 1 FROM seat_holding h \
         WHERE h.seat_id = s.id AND h.role = 'holder' AND (h.to_day IS NULL OR h.to_day >= $4)) \
         AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.seat_id = s.id AND i.role = 'holder' AND i.address <> $6 \
         AND {waits}) AND NOT EXISTS (SELECT 1 FROM seat_proposal q WHERE q.seat_id = s.id AND q.withdrawn_at IS NULL \
         AND q.decided_at IS NULL) ORDER BY s.id LIMIT 1",
        Ids::sql(tx, "$5"),
        waits = invitation::waits("i", "$7", "$4")
    );
    let taken = Ids::value(taken.iter().map(|id| id.0));
    let values = [
        network.0.into(),
        organisation.0.into(),
        kind.word().into(),
        tx.today().into(),
        taken,
        address.into(),
        tx.now().into(),
    ];
    let found: Option<Row> = row(tx, &sql, values).await?;
    Ok(found.ok_or(Error::Conflict("no_more_seats"))?.id)
}

/// Seats somebody, as holder or deputy, from `from` to `to` (included).
///
/// # Errors
/// [`Error::NotFound`] where there is no such seat, [`Error::Forbidden`] without the right to the directory,
/// [`Error::Invalid`] for a period that ends before it begins.
pub async fn appoint(
    tx: &Tx,
    seat: SeatId,
    person: PersonId,
    role: HoldingRole,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<SeatHoldingId> {
    appoint_by(tx, seat, person, role, (from, to), &Appointment::default()).await
}

/// The same, with the decision behind it.
///
/// # Errors
/// As [`appoint`].
pub async fn appoint_by(
    tx: &Tx,
    seat: SeatId,
    person: PersonId,
    role: HoldingRole,
    days: (NaiveDate, Option<NaiveDate>),
    appointment: &Appointment,
) -> Result<SeatHoldingId> {
    may_write(tx, network_of(tx, seat).await?)?;
    hold(tx, seat, person, role, days, appointment).await
}

/// Seats somebody as they were appointed. The caller has checked the right.
pub(crate) async fn hold(
    tx: &Tx,
    seat: SeatId,
    person: PersonId,
    role: HoldingRole,
    (from, to): (NaiveDate, Option<NaiveDate>),
    appointment: &Appointment,
) -> Result<SeatHoldingId> {
    in_order(from, to)?;
    let network = network_of(tx, seat).await?;
    let id = SeatHoldingId::at(tx.now());
    let sql = "INSERT INTO seat_holding (id, seat_id, person_id, role, from_day, to_day, appointed_by, appointed_on, \
               reference, document_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = [
        id.0.into(),
        seat.0.into(),
        person.0.into(),
        role.word().into(),
        from.into(),
        to.into(),
        appointment.by.clone().into(),
        appointment.on.into(),
        appointment.reference.clone().into(),
        appointment.document.map(|d| d.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    Ok(id)
}

/// Ends somebody's holding of a seat: `last` is the last day it counts. A day before today takes effect at once.
///
/// # Errors
/// [`Error::NotFound`] where they don't hold it, [`Error::Forbidden`] without the right to the directory,
/// [`Error::Conflict`] for the last coordinator of a troika.
pub async fn end(tx: &Tx, seat: SeatId, person: PersonId, last: NaiveDate) -> Result<()> {
    let network = network_of(tx, seat).await?;
    may_write(tx, network)?;
    let sql = "UPDATE seat_holding SET to_day = $3, ended_at = CASE WHEN to_day < $5 THEN ended_at ELSE $4 END \
               WHERE seat_id = $1 AND person_id = $2 AND (to_day IS NULL OR to_day > $3)";
    let values = [seat.0.into(), person.0.into(), last.into(), tx.at_once(last).into(), tx.today().into()];
    let end = async {
        let ended = execute_affecting(tx, sql, values).await?;
        if ended == 0 { Err(Error::NotFound) } else { Ok(()) }
    };
    keeping_coordinator(tx, network, change::day_after(last), end).await?;
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    room::narrowed(tx, network, Some(person)).await?;
    crate::audit::note_in(tx, network, "seat_ended", &seat.to_string(), &person.to_string()).await
}

/// Lets a deputy stand in for the seat from a day to a day, both included.
///
/// # Errors
/// [`Error::NotFound`] where there is no such seat, [`Error::Forbidden`] without the right to the directory.
pub async fn stand_in(
    tx: &Tx,
    seat: SeatId,
    person: PersonId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<SubstitutionId> {
    let network = network_of(tx, seat).await?;
    may_write(tx, network)?;
    let id = SubstitutionId::at(tx.now());
    let sql = "INSERT INTO substitution (id, seat_id, person_id, from_day, to_day, confirmed_at, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $6)";
    let values = [id.0.into(), seat.0.into(), person.0.into(), from.into(), to.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    tx.record(network, Event::SeatChanged { seat });
    Ok(id)
}

/// One line of text without what can't be seen, of at most `longest` characters; it may be empty.
pub(crate) fn written(text: &str, longest: usize, pointer: &'static str) -> Result<String> {
    let text = clean(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    if text.chars().count() > longest { Err(Error::invalid(pointer, "too_long")) } else { Ok(text) }
}

/// A seat that is held until the command is committed: what concerns it comes one after another.
pub(crate) async fn locked(tx: &Tx, seat: SeatId) -> Result<Locked> {
    let sql = "UPDATE seat SET revision = revision WHERE id = $1 RETURNING network_id, to_day";
    row(tx, sql, [seat.0.into()]).await?.ok_or(Error::NotFound)
}

/// What is asked of a seat that something is done to.
#[derive(Clone, Copy, Debug, FromRow)]
pub(crate) struct Locked {
    pub(crate) network_id: NetworkId,
    pub(crate) to_day: Option<NaiveDate>,
}

async fn network_of(tx: &Tx, seat: SeatId) -> Result<NetworkId> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let found: Option<Row> = row(tx, "SELECT network_id FROM seat WHERE id = $1", [seat.0.into()]).await?;
    Ok(found.ok_or(Error::NotFound)?.network_id)
}

pub(crate) fn may_write(tx: &Tx, network: NetworkId) -> Result<()> {
    if tx.actor().may(network, NetworkRight::WriteDirectory) { Ok(()) } else { Err(Error::Forbidden) }
}
