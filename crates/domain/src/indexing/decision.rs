//! Decisions for the index.

use chrono::NaiveDate;

use super::{PLACE, PLACE_TABLES, Place, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{ConversationId, DecisionId};
use crate::store::{Db, FromRow, Ids, rows};

/// A decision as the index needs it.
#[derive(Clone, Debug, FromRow)]
pub struct IndexedDecision {
    /// Its id.
    pub id: DecisionId,
    /// The conversation it came from.
    pub conversation_id: ConversationId,
    /// Its title.
    pub title: String,
    /// The themes of the conversation: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles the conversation is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// Its wording.
    pub wording: String,
    /// What it leads to.
    pub outcome: String,
    /// The day it was decided.
    pub decided_on: NaiveDate,
    /// Where it stands.
    #[row(nested)]
    pub place: Place,
}

/// Those of the decisions that there are.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn decisions(db: &impl Db, actor: &Actor, ids: &[DecisionId]) -> Result<Vec<IndexedDecision>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT d.id, d.conversation_id, d.title, c.themes, c.articles, d.wording, d.outcome, d.decided_on, {PLACE} \
         FROM decision d JOIN conversation c ON c.id = d.conversation_id JOIN room r ON r.id = c.room_id {PLACE_TABLES} \
         WHERE d.id IN {}",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0))]).await
}
