//! Decisions and promises of meetings for the index.

use super::document::HOST;
use super::{PLACE, PLACE_TABLES, Place, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{OrganisationId, PromiseId};
use crate::meetings::meeting::MeetingState;
use crate::store::{Db, FromRow, Ids, rows};
use chrono::NaiveDate;

/// A decision or promise as the index needs it.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedPromise {
    /// Its id.
    pub id: PromiseId,
    /// Its wording.
    pub wording: String,
    /// The words of the notes it was made from.
    pub quote: Option<String>,
    /// Who is to do it.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Its meeting's last day, where it is known.
    pub ends_on: Option<NaiveDate>,
    /// Its meeting's year.
    pub year: i32,
    /// Its meeting's month.
    pub month: Option<i32>,
    /// Its meeting's title.
    pub meeting: String,
    /// Its meeting's hosts, with commas between.
    pub host: Option<String>,
    /// How far that has come.
    pub state: MeetingState,
    /// Its themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles it was about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// Where it stands: the meeting's room.
    #[row(nested)]
    pub place: Place,
}

/// Those of the decisions and promises that there are.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn promises(db: &impl Db, actor: &Actor, ids: &[PromiseId]) -> Result<Vec<IndexedPromise>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT p.id, p.wording, p.quote, p.organisation_id, o.name AS organisation, g.ends_on, g.year, g.month, \
         g.title AS meeting, {HOST} AS host, g.state, g.themes, g.articles, {PLACE} FROM promise p \
         JOIN meeting g ON g.id = p.meeting_id JOIN room r ON r.id = g.room_id \
         LEFT JOIN organisation o ON o.id = p.organisation_id {PLACE_TABLES} \
         WHERE p.id IN {}",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}
