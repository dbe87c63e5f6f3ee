//! The public page of a network.

use domain::ids::DocumentId;
use domain::networks::network::NetworkKind;
use domain::networks::organisation::OrganisationKind;
use domain::networks::public_page;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An organisation that is a member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicMember {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
}

/// A document that governs the network; anybody may read it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicDocument {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Where its bytes are.
    pub download_url: String,
}

/// A linked network that has a page of its own.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicLink {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A network that anybody may read about.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicNetwork {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// It takes expressions of interest.
    pub open: bool,
}

impl From<public_page::PublicNetwork> for PublicNetwork {
    fn from(row: public_page::PublicNetwork) -> Self {
        let public_page::PublicNetwork { slug, name, purpose, open } = row;
        Self { slug, name, purpose, open }
    }
}

/// What anybody may know of a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicPage {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
    /// What it stands for.
    pub stands_for: String,
    /// Whom to ask about it.
    pub contact: String,
    /// It takes expressions of interest.
    pub open: bool,
    /// The organisations that are members.
    pub members: Vec<PublicMember>,
    /// The documents that govern it.
    pub documents: Vec<PublicDocument>,
    /// The networks it is linked with.
    pub links: Vec<PublicLink>,
}

impl From<public_page::PublicPage> for PublicPage {
    fn from(page: public_page::PublicPage) -> Self {
        let member =
            |row: public_page::PublicMember| PublicMember { name: row.name, kind: row.kind, county: row.county };
        let document = |row: public_page::PublicDocument| PublicDocument {
            download_url: format!("/api/v1/documents/{}/file", row.id),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
        };
        let link = |row: public_page::PublicLink| PublicLink { slug: row.slug, name: row.name };
        Self {
            slug: page.slug,
            name: page.name,
            kind: page.kind,
            purpose: page.purpose,
            stands_for: page.stands_for,
            contact: page.contact,
            open: page.open,
            members: page.members.into_iter().map(member).collect(),
            documents: page.documents.into_iter().map(document).collect(),
            links: page.links.into_iter().map(link).collect(),
        }
    }
}

/// A document that may stand on the page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OfferedDocument {
    /// Which.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// It stands there.
    pub chosen: bool,
}

/// The page as those who govern the network see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PublicPageSettings {
    /// The network's name in addresses.
    pub slug: String,
    /// Anybody reads the page.
    pub public: bool,
    /// The documents in rooms that anybody reads; those on the page first.
    pub documents: Vec<OfferedDocument>,
    /// Counts the changes of how the page is set.
    pub revision: i64,
}

impl From<public_page::PageSettings> for PublicPageSettings {
    fn from(row: public_page::PageSettings) -> Self {
        let offered = |one: public_page::Offered| OfferedDocument { id: one.id, name: one.name, chosen: one.chosen };
        Self {
            slug: row.slug,
            public: row.public,
            documents: row.documents.into_iter().map(offered).collect(),
            revision: row.revision,
        }
    }
}

/// What the page is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPublicPage {
    /// Anybody reads it.
    pub public: bool,
    /// The documents on it, in that order, at most 30.
    #[schema(max_items = 30)]
    pub document_ids: Vec<DocumentId>,
}
