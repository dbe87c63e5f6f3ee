//! A reminder of a meeting that one has not said whether one comes to: written when it is sent, from what its recipient
//! may read at that moment.

use domain::meetings::meeting::{self, MeetingState};
use domain::meetings::remind;
use domain::notifications::{Mail, Recipient};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::meeting::facts;
use crate::paper::{Block, Letter};
use crate::rules::still_invited;
use crate::{Config, Result};

/// Writes the mail; none where there is nothing to remind of any more: answered, over, or not theirs to read.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
) -> Result<Option<Letter>> {
    let (db, today) = (store.reader(), store.clock().today());
    let Some(id) = mail.meeting_id else { return Ok(None) };
    let found = match meeting::readable(db, &recipient.actor, id).await {
        Ok(found) if found.state == MeetingState::Invited && found.cancelled_at.is_none() => found,
        Ok(_) | Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if !still_invited(remind::said(db, &recipient.actor, &found, today).await?) {
        return Ok(None);
    }
    let words = Catalogue::of(recipient.language);
    let mut blocks = vec![Block::Line(facts(words, &found))];
    if let Some(day) = found.answer_by {
        blocks.push(Block::Line(filled(words.invitation.answer_by, &[&words.day(day)])));
    }
    let url = format!("{}/traffar/{id}", config.public_url);
    blocks.push(Block::Link { words: words.invitation.answer.to_owned(), url });
    Ok(Some(Letter {
        words,
        subject: filled(words.invitation.subject, &[&found.title]),
        blocks,
        why: words.invitation.why,
        name: format!("meeting.{}", mail.id.simple()),
        thread: None,
        answers: None,
    }))
}
