//! In which order members host, and what one host leaves for the next.

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;
use domain::meetings::handover::{self, Item};
use domain::meetings::hosting;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{MeetingSummary, Named, PersonNamed};

/// In which order members are to host.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HostOrder {
    /// The turns.
    pub turns: Vec<HostTurn>,
    /// One writes it.
    pub may_write: bool,
    /// Goes up with every change.
    pub revision: i64,
}

impl HostOrder {
    /// As the person asking sees it.
    #[must_use]
    pub fn new(order: hosting::Order, may_write: bool) -> Self {
        let turn = |(turn, name): (hosting::Turn, String)| HostTurn {
            organisation: Named { id: turn.organisation.0, name },
            note: turn.note,
        };
        Self { turns: order.turns.into_iter().map(turn).collect(), may_write, revision: order.number }
    }
}

/// A turn to host.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HostTurn {
    /// Whose.
    pub organisation: Named,
    /// What is said of it; may be empty.
    pub note: String,
}

/// An order to write.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteHostOrder {
    /// The turns, each organisation once.
    #[schema(max_items = 100)]
    pub turns: Vec<WriteHostTurn>,
}

/// A turn to write.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteHostTurn {
    /// Whose.
    pub organisation_id: OrganisationId,
    /// What is said of it.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub note: String,
}

impl From<WriteHostTurn> for hosting::Turn {
    fn from(turn: WriteHostTurn) -> Self {
        Self { organisation: turn.organisation_id, note: turn.note }
    }
}

/// What the host of a meeting leaves for the next, and what the one before left.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HostHandover {
    /// The checklist; the usual one where nobody has written it yet.
    pub items: Vec<HandoverItem>,
    /// The letter: Markdown; may be empty.
    pub letter: String,
    /// Safe HTML.
    pub html: String,
    /// Who wrote it last; none where nobody has.
    pub writer: Option<PersonNamed>,
    /// When.
    pub written_at: Option<DateTime<Utc>>,
    /// What the host before left.
    pub received: Option<ReceivedHandover>,
    /// Goes up with every change.
    pub revision: i64,
}

/// A line of a checklist.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverItem {
    /// What is to be done.
    #[schema(max_length = 200)]
    pub text: String,
    /// It is.
    #[serde(default)]
    pub done: bool,
}

impl From<Item> for HandoverItem {
    fn from(item: Item) -> Self {
        Self { text: item.text, done: item.done }
    }
}

impl From<HandoverItem> for Item {
    fn from(item: HandoverItem) -> Self {
        Self { text: item.text, done: item.done }
    }
}

/// What the host before left.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReceivedHandover {
    /// Its meeting.
    pub meeting: MeetingSummary,
    /// The checklist.
    pub items: Vec<HandoverItem>,
    /// The letter as safe HTML; may be empty.
    pub html: String,
    /// Who wrote it last.
    pub writer: PersonNamed,
    /// When.
    pub written_at: DateTime<Utc>,
}

impl HostHandover {
    /// What is left, or the `usual` checklist.
    #[must_use]
    pub fn new(left: Option<handover::Handover>, usual: &[&str], received: Option<ReceivedHandover>) -> Self {
        let usual = || usual.iter().map(|text| HandoverItem { text: (*text).to_owned(), done: false }).collect();
        let Some(left) = left else {
            let (letter, html) = (String::new(), String::new());
            return Self { items: usual(), letter, html, writer: None, written_at: None, received, revision: 0 };
        };
        Self {
            items: left.checklist().into_iter().map(HandoverItem::from).collect(),
            letter: left.letter,
            html: left.html,
            writer: Some(PersonNamed { id: left.person_id, name: left.person }),
            written_at: Some(left.at),
            received,
            revision: left.number,
        }
    }
}

impl ReceivedHandover {
    /// What the host of that meeting left.
    #[must_use]
    pub fn new(meeting: MeetingSummary, left: handover::Handover) -> Self {
        Self {
            meeting,
            items: left.checklist().into_iter().map(HandoverItem::from).collect(),
            html: left.html,
            writer: PersonNamed { id: left.person_id, name: left.person },
            written_at: left.at,
        }
    }
}

/// What to leave for the next host.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteHandover {
    /// The checklist.
    #[schema(max_items = 50)]
    pub items: Vec<HandoverItem>,
    /// The letter: Markdown.
    #[serde(default)]
    #[schema(max_length = 8000)]
    pub letter: String,
}
