//! Letters that ask the members of a network to decide on an agreement: to those who hold their official seats, when the
//! period is prepared, and again at a coordinator's word. Whose decision is noted is left in peace.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::write::{alone, writable};
use super::{Agreement, COUNTS, MEMBER};
use crate::actor::Actor;
use crate::event::Event;
use crate::ids::{AgreementId, NetworkId, OrganisationId, PersonId, uuid_at};
use crate::networks::network;
use crate::networks::seat::{Official, officials};
use crate::notifications::{NewNotice, NoticeKind, notice};
use crate::store::{Db, FromRow, Tx, execute, one, row, rows};
use crate::{Error, Result};

/// The least time between two rounds of letters about one agreement.
pub const BETWEEN_LETTERS: TimeDelta = TimeDelta::days(7);
/// The most letters of one round.
const MOST: i64 = 1_000;
/// The most letters that are shown, the newest.
const SHOWN: i64 = 3_000;

/// Somebody a letter would go to.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// For which organisation.
    pub organisation_id: OrganisationId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
}

/// A letter that was sent.
#[derive(Clone, Debug, FromRow)]
pub struct Told {
    /// To which organisation.
    pub organisation_id: OrganisationId,
    /// To whom there; none where the identity is protected.
    pub person: Option<String>,
    /// They had been asked before.
    pub reminder: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who holds the official seats of the members of today, by organisation: whom a letter would go to.
///
/// # Errors
/// [`Error::Forbidden`] for whoever does not write agreements in the network.
pub async fn recipients(db: &impl Db, actor: &Actor, of: &Agreement, today: NaiveDate) -> Result<Vec<Recipient>> {
    asks(actor, of)?;
    let sql = format!("SELECT p.organisation_id FROM participation p WHERE p.network_id = $1 AND {MEMBER}");
    let members: Vec<Member> = rows(db, &sql, [of.network_id.0.into(), today.into()]).await?;
    let members = members.into_iter().map(|one| one.organisation_id);
    let found = officials(db, of.network_id, members, today, MOST).await?;
    let recipient = |one: Official| Recipient { organisation_id: one.organisation_id, person: one.person };
    Ok(found.into_iter().map(recipient).collect())
}

#[derive(FromRow)]
struct Member {
    organisation_id: OrganisationId,
}

/// The letters that have been sent about the agreement, the newest first.
///
/// # Errors
/// As [`recipients`].
pub async fn told(db: &impl Db, actor: &Actor, of: &Agreement) -> Result<Vec<Told>> {
    asks(actor, of)?;
    let sql = format!(
        "SELECT l.organisation_id, CASE WHEN q.protected THEN NULL ELSE q.name END AS person, l.reminder, l.at \
         FROM adoption_letter l JOIN person q ON q.id = l.person_id WHERE l.agreement_id = $1 \
         ORDER BY l.at DESC, q.sort_key, l.id LIMIT {SHOWN}"
    );
    rows(db, &sql, [of.id.0.into()]).await
}

fn asks(actor: &Actor, of: &Agreement) -> Result<()> {
    if super::may_write(actor, of.network_id) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Whether letters about the agreement may go now: a decision is missing, its period is not over, and the last round was a
/// week ago.
///
/// # Errors
/// When the database can't be reached.
pub async fn may_ask(db: &impl Db, actor: &Actor, of: &Agreement, now: DateTime<Utc>) -> Result<bool> {
    if asks(actor, of).is_err() || of.missing == 0 {
        return Ok(false);
    }
    match sendable(db, of, now).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn sendable(db: &impl Db, of: &Agreement, now: DateTime<Utc>) -> Result<()> {
    network::still_open(db, of.network_id).await?;
    if of.to_day.is_some_and(|to| to < crate::clock::day_of(now)) {
        return Err(Error::Conflict("period_over"));
    }
    let lately = "SELECT id FROM adoption_letter WHERE agreement_id = $1 AND at > $2 LIMIT 1";
    if one(db, lately, [of.id.0.into(), (now - BETWEEN_LETTERS).into()]).await?.is_some() {
        return Err(Error::Conflict("asked_recently"));
    }
    Ok(())
}

/// Asks for the decisions that are missing. Gives how many letters go.
///
/// # Errors
/// [`Error::NotFound`] where one sees no such agreement, [`Error::Forbidden`] without the right to write it,
/// [`Error::Conflict`] where all have decided, nobody holds a seat, the period is over, the network is closed, or the last
/// letters went less than a week ago.
pub async fn ask(tx: &Tx, id: AgreementId) -> Result<usize> {
    writable(tx, id).await?;
    alone(tx, id).await?;
    let found = writable(tx, id).await?;
    if found.missing == 0 {
        return Err(Error::Conflict("everybody_decided"));
    }
    match send(tx, &found).await? {
        0 => Err(Error::Conflict("no_official_to_write_to")),
        letters => Ok(letters),
    }
}

/// Sends a letter to each holder of an official seat of a member whose decision is missing. The caller has asked for the
/// right, and holds the agreement.
pub(super) async fn send(tx: &Tx, of: &Agreement) -> Result<usize> {
    #[derive(FromRow)]
    struct Asked {
        organisation_id: OrganisationId,
        person_id: PersonId,
    }
    sendable(tx, of, tx.now()).await?;
    let sql = format!(
        "SELECT p.organisation_id FROM participation p WHERE p.network_id = $1 AND {MEMBER} \
         AND NOT EXISTS (SELECT 1 FROM adoption d WHERE d.agreement_id = $3 AND d.organisation_id = p.organisation_id \
         AND {COUNTS})"
    );
    let silent: Vec<Member> = rows(tx, &sql, [of.network_id.0.into(), tx.today().into(), of.id.0.into()]).await?;
    let silent = silent.into_iter().map(|one| one.organisation_id);
    let holders = officials(tx, of.network_id, silent, tx.today(), MOST).await?;
    let sql = "SELECT DISTINCT organisation_id, person_id FROM adoption_letter WHERE agreement_id = $1";
    let asked: Vec<Asked> = rows(tx, sql, [of.id.0.into()]).await?;
    let asked: BTreeSet<_> = asked.into_iter().map(|one| (one.organisation_id, one.person_id)).collect();
    for holder in &holders {
        let letter = uuid_at(tx.now());
        let sql = "INSERT INTO adoption_letter (id, agreement_id, organisation_id, person_id, reminder, at) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let values = [
            letter.into(),
            of.id.0.into(),
            holder.organisation_id.0.into(),
            holder.person_id.0.into(),
            asked.contains(&(holder.organisation_id, holder.person_id)).into(),
            tx.now().into(),
        ];
        execute(tx, sql, values).await?;
        let new = NewNotice {
            to: holder.email.clone(),
            language: holder.language,
            kind: NoticeKind::DecisionAsked,
            subject: letter,
            network: Some(of.network_id),
            secret: None,
            cause: format!("decision_asked:{letter}"),
        };
        // that they are asked stands: whoever gets many letters this hour gets this one in the next
        notice::enqueue_in_turn(tx, new).await?;
    }
    tx.record(of.network_id, Event::NetworkChanged { network: of.network_id });
    let letters = format!("letters={}", holders.len());
    crate::audit::note_in(tx, of.network_id, "decisions_asked", &of.id.to_string(), &letters).await?;
    Ok(holders.len())
}

/// What a letter says.
#[derive(Clone, Debug, FromRow)]
pub struct Words {
    /// On which agreement one is to decide.
    pub agreement_id: AgreementId,
    /// What it is called.
    pub title: String,
    /// The first day of its period.
    pub from_day: NaiveDate,
    /// The last day, included; none while it is open.
    pub to_day: Option<NaiveDate>,
    /// The last day of the period before it; none where there was none, or it is open.
    pub until: Option<NaiveDate>,
    /// The network's name.
    pub network: String,
    /// The organisation's name.
    pub organisation: String,
    /// They had been asked before.
    pub reminder: bool,
}

/// What a letter says; none where the organisation has decided meanwhile or is a member no more, its recipient holds the
/// seat no more, or the network is closed. For the notifier.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn words(db: &impl Db, actor: &Actor, letter: Uuid, today: NaiveDate) -> Result<Option<Words>> {
    if !matches!(actor, Actor::System) {
        return Err(Error::Forbidden);
    }
    #[derive(FromRow)]
    struct Found {
        #[row(nested)]
        words: Words,
        network_id: NetworkId,
        organisation_id: OrganisationId,
        person_id: PersonId,
    }
    let sql = format!(
        "SELECT a.id AS agreement_id, a.title, a.from_day, a.to_day, b.to_day AS until, n.name AS network, \
         o.name AS organisation, l.reminder, n.id AS network_id, o.id AS organisation_id, l.person_id FROM adoption_letter l JOIN agreement a ON a.id = l.agreement_id \
         JOIN network n ON n.id = a.network_id AND n.closed_at IS NULL JOIN organisation o ON o.id = l.organisation_id \
         LEFT JOIN agreement b ON b.id = a.renews_id WHERE l.id = $1 \
         AND NOT EXISTS (SELECT 1 FROM adoption d WHERE d.agreement_id = a.id AND d.organisation_id = o.id AND {COUNTS}) \
         AND EXISTS (SELECT 1 FROM participation p WHERE p.network_id = n.id AND p.organisation_id = o.id AND {MEMBER})"
    );
    let found: Option<Found> = row(db, &sql, [letter.into(), today.into()]).await?;
    let Some(found) = found else { return Ok(None) };
    let holders = officials(db, found.network_id, [found.organisation_id], today, MOST).await?;
    Ok(holders.iter().any(|one| one.person_id == found.person_id).then_some(found.words))
}
