//! What is held of an organisation's conditions, and from whom that is known. Each thing said is a row; the newest counts,
//! so that confirming what is so a year later is saying it again.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::{ConditionState, KnownCondition};
use crate::access::{NetworkRight, Part, ParticipationState, Standing, StandingKind};
use crate::actor::Actor;
use crate::coordination::unheard;
use crate::documents::document;
use crate::event::Event;
use crate::ids::{ConditionId, DocumentId, NetworkId, OrganisationId, PersonId};
use crate::networks::expression::long;
use crate::networks::network;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// After so long what is held of the conditions is to be confirmed again.
const CONFIRMED_FOR: Months = Months::new(12);

/// An organisation's conditions in a network, as somebody may see them.
#[derive(Clone, Debug)]
pub struct Conditions {
    network: NetworkId,
    organisation: OrganisationId,
    own: bool,
    governs: bool,
    state: ParticipationState,
    open: bool,
}

impl Conditions {
    /// The network.
    #[must_use]
    pub fn network(&self) -> NetworkId {
        self.network
    }

    /// The organisation.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// How it takes part.
    #[must_use]
    pub fn state(&self) -> ParticipationState {
        self.state
    }

    /// The actor holds a seat of the organisation, and so confirms what is held of it.
    #[must_use]
    pub fn own(&self) -> bool {
        self.own
    }

    /// The actor coordinates the network.
    pub(super) fn governed(&self) -> bool {
        self.governs
    }

    /// The actor says what is held of them; nobody does once the network is closed.
    #[must_use]
    pub fn writable(&self) -> bool {
        (self.own || self.governs) && self.open
    }
}

/// The organisation's conditions: one's own, or as a coordinator anybody's.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network or the organisation takes no part, [`Error::MayNot`] for
/// those of another organisation.
pub async fn of_organisation(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<Conditions> {
    #[derive(FromRow)]
    struct Row {
        state: ParticipationState,
    }
    let open = network::with_directory(db, actor, network).await?.closed_at.is_none();
    let sql = "SELECT state FROM participation WHERE network_id = $1 AND organisation_id = $2 AND from_day <= $3 \
               AND (to_day IS NULL OR to_day >= $3) AND state <> 'ended' ORDER BY from_day DESC, id DESC LIMIT 1";
    let found: Option<Row> = row(db, sql, [network.0.into(), organisation.0.into(), today.into()]).await?;
    let state = found.ok_or(Error::NotFound)?.state;
    let own = keeps(actor, network, organisation);
    let governs = actor.may(network, NetworkRight::AllConditions);
    if !own && !governs {
        return Err(Error::MayNot("conditions_of_others"));
    }
    Ok(Conditions { network, organisation, own, governs, state, open })
}

/// Whether what is held of the organisation is the actor's own: they hold a seat of it, or stand in for one.
pub(crate) fn keeps(actor: &Actor, network: NetworkId, organisation: OrganisationId) -> bool {
    actor.may(network, NetworkRight::OwnConditions) && holds_seat(actor, network, organisation)
}

/// Whether the actor holds, or stands in for, a seat of the organisation.
fn holds_seat(actor: &Actor, network: NetworkId, organisation: OrganisationId) -> bool {
    let seated = |standing: &Standing| {
        standing.network == Some(network)
            && standing.organisation == Some(organisation)
            && standing.part != Part::Deputy
            && matches!(standing.kind, StandingKind::Member | StandingKind::Resting | StandingKind::Observer)
    };
    actor.access().is_some_and(|access| access.standings.iter().any(seated))
}

/// A condition and what is held of it.
#[derive(Clone, Debug, FromRow)]
pub struct Held {
    /// Its id.
    pub id: ConditionId,
    /// Which of the six it is.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// What it means.
    pub explanation: Option<String>,
    /// Where a template for it is.
    pub template_url: Option<String>,
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
}

/// What is held of each condition, in the network's order.
///
/// # Errors
/// When the database can't be reached.
pub async fn held(db: &impl Db, of: &Conditions) -> Result<Vec<Held>> {
    let sql = "SELECT c.id, c.word, c.title, c.explanation, c.template_url, m.state, m.text, m.url, m.document_id, m.dated_on, \
               m.at \
               FROM condition c LEFT JOIN condition_mark m ON m.id = (SELECT n.id FROM condition_mark n \
                 WHERE n.network_id = c.network_id AND n.organisation_id = $2 AND n.condition_id = c.id \
                 ORDER BY n.at DESC, n.id DESC LIMIT 1) \
               WHERE c.network_id = $1 AND c.until IS NULL ORDER BY c.position, c.id LIMIT 50";
    rows(db, sql, [of.network.0.into(), of.organisation.0.into()]).await
}

/// When the organisation was last heard from: it wrote, answered, uploaded or signed up; none where it never did.
///
/// # Errors
/// When the database can't be reached.
pub async fn heard(db: &impl Db, of: &Conditions) -> Result<Option<DateTime<Utc>>> {
    unheard::last(db, of.network, of.organisation).await
}

/// When the organisation last said or confirmed all there is, and until which day that holds; none where something has
/// never been said by it.
///
/// # Errors
/// When the database can't be reached.
pub async fn confirmed(db: &impl Db, of: &Conditions) -> Result<Option<(DateTime<Utc>, NaiveDate)>> {
    #[derive(FromRow)]
    struct Row {
        at: Option<DateTime<Utc>>,
    }
    let sql = "SELECT (SELECT max(m.at) FROM condition_mark m WHERE m.network_id = c.network_id \
               AND m.organisation_id = $2 AND m.condition_id = c.id AND m.by_organisation) AS at \
               FROM condition c WHERE c.network_id = $1 AND c.until IS NULL";
    let found: Vec<Row> = rows(db, sql, [of.network.0.into(), of.organisation.0.into()]).await?;
    let Some(all) = found.into_iter().map(|row| row.at).collect::<Option<Vec<_>>>() else { return Ok(None) };
    let oldest = all.into_iter().min();
    Ok(oldest.and_then(|at| Some((at, crate::clock::day_of(at).checked_add_months(CONFIRMED_FOR)?))))
}

/// What shows how an organisation stands to a condition.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// In words.
    pub text: String,
    /// At an address.
    pub url: Option<String>,
    /// A document of the network.
    pub document: Option<DocumentId>,
    /// Its day.
    pub dated_on: Option<NaiveDate>,
}

/// Says how the organisation stands to a condition; what was held before stays as history.
///
/// # Errors
/// [`Error::NotFound`] for a condition the network does not ask, [`Error::Invalid`] for evidence that can't be,
/// [`Error::NotFoundIn`] for a document of another network, or one that the actor does not read, [`Error::Conflict`] in a
/// closed network.
pub async fn say(
    tx: &Tx,
    of: &Conditions,
    condition: ConditionId,
    state: ConditionState,
    evidence: Evidence,
) -> Result<()> {
    network::still_open(tx, of.network()).await?;
    let text = long("/text", &evidence.text)?;
    let url = evidence.url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
    if url.as_ref().is_some_and(|url| url.len() > 1_000 || !(url.starts_with("https://") || url.starts_with("http://")))
    {
        return Err(Error::invalid("/url", "not_an_address_of_a_page"));
    }
    let sql = "SELECT id FROM condition WHERE id = $1 AND network_id = $2 AND until IS NULL";
    if one(tx, sql, [condition.0.into(), of.network.0.into()]).await?.is_none() {
        return Err(Error::NotFound);
    }
    document::beside(tx, of.network, evidence.document).await?;
    mark(tx, of, condition, state, (text, url, evidence.document, evidence.dated_on)).await?;
    tell(tx, of).await
}

async fn mark(
    tx: &Tx,
    of: &Conditions,
    condition: ConditionId,
    state: ConditionState,
    (text, url, document, dated_on): (String, Option<String>, Option<DocumentId>, Option<NaiveDate>),
) -> Result<()> {
    let sql = "INSERT INTO condition_mark (id, network_id, organisation_id, condition_id, state, text, url, dated_on, \
               by_organisation, person_id, at, document_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let values = [
        crate::ids::uuid_at(tx.now()).into(),
        of.network.0.into(),
        of.organisation.0.into(),
        condition.0.into(),
        state.word().into(),
        text.into(),
        url.into(),
        dated_on.into(),
        of.own.into(),
        tx.actor().person().map(|id| id.0).into(),
        tx.now().into(),
        document.map(|id| id.0).into(),
    ];
    execute(tx, sql, values).await
}

/// Tells the coordinators that something is new of the organisation's conditions.
pub(super) async fn tell(tx: &Tx, of: &Conditions) -> Result<()> {
    let (network, organisation) = (of.network, of.organisation);
    room::tell_coordinators(tx, network, Event::ConditionsChanged { network, organisation }).await
}

/// Confirms that all is as is held: once a year, by the organisation itself.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but who holds a seat of it, [`Error::Conflict`] where something has not been said, and in
/// a closed network.
pub async fn confirm(tx: &Tx, of: &Conditions) -> Result<()> {
    if !of.own {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, of.network()).await?;
    for one in held(tx, of).await? {
        let state = one.state.ok_or(Error::Conflict("conditions_unsaid"))?;
        mark(tx, of, one.id, state, (one.text.unwrap_or_default(), one.url, one.document_id, one.dated_on)).await?;
    }
    tell(tx, of).await
}

/// Somebody to ask: of a member in the same county, or else of the first in the alphabet.
#[derive(Clone, Debug, FromRow)]
pub struct Mentor {
    /// The condition they are named for; none for all the rest.
    pub condition_id: Option<ConditionId>,
    /// Which organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// Who holds its seat.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
}

/// Members to ask about the conditions: whom the network names for one, then for all the rest one of the same county or,
/// where there is none, any. Which conditions those meet is not told.
///
/// # Errors
/// When the database can't be reached.
pub async fn mentors(db: &impl Db, of: &Conditions, today: NaiveDate) -> Result<Vec<Mentor>> {
    let seats = "JOIN participation p ON p.network_id = $1 AND p.organisation_id = o.id AND p.state = 'member' \
                 AND p.from_day <= $2 AND (p.to_day IS NULL OR p.to_day >= $2) \
                 JOIN seat s ON s.network_id = $1 AND s.organisation_id = o.id \
                 JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
                 AND (h.to_day IS NULL OR h.to_day >= $2) JOIN person n ON n.id = h.person_id \
                 AND n.suspended_at IS NULL";
    let who = "o.id AS organisation_id, o.name AS organisation, n.id AS person_id, \
               CASE WHEN n.protected THEN NULL ELSE n.name END AS person";
    let sql = format!(
        "SELECT c.id AS condition_id, {who} FROM condition c JOIN organisation o ON o.id = c.mentor_id {seats} \
         WHERE c.network_id = $1 AND c.until IS NULL AND o.id <> $3 ORDER BY s.kind DESC, h.from_day"
    );
    let values = || [of.network.0.into(), today.into(), of.organisation.0.into()];
    let mut found: Vec<Mentor> = rows(db, &sql, values()).await?;
    let sql = format!(
        "SELECT CAST(NULL AS {uuid}) AS condition_id, {who} FROM organisation o {seats} WHERE o.id <> $3 \
         ORDER BY CASE WHEN o.county = (SELECT county FROM organisation WHERE id = $3) THEN 0 ELSE 1 END, \
         o.sort_key, s.kind DESC, h.from_day LIMIT 1",
        uuid = if postgres(db) { "uuid" } else { "blob" }
    );
    found.extend(rows::<Mentor>(db, &sql, values()).await?);
    Ok(found)
}

fn postgres(db: &impl Db) -> bool {
    db.backend() == sea_orm::DbBackend::Postgres
}

/// Lays down what an organisation has said of the six at a time gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn lay(
    tx: &Tx,
    network: NetworkId,
    organisation: OrganisationId,
    said: Vec<(KnownCondition, ConditionState, String)>,
    at: DateTime<Utc>,
) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    for condition in super::of(tx, network).await? {
        let Some((_, state, text)) = said.iter().find(|(word, _, _)| condition.word == Some(*word)) else { continue };
        let sql = "INSERT INTO condition_mark (id, network_id, organisation_id, condition_id, state, text, \
                   by_organisation, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = [
            crate::ids::uuid_at(at).into(),
            network.0.into(),
            organisation.0.into(),
            condition.id.0.into(),
            state.word().into(),
            text.as_str().into(),
            true.into(),
            at.into(),
        ];
        execute(tx, sql, values).await?;
    }
    Ok(())
}
