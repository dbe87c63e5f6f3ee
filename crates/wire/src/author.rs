//! Who said it: names always with organisation.

use domain::access::SeatKind;
use domain::conversations::flag::Flag;
use domain::conversations::list::ConversationRow;
use domain::conversations::mentioned_in::Mention;
use domain::conversations::message::{Found, Message};
use domain::conversations::summary::Summary;
use domain::documents::document::{Document, Version};
use domain::documents::review::{Review, Verdict};
use domain::ids::{OrganisationId, PersonId};
use domain::methods::{ask, proposal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who wrote or made something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Author {
    /// Who; none for an imported author, who is a label and no person here.
    pub id: Option<PersonId>,
    /// Their name; none where the identity is protected: show *representative* and the organisation.
    pub name: Option<String>,
    /// The organisation they spoke for, as it was called.
    pub organisation: Option<String>,
    /// Its id.
    pub organisation_id: Option<OrganisationId>,
    /// The kind of standing they spoke under.
    pub standing_kind: String,
    /// The kind of seat they spoke from.
    pub seat_kind: Option<SeatKind>,
    /// The identity is protected.
    pub protected: bool,
    /// Named by an import.
    pub imported: bool,
}

struct Parts<'a> {
    id: Option<PersonId>,
    name: Option<&'a String>,
    label: Option<&'a String>,
    organisation: Option<&'a String>,
    organisation_id: Option<OrganisationId>,
    standing: &'a str,
    seat_kind: Option<SeatKind>,
}

impl From<Parts<'_>> for Author {
    fn from(parts: Parts<'_>) -> Self {
        let imported = parts.id.is_none() && parts.label.is_some();
        Self {
            id: parts.id,
            name: parts.name.or(parts.label).cloned(),
            organisation: parts.organisation.cloned(),
            organisation_id: parts.organisation_id,
            standing_kind: parts.standing.to_owned(),
            seat_kind: parts.seat_kind,
            protected: parts.id.is_some() && parts.name.is_none(),
            imported,
        }
    }
}

impl From<&Message> for Author {
    fn from(row: &Message) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: row.author_label.as_ref(),
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl From<&Flag> for Author {
    fn from(row: &Flag) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: row.author_label.as_ref(),
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl From<&Summary> for Author {
    fn from(row: &Summary) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: None,
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl From<&Mention> for Author {
    fn from(row: &Mention) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: row.author_label.as_ref(),
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: None,
        }
        .into()
    }
}

impl From<&Found> for Author {
    fn from(row: &Found) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: row.author_label.as_ref(),
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl From<&Document> for Author {
    fn from(row: &Document) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: row.author_label.as_ref(),
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl From<&Version> for Author {
    fn from(row: &Version) -> Self {
        Parts {
            id: row.author_id,
            name: row.author_name.as_ref(),
            label: row.author_label.as_ref(),
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: None,
        }
        .into()
    }
}

impl From<&Review> for Author {
    fn from(row: &Review) -> Self {
        Parts {
            id: Some(row.requested_by),
            name: row.author_name.as_ref(),
            label: None,
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: &row.standing,
            seat_kind: None,
        }
        .into()
    }
}

impl From<&Verdict> for Author {
    fn from(row: &Verdict) -> Self {
        Parts {
            id: Some(row.person_id),
            name: row.author_name.as_ref(),
            label: None,
            organisation: row.organisation.as_ref(),
            organisation_id: row.organisation_id,
            standing: row.standing.as_deref().unwrap_or("none"),
            seat_kind: None,
        }
        .into()
    }
}

impl From<&ask::Answer> for Author {
    fn from(row: &ask::Answer) -> Self {
        // a coordinator speaks for no organisation, also when entering the answer of one
        let own = !row.by_coordinator;
        Parts {
            id: Some(row.author_id),
            name: row.author_name.as_ref(),
            label: None,
            organisation: own.then_some(&row.organisation),
            organisation_id: own.then_some(row.organisation_id),
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl From<&proposal::Voice> for Author {
    fn from(row: &proposal::Voice) -> Self {
        Parts {
            id: Some(row.person_id),
            name: row.person_name.as_ref(),
            label: None,
            organisation: Some(&row.organisation),
            organisation_id: Some(row.organisation_id),
            standing: &row.standing,
            seat_kind: row.seat_kind,
        }
        .into()
    }
}

impl Author {
    /// Who has a document checked out.
    #[must_use]
    pub fn of_holder(row: &Document) -> Option<Self> {
        row.held_by.map(|id| {
            Parts {
                id: Some(id),
                name: row.held_by_name.as_ref(),
                label: None,
                organisation: row.held_organisation.as_ref(),
                organisation_id: row.held_organisation_id,
                standing: row.held_standing.as_deref().unwrap_or("none"),
                seat_kind: None,
            }
            .into()
        })
    }

    /// Who wrote the newest message of a conversation.
    #[must_use]
    pub fn of_last_message(row: &ConversationRow) -> Self {
        Parts {
            id: row.last_author_id,
            name: row.last_author_name.as_ref(),
            label: row.last_author_label.as_ref(),
            organisation: row.last_organisation.as_ref(),
            organisation_id: row.last_organisation_id,
            standing: row.last_standing.as_deref().unwrap_or("none"),
            seat_kind: row.last_seat_kind,
        }
        .into()
    }

    /// Who started a conversation; none for a room's chat.
    #[must_use]
    pub fn of_conversation(row: &ConversationRow) -> Option<Self> {
        row.author_id.map(|id| {
            Parts {
                id: Some(id),
                name: row.author_name.as_ref(),
                label: None,
                organisation: row.author_organisation.as_ref(),
                organisation_id: None,
                standing: "none",
                seat_kind: None,
            }
            .into()
        })
    }
}
