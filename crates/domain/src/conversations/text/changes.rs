//! What changed from one text to the next, word by word.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::Result;
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

/// What changed in each of the texts, the newest first; in the oldest all words are the same.
///
/// # Errors
/// When the comparison is broken off.
pub(crate) async fn told(texts: Vec<String>) -> Result<Vec<Vec<Change>>> {
    let compare = move || {
        let texts: Vec<String> = texts.iter().map(|text| without_references(text)).collect();
        let each = texts.iter().enumerate().map(|(index, text)| match texts.get(index + 1) {
            Some(before) => changes(before, text),
            None => vec![Change { kind: ChangeKind::Same, text: text.clone() }],
        });
        each.collect()
    };
    // long texts take their time, which is not that of those who wait for the database
    tokio::task::spawn_blocking(compare).await.map_err(crate::Error::internal)
}

/// What changed from one wording to the next, in runs of words.
pub(crate) fn changes(before: &str, after: &str) -> Vec<Change> {
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

    fn marked(before: &str, after: &str) -> String {
        let runs = changes(before, after).into_iter().map(|change| match change.kind {
            ChangeKind::Same => change.text,
            ChangeKind::Added => format!("+{}+", change.text),
            ChangeKind::Removed => format!("-{}-", change.text),
        });
        runs.collect()
    }

    #[test]
    fn words_that_changed_are_told() {
        assert_eq!(marked("Vi prövar nu", "Vi inför nu"), "Vi -prövar-+inför+ nu");
        assert_eq!(marked("Hej", "Hej"), "Hej");
        assert_eq!(marked("Hej", "Hej och välkomna"), "Hej+ och välkomna+");
        assert_eq!(marked("Mötet är 4 maj", "Mötet är den 5 juni"), "Mötet är -4 maj-+den 5 juni+");
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
