//! Writing an agreement: a new one, another text or period, the one that follows on it.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::{Agreement, may_write, readable, text};
use crate::conversations::text::{RENDERER_VERSION, Text};
use crate::documents::document;
use crate::event::Event;
use crate::ids::{AgreementId, DocumentId, NetworkId};
use crate::networks::network;
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// The most characters of a title.
const LONGEST_TITLE: usize = 200;
/// The longest period, in years.
const LONGEST_YEARS: u32 = 20;

/// What an agreement says.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Its title.
    pub title: String,
    /// Its text, in Markdown.
    pub text: String,
    /// The first day of its period.
    pub from: NaiveDate,
    /// The last day, included.
    pub to: Option<NaiveDate>,
    /// The copy of this text that was signed, a document of the network.
    pub document: Option<DocumentId>,
}

impl Writing {
    fn checked(&self) -> Result<Text> {
        let title = self.title.trim().chars().count();
        if title == 0 || title > LONGEST_TITLE {
            return Err(Error::invalid("/title", "length"));
        }
        let longest = self.from.checked_add_months(Months::new(12 * LONGEST_YEARS)).unwrap_or(self.from);
        if self.to.is_some_and(|to| to < self.from) {
            return Err(Error::invalid("/to", "before_start"));
        }
        if self.to.is_some_and(|to| to > longest) {
            return Err(Error::invalid("/to", "out_of_range"));
        }
        Text::written(&self.text)
    }
}

/// Writes a new agreement.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to write its directory,
/// [`Error::Invalid`] for a title, text or period that can't be, [`Error::NotFoundIn`] for a document that one does not see,
/// or of another network, [`Error::Conflict`] in a closed network.
pub async fn write(tx: &Tx, network: NetworkId, writing: Writing) -> Result<AgreementId> {
    network::readable(tx, tx.actor(), network).await?;
    put(tx, network, writing, None).await
}

async fn put(tx: &Tx, network: NetworkId, writing: Writing, renews: Option<AgreementId>) -> Result<AgreementId> {
    if !may_write(tx.actor(), network) {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, network).await?;
    let checked = writing.checked()?;
    document::beside(tx, network, writing.document).await?;
    let id = AgreementId::at(tx.now());
    let sql = "INSERT INTO agreement (id, network_id, title, from_day, to_day, version, revision, renews_id, \
               created_at) VALUES ($1, $2, $3, $4, $5, 1, 1, $6, $7)";
    let values = [
        id.0.into(),
        network.0.into(),
        writing.title.trim().into(),
        writing.from.into(),
        writing.to.into(),
        renews.map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    version(tx, id, 1, &checked, writing.document).await?;
    tx.record(network, Event::NetworkChanged { network });
    crate::audit::note_in(tx, network, "agreement_written", &id.to_string(), "").await?;
    Ok(id)
}

async fn version(tx: &Tx, id: AgreementId, number: i64, text: &Text, document: Option<DocumentId>) -> Result<()> {
    let sql = "INSERT INTO agreement_version (agreement_id, number, text, html, renderer_version, author_id, standing, \
               written_at, document_id) VALUES ($1, $2, $3, $4, $5, $6, 'coordinator', $7, $8)";
    let values = [
        id.0.into(),
        number.into(),
        text.markdown().into(),
        text.html().into(),
        RENDERER_VERSION.into(),
        tx.actor().person().map(|id| id.0).into(),
        tx.now().into(),
        document.map(|id| id.0).into(),
    ];
    execute(tx, sql, values).await
}

/// Changes an agreement, from `revision` on. Another text is another version; who had decided on the one before has
/// decided on that, and the copy that was signed is a copy of that.
///
/// # Errors
/// As [`write()`]; [`Error::NotFound`] where one sees no such agreement, [`Error::Stale`] where somebody has changed it.
pub async fn rewrite(tx: &Tx, id: AgreementId, revision: i64, writing: Writing) -> Result<()> {
    writable(tx, id).await?;
    alone(tx, id).await?;
    let found = writable(tx, id).await?;
    if found.revision != revision {
        return Err(Error::Stale);
    }
    let checked = writing.checked()?;
    document::beside(tx, found.network_id, writing.document).await?;
    let before = text(tx, tx.actor(), &found, None).await?;
    let number = if before.text == checked.markdown() { found.version } else { found.version + 1 };
    if number == found.version {
        let sql = "UPDATE agreement_version SET document_id = $3 WHERE agreement_id = $1 AND number = $2";
        execute(tx, sql, [id.0.into(), number.into(), writing.document.map(|id| id.0).into()]).await?;
    } else {
        let signed = writing.document.filter(|document| before.document_id != Some(*document));
        version(tx, id, number, &checked, signed).await?;
    }
    let sql = "UPDATE agreement SET title = $2, from_day = $3, to_day = $4, version = $5, revision = revision + 1 \
               WHERE id = $1";
    let values = [id.0.into(), writing.title.trim().into(), writing.from.into(), writing.to.into(), number.into()];
    execute(tx, sql, values).await?;
    tx.record(found.network_id, Event::NetworkChanged { network: found.network_id });
    crate::audit::note_in(tx, found.network_id, "agreement_changed", &id.to_string(), &format!("version={number}"))
        .await
}

/// An agreement that one may change: nobody may once the network is closed.
pub(super) async fn writable(tx: &Tx, id: AgreementId) -> Result<Agreement> {
    let found = readable(tx, tx.actor(), id, tx.today()).await?;
    if !may_write(tx.actor(), found.network_id) {
        return Err(Error::Forbidden);
    }
    network::still_open(tx, found.network_id).await?;
    Ok(found)
}

/// Waits until nobody else writes about the agreement, and lets nobody in until this is done: a row that is written to is
/// locked, on PostgreSQL too.
pub(super) async fn alone(tx: &Tx, id: AgreementId) -> Result<()> {
    execute(tx, "UPDATE agreement SET version = version WHERE id = $1", [id.0.into()]).await
}

/// Begins the agreement that follows on this one: the same text, the same length, from the day after, and the same title but
/// for the years of its period. Organisations decide anew; with `ask` their official seats are asked to by letter at once.
///
/// # Errors
/// As [`rewrite`]; [`Error::Conflict`] where one follows on it already, or its period has no end, and as
/// [`asking::ask`](super::asking::ask) where letters can't go.
pub async fn renew(tx: &Tx, id: AgreementId, ask: bool) -> Result<AgreementId> {
    writable(tx, id).await?;
    alone(tx, id).await?;
    let found = writable(tx, id).await?;
    if found.renewed_by.is_some() {
        return Err(Error::Conflict("already_renewed"));
    }
    let to = found.to_day.ok_or(Error::Conflict("period_without_end"))?;
    let days = u64::try_from((to - found.from_day).num_days()).unwrap_or(0);
    let from = to.checked_add_days(Days::new(1)).ok_or_else(|| Error::invalid("/to", "out_of_range"))?;
    // whole years stay whole years
    let next = match whole_years(found.from_day, to) {
        Some(years) => from.checked_add_months(Months::new(12 * years)).and_then(|day| day.pred_opt()),
        None => from.checked_add_days(Days::new(days)),
    };
    let text = text(tx, tx.actor(), &found, None).await?.text;
    let years = next.map_or([(found.from_day.year(), from.year()); 2], |next| {
        [(found.from_day.year(), from.year()), (to.year(), next.year())]
    });
    let writing = Writing { title: in_other_years(&found.title, years), text, from, to: next, document: None };
    let made = put(tx, found.network_id, writing, Some(id)).await?;
    if ask {
        super::asking::send(tx, &writable(tx, made).await?).await?;
    }
    Ok(made)
}

/// How many years the period is, where it is whole years.
fn whole_years(from: NaiveDate, to: NaiveDate) -> Option<u32> {
    let after = to.succ_opt()?;
    (1..=LONGEST_YEARS).find(|years| from.checked_add_months(Months::new(12 * years)) == Some(after))
}

/// A title in which the years of one period stand as those of another: "Överenskommelse 2024–2026" follows on as
/// "Överenskommelse 2027–2029".
fn in_other_years(title: &str, years: [(i32, i32); 2]) -> String {
    let mut told = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let (number, after) = number.split_at(number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len()));
        let other = years.iter().find(|(was, _)| was.to_string() == number);
        told.push_str(before);
        told.push_str(&other.map_or_else(|| number.to_owned(), |(_, is)| is.to_string()));
        rest = after;
    }
    told.push_str(rest);
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_follows_the_years_of_its_period() {
        let years = [(2024, 2027), (2026, 2029)];
        let told = |title| in_other_years(title, years);
        assert_eq!(told("Överenskommelse 2024–2026"), "Överenskommelse 2027–2029");
        assert_eq!(told("KS 2026:2024, del 2 (20240)"), "KS 2029:2027, del 2 (20240)");
        assert_eq!(told("Överenskommelse"), "Överenskommelse");
        // of two years that meet each is told once
        assert_eq!(in_other_years("2024–2027", [(2024, 2027), (2027, 2030)]), "2027–2030");
    }
}
