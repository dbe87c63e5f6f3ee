//! The link of an invitation to a seat: looking at it changes nothing, and accepting counts once.

use chrono::{DateTime, NaiveDate, Utc};

use super::link::{COLUMNS, INVITED, Invited, Link, NewAccount};
use super::open_seat;
use crate::access::{NetworkRight, SeatKind, person_access};
use crate::actor::Actor;
use crate::conversations::read_mark;
use crate::ids::{DocumentId, NetworkId, PersonId, SeatId};
use crate::networks::handover;
use crate::networks::seat::{self, Appointment, HoldingRole};
use crate::notifications::token;
use crate::store::{Db, FromRow, Tx, one, row};
use crate::{Error, Result};

/// What the holder of a link to a seat is shown.
#[derive(Clone, Debug)]
pub struct InvitationLink {
    /// What every link tells.
    pub link: Link,
    /// The organisation's name.
    pub organisation: String,
    /// The seat's kind.
    pub kind: SeatKind,
    /// The seat's title.
    pub title: String,
    /// What the seat is for.
    pub mandate: String,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// From this day.
    pub from: NaiveDate,
}

#[derive(FromRow)]
struct Row {
    #[row(nested)]
    invited: Invited,
    seat_id: SeatId,
    organisation: String,
    kind: SeatKind,
    title: String,
    mandate: String,
    role: HoldingRole,
    from_day: NaiveDate,
    appointed_by: Option<String>,
    appointed_on: Option<NaiveDate>,
    reference: Option<String>,
    document_id: Option<DocumentId>,
}

async fn found(db: &impl Db, token: &str) -> Result<Row> {
    let hash = token::hashed(token)?;
    let sql = format!(
        "SELECT {COLUMNS}, i.seat_id, o.name AS organisation, s.kind, s.title, s.mandate, i.role, i.from_day, \
         i.appointed_by, i.appointed_on, i.reference, i.document_id FROM {INVITED} JOIN seat s ON s.id = i.seat_id \
         JOIN organisation o ON o.id = s.organisation_id WHERE i.token_hash = $1"
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
) -> Result<InvitationLink> {
    let Row { invited, seat_id, organisation, kind, title, mandate, role, from_day: from, .. } =
        found(db, token).await?;
    let facts = Facts::of(&invited, seat_id);
    let link = invited.shown(db, actor, now, facts.still_given(db, today)).await?;
    Ok(InvitationLink { link, organisation, kind, title, mandate, role, from })
}

/// On what it depends whether the invitation still gives what it says.
#[derive(Clone, Copy)]
struct Facts {
    network: NetworkId,
    seat: SeatId,
    inviter: Option<PersonId>,
    to: Option<NaiveDate>,
}

impl Facts {
    fn of(invited: &Invited, seat: SeatId) -> Self {
        Self { network: invited.network_id, seat, inviter: invited.inviter_id, to: invited.to_day }
    }

    /// Whether it may still be given: by whoever invited, to that seat, for that time.
    async fn still_given(self, db: &impl Db, today: NaiveDate) -> Result<bool> {
        if self.to.is_some_and(|to| to < today) || !open_seat(db, self.seat, today).await? {
            return Ok(false);
        }
        let Some(inviter) = self.inviter else { return Ok(true) };
        Ok(person_access(db, Some(inviter), today).await?.may(self.network, NetworkRight::Govern))
    }
}

/// What accepting led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Who has the seat.
    pub person: PersonId,
    /// Which seat.
    pub seat: SeatId,
    /// In which network.
    pub network: NetworkId,
    /// Their account was made with it.
    pub new: bool,
}

/// Accepts an invitation: as the person signed in, or with a new account where nobody is.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none; whatever [`Invited::redeemer`] refuses; [`Error::Conflict`] with
/// `held_already` when the address's owner has the seat.
pub async fn accept(tx: &Tx, token: &str, account: Option<NewAccount>) -> Result<Accepted> {
    let seat = found(tx, token).await?.seat_id;
    // what concerns a seat comes one after another: read again under its lock
    seat::locked(tx, seat).await?;
    let row = found(tx, token).await?;
    let invited = row.invited;
    let given = Facts::of(&invited, seat).still_given(tx, tx.today());
    let (person, new) = invited.redeemer(tx, given, account).await?;
    let sql = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 AND role = $3 \
               AND (to_day IS NULL OR to_day >= $4)";
    let values = [seat.0.into(), person.0.into(), row.role.word().into(), tx.today().into()];
    if one(tx, sql, values).await?.is_some() {
        return Err(Error::Conflict("held_already"));
    }
    invited.used(tx, person).await?;
    let network = invited.network_id;
    // a guest has been in a room of it, not in the network
    if !person_access(tx, Some(person), tx.today()).await?.may(network, NetworkRight::ReadDirectory) {
        read_mark::came(tx, person, network).await?;
    }
    let appointment =
        Appointment { by: row.appointed_by, on: row.appointed_on, reference: row.reference, document: row.document_id };
    // nobody has been anywhere before they came
    let days = (row.from_day.max(tx.today()), invited.to_day);
    seat::hold(tx, seat, person, row.role, days, &appointment).await?;
    if row.role == HoldingRole::Holder {
        handover::take_over(tx, network, seat, person).await?;
    }
    let accepted = invited.id.to_string();
    crate::audit::note_by(tx, network, person, "seat_invitation_accepted", &accepted, &seat.to_string()).await?;
    Ok(Accepted { person, seat, network, new })
}
