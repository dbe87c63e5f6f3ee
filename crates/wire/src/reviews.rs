//! Versions compared, checked out, restored and reviewed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::documents::difference;
use domain::documents::review::{Outcome, Review, Verdict, VerdictWord};
use domain::ids::{PersonId, ReviewId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Author, WordChange};

/// A review of one version.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReviewView {
    /// Its id.
    pub id: ReviewId,
    /// Of which version.
    pub version: i64,
    /// What is asked.
    pub note: Option<String>,
    /// Until which day.
    pub due_on: NaiveDate,
    /// Who asked.
    pub requested_by: Author,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// How it ended; null while it goes on.
    pub outcome: Option<Outcome>,
    /// Ended when.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who is asked, and what they say.
    pub reviewers: Vec<ReviewerView>,
}

/// Somebody asked to review, and what they say once they have.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReviewerView {
    /// Who.
    pub person: Author,
    /// What they say.
    pub verdict: Option<VerdictWord>,
    /// In their own words.
    pub comment: Option<String>,
    /// When.
    pub at: Option<DateTime<Utc>>,
}

impl ReviewView {
    /// A review with those of the verdicts that are its own.
    #[must_use]
    pub fn new(review: &Review, verdicts: &[Verdict]) -> Self {
        let own = verdicts.iter().filter(|one| one.review_id == review.id);
        Self {
            id: review.id,
            version: review.version,
            note: review.note.clone(),
            due_on: review.due_on,
            requested_by: review.into(),
            requested_at: review.requested_at,
            outcome: review.outcome,
            ended_at: review.ended_at,
            reviewers: own
                .map(|one| ReviewerView {
                    person: one.into(),
                    verdict: one.verdict,
                    comment: one.comment.clone(),
                    at: one.given_at,
                })
                .collect(),
        }
    }
}

/// A review to ask for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForReview {
    /// Who is asked: people who read the document.
    #[schema(min_items = 1, max_items = 20)]
    pub reviewers: Vec<PersonId>,
    /// Until which day.
    pub due_on: NaiveDate,
    /// What is asked.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// What a reviewer says.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveVerdict {
    /// Of which version: the one that was read.
    pub version: i64,
    /// What.
    pub verdict: VerdictWord,
    /// In their own words; needed where changes are asked for.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub comment: Option<String>,
}

/// What a document is checked out for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckOutFor {
    /// Shown to everybody who reads it.
    #[schema(max_length = 300)]
    pub reason: String,
}

/// A version to take up again.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeUpVersion {
    /// Why.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub comment: Option<String>,
}

/// Other words for a text document.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewriteText {
    /// All of it.
    pub text: String,
    /// What has changed.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub comment: Option<String>,
}

/// What changed from one version to another.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DifferenceView {
    /// From this version.
    pub from: i64,
    /// To this.
    pub to: i64,
    /// Row by row.
    pub rows: Vec<DifferenceRow>,
    /// There is more than is told.
    pub cut: bool,
}

/// A row of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DifferenceRow {
    /// A paragraph that stayed.
    Same {
        /// Its words.
        text: String,
    },
    /// Paragraphs that stayed and are left out.
    Skipped {
        /// How many.
        count: usize,
    },
    /// A paragraph that went.
    Removed {
        /// Its words.
        text: String,
    },
    /// A paragraph that came.
    Added {
        /// Its words.
        text: String,
    },
    /// A paragraph that reads otherwise.
    Changed {
        /// In runs of words.
        runs: Vec<WordChange>,
    },
}

impl From<difference::Row> for DifferenceRow {
    fn from(row: difference::Row) -> Self {
        match row {
            difference::Row::Same(text) => Self::Same { text },
            difference::Row::Skipped(count) => Self::Skipped { count },
            difference::Row::Removed(text) => Self::Removed { text },
            difference::Row::Added(text) => Self::Added { text },
            difference::Row::Changed(runs) => Self::Changed { runs: WordChange::all(runs) },
        }
    }
}
