//! Mails: what one wants, what a link stops, the queue.

use chrono::{DateTime, Utc};
use domain::notifications::{self, MailCause, MailKind, MailState, Rhythm};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Hours of every day in which no mail comes, in minutes since midnight in Sweden; over midnight where `to` is before
/// `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From then on.
    #[schema(minimum = 0, maximum = 1439)]
    pub from: i32,
    /// Until then.
    #[schema(minimum = 0, maximum = 1439)]
    pub to: i32,
}

/// What mails one wants, and when one is to be left in peace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// At once, for a mention, a direct message or an answer to one's question.
    pub at_once: bool,
    /// How often the digest comes, if at all.
    pub digest: Rhythm,
    /// Before each meeting.
    pub before_meeting: bool,
    /// Quiet hours; none: at any time.
    pub quiet: Option<QuietHours>,
    /// Saturdays and Sundays are quiet.
    pub quiet_weekends: bool,
}

impl From<notifications::MailSettings> for MailSettings {
    fn from(settings: notifications::MailSettings) -> Self {
        let notifications::MailSettings { at_once, digest, before_meeting, quiet, quiet_weekends } = settings;
        let quiet = quiet.map(|quiet| QuietHours { from: quiet.from, to: quiet.to });
        Self { at_once, digest, before_meeting, quiet, quiet_weekends }
    }
}

impl From<MailSettings> for notifications::MailSettings {
    fn from(settings: MailSettings) -> Self {
        let MailSettings { at_once, digest, before_meeting, quiet, quiet_weekends } = settings;
        let quiet = quiet.map(|quiet| notifications::Quiet { from: quiet.from, to: quiet.to });
        Self { at_once, digest, before_meeting, quiet, quiet_weekends }
    }
}

/// A network's choice for its mails.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct NetworkMail {
    /// What was written stands in the mails.
    pub content: bool,
    /// Goes up with every change of the network's settings; the `ETag`.
    pub revision: i64,
}

/// A network's choice for its mails, to make.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeNetworkMail {
    /// What was written stands in the mails.
    pub content: bool,
}

/// What the link of a mail stops. It tells nothing of what the mail was about.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct MailLink {
    /// The mails it stops.
    pub kind: MailKind,
    /// Those have been stopped.
    pub stopped: bool,
    /// It is about a search that is kept, and stops the mails of that search alone.
    pub of_search: bool,
    /// Its conversation has been stopped; none where it is about none.
    pub conversation_stopped: Option<bool>,
}

/// What the link of a mail is to stop, or let go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhatToStop {
    /// All mails of its kind.
    Kind,
    /// All that is told of its conversation.
    Conversation,
}

/// Stop mails, or let them go on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopMails {
    /// What.
    pub what: WhatToStop,
    /// Stop it; else let it go on.
    pub stopped: bool,
}

/// A mail in the queue: to whom, why, what became of it; never what it says.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct QueuedMail {
    /// Its id.
    pub id: Uuid,
    /// The recipient's name; none where the identity is protected.
    pub recipient: Option<String>,
    /// The address it went to, once it has; none where the identity is protected.
    pub address: Option<String>,
    /// Why.
    pub reason: MailCause,
    /// What has become of it.
    pub state: MailState,
    /// How often it has been tried.
    pub attempts: i32,
    /// Why it is in that state, as the server or the program said.
    pub why: Option<String>,
    /// When it came into the queue.
    pub created_at: DateTime<Utc>,
    /// When its turn is.
    pub run_at: DateTime<Utc>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
}

impl From<notifications::QueuedMail> for QueuedMail {
    fn from(row: notifications::QueuedMail) -> Self {
        let notifications::QueuedMail {
            id,
            recipient,
            address,
            reason,
            state,
            attempts,
            why,
            created_at,
            run_at,
            sent_at,
        } = row;
        Self { id, recipient, address, reason, state, attempts, why, created_at, run_at, sent_at }
    }
}

/// What a mail of the demo says.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ShownMail {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}
