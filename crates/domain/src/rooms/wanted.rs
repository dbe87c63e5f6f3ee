//! Who a room is wanted for, as whoever makes it chooses: an audience in words, named organisations, or a group of people
//! by their seats.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::access::{Audience, NetworkRight};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId, RoomId, SeatHoldingId, SeatId};
use crate::networks::network;
use crate::rooms::audience::{self, PersonLine};
use crate::rooms::room;
use crate::store::{Db, FromRow, Ids, rows};
use crate::{Error, Result};

/// The most organisations, or members of a group, that are chosen.
const MOST: usize = 400;
/// How many are named before one saves.
const NAMED: i64 = 100;

/// Somebody chosen for a group: a person, by a seat of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// The seat.
    pub seat: SeatId,
    /// Who has it.
    pub person: PersonId,
}

/// What somebody has chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The audience.
    pub audience: Audience,
    /// The organisations of one of named organisations.
    pub organisations: Vec<OrganisationId>,
    /// The members of a named group.
    pub members: Vec<Chosen>,
}

/// A member of a group who has the seat today.
#[derive(Clone, Copy, Debug, FromRow)]
pub(crate) struct Held {
    pub(crate) holding: SeatHoldingId,
    pub(crate) seat: SeatId,
    pub(crate) person: PersonId,
}

/// Who a room is wanted for, looked up.
#[derive(Clone, Debug)]
pub(crate) enum Wanted {
    /// Everybody of such a standing.
    All(Audience),
    /// The seats of these organisations.
    Organisations(Vec<OrganisationId>),
    /// These people.
    Group(Vec<Held>),
}

impl Wanted {
    pub(crate) fn audience(&self) -> Audience {
        match self {
            Self::All(audience) => *audience,
            Self::Organisations(_) => Audience::Organisations,
            Self::Group(_) => Audience::NamedGroup,
        }
    }
}

impl Choice {
    /// What is wanted: organisations that take part in the network, people who have their seats in it today.
    pub(crate) async fn looked_up(self, db: &impl Db, network: NetworkId, today: NaiveDate) -> Result<Wanted> {
        match self.audience {
            Audience::WholeNetwork
            | Audience::Members
            | Audience::Officials
            | Audience::Elected
            | Audience::Observers => Ok(Wanted::All(self.audience)),
            Audience::Organisations => {
                taking_part(db, network, self.organisations, today).await.map(Wanted::Organisations)
            }
            Audience::NamedGroup => holding(db, network, &self.members, today).await.map(Wanted::Group),
            // these come with a network, a meeting or a direct conversation, and one of each is enough
            Audience::WorkingGroup
            | Audience::Coordination
            | Audience::Public
            | Audience::Planning
            | Audience::Direct => Err(Error::invalid("/audience", "not_to_choose")),
        }
    }
}

fn bounded(pointer: &'static str, count: usize) -> Result<()> {
    match count {
        0 => Err(Error::invalid(pointer, "empty")),
        1..=MOST => Ok(()),
        _ => Err(Error::invalid(pointer, "too_many")),
    }
}

async fn taking_part(
    db: &impl Db,
    network: NetworkId,
    chosen: Vec<OrganisationId>,
    today: NaiveDate,
) -> Result<Vec<OrganisationId>> {
    #[derive(FromRow)]
    struct Row {
        organisation_id: OrganisationId,
    }
    bounded("/organisation_ids", chosen.len())?;
    let sql = format!(
        "SELECT DISTINCT organisation_id FROM participation WHERE network_id = $1 AND from_day <= $2 \
         AND (to_day IS NULL OR to_day >= $2) AND state IN ('observer', 'member', 'resting') \
         AND organisation_id IN {} ORDER BY organisation_id",
        Ids::sql(db, "$3")
    );
    let values = [network.0.into(), today.into(), Ids::value(chosen.iter().map(|id| id.0))];
    let found: Vec<Row> = rows(db, &sql, values).await?;
    let known: HashSet<_> = found.iter().map(|row| row.organisation_id).collect();
    if chosen.iter().any(|id| !known.contains(id)) {
        return Err(Error::NotFoundIn("/organisation_ids"));
    }
    Ok(found.into_iter().map(|row| row.organisation_id).collect())
}

pub(super) async fn holding(
    db: &impl Db,
    network: NetworkId,
    chosen: &[Chosen],
    today: NaiveDate,
) -> Result<Vec<Held>> {
    bounded("/members", chosen.len())?;
    let sql = format!(
        "SELECT h.id AS holding, h.seat_id AS seat, h.person_id AS person FROM seat_holding h \
         JOIN seat s ON s.id = h.seat_id JOIN participation p ON p.network_id = s.network_id \
         AND p.organisation_id = s.organisation_id AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
         WHERE s.network_id = $1 AND (s.to_day IS NULL OR s.to_day >= $2) AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2) \
         AND p.state IN ('observer', 'member', 'resting') AND h.person_id IN {} ORDER BY h.id",
        Ids::sql(db, "$3")
    );
    let values = [network.0.into(), today.into(), Ids::value(chosen.iter().map(|one| one.person.0))];
    let found: Vec<Held> = rows(db, &sql, values).await?;
    let known: HashMap<Chosen, Held> =
        found.into_iter().map(|held| (Chosen { seat: held.seat, person: held.person }, held)).collect();
    let wanted: HashSet<Chosen> = chosen.iter().copied().collect();
    wanted.into_iter().map(|one| known.get(&one).copied().ok_or(Error::NotFoundIn("/members"))).collect()
}

/// Who would read a room.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The audience.
    pub audience: Audience,
    /// How many people.
    pub people: i64,
    /// The first of them, by name.
    pub named: Vec<PersonLine>,
}

/// Who would read a room for those who are chosen, before it is made; or one that is there, were it for them.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it,
/// [`Error::NotFoundIn`] and [`Error::Invalid`] for a choice that can't be.
pub async fn outlook(
    db: &impl Db,
    actor: &Actor,
    (network, room): (NetworkId, Option<RoomId>),
    choice: Choice,
    today: NaiveDate,
) -> Result<Outlook> {
    network::readable(db, actor, network).await?;
    if !actor.may(network, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    if let Some(room) = room {
        let found = room::readable(db, actor, room).await.map_err(|_| Error::NotFoundIn("/room_id"))?;
        if found.room().network_id != Some(network) {
            return Err(Error::NotFoundIn("/room_id"));
        }
    }
    let wanted = choice.looked_up(db, network, today).await?;
    let (people, named) = audience::outlook(db, (network, room), &wanted, today, NAMED).await?;
    Ok(Outlook { audience: wanted.audience(), people, named })
}
