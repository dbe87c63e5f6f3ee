//! The letter that asks a member to decide on an agreement, with the way to its text and to what a board could decide.

use domain::actor::Actor;
use domain::networks::agreement::asking;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where there is nothing to decide any more.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let (db, today) = (store.reader(), store.clock().today());
    let Some(asked) = asking::words(db, &Actor::System, due.subject_id, today).await? else { return Ok(None) };
    let words = Catalogue::of(due.language);
    let texts = &words.decision_asked;
    let day = |day: chrono::NaiveDate| words.day(day);
    let from = day(asked.from_day);
    let mut blocks = Vec::new();
    if let Some(until) = asked.until {
        blocks.push(Block::Line(filled(texts.ends, &[&asked.network, &day(until)])));
    }
    blocks.push(Block::Line(match asked.to_day {
        Some(to) => filled(texts.lead, &[&asked.organisation, &asked.title, &from, &day(to)]),
        None => filled(texts.lead_open, &[&asked.organisation, &asked.title, &from]),
    }));
    blocks.push(Block::Line(texts.how.to_owned()));
    let url = format!("{}/overenskommelser/{}?visa=beslutstext", config.public_url, asked.agreement_id);
    blocks.push(Block::Link { words: texts.link.to_owned(), url });
    let subject = if asked.reminder { texts.reminder } else { texts.subject };
    Ok(Some(Letter {
        words,
        subject: filled(subject, &[&asked.organisation, &asked.network]),
        blocks,
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
