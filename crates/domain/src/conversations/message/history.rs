//! How a message came to say what it says: each wording with what changed in it, word by word.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use similar::{Algorithm, ChangeTag, TextDiff};

use crate::Result;
use crate::actor::Actor;
use crate::conversations::message;
use crate::ids::MessageId;
use crate::store::{Db, rows};
use crate::words::words;

words! {
    /// What became of a run of words.
    ChangeKind {
        /// They stayed.
        Same = "same",
        /// They came.
        Added = "added",
        /// They went.
        Removed = "removed",
    }
}

/// How long the comparison of two wordings may look for the shortest answer; after that it takes the best it has.
const PATIENCE: Duration = Duration::from_millis(50);

/// A run of words that stayed, came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The words, with the white space between them.
    pub text: String,
}

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
    #[derive(FromQueryResult)]
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
    let compare = move || {
        let steps = wordings.iter().enumerate().take(shown).map(|(index, wording)| {
            let before = wordings.get(index + 1);
            let text = without_references(&wording.text);
            let changes = match before {
                Some(before) => changes(&without_references(&before.text), &text),
                None => vec![Change { kind: ChangeKind::Same, text }],
            };
            Step { revision: wording.revision, at: wording.written_at, changes, first: before.is_none() }
        });
        steps.collect()
    };
    // long texts take their time, which is not that of those who wait for the database
    tokio::task::spawn_blocking(compare).await.map_err(crate::Error::internal)
}

/// `[@Anna Berg](samrum:person/…)` → `@Anna Berg`: what a reader sees of it.
fn without_references(markdown: &str) -> String {
    const TO: &str = "](samrum:";
    let (mut read, mut rest) = (String::with_capacity(markdown.len()), markdown);
    while let Some(middle) = rest.find(TO) {
        let after = &rest[middle + TO.len()..];
        let (Some(open), Some(end)) = (rest[..middle].rfind('['), after.find(')')) else { break };
        read.push_str(&rest[..open]);
        read.push_str(&rest[open + 1..middle]);
        rest = &after[end + 1..];
    }
    read + rest
}

/// What changed from one wording to the next, in runs of words.
fn changes(before: &str, after: &str) -> Vec<Change> {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).timeout(PATIENCE).diff_words(before, after);
    let mut runs: Vec<Change> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => ChangeKind::Same,
            ChangeTag::Insert => ChangeKind::Added,
            ChangeTag::Delete => ChangeKind::Removed,
        };
        match runs.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => runs.push(Change { kind, text: change.value().to_owned() }),
        }
    }
    gathered(runs)
}

/// A single space between two changes is no reason to read them as two: "~~röda huset~~ blå stugan", not word by word.
fn gathered(runs: Vec<Change>) -> Vec<Change> {
    let (mut done, mut removed, mut added) = (Vec::new(), String::new(), String::new());
    let close = |done: &mut Vec<Change>, removed: &mut String, added: &mut String| {
        for (kind, text) in [(ChangeKind::Removed, removed), (ChangeKind::Added, added)] {
            if !text.is_empty() {
                done.push(Change { kind, text: std::mem::take(text) });
            }
        }
    };
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        match run.kind {
            ChangeKind::Removed => removed.push_str(&run.text),
            ChangeKind::Added => added.push_str(&run.text),
            ChangeKind::Same => {
                let between = !removed.is_empty() && !added.is_empty() && run.text == " " && runs.peek().is_some();
                if between {
                    removed.push(' ');
                    added.push(' ');
                } else {
                    close(&mut done, &mut removed, &mut added);
                    done.push(run);
                }
            }
        }
    }
    close(&mut done, &mut removed, &mut added);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let marked = changes(before, after).into_iter().map(|change| match change.kind {
            ChangeKind::Same => change.text,
            ChangeKind::Added => format!("+{}+", change.text),
            ChangeKind::Removed => format!("-{}-", change.text),
        });
        marked.collect()
    }

    #[test]
    fn words_that_changed_are_told() {
        assert_eq!(told("Vi prövar nu", "Vi inför nu"), "Vi -prövar-+inför+ nu");
        assert_eq!(told("Hej", "Hej"), "Hej");
        assert_eq!(told("Hej", "Hej och välkomna"), "Hej+ och välkomna+");
        assert_eq!(told("Mötet är 4 maj", "Mötet är den 5 juni"), "Mötet är -4 maj-+den 5 juni+");
    }

    #[test]
    fn references_are_read_as_their_words() {
        assert_eq!(
            without_references("Hej [@Anna Berg](samrum:person/x), se [b](samrum:y) nu"),
            "Hej @Anna Berg, se b nu"
        );
        assert_eq!(without_references("a](samrum:b) [c](d)"), "a](samrum:b) [c](d)");
    }

    #[test]
    fn both_wordings_can_be_read_from_it() {
        let (before, after) = ("Ett två tre\n\nfyra  fem å ä ö 👪 sex", "Två tre\n\nfyra fem å Ä ö sex sju");
        let of = |kinds: [ChangeKind; 2]| -> String {
            changes(before, after).iter().filter(|c| kinds.contains(&c.kind)).map(|c| c.text.as_str()).collect()
        };
        assert_eq!(of([ChangeKind::Same, ChangeKind::Removed]), before);
        assert_eq!(of([ChangeKind::Same, ChangeKind::Added]), after);
    }
}
