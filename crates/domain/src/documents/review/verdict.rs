//! What each reviewer says of the version.

use chrono::{DateTime, Utc};

use super::{Outcome, among_several, called, end, open, publish, stands, words_of};
use crate::catalogue::ReviewWords;
use crate::conversations::conversation::speaks_for;
use crate::conversations::message;
use crate::conversations::text::Text;
use crate::documents::discussion;
use crate::documents::document::{DocumentState, ReadableDocument};
use crate::ids::{OrganisationId, PersonId, ReviewId};
use crate::store::{Db, FromRow, Ids, Tx, execute_affecting, rows};
use crate::words::words;
use crate::{Error, Result};

words! {
    /// What a reviewer says.
    VerdictWord {
        /// It is good as it is.
        Approved = "approved",
        /// Something has to change first.
        ChangesAsked = "changes_asked",
    }
}

/// A reviewer, and what they say once they have.
#[derive(Clone, Debug, FromRow)]
pub struct Verdict {
    /// Of which review.
    pub review_id: ReviewId,
    /// Who.
    pub person_id: PersonId,
    /// What they say.
    pub verdict: Option<VerdictWord>,
    /// In their own words.
    pub comment: Option<String>,
    /// Said when.
    pub given_at: Option<DateTime<Utc>>,
    /// Their name; none where the identity is protected.
    pub author_name: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// Under which standing.
    pub standing: Option<String>,
}

/// The reviewers of those reviews, in Swedish order.
///
/// # Errors
/// When the database can't be reached.
pub async fn verdicts(db: &impl Db, reviews: &[ReviewId]) -> Result<Vec<Verdict>> {
    if reviews.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT x.review_id, x.person_id, x.verdict, x.comment, x.given_at, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS author_name, x.organisation_id, o.name AS organisation, \
         x.standing FROM review_verdict x JOIN person p ON p.id = x.person_id \
         LEFT JOIN organisation o ON o.id = x.organisation_id WHERE x.review_id IN {} ORDER BY p.sort_key, p.id LIMIT 500",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(reviews.iter().map(|id| id.0))]).await
}

/// Says what one thinks of the version under review; until it ends one may think again. When all have said it the review
/// ends: approved where all approve, else with changes asked for. Whoever asked is told. Who was asked may answer also where
/// they otherwise only read.
///
/// # Errors
/// [`Error::Forbidden`] for somebody who was not asked, and where nothing is written any more; [`Error::Conflict`] when no review goes on, or it is of another
/// version than `version`; [`Error::Invalid`] when changes are asked for and not said which.
pub async fn give(
    tx: &Tx,
    document: &ReadableDocument,
    version: i64,
    word: VerdictWord,
    comment: Option<String>,
    words: &ReviewWords,
) -> Result<()> {
    let person = tx.actor().signed_in()?;
    let room = among_several(document)?.row().room_id;
    if tx.actor().access().is_none_or(|access| access.settled(room)) {
        return Err(Error::Forbidden);
    }
    let review = open(tx, document).await?;
    let comment = words_of(comment, "/comment")?;
    let (organisation, _, standing) = speaks_for(tx.actor(), room);
    // the review's row is taken first: the last two to answer wait for one another
    let lock = "UPDATE review SET version = version WHERE id = $1 AND ended_at IS NULL";
    if execute_affecting(tx, lock, [review.id.0.into()]).await? == 0 {
        return Err(Error::Conflict("not_under_review"));
    }
    let asked = verdicts(tx, &[review.id]).await?;
    if !asked.iter().any(|one| one.person_id == person) {
        return Err(Error::Forbidden);
    }
    if review.version != version {
        return Err(Error::Conflict("another_version"));
    }
    if word == VerdictWord::ChangesAsked && comment.is_none() {
        return Err(Error::invalid("/comment", "empty"));
    }
    let sql = "UPDATE review_verdict SET verdict = $3, comment = $4, given_at = $5, organisation_id = $6, standing = $7 \
               WHERE review_id = $1 AND person_id = $2";
    let values = [
        review.id.0.into(),
        person.0.into(),
        word.word().into(),
        comment.clone().into(),
        tx.now().into(),
        organisation.map(|o| o.0).into(),
        standing.into(),
    ];
    execute_affecting(tx, sql, values).await?;
    let others = asked.iter().filter(|one| one.person_id != person).map(|one| one.verdict);
    let all: Option<Vec<VerdictWord>> = others.chain([Some(word)]).collect();
    let outcome =
        all.map(|all| if all.contains(&VerdictWord::ChangesAsked) { Outcome::ChangesAsked } else { Outcome::Approved });
    let state = match outcome {
        Some(outcome) => {
            end(tx, &review, outcome).await?;
            if outcome == Outcome::Approved {
                publish(tx, document).await?;
                DocumentState::Approved
            } else {
                DocumentState::Draft
            }
        }
        None => DocumentState::UnderReview,
    };
    stands(tx, document, state).await?;
    let requester = called(tx, &[review.requested_by], words).await?;
    let conversation = discussion::of(tx, document).await?.ok_or(Error::NotFound)?;
    let said = (words.said)(&requester, version, word, outcome, comment.as_deref());
    message::post_asked(tx, conversation, Text::written(&said)?).await.map(drop)
}
