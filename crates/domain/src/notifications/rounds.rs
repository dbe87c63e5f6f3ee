//! Mails that go to many: how far a round of them has come. A round is made once, also when it is broken off.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{NewMail, enqueue, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{MeetingId, NetworkId, PersonId, RoomId};
use crate::store::{Db, Store, Tx, execute, one, row, rows};

/// The row that says since when there are rounds: what should have gone before that goes to nobody.
const BEGAN: &str = "began";
/// People of one commit.
const PEOPLE: i64 = 200;

/// A round of mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// To everybody, for a week, by its name.
    Week(String),
    /// To the people of a network, before a meeting.
    Meeting {
        /// The meeting.
        meeting: MeetingId,
        /// Its network.
        network: NetworkId,
        /// Its room, for its guests.
        room: RoomId,
    },
}

impl Round {
    /// What makes it one and the same.
    #[must_use]
    pub fn cause(&self) -> String {
        match self {
            Self::Week(week) => week.clone(),
            Self::Meeting { meeting, .. } => format!("meeting:{meeting}"),
        }
    }

    fn mail(&self, person: PersonId) -> NewMail {
        match self {
            Self::Week(week) => NewMail::of_week(person, week),
            Self::Meeting { meeting, network, .. } => NewMail::of_meeting(person, *meeting, *network),
        }
    }
}

/// Since when there are rounds; notes that it is now, the first time.
///
/// # Errors
/// When the database can't be reached.
pub async fn began(store: &Store) -> Result<DateTime<Utc>> {
    #[derive(FromQueryResult)]
    struct Row {
        began_at: DateTime<Utc>,
    }
    let sql = "SELECT began_at FROM mail_round WHERE cause = $1";
    if let Some(found) = row::<Row>(store.reader(), sql, [BEGAN.into()]).await? {
        return Ok(found.began_at);
    }
    store
        .write(&Actor::System, |tx| async move {
            let sql = "INSERT INTO mail_round (cause, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            execute(&tx, sql, [BEGAN.into(), tx.now().into()]).await?;
            Ok(tx.now())
        })
        .await
}

/// Whether a round has been made to its end.
///
/// # Errors
/// When the database can't be reached.
pub async fn finished(db: &impl Db, cause: &str) -> Result<bool> {
    let sql = "SELECT cause FROM mail_round WHERE cause = $1 AND done_at IS NOT NULL";
    Ok(one(db, sql, [cause.into()]).await?.is_some())
}

/// Puts the next mails of a round in the outbox, to be sent from `run_at` on. Gives how many people they are for; none
/// left ends the round.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn step(tx: &Tx, round: &Round, run_at: DateTime<Utc>) -> Result<usize> {
    #[derive(FromQueryResult)]
    struct Reached {
        reached: Option<Uuid>,
    }
    #[derive(FromQueryResult)]
    struct Person {
        id: PersonId,
    }
    only_the_system(tx.actor())?;
    let cause = round.cause();
    let begin = "INSERT INTO mail_round (cause, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    execute(tx, begin, [cause.clone().into(), tx.now().into()]).await?;
    let sql = "SELECT reached FROM mail_round WHERE cause = $1";
    let reached = row::<Reached>(tx, sql, [cause.clone().into()]).await?.and_then(|row| row.reached);
    // whether they want it, and may read it, is asked when it is written
    let (of_network, network, room) = match round {
        Round::Week(_) => ("($3 IS NOT NULL AND $4 IS NOT NULL)", Uuid::nil(), Uuid::nil()),
        Round::Meeting { network, room, .. } => (
            "(p.id IN (SELECT h.person_id FROM seat_holding h JOIN seat s ON s.id = h.seat_id WHERE s.network_id = $3) \
             OR p.id IN (SELECT person_id FROM assignment WHERE network_id = $3) \
             OR p.id IN (SELECT person_id FROM guest_pass WHERE room_id = $4))",
            network.0,
            room.0,
        ),
    };
    let sql = format!(
        "SELECT p.id FROM person p WHERE p.suspended_at IS NULL AND p.id > $1 AND {of_network} ORDER BY p.id LIMIT $2"
    );
    let after = reached.unwrap_or_default();
    let people: Vec<Person> = rows(tx, &sql, [after.into(), PEOPLE.into(), network.into(), room.into()]).await?;
    let mails: Vec<NewMail> = people.iter().map(|person| round.mail(person.id)).collect();
    enqueue(tx, &mails, run_at).await?;
    match people.last() {
        Some(last) => {
            execute(tx, "UPDATE mail_round SET reached = $2 WHERE cause = $1", [cause.into(), last.id.0.into()])
                .await?;
        }
        None => {
            execute(tx, "UPDATE mail_round SET done_at = $2 WHERE cause = $1", [cause.into(), tx.now().into()]).await?;
        }
    }
    Ok(people.len())
}

/// The meetings that begin in these days, the last included, and are not archived.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn meetings_on(db: &impl Db, actor: &Actor, from: NaiveDate, to: NaiveDate) -> Result<Vec<Round>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: MeetingId,
        network_id: NetworkId,
        room_id: RoomId,
    }
    only_the_system(actor)?;
    let sql = "SELECT id, network_id, room_id FROM meeting WHERE starts_on >= $1 AND starts_on <= $2 \
               AND state <> 'archived' ORDER BY starts_on, id LIMIT 200";
    let found: Vec<Row> = rows(db, sql, [from.into(), to.into()]).await?;
    let round = |row: Row| Round::Meeting { meeting: row.id, network: row.network_id, room: row.room_id };
    Ok(found.into_iter().map(round).collect())
}
