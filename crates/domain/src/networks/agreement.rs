//! Agreements: what the organisations of a network agree on for a period. Its text has versions; each organisation decides
//! to take part, and that decision is an [`adoption`]. That a period ends removes no access.

mod adopting;
pub mod asking;
mod history;
mod in_force;
mod write;

use chrono::{DateTime, NaiveDate, Utc};

pub use adopting::{Adopting, BoardRow, adopt, board, withdraw};
pub use history::{NotedAdoption, history};
pub use in_force::InForce;
pub(crate) use in_force::in_force;
pub use write::{Writing, renew, rewrite, write};

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::ids::{AgreementId, DocumentId, NetworkId};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, row, rows};
use crate::{Error, Result};

/// The most agreements that are listed.
const MOST: i64 = 100;

/// An agreement.
#[derive(Clone, Debug, FromRow)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// Of which network.
    pub network_id: NetworkId,
    /// Its title.
    pub title: String,
    /// The first day of its period.
    pub from_day: NaiveDate,
    /// The last day, included; none while it is open.
    pub to_day: Option<NaiveDate>,
    /// The number of its newest text.
    pub version: i64,
    /// Counts its changes.
    pub revision: i64,
    /// The one it follows on.
    pub renews_id: Option<AgreementId>,
    /// The one that follows on it.
    pub renewed_by: Option<AgreementId>,
    /// How many organisations have decided to take part.
    pub adopted: i64,
    /// How many of those that are members today have not.
    pub missing: i64,
}

/// The text of an agreement.
#[derive(Clone, Debug, FromRow)]
pub struct Text {
    /// Its number, from 1.
    pub number: i64,
    /// As it was written, in Markdown.
    pub text: String,
    /// As safe HTML.
    pub html: String,
    /// The copy of it that was signed, for whoever may read it.
    pub document_id: Option<DocumentId>,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// An adoption that counts: the newest of its organisation, not withdrawn. `d` is the row.
const COUNTS: &str = "NOT d.withdrawn AND d.number = (SELECT max(l.number) FROM adoption l \
                      WHERE l.agreement_id = d.agreement_id AND l.organisation_id = d.organisation_id)";

/// A member today, the day being `$2`. `p` is its participation.
const MEMBER: &str = "p.state IN ('member', 'resting') AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2)";

fn columns() -> String {
    format!(
        "a.id, a.network_id, a.title, a.from_day, a.to_day, a.version, a.revision, a.renews_id, \
         (SELECT n.id FROM agreement n WHERE n.renews_id = a.id) AS renewed_by, \
         (SELECT count(*) FROM adoption d WHERE d.agreement_id = a.id AND {COUNTS}) AS adopted, \
         (SELECT count(*) FROM participation p WHERE p.network_id = a.network_id AND {MEMBER} \
         AND NOT EXISTS (SELECT 1 FROM adoption d WHERE d.agreement_id = a.id \
         AND d.organisation_id = p.organisation_id AND {COUNTS})) AS missing"
    )
}

/// The agreements of a network, the newest period first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to its directory.
pub async fn list(db: &impl Db, actor: &Actor, id: NetworkId, today: NaiveDate) -> Result<Vec<Agreement>> {
    network::with_directory(db, actor, id).await?;
    let sql = format!(
        "SELECT {} FROM agreement a WHERE a.network_id = $1 ORDER BY a.from_day DESC, a.id DESC LIMIT {MOST}",
        columns()
    );
    rows(db, &sql, [id.0.into(), today.into()]).await
}

/// An agreement one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor; [`Error::Forbidden`] without the right to the
/// directory of a network that one sees.
pub async fn readable(db: &impl Db, actor: &Actor, id: AgreementId, today: NaiveDate) -> Result<Agreement> {
    let sql = format!("SELECT {} FROM agreement a WHERE a.id = $1", columns());
    let found: Agreement = row(db, &sql, [id.0.into(), today.into()]).await?.ok_or(Error::NotFound)?;
    network::with_directory(db, actor, found.network_id).await?;
    Ok(found)
}

/// One of its texts; the newest for none.
///
/// # Errors
/// [`Error::NotFound`] where there is none of that number, [`Error::Forbidden`] for the installation itself, which reads
/// no rooms.
pub async fn text(db: &impl Db, actor: &Actor, agreement: &Agreement, number: Option<i64>) -> Result<Text> {
    let sql = format!(
        "SELECT d.number, d.text, d.html, x.id AS document_id, d.written_at FROM agreement_version d {} \
         WHERE d.agreement_id = $1 AND d.number = $2",
        adopting::readable_scan(db, "$3")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    let number = number.unwrap_or(agreement.version);
    row(db, &sql, [agreement.id.0.into(), number.into(), rooms]).await?.ok_or(Error::NotFound)
}

/// Whether one writes agreements in the network.
#[must_use]
pub fn may_write(actor: &Actor, network: NetworkId) -> bool {
    actor.may(network, NetworkRight::WriteDirectory)
}

/// Whether one does now: nobody does once the network is closed.
#[must_use]
pub fn writes(actor: &Actor, network: NetworkId) -> bool {
    actor.may_still(network, NetworkRight::WriteDirectory)
}
