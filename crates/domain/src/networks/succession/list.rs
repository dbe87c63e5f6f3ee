//! Proposals as those see them who put and decide them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::ids::{DocumentId, NetworkId, PersonId, SeatId, SeatProposalId};
use crate::networks::seat::VisibleSeat;
use crate::store::{Db, FromRow, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most proposals of one seat, or open ones of a network, that are shown.
const MOST: i64 = 200;

words! {
    /// What has become of a proposal.
    ProposalState {
        /// It waits for a coordinator.
        Open = "open",
        /// It was confirmed: the successor has been invited.
        Confirmed = "confirmed",
        /// It was declined, with a reason.
        Declined = "declined",
        /// Its proposer took it back.
        Withdrawn = "withdrawn",
    }
}

/// A proposal.
#[derive(Clone, Debug, FromRow)]
pub struct Proposal {
    /// Which.
    pub id: SeatProposalId,
    /// For which seat.
    pub seat_id: SeatId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: SeatKind,
    /// Its organisation's name.
    pub organisation: String,
    /// Who is to take over.
    pub name: String,
    /// Their address.
    pub email: String,
    /// From this day.
    pub from_day: NaiveDate,
    /// The last day of whoever proposes.
    pub last_day: Option<NaiveDate>,
    /// Who appointed the successor.
    pub appointed_by: Option<String>,
    /// When.
    pub appointed_on: Option<NaiveDate>,
    /// The decision's reference.
    pub reference: Option<String>,
    /// The decision itself.
    pub document_id: Option<DocumentId>,
    /// Words to the coordinator.
    pub note: String,
    /// Who proposes.
    pub proposed_by: PersonId,
    /// Their name; none where the identity is protected.
    pub proposer: Option<String>,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Taken back when.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Decided when.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was declined.
    pub declined_reason: Option<String>,
}

impl Proposal {
    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> ProposalState {
        match (self.withdrawn_at, self.decided_at, &self.declined_reason) {
            (Some(_), ..) => ProposalState::Withdrawn,
            (None, None, _) => ProposalState::Open,
            (None, Some(_), Some(_)) => ProposalState::Declined,
            (None, Some(_), None) => ProposalState::Confirmed,
        }
    }
}

const COLUMNS: &str = "p.id, p.seat_id, s.title, s.kind, o.name AS organisation, p.name, p.email, p.from_day, \
    p.last_day, p.appointed_by, p.appointed_on, p.reference, p.document_id, p.note, p.proposed_by, \
    CASE WHEN q.protected THEN NULL ELSE q.name END AS proposer, p.proposed_at, p.withdrawn_at, p.decided_at, \
    p.declined_reason FROM seat_proposal p JOIN seat s ON s.id = p.seat_id \
    JOIN organisation o ON o.id = s.organisation_id JOIN person q ON q.id = p.proposed_by";

/// The proposals for a seat, the latest first: for its holder and whoever governs the network, none for anybody else.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_seat(db: &impl Db, seat: &VisibleSeat) -> Result<Vec<Proposal>> {
    if !seat.rights().keep && !seat.rights().invite {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT {COLUMNS} WHERE p.seat_id = $1 ORDER BY p.proposed_at DESC, p.id LIMIT $2");
    rows(db, &sql, [seat.facts().id.0.into(), MOST.into()]).await
}

/// The network's proposals that wait for a coordinator, the oldest first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn of_network(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<Vec<Proposal>> {
    crate::networks::network::readable(db, actor, network).await?;
    if !actor.may(network, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    let sql = format!(
        "SELECT {COLUMNS} WHERE s.network_id = $1 AND p.withdrawn_at IS NULL AND p.decided_at IS NULL \
         ORDER BY p.proposed_at, p.id LIMIT $2"
    );
    rows(db, &sql, [network.0.into(), MOST.into()]).await
}
