//! Proposals: a wording, and where organisations or people stand on it.

use chrono::{DateTime, Utc};
use domain::ids::{ConversationId, DecisionId, OrganisationId};
use domain::methods::proposal::{self, Choice, ProposalResult, Voting};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Author, Named, NewMessage};

/// A proposal, as the person asking sees it. Its background is the first message of the conversation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Proposal {
    /// The conversation it is.
    pub conversation_id: ConversationId,
    /// What is to be decided, in the words of the decision.
    pub wording: String,
    /// Whose voices count.
    pub voting: Voting,
    /// Voices are taken before this instant.
    pub closes_at: DateTime<Utc>,
    /// Voices are taken now.
    pub open: bool,
    /// How many voices there are of each choice.
    pub counts: Vec<ChoiceCount>,
    /// The organisations that have not been heard; empty where people vote.
    pub missing: Vec<Named>,
    /// The voices one may cast, with what was cast.
    pub mine: Vec<OwnVoice>,
    /// One may state its result.
    pub may_close: bool,
    /// When the result was stated.
    pub closed_at: Option<DateTime<Utc>>,
    /// The result.
    pub result: Option<ProposalResult>,
    /// The decision it became.
    pub decision_id: Option<DecisionId>,
    /// Goes up with every voice; the `ETag`.
    pub revision: i64,
}

/// How many voices there are of a choice.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct ChoiceCount {
    /// Which.
    pub choice: Choice,
    /// How many.
    pub voices: i64,
}

impl From<&proposal::Counted> for ChoiceCount {
    fn from(row: &proposal::Counted) -> Self {
        Self { choice: row.choice, voices: row.voices }
    }
}

/// A voice one may cast.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OwnVoice {
    /// For which organisation; none where people vote.
    pub organisation: Option<Named>,
    /// What was cast; none where nothing was.
    pub voice: Option<Voice>,
}

/// A voice that counts.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Voice {
    /// Whose it is: the id of the organisation or of the person.
    pub voter_id: Uuid,
    /// The organisation, or that of the person.
    pub organisation: Named,
    /// Where it stands.
    pub choice: Choice,
    /// Why; empty where nothing was said.
    pub reason: String,
    /// Who cast it.
    pub author: Author,
    /// When.
    pub cast_at: DateTime<Utc>,
    /// Why the reason is hidden; then it says nothing.
    pub hidden_reason: Option<String>,
}

impl From<&proposal::Voice> for Voice {
    fn from(row: &proposal::Voice) -> Self {
        Self {
            voter_id: row.voter_id,
            organisation: Named { id: row.organisation_id.0, name: row.organisation.clone() },
            choice: row.choice,
            reason: row.reason.clone(),
            author: row.into(),
            cast_at: row.cast_at,
            hidden_reason: row.hidden_reason.clone(),
        }
    }
}

/// A proposal to put.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// Its title, at most 200 characters.
    #[schema(max_length = 200)]
    pub title: String,
    /// Its themes, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Vec<String>,
    /// Its background.
    pub background: NewMessage,
    /// What is to be decided, at most 2,000 characters; it is never changed.
    #[schema(max_length = 2000)]
    pub wording: String,
    /// Whose voices count.
    pub voting: Voting,
    /// Voices are taken before this instant.
    pub closes_at: DateTime<Utc>,
}

/// A voice to cast.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CastVoice {
    /// For which organisation; without it where people vote.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// Where it stands.
    pub choice: Choice,
    /// Why, at most 1,000 characters; needed for `disagree`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub reason: String,
}

/// How a proposal is closed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseProposal {
    /// What became of it; adopted and rejected are kept as decisions.
    pub result: ProposalResult,
    /// What it leads to, at most 4,000 characters.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub outcome: String,
}
