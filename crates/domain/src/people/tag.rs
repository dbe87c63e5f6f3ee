//! What a coordinator says of people in a network in a word or two, such as *barnrättsstrateg, omgång 8*.

use crate::access::NetworkRight;
use crate::audit::{self, Written};
use crate::event::Event;
use crate::ids::{NetworkId, PersonId, PersonTagId};
use crate::networks::network;
use crate::sorting::fold;
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// The longest tag.
const LONGEST: usize = 60;
/// The most that one person has in a network.
const MOST: usize = 10;

/// A tag of somebody.
#[derive(Clone, Debug, FromRow)]
pub struct PersonTag {
    /// Which.
    pub id: PersonTagId,
    /// In which network.
    pub network_id: NetworkId,
    /// Whose.
    pub person_id: PersonId,
    /// What it says.
    pub tag: String,
}

/// Gives somebody of the network a tag.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::NotFoundIn`] for somebody who has no part in it,
/// [`Error::Forbidden`] for anybody but its coordinators, [`Error::Conflict`] for one they have or too many, or in a closed network,
/// [`Error::Invalid`] for one that is empty or too long.
pub async fn give(tx: &Tx, network: NetworkId, person: PersonId, tag: &str) -> Result<PersonTagId> {
    network::readable(tx, tx.actor(), network).await?;
    if !super::directory::seen(tx, tx.actor(), person, Some(network), tx.today()).await? {
        return Err(Error::NotFoundIn("/person_id"));
    }
    may_tag(tx, network)?;
    network::still_open(tx, network).await?;
    let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
    if tag.is_empty() || tag.chars().count() > LONGEST {
        return Err(Error::invalid("/tag", "length"));
    }
    // one at a time, so that ten stay ten
    let lock = "UPDATE person SET protected = protected WHERE id = $1 RETURNING id";
    one(tx, lock, [person.0.into()]).await?.ok_or(Error::NotFoundIn("/person_id"))?;
    let has = of_people(tx, network, [person]).await?;
    if has.iter().any(|one| fold(&one.tag) == fold(&tag)) {
        return Err(Error::Conflict("tagged_already"));
    }
    if has.len() >= MOST {
        return Err(Error::Conflict("too_many_tags"));
    }
    let id = PersonTagId::at(tx.now());
    let sql = "INSERT INTO person_tag (id, network_id, person_id, tag, tag_folded, given_by, given_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        id.0.into(),
        network.0.into(),
        person.0.into(),
        tag.clone().into(),
        fold(&tag).into(),
        tx.actor().logged().into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(network, Event::PersonChanged { person });
    audit::note_written(tx, network, Written::TagGiven, &person.to_string(), &tag).await?;
    Ok(id)
}

/// Takes a tag away.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] for anybody but the network's coordinators.
pub async fn take(tx: &Tx, id: PersonTagId) -> Result<()> {
    let sql = "SELECT id, network_id, person_id, tag FROM person_tag WHERE id = $1 AND taken_at IS NULL";
    let found: PersonTag = row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !tx.actor().may(found.network_id, NetworkRight::ReadDirectory) {
        return Err(Error::NotFound);
    }
    may_tag(tx, found.network_id)?;
    let sql = "UPDATE person_tag SET taken_at = $2, taken_by = $3 WHERE id = $1 AND taken_at IS NULL";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into(), tx.actor().logged().into()]).await? == 0 {
        return Err(Error::NotFound);
    }
    tx.record(found.network_id, Event::PersonChanged { person: found.person_id });
    audit::note_written(tx, found.network_id, Written::TagTaken, &found.person_id.to_string(), &found.tag).await
}

fn may_tag(tx: &Tx, network: NetworkId) -> Result<()> {
    if tx.actor().may(network, NetworkRight::WriteDirectory) { Ok(()) } else { Err(Error::Forbidden) }
}

/// The tags of people in a network. The caller has checked that the actor reads its directory.
pub(super) async fn of_people(
    db: &impl Db,
    network: NetworkId,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<PersonTag>> {
    let sql = format!(
        "SELECT id, network_id, person_id, tag FROM person_tag WHERE network_id = $1 AND taken_at IS NULL \
         AND person_id IN {} ORDER BY tag_folded, id",
        Ids::sql(db, "$2")
    );
    rows(db, &sql, [network.0.into(), Ids::value(people.into_iter().map(|id| id.0))]).await
}
