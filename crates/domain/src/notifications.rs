//! What the notifier needs: whom a message may concern, the outbox of mails, and a recipient as an actor of their own.
//!
//! The outbox holds who is to be told of what, never a subject or a text: a mail is written when it is sent, from what its
//! recipient may read then.

mod message;
mod outbox;
mod recipient;

pub use message::{Concerned, of_message};
pub use outbox::{Mail, NewMail, Sent, claim, enqueue, sent_since, settle, waiting};
pub use recipient::{Recipient, recipient};

use crate::actor::Actor;
use crate::words::words;
use crate::{Error, Result};

words! {
    /// Why somebody is told.
    MailReason {
        /// They are mentioned.
        Mention = "mention",
        /// They are in the direct conversation.
        Direct = "direct",
        /// They asked the question.
        Answer = "answer",
    }

    /// What has become of a mail.
    MailState {
        /// It is to be sent.
        Waiting = "waiting",
        /// It was sent.
        Sent = "sent",
        /// It was not sent because too many were.
        Held = "held",
        /// When its time came there was nothing to tell: read already, taken away, or not theirs to read.
        Dropped = "dropped",
        /// It could not be sent.
        Failed = "failed",
    }
}

/// Only the installation tells people things.
fn only_the_system(actor: &Actor) -> Result<()> {
    if matches!(actor, Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}
