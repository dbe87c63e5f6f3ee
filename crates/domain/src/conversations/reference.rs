//! What references in texts point to, as the person asking sees it: a deletion or a lost access reaches quotes too.

use crate::actor::Actor;
use crate::conversations::{conversation, message, text};
use crate::documents::document;
use crate::ids::{ConversationId, DocumentId, MessageId};
use crate::store::Db;
use crate::{Error, Result};

/// The most references of one question.
pub const MOST: usize = 50;

/// Something a text may point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A document.
    Document(DocumentId),
    /// A message.
    Message(MessageId),
    /// A conversation.
    Conversation(ConversationId),
}

impl std::str::FromStr for Target {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once(':') {
            Some(("document", id)) => id.parse().map(Self::Document).map_err(|_| ()),
            Some(("message", id)) => id.parse().map(Self::Message).map_err(|_| ()),
            Some(("conversation", id)) => id.parse().map(Self::Conversation).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

/// What it points to.
#[derive(Clone, Debug)]
pub enum Found {
    /// A document one may read.
    Document(Box<document::Document>),
    /// A message one may read; its excerpt is empty once it is deleted.
    Message {
        /// The message.
        message: Box<message::Message>,
        /// Its beginning.
        excerpt: String,
    },
    /// A conversation one may read.
    Conversation(Box<conversation::Conversation>),
    /// Nothing, or nothing for this actor.
    Nothing,
}

/// Looks a reference up.
///
/// # Errors
/// When the database can't be reached.
pub async fn look_up(db: &impl Db, actor: &Actor, target: Target) -> Result<Found> {
    let found = match target {
        Target::Document(id) => {
            document::readable(db, actor, id).await.map(|found| Found::Document(Box::new(found.row().clone())))
        }
        Target::Message(id) => message::readable(db, actor, id).await.map(|found| Found::Message {
            message: Box::new(found.row().clone()),
            excerpt: text::excerpt(&found.row().text, 200),
        }),
        Target::Conversation(id) => {
            conversation::readable(db, actor, id).await.map(|found| Found::Conversation(Box::new(found.row().clone())))
        }
    };
    match found {
        Err(Error::NotFound) => Ok(Found::Nothing),
        other => other,
    }
}
