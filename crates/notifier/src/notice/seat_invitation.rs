//! The letter that invites somebody to a seat: it says what the page behind its link says.

use domain::access::SeatKind;
use domain::actor::Actor;
use domain::networks::invitation::{self, LinkState};
use domain::networks::seat::HoldingRole;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where the invitation no longer leads anywhere.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(secret) = &due.secret else { return Ok(None) };
    let when = (store.clock().today(), store.clock().now());
    let link = match invitation::by_token(store.reader(), &Actor::System, secret, when).await {
        Ok(link) if link.link.state == LinkState::Open => link,
        Ok(_) | Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(due.language);
    let texts = &words.seat_invitation;
    let named = match (link.title.as_str(), link.kind) {
        ("", SeatKind::Official) => texts.kinds[0],
        ("", SeatKind::Elected) => texts.kinds[1],
        (title, _) => title,
    };
    let role = match link.role {
        HoldingRole::Holder => named.to_owned(),
        HoldingRole::Deputy => filled(texts.deputy, &[named]),
    };
    let lead = match &link.link.inviter {
        Some(inviter) => filled(texts.lead, &[inviter, &link.link.network, &role, &link.organisation]),
        None => filled(texts.lead_plain, &[&link.link.network, &role, &link.organisation]),
    };
    let mut blocks = vec![Block::Line(filled(texts.hello, &[&link.link.name])), Block::Line(lead)];
    if !link.mandate.is_empty() {
        blocks.push(Block::Line(link.mandate.clone()));
    }
    let url = format!("{}/inbjudan/{secret}", config.public_url);
    blocks.push(Block::Link { words: texts.link.to_owned(), url });
    let last = words.day(domain::clock::day_of(link.link.expires_at));
    blocks.push(Block::Line(filled(texts.until, &[&last])));
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&link.link.network]),
        blocks,
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
