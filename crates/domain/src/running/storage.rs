//! How much room things take, network by network.

use super::statistics::may_count;
use crate::Result;
use crate::actor::Actor;
use crate::audit::Whose;
use crate::ids::NetworkId;
use crate::store::{Db, FromRow, rows};

/// What a network's documents take. What two have alike is counted for each: that it is kept once is nobody's to see.
#[derive(Clone, Debug, FromRow)]
pub struct Stored {
    /// Which network; none for direct conversations, together.
    pub network_id: Option<NetworkId>,
    /// How many documents, those in the trash included.
    pub documents: i64,
    /// How many versions of them.
    pub versions: i64,
    /// Their bytes.
    pub bytes: i64,
}

/// What the documents of every network one may count take.
///
/// # Errors
/// As [`super::statistics::of_year`].
pub async fn of(db: &impl Db, actor: &Actor, whose: Whose) -> Result<Vec<Stored>> {
    may_count(db, actor, whose).await?;
    let (all, network) = match whose {
        Whose::Installation => (true, uuid::Uuid::nil()),
        Whose::Network(id) => (false, id.0),
    };
    let sql = "SELECT d.network_id, count(DISTINCT d.id) AS documents, count(*) AS versions, \
               CAST(coalesce(sum(v.size), 0) AS bigint) AS bytes FROM document d \
               JOIN document_version v ON v.document_id = d.id WHERE $1 OR d.network_id = $2 GROUP BY d.network_id";
    rows(db, sql, [all.into(), network.into()]).await
}
