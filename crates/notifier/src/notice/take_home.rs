//! The letter with a page that an organisation takes home, to one of its home group: the page itself and nothing else of
//! the network.

use domain::actor::Actor;
use domain::methods::take_home;
use domain::notifications::{self, Notice};
use domain::store::Store;

use crate::Result;
use crate::catalogue::{Catalogue, filled};
use crate::letter::without_references;
use crate::paper::{Block, Letter};

/// Writes it; none where they are not in the home group any more, or the network's mails hold nothing of what is written.
pub(super) async fn write(store: &Store, due: &Notice) -> Result<Option<Letter>> {
    let Some(page) = take_home::of_letter(store.reader(), &Actor::System, due.subject_id).await? else {
        return Ok(None);
    };
    if notifications::without_content(store.reader()).await?.contains(&page.network_id) {
        return Ok(None);
    }
    let words = Catalogue::of(due.language);
    let texts = &words.take_home;
    let who = words.person_within(page.person.as_deref(), Some(&page.organisation));
    Ok(Some(Letter {
        words,
        subject: page.title.clone(),
        blocks: vec![
            Block::Line(filled(texts.lead, &[&who, &page.network])),
            Block::Page { title: page.title, text: page.text, html: without_references(&page.html) },
        ],
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
