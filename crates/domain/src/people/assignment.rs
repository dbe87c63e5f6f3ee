//! Assignments: coordinators, working-group members and administrators, from a day to a day.

use chrono::NaiveDate;
use sea_orm::FromQueryResult;

use crate::actor::Actor;
use crate::event::{Event, StreamId};
use crate::ids::{AssignmentId, NetworkId, PersonId};
use crate::rooms::room;
use crate::store::{Tx, execute, row};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What somebody is assigned as.
    AssignmentRole {
        /// Runs the network.
        Coordinator = "coordinator",
        /// In *Arbetsgruppen*.
        WorkingGroup = "working_group",
        /// Runs the installation.
        Administrator = "administrator",
    }
}

/// Assigns a person, from `from` on.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn assign(
    tx: &Tx,
    person: PersonId,
    network: Option<NetworkId>,
    role: AssignmentRole,
    from: NaiveDate,
) -> Result<AssignmentId> {
    may_administer(tx.actor())?;
    let id = AssignmentId::at(tx.now());
    let sql = "INSERT INTO assignment (id, person_id, network_id, role, from_day, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6)";
    let values =
        [id.0.into(), person.0.into(), network.map(|n| n.0).into(), role.word().into(), from.into(), tx.now().into()];
    execute(tx, sql, values).await?;
    tx.access_changed().await?;
    let stream = network.map_or(StreamId::INSTALLATION, StreamId::from);
    tx.record(stream, Event::AssignmentChanged { person });
    tx.record(person, Event::AudienceChanged { person: Some(person) });
    Ok(id)
}

/// Ends an assignment: `last` is the last day it counts.
///
/// # Errors
/// [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but the installation or an administrator.
pub async fn end(tx: &Tx, id: AssignmentId, last: NaiveDate) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Row {
        person_id: PersonId,
        network_id: Option<NetworkId>,
    }
    may_administer(tx.actor())?;
    let sql = "UPDATE assignment SET to_day = $2 WHERE id = $1 RETURNING person_id, network_id";
    let ended: Row = row(tx, sql, [id.0.into(), last.into()]).await?.ok_or(Error::NotFound)?;
    tx.access_changed().await?;
    let person = ended.person_id;
    tx.record(ended.network_id.map_or(StreamId::INSTALLATION, StreamId::from), Event::AssignmentChanged { person });
    match ended.network_id {
        Some(network) => room::narrowed(tx, network, Some(person)).await,
        None => {
            tx.record(person, Event::AudienceChanged { person: Some(person) });
            Ok(())
        }
    }
}

/// Only the installation itself and its administrators.
pub(crate) fn may_administer(actor: &Actor) -> Result<()> {
    match actor {
        Actor::System => Ok(()),
        Actor::Person { access, .. } if access.administrator() => Ok(()),
        Actor::Anonymous(_) => Err(Error::Unauthenticated),
        Actor::Person { .. } | Actor::Link { .. } => Err(Error::Forbidden),
    }
}
