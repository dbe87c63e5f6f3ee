//! From what was written while the meeting went on to what stands in the archive: the notes become a document of the
//! meeting, with its decisions and promises, and are changed from then on by a new version with a reason only.

use serde_json::json;

use super::{Anchor, Notes, passages, readable, text};
use crate::actor::Actor;
use crate::catalogue::Catalogue;
use crate::documents::blob::StoredBlob;
use crate::documents::document::{Document, DocumentKind, Precision, ReadableDocument};
use crate::documents::upload::{self, Destination, IfExists, NewFile};
use crate::event::Event;
use crate::ids::{DocumentId, MeetingId, PromiseId};
use crate::meetings::meeting::{self, Act, Meeting, MeetingState, PlannedMeeting, touch};
use crate::meetings::promise::{self, PromiseKind};
use crate::meetings::turn;
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room;
use crate::store::{Db, FromRow, Tx, execute, one, row};
use crate::words::words;
use crate::{Error, Result};

/// The most characters of half a page on what a meeting gave.
const LONGEST_SUMMARY: usize = 4_000;

words! {
    /// What a meeting still lacks before it is published.
    Lacking {
        /// Nothing has been noted.
        Notes = "notes",
        /// Nobody is noted as having been there.
        Attendance = "attendance",
        /// There is no slide, photo or other document.
        Documents = "documents",
        /// No decision or promise is recorded.
        Promises = "promises",
        /// A promise says not by when.
        DueDays = "due_days",
        /// No organisation has said what it thought of it.
        Evaluation = "evaluation",
    }
}

#[derive(FromRow)]
struct Counted {
    noted: i64,
    attended: i64,
    documents: i64,
    promises: i64,
    undated: i64,
    evaluated: i64,
}

/// What a meeting still lacks. None of it stands in the way.
///
/// # Errors
/// When the database can't be reached.
pub async fn lacking(db: &impl Db, meeting: &Meeting) -> Result<Vec<Lacking>> {
    let sql = "SELECT (SELECT count(*) FROM note WHERE meeting_id = $1) AS noted, \
        (SELECT count(*) FROM meeting_attendance WHERE meeting_id = $1) AS attended, \
        (SELECT count(*) FROM document WHERE meeting_id = $1 AND deleted_at IS NULL) AS documents, \
        (SELECT count(*) FROM promise WHERE meeting_id = $1) AS promises, \
        (SELECT count(*) FROM promise WHERE meeting_id = $1 AND kind = 'promise' AND due_on IS NULL) AS undated, \
        (SELECT count(*) FROM evaluation WHERE meeting_id = $1) AS evaluated";
    let found: Option<Counted> = row(db, sql, [meeting.id.0.into()]).await?;
    let Some(counted) = found else { return Ok(Vec::new()) };
    let all = [
        (counted.noted == 0, Lacking::Notes),
        (counted.attended == 0, Lacking::Attendance),
        (counted.documents == 0, Lacking::Documents),
        (counted.promises == 0, Lacking::Promises),
        (counted.undated > 0, Lacking::DueDays),
        (counted.evaluated == 0, Lacking::Evaluation),
    ];
    Ok(all.into_iter().filter_map(|(lacks, what)| lacks.then_some(what)).collect())
}

/// The document the notes of a meeting became.
///
/// # Errors
/// When the database can't be reached.
pub async fn published_as(db: &impl Db, meeting: &Meeting) -> Result<Option<DocumentId>> {
    let found = one(db, "SELECT document_id FROM note WHERE meeting_id = $1", [meeting.id.0.into()]).await?;
    Ok(found.map(|row| row.get::<Option<DocumentId>>("document_id")).transpose()?.flatten())
}

/// What is to be published, as it stands now.
#[derive(Clone, Debug)]
pub struct Draft {
    /// All of it, as Markdown.
    pub text: String,
    /// What the document is to be called.
    pub name: String,
    /// The number of the newest piece in it.
    n: i64,
    /// The words each decision and promise is made from, as they stand in it.
    passages: Vec<(PromiseId, String)>,
}

/// Puts the notes, decisions and promises of a meeting together to one text, in the words of `words`.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::Forbidden`] for one who does not plan it,
/// [`Error::Conflict`] where nothing has been written.
pub async fn draft(db: &impl Db, actor: &Actor, id: MeetingId, words: &Catalogue) -> Result<Draft> {
    let planned = meeting::planned(db, actor, id).await?;
    let notes = readable(db, actor, id).await?;
    let n = notes.row().map_or(0, |notes: &Notes| notes.last_n);
    let written = text(db, &notes).await?;
    let promises = promise::of_meeting(db, actor, id).await?;
    if written.is_empty() && promises.is_empty() {
        return Err(Error::Conflict("nothing_to_publish"));
    }
    let anchored: Vec<(PromiseId, Anchor)> =
        promises.iter().filter_map(|one| Some((one.id, Anchor::of(one)?))).collect();
    let (anchored, anchors): (Vec<_>, Vec<_>) = anchored.into_iter().unzip();
    let words_there = passages(db, &notes, anchors).await?;
    let passages = anchored.into_iter().zip(words_there).filter_map(|(id, words)| Some((id, words?))).collect();
    let title = &planned.row().title;
    let mut text = format!("# {}: {title}\n\n{written}\n", words.dossier.notes);
    if !promises.is_empty() {
        text.push_str(&format!("\n## {}\n\n", words.dossier.promises));
    }
    for one in promises {
        let kind = match one.kind {
            PromiseKind::Decision => words.dossier.decision,
            PromiseKind::Promise => words.dossier.promise,
        };
        let who = one.organisation.map(|name| format!(" {name}.")).unwrap_or_default();
        let due = one.due_on.map(words.dossier.due).map(|due| format!(" {due}.")).unwrap_or_default();
        text.push_str(&format!("- **{kind}:** {}{who}{due}\n", one.wording.replace('\n', " ")));
    }
    let name = format!("{} {}.md", words.dossier.notes, title.replace(['/', '\\'], "-"));
    Ok(Draft { text, name, n, passages })
}

/// Publishes a meeting: its notes become a document of the archive, and so do the documents that belong to it.
///
/// # Errors
/// [`Error::Stale`] when the meeting has changed since `revision` or something was written since the draft was made,
/// [`Error::Conflict`] for one that is in the archive or has not begun, and where the hosts coordinate as a troika and nobody
/// would any more; [`Error::Invalid`] for a summary that is too long.
pub async fn publish(
    tx: &Tx,
    planned: &PlannedMeeting,
    revision: i64,
    draft: Draft,
    blob: StoredBlob,
    summary: Option<String>,
) -> Result<DocumentId> {
    let meeting = planned.row();
    meeting::is_on(meeting)?;
    match meeting.state {
        MeetingState::Ongoing | MeetingState::Documenting => {}
        MeetingState::Archived => return Err(Error::Conflict("meeting_archived")),
        MeetingState::Planned | MeetingState::Invited => return Err(Error::Conflict("meeting_not_begun")),
    }
    if meeting.revision != revision {
        return Err(Error::Stale);
    }
    if summary.as_ref().is_some_and(|summary| summary.chars().count() > LONGEST_SUMMARY) {
        return Err(Error::invalid("/summary", "too_long"));
    }
    // under the row's lock nothing more is written; what was written since the draft is not left out
    let sql = "INSERT INTO note (meeting_id, merged, merged_n, last_n, size, began_at, changed_at) \
               VALUES ($1, $2, 0, 0, 0, $3, $3) ON CONFLICT (meeting_id) DO NOTHING";
    execute(tx, sql, [meeting.id.0.into(), Vec::<u8>::new().into(), tx.now().into()]).await?;
    let sql = "UPDATE note SET closed_at = $2 WHERE meeting_id = $1 AND closed_at IS NULL RETURNING last_n";
    let closed = one(tx, sql, [meeting.id.0.into(), tx.now().into()]).await?;
    let last: i64 = closed.ok_or(Error::Conflict("notes_closed"))?.get("last_n")?;
    if last != draft.n {
        return Err(Error::Stale);
    }
    let room = room::readable(tx, tx.actor(), meeting.room_id).await?;
    let file = NewFile { blob, media_type: "text/markdown".into(), original_name: draft.name, comment: None };
    let day = meeting.ends_on.or(meeting.starts_on);
    let destination = Destination {
        meeting: Some(meeting.id),
        kind: Some(DocumentKind::Notes),
        dated: day.map(|day| (day, Precision::Day)),
        published_at: Some(tx.now()),
        ..Destination::default()
    };
    let document = upload::add(tx, &room, file, destination, IfExists::KeepBoth).await?;
    let before = json!({ "state": meeting.state, "summary": meeting.summary });
    touch(tx, meeting, revision, Act { what: "published", before, reason: None }).await?;
    let sql = "UPDATE meeting SET state = 'archived', summary = coalesce($2, summary) WHERE id = $1";
    let over = execute(tx, sql, [meeting.id.0.into(), summary.filter(|text| !text.trim().is_empty()).into()]);
    keeping_coordinator(tx, meeting.network_id, tx.today(), over).await?;
    // the letters' own history has done its work: what stands in the archive is the document
    execute(tx, "DELETE FROM note_update WHERE meeting_id = $1", [meeting.id.0.into()]).await?;
    let sql = "UPDATE note SET document_id = $2, merged = $3, merged_n = 0, size = 0 WHERE meeting_id = $1";
    execute(tx, sql, [meeting.id.0.into(), document.0.into(), Vec::<u8>::new().into()]).await?;
    let sql = "UPDATE document SET published_at = $2, revision = revision + 1 WHERE meeting_id = $1 AND room_id = $3 \
               AND published_at IS NULL AND deleted_at IS NULL";
    execute(tx, sql, [meeting.id.0.into(), tx.now().into(), meeting.room_id.0.into()]).await?;
    promise::settle(tx, meeting.id, draft.passages).await?;
    tx.record(meeting.network_id, Event::MeetingChanged { meeting: meeting.id });
    tx.record(meeting.room_id, Event::DossierChanged { meeting: meeting.id });
    // the one after it is the current one now
    turn::tell(tx, meeting.network_id).await?;
    // its hosts plan it no more, and where a troika coordinates others do from now on; last, for every other change of
    // access waits from here on
    room::narrowed(tx, meeting.network_id, None).await?;
    tx.access_changed().await?;
    Ok(document)
}

/// What a document is to the archive, where its meeting is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Documentation {
    /// The meeting's published notes.
    Notes,
    /// What else belongs to it: slides, photos, reports.
    Other,
}

/// What the document is to the archive; none for one that is not published, or whose meeting is not in the archive.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn documentation(db: &impl Db, document: &Document) -> Result<Option<(MeetingId, Documentation)>> {
    #[derive(FromRow)]
    struct Found {
        notes: Option<DocumentId>,
    }
    let Some(meeting) = document.meeting_id.filter(|_| document.published_at.is_some()) else { return Ok(None) };
    let sql = "SELECT n.document_id AS notes FROM meeting m \
               LEFT JOIN note n ON n.meeting_id = m.id AND n.document_id = $2 WHERE m.id = $1 AND m.state = 'archived'";
    let found: Option<Found> = row(db, sql, [meeting.0.into(), document.id.0.into()]).await?;
    let what = |found: Found| found.notes.map_or(Documentation::Other, |_| Documentation::Notes);
    Ok(found.map(|found| (meeting, what(found))))
}

/// Whether the document is documentation in the archive: changed by a new version with a reason only.
///
/// # Errors
/// When the database can't be reached.
pub async fn is_archive(db: &impl Db, document: &ReadableDocument) -> Result<bool> {
    Ok(documentation(db, document.row()).await?.is_some())
}

/// Whether the actor puts the document into the archive: it belongs to a meeting that is there, which they plan, and came
/// when that was published already.
///
/// # Errors
/// When the database can't be reached.
pub async fn may_follow(db: &impl Db, actor: &Actor, document: &ReadableDocument) -> Result<bool> {
    let Some(id) = document.row().meeting_id.filter(|_| document.row().published_at.is_none()) else {
        return Ok(false);
    };
    let planned = meeting::if_planned(db, actor, id).await?;
    Ok(planned.is_some_and(|planned| planned.row().state == MeetingState::Archived))
}
