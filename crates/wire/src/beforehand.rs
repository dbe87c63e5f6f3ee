//! What is asked and chosen before a meeting.

use chrono::{DateTime, Utc};
use domain::access::SeatKind;
use domain::ids::{PersonId, QuestionId, ThemeId};
use domain::meetings::{question, theme};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonNamed};

/// A question in the box before a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingQuestion {
    /// Its id.
    pub id: QuestionId,
    /// What is asked.
    pub text: String,
    /// It was asked by name.
    pub named: bool,
    /// Everybody sees it: it was asked by name, or has been put forward.
    pub shown: bool,
    /// One asked it oneself.
    pub mine: bool,
    /// Who asked, where that is told.
    pub person: Option<PersonNamed>,
    /// For which organisation, where that is told.
    pub organisation: Option<Named>,
    /// Through what kind of seat, where that is told.
    pub seat_kind: Option<SeatKind>,
    /// When.
    pub asked_at: DateTime<Utc>,
}

impl From<question::Question> for MeetingQuestion {
    fn from(row: question::Question) -> Self {
        let organisation = row.organisation_id.zip(row.organisation);
        Self {
            id: row.id,
            text: row.text,
            named: row.named,
            shown: row.shown,
            mine: row.mine,
            person: row.person_id.map(|id| PersonNamed { id, name: row.person_name }),
            organisation: organisation.map(|(id, name)| Named { id: id.0, name }),
            seat_kind: row.seat_kind,
            asked_at: row.asked_at,
        }
    }
}

/// A question to put in the box.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskMeeting {
    /// What is asked, at most 2,000 characters.
    #[schema(max_length = 2000)]
    pub text: String,
    /// By name; otherwise by way of a coordinator, who puts it forward without one.
    pub named: bool,
}

/// A theme a meeting could have.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProposedTheme {
    /// Its id.
    pub id: ThemeId,
    /// What it is.
    pub title: String,
    /// Which organisations want it, in Swedish order.
    pub wanted_by: Vec<Named>,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: DateTime<Utc>,
}

impl ProposedTheme {
    /// The themes with who wants them, the most wanted first.
    #[must_use]
    pub fn all((themes, wanted): (Vec<theme::Theme>, Vec<theme::Wanted>)) -> Vec<Self> {
        let by = |id: ThemeId| {
            let own = wanted.iter().filter(move |one| one.theme_id == id);
            own.map(|one| Named { id: one.organisation_id.0, name: one.organisation.clone() }).collect()
        };
        let mut all: Vec<Self> = themes
            .into_iter()
            .map(|row| Self {
                id: row.id,
                wanted_by: by(row.id),
                title: row.title,
                proposed_by: row.person_id,
                proposed_at: row.proposed_at,
            })
            .collect();
        all.sort_by_key(|theme| std::cmp::Reverse(theme.wanted_by.len()));
        all
    }
}

/// A theme to propose.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeTheme {
    /// What it is, at most 80 characters.
    #[schema(max_length = 80)]
    pub title: String,
}

/// How many seats were reminded.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct SeatsReminded {
    /// How many.
    pub seats: u64,
}
