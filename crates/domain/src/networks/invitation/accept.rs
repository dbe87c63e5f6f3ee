//! The link of an invitation: looking at it changes nothing, and accepting counts once.
//!
//! Whoever holds the link has been sent it, or been handed it on. So looking tells what the mail said and no more: not
//! whether the address has an account. Accepting is for whoever has the address: somebody new makes an account with it,
//! somebody with an account is signed in as it.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;

use super::list::{InvitationState, state};
use super::open_seat;
use crate::access::{NetworkRight, SeatKind, person_access};
use crate::actor::Actor;
use crate::ids::{DocumentId, InvitationId, NetworkId, PersonId, SeatId};
use crate::networks::handover;
use crate::networks::seat::{self, Appointment, HoldingRole};
use crate::notifications::token;
use crate::people::person::{self, Language, NewPerson};
use crate::store::{Db, Tx, execute_affecting, one, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// Where the link of an invitation leads.
    LinkState {
        /// It may be accepted.
        Open = "open",
        /// It has been used.
        Used = "used",
        /// It was taken back, or another took its place.
        Withdrawn = "withdrawn",
        /// Its time has run out.
        Expired = "expired",
        /// What it was for can be given no more.
        Void = "void",
    }
}

/// What the holder of a link is shown: what the mail said.
#[derive(Clone, Debug)]
pub struct InvitationLink {
    /// Where it leads.
    pub state: LinkState,
    /// The network's address.
    pub slug: String,
    /// The network's name.
    pub network: String,
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
    /// Who invites; none where the installation does, or the identity is protected.
    pub inviter: Option<String>,
    /// Who is invited, as they were called.
    pub name: String,
    /// The address it is for.
    pub email: String,
    /// In which language they were written to.
    pub language: Language,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whoever looks is signed in as somebody who has the address; none where nobody is signed in.
    pub for_me: Option<bool>,
    id: InvitationId,
}

impl InvitationLink {
    /// The link's holder as an actor: whoever has the link, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        match anonymous.access() {
            Some(access) => Actor::Link { link: self.id.0, access: std::sync::Arc::clone(access) },
            None => anonymous.clone(),
        }
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: InvitationId,
    network_id: NetworkId,
    slug: String,
    network: String,
    seat_id: SeatId,
    organisation: String,
    kind: SeatKind,
    title: String,
    mandate: String,
    role: HoldingRole,
    inviter_id: Option<PersonId>,
    inviter: Option<String>,
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
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
}

async fn found(db: &impl Db, token: &str) -> Result<Row> {
    let hash = token::hashed(token)?;
    let sql = "SELECT i.id, i.network_id, n.slug, n.name AS network, i.seat_id, o.name AS organisation, s.kind, s.title, \
               s.mandate, i.role, i.invited_by AS inviter_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS inviter, \
               i.name, i.email, i.address, i.language, i.from_day, i.to_day, i.appointed_by, i.appointed_on, i.reference, \
               i.document_id, i.expires_at, i.accepted_at, i.withdrawn_at FROM invitation i \
               JOIN seat s ON s.id = i.seat_id JOIN organisation o ON o.id = s.organisation_id \
               JOIN network n ON n.id = i.network_id LEFT JOIN person p ON p.id = i.invited_by \
               WHERE i.token_hash = $1";
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
) -> Result<InvitationLink> {
    let row = found(db, token).await?;
    let state = match state(row.accepted_at.is_some(), row.withdrawn_at.is_some(), row.expires_at <= now) {
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
    Ok(InvitationLink {
        state,
        slug: row.slug,
        network: row.network,
        organisation: row.organisation,
        kind: row.kind,
        title: row.title,
        mandate: row.mandate,
        role: row.role,
        inviter: row.inviter,
        name: row.name,
        email: row.email,
        language: row.language,
        from: row.from_day,
        to: row.to_day,
        expires_at: row.expires_at,
        for_me,
        id: row.id,
    })
}

/// Whether what the invitation gives may still be given: by whoever invited, to that seat, for that time.
async fn still_given(db: &impl Db, row: &Row, today: NaiveDate) -> Result<bool> {
    if row.to_day.is_some_and(|to| to < today) || !open_seat(db, row.seat_id, today).await? {
        return Ok(false);
    }
    let Some(inviter) = row.inviter_id else { return Ok(true) };
    Ok(person_access(db, Some(inviter), today).await?.may(row.network_id, NetworkRight::Govern))
}

/// Who has the address.
pub(crate) async fn owner(db: &impl Db, address: &str) -> Result<Option<PersonId>> {
    #[derive(FromQueryResult)]
    struct Owner {
        person_id: PersonId,
    }
    let sql = "SELECT person_id FROM person_email WHERE address = $1";
    Ok(row::<Owner>(db, sql, [address.into()]).await?.map(|owner| owner.person_id))
}

/// An account to make for somebody new, with the address that was invited.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Their name, as they want to be called.
    pub name: String,
    /// PHC string of the password.
    pub password_hash: String,
    /// The language they read.
    pub language: Language,
}

/// What accepting led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Who has the seat.
    pub person: PersonId,
    /// In which network.
    pub network: NetworkId,
    /// Their account was made with it.
    pub new: bool,
}

/// Accepts an invitation: as the person signed in, or with a new account where nobody is.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none; [`Error::Conflict`] with `invitation_used`, `invitation_withdrawn`,
/// `invitation_expired` or `invitation_void` when it leads nowhere, with `sign_in_to_accept` when the address has an
/// account, with `held_already` when its owner has the seat; [`Error::MayNot`] with `other_account` for somebody who is
/// signed in without that address; [`Error::Unauthenticated`] without either.
pub async fn accept(tx: &Tx, token: &str, account: Option<NewAccount>) -> Result<Accepted> {
    let seat = found(tx, token).await?.seat_id;
    // what concerns a seat comes one after another: read again under its lock
    seat::locked(tx, seat).await?;
    let row = found(tx, token).await?;
    match state(row.accepted_at.is_some(), row.withdrawn_at.is_some(), row.expires_at <= tx.now()) {
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
    let sql = "SELECT id FROM seat_holding WHERE seat_id = $1 AND person_id = $2 AND role = $3 \
               AND (to_day IS NULL OR to_day >= $4)";
    let values = [seat.0.into(), person.0.into(), row.role.word().into(), tx.today().into()];
    if one(tx, sql, values).await?.is_some() {
        return Err(Error::Conflict("held_already"));
    }
    let sql = "UPDATE invitation SET accepted_at = $2, accepted_by = $3 WHERE id = $1 AND accepted_at IS NULL \
               AND withdrawn_at IS NULL";
    if execute_affecting(tx, sql, [row.id.0.into(), tx.now().into(), person.0.into()]).await? == 0 {
        return Err(Error::Conflict("invitation_used"));
    }
    let appointment =
        Appointment { by: row.appointed_by, on: row.appointed_on, reference: row.reference, document: row.document_id };
    // nobody has been anywhere before they came
    let days = (row.from_day.max(tx.today()), row.to_day);
    seat::hold(tx, seat, person, row.role, days, &appointment).await?;
    if row.role == HoldingRole::Holder {
        handover::take_over(tx, row.network_id, seat, person).await?;
    }
    crate::audit::note_in(tx, row.network_id, "seat_invitation_accepted", &row.id.to_string(), &person.to_string())
        .await?;
    Ok(Accepted { person, network: row.network_id, new })
}

/// Makes an account for somebody new with the address that was invited.
pub(crate) async fn enter(tx: &Tx, email: &str, account: NewAccount) -> Result<PersonId> {
    let new = NewPerson {
        name: account.name,
        email: email.to_owned(),
        protected: false,
        password_hash: Some(account.password_hash),
    };
    let person = person::enter(tx, new, account.language).await;
    // somebody else came first with the address
    person.map_err(|error| {
        if matches!(error, Error::Conflict("email_taken")) { Error::Conflict("sign_in_to_accept") } else { error }
    })
}
