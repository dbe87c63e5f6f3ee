//! What has been passed on to a network and from it, for its coordinators.

use chrono::{DateTime, Utc};

use crate::Result;
use crate::actor::Actor;
use crate::ids::{ForwardingId, NetworkId};
use crate::networks::governing;
use crate::store::{Db, FromRow, Ids, rows};
use crate::words::words;

words! {
    /// What became of it.
    ForwardingState {
        /// The other network's coordinators have not said.
        Waiting = "waiting",
        /// It stands in a room there.
        Placed = "placed",
        /// They turned it down.
        Declined = "declined",
    }
}

/// Something passed on.
#[derive(Clone, Debug, FromRow)]
pub struct Forwarding {
    /// Its id.
    pub id: ForwardingId,
    /// It came to this network; else it went from here.
    pub incoming: bool,
    /// The other network's name.
    pub network: String,
    /// It is a document; else a message.
    pub document: bool,
    /// What it is called.
    pub title: String,
    /// Its words.
    pub text: String,
    /// What whoever passed it on says of it.
    pub comment: String,
    /// Who wrote it; none where the identity is protected.
    pub written_by: Option<String>,
    /// For which organisation.
    pub written_for: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Who passed it on; none where the identity is protected.
    pub forwarded_by: Option<String>,
    /// When.
    pub forwarded_at: DateTime<Utc>,
    /// When the other side said what becomes of it.
    pub settled_at: Option<DateTime<Utc>>,
    /// It was placed in a room.
    pub placed: bool,
}

impl Forwarding {
    /// What became of it.
    #[must_use]
    pub fn state(&self) -> ForwardingState {
        match (self.settled_at, self.placed) {
            (None, _) => ForwardingState::Waiting,
            (Some(_), true) => ForwardingState::Placed,
            (Some(_), false) => ForwardingState::Declined,
        }
    }
}

/// What has come to the network and gone from it, the latest first.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the network, [`crate::Error::Forbidden`] without the right to govern it.
pub async fn of_network(
    db: &impl Db,
    actor: &Actor,
    id: NetworkId,
    after: Option<(DateTime<Utc>, ForwardingId)>,
    limit: i64,
) -> Result<Vec<Forwarding>> {
    governing::governed(db, actor, id).await?;
    let far = DateTime::from_timestamp_millis(253_402_300_799_000).unwrap_or_default();
    let (at, last) = after.map_or((far, uuid::Uuid::nil()), |(at, id)| (at, id.0));
    let sql = "SELECT f.id, f.to_id = $1 AS incoming, n.name AS network, f.document_id IS NOT NULL AS document, \
               f.title, f.text, f.comment, \
               CASE WHEN w.protected THEN NULL ELSE coalesce(w.name, f.written_label) END AS written_by, \
               o.name AS written_for, f.written_at, CASE WHEN b.protected THEN NULL ELSE b.name END AS forwarded_by, \
               f.forwarded_at, f.settled_at, f.placed FROM forwarding f \
               JOIN network n ON n.id = CASE WHEN f.to_id = $1 THEN f.from_id ELSE f.to_id END \
               JOIN person b ON b.id = f.forwarded_by LEFT JOIN person w ON w.id = f.written_by \
               LEFT JOIN organisation o ON o.id = f.written_for WHERE (f.to_id = $1 OR f.from_id = $1) \
               AND (f.forwarded_at < $2 OR (f.forwarded_at = $2 AND f.id < $3)) \
               ORDER BY f.forwarded_at DESC, f.id DESC LIMIT $4";
    rows(db, sql, [id.0.into(), at.into(), last.into(), limit.into()]).await
}

/// A file of something passed on.
#[derive(Clone, Debug, FromRow)]
pub struct File {
    /// Of what.
    pub forwarding_id: ForwardingId,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
}

/// The files of what was listed.
///
/// # Errors
/// When the database can't be reached.
pub async fn files(db: &impl Db, of: &[Forwarding]) -> Result<Vec<File>> {
    let sql = format!(
        "SELECT forwarding_id, name, size FROM forwarding_file WHERE forwarding_id IN {} ORDER BY forwarding_id, position",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(of.iter().map(|one| one.id.0))]).await
}

/// Something that waits to be placed.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Waiting {
    pub(crate) id: ForwardingId,
    pub(crate) network_id: NetworkId,
    pub(crate) title: String,
    /// The network it came from.
    pub(crate) from: String,
    pub(crate) forwarded_at: DateTime<Utc>,
}

/// What waits to be placed in the networks.
pub(crate) async fn waiting_in(db: &impl Db, networks: &[NetworkId], most: i64) -> Result<Vec<Waiting>> {
    let sql = format!(
        "SELECT f.id, f.to_id AS network_id, f.title, n.name AS \"from\", f.forwarded_at FROM forwarding f \
         JOIN network n ON n.id = f.from_id WHERE f.to_id IN {} AND f.settled_at IS NULL \
         ORDER BY f.forwarded_at, f.id LIMIT $2",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(networks.iter().map(|id| id.0)), most.into()]).await
}
