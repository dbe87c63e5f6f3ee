//! What of it counts for an organisation's conditions: that it told, how many and when. Never the page itself.

use super::Way;
use crate::Result;
use crate::networks::condition::held::Conditions;
use crate::store::{Db, FromRow, rows};
use chrono::{Months, NaiveDate};

/// What is older shows nothing of how things stand.
const COUNTS_FOR: Months = Months::new(24);
/// The most that are shown.
const SHOWN: i64 = 50;

/// That somebody was told.
#[derive(Clone, Debug, FromRow)]
pub struct Evidence {
    /// How.
    pub way: Way,
    /// Who, in words; empty where it went by mail.
    pub told: String,
    /// When.
    pub told_on: NaiveDate,
    /// To how many it went by mail.
    pub recipients: i64,
    /// It reports to the political level.
    pub reported: bool,
    /// It spreads the work to other networks.
    pub spread: bool,
}

/// What the organisation has told in the last two years that counts, the latest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn evidence(db: &impl Db, of: &Conditions, today: NaiveDate) -> Result<Vec<Evidence>> {
    let since = today.checked_sub_months(COUNTS_FOR).unwrap_or(today);
    let sql = "SELECT y.way, y.told, y.told_on, y.recipients, y.reported, y.spread FROM take_home_telling y \
               JOIN take_home t ON t.id = y.take_home_id WHERE t.network_id = $1 AND t.organisation_id = $2 \
               AND (y.reported OR y.spread) AND y.told_on >= $3 ORDER BY y.told_on DESC, y.id DESC LIMIT $4";
    rows(db, sql, [of.network().0.into(), of.organisation().0.into(), since.into(), SHOWN.into()]).await
}
