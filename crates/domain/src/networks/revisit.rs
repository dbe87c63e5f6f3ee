//! Governing texts are looked over again: a plan after two years, an agreement in the middle of its period. A document or an
//! agreement has a day for that, which its network's coordinators set, and everybody who reads it sees.
//!
//! Each day is a row; the open one counts, and those before it tell what became of them.

use chrono::{DateTime, Months, NaiveDate, Utc};

use super::{agreement, network};
use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::documents::document;
use crate::event::Event;
use crate::ids::{AgreementId, DocumentId, NetworkId, RevisitId};
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::words::words;
use crate::{Error, Result};

/// The longest until then.
const LONGEST: Months = Months::new(12 * 20);

words! {
    /// What became of a day.
    Outcome {
        /// It was looked over.
        Done = "done",
        /// Another day took its place.
        Moved = "moved",
        /// It was given up.
        Dropped = "dropped",
    }
}

/// What is to be revisited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// A document of a network.
    Document(DocumentId),
    /// An agreement.
    Agreement(AgreementId),
}

impl Text {
    fn column(self) -> (&'static str, uuid::Uuid) {
        match self {
            Self::Document(id) => ("document_id", id.0),
            Self::Agreement(id) => ("agreement_id", id.0),
        }
    }
}

/// When a text is to be revisited.
#[derive(Clone, Debug)]
pub struct Revisit {
    /// On this day; none where none is set.
    pub on: Option<NaiveDate>,
    /// When it last was.
    pub last_at: Option<DateTime<Utc>>,
    /// The actor sets the day.
    pub may_set: bool,
}

/// When a text is to be revisited, for whoever reads it.
///
/// # Errors
/// As reading the document or the agreement.
pub async fn of(db: &impl Db, actor: &Actor, text: Text, today: NaiveDate) -> Result<Revisit> {
    #[derive(FromRow)]
    struct Last {
        at: Option<DateTime<Utc>>,
    }
    let network = seen(db, actor, text, today).await?;
    let (column, id) = text.column();
    let sql = format!("SELECT max(closed_at) AS at FROM revisit WHERE {column} = $1 AND outcome = $2");
    let last: Option<Last> = row(db, &sql, [id.into(), Outcome::Done.word().into()]).await?;
    Ok(Revisit {
        on: open(db, text).await?.map(|open| open.due_on),
        last_at: last.and_then(|last| last.at),
        may_set: network.is_some_and(|network| actor.may(network, NetworkRight::Govern)),
    })
}

/// The network of a text that one reads; none for a document that is in no network.
async fn seen(db: &impl Db, actor: &Actor, text: Text, today: NaiveDate) -> Result<Option<NetworkId>> {
    match text {
        Text::Document(id) => Ok(document::readable(db, actor, id).await?.row().network_id),
        Text::Agreement(id) => Ok(Some(agreement::readable(db, actor, id, today).await?.network_id)),
    }
}

#[derive(FromRow)]
struct Open {
    id: RevisitId,
    due_on: NaiveDate,
}

async fn open(db: &impl Db, text: Text) -> Result<Option<Open>> {
    let (column, id) = text.column();
    let sql = format!("SELECT id, due_on FROM revisit WHERE {column} = $1 AND closed_at IS NULL");
    row(db, &sql, [id.into()]).await
}

/// What a coordinator says of it.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    /// The day they saw; none where none was set.
    pub was: Option<NaiveDate>,
    /// It has been looked over now.
    pub done: bool,
    /// The next day; none for no more.
    pub on: Option<NaiveDate>,
}

/// Says when a text is to be revisited, or that it has been, and when next.
///
/// # Errors
/// As [`of`]; [`Error::Forbidden`] for anybody but the network's coordinators, [`Error::Invalid`] for a day that can't be,
/// [`Error::Conflict`] where somebody has set another since, or the network is closed.
pub async fn set(tx: &Tx, text: Text, set: Set) -> Result<()> {
    let network = seen(tx, tx.actor(), text, tx.today()).await?;
    let network = network.filter(|network| tx.actor().may(*network, NetworkRight::Govern)).ok_or(Error::Forbidden)?;
    if let Some(on) = set.on {
        if on < tx.today() || (set.done && on == tx.today()) {
            return Err(Error::invalid("/on", "in_the_past"));
        }
        if tx.today().checked_add_months(LONGEST).is_some_and(|last| on > last) {
            return Err(Error::invalid("/on", "out_of_range"));
        }
    }
    network::still_open(tx, network).await?;
    alone(tx, text).await?;
    let before = open(tx, text).await?;
    if before.as_ref().map(|open| open.due_on) != set.was {
        return Err(Error::Conflict("revisit_changed"));
    }
    let outcome = match (set.done, set.on) {
        (true, _) => Outcome::Done,
        (false, Some(_)) => Outcome::Moved,
        (false, None) => Outcome::Dropped,
    };
    if let Some(before) = before {
        let sql = "UPDATE revisit SET closed_at = $2, closed_by = $3, outcome = $4 WHERE id = $1";
        let by = tx.actor().person().map(|id| id.0);
        execute(tx, sql, [before.id.0.into(), tx.now().into(), by.into(), outcome.word().into()]).await?;
    }
    if let Some(on) = set.on {
        put(tx, network, text, on).await?;
    }
    tx.record(network, Event::NetworkChanged { network });
    let act = if set.done { "revisited" } else { "revisit_set" };
    let facts = set.on.map(|on| on.to_string()).unwrap_or_default();
    crate::audit::note_in(tx, network, act, &text.column().1.to_string(), &facts).await
}

async fn put(tx: &Tx, network: NetworkId, text: Text, on: NaiveDate) -> Result<()> {
    let (column, id) = text.column();
    let sql = format!(
        "INSERT INTO revisit (id, network_id, {column}, due_on, set_by, set_at) VALUES ($1, $2, $3, $4, $5, $6)"
    );
    let values = [
        RevisitId::at(tx.now()).0.into(),
        network.0.into(),
        id.into(),
        on.into(),
        tx.actor().person().map(|id| id.0).into(),
        tx.now().into(),
    ];
    execute(tx, &sql, values).await
}

/// Two who set it come one after another: a row that is written to is locked, on PostgreSQL too.
async fn alone(tx: &Tx, text: Text) -> Result<()> {
    let sql = match text {
        Text::Document(_) => "UPDATE document SET version = version WHERE id = $1",
        Text::Agreement(_) => "UPDATE agreement SET version = version WHERE id = $1",
    };
    execute(tx, sql, [text.column().1.into()]).await
}
