//! What there is to read before a meeting, for those who have little time: politicians, on a phone between meetings.

use crate::Result;
use crate::access::SeatKind;
use crate::actor::Actor;
use crate::documents::document::{self, Document};
use crate::documents::page::{self, Reading};
use crate::meetings::meeting::Meeting;
use crate::store::Db;

/// How many letters somebody reads in a minute: two hundred words.
const LETTERS_A_MINUTE: i64 = 1_200;

/// The documents to read before a meeting, and how long that takes.
#[derive(Clone, Debug)]
pub struct Preparation {
    /// Those with a text, by name.
    pub documents: Vec<Document>,
    /// In how many minutes they are read, at least one.
    pub minutes: i64,
}

/// What the person asking, where they hold or stand in for an elected seat in its network, has to read before the
/// meeting; none where there is nothing.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_actor(db: &impl Db, actor: &Actor, meeting: &Meeting) -> Result<Option<Preparation>> {
    let standings = actor.access().map(|access| access.standings.as_slice()).unwrap_or_default();
    let elected =
        standings.iter().any(|one| one.network == Some(meeting.network_id) && one.seat_kind == Some(SeatKind::Elected));
    if !elected {
        return Ok(None);
    }
    let mut documents = document::of_meeting(db, actor, meeting.id).await?;
    documents.retain(|one| one.reading == Reading::Read);
    if documents.is_empty() {
        return Ok(None);
    }
    let letters = page::letters(db, &documents).await?;
    Ok(Some(Preparation { documents, minutes: minutes(letters) }))
}

/// How long so many letters take, in whole minutes begun.
fn minutes(letters: i64) -> i64 {
    (letters.max(1) + LETTERS_A_MINUTE - 1) / LETTERS_A_MINUTE
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn a_minute_that_is_begun_counts() {
        assert_eq!([0, 1, 1_200, 1_201, 14_400].map(minutes), [1, 1, 1, 2, 12]);
    }
}
