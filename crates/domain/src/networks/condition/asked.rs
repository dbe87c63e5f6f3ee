//! What a network asks, in its own words and order: the coordinators write the whole list. A condition that is asked no
//! more stays with what was said of it.

use std::collections::BTreeSet;

use super::KnownCondition;
use crate::actor::Actor;
use crate::audit::{self, Written};
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{ConditionId, NetworkId, OrganisationId};
use crate::networks::{governing, network, participation};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, rows};
use crate::{Error, Result};

/// The most conditions of one network.
const MOST: usize = 30;
const LONGEST_TITLE: usize = 200;
const LONGEST_EXPLANATION: usize = 2_000;
const LONGEST_ADDRESS: usize = 1_000;

/// A condition as those who govern the network write it.
#[derive(Clone, Debug, FromRow)]
pub struct Asked {
    /// Its id.
    pub id: ConditionId,
    /// Which of the six it is; none for one of the network's own.
    pub word: Option<KnownCondition>,
    /// Its own wording.
    pub title: Option<String>,
    /// What it means.
    pub explanation: Option<String>,
    /// Where a template for it is.
    pub template_url: Option<String>,
    /// The member to ask about it.
    pub mentor_id: Option<OrganisationId>,
    /// Its name.
    pub mentor: Option<String>,
}

/// What the network asks, in its order, and the network's revision.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn asked(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<(Vec<Asked>, i64)> {
    let governed = governing::governed(db, actor, network).await?;
    Ok((current(db, network).await?, governed.revision))
}

async fn current(db: &impl Db, network: NetworkId) -> Result<Vec<Asked>> {
    let sql = "SELECT c.id, c.word, c.title, c.explanation, c.template_url, c.mentor_id, o.name AS mentor \
               FROM condition c LEFT JOIN organisation o ON o.id = c.mentor_id \
               WHERE c.network_id = $1 AND c.until IS NULL ORDER BY c.position, c.id LIMIT 50";
    rows(db, sql, [network.0.into()]).await
}

/// A condition as it is to be asked.
#[derive(Clone, Debug)]
pub struct ToAsk {
    /// Which of those asked today; none for a new one.
    pub id: Option<ConditionId>,
    /// Its own wording; one of the six may do without.
    pub title: Option<String>,
    /// What it means.
    pub explanation: Option<String>,
    /// Where a template for it is.
    pub template_url: Option<String>,
    /// The member to ask about it.
    pub mentor_id: Option<OrganisationId>,
}

/// Asks these conditions from now on, in this order. Those that are not among them are asked no more.
///
/// # Errors
/// As [`asked`]; [`Error::Stale`] when the network has changed since `revision`, [`Error::Invalid`] for too many, for a
/// condition without words, or an address that is none; [`Error::NotFoundIn`] for one that is not asked today, or a mentor
/// that takes no part; [`Error::Conflict`] in a closed network.
pub async fn ask(tx: &Tx, network: NetworkId, revision: i64, wanted: Vec<ToAsk>) -> Result<()> {
    let (before, stands) = asked(tx, tx.actor(), network).await?;
    if stands != revision {
        return Err(Error::Stale);
    }
    network::still_open(tx, network).await?;
    if wanted.len() > MOST {
        return Err(Error::invalid("/conditions", "too_many"));
    }
    let named: Vec<ConditionId> = wanted.iter().filter_map(|one| one.id).collect();
    let kept: BTreeSet<ConditionId> = named.iter().copied().collect();
    if kept.len() != named.len() || !kept.iter().all(|id| before.iter().any(|one| one.id == *id)) {
        return Err(Error::NotFoundIn("/conditions"));
    }
    let sql = "UPDATE network SET revision = revision + 1 WHERE id = $1 AND revision = $2";
    if execute_affecting(tx, sql, [network.0.into(), revision.into()]).await? == 0 {
        return Err(Error::Stale);
    }
    for gone in before.iter().filter(|one| !kept.contains(&one.id)) {
        execute(tx, "UPDATE condition SET until = $2 WHERE id = $1", [gone.id.0.into(), tx.now().into()]).await?;
        audit::note_written(tx, network, Written::ConditionEnded, &gone.id.to_string(), &called(gone)).await?;
    }
    for (position, one) in (1_i32..).zip(wanted) {
        let known = one.id.and_then(|id| before.iter().find(|held| held.id == id));
        let one = checked(tx, network, one, known.is_some_and(|held| held.word.is_some())).await?;
        match known {
            Some(held) => rewrite(tx, network, held, position, one).await?,
            None => add(tx, network, position, one).await?,
        }
    }
    tx.record(network, Event::NetworkChanged { network });
    Ok(())
}

fn called(one: &Asked) -> String {
    one.title.clone().or(one.word.map(|word| word.word().to_owned())).unwrap_or_default()
}

/// The same, in order. One of the six has words of the interface's own.
async fn checked(tx: &Tx, network: NetworkId, one: ToAsk, known: bool) -> Result<ToAsk> {
    let title = one.title.map(|title| clean(&title.split_whitespace().collect::<Vec<_>>().join(" ")));
    let title = title.filter(|title| !is_blank(title));
    if title.is_none() && !known {
        return Err(Error::invalid("/conditions/title", "length"));
    }
    let explanation = one.explanation.map(|text| clean(text.trim())).filter(|text| !is_blank(text));
    let url = one.template_url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
    let long = |text: &Option<String>, most: usize| text.as_ref().is_some_and(|text| text.chars().count() > most);
    if long(&title, LONGEST_TITLE) {
        return Err(Error::invalid("/conditions/title", "too_long"));
    }
    if long(&explanation, LONGEST_EXPLANATION) {
        return Err(Error::invalid("/conditions/explanation", "too_long"));
    }
    let address = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    if long(&url, LONGEST_ADDRESS) || !url.as_ref().is_none_or(address) {
        return Err(Error::invalid("/conditions/template_url", "not_an_address_of_a_page"));
    }
    if let Some(mentor) = one.mentor_id {
        let known = participation::known(tx, network, mentor).await;
        known.map_err(|_| Error::NotFoundIn("/conditions/mentor_id"))?;
    }
    Ok(ToAsk { title, explanation, template_url: url, ..one })
}

async fn rewrite(tx: &Tx, network: NetworkId, held: &Asked, position: i32, one: ToAsk) -> Result<()> {
    let sql = "UPDATE condition SET position = $2, title = $3, explanation = $4, template_url = $5, mentor_id = $6 \
               WHERE id = $1";
    let changed = (&held.title, &held.explanation) != (&one.title, &one.explanation);
    let values = [
        held.id.0.into(),
        position.into(),
        one.title.into(),
        one.explanation.into(),
        one.template_url.into(),
        one.mentor_id.map(|id| id.0).into(),
    ];
    execute(tx, sql, values).await?;
    if changed {
        // what it said before, for who reads in the log what was asked when something was answered
        let said = format!("{} – {}", called(held), held.explanation.as_deref().unwrap_or_default());
        audit::note_written(tx, network, Written::ConditionChanged, &held.id.to_string(), &said).await?;
    }
    Ok(())
}

async fn add(tx: &Tx, network: NetworkId, position: i32, one: ToAsk) -> Result<()> {
    let id = ConditionId::at(tx.now());
    let sql = "INSERT INTO condition (id, network_id, position, title, explanation, template_url, mentor_id, since) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let title = one.title.clone().unwrap_or_default();
    let values = [
        id.0.into(),
        network.0.into(),
        position.into(),
        one.title.into(),
        one.explanation.into(),
        one.template_url.into(),
        one.mentor_id.map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    audit::note_written(tx, network, Written::ConditionAdded, &id.to_string(), &title).await
}
