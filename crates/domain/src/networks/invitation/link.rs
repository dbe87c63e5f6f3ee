//! The link of an invitation, whatever it gives: a seat or a room.
//!
//! Whoever holds the link has been sent it, or been handed it on. So looking tells what the mail said and no more: not
//! whether the address has an account. Accepting is for whoever has the address: somebody new makes an account with it,
//! somebody with an account is signed in as it.

use chrono::{DateTime, NaiveDate, Utc};

use super::list::{InvitationState, state};
use crate::actor::Actor;
use crate::ids::{InvitationId, NetworkId, PersonId};
use crate::people::person::{self, Language, NewPerson};
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
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

/// What every link of an invitation tells its holder: what the mail said.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads.
    pub state: LinkState,
    /// The network's address.
    pub slug: String,
    /// The network's name.
    pub network: String,
    /// Who invites; none where the installation does, or the identity is protected.
    pub inviter: Option<String>,
    /// Who is invited, as they were called.
    pub name: String,
    /// The address it is for.
    pub email: String,
    /// In which language they were written to.
    pub language: Language,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whoever looks is signed in as somebody who has the address; none where nobody is signed in.
    pub for_me: Option<bool>,
    id: InvitationId,
}

impl Link {
    /// The link's holder as an actor: whoever has the link, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        anonymous.holding(self.id.0)
    }
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

/// What is the same in the row of every invitation.
#[derive(Debug, FromRow)]
pub(crate) struct Invited {
    pub(crate) id: InvitationId,
    pub(crate) network_id: NetworkId,
    slug: String,
    network: String,
    pub(crate) inviter_id: Option<PersonId>,
    inviter: Option<String>,
    name: String,
    email: String,
    address: String,
    language: Language,
    pub(crate) to_day: Option<NaiveDate>,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    withdrawn_at: Option<DateTime<Utc>>,
}

/// The columns of [`Invited`], from [`INVITED`].
pub(crate) const COLUMNS: &str = "i.id, i.network_id, n.slug, n.name AS network, i.invited_by AS inviter_id, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS inviter, i.name, i.email, i.address, i.language, i.to_day, \
    i.expires_at, i.accepted_at, i.withdrawn_at";
/// Where they stand.
pub(crate) const INVITED: &str =
    "invitation i JOIN network n ON n.id = i.network_id LEFT JOIN person p ON p.id = i.invited_by";

impl Invited {
    fn state(&self, now: DateTime<Utc>) -> InvitationState {
        state(self.accepted_at.is_some(), self.withdrawn_at.is_some(), self.expires_at <= now)
    }

    /// The link as the actor sees it; `given` says whether what it gives may still be given, and is asked of open ones.
    pub(crate) async fn shown(
        self,
        db: &impl Db,
        actor: &Actor,
        now: DateTime<Utc>,
        given: impl Future<Output = Result<bool>>,
    ) -> Result<Link> {
        let state = match self.state(now) {
            InvitationState::Accepted => LinkState::Used,
            InvitationState::Withdrawn => LinkState::Withdrawn,
            InvitationState::Expired => LinkState::Expired,
            InvitationState::Open if given.await? => LinkState::Open,
            InvitationState::Open => LinkState::Void,
        };
        let for_me = match actor.person() {
            Some(person) => Some(owner(db, &self.address).await? == Some(person)),
            None => None,
        };
        Ok(Link {
            state,
            slug: self.slug,
            network: self.network,
            inviter: self.inviter,
            name: self.name,
            email: self.email,
            language: self.language,
            to: self.to_day,
            expires_at: self.expires_at,
            for_me,
            id: self.id,
        })
    }

    /// Whoever redeems it: the person signed in, or somebody new with an account made for them, which is told too.
    ///
    /// # Errors
    /// [`Error::Conflict`] with `invitation_used`, `invitation_withdrawn`, `invitation_expired` or `invitation_void` when
    /// it leads nowhere, with `sign_in_to_accept` when the address has an account; [`Error::MayNot`] with
    /// `other_account` for somebody signed in without that address; [`Error::Unauthenticated`] without either.
    pub(crate) async fn redeemer(
        &self,
        tx: &Tx,
        given: impl Future<Output = Result<bool>>,
        account: Option<NewAccount>,
    ) -> Result<(PersonId, bool)> {
        match self.state(tx.now()) {
            InvitationState::Open => {}
            InvitationState::Accepted => return Err(Error::Conflict("invitation_used")),
            InvitationState::Withdrawn => return Err(Error::Conflict("invitation_withdrawn")),
            InvitationState::Expired => return Err(Error::Conflict("invitation_expired")),
        }
        if !given.await? {
            return Err(Error::Conflict("invitation_void"));
        }
        let owner = owner(tx, &self.address).await?;
        match (tx.actor().person(), account) {
            (Some(person), _) if owner == Some(person) => Ok((person, false)),
            (Some(_), _) => Err(Error::MayNot("other_account")),
            (None, _) if owner.is_some() => Err(Error::Conflict("sign_in_to_accept")),
            (None, Some(account)) => Ok((enter(tx, &self.email, account).await?, true)),
            (None, None) => Err(Error::Unauthenticated),
        }
    }

    /// Marks it used: it counts once, whoever comes at the same moment.
    ///
    /// # Errors
    /// [`Error::Conflict`] with `invitation_used` for whoever comes second.
    pub(crate) async fn used(&self, tx: &Tx, person: PersonId) -> Result<()> {
        let sql = "UPDATE invitation SET accepted_at = $2, accepted_by = $3 WHERE id = $1 AND accepted_at IS NULL \
                   AND withdrawn_at IS NULL";
        if execute_affecting(tx, sql, [self.id.0.into(), tx.now().into(), person.0.into()]).await? == 0 {
            return Err(Error::Conflict("invitation_used"));
        }
        Ok(())
    }
}

/// Who has the address.
async fn owner(db: &impl Db, address: &str) -> Result<Option<PersonId>> {
    #[derive(FromRow)]
    struct Owner {
        person_id: PersonId,
    }
    let sql = "SELECT person_id FROM person_email WHERE address = $1";
    Ok(row::<Owner>(db, sql, [address.into()]).await?.map(|owner| owner.person_id))
}

/// Makes an account for somebody new with the address that was invited.
async fn enter(tx: &Tx, email: &str, account: NewAccount) -> Result<PersonId> {
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
