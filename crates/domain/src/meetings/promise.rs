//! What a meeting decided and what was promised at it: records of their own, anchored in the notes by the letters they were
//! made from, wherever those stand now, and by the words they were. They survive every change of those words, and pass to
//! whoever holds the seat next.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::meeting::{self, Meeting, MeetingState};
use super::notes::Anchor;
use crate::actor::Actor;
use crate::conversations::conversation::speaks_for;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId, PromiseId};
use crate::meetings::meeting::takes_part;
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, one, row, rows, rows_at_once};
use crate::words::words;
use crate::{Error, Result};

/// The most characters of a wording.
pub const LONGEST: usize = 1_000;
/// The most records of one meeting.
const MOST: i64 = 300;
/// How many are shown on a start page.
const SHOWN: i64 = 10;

words! {
    /// What kind of record it is.
    PromiseKind {
        /// Beslut.
        Decision = "decision",
        /// Åtagande: somebody is to do something.
        Promise = "promise",
    }

    /// How far it has come.
    PromiseStatus {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

/// A record.
#[derive(Clone, Debug, FromRow)]
pub struct Promise {
    /// Its id.
    pub id: PromiseId,
    /// From which meeting.
    pub meeting_id: MeetingId,
    /// Its title.
    pub meeting: String,
    /// In which network.
    pub network_id: NetworkId,
    /// What kind.
    pub kind: PromiseKind,
    /// Its wording.
    pub wording: String,
    /// The words of the notes it was made from; once those are published, the words that stand there.
    pub quote: Option<String>,
    /// Where in the notes those begin, while they are written: a Yjs relative position, base64.
    pub begins_at: Option<String>,
    /// Where they end.
    pub ends_at: Option<String>,
    /// Who is to do it.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// How far it has come.
    pub status: PromiseStatus,
    /// Who recorded it.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When its status was last said.
    pub status_at: Option<DateTime<Utc>>,
    /// Its revision.
    pub revision: i64,
}

const COLUMNS: &str = "p.id, p.meeting_id, m.title AS meeting, m.network_id, p.kind, p.wording, p.quote, p.begins_at, p.ends_at, \
    p.organisation_id, o.name AS organisation, p.due_on, p.status, p.person_id, \
    CASE WHEN w.protected THEN NULL ELSE w.name END AS person, p.made_at, p.status_at, p.revision";
const TABLES: &str = "promise p JOIN meeting m ON m.id = p.meeting_id JOIN person w ON w.id = p.person_id \
    LEFT JOIN organisation o ON o.id = p.organisation_id";

/// What a meeting's record is to say.
#[derive(Clone, Debug)]
pub struct Said {
    /// What kind.
    pub kind: PromiseKind,
    /// Its wording.
    pub wording: String,
    /// Who is to do it; a promise needs one.
    pub organisation: Option<OrganisationId>,
    /// By when.
    pub due_on: Option<NaiveDate>,
}

/// What of the notes a record is made from.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The words.
    pub quote: String,
    /// From which letter to which, as the browser gives them; none where it can't say.
    pub place: Option<(String, String)>,
}

/// The decisions and promises of a meeting, in the order they were made.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see.
pub async fn of_meeting(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<Vec<Promise>> {
    meeting::readable(db, actor, id).await?;
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE p.meeting_id = $1 ORDER BY p.made_at, p.id LIMIT 300");
    rows(db, &sql, [id.0.into()]).await
}

/// The decisions of these meetings, in the order they were made; at most `limit`.
///
/// # Errors
/// When the database can't be reached.
pub(super) async fn decisions_of(db: &impl Db, meetings: &[Meeting], limit: i64) -> Result<Vec<Promise>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE p.kind = 'decision' AND p.meeting_id IN {} ORDER BY p.made_at, p.id LIMIT $2",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(meetings.iter().map(|meeting| meeting.id.0)), limit.into()]).await
}

/// What the organisations the actor has a seat of have promised and not yet done, what is due first coming first.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_actor(db: &impl Db, actor: &Actor) -> Result<Vec<Promise>> {
    let access = actor.own_access()?;
    let mine: Vec<_> = access.standings.iter().filter(|s| s.seat.is_some()).filter_map(|s| s.organisation).collect();
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE p.status = 'open' AND p.organisation_id IN {} AND m.room_id IN {} \
         ORDER BY coalesce(p.due_on, $3), p.made_at, p.id LIMIT $4",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    let never = NaiveDate::from_ymd_opt(9999, 12, 31).ok_or_else(|| Error::internal("no such day"))?;
    let rooms = Ids::value(access.readable_rooms().map(|room| room.id.0));
    let found: Vec<Promise> =
        rows(db, &sql, [Ids::value(mine.into_iter().map(|id| id.0)), rooms, never.into(), SHOWN.into()]).await?;
    Ok(found.into_iter().filter(|one| may_finish_own(actor, one)).collect())
}

/// Those of the decisions and promises whose meeting one may see: for hits of a search.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[PromiseId]) -> Result<Vec<Promise>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|room| room.id.0);
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE p.id IN {} AND m.room_id IN {}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms)]).await
}

/// Whether the actor keeps it for the organisation it is for.
fn may_finish_own(actor: &Actor, promise: &Promise) -> bool {
    promise.organisation_id.is_some_and(|one| actor.access().is_some_and(|a| a.keeps_promises(promise.network_id, one)))
}

/// Whether the actor says how far it has come.
#[must_use]
pub fn may_finish(actor: &Actor, meeting: &Meeting, promise: &Promise) -> bool {
    meeting::rights(actor, meeting).plan || may_finish_own(actor, promise)
}

/// Whether the actor records decisions and promises of the meeting: who takes its notes, and once it is in the archive who
/// plans it.
#[must_use]
pub fn may_record(actor: &Actor, meeting: &Meeting) -> bool {
    let rights = meeting::rights(actor, meeting);
    rights.plan || (rights.take_notes && meeting.state != MeetingState::Archived)
}

/// Records a decision or a promise.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::NotFoundIn`] for an organisation that is not in the network,
/// [`Error::Forbidden`] where one does not take its notes, [`Error::Invalid`] for a wording or place that can't be and a
/// promise of nobody, [`Error::Conflict`] where there are enough.
pub async fn record(tx: &Tx, id: MeetingId, said: Said, from: Option<Passage>) -> Result<PromiseId> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    known(tx, &meeting, said.organisation).await?;
    if !may_record(tx.actor(), &meeting) {
        return Err(Error::Forbidden);
    }
    let wording = checked(&said)?;
    let (quote, place) = from.map_or((None, None), |passage| (Some(passage.quote), passage.place));
    let place = place.map(|(begins, ends)| Anchor::given(&begins, &ends).map(|_| (begins, ends))).transpose()?;
    let (begins_at, ends_at) = place.unzip();
    let count = one(tx, "SELECT count(*) AS n FROM promise WHERE meeting_id = $1", [id.0.into()]).await?;
    if count.map(|row| row.get::<i64>("n")).transpose()?.unwrap_or(0) >= MOST {
        return Err(Error::Conflict("too_many_promises"));
    }
    let quote = quote.map(|quote| clean(quote.trim()).chars().take(LONGEST).collect::<String>());
    let (_, seat, standing) = speaks_for(tx.actor(), meeting.room_id);
    let promise = PromiseId::at(tx.now());
    let sql = "INSERT INTO promise (id, meeting_id, kind, wording, quote, organisation_id, due_on, status, person_id, \
               seat_id, standing, made_at, revision, begins_at, ends_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, 1, $12, $13)";
    let values = [
        promise.0.into(),
        id.0.into(),
        said.kind.word().into(),
        wording.into(),
        quote.filter(|quote| !is_blank(quote)).into(),
        said.organisation.map(|id| id.0).into(),
        said.due_on.into(),
        tx.actor().signed_in()?.0.into(),
        seat.into(),
        standing.into(),
        tx.now().into(),
        begins_at.into(),
        ends_at.into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::DossierChanged { meeting: id });
    Ok(promise)
}

/// Says which words of the published notes each is made from. The letters are gone with the text they stood in.
pub(super) async fn settle(tx: &Tx, meeting: MeetingId, passages: Vec<(PromiseId, String)>) -> Result<()> {
    for (id, words) in passages {
        let sql = "UPDATE promise SET quote = $3 WHERE id = $1 AND meeting_id = $2";
        execute(tx, sql, [id.0.into(), meeting.0.into(), words.into()]).await?;
    }
    let sql = "UPDATE promise SET begins_at = NULL, ends_at = NULL WHERE meeting_id = $1 AND begins_at IS NOT NULL";
    execute(tx, sql, [meeting.0.into()]).await
}

async fn known(tx: &Tx, meeting: &Meeting, organisation: Option<OrganisationId>) -> Result<()> {
    let organisations: Vec<_> = organisation.into_iter().collect();
    takes_part(tx, meeting.network_id, &organisations, "/organisation_id").await
}

fn checked(said: &Said) -> Result<String> {
    let wording = clean(said.wording.trim());
    if is_blank(&wording) {
        return Err(Error::invalid("/wording", "empty"));
    }
    if wording.chars().count() > LONGEST {
        return Err(Error::invalid("/wording", "too_long"));
    }
    if said.kind == PromiseKind::Promise && said.organisation.is_none() {
        return Err(Error::invalid("/organisation_id", "missing"));
    }
    Ok(wording)
}

async fn found(db: &impl Db, actor: &Actor, id: PromiseId) -> Result<(Meeting, Promise)> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE p.id = $1");
    let promise: Promise = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    let meeting = meeting::readable(db, actor, promise.meeting_id).await?;
    Ok((meeting, promise))
}

/// One whose wording the actor changes.
///
/// # Errors
/// [`Error::NotFound`] for one of a meeting one does not see, [`Error::Forbidden`] where one does not take its notes.
pub async fn changeable(db: &impl Db, actor: &Actor, id: PromiseId) -> Result<()> {
    let (meeting, _) = found(db, actor, id).await?;
    if may_record(actor, &meeting) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Says something else of it; all of it, as it is to be.
///
/// # Errors
/// As [`record`]; [`Error::Stale`] when it has changed since `revision`.
pub async fn change(tx: &Tx, id: PromiseId, revision: i64, said: Said) -> Result<MeetingId> {
    let (meeting, before) = found(tx, tx.actor(), id).await?;
    known(tx, &meeting, said.organisation).await?;
    if !may_record(tx.actor(), &meeting) {
        return Err(Error::Forbidden);
    }
    if before.revision != revision {
        return Err(Error::Stale);
    }
    let wording = checked(&said)?;
    let sql = "UPDATE promise SET kind = $2, wording = $3, organisation_id = $4, due_on = $5, revision = revision + 1 \
               WHERE id = $1 AND revision = $6";
    let values = [
        id.0.into(),
        said.kind.word().into(),
        wording.into(),
        said.organisation.map(|id| id.0).into(),
        said.due_on.into(),
        revision.into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Stale);
    }
    trace(tx, "changed", &meeting, &before).await
}

/// Says how far it has come.
///
/// # Errors
/// [`Error::NotFound`] for one of a meeting one does not see, [`Error::Forbidden`] for who neither has a seat of the
/// organisation nor plans the meeting.
pub async fn say_status(tx: &Tx, id: PromiseId, status: PromiseStatus) -> Result<MeetingId> {
    let (meeting, before) = found(tx, tx.actor(), id).await?;
    if !may_finish(tx.actor(), &meeting, &before) {
        return Err(Error::Forbidden);
    }
    if before.status == status {
        return Ok(meeting.id);
    }
    let sql = "UPDATE promise SET status = $2, status_at = $3, revision = revision + 1 WHERE id = $1";
    execute(tx, sql, [id.0.into(), status.word().into(), tx.now().into()]).await?;
    trace(tx, "status", &meeting, &before).await
}

/// Keeps who did what to it, and how it was before.
async fn trace(tx: &Tx, act: &str, meeting: &Meeting, before: &Promise) -> Result<MeetingId> {
    let (_, seat, standing) = speaks_for(tx.actor(), meeting.room_id);
    let was = json!({ "kind": before.kind, "wording": before.wording, "organisation": before.organisation_id,
        "due_on": before.due_on, "status": before.status });
    let sql = "INSERT INTO promise_act (promise_id, revision, act, before, person_id, seat_id, standing, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        before.id.0.into(),
        (before.revision + 1).into(),
        act.into(),
        was.into(),
        tx.actor().person().map(|person| person.0).into(),
        seat.into(),
        standing.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::DossierChanged { meeting: meeting.id });
    Ok(meeting.id)
}

/// Records a decision or promise as somebody: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn record_as(tx: &Tx, meeting: &Meeting, by: PersonId, said: Said, status: PromiseStatus) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let sql = "INSERT INTO promise (id, meeting_id, kind, wording, organisation_id, due_on, status, person_id, standing, \
               made_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'member', $9, 1)";
    let values = [
        PromiseId::at(tx.now()).0.into(),
        meeting.id.0.into(),
        said.kind.word().into(),
        said.wording.into(),
        said.organisation.map(|id| id.0).into(),
        said.due_on.into(),
        status.word().into(),
        by.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await
}
