//! Who could read this room on that day, and why: for the coordinators of its network.

use chrono::NaiveDate;

use crate::access::{self, Audience, NetworkRight, Standing};
use crate::actor::Actor;
use crate::ids::{OrganisationId, PersonId, RoomId};
use crate::networks::organisation::keep::name_on;
use crate::rooms::room;
use crate::store::{Db, FromRow, Ids, rows};
use crate::{Error, Result};

/// Where a person with a protected identity stands in an order by name.
const PROTECTED: &str = "representant";

/// Who could read a room on a day.
#[derive(Clone, Debug)]
pub struct ReadOn {
    /// Whom the room was for at some time of that day; none before there was a room.
    pub audiences: Vec<Audience>,
    /// How many people could read it through something in the network.
    pub people: usize,
    /// Some of them, in Swedish order.
    pub readers: Vec<Reader>,
    /// The organisations their standings are for.
    pub organisations: Vec<(OrganisationId, String)>,
}

/// Somebody who could read a room.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// Their place in Swedish order.
    pub sort_key: String,
    /// Each standing that let them.
    pub grounds: Vec<Standing>,
}

/// Who could read the room at some time of `day`, after `cursor`.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::NotFound`] where one does not see the room, [`Error::Forbidden`] for anybody but
/// a coordinator of its network, [`Error::Invalid`] for a day to come.
pub async fn readers_on(
    db: &impl Db,
    actor: &Actor,
    id: RoomId,
    (day, today): (NaiveDate, NaiveDate),
    cursor: Option<(String, PersonId)>,
    limit: usize,
) -> Result<ReadOn> {
    #[derive(FromRow)]
    struct Person {
        id: PersonId,
        name: Option<String>,
        sort_key: String,
    }
    #[derive(FromRow)]
    struct Organisation {
        id: OrganisationId,
        name: String,
    }
    actor.signed_in()?;
    let network = room::readable(db, actor, id).await?.room().network_id.ok_or(Error::Forbidden)?;
    if !actor.may(network, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    if day > today {
        return Err(Error::invalid("/on", "in_the_future"));
    }
    let mut found = access::readers_on(db, network, id, day).await?;
    let sql = format!(
        "SELECT id, CASE WHEN protected THEN NULL ELSE name END AS name, \
         CASE WHEN protected THEN '{PROTECTED}' ELSE sort_key END AS sort_key FROM person WHERE id IN {}",
        Ids::sql(db, "$1")
    );
    let mut people: Vec<Person> = rows(db, &sql, [Ids::value(found.people.keys().map(|id| id.0))]).await?;
    people.sort_by(|a, b| (&a.sort_key, a.id).cmp(&(&b.sort_key, b.id)));
    let count = people.len();
    let after = |person: &Person| cursor.as_ref().is_none_or(|(key, id)| (&person.sort_key, person.id) > (key, *id));
    let readers: Vec<Reader> = people
        .into_iter()
        .filter(after)
        .take(limit)
        .map(|Person { id, name, sort_key }| {
            let grounds = found.people.remove(&id).unwrap_or_default();
            Reader { id, name, sort_key, grounds }
        })
        .collect();
    let named = readers.iter().flat_map(|one| &one.grounds).filter_map(|ground| ground.organisation.map(|id| id.0));
    // as they were called then
    let sql =
        format!("SELECT o.id, {} AS name FROM organisation o WHERE o.id IN {}", name_on("$2"), Ids::sql(db, "$1"));
    let organisations: Vec<Organisation> = rows(db, &sql, [Ids::value(named), day.into()]).await?;
    let organisations = organisations.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(ReadOn { audiences: found.audiences, people: count, readers, organisations })
}
