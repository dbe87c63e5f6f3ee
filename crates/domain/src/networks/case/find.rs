//! Cases as the coordinators see them, and as whoever asked follows theirs by link.

use chrono::{DateTime, Utc};

use super::{CaseAct, CaseDecision, CaseKind, CaseState};
use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::coordination;
use crate::ids::{CaseId, ConditionId, NetworkId, OrganisationId, PersonId};
use crate::networks::condition::{Condition, ConditionState};
use crate::networks::expression::Answer;
use crate::notifications::token::hashed;
use crate::people::person::Language;
use crate::store::{Db, FromRow, Ids, row, rows};
use crate::{Error, Result};

/// A case.
#[derive(Clone, Debug, FromRow)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Which network is asked.
    pub network_id: NetworkId,
    /// Its name.
    pub network: String,
    /// Its name in addresses.
    pub network_slug: String,
    /// Whom to ask about it, as it says itself.
    pub contact: String,
    /// What is asked.
    pub kind: CaseKind,
    /// Which organisation asks, where that is known.
    pub organisation_id: Option<OrganisationId>,
    /// What it is called.
    pub organisation_name: String,
    /// Its county.
    pub county: Option<String>,
    /// Who asks for it.
    pub name: String,
    /// As what.
    pub role: String,
    /// Their address.
    pub email: String,
    /// The language they are written to in.
    pub language: Language,
    /// What they add.
    pub message: String,
    /// Who asks, where they have an account.
    pub person_id: Option<PersonId>,
    /// How far it has come.
    pub state: CaseState,
    /// What was decided.
    pub decision: Option<CaseDecision>,
    /// Goes up with every change.
    pub revision: i64,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// How many conditions are met, as the coordinators hold it, or else as whoever asked says.
    pub met: i64,
    /// How many there are.
    pub conditions: i64,
    /// The last word is the applicant's.
    pub answered: bool,
}

const COLUMNS: &str = "c.id, c.network_id, n.name AS network, n.slug AS network_slug, n.contact, c.kind, c.organisation_id, \
     coalesce(o.name, c.organisation_name) AS organisation_name, o.county, c.name, c.role, c.email, c.language, \
     c.message, c.person_id, c.state, c.decision, c.revision, c.received_at, c.changed_at, \
     (SELECT count(*) FROM case_answer a WHERE a.case_id = c.id AND coalesce((SELECT k.state FROM case_check k \
       WHERE k.case_id = c.id AND k.condition_id = a.condition_id ORDER BY k.at DESC, k.id DESC LIMIT 1), a.state) \
       = 'met') AS met, \
     (SELECT count(*) FROM case_answer a WHERE a.case_id = c.id) AS conditions, \
     coalesce((SELECT w.from_applicant FROM case_word w WHERE w.case_id = c.id ORDER BY w.at DESC, w.id DESC LIMIT 1), \
       false) AS answered";
const TABLES: &str =
    "network_case c JOIN network n ON n.id = c.network_id LEFT JOIN organisation o ON o.id = c.organisation_id";

/// A case of a network whose cases one sees to.
#[derive(Clone, Debug)]
pub struct GovernedCase(Case);

impl GovernedCase {
    /// The case.
    #[must_use]
    pub fn row(&self) -> &Case {
        &self.0
    }
}

/// A case that the holder of a link follows.
#[derive(Clone, Debug)]
pub struct FollowedCase(Case);

impl FollowedCase {
    /// The case.
    #[must_use]
    pub fn row(&self) -> &Case {
        &self.0
    }

    /// The link's holder as an actor: whoever has the letter, and nobody else.
    #[must_use]
    pub fn holder(&self, anonymous: &Actor) -> Actor {
        anonymous.holding(self.0.id.0)
    }

    /// Asks that the actor is the link's holder.
    pub(super) fn held_by(&self, actor: &Actor) -> Result<()> {
        if matches!(actor, Actor::Link { link, .. } if *link == self.0.id.0) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// A case of a network whose cases one sees to.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn governed(db: &impl Db, actor: &Actor, id: CaseId) -> Result<GovernedCase> {
    let found = of_id(db, id).await?;
    if !actor.may(found.network_id, NetworkRight::Govern) {
        return Err(Error::NotFound);
    }
    Ok(GovernedCase(found))
}

async fn of_id(db: &impl Db, id: CaseId) -> Result<Case> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = $1");
    row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)
}

/// The case that the link follows. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for a token that is none, or is too old.
pub async fn followed(db: &impl Db, token: &str, now: DateTime<Utc>) -> Result<FollowedCase> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} JOIN case_link l ON l.case_id = c.id WHERE l.token_hash = $1 AND l.expires_at > $2"
    );
    row(db, &sql, [hashed(token)?.into(), now.into()]).await?.map(FollowedCase).ok_or(Error::NotFound)
}

/// The case by which an observer has asked to become a member, while it is open; none without one. The caller has asked for
/// the right.
pub(crate) async fn open_membership(
    db: &impl Db,
    network: NetworkId,
    organisation: OrganisationId,
) -> Result<Option<Case>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE c.network_id = $1 AND c.organisation_id = $2 AND c.kind = 'membership' \
         AND c.state IN ('received', 'in_dialogue') ORDER BY c.received_at DESC, c.id DESC LIMIT 1"
    );
    row(db, &sql, [network.0.into(), organisation.0.into()]).await
}

/// The cases of the networks whose cases one sees to; nothing for anybody else. Those that wait, the oldest first, or those
/// that are over, the newest first.
///
/// # Errors
/// [`Error::Unauthenticated`] where nobody is signed in.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    over: bool,
    cursor: Option<(DateTime<Utc>, CaseId)>,
    limit: i64,
) -> Result<Vec<Case>> {
    let networks = coordination::governed(actor)?;
    if networks.is_empty() {
        return Ok(Vec::new());
    }
    let (state, compare, order) =
        if over { ("('decided', 'withdrawn')", "<", "DESC") } else { ("('received', 'in_dialogue')", ">", "ASC") };
    let after = if cursor.is_some() {
        format!("AND (c.received_at {compare} $2 OR (c.received_at = $2 AND c.id {compare} $3))")
    } else {
        // the parameters are there whether they are asked or not
        "AND $2 IS NOT NULL AND $3 IS NOT NULL".to_owned()
    };
    let (at, id) = cursor.unwrap_or((DateTime::<Utc>::UNIX_EPOCH, CaseId(uuid::Uuid::nil())));
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE c.network_id IN {} AND c.state IN {state} {after} \
         ORDER BY c.received_at {order}, c.id {order} LIMIT $4",
        Ids::sql(db, "$1")
    );
    let values = [Ids::value(networks.iter().map(|id| id.0)), at.into(), id.0.into(), limit.into()];
    rows(db, &sql, values).await
}

/// The cases of that kind that wait for a coordinator in these networks, the oldest first: for the desk, whose caller has
/// asked for the right. Where a coordinator has had the last word it is the applicant's turn, unless that was before `quiet`.
pub(crate) async fn waiting_in(
    db: &impl Db,
    networks: &[NetworkId],
    kind: CaseKind,
    quiet: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Case>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE c.network_id IN {} AND c.kind = $2 AND (c.state = 'received' \
         OR (c.state = 'in_dialogue' AND coalesce((SELECT w.from_applicant OR w.at < $4 FROM case_word w \
         WHERE w.case_id = c.id ORDER BY w.at DESC, w.id DESC LIMIT 1), true))) ORDER BY c.received_at, c.id LIMIT $3",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(networks.iter().map(|id| id.0)), kind.word().into(), limit.into(), quiet.into()]).await
}

/// A case whose applicant has written since it was decided.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Answered {
    #[row(nested)]
    pub(crate) case: Case,
    /// When they last did.
    pub(crate) said_at: DateTime<Utc>,
}

/// The decided cases in which whoever asked has written since the decision and `since`, and no coordinator after that, the
/// oldest first: for the desk, whose caller has asked for the right.
pub(crate) async fn answered_in(
    db: &impl Db,
    networks: &[NetworkId],
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Answered>> {
    let sql = format!(
        "SELECT {COLUMNS}, s.at AS said_at FROM {TABLES} JOIN case_word s ON s.id = (SELECT w.id FROM case_word w \
         WHERE w.case_id = c.id ORDER BY w.at DESC, w.id DESC LIMIT 1) WHERE c.network_id IN {} AND c.state = 'decided' \
         AND s.from_applicant AND s.at > c.changed_at AND s.at > $2 ORDER BY s.at, c.id LIMIT $3",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(networks.iter().map(|id| id.0)), since.into(), limit.into()]).await
}

/// What whoever asked says of each condition.
///
/// # Errors
/// When the database can't be reached.
pub async fn answers(db: &impl Db, case: &Case) -> Result<Vec<Answer>> {
    #[derive(FromRow)]
    struct Row {
        condition_id: ConditionId,
        state: ConditionState,
        text: String,
    }
    let sql = "SELECT a.condition_id, a.state, a.text FROM case_answer a JOIN condition d ON d.id = a.condition_id \
               WHERE a.case_id = $1 ORDER BY d.position, d.id";
    let found: Vec<Row> = rows(db, sql, [case.id.0.into()]).await?;
    Ok(found.into_iter().map(|Row { condition_id, state, text }| Answer { condition_id, state, text }).collect())
}

/// The conditions that the case answers, as they are worded now.
///
/// # Errors
/// When the database can't be reached.
pub async fn asked(db: &impl Db, case: &Case) -> Result<Vec<Condition>> {
    let sql = "SELECT d.id, d.word, d.title, d.explanation, d.template_url, d.mentor_id FROM case_answer a \
               JOIN condition d ON d.id = a.condition_id WHERE a.case_id = $1 ORDER BY d.position, d.id";
    rows(db, sql, [case.id.0.into()]).await
}

/// Something that was done in a case.
#[derive(Clone, Debug, FromRow)]
pub struct Act {
    /// What.
    pub act: CaseAct,
    /// What was decided.
    pub decision: Option<CaseDecision>,
    /// Why.
    pub reason: Option<String>,
    /// Which coordinator did it; none where it was whoever asked, or the identity is protected.
    pub by_name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was done in the case, the first first.
///
/// # Errors
/// When the database can't be reached.
pub async fn acts(db: &impl Db, case: &Case) -> Result<Vec<Act>> {
    let sql = "SELECT a.act, a.decision, a.reason, CASE WHEN p.protected THEN NULL ELSE p.name END AS by_name, a.at \
               FROM case_act a LEFT JOIN person p ON p.id = a.person_id WHERE a.case_id = $1 ORDER BY a.at, a.id";
    rows(db, sql, [case.id.0.into()]).await
}
