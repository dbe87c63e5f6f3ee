//! What was held of an organisation's conditions when a day was over: which they were then, and how it stood to each.

use chrono::{DateTime, NaiveDate, Utc};

use super::{ConditionState, KnownCondition};
use crate::ids::{ConditionId, NetworkId, OrganisationId};
use crate::store::{Db, FromRow, rows};
use crate::{Error, Result, clock};

/// A condition on a day. What shows it stays with those who keep it.
#[derive(Clone, Debug, FromRow)]
pub struct OnDay {
    /// Which.
    pub id: ConditionId,
    /// Which of the six it is.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// How the organisation stood to it; none where nothing had been said.
    pub state: Option<ConditionState>,
    /// When that was said.
    pub at: Option<DateTime<Utc>>,
}

/// Those that the network asked on `day`, in its order. The caller has asked for the right.
pub(crate) async fn on_day(
    db: &impl Db,
    network: NetworkId,
    organisation: OrganisationId,
    day: NaiveDate,
) -> Result<Vec<OnDay>> {
    let over = day.succ_opt().map(clock::start_of).ok_or_else(|| Error::internal("the day after"))?;
    let sql = "SELECT c.id, c.word, c.title, m.state, m.at FROM condition c LEFT JOIN condition_mark m \
               ON m.id = (SELECT n.id FROM condition_mark n WHERE n.network_id = c.network_id \
                 AND n.organisation_id = $2 AND n.condition_id = c.id AND n.at < $3 \
                 ORDER BY n.at DESC, n.id DESC LIMIT 1) \
               WHERE c.network_id = $1 AND c.since < $3 AND (c.until IS NULL OR c.until >= $3) \
               ORDER BY c.position, c.id LIMIT 50";
    rows(db, sql, [network.0.into(), organisation.0.into(), over.into()]).await
}
