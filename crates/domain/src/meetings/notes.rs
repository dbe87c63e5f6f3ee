//! The notes of a meeting, taken together while it goes on: several people in one text at once, without losing a letter.
//!
//! The text is a Yjs document. A browser sends the pieces it wrote, the server numbers and keeps each in a commit of its
//! own and passes it on; whoever was away sends what it has and asks for what came meanwhile, and all end with the same
//! text whatever the order. From time to time the pieces are merged into one. Whoever reads the meeting's room reads the
//! notes; who writes in them is said by [`crate::access::meeting_rights`].

mod anchor;
mod compose;
mod markdown;
mod merge;
mod publish;
mod take;

use chrono::{DateTime, Utc};

use super::meeting::{self, Meeting};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{MeetingId, OrganisationId, PersonId};
use crate::store::{Db, FromRow, row, rows};

pub(super) use anchor::Anchor;
pub use compose::begin_as;
pub use merge::{LARGEST, LARGEST_PIECE};
pub(crate) use publish::{Documentation, documentation};
pub use publish::{Draft, Lacking, draft, is_archive, lacking, may_follow, publish, published_as};
pub use take::{Taken, take};

/// What is known of a meeting's notes.
#[derive(Clone, Debug, FromRow)]
pub struct Notes {
    /// Up to which number they are merged.
    pub merged_n: i64,
    /// The number of the newest piece.
    pub last_n: i64,
    /// How many bytes they take.
    pub size: i64,
    /// When the first letter was written.
    pub began_at: DateTime<Utc>,
    /// When the last was.
    pub changed_at: DateTime<Utc>,
    /// Since when nothing more is written.
    pub closed_at: Option<DateTime<Utc>>,
}

/// The notes of a meeting one reads; there may be none yet.
#[derive(Clone, Debug)]
pub struct ReadableNotes {
    meeting: Meeting,
    notes: Option<Notes>,
    may_write: bool,
}

impl ReadableNotes {
    /// The meeting.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// What is known of them, once somebody has written.
    #[must_use]
    pub fn row(&self) -> Option<&Notes> {
        self.notes.as_ref()
    }

    /// Whether nothing more is written in them.
    #[must_use]
    pub fn closed(&self) -> bool {
        self.notes.as_ref().is_some_and(|notes| notes.closed_at.is_some())
            || self.meeting.state == meeting::MeetingState::Archived
    }

    /// Whether the person asking writes in them now.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.may_write && !self.closed()
    }
}

/// The notes of a meeting one may see.
///
/// # Errors
/// [`crate::Error::NotFound`] where there is no such meeting, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: MeetingId) -> Result<ReadableNotes> {
    let meeting = meeting::readable(db, actor, id).await?;
    let sql = "SELECT merged_n, last_n, size, began_at, changed_at, closed_at FROM note WHERE meeting_id = $1";
    let notes = row(db, sql, [id.0.into()]).await?;
    let may_write = meeting::rights(actor, &meeting).take_notes;
    Ok(ReadableNotes { meeting, notes, may_write })
}

/// A piece of the text, or several merged.
#[derive(Clone, Debug, FromRow)]
pub struct Piece {
    /// Up to which number.
    pub n: i64,
    /// A Yjs update (version 1).
    pub piece: Vec<u8>,
}

/// Everything that was written after number `after`, in order. Where that has been merged with what came before, all of
/// it: applying a piece twice does no harm.
///
/// # Errors
/// When the database can't be reached.
pub async fn since(db: &impl Db, notes: &ReadableNotes, after: i64) -> Result<Vec<Piece>> {
    pieces(db, notes.meeting.id, after).await
}

async fn pieces(db: &impl Db, meeting: MeetingId, after: i64) -> Result<Vec<Piece>> {
    let sql = "SELECT n, piece FROM note_update WHERE meeting_id = $1 AND n > $2 \
               UNION ALL SELECT merged_n AS n, merged AS piece FROM note \
               WHERE meeting_id = $1 AND merged_n > $2 ORDER BY n";
    rows(db, sql, [meeting.0.into(), after.into()]).await
}

/// The text as Markdown, as it stands now.
///
/// # Errors
/// When the database can't be reached, or what is stored can't be read: a fault of ours.
pub async fn text(db: &impl Db, notes: &ReadableNotes) -> Result<String> {
    let pieces = pieces(db, notes.meeting.id, 0).await?;
    merge::read(pieces.into_iter().map(|piece| piece.piece).collect()).await
}

/// The words that stand between those letters now, for each; none where they have been taken away.
async fn passages(db: &impl Db, notes: &ReadableNotes, anchors: Vec<Anchor>) -> Result<Vec<Option<String>>> {
    let pieces = pieces(db, notes.meeting.id, 0).await?;
    merge::passages(pieces.into_iter().map(|piece| piece.piece).collect(), anchors).await
}

/// Somebody who has written in the notes.
#[derive(Clone, Debug, FromRow)]
pub struct Writer {
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
}

/// Those who have written in the notes, the first first.
///
/// # Errors
/// When the database can't be reached.
pub async fn writers(db: &impl Db, notes: &ReadableNotes) -> Result<Vec<Writer>> {
    let sql = "SELECT w.person_id, CASE WHEN p.protected THEN NULL ELSE p.name END AS name, w.organisation_id, \
               o.name AS organisation FROM note_writer w JOIN person p ON p.id = w.person_id \
               LEFT JOIN organisation o ON o.id = w.organisation_id WHERE w.meeting_id = $1 \
               ORDER BY w.first_at, w.person_id LIMIT 200";
    let mut found: Vec<Writer> = rows(db, sql, [notes.meeting.id.0.into()]).await?;
    let mut known = std::collections::HashSet::new();
    found.retain(|writer| known.insert(writer.person_id));
    Ok(found)
}
