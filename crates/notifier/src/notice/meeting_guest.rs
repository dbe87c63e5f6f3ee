//! The letter to a guest from home: who brings them along to which meeting, and the way into its room.

use domain::actor::Actor;
use domain::ids::GuestId;
use domain::meetings::guest::{self, Welcome};
use domain::networks::invitation::LinkState;
use domain::notifications::Notice;
use domain::rooms::guest::accept;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::meeting::facts;
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where they are not brought along any more, or the link leads nowhere.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(found) = guest::welcome(store.reader(), &Actor::System, GuestId(due.subject_id)).await? else {
        return Ok(None);
    };
    let Welcome { meeting, network, name, organisation, by, until } = found;
    let words = Catalogue::of(due.language);
    let (texts, invited) = (&words.meeting, &words.seat_invitation);
    let lead = match &by {
        Some(by) => filled(texts.guest_lead, &[by, &organisation, &meeting.title, &network]),
        None => filled(texts.guest_lead_plain, &[&organisation, &meeting.title, &network]),
    };
    let day = |day: chrono::NaiveDate| words.day(day);
    let mut blocks =
        vec![Block::Line(filled(invited.hello, &[&name])), Block::Line(lead), Block::Line(facts(words, &meeting))];
    blocks.extend(until.map(|until| Block::Line(filled(words.guest_invitation.writes, &[&day(until)]))));
    match &due.secret {
        Some(secret) => {
            let when = (store.clock().today(), store.clock().now());
            let link = match accept::by_token(store.reader(), &Actor::System, secret, when).await {
                Ok(link) if link.link.state == LinkState::Open => link,
                Ok(_) | Err(domain::Error::NotFound) => return Ok(None),
                Err(error) => return Err(error.into()),
            };
            let url = format!("{}/gast/{secret}", config.public_url);
            blocks.push(Block::Link { words: invited.link.to_owned(), url });
            let expires = day(domain::clock::day_of(link.link.expires_at));
            blocks.push(Block::Line(filled(invited.until, &[&expires])));
        }
        None => {
            let url = format!("{}/traffar/{}", config.public_url, meeting.id);
            blocks.push(Block::Link { words: texts.guest_open.to_owned(), url });
        }
    }
    Ok(Some(Letter {
        words,
        subject: filled(texts.guest_subject, &[&meeting.title]),
        blocks,
        why: texts.guest_why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
