//! Search.

use chrono::NaiveDate;
use domain::documents::document::Precision;
use domain::ids::{ConversationId, DocumentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Author, Named, NetworkRef, Paged, RoomRef};

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A message.
    Message,
    /// A page of a document.
    Document,
    /// A conversation, by its title.
    Conversation,
    /// A meeting.
    Meeting,
    /// A decision.
    Decision,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
}

/// A piece of text that was found, or stands beside what was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// It was found.
    pub marked: bool,
}

/// A document and the page in it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitDocument {
    /// The document.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// The page.
    pub page: i32,
}

/// A conversation and the place in it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitConversation {
    /// The conversation.
    pub id: ConversationId,
    /// Its title.
    pub title: Option<String>,
    /// The message's position.
    pub position: i64,
}

/// Something found.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: Uuid,
    /// Its title, with what was found marked.
    pub title: Vec<Fragment>,
    /// The best passage, with what was found marked.
    pub passage: Vec<Fragment>,
    /// Where it is, in the client.
    pub url: String,
    /// The page, of a document.
    pub page: Option<i32>,
    /// How many more pages of the document fit.
    pub more_pages: u32,
    /// The document, of a document.
    pub document: Option<HitDocument>,
    /// The conversation, of a message or conversation.
    pub conversation: Option<HitConversation>,
    /// The meeting it belongs to.
    pub meeting: Option<Named>,
    /// The room it is in.
    pub room: Option<RoomRef>,
    /// The network of that.
    pub network: Option<NetworkRef>,
    /// Who wrote it.
    pub author: Option<Author>,
    /// The day it is about.
    pub dated_on: Option<NaiveDate>,
    /// How exactly that is known.
    pub dated_precision: Option<Precision>,
}

/// How many hits there are of one value.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Count {
    /// The value: an id or word.
    pub key: String,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// How many.
    pub count: u64,
}

/// How the hits are spread; only what the person asking may see is counted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Facets {
    /// By network.
    pub network: Vec<Count>,
    /// By kind.
    pub kind: Vec<Count>,
    /// By year.
    pub year: Vec<Count>,
    /// By room.
    pub room: Vec<Count>,
    /// By the host of the meeting.
    pub host: Vec<Count>,
    /// By theme.
    pub theme: Vec<Count>,
    /// By article of the Convention.
    pub article: Vec<Count>,
    /// By organisation.
    pub organisation: Vec<Count>,
}

/// The best hits of one kind.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HitGroup {
    /// The kind.
    pub kind: HitKind,
    /// How many there are of it; none where it is not known for sure.
    pub total: Option<u64>,
    /// The first of them, at most three.
    pub items: Vec<Hit>,
}

/// What was found.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SearchResult {
    /// The hits, the best first; none where they were asked for in groups.
    pub items: Vec<Hit>,
    /// The hits by kind, that of the best hit first; none where that was not asked for.
    pub groups: Vec<HitGroup>,
    /// How many there are; none where it is not known for sure, or where there are many and facets were not asked for.
    pub total: Option<u64>,
    /// How they are spread; empty where that was not asked for.
    pub facets: Facets,
    /// Did you mean?
    pub suggestion: Option<String>,
    /// How many hits that would give with the same choices; none where it is not known for sure.
    pub suggestion_total: Option<u64>,
    /// Asks for more; none at the end.
    pub next_cursor: Option<String>,
}

impl Paged for SearchResult {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}
