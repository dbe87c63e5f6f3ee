//! What the search index is made of, read again by the installation for the installation.
//!
//! The index is a copy that may be thrown away at any time; this is how it is made from the truth. [`ids`] walks, page by
//! page, over everything or over what one change reaches; the finders give for such a page everything an index entry
//! needs. What has been taken away is not among what they give. All of it is for [`Actor::System`] alone: what a person
//! may find is asked when they search, by the rooms they read then.

mod claim;
mod decision;
mod document;
mod meeting;
mod message;
mod people;
mod promise;
mod walk;

pub use claim::renew;
pub use decision::{IndexedDecision, decisions};
pub use document::{IndexedDocument, IndexedPage, documents, pages};
pub use meeting::{IndexedMeeting, meetings};
pub use message::{IndexedConversation, IndexedMessage, conversations, messages};
pub use people::{IndexedOrganisation, IndexedPerson, organisations, people};
pub use promise::{IndexedPromise, promises};
pub use walk::{Subject, Walk, ids};

use crate::access::RoomKind;
use crate::actor::Actor;
use crate::ids::{NetworkId, OrganisationId, RoomId};
use crate::store::FromRow;
use crate::{Error, Result};

/// Where a thing stands.
#[derive(Clone, Debug, FromRow)]
pub struct Place {
    /// Its room: the unit of access.
    pub room_id: RoomId,
    /// What the room is for.
    pub room_kind: RoomKind,
    /// The room's own name, or the title of the meeting it belongs to.
    pub room_name: Option<String>,
    /// Its network; none for a direct conversation.
    pub network_id: Option<NetworkId>,
    /// The network's name.
    pub network: Option<String>,
}

/// Who made a thing, as every reader of its room sees them.
#[derive(Clone, Debug, FromRow)]
pub struct Author {
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// Their name as an import gives it.
    pub author_label: Option<String>,
    /// The organisation they acted for.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
}

/// The columns of [`Place`], from the tables of [`PLACE_TABLES`].
const PLACE: &str = "r.id AS room_id, r.kind AS room_kind, coalesce(r.name, rm.title) AS room_name, r.network_id, \
    n.name AS network";
/// What [`PLACE`] needs beside the room `r`.
const PLACE_TABLES: &str = "LEFT JOIN meeting rm ON rm.id = r.meeting_id LEFT JOIN network n ON n.id = r.network_id";

/// Only the installation reads without asking who may see it.
fn only_the_system(actor: &Actor) -> Result<()> {
    if matches!(actor, Actor::System) { Ok(()) } else { Err(Error::Forbidden) }
}
