//! Letters about one's own account.

use domain::actor::Actor;
use domain::notifications::Notice;
use domain::people::reset;
use domain::store::Store;

use crate::catalogue::{Account, Catalogue};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// The link with which one sets a new password; none where nobody has the address, which is found out only here.
pub(super) async fn password_reset(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    match reset::of_notice(store.reader(), &Actor::System, due.subject_id, store.clock().now()).await {
        Ok(_) => {}
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    }
    let words = Catalogue::of(due.language);
    Ok(letter(config, due, words, &words.password_reset, "nytt-losenord"))
}

/// The link with which one first comes in.
pub(super) fn account_made(config: &Config, due: &Notice) -> Option<Letter> {
    let words = Catalogue::of(due.language);
    letter(config, due, words, &words.account_made, "nytt-losenord")
}

/// The link with which one shows that an address is one's own.
pub(super) fn address_confirmation(config: &Config, due: &Notice) -> Option<Letter> {
    let words = Catalogue::of(due.language);
    letter(config, due, words, &words.address_confirmation, "ny-adress")
}

/// That mails no longer go to the address, and what to do where it was not oneself who chose another. The other address is
/// not named: this one may be somebody else's by now.
pub(super) fn address_left(config: &Config, due: &Notice) -> Letter {
    let words = Catalogue::of(due.language);
    telling(due, words, &words.address_left, format!("{}/nytt-losenord", config.public_url))
}

fn letter(config: &Config, due: &Notice, words: &'static Catalogue, texts: &Account, page: &str) -> Option<Letter> {
    let secret = due.secret.as_ref()?;
    Some(telling(due, words, texts, format!("{}/{page}/{secret}", config.public_url)))
}

fn telling(due: &Notice, words: &'static Catalogue, texts: &Account, url: String) -> Letter {
    Letter {
        words,
        subject: texts.subject.to_owned(),
        blocks: vec![
            Block::Line(texts.lead.to_owned()),
            Block::Link { words: texts.link.to_owned(), url },
            Block::Line(texts.until.to_owned()),
        ],
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }
}
