//! What is held of an organisation's conditions, the way to membership, and which counties a network covers.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ParticipationState;
use domain::ids::{ConditionId, DocumentId, OrganisationId, PersonId};
use domain::networks::condition::{ConditionState, KnownCondition, asked, overview};
use domain::networks::coverage::{self, CountyState};
use domain::networks::organisation::OrganisationKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Condition, Named, ToldHome};

/// An organisation's conditions in a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OrganisationConditions {
    /// Which organisation.
    pub organisation: Named,
    /// How it takes part.
    pub state: ParticipationState,
    /// How many conditions it meets.
    pub met: i64,
    /// Each, in the network's order.
    pub conditions: Vec<HeldCondition>,
    /// When the organisation last confirmed them all; none where it never said all.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Until which day that holds.
    pub confirmed_until: Option<NaiveDate>,
    /// The day it was last heard from: it wrote, answered, uploaded or signed up; none where it never did.
    pub heard_on: Option<NaiveDate>,
    /// One may say what is held of them.
    pub may_write: bool,
    /// One may confirm them, as who holds a seat of it.
    pub may_confirm: bool,
    /// One may ask for membership.
    pub may_ask: bool,
    /// Membership has been asked for, and waits.
    pub membership_asked: bool,
    /// One may take that back.
    pub may_take_back: bool,
    /// The no to the observer's last ask for membership, until it asks anew.
    pub refused: Option<MembershipRefusal>,
    /// A member to ask about what remains.
    pub mentor: Option<MentorLine>,
}

/// A no to an ask for membership.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MembershipRefusal {
    /// When.
    pub at: DateTime<Utc>,
    /// Why, as the coordinator wrote.
    pub reason: String,
}

/// A condition and what is held of it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HeldCondition {
    /// The condition.
    #[serde(flatten)]
    pub condition: Condition,
    /// Where a template for it is.
    pub template_url: Option<String>,
    /// The member the network names to ask about it.
    pub mentor: Option<MentorLine>,
    /// How the organisation stands to it; none where nothing has been said.
    pub state: Option<ConditionState>,
    /// What shows it, in words.
    pub text: Option<String>,
    /// What shows it, at an address.
    pub url: Option<String>,
    /// The document that shows it.
    pub document_id: Option<DocumentId>,
    /// The day of what shows it.
    pub dated_on: Option<NaiveDate>,
    /// When that was said.
    pub at: Option<DateTime<Utc>>,
    /// Whom the organisation has told at home, where that counts for it, the latest first.
    pub told: Vec<ToldHome>,
}

/// Somebody to ask.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MentorLine {
    /// Of which organisation.
    pub organisation: Named,
    /// Who holds its seat.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
}

/// How an organisation stands to a condition, with what shows it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SayCondition {
    /// How it stands.
    pub state: ConditionState,
    /// What shows it, in words.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub text: String,
    /// What shows it, at an address.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub url: Option<String>,
    /// The document of the network that shows it.
    #[serde(default)]
    pub document_id: Option<DocumentId>,
    /// The day of what shows it.
    #[serde(default)]
    pub dated_on: Option<NaiveDate>,
}

/// Asking for full membership.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskMembership {
    /// What one adds.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub message: String,
}

/// How an organisation stands to the conditions, in the coordinators' list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConditionsRow {
    /// Which organisation.
    pub organisation: Named,
    /// How it takes part.
    pub state: ParticipationState,
    /// How many conditions it meets.
    pub met: i64,
    /// How many there are.
    pub conditions: i64,
    /// When it last confirmed them; none where it never said all.
    pub confirmed_at: Option<DateTime<Utc>>,
}

impl From<overview::Standing> for ConditionsRow {
    fn from(row: overview::Standing) -> Self {
        Self {
            confirmed_at: row.confirmed_at(),
            organisation: Named { id: row.organisation_id.0, name: row.organisation },
            state: row.state,
            met: row.met,
            conditions: row.conditions,
        }
    }
}

/// Which counties a network covers, on a day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Coverage {
    /// On which day.
    pub day: NaiveDate,
    /// Every county, by its code.
    pub counties: Vec<CountyLine>,
    /// Who takes part from no county.
    pub elsewhere: Vec<CountyOrganisation>,
}

/// A county, and who takes part from it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CountyLine {
    /// Its code.
    pub code: String,
    /// Its letters.
    pub letters: String,
    /// Its name.
    pub name: String,
    /// How far it is represented.
    pub state: CountyState,
    /// Who takes part from it.
    pub organisations: Vec<CountyOrganisation>,
}

/// An organisation that takes part from a county.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CountyOrganisation {
    /// Which.
    pub organisation: Named,
    /// What it is.
    pub kind: OrganisationKind,
    /// How it takes part.
    pub state: ParticipationState,
    /// Somebody holds a seat of it.
    pub held: bool,
}

impl From<coverage::Taking> for CountyOrganisation {
    fn from(row: coverage::Taking) -> Self {
        Self {
            organisation: Named { id: row.organisation_id.0, name: row.organisation },
            kind: row.kind,
            state: row.state,
            held: row.held,
        }
    }
}

impl From<coverage::Covered> for CountyLine {
    fn from(row: coverage::Covered) -> Self {
        Self {
            code: row.county.code.into(),
            letters: row.county.letters.into(),
            name: row.county.name.into(),
            state: row.state,
            organisations: row.organisations.into_iter().map(CountyOrganisation::from).collect(),
        }
    }
}

/// What a network asks of its members, in its order, for those who govern it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AskedConditions {
    /// Each.
    pub conditions: Vec<AskedCondition>,
    /// The network's revision, for `If-Match`.
    pub revision: i64,
}

/// A condition as those who govern the network write it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AskedCondition {
    /// Its id.
    pub id: ConditionId,
    /// Which of the six that every network begins with; none for one of its own.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// What it means.
    pub explanation: Option<String>,
    /// Where a template for it is.
    pub template_url: Option<String>,
    /// The member to ask about it.
    pub mentor: Option<Named>,
}

impl From<asked::Asked> for AskedCondition {
    fn from(row: asked::Asked) -> Self {
        let mentor = row.mentor_id.zip(row.mentor).map(|(id, name)| Named { id: id.0, name });
        Self {
            id: row.id,
            word: row.word,
            title: row.title,
            explanation: row.explanation,
            template_url: row.template_url,
            mentor,
        }
    }
}

/// What the network is to ask, all of it, in its order: what is not among them is asked no more.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskConditions {
    /// At most 30.
    #[schema(max_items = 30)]
    pub conditions: Vec<ConditionToAsk>,
}

/// A condition as it is to be asked.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionToAsk {
    /// Which of those asked today; left out for a new one.
    #[serde(default)]
    pub id: Option<ConditionId>,
    /// Its own wording; one of the six may do without.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub title: Option<String>,
    /// What it means.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub explanation: Option<String>,
    /// Where a template for it is.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub template_url: Option<String>,
    /// The member to ask about it.
    #[serde(default)]
    pub mentor_id: Option<OrganisationId>,
}

impl From<ConditionToAsk> for asked::ToAsk {
    fn from(one: ConditionToAsk) -> Self {
        let ConditionToAsk { id, title, explanation, template_url, mentor_id } = one;
        Self { id, title, explanation, template_url, mentor_id }
    }
}
