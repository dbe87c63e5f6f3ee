//! Keeping the list of organisations: those that no official list has are made by hand, and one may be given another name.
//! What it was called stays: it is found by it, and what is told of a day uses the name of that day.

use chrono::NaiveDate;

use super::OrganisationKind;
use super::county::COUNTIES;
use crate::actor::Actor;
use crate::audit::{self, Written};
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, uuid_at};
use crate::people::assignment::may_administer;
use crate::sorting::{fold, sort_key};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::{Error, Result};

/// The longest name.
const LONGEST: usize = 200;
/// How many generations of parents there may be.
const DEEPEST: usize = 5;

/// An organisation, with what it was called.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What it is today.
    pub facts: Facts,
    /// What it was called before, the latest first.
    pub before: Vec<FormerName>,
    /// What it is also called.
    pub aliases: Vec<String>,
}

/// What an organisation is.
#[derive(Clone, Debug, FromRow)]
pub struct Facts {
    /// Which.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// Its official code, where it has one.
    pub code: Option<String>,
    /// Its county.
    pub county: Option<String>,
    /// Which it is part of.
    pub parent_id: Option<OrganisationId>,
    /// Its name.
    pub parent: Option<String>,
    /// Counts its changes.
    pub revision: i64,
}

/// A name that an organisation had.
#[derive(Clone, Debug, FromRow)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The last day it was called so.
    pub to_day: NaiveDate,
}

/// What an organisation is to be.
#[derive(Clone, Debug)]
pub struct Writing {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// Its county.
    pub county: Option<String>,
    /// Which it is part of.
    pub parent: Option<OrganisationId>,
}

/// An organisation.
///
/// # Errors
/// [`Error::Unauthenticated`] for who is not signed in, [`Error::NotFound`] where there is none.
pub async fn of(db: &impl Db, actor: &Actor, id: OrganisationId) -> Result<Kept> {
    #[derive(FromRow)]
    struct Alias {
        alias: String,
    }
    if !matches!(actor, Actor::System) {
        actor.signed_in()?;
    }
    let sql = "SELECT o.id, o.kind, o.name, o.code, o.county, o.parent_id, p.name AS parent, o.revision \
               FROM organisation o LEFT JOIN organisation p ON p.id = o.parent_id WHERE o.id = $1";
    let facts: Facts = row(db, sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let sql = "SELECT name, to_day FROM organisation_former_name WHERE organisation_id = $1 ORDER BY to_day DESC, id DESC LIMIT 50";
    let before = rows(db, sql, [id.0.into()]).await?;
    let sql = "SELECT alias FROM organisation_alias WHERE organisation_id = $1 ORDER BY alias_folded LIMIT 50";
    let aliases: Vec<Alias> = rows(db, sql, [id.0.into()]).await?;
    Ok(Kept { facts, before, aliases: aliases.into_iter().map(|one| one.alias).collect() })
}

/// An organisation that one may change.
///
/// # Errors
/// As [`of`]; [`Error::Forbidden`] for anybody but an administrator.
pub async fn changeable(db: &impl Db, actor: &Actor, id: OrganisationId) -> Result<Kept> {
    let found = of(db, actor, id).await?;
    may_administer(actor)?;
    Ok(found)
}

/// Makes an organisation by hand.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`] for anybody but an administrator, [`Error::NotFoundIn`] for a parent
/// that is none, [`Error::Conflict`] for a name that another has, [`Error::Invalid`] for what can't be.
pub async fn make(tx: &Tx, new: Writing) -> Result<OrganisationId> {
    may_administer(tx.actor())?;
    let name = checked(tx, None, &new).await?;
    let new = super::NewOrganisation { kind: new.kind, name, code: None, county: new.county, parent: new.parent };
    let id = super::create(tx, new).await?;
    crate::audit::note(tx, "organisation_made", &id.to_string(), "").await?;
    Ok(id)
}

/// Changes what an organisation is; by another name it goes from today on.
///
/// # Errors
/// As [`make`]; [`Error::NotFound`] where there is none, [`Error::Stale`] where it has been changed meanwhile.
pub async fn change(tx: &Tx, id: OrganisationId, revision: i64, new: Writing) -> Result<Kept> {
    let before = changeable(tx, tx.actor(), id).await?;
    if before.facts.revision != revision {
        return Err(Error::Stale);
    }
    // the official lists say what is in them, and are read anew at every start
    if before.facts.code.is_some() && (new.kind != before.facts.kind || new.county != before.facts.county) {
        return Err(Error::invalid("/kind", "official"));
    }
    let name = checked(tx, Some(id), &new).await?;
    let sql = "UPDATE organisation SET kind = $2, name = $3, name_folded = $4, sort_key = $5, county = $6, parent_id = $7, \
               revision = revision + 1 WHERE id = $1 AND revision = $8";
    let values = [
        id.0.into(),
        new.kind.word().into(),
        name.clone().into(),
        fold(&name).into(),
        sort_key(&name).into(),
        new.county.into(),
        new.parent.map(|id| id.0).into(),
        revision.into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    if name != before.facts.name {
        remember(tx, id, &before.facts.name).await?;
    }
    told(tx, id).await?;
    crate::audit::note(tx, "organisation_changed", &id.to_string(), "").await?;
    of(tx, tx.actor(), id).await
}

/// Keeps the name it had until yesterday, and lets it be found by it.
async fn remember(tx: &Tx, id: OrganisationId, name: &str) -> Result<()> {
    let last = tx.today().pred_opt().ok_or_else(|| Error::internal("no day before today"))?;
    let sql = "INSERT INTO organisation_former_name (id, organisation_id, name, name_folded, to_day, noted_by, noted_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let by = tx.actor().logged();
    let values = [
        uuid_at(tx.now()).into(),
        id.0.into(),
        name.into(),
        fold(name).into(),
        last.into(),
        by.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let sql = "INSERT INTO organisation_alias (organisation_id, alias, alias_folded) VALUES ($1, $2, $3) \
               ON CONFLICT (organisation_id, alias_folded) DO NOTHING";
    execute(tx, sql, [id.0.into(), name.into(), fold(name).into()]).await
}

/// Deletes an organisation that nothing tells of.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::NotFound`] where there is none, [`Error::Forbidden`] for anybody but an
/// administrator, [`Error::Conflict`] for one with a history or from the official lists.
pub async fn delete(tx: &Tx, id: OrganisationId) -> Result<()> {
    let found = changeable(tx, tx.actor(), id).await?;
    if found.facts.code.is_some() {
        return Err(Error::Conflict("organisation_is_official"));
    }
    if told_of(tx, id).await? {
        return Err(Error::Conflict("organisation_has_history"));
    }
    execute(tx, "DELETE FROM organisation_alias WHERE organisation_id = $1", [id.0.into()]).await?;
    execute(tx, "DELETE FROM organisation WHERE id = $1", [id.0.into()]).await?;
    let (subject, name) = (id.to_string(), found.facts.name);
    audit::note_written(tx, None, Written::OrganisationDeleted, &subject, &name).await
}

/// Whether anything refers to it but what it is also called. The schema itself says what can: no table is forgotten.
async fn told_of(tx: &Tx, id: OrganisationId) -> Result<bool> {
    use crate::store::sealed::Connection as _;
    #[derive(FromRow)]
    struct Reference {
        held_in: String,
        held_as: String,
    }
    let sql = match tx.backend() {
        sea_orm::DbBackend::Postgres => {
            "SELECT CAST(c.conrelid::regclass AS text) AS held_in, CAST(a.attname AS text) AS held_as FROM pg_constraint c \
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
             WHERE c.contype = 'f' AND c.confrelid = 'organisation'::regclass"
        }
        _ => {
            "SELECT m.name AS held_in, f.\"from\" AS held_as FROM sqlite_master m \
             JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" = 'organisation'"
        }
    };
    let all: Vec<Reference> = rows(tx, sql, []).await?;
    let others = all.iter().filter(|one| !one.held_in.ends_with("organisation_alias"));
    let parts: Vec<String> =
        others.map(|one| format!("SELECT 1 AS x FROM {} WHERE {} = $1", one.held_in, one.held_as)).collect();
    let sql = format!("SELECT x FROM ({}) found LIMIT 1", parts.join(" UNION ALL "));
    Ok(one(tx, &sql, [id.0.into()]).await?.is_some())
}

/// The name, where all of it can be.
async fn checked(tx: &Tx, id: Option<OrganisationId>, new: &Writing) -> Result<String> {
    #[derive(FromRow)]
    struct Row {
        id: OrganisationId,
    }
    #[derive(FromRow)]
    struct Parent {
        parent_id: Option<OrganisationId>,
    }
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err(Error::invalid("/name", "length"));
    }
    if new.county.as_ref().is_some_and(|county| !COUNTIES.iter().any(|one| one.name == county)) {
        return Err(Error::invalid("/county", "not_a_county"));
    }
    // one after the other, so that no two take a name and no two become one another's parents
    execute(tx, "UPDATE installation SET epoch = epoch WHERE id = 1", []).await?;
    let mut above = new.parent;
    for _ in 0..DEEPEST {
        let Some(parent) = above else { break };
        if Some(parent) == id {
            return Err(Error::invalid("/parent_id", "part_of_itself"));
        }
        let sql = "SELECT parent_id FROM organisation WHERE id = $1";
        let found: Option<Parent> = row(tx, sql, [parent.0.into()]).await?;
        above = found.ok_or(Error::NotFoundIn("/parent_id"))?.parent_id;
    }
    if above.is_some() {
        return Err(Error::invalid("/parent_id", "too_deep"));
    }
    let sql = "SELECT id FROM organisation WHERE name_folded = $1";
    let taken: Option<Row> = row(tx, sql, [fold(&name).into()]).await?;
    match taken {
        Some(other) if Some(other.id) != id => Err(Error::Conflict("organisation_name_taken")),
        _ => Ok(name),
    }
}

/// Tells the networks it takes part in: their lists and the index hold its name.
async fn told(tx: &Tx, id: OrganisationId) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        network_id: NetworkId,
    }
    let sql = "SELECT DISTINCT network_id FROM participation WHERE organisation_id = $1";
    for row in rows::<Row>(tx, sql, [id.0.into()]).await? {
        tx.record(row.network_id, Event::ParticipationChanged { organisation: id });
    }
    Ok(())
}

/// What the organisation `o` was called on the day in the parameter (`$2`).
#[must_use]
pub(crate) fn name_on(day: &str) -> String {
    format!(
        "coalesce((SELECT w.name FROM organisation_former_name w WHERE w.organisation_id = o.id AND w.to_day >= {day} \
         ORDER BY w.to_day, w.id LIMIT 1), o.name)"
    )
}
