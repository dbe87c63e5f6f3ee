//! The letter that tells a guest from home that a meeting is cancelled, or held after all.

use domain::actor::Actor;
use domain::ids::GuestId;
use domain::meetings::guest;
use domain::notifications::Notice;
use domain::store::Store;

use crate::Result;
use crate::catalogue::{Catalogue, filled};
use crate::meeting::facts;
use crate::paper::{Block, Letter};

/// Writes it, by how it is now; none where they are not brought along any more.
pub(super) async fn write(store: &Store, due: &Notice) -> Result<Option<Letter>> {
    let Some(meeting) = guest::invited_to(store.reader(), &Actor::System, GuestId(due.subject_id)).await? else {
        return Ok(None);
    };
    let words = Catalogue::of(due.language);
    let texts = &words.meeting;
    let cancelled = meeting.cancelled_at.is_some();
    let said = if cancelled { meeting.cancelled_reason.clone() } else { Some(texts.held_lead.to_owned()) };
    let mut blocks = vec![Block::Line(facts(words, &meeting))];
    blocks.extend(said.map(Block::Line));
    Ok(Some(Letter {
        words,
        subject: filled(if cancelled { texts.cancelled } else { texts.held }, &[&meeting.title]),
        blocks,
        why: texts.guest_why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
