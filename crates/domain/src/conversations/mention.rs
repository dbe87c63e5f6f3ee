//! Mentions: of a person, an organisation, a role, everybody. A text holds a reference; whom it means is worked out when
//! it is written, among those who read the room then.

mod place;
mod suggest;
mod unnamed;

use uuid::Uuid;

pub(crate) use place::{place, put_back, replace, unplace};
pub use suggest::{MOST, Reach, Suggestion, reach, suggest};
pub(crate) use unnamed::{unname, unnamed};

use crate::ids::{OrganisationId, PersonId};
use crate::words::words;

words! {
    /// A role one may mention.
    MentionRole {
        /// The network's coordinators.
        Coordinator = "coordinator",
        /// The seats of the host: of the room's meeting, else of the next one.
        Host = "host",
        /// The working group.
        WorkingGroup = "working_group",
    }
}

/// Whom a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mention {
    /// Somebody.
    Person(PersonId),
    /// The people on an organisation's seats.
    Organisation(OrganisationId),
    /// Those who have a role in the network.
    Role(MentionRole),
    /// Everybody who reads the room.
    Everyone,
}

impl Mention {
    /// `person/<id>`: the reference without its scheme.
    #[must_use]
    pub fn short(self) -> String {
        match self {
            Self::Person(id) => format!("person/{id}"),
            Self::Organisation(id) => format!("organisation/{id}"),
            Self::Role(role) => format!("role/{}", role.word()),
            Self::Everyone => "everyone".to_owned(),
        }
    }
}

impl std::fmt::Display for Mention {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "samrum:{}", self.short())
    }
}

impl std::str::FromStr for Mention {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let rest = text.strip_prefix("samrum:").ok_or(())?;
        if rest == "everyone" {
            return Ok(Self::Everyone);
        }
        let (kind, name) = rest.split_once('/').ok_or(())?;
        // one form of an id only, so that a mention is told from what merely begins like one
        let id = || if name.len() == 36 { Uuid::parse_str(name).map_err(|_| ()) } else { Err(()) };
        match kind {
            "person" => id().map(|id| Self::Person(PersonId(id))),
            "organisation" => id().map(|id| Self::Organisation(OrganisationId(id))),
            "role" => name.parse().map(Self::Role).map_err(|_| ()),
            _ => Err(()),
        }
    }
}
