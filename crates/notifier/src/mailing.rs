//! A letter that a coordinator wrote to chosen seats, to one of them.

use domain::actor::Actor;
use domain::coordination::mailing;
use domain::ids::MailingId;
use domain::notifications::{Mail, Recipient};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::contact::address_in;
use crate::letter::{plain, without_references};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes the mail; none where its recipient has the seat no more.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
    id: MailingId,
) -> Result<Option<Letter>> {
    let today = store.clock().today();
    let to = (mail.person_id, recipient.language);
    let Some(found) = mailing::letter(store.reader(), &Actor::System, id, to, today).await? else {
        return Ok(None);
    };
    let words = Catalogue::of(recipient.language);
    let texts = &words.mailing;
    let who = match &found.by {
        Some(by) => filled(texts.by, &[by, &found.network]),
        None => filled(texts.by_nobody, &[&found.network]),
    };
    let text = found.filling.line(&plain(&found.text));
    let quote = Block::Quote { who, text, html: without_references(&found.html) };
    let url = format!("{}/natverk/{}", config.public_url, found.slug);
    Ok(Some(Letter {
        words,
        subject: found.subject,
        blocks: vec![quote, Block::Link { words: found.network, url }],
        why: texts.why,
        name: format!("mailing.{}", mail.id.simple()),
        thread: None,
        answers: address_in(&found.contact),
    }))
}
