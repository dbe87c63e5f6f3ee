//! How a message came to say what it says: each wording with what changed in it, word by word.

use chrono::{DateTime, Utc};

use crate::Result;
use crate::actor::Actor;
use crate::conversations::message;
use crate::conversations::text::changes::{self, Change};
use crate::ids::MessageId;
use crate::store::{Db, FromRow, rows};

/// One wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its revision.
    pub revision: i64,
    /// Written when.
    pub at: DateTime<Utc>,
    /// What changed from the wording before; in the first all words are the same.
    pub changes: Vec<Change>,
    /// It is the first.
    pub first: bool,
}

/// The wordings of a message before `cursor`, the newest first, each with what changed in it. A message that has been
/// taken away has none.
///
/// # Errors
/// [`crate::Error::NotFound`] where one does not see the message.
pub async fn history(db: &impl Db, actor: &Actor, id: MessageId, cursor: Option<i64>, limit: i64) -> Result<Vec<Step>> {
    #[derive(FromRow)]
    struct Wording {
        revision: i64,
        text: String,
        written_at: DateTime<Utc>,
    }
    let found = message::readable(db, actor, id).await?;
    if found.row().deleted_at.is_some() {
        return Ok(Vec::new());
    }
    // one more than asked for: the last is what the one after it is compared with
    let sql = "SELECT revision, text, written_at FROM (\
               SELECT revision, text, written_at FROM message_version WHERE message_id = $1 UNION ALL \
               SELECT revision, text, coalesce(edited_at, created_at) FROM message WHERE id = $1) w \
               WHERE revision < $2 ORDER BY revision DESC LIMIT $3";
    let values = [id.0.into(), cursor.unwrap_or(i64::MAX).into(), (limit + 1).into()];
    let wordings: Vec<Wording> = rows(db, sql, values).await?;
    let shown = usize::try_from(limit).unwrap_or_default();
    let last = wordings.len().saturating_sub(1);
    let changes = changes::told(wordings.iter().map(|wording| wording.text.clone()).collect()).await?;
    let steps = wordings.into_iter().zip(changes).enumerate().take(shown).map(|(index, (wording, changes))| Step {
        revision: wording.revision,
        at: wording.written_at,
        changes,
        first: index == last,
    });
    Ok(steps.collect())
}
