//! What words refer to, and whom they call upon.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Author;

/// What a reference points to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Reference {
    /// The reference as it was asked for.
    pub reference: String,
    /// There is such a thing, and the person asking may see it.
    pub found: bool,
    /// Its title: of a message that of its conversation.
    pub title: Option<String>,
    /// Its address in the client.
    pub url: Option<String>,
    /// Who reads it, in words.
    pub audience: Option<String>,
    /// A quoted passage of a message, as it stood when it was quoted; empty once the message is deleted.
    pub excerpt: Option<String>,
    /// Who wrote the message.
    pub author: Option<Author>,
    /// When it was written.
    pub written_at: Option<DateTime<Utc>>,
    /// The message has been taken away.
    pub deleted: bool,
    /// The message has changed since it was quoted.
    pub changed: bool,
    /// A document's media type.
    pub media_type: Option<String>,
    /// A document's bytes.
    pub size: Option<i64>,
    /// There is a small picture of the document.
    pub thumbnail: bool,
}

/// Somebody, or some group, that one may mention.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MentionSuggestion {
    /// What stands in the text for it: `samrum:person/<id>`, `samrum:organisation/<id>`, `samrum:role/<role>` or
    /// `samrum:everyone`.
    pub reference: String,
    /// The name to write.
    pub name: String,
    /// A person's organisation.
    pub organisation: Option<String>,
    /// How many people who read the room it would reach.
    pub people: i64,
}

/// Whom a mention would reach in a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MentionReach {
    /// The mention.
    pub reference: String,
    /// How many people who read the room it would reach.
    pub people: i64,
    /// The code of why it would be refused; none where it would not.
    pub refused: Option<String>,
}
