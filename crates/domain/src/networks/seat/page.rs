//! One seat, looked at: what it is, and everybody who has held it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::HoldingRole;
use crate::access::{NetworkRight, SeatKind, SeatRights, seat_rights};
use crate::actor::Actor;
use crate::clock::day_of;
use crate::ids::{DocumentId, NetworkId, OrganisationId, PersonId, SeatHoldingId, SeatId};
use crate::networks::invitation;
use crate::store::{Db, FromRow, one, row, rows};
use crate::{Error, Result};

/// The most holdings of one seat that are shown.
const MOST: i64 = 200;

/// A seat's row, with its organisation's name.
#[derive(Clone, Debug, FromRow)]
pub struct SeatFacts {
    /// Which.
    pub id: SeatId,
    /// In which network.
    pub network_id: NetworkId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub mandate: String,
    /// Its last day, where one is set.
    pub to_day: Option<NaiveDate>,
    /// Goes up with every change of its words.
    pub revision: i64,
}

/// A seat one sees in the directory.
#[derive(Clone, Debug)]
pub struct VisibleSeat {
    facts: SeatFacts,
    rights: SeatRights,
}

impl VisibleSeat {
    /// What it is.
    #[must_use]
    pub fn facts(&self) -> &SeatFacts {
        &self.facts
    }

    /// What the actor may do with it.
    #[must_use]
    pub fn rights(&self) -> SeatRights {
        self.rights
    }
}

/// A seat in a network whose directory one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn visible(db: &impl Db, actor: &Actor, id: SeatId) -> Result<VisibleSeat> {
    let sql = "SELECT s.id, s.network_id, s.organisation_id, o.name AS organisation, s.kind, s.title, s.mandate, \
               s.to_day, s.revision FROM seat s JOIN organisation o ON o.id = s.organisation_id WHERE s.id = $1";
    let facts: SeatFacts = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !actor.may(facts.network_id, NetworkRight::ReadDirectory) {
        return Err(Error::NotFound);
    }
    let holds = actor.access().is_some_and(|access| access.standings.iter().any(|one| one.holds(id)));
    let rights = seat_rights(|right| actor.may(facts.network_id, right), holds);
    Ok(VisibleSeat { facts, rights })
}

/// Somebody's holding of a seat, past, current or to come.
#[derive(Clone, Debug, FromRow)]
pub struct SeatHolding {
    /// Which.
    pub id: SeatHoldingId,
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// From this day.
    pub from_day: NaiveDate,
    /// To this day, included; none while open.
    pub to_day: Option<NaiveDate>,
    /// Who appointed them.
    pub appointed_by: Option<String>,
    /// When.
    pub appointed_on: Option<NaiveDate>,
    /// The decision's reference.
    pub reference: Option<String>,
    /// The decision itself.
    pub document_id: Option<DocumentId>,
}

/// Everybody who holds, held or will hold the seat, the latest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn holdings(db: &impl Db, seat: &VisibleSeat) -> Result<Vec<SeatHolding>> {
    let sql = "SELECT h.id, h.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS name, h.role, h.from_day, \
               h.to_day, h.appointed_by, h.appointed_on, h.reference, h.document_id FROM seat_holding h \
               JOIN person p ON p.id = h.person_id WHERE h.seat_id = $1 \
               ORDER BY h.to_day IS NOT NULL, h.to_day DESC, h.from_day DESC, h.id LIMIT $2";
    rows(db, sql, [seat.facts.id.0.into(), MOST.into()]).await
}

/// Whether somebody has been invited to hold the seat.
///
/// # Errors
/// When the database can't be reached.
pub async fn is_invited(db: &impl Db, seat: SeatId, now: DateTime<Utc>) -> Result<bool> {
    let sql = format!(
        "SELECT i.id FROM invitation i WHERE i.seat_id = $1 AND i.role = 'holder' AND {} LIMIT 1",
        invitation::waits("i", "$2", "$3")
    );
    Ok(one(db, &sql, [seat.0.into(), now.into(), day_of(now).into()]).await?.is_some())
}

/// The mail hosts of those who hold or held seats of the organisation in the network: an invitation to another is worth
/// a second look.
///
/// # Errors
/// When the database can't be reached.
pub async fn mail_hosts(db: &impl Db, network: NetworkId, organisation: OrganisationId) -> Result<BTreeSet<String>> {
    #[derive(FromRow)]
    struct Row {
        address: String,
    }
    let sql = "SELECT DISTINCT e.address FROM person_email e JOIN seat_holding h ON h.person_id = e.person_id \
               JOIN seat s ON s.id = h.seat_id WHERE s.network_id = $1 AND s.organisation_id = $2 LIMIT 500";
    let found: Vec<Row> = rows(db, sql, [network.0.into(), organisation.0.into()]).await?;
    Ok(found.iter().filter_map(|row| row.address.split_once('@')).map(|(_, host)| host.to_owned()).collect())
}
