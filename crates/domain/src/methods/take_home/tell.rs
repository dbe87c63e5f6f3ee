//! Saying that somebody at home was told: by mail to the home group, or otherwise. Each is a row with the words of then.

use super::OwnPage;
use crate::actor::Actor;
use crate::catalogue;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{HomeGroupRecipientId, PersonId, TakeHomeId, TellingId, uuid_at};
use crate::networks::home_group;
use crate::notifications::{self, NewNotice, NoticeKind, new_token, notice, token};
use crate::people::person::Language;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, one, rows};
use crate::words::words;
use crate::{Error, Result};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// The most characters of who was told.
const LONGEST_TOLD: usize = 300;
/// How often an organisation writes to its home group within a day.
const MOST_MAILS_A_DAY: i64 = 5;
/// The most tellings of one page that are shown.
const SHOWN: i64 = 100;

words! {
    /// How somebody was told.
    Way {
        /// By mail to the home group.
        Mail = "mail",
        /// Otherwise: at a meeting, on paper.
        Otherwise = "otherwise",
    }
}

/// That somebody was told.
#[derive(Clone, Debug, FromRow)]
pub struct Telling {
    /// Which.
    pub id: TellingId,
    /// Of which page.
    pub take_home_id: TakeHomeId,
    /// How.
    pub way: Way,
    /// Who, in words; empty where it went by mail.
    pub told: String,
    /// When.
    pub told_on: NaiveDate,
    /// To how many it went by mail.
    pub recipients: i64,
    /// It reports to the political level.
    pub reported: bool,
    /// It spreads the work to other networks.
    pub spread: bool,
    /// The title of then.
    pub title: String,
    /// Who told.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// When that was said.
    pub at: DateTime<Utc>,
}

/// Who was told of a page, the latest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn tellings(db: &impl Db, page: &OwnPage) -> Result<Vec<Telling>> {
    let sql = "SELECT y.id, y.take_home_id, y.way, y.told, y.told_on, y.recipients, y.reported, y.spread, y.title, \
               y.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS person, y.at FROM take_home_telling y \
               JOIN person p ON p.id = y.person_id WHERE y.take_home_id = $1 ORDER BY y.told_on DESC, y.id DESC LIMIT $2";
    rows(db, sql, [page.row().id.0.into(), SHOWN.into()]).await
}

/// Somebody to tell, or that somebody was told.
#[derive(Clone, Debug)]
pub struct NewTelling {
    /// Those of the home group it goes to by mail; none where they were told otherwise.
    pub recipients: Vec<HomeGroupRecipientId>,
    /// Who was told, in words, where it was not by mail.
    pub told: String,
    /// When, where it was not by mail.
    pub told_on: Option<NaiveDate>,
    /// It reports to the political level.
    pub reported: bool,
    /// It spreads the work to other networks.
    pub spread: bool,
}

/// Tells the home group by mail, or notes that somebody was told.
///
/// # Errors
/// [`Error::NotFoundIn`] for somebody who is not in the home group, [`Error::Stale`] when the page has changed since
/// `revision`, [`Error::Invalid`] for nobody, or a day that is to come; [`Error::Conflict`]
/// while the hint of what to write stands in it, and for mails where the network's hold nothing of what is written, [`Error::TooMany`] where enough went in a day.
pub async fn tell(tx: &Tx, page: &OwnPage, revision: i64, new: NewTelling) -> Result<TellingId> {
    let row = page.row();
    let group = home_group::of_seat(tx, tx.actor(), page.seat()).await?;
    let mut wanted = new.recipients.clone();
    wanted.sort_unstable();
    wanted.dedup();
    let to: Vec<_> = group.into_iter().filter(|one| wanted.binary_search(&one.id).is_ok()).collect();
    if to.len() != wanted.len() {
        return Err(Error::NotFoundIn("/recipients"));
    }
    if row.revision != revision {
        return Err(Error::Stale);
    }
    let unfinished = |language| row.text.contains(catalogue::of(language).take_home.means_hint);
    if [Language::Swedish, Language::English].into_iter().any(unfinished) {
        return Err(Error::Conflict("page_unfinished"));
    }
    let (way, told, told_on) = if to.is_empty() { otherwise(tx, &new)? } else { by_mail(tx, page).await? };
    let telling = TellingId::at(tx.now());
    let sql = "INSERT INTO take_home_telling (id, take_home_id, way, told, told_on, recipients, reported, spread, title, \
               text, html, person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let values = [
        telling.0.into(),
        row.id.0.into(),
        way.word().into(),
        told.into(),
        told_on.into(),
        i64::try_from(to.len()).unwrap_or(i64::MAX).into(),
        new.reported.into(),
        new.spread.into(),
        row.title.clone().into(),
        row.text.clone().into(),
        row.html.clone().into(),
        tx.actor().signed_in()?.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let language = tx.actor().access().and_then(|access| access.language).unwrap_or(Language::Swedish);
    let many = to.len();
    for one in to {
        post(tx, page, telling, &one, language).await?;
    }
    if new.reported || new.spread {
        let (network, organisation) = (row.network_id, row.organisation_id);
        room::tell_coordinators(tx, network, Event::ConditionsChanged { network, organisation }).await?;
    }
    let facts = format!("{} {many}", way.word());
    crate::audit::note_in(tx, row.network_id, "home_told", &row.id.to_string(), &facts).await?;
    Ok(telling)
}

/// Notes that somebody was told, on a day gone by: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn tell_as(tx: &Tx, page: TakeHomeId, person: PersonId, told_on: NaiveDate, new: NewTelling) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "INSERT INTO take_home_telling (id, take_home_id, way, told, told_on, recipients, reported, spread, title, \
               text, html, person_id, at) SELECT $1, id, 'otherwise', $3, $4, 0, $5, $6, title, text, html, $7, $8 \
               FROM take_home WHERE id = $2";
    let values = [
        TellingId::at(tx.now()).0.into(),
        page.0.into(),
        new.told.into(),
        told_on.into(),
        new.reported.into(),
        new.spread.into(),
        person.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await
}

fn otherwise(tx: &Tx, new: &NewTelling) -> Result<(Way, String, NaiveDate)> {
    let told = clean(&new.told.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&told) {
        return Err(Error::invalid("/told", "empty"));
    }
    if told.chars().count() > LONGEST_TOLD {
        return Err(Error::invalid("/told", "too_long"));
    }
    let day = new.told_on.unwrap_or_else(|| tx.today());
    if day > tx.today() {
        return Err(Error::invalid("/told_on", "out_of_range"));
    }
    Ok((Way::Otherwise, told, day))
}

async fn by_mail(tx: &Tx, page: &OwnPage) -> Result<(Way, String, NaiveDate)> {
    let row = page.row();
    if notifications::without_content(tx).await?.contains(&row.network_id) {
        return Err(Error::Conflict("mail_without_content"));
    }
    let sql = "SELECT count(*) AS n FROM take_home_telling y JOIN take_home t ON t.id = y.take_home_id \
               WHERE t.network_id = $1 AND t.organisation_id = $2 AND y.way = 'mail' AND y.at > $3";
    let since = tx.now() - TimeDelta::days(1);
    let found = one(tx, sql, [row.network_id.0.into(), row.organisation_id.0.into(), since.into()]).await?;
    if found.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST_MAILS_A_DAY {
        return Err(Error::TooMany(86_400));
    }
    Ok((Way::Mail, String::new(), tx.today()))
}

async fn post(
    tx: &Tx,
    page: &OwnPage,
    telling: TellingId,
    to: &home_group::Recipient,
    language: Language,
) -> Result<()> {
    let letter = uuid_at(tx.now());
    let (secret, _) = new_token();
    let sql = "INSERT INTO take_home_letter (id, telling_id, recipient_id, stop_hash) VALUES ($1, $2, $3, $4)";
    let hash = token::hashed(&secret)?;
    execute(tx, sql, [letter.into(), telling.0.into(), to.id.0.into(), hash.into()]).await?;
    let new = NewNotice {
        to: to.address.clone(),
        language,
        kind: NoticeKind::TakeHome,
        subject: letter,
        network: Some(page.row().network_id),
        secret: Some(secret),
        cause: format!("take_home:{letter}"),
    };
    notice::enqueue(tx, new).await
}
