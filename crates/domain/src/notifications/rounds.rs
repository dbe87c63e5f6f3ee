//! Mails that go to many: how far a round of them has come. A round is made once, also when it is broken off.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::{MailReason, MailSettings, NewMail, enqueue, only_the_system};
use crate::Result;
use crate::actor::Actor;
use crate::ids::{MeetingId, NetworkId, PersonId, RoomId};
use crate::meetings::remind;
use crate::store::{Db, FromRow, Store, Tx, execute, execute_affecting, one, row, rows};

/// The row that says since when there are rounds: what should have gone before that goes to nobody.
const BEGAN: &str = "began";
/// People of one commit.
const PEOPLE: i64 = 200;

/// A round of mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// To everybody who wants the digest in that rhythm.
    Digest {
        /// Which.
        reason: MailReason,
        /// The name of its turn.
        turn: String,
    },
    /// To the people of a network, before a meeting.
    Meeting {
        /// The meeting.
        meeting: MeetingId,
        /// Its network.
        network: NetworkId,
        /// Its room, for its guests.
        room: RoomId,
    },
    /// To those who have not said whether they come, before the day to answer by.
    AnswerBy {
        /// The meeting.
        meeting: MeetingId,
        /// Its network.
        network: NetworkId,
        /// The day.
        day: NaiveDate,
    },
    /// To those who come, the day before.
    Soon {
        /// The meeting.
        meeting: MeetingId,
        /// Its network.
        network: NetworkId,
        /// Its first day.
        day: NaiveDate,
    },
}

impl Round {
    /// What makes it one and the same.
    #[must_use]
    pub fn cause(&self) -> String {
        match self {
            Self::Digest { turn, .. } => turn.clone(),
            Self::Meeting { meeting, .. } => format!("meeting:{meeting}"),
            Self::AnswerBy { meeting, day, .. } => format!("answer_by:{meeting}:{day}"),
            Self::Soon { meeting, day, .. } => format!("soon:{meeting}:{day}"),
        }
    }

    fn mail(&self, person: PersonId) -> NewMail {
        match self {
            Self::Digest { reason, turn } => NewMail::of_digest(person, *reason, turn),
            Self::Meeting { meeting, network, .. } => NewMail::of_meeting(person, *meeting, *network),
            Self::AnswerBy { meeting, network, day } => NewMail::of_answer_by(person, *meeting, *network, *day),
            Self::Soon { meeting, network, day } => NewMail::of_meeting_soon(person, *meeting, *network, *day),
        }
    }

    /// The next people after one, in the order of their ids. Whether they want it, and may read it, is asked when it is
    /// written.
    async fn people(&self, tx: &Tx, after: Uuid) -> Result<Vec<PersonId>> {
        #[derive(FromRow)]
        struct Person {
            id: PersonId,
        }
        let concerned = match self {
            Self::Digest { .. } | Self::Meeting { .. } => None,
            Self::AnswerBy { meeting, .. } => {
                let found = remind::reminded(tx, tx.actor(), *meeting, tx.today()).await?;
                Some(found.map(|(_, people)| people).unwrap_or_default())
            }
            Self::Soon { meeting, .. } => Some(remind::coming(tx, tx.actor(), *meeting, tx.today()).await?),
        };
        if let Some(people) = concerned {
            let most = usize::try_from(PEOPLE).unwrap_or(usize::MAX);
            return Ok(people.into_iter().filter(|person| person.0 > after).take(most).collect());
        }
        let (concerned, network, room) = match self {
            Self::Meeting { network, room, .. } => (
                "(p.id IN (SELECT h.person_id FROM seat_holding h JOIN seat s ON s.id = h.seat_id \
                 WHERE s.network_id = $3) OR p.id IN (SELECT person_id FROM assignment WHERE network_id = $3) \
                 OR p.id IN (SELECT person_id FROM guest_pass WHERE room_id = $4))"
                    .to_owned(),
                network.0,
                room.0,
            ),
            Self::Digest { reason, .. } => {
                let (usual, chosen) = (MailSettings::default().digest, reason.rhythm());
                let wanting = format!(
                    "($3 IS NOT NULL AND $4 IS NOT NULL AND coalesce((SELECT w.digest FROM mail_setting w \
                     WHERE w.person_id = p.id), '{usual}') = '{chosen}')"
                );
                (wanting, Uuid::nil(), Uuid::nil())
            }
            Self::AnswerBy { .. } | Self::Soon { .. } => {
                ("($3 IS NOT NULL AND $4 IS NOT NULL)".to_owned(), Uuid::nil(), Uuid::nil())
            }
        };
        let sql = format!(
            "SELECT p.id FROM person p WHERE p.suspended_at IS NULL AND p.id > $1 AND {concerned} ORDER BY p.id LIMIT $2"
        );
        let found: Vec<Person> = rows(tx, &sql, [after.into(), PEOPLE.into(), network.into(), room.into()]).await?;
        Ok(found.into_iter().map(|person| person.id).collect())
    }
}

/// Since when there are rounds; notes that it is now, the first time.
///
/// # Errors
/// When the database can't be reached.
pub async fn began(store: &Store) -> Result<DateTime<Utc>> {
    #[derive(FromRow)]
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
    #[derive(FromRow)]
    struct Reached {
        reached: Option<Uuid>,
    }
    only_the_system(tx.actor())?;
    let cause = round.cause();
    let begin = "INSERT INTO mail_round (cause, began_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    execute(tx, begin, [cause.clone().into(), tx.now().into()]).await?;
    let sql = "SELECT reached FROM mail_round WHERE cause = $1";
    let reached = row::<Reached>(tx, sql, [cause.clone().into()]).await?.and_then(|row| row.reached);
    let people = round.people(tx, reached.unwrap_or_default()).await?;
    let mails: Vec<NewMail> = people.iter().map(|person| round.mail(*person)).collect();
    enqueue(tx, &mails, run_at).await?;
    match people.last() {
        Some(last) => {
            execute(tx, "UPDATE mail_round SET reached = $2 WHERE cause = $1", [cause.into(), last.0.into()]).await?;
        }
        None => {
            execute(tx, "UPDATE mail_round SET done_at = $2 WHERE cause = $1", [cause.into(), tx.now().into()]).await?;
        }
    }
    Ok(people.len())
}

/// Forgets some rounds that were made before `before`, when their mails are forgotten as well; gives how many.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn forget_rounds(tx: &Tx, before: DateTime<Utc>) -> Result<u64> {
    only_the_system(tx.actor())?;
    let sql = "DELETE FROM mail_round WHERE cause IN \
               (SELECT cause FROM mail_round WHERE done_at < $1 ORDER BY done_at LIMIT 500)";
    execute_affecting(tx, sql, [before.into()]).await
}

#[derive(FromRow)]
struct Near {
    id: MeetingId,
    network_id: NetworkId,
    room_id: RoomId,
    day: NaiveDate,
}

/// The meetings of which `day` is in these days, the last included, and that are as `which` says.
async fn near(db: &impl Db, actor: &Actor, day: &str, which: &str, days: (NaiveDate, NaiveDate)) -> Result<Vec<Near>> {
    only_the_system(actor)?;
    let sql = format!(
        "SELECT id, network_id, room_id, {day} AS day FROM meeting WHERE {day} >= $1 AND {day} <= $2 \
         AND cancelled_at IS NULL AND {which} ORDER BY {day}, id LIMIT 200"
    );
    rows(db, &sql, [days.0.into(), days.1.into()]).await
}

/// The meetings that begin in these days, the last included, and are neither archived nor cancelled.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn meetings_on(db: &impl Db, actor: &Actor, from: NaiveDate, to: NaiveDate) -> Result<Vec<Round>> {
    let found = near(db, actor, "starts_on", "state <> 'archived'", (from, to)).await?;
    let round = |row: Near| Round::Meeting { meeting: row.id, network: row.network_id, room: row.room_id };
    Ok(found.into_iter().map(round).collect())
}

/// The meetings that are to be answered by these days, the last included: for those who have not. One of which somebody
/// was reminded a moment ago waits.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn answers_due(
    db: &impl Db,
    actor: &Actor,
    days: (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> Result<Vec<Round>> {
    #[derive(FromRow)]
    struct Lately {
        id: MeetingId,
    }
    let found = near(db, actor, "answer_by", "state = 'invited'", days).await?;
    let since: DateTime<Utc> = now - TimeDelta::hours(24);
    let lately: Vec<Lately> =
        rows(db, "SELECT id FROM meeting WHERE reminded_at > $1 LIMIT 500", [since.into()]).await?;
    let waits = |row: &Near| lately.iter().any(|one| one.id == row.id);
    let round = |row: Near| Round::AnswerBy { meeting: row.id, network: row.network_id, day: row.day };
    Ok(found.into_iter().filter(|row| !waits(row)).map(round).collect())
}

/// The meetings that begin in these days, the last included: for those who come.
///
/// # Errors
/// [`crate::Error::Forbidden`] for anybody but the installation.
pub async fn meetings_soon(db: &impl Db, actor: &Actor, days: (NaiveDate, NaiveDate)) -> Result<Vec<Round>> {
    let found = near(db, actor, "starts_on", "state IN ('invited', 'ongoing')", days).await?;
    let round = |row: Near| Round::Soon { meeting: row.id, network: row.network_id, day: row.day };
    Ok(found.into_iter().map(round).collect())
}
