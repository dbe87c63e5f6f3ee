//! What becomes of a meeting: it is cancelled, held after all, or tomorrow. Written when it is sent, from what its recipient
//! may read at that moment.

use domain::actor::Actor;
use domain::meetings::meeting::{self, Meeting};
use domain::meetings::programme;
use domain::meetings::remind;
use domain::notifications::{Mail, MailReason, Recipient};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes the mail; none where it is not so any more, or not theirs to read.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
) -> Result<Option<Letter>> {
    let (db, today) = (store.reader(), store.clock().today());
    let Some(id) = mail.meeting_id else { return Ok(None) };
    let found = match meeting::readable(db, &recipient.actor, id).await {
        Ok(found) => found,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let words = Catalogue::of(recipient.language);
    let texts = &words.meeting;
    let cancelled = found.cancelled_at.is_some();
    let (subject, why, said) = match mail.reason {
        MailReason::MeetingCancelled if cancelled => {
            (texts.cancelled, texts.cancelled_why, found.cancelled_reason.clone())
        }
        MailReason::MeetingHeld if !cancelled => (texts.held, texts.cancelled_why, Some(texts.held_lead.to_owned())),
        MailReason::MeetingSoon if !cancelled => {
            let comes = remind::coming(db, &Actor::System, id, today).await?.contains(&mail.person_id);
            if !comes || found.starts_on.is_none_or(|day| day < today) {
                return Ok(None);
            }
            let begins = programme::of(db, &found).await?.into_iter().next();
            let begins = begins.map(|item| filled(texts.begins, &[&programme::said(item.starts_at), &item.title]));
            (texts.soon, texts.soon_why, begins)
        }
        _ => return Ok(None),
    };
    let mut blocks = vec![Block::Line(facts(words, &found))];
    blocks.extend(said.map(Block::Line));
    if let Some(link) = found.link.as_ref().filter(|_| mail.reason == MailReason::MeetingSoon) {
        blocks.push(Block::Link { words: texts.from_afar.to_owned(), url: link.clone() });
    }
    let url = format!("{}/traffar/{id}", config.public_url);
    blocks.push(Block::Link { words: words.digest.to_meeting.to_owned(), url });
    Ok(Some(Letter {
        words,
        subject: filled(subject, &[&found.title]),
        blocks,
        why,
        name: format!("meeting.{}", mail.id.simple()),
        thread: None,
        answers: None,
    }))
}

/// When and where.
pub(crate) fn facts(words: &Catalogue, found: &Meeting) -> String {
    [Some(when(words, found)), found.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "25–26 november 2026", or what is known of it.
pub(crate) fn when(words: &Catalogue, meeting: &Meeting) -> String {
    words.held(meeting.held())
}
