//! The home group: those at home whom an organisation passes things on to. They have no account; the holder of a seat of
//! the organisation keeps the list, and nobody else reads it.

mod stop;

pub use stop::{StopLink, stop, stop_link};

use super::seat::VisibleSeat;
use crate::actor::Actor;
use crate::ids::{HomeGroupRecipientId, NetworkId, OrganisationId, SeatId};
use crate::people::person;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// The most recipients of one organisation in one network.
pub const MOST: i64 = 100;
/// The longest name.
const LONGEST_NAME: usize = 200;
/// The longest note.
const LONGEST_NOTE: usize = 500;

/// Somebody at home.
#[derive(Clone, Debug, FromRow)]
pub struct Recipient {
    /// Which.
    pub id: HomeGroupRecipientId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// How they said that they want this: when, where, to whom.
    pub consent: String,
}

/// The seat, where one keeps it.
async fn kept(db: &impl Db, actor: &Actor, id: SeatId) -> Result<VisibleSeat> {
    let seat = super::seat::visible(db, actor, id).await?;
    if seat.rights().keep { Ok(seat) } else { Err(Error::Forbidden) }
}

/// The home group of the seat's organisation in its network, by name.
///
/// # Errors
/// [`Error::NotFound`] where one sees no such seat, [`Error::Forbidden`] for anybody but who holds it.
pub async fn of_seat(db: &impl Db, actor: &Actor, id: SeatId) -> Result<Vec<Recipient>> {
    let seat = kept(db, actor, id).await?;
    let facts = seat.facts();
    let sql = "SELECT id, name, address, consent FROM home_group_recipient WHERE network_id = $1 \
               AND organisation_id = $2 AND ended_at IS NULL ORDER BY name_key, id LIMIT $3";
    rows(db, sql, [facts.network_id.0.into(), facts.organisation_id.0.into(), MOST.into()]).await
}

/// Somebody to add.
#[derive(Clone, Debug)]
pub struct NewRecipient {
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// How they said that they want this.
    pub consent: String,
}

/// Adds somebody at home.
///
/// # Errors
/// As [`of_seat`]; [`Error::Invalid`] for a name or address that can't be one, or no word of consent;
/// [`Error::Conflict`] for who is there already, or too many.
pub async fn add(tx: &Tx, id: SeatId, new: NewRecipient) -> Result<HomeGroupRecipientId> {
    let seat = kept(tx, tx.actor(), id).await?;
    let (name, consent) = (new.name.trim(), new.consent.trim());
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Error::invalid("/name", "length"));
    }
    let address = person::address(&new.address).map_err(|_| Error::invalid("/address", "not_an_address"))?;
    if consent.is_empty() {
        return Err(Error::invalid("/consent", "empty"));
    }
    if consent.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("/consent", "too_long"));
    }
    let facts = seat.facts();
    // one at a time in an organisation, so that nobody is there twice
    let lock = "UPDATE organisation SET name = name WHERE id = $1 RETURNING id";
    one(tx, lock, [facts.organisation_id.0.into()]).await?.ok_or(Error::NotFound)?;
    let there = of_seat(tx, tx.actor(), id).await?;
    if there.iter().any(|one| crate::sorting::fold(&one.address) == address) {
        return Err(Error::Conflict("recipient_already"));
    }
    if i64::try_from(there.len()).is_ok_and(|many| many >= MOST) {
        return Err(Error::Conflict("too_many_recipients"));
    }
    let made = insert(
        tx,
        facts.network_id,
        facts.organisation_id,
        NewRecipient { name: name.into(), address: new.address, consent: consent.into() },
    )
    .await?;
    crate::audit::note_in(tx, facts.network_id, "home_group_added", &facts.organisation_id.to_string(), "").await?;
    Ok(made)
}

/// Adds somebody at home: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn add_as(tx: &Tx, network: NetworkId, organisation: OrganisationId, new: NewRecipient) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    insert(tx, network, organisation, new).await.map(drop)
}

async fn insert(
    tx: &Tx,
    network: NetworkId,
    organisation: OrganisationId,
    new: NewRecipient,
) -> Result<HomeGroupRecipientId> {
    let made = HomeGroupRecipientId::at(tx.now());
    let sql = "INSERT INTO home_group_recipient (id, network_id, organisation_id, name, name_key, address, consent, \
               added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        made.0.into(),
        network.0.into(),
        organisation.0.into(),
        new.name.clone().into(),
        crate::sorting::sort_key(&new.name).into(),
        new.address.trim().into(),
        new.consent.into(),
        tx.actor().logged().into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    Ok(made)
}

/// Takes somebody away: nothing more is sent to them, and their name and address are forgotten.
///
/// # Errors
/// As [`of_seat`]; [`Error::NotFound`] where there is none in this home group.
pub async fn remove(tx: &Tx, id: SeatId, recipient: HomeGroupRecipientId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        id: HomeGroupRecipientId,
    }
    let seat = kept(tx, tx.actor(), id).await?;
    let facts = seat.facts();
    let sql = "SELECT id FROM home_group_recipient WHERE id = $1 AND network_id = $2 AND organisation_id = $3 \
               AND ended_at IS NULL";
    let values = [recipient.0.into(), facts.network_id.0.into(), facts.organisation_id.0.into()];
    let found: Row = row(tx, sql, values).await?.ok_or(Error::NotFound)?;
    if !forget(tx, found.id).await? {
        return Err(Error::NotFound);
    }
    crate::audit::note_in(tx, facts.network_id, "home_group_removed", &facts.organisation_id.to_string(), "").await
}

/// Ends it, and forgets who it was. False where that is done already.
async fn forget(tx: &Tx, id: HomeGroupRecipientId) -> Result<bool> {
    let sql = "UPDATE home_group_recipient SET ended_at = $2, name = '', name_key = '', address = '', consent = '' \
               WHERE id = $1 AND ended_at IS NULL";
    Ok(execute_affecting(tx, sql, [id.0.into(), tx.now().into()]).await? > 0)
}
