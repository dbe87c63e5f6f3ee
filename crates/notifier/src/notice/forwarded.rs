//! The letter that tells somebody that what they wrote has been passed on to a linked network.

use domain::actor::Actor;
use domain::networks::forwarding;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// What was passed on, by whom, to which network; none where its author does not read it any more.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let today = store.clock().today();
    let told = match forwarding::told(store.reader(), &Actor::System, due.subject_id, today).await {
        Ok(Some(told)) => told,
        Ok(None) | Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(due.language);
    let texts = &words.forwarded;
    let by = words.person(told.by.as_deref(), None);
    let what = if told.document.is_some() { texts.document } else { texts.message };
    let url = match (told.document, told.conversation) {
        (Some(document), _) => format!("{}/dokument/{document}", config.public_url),
        (None, Some(conversation)) => {
            format!("{}/samtal/{conversation}?inlagg={}", config.public_url, told.position.unwrap_or(1))
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&told.title, &told.to]),
        blocks: vec![
            Block::Line(filled(what, &[&by, &told.title, &told.network, &told.to])),
            Block::Line(texts.next.to_owned()),
            Block::Link { words: told.title, url },
        ],
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
