//! The letter that tells all coordinators of a network of a new one.

use domain::actor::Actor;
use domain::notifications::Notice;
use domain::people::assignment;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Who was appointed, by whom; none where the appointment is no more.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let made = match assignment::announced(store.reader(), &Actor::System, due.subject_id).await {
        Ok(made) => made,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(due.language);
    let texts = &words.appointed;
    let who = words.person(made.person.as_deref(), None);
    let by = made.by.as_deref().unwrap_or(texts.installation);
    let url = format!("{}/natverk/{}/deltagare", config.public_url, made.slug);
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&who, &made.network]),
        blocks: vec![
            Block::Line(filled(texts.lead, &[by, &who, &made.network])),
            Block::Link { words: texts.link.to_owned(), url },
        ],
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
