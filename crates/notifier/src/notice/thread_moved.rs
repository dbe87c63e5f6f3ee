//! The letter that tells somebody that what they have written in has been moved to where they don't read.

use domain::actor::Actor;
use domain::conversations::moving;
use domain::notifications::Notice;
use domain::store::Store;

use crate::Result;
use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};

/// What was moved, and that one does not read it any more: not where it is, nor what is said there. None where one reads it
/// again.
pub(super) async fn write(store: &Store, due: &Notice) -> Result<Option<Letter>> {
    let left = match moving::told(store.reader(), &Actor::System, due.subject_id, store.clock().today()).await {
        Ok(Some(left)) => left,
        Ok(None) | Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(due.language);
    let texts = &words.thread_moved;
    let (subject, lead) = match &left.title {
        Some(title) => (filled(texts.subject, &[title]), filled(texts.lead, &[title, &left.network])),
        None => (texts.untitled_subject.to_owned(), filled(texts.untitled, &[&left.network])),
    };
    Ok(Some(Letter {
        words,
        subject,
        blocks: vec![Block::Line(lead), Block::Line(texts.next.to_owned())],
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
