//! Letters to chosen seats.

use chrono::{DateTime, Utc};
use domain::access::{ParticipationState, SeatKind};
use domain::coordination::mailing;
use domain::ids::{MailingId, OrganisationId, PersonId, SeatId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonLine};

/// To which seats; what is empty narrows nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeatSelection {
    /// Those of organisations that take part so.
    #[serde(default)]
    pub states: Vec<ParticipationState>,
    /// Those of one kind.
    pub kind: Option<SeatKind>,
    /// Those of these organisations.
    #[serde(default)]
    pub organisation_ids: Vec<OrganisationId>,
    /// These.
    #[serde(default)]
    pub seat_ids: Vec<SeatId>,
}

impl From<SeatSelection> for mailing::Selection {
    fn from(of: SeatSelection) -> Self {
        Self { states: of.states, kind: of.kind, organisations: of.organisation_ids, seats: of.seat_ids }
    }
}

/// A letter to look at before it is sent.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewMailing {
    /// To whom.
    pub to: SeatSelection,
    /// One line; may hold `{name}`, `{organisation}`, `{seat}`.
    pub subject: String,
    /// Markdown; may hold the same.
    pub text: String,
    /// As whom to show it: one of their seats; the first where none is said.
    pub shown_as: Option<SeatId>,
}

/// A letter to send.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendMailing {
    /// To whom.
    pub to: SeatSelection,
    /// One line.
    pub subject: String,
    /// Markdown.
    pub text: String,
    /// How many recipients one was shown.
    pub recipients: usize,
}

/// Somebody who gets a letter.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MailingRecipient {
    /// Who, by which seat of which organisation.
    pub person: PersonLine,
    /// The seat it is written to.
    pub seat_id: SeatId,
}

impl From<mailing::Recipient> for MailingRecipient {
    fn from(row: mailing::Recipient) -> Self {
        let (id, organisation): (PersonId, _) =
            (row.person, Named { id: row.organisation_id.0, name: row.organisation });
        let person = PersonLine {
            id,
            name: row.shown_name,
            organisation: Some(organisation),
            seat_kind: Some(row.kind),
            title: Some(row.title),
        };
        Self { person, seat_id: row.seat }
    }
}

/// A letter as one of its recipients would get it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MailingPreview {
    /// How many would get it.
    pub count: usize,
    /// The first two hundred of them.
    pub recipients: Vec<MailingRecipient>,
    /// As whom it is shown; none where nobody would get it.
    pub shown_as: Option<MailingRecipient>,
    /// The subject.
    pub subject: String,
    /// The text, as safe HTML.
    pub html: String,
}

impl From<mailing::Preview> for MailingPreview {
    fn from(preview: mailing::Preview) -> Self {
        Self {
            count: preview.recipients.len(),
            recipients: preview.recipients.into_iter().take(mailing::MOST).map(Into::into).collect(),
            shown_as: preview.shown_as.map(Into::into),
            subject: preview.subject,
            html: preview.html,
        }
    }
}

/// A letter that was sent.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Mailing {
    /// Its id.
    pub id: MailingId,
    /// The subject, as it was written.
    pub subject: String,
    /// The text, as it was written.
    pub text: String,
    /// By whom; none where the identity is protected.
    pub by: Option<String>,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// When it goes, or went: until then it can be taken back.
    pub goes_at: DateTime<Utc>,
    /// When it was taken back.
    pub taken_back_at: Option<DateTime<Utc>>,
    /// To how many.
    pub recipients: i64,
    /// How many of the mails have gone.
    pub gone: i64,
    /// How many wait.
    pub waiting: i64,
    /// How many were not sent: stopped by their recipient, or refused.
    pub not_sent: i64,
}

impl From<mailing::Mailing> for Mailing {
    fn from(row: mailing::Mailing) -> Self {
        let mailing::Mailing {
            id,
            subject,
            text,
            by,
            sent_at,
            goes_at,
            taken_back_at,
            recipients,
            gone,
            waiting,
            not_sent,
        } = row;
        Self { id, subject, text, by, sent_at, goes_at, taken_back_at, recipients, gone, waiting, not_sent }
    }
}
