//! Joining a network: the public form, the case it becomes, and what follows it by link.

use chrono::{DateTime, Utc};
use domain::access::SeatKind;
use domain::ids::{CaseFileId, CaseId, ConditionId, NetworkId, OrganisationId};
use domain::networks::case::{self, CaseAct, CaseDecision, CaseKind, CaseState};
use domain::networks::condition::{self, ConditionState, KnownCondition};
use domain::networks::expression;
use domain::people::person::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A network as anybody may see it who thinks of joining.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OpenNetwork {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What it asks of a member.
    pub conditions: Vec<Condition>,
    /// Goes back with the form.
    pub form: String,
}

/// A condition of a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Condition {
    /// Its id.
    pub id: ConditionId,
    /// Which of the six that every network begins with; none for one of its own.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// What it means.
    pub explanation: Option<String>,
}

impl From<condition::Condition> for Condition {
    fn from(row: condition::Condition) -> Self {
        Self { id: row.id, word: row.word, title: row.title, explanation: row.explanation }
    }
}

/// An expression of interest.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpressInterest {
    /// What came with the form.
    pub form: String,
    /// People leave it empty: it is not shown to them.
    #[serde(default)]
    pub website: String,
    /// The organisation, from the list.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// What it is called, where it is not in the list.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub organisation_name: Option<String>,
    /// Who asks.
    #[schema(max_length = 200)]
    pub name: String,
    /// As what.
    #[schema(max_length = 200)]
    pub role: String,
    /// Where the letter goes that asks to confirm it.
    #[schema(max_length = 254)]
    pub email: String,
    /// The language one is written to in.
    pub language: Language,
    /// One for each condition.
    #[schema(max_items = 50)]
    pub answers: Vec<ConditionAnswer>,
    /// What one adds.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub message: String,
    /// That what is sent may be kept and read by the coordinators; without it nothing is.
    pub consent: bool,
}

/// What an organisation says of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionAnswer {
    /// Which.
    pub condition_id: ConditionId,
    /// How it stands to it.
    pub state: ConditionState,
    /// In its own words.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub text: String,
}

impl From<ConditionAnswer> for expression::Answer {
    fn from(answer: ConditionAnswer) -> Self {
        Self { condition_id: answer.condition_id, state: answer.state, text: answer.text }
    }
}

impl From<expression::Answer> for ConditionAnswer {
    fn from(answer: expression::Answer) -> Self {
        Self { condition_id: answer.condition_id, state: answer.state, text: answer.text }
    }
}

/// A case, in a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Which network is asked.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// What is asked.
    pub kind: CaseKind,
    /// Which organisation asks; none where it was not found in the list.
    pub organisation_id: Option<OrganisationId>,
    /// What it is called.
    pub organisation: String,
    /// Its county.
    pub county: Option<String>,
    /// Who asks for it.
    pub name: String,
    /// As what.
    pub role: String,
    /// How far it has come.
    pub state: CaseState,
    /// What was decided.
    pub decision: Option<CaseDecision>,
    /// How many conditions are met.
    pub met: i64,
    /// How many there are.
    pub conditions: i64,
    /// The last word is the applicant's.
    pub answered: bool,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

impl From<&case::Case> for CaseRow {
    fn from(row: &case::Case) -> Self {
        Self {
            id: row.id,
            network_id: row.network_id,
            network: row.network.clone(),
            kind: row.kind,
            organisation_id: row.organisation_id,
            organisation: row.organisation_name.clone(),
            county: row.county.clone(),
            name: row.name.clone(),
            role: row.role.clone(),
            state: row.state,
            decision: row.decision,
            met: row.met,
            conditions: row.conditions,
            answered: row.answered,
            received_at: row.received_at,
            changed_at: row.changed_at,
        }
    }
}

/// A case, as its coordinators see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Case {
    /// What stands in the list.
    #[serde(flatten)]
    pub row: CaseRow,
    /// Goes up with every change.
    pub revision: i64,
    /// The address of whoever asks.
    pub email: String,
    /// The language they are written to in.
    pub language: Language,
    /// What they add.
    pub message: String,
    /// What the network asks, or asked when the case came.
    pub asked: Vec<Condition>,
    /// What whoever asks says of each.
    pub answers: Vec<ConditionAnswer>,
    /// What the coordinators hold of each they have looked at.
    pub checks: Vec<ConditionCheck>,
    /// What has been written, the first first.
    pub words: Vec<CaseWord>,
    /// What shows something of the conditions.
    pub files: Vec<CaseFile>,
    /// What has been done.
    pub acts: Vec<CaseActDone>,
}

/// What the coordinators hold of a condition.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConditionCheck {
    /// Which.
    pub condition_id: ConditionId,
    /// How the organisation stands to it.
    pub state: ConditionState,
    /// A note among the coordinators.
    pub note: String,
}

impl From<case::Check> for ConditionCheck {
    fn from(row: case::Check) -> Self {
        Self { condition_id: row.condition_id, state: row.state, note: row.note }
    }
}

/// Something written in a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CaseWord {
    /// Its id.
    pub id: Uuid,
    /// It is the applicant's; else a coordinator's.
    pub from_applicant: bool,
    /// It is the applicant's, came by mail, and was put in by a coordinator.
    pub by_mail: bool,
    /// Which coordinator's, or by which it was put in; none where the identity is protected.
    pub by: Option<String>,
    /// What it says.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<case::Word> for CaseWord {
    fn from(row: case::Word) -> Self {
        Self {
            id: row.id,
            from_applicant: row.from_applicant,
            by_mail: row.by_mail,
            by: row.by_name,
            text: row.text,
            at: row.at,
        }
    }
}

/// A file of a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CaseFile {
    /// Its id.
    pub id: CaseFileId,
    /// The condition it shows something of.
    pub condition_id: Option<ConditionId>,
    /// What it is called.
    pub name: String,
    /// How many bytes.
    pub size: i64,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl From<case::CaseFile> for CaseFile {
    fn from(row: case::CaseFile) -> Self {
        Self { id: row.id, condition_id: row.condition_id, name: row.name, size: row.size, at: row.at }
    }
}

/// Something that was done in a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CaseActDone {
    /// What.
    pub act: CaseAct,
    /// What was decided.
    pub decision: Option<CaseDecision>,
    /// Why.
    pub reason: Option<String>,
    /// Which coordinator did it.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl From<case::Act> for CaseActDone {
    fn from(row: case::Act) -> Self {
        Self { act: row.act, decision: row.decision, reason: row.reason, by: row.by_name, at: row.at }
    }
}

/// Something to write in a case.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SayInCase {
    /// What it says.
    #[schema(max_length = 4000)]
    pub text: String,
}

/// What one holds of a condition.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckCondition {
    /// How the organisation stands to it.
    pub state: ConditionState,
    /// A note among the coordinators.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub note: String,
}

/// A decision to make.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideCase {
    /// What.
    pub decision: CaseDecision,
    /// Why; whoever asked reads it.
    #[schema(max_length = 4000)]
    pub reason: String,
    /// The seats that the organisation gets where it joins; the first is offered to whoever asked.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub seats: Vec<SeatToMake>,
}

/// A seat that a decision makes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatToMake {
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    #[schema(max_length = 200)]
    pub title: String,
}

/// Which organisation asks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameOrganisation {
    /// Which.
    pub organisation_id: OrganisationId,
}

/// What the link of a letter follows.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CaseLink {
    /// The address has been confirmed, and the case has come to the coordinators.
    pub confirmed: bool,
    /// The network's name.
    pub network: String,
    /// What the organisation is called.
    pub organisation: String,
    /// Who asked.
    pub name: String,
    /// From which address.
    pub email: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The language one is written to in.
    pub language: Language,
    /// The case; none before the address is confirmed.
    pub case: Option<FollowedCase>,
}

/// A case, as whoever asked follows it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FollowedCase {
    /// What was asked.
    pub kind: CaseKind,
    /// How far it has come.
    pub state: CaseState,
    /// What was decided.
    pub decision: Option<CaseDecision>,
    /// What one added.
    pub message: String,
    /// What the network asks.
    pub asked: Vec<Condition>,
    /// What one said of each.
    pub answers: Vec<ConditionAnswer>,
    /// What has been written, the first first.
    pub words: Vec<CaseWord>,
    /// What one has shown.
    pub files: Vec<CaseFile>,
    /// What has been done.
    pub acts: Vec<CaseActDone>,
}
