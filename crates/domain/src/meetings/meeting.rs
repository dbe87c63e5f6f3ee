//! A meeting. Its date may be known only to the month, its themes not at all yet.

mod act;
mod cancel;
mod change;
mod create;
mod facts;
mod moved;

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

pub(crate) use act::{Act, touch};
pub(crate) use cancel::is_on;
pub use cancel::{cancel, hold_after_all};
pub use change::{change, set_state};
pub(crate) use create::in_network as takes_part;
pub use create::{Ground, NewMeeting, create, ground, plan};
pub use facts::{Facts, MOST_GUESTS, When};

use crate::access::{MeetingRights, NetworkRight, RoomFacts, RoomKind, meeting_rights};
use crate::actor::Actor;
use crate::catalogue::Held;
use crate::ids::{MeetingId, NetworkId, OrganisationId, RoomId};
use crate::networks::network;
use crate::store::{Db, FromRow, Ids, row, rows, rows_at_once};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What kind of meeting it is.
    MeetingKind {
        /// Träff.
        Meeting = "meeting",
        /// Tjänstepersonsmöte.
        OfficialsMeeting = "officials_meeting",
        /// Studiebesök.
        StudyVisit = "study_visit",
        /// Seminarium.
        Seminar = "seminar",
        /// Utbildning.
        Training = "training",
    }

    /// How far it has come.
    MeetingState {
        /// Planeras.
        Planned = "planned",
        /// Inbjudan.
        Invited = "invited",
        /// Pågår.
        Ongoing = "ongoing",
        /// Dokumenteras.
        Documenting = "documenting",
        /// I arkivet.
        Archived = "archived",
    }
}

/// A meeting's row.
#[derive(Clone, Debug, FromRow)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Whose.
    pub network_id: NetworkId,
    /// What kind.
    pub kind: MeetingKind,
    /// How far it has come.
    pub state: MeetingState,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// Its month, where it is known.
    pub month: Option<i32>,
    /// Its first day, where it is known.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// Where.
    pub place: Option<String>,
    /// Its themes: a JSON list of words, empty where none is chosen.
    pub themes: serde_json::Value,
    /// The Convention's articles it is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// What those invited are told; may be empty.
    pub invitation: String,
    /// Where one follows it from afar.
    pub link: Option<String>,
    /// Answers are hoped for until the end of this day.
    pub answer_by: Option<NaiveDate>,
    /// Observers are invited, too.
    pub observers_invited: bool,
    /// How many guests from home each organisation may bring.
    pub guests_each: i32,
    /// Half a page on what it gave.
    pub summary: Option<String>,
    /// Since when it is cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancelled_reason: Option<String>,
    /// Its own room.
    pub room_id: RoomId,
    /// The room it is planned in.
    pub planning_room_id: RoomId,
    /// How many documents belong to it that whoever asks may read: those in its own room and in the rooms of all.
    pub documents: i64,
    /// How many of them those may read that come to the meeting alone: in its own room, or open to anybody.
    documents_of_guests: i64,
    /// Its revision.
    pub revision: i64,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// Who hosts which meeting.
#[derive(Clone, Debug, FromRow)]
pub struct Host {
    /// The meeting.
    pub meeting_id: MeetingId,
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub name: String,
}

pub(super) const COLUMNS: &str = "m.id, m.network_id, m.kind, m.state, m.title, m.year, m.month, m.starts_on, m.ends_on, m.place, \
    m.themes, m.articles, m.invitation, m.link, m.answer_by, m.observers_invited, m.guests_each, m.summary, m.cancelled_at, m.cancelled_reason, m.room_id, \
    m.planning_room_id, m.revision, coalesce(m.changed_at, m.created_at) AS changed_at, \
    (SELECT count(*) FROM document d JOIN room dr ON dr.id = d.room_id WHERE d.meeting_id = m.id \
    AND (d.room_id = m.room_id OR dr.kind IN ('whole_network', 'public')) AND d.deleted_at IS NULL) AS documents, \
    (SELECT count(*) FROM document d JOIN room dr ON dr.id = d.room_id WHERE d.meeting_id = m.id \
    AND (d.room_id = m.room_id OR dr.kind = 'public') AND d.deleted_at IS NULL) AS documents_of_guests";

/// For so many days before a meeting what is said about it comes first.
const SOON: i64 = 14;

impl Meeting {
    /// Whether it begins within the fortnight in which it goes before other things, or has begun.
    #[must_use]
    pub fn is_soon(&self, today: NaiveDate) -> bool {
        self.starts_on.is_some_and(|first| (first - today).num_days() <= SOON)
    }

    /// When it is or was, as exactly as it is known.
    #[must_use]
    pub fn held(&self) -> Held {
        let month = self.month.and_then(|month| u32::try_from(month).ok());
        match (self.starts_on, month) {
            (Some(first), _) => Held::Days(first, self.ends_on.unwrap_or(first)),
            (None, Some(month)) => Held::Month(self.year, month),
            (None, None) => Held::Year(self.year),
        }
    }

    /// As this actor may see it.
    fn seen_by(mut self, actor: &Actor) -> Self {
        let of_all = |facts: &RoomFacts| facts.network == Some(self.network_id) && facts.kind == RoomKind::WholeNetwork;
        if actor.access().is_some_and(|access| !access.readable_rooms().any(of_all)) {
            self.documents = self.documents_of_guests;
        }
        self
    }
}

fn all_seen_by(actor: &Actor, found: Vec<Meeting>) -> Vec<Meeting> {
    found.into_iter().map(|meeting| meeting.seen_by(actor)).collect()
}

/// The network's meetings after `cursor` (year, month, id), the latest first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network.
pub async fn list(
    db: &impl Db,
    actor: &Actor,
    id: NetworkId,
    cursor: Option<(i32, i32, MeetingId)>,
    limit: i64,
) -> Result<Vec<Meeting>> {
    network::readable(db, actor, id).await?;
    let (year, month, after) = cursor.map_or((i32::MAX, i32::MAX, uuid::Uuid::max()), |(y, m, id)| (y, m, id.0));
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m WHERE m.network_id = $1 AND m.room_id IN {} AND (m.year < $3 \
         OR (m.year = $3 AND (coalesce(m.month, 0) < $4 OR (coalesce(m.month, 0) = $4 AND m.id < $5)))) \
         ORDER BY m.year DESC, coalesce(m.month, 0) DESC, m.id DESC LIMIT $6",
        Ids::sql(db, "$2")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    let values = [id.0.into(), rooms, year.into(), month.into(), after.into(), limit.into()];
    Ok(all_seen_by(actor, rows(db, &sql, values).await?))
}

/// Every meeting of the network that one may read, the latest first; the installation itself reads them all.
///
/// # Errors
/// When the database can't be reached.
pub async fn all_of(db: &impl Db, actor: &Actor, network: &network::Network) -> Result<Vec<Meeting>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m WHERE m.network_id = $1 \
         ORDER BY m.year DESC, coalesce(m.month, 0) DESC, m.id DESC"
    );
    let found: Vec<Meeting> = rows(db, &sql, [network.id.0.into()]).await?;
    Ok(all_seen_by(actor, found.into_iter().filter(|meeting| actor.room(meeting.room_id).read).collect()))
}

/// All meetings one may read, the latest first, at most 500: the timeline of the archive.
///
/// # Errors
/// When the database can't be reached.
pub async fn timeline(db: &impl Db, actor: &Actor) -> Result<Vec<Meeting>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m WHERE m.room_id IN {} ORDER BY m.year DESC, coalesce(m.month, 0) DESC, m.id \
         LIMIT 500",
        Ids::sql(db, "$1")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    Ok(all_seen_by(actor, rows(db, &sql, [rooms]).await?))
}

/// The meetings of these years that one may read and that were not cancelled, of one network or of all, in the order they
/// are held; at most so many.
///
/// # Errors
/// When the database can't be reached.
pub(super) async fn of_years(
    db: &impl Db,
    actor: &Actor,
    years: &RangeInclusive<i32>,
    network: Option<NetworkId>,
    limit: i64,
) -> Result<Vec<Meeting>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m WHERE m.room_id IN {} AND m.year >= $2 AND m.year <= $3 \
         AND m.cancelled_at IS NULL ORDER BY m.year, coalesce(m.month, 13), m.starts_on, m.id LIMIT $4",
        Ids::sql(db, "$1")
    );
    let rooms = actor.own_access()?.readable_rooms();
    let rooms = rooms.filter(|facts| network.is_none() || facts.network == network).map(|facts| facts.id.0);
    let values = [Ids::value(rooms), (*years.start()).into(), (*years.end()).into(), limit.into()];
    Ok(all_seen_by(actor, rows(db, &sql, values).await?))
}

/// The next of these meetings (the latest first) on or after `today` that is not cancelled: by its last day where that is
/// known, else by its month.
#[must_use]
pub fn upcoming(meetings: &[Meeting], today: NaiveDate) -> Option<&Meeting> {
    use chrono::Datelike;
    let month = i32::try_from(today.month()).unwrap_or(12);
    let ahead = |m: &&Meeting| match m.ends_on.or(m.starts_on) {
        Some(last) => last >= today,
        None => (m.year, m.month.unwrap_or(12)) >= (today.year(), month),
    };
    let held = |m: &&Meeting| m.state != MeetingState::Archived && m.cancelled_at.is_none();
    meetings.iter().filter(held).rfind(ahead)
}

/// A meeting one may see.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<Meeting> {
    let sql = format!("SELECT {COLUMNS} FROM meeting m WHERE m.id = $1");
    let found: Meeting = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if actor.room(found.room_id).read { Ok(found.seen_by(actor)) } else { Err(Error::NotFound) }
}

/// A meeting one takes part in planning.
#[derive(Clone, Debug)]
pub struct PlannedMeeting {
    meeting: Meeting,
}

impl PlannedMeeting {
    /// Its row.
    #[must_use]
    pub fn row(&self) -> &Meeting {
        &self.meeting
    }
}

/// A meeting one takes part in planning.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor; [`Error::Forbidden`] where one only reads it.
pub async fn planned(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<PlannedMeeting> {
    let meeting = readable(db, actor, id).await?;
    if rights(actor, &meeting).plan { Ok(PlannedMeeting { meeting }) } else { Err(Error::Forbidden) }
}

/// The meeting, where the actor takes part in planning it.
pub(crate) async fn if_planned(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<Option<PlannedMeeting>> {
    match planned(db, actor, id).await {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound | Error::Forbidden) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the actor may do with a meeting they read.
#[must_use]
pub fn rights(actor: &Actor, meeting: &Meeting) -> MeetingRights {
    let network = |right: NetworkRight| actor.may(meeting.network_id, right);
    let (own, planning) = (actor.room(meeting.room_id), actor.room(meeting.planning_room_id));
    meeting_rights(network, own, planning, meeting.observers_invited)
}

/// Those of the meetings that are `network`'s and whose room everybody in it reads: what the feed shows all who see the
/// network. One held in a narrower room is not among them.
///
/// # Errors
/// When the database can't be reached.
pub async fn in_network(db: &impl Db, network: NetworkId, ids: &[MeetingId]) -> Result<Vec<Meeting>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m JOIN room_audience a ON a.room_id = m.room_id AND a.until IS NULL \
         WHERE m.id IN {} AND m.network_id = $2 AND a.audience IN ('whole_network', 'public')",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), network.0.into()]).await
}

/// The hosts of these meetings.
///
/// # Errors
/// When the database can't be reached.
pub async fn hosts(db: &impl Db, meetings: &[Meeting]) -> Result<Vec<Host>> {
    let sql = format!(
        "SELECT h.meeting_id, h.organisation_id, o.name FROM hosting h JOIN organisation o ON o.id = h.organisation_id \
         WHERE h.meeting_id IN {} AND h.to_day IS NULL ORDER BY o.sort_key",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(meetings.iter().map(|m| m.id.0))]).await
}

/// Those of the meetings that one may see: for hits of a search. Their order is not that of the ids.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[MeetingId]) -> Result<Vec<Meeting>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m WHERE m.id IN {} AND m.room_id IN {}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    let found = rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms)]).await?;
    Ok(all_seen_by(actor, found))
}
