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

/// The most decisions told of, of meetings and between them each.
const MOST: i64 = 1_000;

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
    let meetings = meeting::of_years(db, actor, &years, network).await?;
    Ok(Period {
        attended: attendance::of_meetings(db, actor, &meetings).await?,
        decided: promise::decisions_of(db, &meetings, MOST).await?,
        adopted: decision::adopted_between(db, actor, &days, network, MOST).await?,
        meetings,
    })
}
