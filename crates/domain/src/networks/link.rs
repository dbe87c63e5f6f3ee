//! Linked networks: two that pass things on to one another. The coordinators of one propose it, those of the other accept,
//! and either ends it. That they are linked is for those to know who read their directories; of what is in the other
//! network nothing is.

use chrono::{DateTime, Utc};

use super::governing;
use super::network;
use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{NetworkId, NetworkLinkId, PersonId};
use crate::store::{Db, FromRow, Ids, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// The most networks that one is linked with.
const MOST: i64 = 100;

/// A link of a network, as seen from there.
#[derive(Clone, Debug, FromRow)]
pub struct Link {
    /// Its id.
    pub id: NetworkLinkId,
    /// The other network.
    pub network_id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The other network is closed: nothing is passed on to it.
    pub closed: bool,
    /// It was proposed from here.
    pub proposed_here: bool,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Accepted when; none while it waits for that.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// The network's links: all of them for those who govern it, the accepted ones for whoever reads its directory.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Vec<Link>> {
    network::with_directory(db, actor, id).await?;
    let mut links = all(db, id).await?;
    let governs = actor.may(id, NetworkRight::Govern);
    links.retain(|link| governs || link.accepted_at.is_some());
    Ok(links)
}

async fn all(db: &impl Db, id: NetworkId) -> Result<Vec<Link>> {
    let sql = format!(
        "SELECT l.id, n.id AS network_id, n.slug, n.name, n.closed_at IS NOT NULL AS closed, \
         l.network_id = $1 AS proposed_here, l.proposed_at, l.accepted_at FROM network_link l JOIN network n \
         ON n.id = CASE WHEN l.network_id = $1 THEN l.other_id ELSE l.network_id END \
         WHERE (l.network_id = $1 OR l.other_id = $1) AND l.ended_at IS NULL \
         ORDER BY l.accepted_at IS NULL, n.sort_key, n.id LIMIT {MOST}"
    );
    rows(db, &sql, [id.0.into()]).await
}

/// The other network of a link in force, seen from `from`; none where they are not linked so.
pub(crate) async fn reaches(db: &impl Db, link: NetworkLinkId, from: NetworkId) -> Result<Option<Link>> {
    Ok(all(db, from).await?.into_iter().find(|one| one.id == link && one.accepted_at.is_some()))
}

/// Proposes to the network of that slug to be linked with this one.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it,
/// [`Error::NotFoundIn`] for a slug of no open network, [`Error::Invalid`] for its own, [`Error::Conflict`] where the two
/// are linked already, or about to be, or this one is closed.
pub async fn propose(tx: &Tx, id: NetworkId, slug: &str) -> Result<NetworkLinkId> {
    #[derive(FromRow)]
    struct Other {
        id: NetworkId,
    }
    governing::governed(tx, tx.actor(), id).await?;
    let by = tx.actor().signed_in()?;
    network::still_open(tx, id).await?;
    let sql = "SELECT id FROM network WHERE slug = $1 AND closed_at IS NULL";
    let found: Option<Other> = row(tx, sql, [slug.trim().into()]).await?;
    let other = found.ok_or(Error::NotFoundIn("/slug"))?.id;
    if other == id {
        return Err(Error::invalid("/slug", "own_network"));
    }
    // both at once from either side: one after the other
    execute(tx, "UPDATE network SET revision = revision WHERE id = $1", [id.min(other).0.into()]).await?;
    let sql = "SELECT id FROM network_link WHERE ended_at IS NULL \
               AND ((network_id = $1 AND other_id = $2) OR (network_id = $2 AND other_id = $1)) LIMIT 1";
    if one(tx, sql, [id.0.into(), other.0.into()]).await?.is_some() {
        return Err(Error::Conflict("already_linked"));
    }
    let link = NetworkLinkId::at(tx.now());
    let sql = "INSERT INTO network_link (id, network_id, other_id, proposed_by, proposed_at) \
               VALUES ($1, $2, $3, $4, $5)";
    execute(tx, sql, [link.0.into(), id.0.into(), other.0.into(), by.0.into(), tx.now().into()]).await?;
    told(tx, (id, other), "network_link_proposed", link).await?;
    Ok(link)
}

#[derive(FromRow)]
struct Row {
    network_id: NetworkId,
    other_id: NetworkId,
    accepted_at: Option<DateTime<Utc>>,
}

/// A link that has not ended, held until the command is committed, of which one governs either side.
async fn governed(tx: &Tx, id: NetworkLinkId) -> Result<Row> {
    let sql = "UPDATE network_link SET proposed_at = proposed_at WHERE id = $1 AND ended_at IS NULL \
               RETURNING network_id, other_id, accepted_at";
    let link: Row = row(tx, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let governs = |network| tx.actor().may(network, NetworkRight::Govern);
    let reads = |network| tx.actor().may(network, NetworkRight::ReadDirectory);
    if governs(link.network_id) || governs(link.other_id) {
        return Ok(link);
    }
    // whoever reads a directory sees the accepted links of its network
    let seen = link.accepted_at.is_some() && (reads(link.network_id) || reads(link.other_id));
    Err(if seen { Error::Forbidden } else { Error::NotFound })
}

/// Accepts a proposed link. Done twice it is done once.
///
/// # Errors
/// [`Error::NotFound`] where there is none that one sees, [`Error::Forbidden`] for those who proposed it, and without the
/// right to govern, [`Error::Conflict`] where one of the two networks has been closed.
pub async fn accept(tx: &Tx, id: NetworkLinkId) -> Result<()> {
    let link = governed(tx, id).await?;
    let by = tx.actor().signed_in()?;
    if !tx.actor().may(link.other_id, NetworkRight::Govern) {
        return Err(Error::Forbidden);
    }
    if link.accepted_at.is_some() {
        return Ok(());
    }
    network::still_open(tx, link.other_id).await?;
    network::still_open(tx, link.network_id).await?;
    let sql = "UPDATE network_link SET accepted_by = $2, accepted_at = $3 WHERE id = $1";
    execute(tx, sql, [id.0.into(), by.0.into(), tx.now().into()]).await?;
    told(tx, (link.network_id, link.other_id), "network_link_accepted", id).await
}

/// Ends a link, or takes a proposal back or turns it down. What has been passed on stays where it is.
///
/// # Errors
/// [`Error::NotFound`] where there is none that one sees, [`Error::Forbidden`] without the right to govern either network.
pub async fn end(tx: &Tx, id: NetworkLinkId) -> Result<()> {
    let link = governed(tx, id).await?;
    let by = tx.actor().signed_in()?;
    let sql = "UPDATE network_link SET ended_by = $2, ended_at = $3 WHERE id = $1";
    execute(tx, sql, [id.0.into(), by.0.into(), tx.now().into()]).await?;
    told(tx, (link.network_id, link.other_id), "network_link_ended", id).await
}

/// A link at a time gone by, accepted or still waiting for that: demo data. Both sides by the same person.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn lay(
    tx: &Tx,
    (from, to): (NetworkId, NetworkId),
    by: PersonId,
    at: DateTime<Utc>,
    accepted: bool,
) -> Result<NetworkLinkId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let id = NetworkLinkId::at(at);
    let sql = "INSERT INTO network_link (id, network_id, other_id, proposed_by, proposed_at, accepted_by, accepted_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        id.0.into(),
        from.0.into(),
        to.0.into(),
        by.0.into(),
        at.into(),
        accepted.then_some(by.0).into(),
        accepted.then_some(at).into(),
    ];
    execute(tx, sql, values).await?;
    Ok(id)
}

/// In the log of both networks, and for whoever has them open.
async fn told(tx: &Tx, (one, other): (NetworkId, NetworkId), act: &str, link: NetworkLinkId) -> Result<()> {
    for network in [one, other] {
        tx.record(network, Event::NetworkChanged { network });
        crate::audit::note_in(tx, network, act, &link.to_string(), "").await?;
    }
    Ok(())
}

/// The links proposed to the networks that wait for an answer.
pub(crate) async fn waiting_in(db: &impl Db, networks: &[NetworkId], most: i64) -> Result<Vec<Waiting>> {
    let sql = format!(
        "SELECT l.id, l.other_id AS network_id, n.name, l.proposed_at FROM network_link l \
         JOIN network n ON n.id = l.network_id WHERE l.other_id IN {} AND l.accepted_at IS NULL AND l.ended_at IS NULL \
         ORDER BY l.proposed_at, l.id LIMIT $2",
        Ids::sql(db, "$1")
    );
    let ids = Ids::value(networks.iter().map(|id| id.0));
    rows(db, &sql, [ids, most.into()]).await
}

/// A link that waits for an answer.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Waiting {
    pub(crate) id: NetworkLinkId,
    /// The network whose coordinators answer.
    pub(crate) network_id: NetworkId,
    /// The name of the one that proposes.
    pub(crate) name: String,
    pub(crate) proposed_at: DateTime<Utc>,
}
