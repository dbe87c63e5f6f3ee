//! A mail that tells of what is new for a search: written from what its recipient may read at that moment.

use domain::ids::SavedSearchId;
use domain::notifications::{self, Mail, Recipient};
use domain::search::found::{self, News};
use domain::search::saved;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// The most hits that are named.
const NAMED: usize = 10;

/// Writes the mail; none where there is nothing to tell any more: seen already, taken away, or not theirs to read.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
    search: SavedSearchId,
) -> Result<Option<Letter>> {
    let db = store.reader();
    let search = match saved::mine(db, &recipient.actor, search).await {
        Ok(search) => search,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut news = found::news(db, &recipient.actor, std::slice::from_ref(&search)).await?;
    let news = news.remove(&search.id).unwrap_or_default();
    if news.is_empty() {
        return Ok(None);
    }
    let words = Catalogue::of(recipient.language);
    let count = news.len().to_string();
    let (one, more) = words.found.subject;
    let subject = filled(if news.len() == 1 { one } else { more }, &[&count, &search.name]);
    // which network a hit is of is not told apart: where one of theirs wants nothing told by mail, nothing is
    let hidden = notifications::without_content(db).await?;
    let theirs = recipient.actor.own_access()?.readable_rooms().filter_map(|facts| facts.network);
    let mut blocks: Vec<Block> = if theirs.into_iter().any(|network| hidden.contains(&network)) {
        vec![Block::Line(words.content_off.to_owned())]
    } else {
        news.iter().take(NAMED).map(|news| line(config, words, news)).collect()
    };
    if news.len() > NAMED {
        blocks.push(Block::Line(filled(words.digest.more, &[&(news.len() - NAMED).to_string()])));
    }
    let url = format!("{}/sok?sparad={}", config.public_url, search.id);
    blocks.push(Block::Link { words: words.found.open.to_owned(), url });
    Ok(Some(Letter {
        words,
        subject,
        blocks,
        why: words.found.why,
        name: format!("search.{}", mail.id.simple()),
        thread: Some(format!("search.{}", search.id.0.simple())),
        answers: None,
    }))
}

fn line(config: &Config, words: &Catalogue, news: &News) -> Block {
    let title = news.title.clone().unwrap_or_else(|| words.found.untitled.to_owned());
    Block::Link { words: title, url: format!("{}{}", config.public_url, news.url) }
}
