//! Coverage: which counties a network has somebody from, on a day. A county is represented where a member, not resting,
//! holds a seat; where only observers do it is on its way.

use chrono::NaiveDate;

use crate::Result;
use crate::access::ParticipationState;
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId};
use crate::networks::network;
use crate::networks::organisation::OrganisationKind;
use crate::networks::organisation::county::{COUNTIES, County};
use crate::store::{Db, FromRow, rows};
use crate::words::words;

words! {
    /// How far a county is represented.
    CountyState {
        /// By a member whose seat is held.
        Represented = "represented",
        /// By observers only, or by members nobody holds a seat for.
        OnTheWay = "on_the_way",
        /// By nobody.
        Missing = "missing",
    }
}

/// An organisation that takes part.
#[derive(Clone, Debug, FromRow)]
pub struct Taking {
    /// Which.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
    /// How it takes part.
    pub state: ParticipationState,
    /// Somebody holds a seat of it.
    pub held: bool,
}

/// A county, and who takes part from it.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Which.
    pub county: County,
    /// How far it is represented.
    pub state: CountyState,
    /// Who takes part from it.
    pub organisations: Vec<Taking>,
}

/// All counties with who takes part from them on that day, and those that take part from no county.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the network, [`crate::Error::Forbidden`] without the right to its
/// directory.
pub async fn on(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    day: NaiveDate,
) -> Result<(Vec<Covered>, Vec<Taking>)> {
    network::with_directory(db, actor, network).await?;
    let sql = "SELECT o.id AS organisation_id, o.name AS organisation, o.kind, o.county, p.state, \
               EXISTS (SELECT 1 FROM seat s JOIN seat_holding h ON h.seat_id = s.id WHERE s.network_id = p.network_id \
                 AND s.organisation_id = o.id AND h.role = 'holder' AND h.from_day <= $2 \
                 AND (h.to_day IS NULL OR h.to_day >= $2)) AS held \
               FROM participation p JOIN organisation o ON o.id = p.organisation_id WHERE p.network_id = $1 \
               AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) AND p.state <> 'ended' \
               ORDER BY o.sort_key, o.id LIMIT 2000";
    let all: Vec<Taking> = rows(db, sql, [network.0.into(), day.into()]).await?;
    let of = |county: &County| -> Vec<Taking> {
        all.iter().filter(|one| one.county.as_deref() == Some(county.name)).cloned().collect()
    };
    let counties = COUNTIES.iter().map(|county| {
        let organisations = of(county);
        Covered { county: *county, state: state(&organisations), organisations }
    });
    let elsewhere = all.iter().filter(|one| !COUNTIES.iter().any(|county| one.county.as_deref() == Some(county.name)));
    Ok((counties.collect(), elsewhere.cloned().collect()))
}

fn state(organisations: &[Taking]) -> CountyState {
    let taking = |one: &&Taking| one.state != ParticipationState::Queued;
    if organisations.iter().any(|one| one.state == ParticipationState::Member && one.held) {
        CountyState::Represented
    } else if organisations.iter().any(|one| taking(&one)) {
        CountyState::OnTheWay
    } else {
        CountyState::Missing
    }
}
