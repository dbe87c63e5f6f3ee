//! When a governing text is to be looked over again.

use chrono::NaiveDate;
use domain::networks::revisit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// When a document or an agreement is to be looked over again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Revisit {
    /// On this day; none where none is set.
    pub on: Option<NaiveDate>,
    /// The day it last was.
    pub last_on: Option<NaiveDate>,
    /// The person asking sets the day.
    pub may_set: bool,
}

impl From<revisit::Revisit> for Revisit {
    fn from(found: revisit::Revisit) -> Self {
        let revisit::Revisit { on, last_at, may_set } = found;
        Self { on, last_on: last_at.map(domain::clock::day_of), may_set }
    }
}

/// Say when it is to be looked over, or that it has been, and when next.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRevisit {
    /// The day one saw; none where none was set.
    #[serde(default)]
    pub was: Option<NaiveDate>,
    /// It has been looked over now.
    #[serde(default)]
    pub done: bool,
    /// The next day; none for no more.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

impl From<SetRevisit> for revisit::Set {
    fn from(body: SetRevisit) -> Self {
        let SetRevisit { was, done, on } = body;
        Self { was, done, on }
    }
}
