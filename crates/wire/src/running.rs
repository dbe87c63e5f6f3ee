//! Running it: the log of acts and its chain, who could read a room, what is used, how all parts are.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Audience, Part, SeatKind, StandingKind};
use domain::ids::{NetworkId, OrganisationId, PersonId, SeatId};
use domain::rooms::history;
use domain::running::health::{self, PartState};
use domain::running::statistics::{Counted, Series};
use domain::running::storage;
use domain::{access, audit};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Named;

/// An act in the log.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Noted {
    /// Its place in the chain.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none for the installation itself.
    pub actor: Option<Uuid>,
    /// Their name; none where the identity is protected.
    pub actor_name: Option<String>,
    /// What was done, as a code.
    pub act: String,
    /// To what.
    pub subject: String,
    /// What that is called.
    pub subject_name: Option<String>,
    /// More about it.
    pub facts: Vec<NotedFact>,
    /// In which network.
    pub network: Option<Named>,
    /// The row says what it said when it was written.
    pub sound: bool,
}

impl From<audit::Noted> for Noted {
    fn from(row: audit::Noted) -> Self {
        let network = row.network.zip(row.network_name).map(|(id, name)| Named { id: id.0, name });
        Self {
            id: row.id,
            at: row.at,
            actor: row.actor,
            actor_name: row.actor_name,
            act: row.act,
            subject: row.subject,
            subject_name: row.subject_name,
            facts: row.told.into_iter().map(Into::into).collect(),
            network,
            sound: row.sound,
        }
    }
}

/// A fact of an act in the log.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NotedFact {
    /// What it is of, as a code, where that is said; `text` for what somebody wrote.
    pub of: Option<String>,
    /// A code, a number, a day, a name, or what somebody wrote.
    pub value: String,
}

impl From<audit::Fact> for NotedFact {
    fn from(fact: audit::Fact) -> Self {
        let audit::Fact { of, value } = fact;
        Self { of, value }
    }
}

/// What is wrong with the chain of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChainFault {
    /// A row says something else than when it was written.
    Changed,
    /// A row that came before is gone, or another was put there.
    Missing,
}

/// Whether the log is as it was written.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditChain {
    /// How many rows were checked: all, or up to the fault.
    pub rows: u64,
    /// The number of the newest row that fits.
    pub newest: Option<i64>,
    /// Its hash. Who notes both elsewhere can tell later that nothing was cut off the end.
    pub newest_hash: Option<String>,
    /// The first fault.
    pub fault: Option<ChainFault>,
    /// The number of the row where it shows.
    pub fault_at: Option<i64>,
}

impl From<audit::Chain> for AuditChain {
    fn from(chain: audit::Chain) -> Self {
        let (fault, fault_at) = match chain.fault {
            None => (None, None),
            Some(audit::Fault::Changed(id)) => (Some(ChainFault::Changed), Some(id)),
            Some(audit::Fault::Missing(id)) => (Some(ChainFault::Missing), Some(id)),
        };
        let (newest, newest_hash) = chain.newest.unzip();
        Self { rows: chain.rows, newest, newest_hash, fault, fault_at }
    }
}

/// Who could read a room on a day.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReadersOnADay {
    /// Whom the room was for at some time of that day, in words; none before there was a room.
    pub audiences: Vec<String>,
    /// How many people could read it through something in the network.
    pub people: usize,
    /// Some of them, in Swedish order.
    pub items: Vec<RoomReader>,
    /// Asks for those after them.
    pub next_cursor: Option<String>,
}

impl ReadersOnADay {
    /// Those of one page.
    #[must_use]
    pub fn new(found: history::ReadOn, audience: fn(Audience) -> &'static str, next_cursor: Option<String>) -> Self {
        let history::ReadOn { audiences, people, readers, organisations } = found;
        let audiences = audiences.into_iter().map(|one| audience(one).to_owned()).collect();
        let items = readers.into_iter().map(|reader| RoomReader {
            id: reader.id,
            name: reader.name,
            grounds: reader.grounds.into_iter().map(|ground| ReadingGround::new(ground, &organisations)).collect(),
        });
        Self { audiences, people, items: items.collect(), next_cursor }
    }
}

/// Somebody who could read a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RoomReader {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// Each standing that let them.
    pub grounds: Vec<ReadingGround>,
}

/// A standing that let somebody read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReadingGround {
    /// What it was.
    pub kind: StandingKind,
    /// For which organisation.
    pub organisation: Option<Named>,
    /// Through which seat.
    pub seat_id: Option<SeatId>,
    /// The seat's kind.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// As holder, deputy, or standing in.
    pub part: Part,
    /// Since this day.
    pub from: NaiveDate,
    /// To this day, included.
    pub to: Option<NaiveDate>,
}

impl ReadingGround {
    fn new(ground: access::Standing, known: &[(OrganisationId, String)]) -> Self {
        let organisation = ground.organisation.and_then(|id| {
            known.iter().find(|(known, _)| *known == id).map(|(id, name)| Named { id: id.0, name: name.clone() })
        });
        Self {
            kind: ground.kind,
            organisation,
            seat_id: ground.seat,
            seat_kind: ground.seat_kind,
            title: ground.title,
            part: ground.part,
            from: ground.from,
            to: ground.to,
        }
    }
}

/// What was done in a year, and what is stored.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Statistics {
    /// Which year.
    pub year: i32,
    /// Each network's counts by kind and month.
    pub counts: Vec<Counts>,
    /// What each network's documents take.
    pub stored: Vec<Stored>,
}

/// A network's year of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// Which network.
    pub network: NetworkId,
    /// Of what kind.
    pub kind: Counted,
    /// How many in each month, January first.
    pub months: Vec<i64>,
}

impl From<Series> for Counts {
    fn from(row: Series) -> Self {
        Self { network: row.network, kind: row.kind, months: row.months.to_vec() }
    }
}

/// What documents take.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Stored {
    /// Which network's; none for those of direct conversations, together.
    pub network: Option<NetworkId>,
    /// How many, those in the trash included.
    pub documents: i64,
    /// How many versions of them.
    pub versions: i64,
    /// Their bytes.
    pub bytes: i64,
}

impl From<storage::Stored> for Stored {
    fn from(row: storage::Stored) -> Self {
        Self { network: row.network_id, documents: row.documents, versions: row.versions, bytes: row.bytes }
    }
}

/// How all parts are.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Health {
    /// When they were looked at.
    pub at: DateTime<Utc>,
    /// The program's version.
    pub version: String,
    /// The database: PostgreSQL; SQLite otherwise.
    pub postgres: bool,
    /// How many milliseconds it took to answer.
    pub database_ms: f64,
    /// How many websockets are open; none where this process has none.
    pub sockets: Option<usize>,
    /// What can be found; none while the engine does not answer.
    pub searchable: Option<u64>,
    /// Bytes left where files are kept.
    pub free: Option<u64>,
    /// Office files made into pages.
    pub office: OfficePages,
    /// Those who read the log: the indexer, the notifier.
    pub readers: Vec<LogReader>,
    /// What is done later, such as reading files.
    pub jobs: Queue,
    /// Mail on its way.
    pub mails: Queue,
}

/// How it is with Office files that are shown as pages.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct OfficePages {
    /// LibreOffice is there to make them; none where this process reads no files.
    pub on: Option<bool>,
    /// So many files have been made into pages.
    pub made: i64,
    /// So many could not be; they are shown as they are read.
    pub refused: i64,
}

/// A part that reads the log.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LogReader {
    /// Its name.
    pub name: String,
    /// How much it has not read; at most 10,000 is counted.
    pub behind: i64,
    /// When the oldest of that happened.
    pub since: Option<DateTime<Utc>>,
    /// What it passed over in a week because it could not act on it.
    pub passed_over: i64,
    /// How it is.
    pub is: PartState,
}

impl From<health::ReaderHealth> for LogReader {
    fn from(row: health::ReaderHealth) -> Self {
        let health::ReaderHealth { name, behind, since, passed_over, is } = row;
        Self { name, behind, since, passed_over, is }
    }
}

/// Things that wait for their turn.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Queue {
    /// How many wait.
    pub waiting: i64,
    /// When the oldest was due.
    pub since: Option<DateTime<Utc>>,
    /// How many have been given up in a week.
    pub failed: i64,
    /// How it is.
    pub is: PartState,
}

impl From<health::Queue> for Queue {
    fn from(row: health::Queue) -> Self {
        let health::Queue { waiting, since, failed, is } = row;
        Self { waiting, since, failed, is }
    }
}
