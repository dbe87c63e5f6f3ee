//! The letter that asks a seat's holder whether they go on.

use domain::access::SeatKind;
use domain::ids::SeatId;
use domain::networks::round;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where the seat has answered, or is no longer asked.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let seat = SeatId(due.subject_id);
    let asked = round::questions(store.reader(), &[seat]).await?.pop().filter(|one| one.answer.is_none());
    let Some(asked) = asked else { return Ok(None) };
    let words = Catalogue::of(due.language);
    let texts = &words.seat_round;
    let named = match (asked.title.as_str(), asked.kind) {
        ("", SeatKind::Official) => words.seat_invitation.kinds[0],
        ("", SeatKind::Elected) => words.seat_invitation.kinds[1],
        (title, _) => title,
    };
    let mut blocks = vec![Block::Line(filled(texts.lead, &[&asked.network, named, &asked.organisation]))];
    if !asked.note.is_empty() {
        blocks.push(Block::Line(asked.note.clone()));
    }
    blocks.push(Block::Line(filled(texts.until, &[&words.day(asked.due_on)])));
    let url = format!("{}/uppdrag/{seat}", config.public_url);
    blocks.push(Block::Link { words: texts.link.to_owned(), url });
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&asked.organisation]),
        blocks,
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
