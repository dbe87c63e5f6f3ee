//! The letter that invites an organisation to say that it would like to join a network.

use domain::actor::Actor;
use domain::conversations::text::excerpt;
use domain::networks::candidate;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::contact::address_in;
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// The most characters of what the network is for.
const LONGEST_PURPOSE: usize = 600;

/// Writes it; none where the network takes nobody any more.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(found) = candidate::letter(store.reader(), &Actor::System, due.subject_id).await? else {
        return Ok(None);
    };
    let words = Catalogue::of(due.language);
    let texts = &words.organisation_invitation;
    let lead = match &found.inviter {
        Some(inviter) => filled(texts.lead, &[inviter, &found.organisation, &found.network]),
        None => filled(texts.lead_plain, &[&found.organisation, &found.network]),
    };
    let mut blocks = vec![Block::Line(filled(words.seat_invitation.hello, &[&found.name])), Block::Line(lead)];
    blocks.extend(found.word.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Line(line.to_owned())));
    blocks.push(Block::Line(excerpt(&found.purpose, LONGEST_PURPOSE)));
    if found.public_page {
        let url = format!("{}/om/{}", config.public_url, found.slug);
        blocks.push(Block::Link { words: texts.read.to_owned(), url });
    }
    let url = format!("{}/anmalan/{}", config.public_url, found.slug);
    blocks.push(Block::Link { words: texts.join.to_owned(), url });
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&found.organisation, &found.network]),
        blocks,
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: address_in(&found.contact),
    }))
}
