//! Reading the log: the installation's for an administrator, a network's for its coordinators.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::names::Fact;
use super::{link, names};
use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::catalogue;
use crate::clock::{in_order, start_of};
use crate::ids::NetworkId;
use crate::networks::network;
use crate::people::assignment::may_administer;
use crate::people::person::Language;
use crate::sorting::part_of_folded;
use crate::store::{Db, FromRow, Words, rows};
use crate::{Error, Result};

/// The most acts that are taken along at once.
pub const MOST_TAKEN: i64 = 20_000;

/// The longest text that is looked for.
const LONGEST: usize = 100;

/// Which log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The whole installation's.
    Installation,
    /// A network's.
    Network(NetworkId),
}

/// Which acts of it.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only acts of this kind.
    pub act: Option<String>,
    /// Only those that name this: somebody, an organisation, a network, or a word of the row itself, also of how the act is
    /// told in one of the languages.
    pub q: String,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
}

/// An act, as those read it who may.
#[derive(Clone, Debug)]
pub struct Noted {
    /// Its place in the chain.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none for the installation itself.
    pub actor: Option<Uuid>,
    /// Their name, where they have an account and it is not protected.
    pub actor_name: Option<String>,
    /// What was done.
    pub act: String,
    /// To what.
    pub subject: String,
    /// What that is called.
    pub subject_name: Option<String>,
    /// More about it, with names for ids where they have any.
    pub facts: String,
    /// The same, one by one.
    pub told: Vec<Fact>,
    /// In which network.
    pub network: Option<NetworkId>,
    /// What it is called.
    pub network_name: Option<String>,
    /// The row says what it said when it was written.
    pub sound: bool,
    /// The hash of the row before it.
    pub previous_hash: String,
    /// Its own.
    pub hash: String,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    at: DateTime<Utc>,
    actor: String,
    act: String,
    subject: String,
    facts: String,
    network_id: Option<NetworkId>,
    previous_hash: String,
    hash: String,
}

/// Whether the actor may read that log.
pub(super) async fn may_read(db: &impl Db, actor: &Actor, whose: Whose) -> Result<()> {
    match whose {
        Whose::Installation => may_administer(actor),
        Whose::Network(id) => {
            network::readable(db, actor, id).await?;
            if actor.may(id, NetworkRight::Govern) { Ok(()) } else { Err(Error::Forbidden) }
        }
    }
}

/// The acts before the one of that number, the newest first.
///
/// # Errors
/// [`Error::Unauthenticated`], [`Error::Forbidden`] for anybody but an administrator or, for a network's, its
/// coordinators; [`Error::NotFound`] where one does not see the network; [`Error::Invalid`] for too long a text or days
/// that end before they begin.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    whose: Whose,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Noted>> {
    may_read(db, actor, whose).await?;
    if filter.q.chars().count() > LONGEST {
        return Err(Error::invalid("/q", "too_long"));
    }
    filter.from.map_or(Ok(()), |from| in_order(from, filter.to))?;
    let q = filter.q.trim();
    let named = if q.is_empty() { Vec::new() } else { names::like(db, q).await? };
    let called = if q.is_empty() { Vec::new() } else { called(q) };
    let sql = format!(
        "SELECT id, at, actor, act, subject, facts, network_id, previous_hash, hash FROM audit WHERE id < $1 \
         AND ($3 = '' OR act = $3) AND at >= $4 AND at < $5 \
         AND ($6 = '' OR network_id = $7 OR (network_id IS NULL AND subject IN ($6, $8))) \
         AND ($9 = '' OR lower(facts) LIKE $9 ESCAPE '!' OR lower(subject) LIKE $9 ESCAPE '!' OR act LIKE $9 ESCAPE '!' \
         OR actor IN {0} OR subject IN {0} OR act IN {1} \
         OR EXISTS (SELECT 1 FROM {0} w WHERE facts LIKE '%' || w.value || '%')) ORDER BY id DESC LIMIT $2",
        Words::sql(db, "$10"),
        Words::sql(db, "$11")
    );
    let network = match whose {
        Whose::Installation => None,
        Whose::Network(id) => Some(id),
    };
    let text = network.map(|id| id.to_string()).unwrap_or_default();
    let to = filter.to.and_then(|day| day.succ_opt());
    let values = [
        before.unwrap_or(i64::MAX).into(),
        limit.into(),
        filter.act.clone().unwrap_or_default().into(),
        filter.from.map_or(DateTime::UNIX_EPOCH, start_of).into(),
        to.map_or(FAR, start_of).into(),
        text.clone().into(),
        network.map_or(Uuid::nil(), |id| id.0).into(),
        format!("network:{text}").into(),
        if q.is_empty() { String::new() } else { part_of_folded(q) }.into(),
        Words::value(named),
        Words::value(called),
    ];
    let page: Vec<Row> = rows(db, &sql, values).await?;
    let ids = page.iter().flat_map(|row| {
        let network = row.network_id.map(|id| id.0);
        names::ids(&row.actor).chain(names::ids(&row.subject)).chain(names::ids(&row.facts)).chain(network)
    });
    let known = names::of(db, whose, ids).await?;
    Ok(page.into_iter().map(|row| row.noted(&known, whose)).collect())
}

/// The acts that are told with those words, in whatever language.
fn called(q: &str) -> Vec<String> {
    let all = Language::ALL.iter().flat_map(|language| catalogue::of(*language).log.acts_like(q));
    all.map(str::to_owned).collect()
}

/// The instant that no act comes after: the years of both engines reach it.
const FAR: DateTime<Utc> = match DateTime::from_timestamp(253_402_214_400, 0) {
    Some(instant) => instant,
    None => DateTime::UNIX_EPOCH,
};

impl Row {
    fn noted(self, known: &names::Names, whose: Whose) -> Noted {
        let sound = self.hash
            == link(
                &self.previous_hash,
                self.at,
                self.network_id,
                [&self.actor, &self.act, &self.subject, &self.facts],
            );
        // why a message was hidden is for those who read the room
        let within = self.act.starts_with("message_") || self.act.starts_with("conversation_");
        let facts = if whose == Whose::Installation && within { "" } else { self.facts.as_str() };
        let actor = self.actor.parse().ok();
        let subject = names::ids(&self.subject).next();
        Noted {
            id: self.id,
            at: self.at,
            actor,
            actor_name: known.name(actor),
            told: known.facts(&self.act, facts),
            act: self.act,
            subject_name: known.name(subject),
            subject: self.subject,
            facts: known.named(facts),
            network: self.network_id,
            network_name: known.name(self.network_id.map(|id| id.0)),
            sound,
            previous_hash: self.previous_hash,
            hash: self.hash,
        }
    }
}

/// All acts that the filter leaves, to take along.
///
/// # Errors
/// As [`list()`]; [`Error::Invalid`] where they are more than [`MOST_TAKEN`]: fewer days at a time.
pub async fn take(db: &impl Db, actor: &Actor, whose: Whose, filter: &Filter) -> Result<Vec<Noted>> {
    let found = list(db, actor, whose, filter, None, MOST_TAKEN + 1).await?;
    match i64::try_from(found.len()) {
        Ok(many) if many <= MOST_TAKEN => Ok(found),
        _ => Err(Error::invalid("/from", "too_many")),
    }
}
