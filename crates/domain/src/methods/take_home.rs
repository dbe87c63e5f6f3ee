//! Ta hem: a page in plain language that an organisation takes home from a meeting or a conversation.
//!
//! It belongs to the organisation: whoever holds a seat of it in the network and reads what the page comes from writes it,
//! and says whom they told. What goes home is the writer's own words, as they stand when somebody is told of them; those
//! at home see nothing else of the network. Coordinators see that somebody was told and when, never the page.

mod begin;
mod evidence;
mod letter;
mod tell;

pub use begin::{begin, begin_as};
use chrono::{DateTime, NaiveDate, Utc};
pub use evidence::{Evidence, evidence};
pub use letter::{Letter, of_letter};
pub use tell::{NewTelling, Telling, Way, tell, tell_as, tellings};

use crate::actor::Actor;
use crate::conversations::conversation::{self, title};
use crate::conversations::text::Text;
use crate::ids::{ConversationId, MeetingId, NetworkId, OrganisationId, PersonId, SeatId, TakeHomeId};
use crate::meetings::meeting;
use crate::store::{Db, FromRow, Ids, Tx, execute_affecting, row, rows};
use crate::{Error, Result};

/// The most characters of a page: about one sheet.
pub const LONGEST: usize = 6_000;

/// What a page comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A meeting.
    Meeting(MeetingId),
    /// A thread, or another conversation of a network.
    Conversation(ConversationId),
}

/// A page's row.
#[derive(Clone, Debug, FromRow)]
pub struct TakeHome {
    /// Which.
    pub id: TakeHomeId,
    /// In which network.
    pub network_id: NetworkId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// The meeting it comes from.
    pub meeting_id: Option<MeetingId>,
    /// Or the conversation.
    pub conversation_id: Option<ConversationId>,
    /// What that is called.
    pub source: Option<String>,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// Who wrote it last.
    pub written_by: PersonId,
    /// Their name; none where the identity is protected.
    pub writer: Option<String>,
    /// When.
    pub changed_at: DateTime<Utc>,
    /// How often somebody was told of it.
    pub tellings: i64,
    /// When last.
    pub told_on: Option<NaiveDate>,
    /// Goes up with every change.
    pub revision: i64,
}

const SELECT: &str = "SELECT t.id, t.network_id, t.organisation_id, o.name AS organisation, t.meeting_id, \
    t.conversation_id, coalesce(m.title, c.title) AS source, t.title, t.text, t.html, t.written_by, \
    CASE WHEN p.protected THEN NULL ELSE p.name END AS writer, t.changed_at, t.revision, \
    (SELECT count(*) FROM take_home_telling y WHERE y.take_home_id = t.id) AS tellings, \
    (SELECT max(y.told_on) FROM take_home_telling y WHERE y.take_home_id = t.id) AS told_on \
    FROM take_home t JOIN organisation o ON o.id = t.organisation_id JOIN person p ON p.id = t.written_by \
    LEFT JOIN meeting m ON m.id = t.meeting_id LEFT JOIN conversation c ON c.id = t.conversation_id";

/// A page of an organisation whose seat one holds, of something one reads.
#[derive(Clone, Debug)]
pub struct OwnPage {
    page: TakeHome,
    seat: SeatId,
}

impl OwnPage {
    /// Its row.
    #[must_use]
    pub fn row(&self) -> &TakeHome {
        &self.page
    }

    /// The seat one holds.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.seat
    }
}

/// A seat one takes something home for.
#[derive(Clone, Debug, FromRow)]
pub struct OwnSeat {
    /// Which.
    pub seat_id: SeatId,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
}

/// The seats in the network that the actor holds, one for each organisation.
fn kept(actor: &Actor, network: NetworkId) -> Vec<(OrganisationId, SeatId)> {
    let standings = actor.access().map(|access| access.standings.as_slice()).unwrap_or_default();
    let mut found: Vec<_> = standings
        .iter()
        .filter(|one| one.network == Some(network) && one.seat.is_some_and(|seat| one.holds(seat)))
        .filter_map(|one| one.organisation.zip(one.seat))
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|(organisation, _)| *organisation);
    found
}

/// The network of something one reads; none for what is in no network.
async fn network_of(db: &impl Db, actor: &Actor, source: Source) -> Result<Option<NetworkId>> {
    Ok(match source {
        Source::Meeting(id) => Some(meeting::readable(db, actor, id).await?.network_id),
        Source::Conversation(id) => conversation::readable(db, actor, id).await?.row().network_id,
    })
}

/// The pages that one's organisations have made of something, and the seats one could make another for.
///
/// # Errors
/// [`Error::NotFound`] for what one does not read.
pub async fn of_source(db: &impl Db, actor: &Actor, source: Source) -> Result<(Vec<TakeHome>, Vec<OwnSeat>)> {
    let Some(network) = network_of(db, actor, source).await? else { return Ok((Vec::new(), Vec::new())) };
    let own = kept(actor, network);
    if own.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let (column, id) = match source {
        Source::Meeting(id) => ("meeting_id", id.0),
        Source::Conversation(id) => ("conversation_id", id.0),
    };
    let organisations = || Ids::value(own.iter().map(|(organisation, _)| organisation.0));
    let sql = format!(
        "{SELECT} WHERE t.{column} = $1 AND t.organisation_id IN {} ORDER BY o.sort_key, t.id",
        Ids::sql(db, "$2")
    );
    let pages: Vec<TakeHome> = rows(db, &sql, [id.into(), organisations()]).await?;
    let sql = format!(
        "SELECT s.id AS seat_id, s.organisation_id, o.name AS organisation FROM seat s \
         JOIN organisation o ON o.id = s.organisation_id WHERE s.id IN {} ORDER BY o.sort_key, s.id",
        Ids::sql(db, "$1")
    );
    let mut seats: Vec<OwnSeat> = rows(db, &sql, [Ids::value(own.iter().map(|(_, seat)| seat.0))]).await?;
    seats.retain(|seat| !pages.iter().any(|page| page.organisation_id == seat.organisation_id));
    Ok((pages, seats))
}

/// A page of one's organisation.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's, and where one does not read what it comes from.
pub async fn own(db: &impl Db, actor: &Actor, id: TakeHomeId) -> Result<OwnPage> {
    let page: TakeHome = row(db, &format!("{SELECT} WHERE t.id = $1"), [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let held = kept(actor, page.network_id).into_iter().find(|(own, _)| *own == page.organisation_id);
    let (_, seat) = held.ok_or(Error::NotFound)?;
    let source = page.meeting_id.map(Source::Meeting).or(page.conversation_id.map(Source::Conversation));
    network_of(db, actor, source.ok_or(Error::NotFound)?).await?;
    Ok(OwnPage { page, seat })
}

/// Words that have been looked through: not too many, and safe to show.
pub(super) fn checked(title_written: &str, text: &str) -> Result<(String, Text)> {
    let title = title(title_written)?;
    if text.chars().count() > LONGEST {
        return Err(Error::invalid("/text", "too_long"));
    }
    Ok((title, Text::written(text)?))
}

/// Writes it anew.
///
/// # Errors
/// [`Error::Stale`] when it has changed since `revision`, [`Error::Invalid`] for words that can't be.
pub async fn write(tx: &Tx, page: &OwnPage, revision: i64, title: &str, text: &str) -> Result<()> {
    if page.page.revision != revision {
        return Err(Error::Stale);
    }
    let (title, text) = checked(title, text)?;
    let sql = "UPDATE take_home SET title = $3, text = $4, html = $5, written_by = $6, changed_at = $7, \
               revision = revision + 1 WHERE id = $1 AND revision = $2";
    let values = [
        page.page.id.0.into(),
        revision.into(),
        title.into(),
        text.markdown().into(),
        text.html().into(),
        tx.actor().signed_in()?.0.into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 { Err(Error::Stale) } else { Ok(()) }
}
