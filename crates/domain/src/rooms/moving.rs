//! Moving what stands in one room to another: where it can go, and who reads it then.
//!
//! To where more people read only who manages both rooms moves, having seen how many more.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::audience::{self, PersonLine};
use super::room::{self, ReadableRoom};
use crate::access::reaches_further;
use crate::actor::Actor;
use crate::catalogue::Catalogue;
use crate::ids::{NetworkId, PersonId, RoomId};
use crate::store::Db;
use crate::{Error, Result};

/// The most characters of what the mover adds.
const LONGEST_WORD: usize = 1_000;
/// The most readers of a room that are gone through for the names of those who would no longer read.
const MOST_READERS: i64 = 2_000;
/// The most of them that are named; the others are counted.
const MOST_NAMED: usize = 100;

/// Where something is to go, and what the mover has been told of it.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The room.
    pub room: RoomId,
    /// So many more people will read, as the mover was shown.
    pub more_readers: i64,
    /// What they want to say to those who have written.
    pub word: Option<String>,
}

impl Destination {
    /// What the mover wants to say, if anything.
    pub(crate) fn word(&self) -> Result<Option<&str>> {
        let word = self.word.as_deref().map(str::trim).filter(|word| !word.is_empty());
        if word.is_some_and(|word| word.chars().count() > LONGEST_WORD) {
            return Err(Error::invalid("/word", "too_long"));
        }
        Ok(word)
    }
}

/// What a move would mean for who reads.
#[derive(Clone, Debug)]
pub struct Readers {
    /// So many people would read it who don't now.
    pub more: i64,
    /// Those who would no longer read it.
    pub losing: HashSet<PersonId>,
    /// Those who would read it.
    pub after: HashSet<PersonId>,
    /// Whoever may read the new room could not all read the old one.
    pub wider: bool,
    /// The actor may do it.
    pub allowed: bool,
}

/// The room that was named, as the actor reads it.
///
/// # Errors
/// [`Error::NotFoundIn`] for one that is not there for the actor.
pub async fn destination(db: &impl Db, actor: &Actor, room: RoomId) -> Result<ReadableRoom> {
    room::readable(db, actor, room).await.map_err(|error| match error {
        Error::NotFound => Error::NotFoundIn("/room_id"),
        other => other,
    })
}

/// Who would read what stands in a room, whose mover manages it or not, if it stood in another.
pub(crate) async fn weigh(
    db: &impl Db,
    (actor, today): (&Actor, NaiveDate),
    (from, manages): (RoomId, bool),
    to: &ReadableRoom,
) -> Result<Readers> {
    let before = audience::readers(db, actor, room::readable(db, actor, from).await?.room(), today).await?;
    let after = audience::readers(db, actor, to.room(), today).await?;
    let more = i64::try_from(after.difference(&before).count()).unwrap_or(i64::MAX);
    let by_rule = match (actor.facts(from), actor.facts(to.room().id)) {
        (Some(from), Some(to)) => reaches_further(from, to),
        _ => true,
    };
    let wider = by_rule || more > 0;
    let allowed = !wider || (manages && to.rights().manage);
    Ok(Readers { more, losing: before.difference(&after).copied().collect(), after, wider, allowed })
}

/// Those who would no longer read what stands in the room, by name as the room shows them: at most a hundred.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the room.
pub async fn losing(
    db: &impl Db,
    (actor, today): (&Actor, NaiveDate),
    from: RoomId,
    readers: &Readers,
) -> Result<Vec<PersonLine>> {
    if readers.losing.is_empty() {
        return Ok(Vec::new());
    }
    let mut people = audience::people(db, actor, from, today, None, MOST_READERS).await?;
    people.retain(|one| readers.losing.contains(&one.id));
    people.truncate(MOST_NAMED);
    Ok(people)
}

/// A room that what stands in a room of a network can go to, whoever reads there.
pub(crate) fn reachable((from, network): (RoomId, Option<NetworkId>), to: &ReadableRoom) -> Result<()> {
    if to.room().id == from {
        return Err(Error::invalid("/room_id", "same_room"));
    }
    if to.room().network_id != network {
        return Err(Error::invalid("/room_id", "other_network"));
    }
    Ok(())
}

/// What the room is called where a move to it is told of.
pub(crate) fn called(room: &ReadableRoom, words: &Catalogue) -> String {
    let room = room.room();
    let own = room.name.clone().or_else(|| room.meeting_title.clone());
    own.unwrap_or_else(|| (words.room)(room.kind).to_owned())
}
