//! What an error looks like (RFC 9457).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A problem, as `application/problem+json`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem: `/problems/<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// In a few words, in the language of the person asking.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// Which request it was about.
    pub instance: String,
    /// A stable code.
    pub code: String,
    /// What is wrong with which value.
    #[serde(default)]
    pub errors: Vec<ProblemFault>,
    /// To name when asking for help.
    pub request_id: String,
}

/// What is wrong with one value.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProblemFault {
    /// Which value (RFC 6901).
    pub pointer: String,
    /// A stable code.
    pub code: String,
    /// In words.
    pub message: String,
}
