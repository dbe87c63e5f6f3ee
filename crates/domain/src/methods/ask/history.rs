//! How an organisation's answer came to say what it says: each writing with what changed in it, word by word.

use super::answer::Answer;
use super::{ReadableAsk, writings};
use crate::conversations::text::changes::{self, Change};
use crate::ids::OrganisationId;
use crate::store::Db;
use crate::{Error, Result};

/// One writing of an answer.
#[derive(Clone, Debug)]
pub struct AnswerStep {
    /// What it said then, and who wrote it.
    pub answer: Answer,
    /// What changed from the writing before; in the first all words are the same.
    pub changes: Vec<Change>,
    /// It is the first.
    pub first: bool,
}

/// The writings of an organisation's answer before `cursor`, the newest first.
///
/// # Errors
/// [`Error::NotFound`] where it has not answered.
pub async fn history(
    db: &impl Db,
    ask: &ReadableAsk,
    organisation: OrganisationId,
    cursor: Option<i64>,
    limit: i64,
) -> Result<Vec<AnswerStep>> {
    // one more than asked for: the last is what the one after it is compared with
    let writings = writings(db, ask, organisation, cursor.unwrap_or(i64::MAX), limit + 1).await?;
    if writings.is_empty() && cursor.is_none() {
        return Err(Error::NotFound);
    }
    let shown = usize::try_from(limit).unwrap_or_default();
    let last = writings.len().saturating_sub(1);
    let changes = changes::told(writings.iter().map(|answer| answer.text.clone()).collect()).await?;
    let steps = writings.into_iter().zip(changes).enumerate().take(shown);
    Ok(steps.map(|(index, (answer, changes))| AnswerStep { answer, changes, first: index == last }).collect())
}
