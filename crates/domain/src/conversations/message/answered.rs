//! What a message answers: whom, and the beginning of what they said, as it stands now.

use super::Message;
use crate::conversations::text::excerpt;
use crate::ids::{MessageId, PersonId};

/// How many characters of it are shown.
const SHOWN: usize = 160;

/// The message that another one answers.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Message {
    /// The message it answers; none where it answers nothing, or has itself been taken away.
    #[must_use]
    pub fn answered(&self) -> Option<Answered> {
        if self.deleted_at.is_some() {
            return None;
        }
        Some(Answered {
            id: self.answers_id?,
            position: self.answers_position?,
            author_id: self.answers_author_id,
            name: self.answers_author_name.clone().or_else(|| self.answers_author_label.clone()),
            organisation: self.answers_organisation.clone(),
            deleted: self.answers_deleted_at.is_some(),
            excerpt: excerpt(self.answers_text.as_deref().unwrap_or_default(), SHOWN),
        })
    }
}
