//! All networks of the installation, for whoever runs it: that they are, and who coordinates them; nothing of what is in
//! them.

use chrono::{DateTime, NaiveDate, Utc};

use super::network::NetworkKind;
use crate::Result;
use crate::actor::Actor;
use crate::ids::NetworkId;
use crate::people::assignment::may_administer;
use crate::store::{Db, FromRow, rows};

/// The most networks that are listed.
const MOST: i64 = 200;

/// A network of the installation.
#[derive(Clone, Debug, FromRow)]
pub struct Installed {
    /// Its id.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// Closed since.
    pub closed_at: Option<DateTime<Utc>>,
    /// How many organisations are members today, resting ones among them.
    pub members: i64,
    /// How many observe.
    pub observers: i64,
}

/// The networks of the installation, in Swedish order.
///
/// # Errors
/// [`crate::Error::Unauthenticated`], [`crate::Error::Forbidden`] for anybody but an administrator.
pub async fn list(db: &impl Db, actor: &Actor, today: NaiveDate) -> Result<Vec<Installed>> {
    may_administer(actor)?;
    let part = |states: &str| {
        format!(
            "(SELECT count(DISTINCT p.organisation_id) FROM participation p WHERE p.network_id = n.id \
             AND p.state IN ({states}) AND p.from_day <= $1 AND (p.to_day IS NULL OR p.to_day >= $1))"
        )
    };
    let sql = format!(
        "SELECT n.id, n.slug, n.name, n.kind, n.closed_at, {} AS members, {} AS observers FROM network n \
         ORDER BY n.sort_key, n.id LIMIT {MOST}",
        part("'member', 'resting'"),
        part("'observer'"),
    );
    rows(db, &sql, [today.into()]).await
}
