//! What the notifier needs: whom a message may concern, the outbox of mails, and a recipient as an actor of their own.
//!
//! The outbox holds who is to be told of what, never a subject or a text: a mail is written when it is sent, from what its
//! recipient may read then.

mod content;
mod handing;
mod message;
pub mod notice;
mod outbox;
mod queue;
mod recipient;
mod rounds;
mod settings;
mod stop;
pub(crate) mod token;

pub use content::{NetworkMail, set_mail_content, settings_of, without_content};
pub use handing::{Sent, SentSince, digest_last, hand_over, left_behind, let_go, sent_since, settle, told_last};
pub use message::{Concerned, of_edit, of_message};
pub use notice::{
    NewNotice, Notice, NoticeKind, claim_notice, hand_over_notice, notices_since, settle_notice, tidy_notices,
};
pub(crate) use outbox::put as put_in_outbox;
pub use outbox::{Mail, NewMail, claim, enqueue, trim, waiting};
pub use queue::{MailCause, QueuedMail, queue, queued};
pub use recipient::{Recipient, recipient};
pub use rounds::{Round, answers_due, began, finished, forget_rounds, meetings_on, meetings_soon, step};
pub use settings::{MailSettings, Quiet, of_person, own_settings, set_own};
pub use stop::{Stop, StopLink, stop, stop_link};
pub use token::new_token;

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
        /// They wrote what is answered.
        Reply = "reply",
        /// Their organisation has not answered an ask, and is reminded of it.
        Reminder = "reminder",
        /// Their seat has not said whether it comes to a meeting, and is reminded of it.
        MeetingReminder = "meeting_reminder",
        /// A meeting they are invited to is cancelled.
        MeetingCancelled = "meeting_cancelled",
        /// A meeting that was cancelled is held after all.
        MeetingHeld = "meeting_held",
        /// They come to a meeting that is tomorrow.
        MeetingSoon = "meeting_soon",
        /// A day has gone.
        Daily = "daily",
        /// A week has gone.
        Weekly = "weekly",
        /// A month has gone.
        Monthly = "monthly",
        /// A meeting is near.
        BeforeMeeting = "before_meeting",
        /// Something new fits a search they keep.
        SavedSearch = "saved_search",
        /// A coordinator has written to them and others.
        Mailing = "mailing",
    }

    /// What mails somebody can stop by themselves.
    MailKind {
        /// At once, for a mention, a direct message or an answer.
        AtOnce = "at_once",
        /// The digest, however often it comes.
        Digest = "digest",
        /// Before each meeting.
        BeforeMeeting = "before_meeting",
    }

    /// How often somebody gets the digest.
    Rhythm {
        /// Every morning.
        Daily = "daily",
        /// On Monday mornings.
        Weekly = "weekly",
        /// On the morning of the first of each month.
        Monthly = "monthly",
        /// Not at all.
        Never = "none",
    }

    /// What has become of a mail.
    MailState {
        /// It is to be sent.
        Waiting = "waiting",
        /// It is being handed over: if nothing more is heard of it, nobody knows whether it went.
        HandingOver = "handing_over",
        /// It was sent.
        Sent = "sent",
        /// What it was to tell went with another mail of the same conversation.
        Joined = "joined",
        /// It has not been sent because too many were: it is when there is room again.
        Held = "held",
        /// When its time came there was nothing to tell: read already, taken away, muted, or not theirs to read.
        Dropped = "dropped",
        /// It could not be sent.
        Failed = "failed",
        /// The server broke off after it had got all of it: it is not sent again, for it may have arrived.
        Uncertain = "uncertain",
    }
}

impl MailReason {
    /// What kind of mail it makes.
    #[must_use]
    pub fn kind(self) -> MailKind {
        match self {
            Self::Mention
            | Self::Direct
            | Self::Answer
            | Self::Reply
            | Self::Reminder
            | Self::SavedSearch
            | Self::Mailing
            | Self::MeetingReminder
            | Self::MeetingCancelled
            | Self::MeetingHeld => MailKind::AtOnce,
            Self::Daily | Self::Weekly | Self::Monthly => MailKind::Digest,
            Self::BeforeMeeting | Self::MeetingSoon => MailKind::BeforeMeeting,
        }
    }

    /// Which digest it makes; never any, for all that is told of by itself.
    #[must_use]
    pub fn rhythm(self) -> Rhythm {
        match self {
            Self::Daily => Rhythm::Daily,
            Self::Weekly => Rhythm::Weekly,
            Self::Monthly => Rhythm::Monthly,
            Self::Mention
            | Self::Direct
            | Self::Answer
            | Self::Reply
            | Self::Reminder
            | Self::MeetingReminder
            | Self::MeetingCancelled
            | Self::MeetingHeld
            | Self::MeetingSoon
            | Self::BeforeMeeting
            | Self::SavedSearch
            | Self::Mailing => Rhythm::Never,
        }
    }
}

/// Only the installation tells people things.
fn only_the_system(actor: &Actor) -> Result<()> {
    if matches!(actor, Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}
