//! A question to the search engine, as people keep it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::conversations::tags::ARTICLES;
use crate::ids::{NetworkId, OrganisationId, RoomId};
use crate::words::words;
use crate::{Error, Result};

/// The most characters of the words that are sought.
const LONGEST: usize = 400;
/// The most characters of a host or theme.
const LONGEST_LABEL: usize = 200;

words! {
    /// What a search finds.
    FoundKind {
        /// A message.
        Message = "message",
        /// A document.
        Document = "document",
        /// A conversation, by its title.
        Conversation = "conversation",
        /// A meeting.
        Meeting = "meeting",
        /// A decision.
        Decision = "decision",
        /// A person.
        Person = "person",
        /// An organisation.
        Organisation = "organisation",
    }
}

/// The words and what narrows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    /// As written, with operators.
    pub q: String,
    /// Only of this network.
    pub network: Option<NetworkId>,
    /// Only of this room.
    pub room: Option<RoomId>,
    /// Only of this kind.
    pub kind: Option<FoundKind>,
    /// Only of this year.
    pub year: Option<i32>,
    /// Only from this host, by name.
    pub host: Option<String>,
    /// Only with this theme, as written.
    pub theme: Option<String>,
    /// Only about this article of the Convention.
    pub article: Option<u8>,
    /// Only of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Dated this day or later.
    pub from: Option<NaiveDate>,
    /// Dated this day or earlier.
    pub to: Option<NaiveDate>,
    /// Only what is in the archive.
    pub published: bool,
}

impl Asked {
    /// Checks what somebody wants to keep.
    pub(super) fn checked(self) -> Result<Self> {
        let narrowed = Self { q: self.q.trim().to_owned(), published: false, ..self.clone() };
        if narrowed == Self::default() {
            return Err(Error::invalid("/asked/q", "empty"));
        }
        if self.q.chars().count() > LONGEST {
            return Err(Error::invalid("/asked/q", "too_long"));
        }
        for (pointer, label) in [("/asked/host", &self.host), ("/asked/theme", &self.theme)] {
            if label.as_ref().is_some_and(|label| label.chars().count() > LONGEST_LABEL) {
                return Err(Error::invalid(pointer, "too_long"));
            }
        }
        if [Some(&self.q), self.host.as_ref(), self.theme.as_ref()].into_iter().flatten().any(|t| t.contains('\0')) {
            return Err(Error::invalid("/asked", "nul_character"));
        }
        if self.article.is_some_and(|article| !(1..=ARTICLES).contains(&i64::from(article))) {
            return Err(Error::invalid("/asked/article", "not_articles"));
        }
        Ok(self)
    }
}
