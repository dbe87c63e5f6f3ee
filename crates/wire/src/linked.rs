//! Linked networks, and what is passed on between them.

use chrono::{DateTime, Utc};
use domain::conversations::text;
use domain::ids::{ConversationId, DocumentId, ForwardingId, NetworkId, NetworkLinkId, RoomId};
use domain::networks::forwarding::{self, ForwardingState, Placed, Source};
use domain::networks::link;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A link of a network with another.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NetworkLink {
    /// Its id.
    pub id: NetworkLinkId,
    /// The other network.
    pub network_id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The other network is closed.
    pub closed: bool,
    /// It was proposed from here.
    pub proposed_here: bool,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Accepted when; none while it waits for that.
    pub accepted_at: Option<DateTime<Utc>>,
}

impl From<link::Link> for NetworkLink {
    fn from(row: link::Link) -> Self {
        let link::Link { id, network_id, slug, name, closed, proposed_here, proposed_at, accepted_at } = row;
        Self { id, network_id, slug, name, closed, proposed_here, proposed_at, accepted_at }
    }
}

/// The network to be linked with.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeLink {
    /// Its name in addresses.
    pub slug: String,
}

/// A message to pass on.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForwardMessage {
    /// By which link.
    pub link_id: NetworkLinkId,
    /// What it is to be called there.
    pub title: String,
    /// What one says of it.
    #[serde(default)]
    pub comment: String,
}

/// A document to pass on.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForwardDocument {
    /// By which link.
    pub link_id: NetworkLinkId,
    /// What one says of it.
    #[serde(default)]
    pub comment: String,
}

/// A file of something passed on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ForwardedFile {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
}

/// Something passed on, as the coordinators of either network see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Forwarding {
    /// Its id.
    pub id: ForwardingId,
    /// It came to this network; else it went from here.
    pub incoming: bool,
    /// The other network's name.
    pub network: String,
    /// It is a document; else a message.
    pub document: bool,
    /// What it is called.
    pub title: String,
    /// Its words, as safe HTML.
    pub html: String,
    /// Its files.
    pub files: Vec<ForwardedFile>,
    /// What whoever passed it on says of it.
    pub comment: String,
    /// Who wrote it; none where the identity is protected.
    pub written_by: Option<String>,
    /// For which organisation.
    pub written_for: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Who passed it on; none where the identity is protected.
    pub forwarded_by: Option<String>,
    /// When.
    pub forwarded_at: DateTime<Utc>,
    /// What became of it.
    pub state: ForwardingState,
}

impl Forwarding {
    /// Something passed on, with those of the files that are its.
    #[must_use]
    pub fn new(row: forwarding::Forwarding, files: &[forwarding::File]) -> Self {
        let state = row.state();
        let files = files.iter().filter(|file| file.forwarding_id == row.id);
        Self {
            id: row.id,
            incoming: row.incoming,
            network: row.network,
            document: row.document,
            title: row.title,
            html: text::shown(&row.text).unwrap_or_default(),
            files: files.map(|file| ForwardedFile { name: file.name.clone(), size: file.size }).collect(),
            comment: row.comment,
            written_by: row.written_by,
            written_for: row.written_for,
            written_at: row.written_at,
            forwarded_by: row.forwarded_by,
            forwarded_at: row.forwarded_at,
            state,
        }
    }
}

/// Where something passed on is to stand.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceForwarding {
    /// In which room.
    pub room_id: RoomId,
}

/// What it became.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct PlacedForwarding {
    /// A thread.
    pub conversation_id: Option<ConversationId>,
    /// A document.
    pub document_id: Option<DocumentId>,
}

impl From<Placed> for PlacedForwarding {
    fn from(placed: Placed) -> Self {
        match placed {
            Placed::Thread(id) => Self { conversation_id: Some(id), document_id: None },
            Placed::Document(id) => Self { conversation_id: None, document_id: Some(id) },
        }
    }
}

/// Where something came from.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ForwardedFrom {
    /// The network's name.
    pub network: String,
    /// Who wrote it; none where the identity is protected.
    pub written_by: Option<String>,
    /// For which organisation.
    pub written_for: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Who passed it on; none where the identity is protected.
    pub forwarded_by: Option<String>,
    /// When.
    pub forwarded_at: DateTime<Utc>,
    /// What they say of it.
    pub comment: String,
    /// The conversation it stood in; none for whoever may not read it there.
    pub conversation_id: Option<ConversationId>,
    /// Its place there.
    pub position: Option<i64>,
    /// The document it was; none for whoever may not read it there.
    pub document_id: Option<DocumentId>,
}

impl From<forwarding::Origin> for ForwardedFrom {
    fn from(row: forwarding::Origin) -> Self {
        let (conversation_id, position, document_id) = match row.source {
            Some(Source::Message(conversation, position)) => (Some(conversation), Some(position), None),
            Some(Source::Document(document)) => (None, None, Some(document)),
            None => (None, None, None),
        };
        Self {
            network: row.network,
            written_by: row.written_by,
            written_for: row.written_for,
            written_at: row.written_at,
            forwarded_by: row.forwarded_by,
            forwarded_at: row.forwarded_at,
            comment: row.comment,
            conversation_id,
            position,
            document_id,
        }
    }
}
