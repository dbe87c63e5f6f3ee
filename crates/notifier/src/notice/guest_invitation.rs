//! The letter that invites somebody to a room as a guest: it says what the page behind its link says.

use domain::access::RoomKind;
use domain::actor::Actor;
use domain::networks::invitation::LinkState;
use domain::notifications::Notice;
use domain::rooms::guest::accept;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where the invitation no longer leads anywhere.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(secret) = &due.secret else { return Ok(None) };
    let when = (store.clock().today(), store.clock().now());
    let link = match accept::by_token(store.reader(), &Actor::System, secret, when).await {
        Ok(link) if link.link.state == LinkState::Open => link,
        Ok(_) | Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(due.language);
    let (texts, as_for_seats) = (&words.guest_invitation, &words.seat_invitation);
    let of_kind = words.room(link.room_kind);
    let room = match (&link.room_name, &link.meeting) {
        (Some(name), _) => name.clone(),
        (None, Some(title)) if link.room_kind == RoomKind::Planning => format!("{of_kind}: {title}"),
        (None, Some(title)) => title.clone(),
        (None, None) => of_kind.to_owned(),
    };
    let lead = match &link.link.inviter {
        Some(inviter) => filled(texts.lead, &[inviter, &room, &link.link.network]),
        None => filled(texts.lead_plain, &[&room, &link.link.network]),
    };
    let day = |day: chrono::NaiveDate| words.day(day);
    let may = filled(if link.writes { texts.writes } else { texts.reads }, &[&day(link.to)]);
    let url = format!("{}/gast/{secret}", config.public_url);
    let blocks = vec![
        Block::Line(filled(as_for_seats.hello, &[&link.link.name])),
        Block::Line(lead),
        Block::Line(may),
        Block::Link { words: as_for_seats.link.to_owned(), url },
        Block::Line(filled(as_for_seats.until, &[&day(domain::clock::day_of(link.link.expires_at))])),
    ];
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&link.link.network]),
        blocks,
        why: as_for_seats.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
