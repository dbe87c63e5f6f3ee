//! What people do with messages: answers, reactions, wordings, who has seen, what is hidden.

use chrono::{DateTime, Utc};
use domain::conversations::message::{self, HiddenWords, ReactionKind};
use domain::conversations::text::{Change, ChangeKind};
use domain::ids::{MessageId, OrganisationId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The message that another one answers, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Answered {
    /// Its id.
    pub id: MessageId,
    /// Its place in the conversation.
    pub position: i64,
    /// Who wrote it.
    pub author_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
    /// It has been taken away.
    pub deleted: bool,
    /// Its beginning, plain; empty once deleted.
    pub excerpt: String,
}

impl From<message::Answered> for Answered {
    fn from(found: message::Answered) -> Self {
        Self {
            id: found.id,
            position: found.position,
            author_id: found.author_id,
            name: found.name,
            organisation: found.organisation,
            deleted: found.deleted,
            excerpt: found.excerpt,
        }
    }
}

/// Everybody who says one thing of a message, in the order they first said it. There is no number on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reaction {
    /// What they say.
    pub kind: ReactionKind,
    /// Who.
    pub by: Vec<Reacted>,
}

/// An organisation whose people say it; somebody without one by themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reacted {
    /// The organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name; the person's own where there is none, and none at all where that is protected.
    pub name: Option<String>,
    /// The people.
    pub people: Vec<PersonId>,
}

impl Reaction {
    pub(crate) fn all(stored: &serde_json::Value) -> Vec<Self> {
        let all = message::reactions(stored).into_iter();
        let by = |by: Vec<message::Reacted>| {
            let each = by.into_iter();
            each.map(|one| Reacted { organisation_id: one.organisation_id, name: one.name, people: one.people })
                .collect()
        };
        all.map(|one| Self { kind: one.kind, by: by(one.by) }).collect()
    }
}

/// A run of words that stayed, came or went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WordChange {
    /// What became of it.
    pub kind: ChangeKind,
    /// The words, with the white space between them.
    pub text: String,
}

impl WordChange {
    pub(crate) fn all(changes: Vec<Change>) -> Vec<Self> {
        changes.into_iter().map(|run| Self { kind: run.kind, text: run.text }).collect()
    }
}

/// One wording of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MessageStep {
    /// Its revision.
    pub revision: i64,
    /// Written when, by the message's author: nobody else changes their words.
    pub at: DateTime<Utc>,
    /// It is the first.
    pub first: bool,
    /// What changed from the wording before; in the first all words are the same.
    pub changes: Vec<WordChange>,
}

impl From<message::Step> for MessageStep {
    fn from(step: message::Step) -> Self {
        Self { revision: step.revision, at: step.at, first: step.first, changes: WordChange::all(step.changes) }
    }
}

/// An organisation somebody of which has opened a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeenBy {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
}

impl From<message::SeenBy> for SeenBy {
    fn from(row: message::SeenBy) -> Self {
        Self { id: row.id, name: row.name }
    }
}

/// Why a message is to be hidden.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HideMessage {
    /// A reason that its readers see, at most 500 characters.
    #[schema(max_length = 500)]
    pub reason: String,
}

/// What a hidden message says.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HiddenMessage {
    /// Safe HTML.
    pub html: String,
    /// Why it is hidden.
    pub reason: String,
    /// Since when.
    pub at: DateTime<Utc>,
    /// By whom; none where the identity is protected.
    pub by: Option<String>,
}

impl From<HiddenWords> for HiddenMessage {
    fn from(row: HiddenWords) -> Self {
        Self { html: row.html, reason: row.reason, at: row.hidden_at, by: row.hidden_by }
    }
}
