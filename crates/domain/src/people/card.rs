//! Somebody, as those see them who share a network with them.

use chrono::{DateTime, NaiveDate, Utc};

use super::profile::ShownTo;
use super::tag::{self, PersonTag};
use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatId};
use crate::networks::participation;
use crate::networks::seat::HoldingRole;
use crate::people::assignment::{self, AssignmentRole};
use crate::store::{Db, FromRow, Ids, row, rows};
use crate::{Error, Result};

/// Somebody.
#[derive(Clone, Debug)]
pub struct Card {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// When they put their picture; none without.
    pub portrait: Option<DateTime<Utc>>,
    /// What they hold in the networks one shares with them.
    pub seats: Vec<CardSeat>,
    /// What else they do there.
    pub roles: Vec<CardRole>,
    /// What they work with.
    pub task: Option<String>,
    /// What one may ask them about.
    pub ask_about: Option<String>,
    /// A number to call.
    pub phone: Option<String>,
    /// An address to write to.
    pub email: Option<String>,
    /// What coordinators say of them.
    pub tags: Vec<PersonTag>,
    /// The networks in which one may give them a tag.
    pub may_tag: Vec<NetworkId>,
}

/// A seat somebody has.
#[derive(Clone, Debug, FromRow)]
pub struct CardSeat {
    /// Which.
    pub seat_id: SeatId,
    /// In which network.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// For which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// What kind of seat.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// As holder or deputy.
    pub role: HoldingRole,
}

/// Something somebody is assigned as.
#[derive(Clone, Debug, FromRow)]
pub struct CardRole {
    /// In which network.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// As what.
    pub role: AssignmentRole,
    /// To which day, where one is set.
    pub to_day: Option<NaiveDate>,
}

/// Somebody one shares a network with.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::NotFound`] for anybody else.
pub async fn of(db: &impl Db, actor: &Actor, id: PersonId, today: NaiveDate) -> Result<Card> {
    #[derive(FromRow)]
    struct Row {
        name: String,
        protected: bool,
        email: Option<String>,
        task: Option<String>,
        task_seen: Option<ShownTo>,
        ask_about: Option<String>,
        ask_about_seen: Option<ShownTo>,
        phone: Option<String>,
        phone_seen: Option<ShownTo>,
        email_seen: Option<ShownTo>,
        portrait: Option<DateTime<Utc>>,
    }
    actor.signed_in()?;
    let access = actor.own_access()?;
    let mut networks: Vec<NetworkId> = access.standings.iter().filter_map(|standing| standing.network).collect();
    networks.sort_unstable();
    networks.dedup();
    networks.retain(|network| access.may(*network, NetworkRight::ReadDirectory));
    let ids = || Ids::value(networks.iter().map(|network| network.0));
    let sql = format!(
        "SELECT s.id AS seat_id, s.network_id, n.name AS network, s.organisation_id, o.name AS organisation, s.kind, \
         s.title, h.role FROM seat_holding h JOIN seat s ON s.id = h.seat_id JOIN network n ON n.id = s.network_id \
         JOIN organisation o ON o.id = s.organisation_id WHERE h.person_id = $1 AND s.network_id IN {} \
         AND h.from_day <= $3 AND (h.to_day IS NULL OR h.to_day >= $3) AND {} \
         ORDER BY n.sort_key, o.sort_key, s.id LIMIT 50",
        Ids::sql(db, "$2"),
        participation::seat_gives("s", "$3")
    );
    let seats: Vec<CardSeat> = rows(db, &sql, [id.0.into(), ids(), today.into()]).await?;
    let sql = format!(
        "SELECT a.network_id, n.name AS network, a.role, a.to_day FROM assignment a JOIN network n ON n.id = a.network_id \
         WHERE a.person_id = $1 AND a.network_id IN {} AND a.from_day <= $2 AND (a.to_day IS NULL OR a.to_day >= $2) \
         AND {} ORDER BY n.sort_key, a.role LIMIT 50",
        Ids::sql(db, "$3"),
        assignment::stands()
    );
    let roles: Vec<CardRole> = rows(db, &sql, [id.0.into(), today.into(), ids()]).await?;
    // what one is besides falls with the seat, but a coordinator needs none
    let seated = |network| seats.iter().any(|seat| seat.network_id == network);
    let holds = |role: &CardRole| role.role == AssignmentRole::Coordinator || seated(role.network_id);
    let roles: Vec<CardRole> = roles.into_iter().filter(holds).collect();
    if seats.is_empty() && roles.is_empty() {
        return Err(Error::NotFound);
    }
    let sql = "SELECT p.name, p.protected, e.shown AS email, f.task, f.task_seen, f.ask_about, f.ask_about_seen, f.phone, \
               f.phone_seen, f.email_seen, r.changed_at AS portrait FROM person p \
               LEFT JOIN person_email e ON e.person_id = p.id AND e.is_primary \
               LEFT JOIN profile f ON f.person_id = p.id LEFT JOIN portrait r ON r.person_id = p.id WHERE p.id = $1 AND p.suspended_at IS NULL";
    let found: Row = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let mut shared: Vec<NetworkId> = seats.iter().map(|seat| seat.network_id).collect();
    shared.extend(roles.iter().map(|role| role.network_id));
    shared.sort_unstable();
    shared.dedup();
    let coordinates: Vec<NetworkId> =
        shared.iter().copied().filter(|network| access.may(*network, NetworkRight::WriteDirectory)).collect();
    let shown = |text: Option<String>, seen: Option<ShownTo>| {
        let seen = match seen {
            _ if found.protected => false,
            Some(ShownTo::Network) => true,
            Some(ShownTo::Coordinators) => !coordinates.is_empty(),
            Some(ShownTo::Nobody) | None => false,
        };
        text.filter(|text| seen && !text.is_empty())
    };
    let mut tags = Vec::new();
    if !found.protected {
        for network in &shared {
            tags.extend(tag::of_people(db, *network, [id]).await?);
        }
    }
    Ok(Card {
        id,
        task: shown(found.task, found.task_seen),
        ask_about: shown(found.ask_about, found.ask_about_seen),
        phone: shown(found.phone, found.phone_seen),
        email: shown(found.email, found.email_seen),
        name: Some(found.name).filter(|_| !found.protected),
        portrait: found.portrait.filter(|_| !found.protected),
        seats,
        roles,
        tags,
        may_tag: if found.protected { Vec::new() } else { coordinates },
    })
}
