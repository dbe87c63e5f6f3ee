//! What passes from a seat's holder to the next: what the seat follows, a note, and a page to begin at.
//!
//! What is due and promised passes by itself: an ask waits for the organisation, whoever holds its seat. Direct
//! conversations, drafts and tasks of a group or a coordinator stay with the person.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::actor::Actor;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{ConversationId, NetworkId, PersonId, SeatId, SeatNoteId};
use crate::networks::seat::VisibleSeat;
use crate::store::{Db, FromRow, Ids, Tx, execute, row, rows};
use crate::{Error, Result};

/// For so long after a holder has left a successor takes over from them.
const REMEMBERED: Days = Days::new(400);
/// For so long a holder is new.
pub const NEW_FOR: Days = Days::new(60);
/// The most conversations that pass on: the latest.
const MOST: i64 = 500;
const LONGEST_NOTE: usize = 10_000;
/// The most answered questions on the page.
const QUESTIONS: usize = 6;

/// Lets somebody who has just come to the seat follow what it followed: what its holders chose to follow whole, and what
/// was written from it. What they have chosen for themselves stays. The caller has seated them.
pub(crate) async fn take_over(tx: &Tx, network: NetworkId, seat: SeatId, person: PersonId) -> Result<()> {
    let since = tx.today().checked_sub_days(REMEMBERED).unwrap_or_else(|| tx.today());
    let sql = "INSERT INTO follow_conversation (person_id, conversation_id, level, updated_at) \
               SELECT $1, c.id, 'everything', $3 FROM conversation c JOIN room r ON r.id = c.room_id \
               WHERE r.network_id = $4 AND c.kind <> 'direct' AND c.id IN (\
                 SELECT f.conversation_id FROM follow_conversation f JOIN seat_holding h ON h.person_id = f.person_id \
                   WHERE h.seat_id = $2 AND h.role = 'holder' AND h.person_id <> $1 AND f.level = 'everything' \
                   AND (h.to_day IS NULL OR h.to_day >= $5) \
                 UNION SELECT m.conversation_id FROM message m JOIN seat_holding h ON h.person_id = m.author_id \
                   WHERE h.seat_id = $2 AND h.role = 'holder' AND h.person_id <> $1 AND m.author_seat_id = $2 \
                   AND (h.to_day IS NULL OR h.to_day >= $5)) \
               ORDER BY c.last_at DESC LIMIT $6 ON CONFLICT (person_id, conversation_id) DO NOTHING";
    let values = [person.0.into(), seat.0.into(), tx.now().into(), network.0.into(), since.into(), MOST.into()];
    execute(tx, sql, values).await
}

/// What whoever holds a seat writes down for the next.
#[derive(Clone, Debug, FromRow)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Who wrote it; none where the identity is protected.
    pub author: Option<String>,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// Writes the note anew; what stood before is kept as history.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the seat's holder, [`Error::Invalid`] for one that is too long.
pub async fn write_note(tx: &Tx, seat: &VisibleSeat, text: &str) -> Result<()> {
    let (by, facts) = (tx.actor().signed_in()?, seat.facts());
    if !seat.rights().keep {
        return Err(Error::Forbidden);
    }
    let text = clean(text.trim());
    if text.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("/text", "too_long"));
    }
    let sql = "INSERT INTO seat_note (id, seat_id, text, written_by, written_at) VALUES ($1, $2, $3, $4, $5)";
    let id = SeatNoteId::at(tx.now());
    execute(tx, sql, [id.0.into(), facts.id.0.into(), text.into(), by.0.into(), tx.now().into()]).await?;
    tx.record(facts.network_id, Event::SeatChanged { seat: facts.id });
    Ok(())
}

/// What somebody at a seat begins with.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The note.
    pub note: Option<Note>,
    /// How many conversations of the network one follows whole.
    pub followed: i64,
    /// Answered questions on what the organisation has spoken of, then others.
    pub answered: Vec<ConversationId>,
}

/// What somebody who holds the seat, or stands behind it, begins with.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else.
pub async fn of_seat(db: &impl Db, actor: &Actor, seat: &VisibleSeat) -> Result<Handover> {
    #[derive(FromRow)]
    struct Count {
        n: i64,
    }
    let (person, access, facts) = (actor.signed_in()?, actor.own_access()?, seat.facts());
    if !access.standings.iter().any(|one| one.seat == Some(facts.id)) {
        return Err(Error::Forbidden);
    }
    let sql = "SELECT n.text, CASE WHEN p.protected THEN NULL ELSE p.name END AS author, n.written_at FROM seat_note n \
               JOIN person p ON p.id = n.written_by WHERE n.seat_id = $1 ORDER BY n.written_at DESC, n.id DESC LIMIT 1";
    let note: Option<Note> = row(db, sql, [facts.id.0.into()]).await?;
    // the predecessor may have read more than whoever comes after
    let sql = format!(
        "SELECT count(*) AS n FROM follow_conversation f JOIN conversation c ON c.id = f.conversation_id \
         WHERE f.person_id = $1 AND f.level = 'everything' AND c.room_id IN {}",
        Ids::sql(db, "$2")
    );
    let readable = access.readable_rooms().filter(|room| room.network == Some(facts.network_id));
    let rooms = Ids::value(readable.map(|room| room.id.0));
    let followed: Option<Count> = row(db, &sql, [person.0.into(), rooms]).await?;
    Ok(Handover {
        note: note.filter(|note| !note.text.is_empty()),
        followed: followed.map_or(0, |count| count.n),
        answered: answered(db, actor, seat).await?,
    })
}

/// Questions with an accepted answer: first those on themes that the organisation has written about, the latest first.
async fn answered(db: &impl Db, actor: &Actor, seat: &VisibleSeat) -> Result<Vec<ConversationId>> {
    #[derive(FromRow)]
    struct Row {
        id: ConversationId,
        themes: serde_json::Value,
        own: bool,
    }
    let facts = seat.facts();
    let readable = actor.own_access()?.readable_rooms().filter(|room| room.network == Some(facts.network_id));
    let rooms = Ids::value(readable.map(|room| room.id.0));
    let sql = format!(
        "SELECT c.id, c.themes, EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id \
         AND m.author_organisation_id = $2) AS own FROM conversation c WHERE c.room_id IN {} \
         AND c.thread_kind IN ('question', 'hard_question') \
         AND EXISTS (SELECT 1 FROM accepted_answer a WHERE a.conversation_id = c.id AND a.withdrawn_at IS NULL) \
         ORDER BY c.last_at DESC, c.id LIMIT 200",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [rooms, facts.organisation_id.0.into()]).await?;
    let themes = |row: &Row| -> Vec<String> { serde_json::from_value(row.themes.clone()).unwrap_or_default() };
    let known: BTreeSet<String> = found.iter().filter(|row| row.own).flat_map(themes).collect();
    let mut ranked: Vec<(bool, usize, ConversationId)> = found
        .iter()
        .enumerate()
        .map(|(place, row)| (!themes(row).iter().any(|theme| known.contains(theme)), place, row.id))
        .collect();
    ranked.sort_unstable();
    Ok(ranked.into_iter().take(QUESTIONS).map(|(_, _, id)| id).collect())
}

/// The seats that the actor came to a short while ago, as their holder: where one begins.
#[must_use]
pub fn new_seats(actor: &Actor, today: NaiveDate) -> Vec<SeatId> {
    let since = today.checked_sub_days(NEW_FOR).unwrap_or(today);
    let standings = actor.access().map(|access| access.standings.as_slice()).unwrap_or_default();
    let fresh = standings.iter().filter(|one| one.from >= since && one.seat.is_some_and(|seat| one.holds(seat)));
    fresh.filter_map(|one| one.seat).collect()
}
