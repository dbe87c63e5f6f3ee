//! The letter that tells a host that it is their turn, and where they find what the host before has left for them.

use domain::actor::Actor;
use domain::ids::MeetingId;
use domain::meetings::turn;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::meeting::facts;
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where it is not their turn any more.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let (id, today) = (MeetingId(due.subject_id), store.clock().today());
    let Some(turn) = turn::words(store.reader(), &Actor::System, id, &due.address, today).await? else {
        return Ok(None);
    };
    let words = Catalogue::of(due.language);
    let texts = &words.host_turn;
    let mut blocks = vec![
        Block::Line(filled(texts.lead, &[&turn.organisation, &turn.network])),
        Block::Line(facts(words, &turn.meeting)),
    ];
    if turn.left {
        blocks.push(Block::Line(texts.left.to_owned()));
    }
    let url = format!("{}/traffar/{id}", config.public_url);
    blocks.push(Block::Link { words: words.digest.to_meeting.to_owned(), url });
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&turn.meeting.title]),
        blocks,
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
