//! The notes of a meeting, taken together.

use chrono::{DateTime, Utc};
use domain::ids::MeetingId;
use domain::meetings::notes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonNamed};

/// The notes of a meeting as they stand now.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingNotes {
    /// Of which meeting.
    pub meeting_id: MeetingId,
    /// The text so far, as Markdown.
    pub text: String,
    /// The same as HTML that is safe to insert into a page; empty where it can't be made.
    pub html: String,
    /// The number of the newest piece; 0 where nobody has written yet.
    pub n: i64,
    /// Whether one writes in them now.
    pub may_write: bool,
    /// Nothing more is written in them: they are published.
    pub closed: bool,
    /// When the last letter was written.
    pub changed_at: Option<DateTime<Utc>>,
    /// Who has written in them, the first first.
    pub writers: Vec<NotesWriter>,
}

/// Somebody who has written in the notes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NotesWriter {
    /// Who.
    pub person: PersonNamed,
    /// For which organisation.
    pub organisation: Option<Named>,
}

impl From<notes::Writer> for NotesWriter {
    fn from(row: notes::Writer) -> Self {
        let organisation = row.organisation_id.zip(row.organisation).map(|(id, name)| Named { id: id.0, name });
        Self { person: PersonNamed { id: row.person_id, name: row.name }, organisation }
    }
}

/// What was written in the notes since a number.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NotesPieces {
    /// The pieces in order; applying one twice does no harm.
    pub items: Vec<NotesPiece>,
}

/// A piece of the notes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NotesPiece {
    /// Up to which number.
    pub n: i64,
    /// A Yjs update (version 1) in base64.
    pub update: String,
}
