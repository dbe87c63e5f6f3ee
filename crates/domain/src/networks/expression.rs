//! An expression of interest: sent by anybody, without an account. Until its address has been confirmed it waits where
//! nobody sees it, and is gone after a week; then it becomes a case.
//!
//! Whoever sends one is told the same whether there is such an organisation in the network, whether the address is known
//! here, and whether a letter went: nothing leaks about who exists.

mod confirm;

use chrono::{DateTime, TimeDelta, Utc};

pub use confirm::{Unconfirmed, confirm, of_notice, unconfirmed};

use crate::conversations::text::{clean, is_blank};
use crate::ids::{ConditionId, ExpressionId, NetworkId, OrganisationId};
use crate::networks::condition::{self, Condition, ConditionState};
use crate::notifications::{NewNotice, NoticeKind, new_token, notice};
use crate::people::person::{self, Language};
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row};
use crate::{Error, Result};

/// For how long an address may be confirmed.
pub const KEPT: TimeDelta = TimeDelta::days(7);
/// The most characters of a name, a role, and what an organisation is called.
pub const LONGEST_NAME: usize = 200;
/// The most characters of an answer, and of what is added.
pub const LONGEST_TEXT: usize = 4_000;
/// The most letters to one address in a day.
const TO_ONE: i64 = 3;
/// The most letters of one network in an hour.
const OF_ONE: i64 = 60;

/// A network as anybody may see it who thinks of joining.
#[derive(Clone, Debug)]
pub struct OpenNetwork {
    /// Which.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What it asks of a member.
    pub conditions: Vec<Condition>,
}

/// The network of that slug, for the public form.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or it is closed.
pub async fn open_network(db: &impl Db, slug: &str) -> Result<OpenNetwork> {
    #[derive(FromRow)]
    struct Row {
        id: NetworkId,
        slug: String,
        name: String,
        purpose: String,
    }
    let sql = "SELECT id, slug, name, purpose FROM network WHERE slug = $1 AND closed_at IS NULL";
    let Row { id, slug, name, purpose } = row(db, sql, [slug.into()]).await?.ok_or(Error::NotFound)?;
    Ok(OpenNetwork { conditions: condition::of(db, id).await?, id, slug, name, purpose })
}

/// An answer to a condition.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answer {
    /// Which.
    pub condition_id: ConditionId,
    /// How the organisation stands to it.
    pub state: ConditionState,
    /// In its own words.
    pub text: String,
}

/// What somebody sends.
#[derive(Clone, Debug)]
pub struct NewExpression {
    /// The organisation, from the list.
    pub organisation: Option<OrganisationId>,
    /// What it is called, where it is not in the list.
    pub organisation_name: Option<String>,
    /// Who asks.
    pub name: String,
    /// As what.
    pub role: String,
    /// Their address.
    pub email: String,
    /// The language they are written to in.
    pub language: Language,
    /// One for each condition.
    pub answers: Vec<Answer>,
    /// What they add.
    pub message: String,
    /// The wording of the consent they gave.
    pub consent: String,
}

/// Takes an expression of interest in and lays a letter ready that asks to confirm it; where the address has got its
/// letters for the day nothing more is done, and nobody is told so.
///
/// # Errors
/// [`Error::Invalid`] for a value that can't be, [`Error::NotFoundIn`] for an organisation or condition there is not,
/// [`Error::TooMany`] when so many have come within the hour that no more letters are sent.
pub async fn begin(tx: &Tx, network: &OpenNetwork, new: NewExpression) -> Result<()> {
    let name = short("/name", &new.name)?;
    let role = short("/role", &new.role)?;
    let email = person::address(&new.email).map_err(|_| Error::invalid("/email", "not_an_address"))?;
    let message = long("/message", &new.message)?;
    let organisation_name = match (new.organisation, &new.organisation_name) {
        (Some(id), _) => organisation(tx, id).await?,
        (None, Some(called)) => short("/organisation_name", called)?,
        (None, None) => return Err(Error::invalid("/organisation_id", "missing")),
    };
    let answers = answers(&network.conditions, new.answers)?;
    if to_one(tx, &email).await? >= TO_ONE {
        return Ok(());
    }
    if of_one(tx, network.id).await? >= OF_ONE {
        return Err(Error::TooMany(3600));
    }
    let (token, hash) = new_token();
    let id = ExpressionId::at(tx.now());
    let sql = "INSERT INTO expression (id, network_id, organisation_id, organisation_name, name, role, email, \
               email_folded, language, answers, message, consent, token_hash, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = [
        id.0.into(),
        network.id.0.into(),
        new.organisation.map(|id| id.0).into(),
        organisation_name.into(),
        name.into(),
        role.into(),
        new.email.trim().into(),
        email.into(),
        new.language.word().into(),
        serde_json::to_value(&answers)?.into(),
        message.into(),
        new.consent.into(),
        hash.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let letter = NewNotice {
        to: new.email.trim().to_owned(),
        language: new.language,
        kind: NoticeKind::ExpressionConfirm,
        subject: id.0,
        network: Some(network.id),
        secret: Some(token),
        cause: format!("expression:{id}"),
    };
    // how many letters an address gets is not for others to find out
    notice::enqueue_unless_too_many(tx, letter).await.map(drop)
}

async fn organisation(tx: &Tx, id: OrganisationId) -> Result<String> {
    #[derive(FromRow)]
    struct Row {
        name: String,
    }
    let found: Option<Row> = row(tx, "SELECT name FROM organisation WHERE id = $1", [id.0.into()]).await?;
    Ok(found.ok_or(Error::NotFoundIn("/organisation_id"))?.name)
}

/// One answer for each condition, in their order.
fn answers(conditions: &[Condition], given: Vec<Answer>) -> Result<Vec<Answer>> {
    if given.iter().any(|answer| !conditions.iter().any(|one| one.id == answer.condition_id)) {
        return Err(Error::NotFoundIn("/answers"));
    }
    let answered = conditions.iter().map(|condition| {
        let mut of_this = given.iter().filter(|answer| answer.condition_id == condition.id);
        let (Some(answer), None) = (of_this.next(), of_this.next()) else {
            return Err(Error::invalid("/answers", "one_each"));
        };
        Ok(Answer { text: long("/answers", &answer.text)?, ..answer.clone() })
    });
    answered.collect()
}

async fn to_one(tx: &Tx, email: &str) -> Result<i64> {
    let sql = "SELECT count(*) AS n FROM expression WHERE email_folded = $1 AND created_at > $2";
    let since = tx.now() - TimeDelta::days(1);
    let found = one(tx, sql, [email.into(), since.into()]).await?;
    Ok(found.map(|row| row.get("n")).transpose()?.unwrap_or(0))
}

async fn of_one(tx: &Tx, network: NetworkId) -> Result<i64> {
    let sql = "SELECT count(*) AS n FROM expression WHERE network_id = $1 AND created_at > $2";
    let since = tx.now() - TimeDelta::hours(1);
    let found = one(tx, sql, [network.0.into(), since.into()]).await?;
    Ok(found.map(|row| row.get("n")).transpose()?.unwrap_or(0))
}

/// A line that has to be there.
pub(crate) fn short(pointer: &'static str, text: &str) -> Result<String> {
    let text = clean(text.trim()).replace('\n', " ");
    if is_blank(&text) {
        return Err(Error::invalid(pointer, "empty"));
    }
    if text.chars().count() > LONGEST_NAME {
        return Err(Error::invalid(pointer, "too_long"));
    }
    Ok(text)
}

/// A text that may be left out.
pub(crate) fn long(pointer: &'static str, text: &str) -> Result<String> {
    let text = clean(text.trim());
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::invalid(pointer, "too_long"));
    }
    Ok(if is_blank(&text) { String::new() } else { text })
}

/// Throws away what nobody has confirmed in time, at most 500 at once; tells how many.
///
/// # Errors
/// When the database can't be reached.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<u64> {
    let sql = "DELETE FROM expression WHERE id IN (SELECT id FROM expression WHERE created_at < $1 LIMIT 500)";
    execute_affecting(tx, sql, [before.into()]).await
}
