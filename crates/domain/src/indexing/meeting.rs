//! Meetings for the index.

use chrono::NaiveDate;

use super::document::HOST;
use super::{PLACE, PLACE_TABLES, Place, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::MeetingId;
use crate::meetings::meeting::{MeetingKind, MeetingState};
use crate::store::{Db, FromRow, Ids, rows};

/// A meeting as the index needs it.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedMeeting {
    /// Its id.
    pub id: MeetingId,
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
    /// Where it is held.
    pub venue: Option<String>,
    /// Its themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles it is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// What happens at it, in order: title, who and about of each item, a line each.
    pub programme: Option<String>,
    /// Half a page on what it gave.
    pub summary: Option<String>,
    /// Its hosts, with commas between.
    pub host: Option<String>,
    /// Its own room.
    #[row(nested)]
    pub place: Place,
}

/// Those of the meetings that there are.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn meetings(db: &impl Db, actor: &Actor, ids: &[MeetingId]) -> Result<Vec<IndexedMeeting>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT g.id, g.kind, g.state, g.title, g.year, g.month, g.starts_on, g.place AS venue, g.themes, g.articles, g.summary, \
         (SELECT string_agg(i.title || ' ' || i.who || ' ' || i.about, '\n' ORDER BY i.day, i.starts_at, i.id) \
         FROM programme_item i WHERE i.meeting_id = g.id) AS programme, {HOST} AS host, {PLACE} FROM meeting g JOIN room r ON r.id = g.room_id {PLACE_TABLES} WHERE g.id IN {}",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}
