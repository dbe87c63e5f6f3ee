//! Review: named people look at one version and approve it or ask for changes, until a day. Who asked and who is asked
//! are told in the document's own conversation, which is where they answer one another.

mod verdict;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

pub use verdict::{Verdict, VerdictWord, give, verdicts};

use super::document::{DocumentState, ReadableDocument};
use super::{checkout, discussion};
use crate::access::RoomKind;
use crate::catalogue::ReviewWords;
use crate::conversations::conversation::speaks_for;
use crate::conversations::mention::Mention;
use crate::conversations::message::{self, Post};
use crate::conversations::text::{Text, clean};
use crate::ids::{DocumentId, PersonId, ReviewId};
use crate::rooms::{audience, room};
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, one, row, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most reviewers of one version.
pub const MOST: usize = 20;
/// The most characters of what is asked or answered.
const LONGEST: usize = 2_000;
/// How many reviews of a document are told of.
const TOLD: i64 = 20;

words! {
    /// How a review ended.
    Outcome {
        /// All reviewers approved.
        Approved = "approved",
        /// Somebody asked for changes.
        ChangesAsked = "changes_asked",
        /// Whoever asked took it back.
        Withdrawn = "withdrawn",
        /// Another version came.
        Superseded = "superseded",
    }
}

/// A review of one version.
#[derive(Clone, Debug, FromRow)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// Of which document.
    pub document_id: DocumentId,
    /// Of which version.
    pub version: i64,
    /// What is asked.
    pub note: Option<String>,
    /// Until which day.
    pub due_on: NaiveDate,
    /// Who asked.
    pub requested_by: PersonId,
    /// Asked when.
    pub requested_at: DateTime<Utc>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Ended when.
    pub ended_at: Option<DateTime<Utc>>,
    /// The name of who asked; none where the identity is protected.
    pub author_name: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<crate::ids::OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Under which standing.
    pub standing: String,
}

/// A review to ask for.
#[derive(Clone, Debug)]
pub struct NewReview {
    /// Who is asked.
    pub reviewers: Vec<PersonId>,
    /// Until which day.
    pub due_on: NaiveDate,
    /// What is asked.
    pub note: Option<String>,
}

const COLUMNS: &str = "w.id, w.document_id, w.version, w.note, w.due_on, w.requested_by, w.requested_at, w.outcome, \
    w.ended_at, CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, w.organisation_id, \
    o.name AS organisation, w.standing";
const TABLES: &str = "review w LEFT JOIN person p ON p.id = w.requested_by \
    LEFT JOIN organisation o ON o.id = w.organisation_id";

/// The reviews of a document, the newest first, at most 20.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_document(db: &impl Db, document: &ReadableDocument) -> Result<Vec<Review>> {
    let sql =
        format!("SELECT {COLUMNS} FROM {TABLES} WHERE w.document_id = $1 ORDER BY w.requested_at DESC LIMIT {TOLD}");
    rows(db, &sql, [document.row().id.0.into()]).await
}

/// The review that goes on.
///
/// # Errors
/// [`Error::Conflict`] when there is none.
pub async fn open(db: &impl Db, document: &ReadableDocument) -> Result<Review> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE w.document_id = $1 AND w.ended_at IS NULL");
    row(db, &sql, [document.row().id.0.into()]).await?.ok_or(Error::Conflict("not_under_review"))
}

/// In a direct conversation one just asks the other.
fn among_several(document: &ReadableDocument) -> Result<&ReadableDocument> {
    if document.row().room_kind == RoomKind::Direct { Err(Error::Forbidden) } else { Ok(document) }
}

/// What is asked or answered, cleaned; none where nothing is.
fn words_of(written: Option<String>, pointer: &'static str) -> Result<Option<String>> {
    let cleaned = written.map(|text| clean(text.trim())).filter(|text| !text.is_empty());
    match cleaned {
        Some(text) if text.chars().count() > LONGEST || text.contains('\0') => Err(Error::invalid(pointer, "too_long")),
        text => Ok(text),
    }
}

/// Asks people who read the document to review its newest version. They are told.
///
/// # Errors
/// [`Error::Forbidden`] where one may not change it; [`Error::NotFoundIn`] for somebody who does not read it;
/// [`Error::Invalid`] without a reviewer or with a day gone by; [`Error::Conflict`] while a review goes on or somebody else
/// has the document checked out.
pub async fn ask(tx: &Tx, document: &ReadableDocument, new: NewReview, words: &ReviewWords) -> Result<ReviewId> {
    let row = among_several(document)?.changeable()?.row();
    let person = tx.actor().signed_in()?;
    let mut reviewers = new.reviewers;
    reviewers.sort_unstable();
    reviewers.dedup();
    if reviewers.is_empty() || reviewers.len() > MOST {
        return Err(Error::invalid("/reviewers", if reviewers.is_empty() { "empty" } else { "too_many" }));
    }
    let note = words_of(new.note, "/note")?;
    let place = room::readable(tx, tx.actor(), row.room_id).await?;
    let readers = audience::readers(tx, tx.actor(), place.room(), tx.today()).await?;
    if reviewers.iter().any(|one| !readers.contains(one)) {
        return Err(Error::NotFoundIn("/reviewers"));
    }
    if new.due_on < tx.today() {
        return Err(Error::invalid("/due_on", "in_the_past"));
    }
    checkout::free(tx, document).await?;
    let id = ReviewId::at(tx.now());
    let (organisation, _, standing) = speaks_for(tx.actor(), row.room_id);
    let sql = "INSERT INTO review (id, document_id, version, note, due_on, requested_by, organisation_id, standing, \
               requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               ON CONFLICT (document_id) WHERE ended_at IS NULL DO NOTHING";
    let values = [
        id.0.into(),
        row.id.0.into(),
        row.version.into(),
        note.clone().into(),
        new.due_on.into(),
        person.0.into(),
        organisation.map(|o| o.0).into(),
        standing.into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("under_review_already"));
    }
    let sql = format!(
        "INSERT INTO review_verdict (review_id, person_id) SELECT $1, q.id FROM person q WHERE q.id IN {}",
        Ids::sql(tx, "$2")
    );
    execute(tx, &sql, [id.0.into(), Ids::value(reviewers.iter().map(|one| one.0))]).await?;
    stands(tx, document, DocumentState::UnderReview).await?;
    let called = called(tx, &reviewers, words).await?;
    tell(tx, document, &(words.asked)(&called, row.version, new.due_on, note.as_deref())).await?;
    Ok(id)
}

/// Takes a review back: whoever asked, or who manages the room.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else, [`Error::Conflict`] when none goes on.
pub async fn withdraw(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    among_several(document)?.changeable()?;
    let review = open(tx, document).await?;
    if Some(review.requested_by) != tx.actor().person() && !document.rights().manage {
        return Err(Error::Forbidden);
    }
    end(tx, &review, Outcome::Withdrawn).await?;
    stands(tx, document, DocumentState::Draft).await
}

/// Another version has come: what was said of the one before does not hold for it. A review that goes on ends, and a
/// document its reviewers had approved is a draft again.
pub(crate) async fn supersede(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let row = document.row();
    let held = match open(tx, document).await {
        Ok(review) => {
            end(tx, &review, Outcome::Superseded).await?;
            true
        }
        Err(Error::Conflict(_)) => row.state == DocumentState::Approved && approved(tx, document).await?,
        Err(error) => return Err(error),
    };
    if held {
        draft(tx, document).await?;
    }
    Ok(())
}

/// What its reviewers have approved is in the archive.
async fn publish(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let sql = "UPDATE document SET published_at = $2 WHERE id = $1 AND published_at IS NULL";
    execute(tx, sql, [document.row().id.0.into(), tx.now().into()]).await
}

/// Since when a `document` is in the archive once it is a draft: what came there by its approval alone leaves it. Told from
/// the row that is written, for a meeting may be published meanwhile.
pub(crate) const WITHOUT_APPROVAL: &str = "CASE WHEN EXISTS (SELECT 1 FROM review v WHERE v.document_id = document.id \
    AND v.ended_at = document.published_at AND v.outcome = 'approved') AND NOT EXISTS (SELECT 1 FROM meeting m \
    WHERE m.id = document.meeting_id AND m.state = 'archived') THEN NULL ELSE published_at END";

async fn draft(tx: &Tx, document: &ReadableDocument) -> Result<()> {
    let sql = format!("UPDATE document SET state = 'draft', published_at = {WITHOUT_APPROVAL} WHERE id = $1");
    execute(tx, &sql, [document.row().id.0.into()]).await
}

/// Whether a review approved the version it has.
async fn approved(tx: &Tx, document: &ReadableDocument) -> Result<bool> {
    let sql = "SELECT 1 AS found FROM review WHERE document_id = $1 AND version = $2 AND outcome = 'approved' LIMIT 1";
    let row = document.row();
    Ok(one(tx, sql, [row.id.0.into(), row.version.into()]).await?.is_some())
}

async fn end(tx: &Tx, review: &Review, outcome: Outcome) -> Result<()> {
    let sql = "UPDATE review SET outcome = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL";
    execute(tx, sql, [review.id.0.into(), outcome.word().into(), tx.now().into()]).await
}

async fn stands(tx: &Tx, document: &ReadableDocument, state: DocumentState) -> Result<()> {
    if state == DocumentState::Draft {
        draft(tx, document).await?;
    } else {
        let sql = "UPDATE document SET state = $2 WHERE id = $1";
        execute(tx, sql, [document.row().id.0.into(), state.word().into()]).await?;
    }
    checkout::touched(tx, document).await
}

/// People as one calls them in a text, so that they are told.
async fn called(tx: &Tx, people: &[PersonId], words: &ReviewWords) -> Result<String> {
    #[derive(FromRow)]
    struct Named {
        id: PersonId,
        name: Option<String>,
    }
    let sql = format!(
        "SELECT q.id, CASE WHEN q.protected THEN NULL ELSE q.name END AS name FROM person q WHERE q.id IN {} \
         ORDER BY q.sort_key, q.id",
        Ids::sql(tx, "$1")
    );
    let named: Vec<Named> = rows(tx, &sql, [Ids::value(people.iter().map(|one| one.0))]).await?;
    let call = |one: &Named| {
        let name = one.name.as_deref().unwrap_or(words.representative).replace(['[', ']', '\\'], "");
        format!("[@{name}]({})", Mention::Person(one.id))
    };
    Ok(named.iter().map(call).collect::<Vec<_>>().join(", "))
}

/// Says it in the document's conversation, in the actor's name.
async fn tell(tx: &Tx, document: &ReadableDocument, text: &str) -> Result<()> {
    let conversation = discussion::begun(tx, document).await?;
    let post = Post::of(Uuid::new_v4(), Text::written(text)?);
    message::post(tx, conversation, post).await.map(drop)
}
