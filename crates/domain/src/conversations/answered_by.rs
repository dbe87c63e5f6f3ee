//! Which organisations have answered in a conversation: the first of them are kept in its row, for every list shows them;
//! all are asked for.

use sea_orm::DbBackend;
use serde::Deserialize;
use uuid::Uuid;

use super::conversation::ReadableConversation;
use crate::Result;
use crate::ids::{ConversationId, OrganisationId};
use crate::store::sealed::Connection as _;
use crate::store::{Db, FromRow, Tx, execute, rows};

/// The most organisations that are named in lists.
const MOST: usize = 5;

/// Where each organisation first answered in the conversation `$1`.
const FIRST_ANSWERS: &str = "SELECT author_organisation_id AS organisation, min(position) AS first FROM message \
    WHERE conversation_id = $1 AND position > 1 AND deleted_at IS NULL GROUP BY author_organisation_id";

/// An organisation that has answered.
#[derive(Clone, Debug, FromRow)]
pub struct FirstAnswer {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Where it first did.
    pub position: i64,
}

/// The organisations that have answered, the first to do so first, after those up to the position `after`.
///
/// # Errors
/// When the database can't be reached.
pub async fn all(
    db: &impl Db,
    conversation: &ReadableConversation,
    after: i64,
    limit: i64,
) -> Result<Vec<FirstAnswer>> {
    let sql = format!(
        "SELECT o.id, o.name, a.first AS position FROM ({FIRST_ANSWERS}) a JOIN organisation o ON o.id = a.organisation \
         WHERE a.first > $2 ORDER BY a.first LIMIT $3"
    );
    rows(db, &sql, [conversation.row().id.0.into(), after.into(), limit.into()]).await
}

#[derive(Deserialize)]
struct Answered {
    id: Uuid,
    name: String,
}

fn read(stored: &serde_json::Value) -> Vec<Answered> {
    Vec::deserialize(stored).unwrap_or_default()
}

/// The names of the organisations in a stored list, the first to answer first.
#[must_use]
pub fn names(stored: &serde_json::Value) -> Vec<String> {
    read(stored).into_iter().map(|answered| answered.name).collect()
}

/// Whether an answer for `organisation` makes the stored list another.
pub(crate) fn lacks(stored: &serde_json::Value, organisation: OrganisationId) -> bool {
    let named = read(stored);
    named.len() < MOST && named.iter().all(|answered| answered.id != organisation.0)
}

/// Finds out anew who has answered, the first first: after an organisation's first answer, and whenever a message is taken
/// away or comes back. Whoever renames an organisation owes its conversations the same.
pub(crate) async fn refresh(tx: &Tx, conversation: ConversationId) -> Result<()> {
    let list = match tx.backend() {
        DbBackend::Postgres => {
            "coalesce(jsonb_agg(jsonb_build_object('id', replace(id::text, '-', ''), 'name', name)), '[]')"
        }
        _ => "json_group_array(json_object('id', lower(hex(id)), 'name', name))",
    };
    let sql = format!(
        "UPDATE conversation SET answered_by = (SELECT {list} FROM (SELECT o.id, o.name FROM (\
         {FIRST_ANSWERS}) a JOIN organisation o ON o.id = a.organisation ORDER BY a.first LIMIT {MOST}) named) \
         WHERE id = $1"
    );
    execute(tx, &sql, [conversation.0.into()]).await
}
