//! What was done in some years, for the report on them: meetings, who was there, what was decided.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::attendance::{self, Attended};
use super::meeting::{self, Meeting};
use super::promise::{self, Promise};
use crate::Result;
use crate::actor::Actor;
use crate::ids::NetworkId;
use crate::methods::decision::{self, Decision};
use crate::store::Db;

/// The most meetings told of.
const MOST_MEETINGS: i64 = 500;
/// The most decisions told of, of meetings and between them each.
const MOST_DECISIONS: i64 = 1_000;

/// What was done.
#[derive(Clone, Debug)]
pub struct Period {
    /// The meetings, in the order they are held; those that were cancelled are left out.
    pub meetings: Vec<Meeting>,
    /// How those were attended where that was noted and one reads their network's directory.
    pub attended: Vec<Attended>,
    /// What those decided, in the order it was.
    pub decided: Vec<Promise>,
    /// What was adopted in conversations.
    pub adopted: Vec<Decision>,
    /// There was more than is told.
    pub cut: bool,
}

/// What one may read of what was done in the years from one day to another, in one network or in all.
///
/// # Errors
/// When the database can't be reached.
pub async fn of(
    db: &impl Db,
    actor: &Actor,
    days: RangeInclusive<NaiveDate>,
    network: Option<NetworkId>,
) -> Result<Period> {
    let years = days.start().year()..=days.end().year();
    // one more of each is looked for, so that it can be said that there is more
    let mut meetings = meeting::of_years(db, actor, &years, network, MOST_MEETINGS + 1).await?;
    let fewer_meetings = cut(&mut meetings, MOST_MEETINGS);
    let mut decided = promise::decisions_of(db, &meetings, MOST_DECISIONS + 1).await?;
    let fewer_decided = cut(&mut decided, MOST_DECISIONS);
    let mut adopted = decision::adopted_between(db, actor, &days, network, MOST_DECISIONS + 1).await?;
    let fewer_adopted = cut(&mut adopted, MOST_DECISIONS);
    let attended = attendance::of_meetings(db, actor, &meetings).await?;
    Ok(Period { meetings, attended, decided, adopted, cut: fewer_meetings || fewer_decided || fewer_adopted })
}

/// Leaves at most so many; says whether there were more.
fn cut<T>(found: &mut Vec<T>, most: i64) -> bool {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    more
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn what_is_left_out_is_told() {
        let left = |many: usize| {
            let mut found = vec![(); many];
            (cut(&mut found, 2), found.len())
        };
        assert_eq!([left(0), left(2), left(3)], [(false, 0), (false, 2), (true, 2)]);
    }
}
