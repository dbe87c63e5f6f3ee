//! *Valskifte*: after an election one act asks every seat whether its holder goes on, and shows who has not answered.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::access::{NetworkRight, SeatKind};
use crate::actor::Actor;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{NetworkId, OrganisationId, PersonId, SeatId, SeatRoundAnswerId, SeatRoundId};
use crate::networks::network;
use crate::networks::seat::VisibleSeat;
use crate::notifications::notice::{self, NewNotice, NoticeKind};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Tx, execute, execute_affecting, one, row, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most seats of one round.
const MOST: i64 = 1_000;
/// The most rounds of a network that are shown.
const SHOWN: i64 = 20;
/// How long it takes until one may remind again.
const BETWEEN_REMINDERS: TimeDelta = TimeDelta::hours(20);
const LONGEST_NOTE: usize = 2_000;

words! {
    /// What a seat's holder answers.
    RoundAnswer {
        /// They go on.
        Continues = "continues",
        /// Somebody takes over, who has been proposed.
        Successor = "successor",
        /// They leave, and nobody has been chosen yet.
        Leaves = "leaves",
    }
}

/// A round.
#[derive(Clone, Debug, FromRow)]
pub struct Round {
    /// Which.
    pub id: SeatRoundId,
    /// In which network.
    pub network_id: NetworkId,
    /// Only seats of this kind; none for all.
    pub kind: Option<SeatKind>,
    /// Words to those who are asked.
    pub note: String,
    /// Answers are hoped for until this day.
    pub due_on: NaiveDate,
    /// Asked when.
    pub asked_at: DateTime<Utc>,
    /// Reminded last.
    pub reminded_at: Option<DateTime<Utc>>,
    /// Closed when.
    pub closed_at: Option<DateTime<Utc>>,
    /// How many seats are asked.
    pub asked: i64,
    /// How many have answered.
    pub answered: i64,
}

const COLUMNS: &str = "r.id, r.network_id, r.kind, r.note, r.due_on, r.asked_at, r.reminded_at, r.closed_at, \
    (SELECT count(*) FROM seat_round_seat q WHERE q.round_id = r.id) AS asked, \
    (SELECT count(DISTINCT a.seat_id) FROM seat_round_answer a WHERE a.round_id = r.id) AS answered FROM seat_round r";

/// The latest answer of a seat in a round, as a subquery's condition on `a`.
const LATEST: &str = "a.answered_at = (SELECT max(z.answered_at) FROM seat_round_answer z \
    WHERE z.round_id = a.round_id AND z.seat_id = a.seat_id)";

/// That the holding `h` is a holder's on the day `$2`.
const HOLDS: &str = "h.role = 'holder' AND h.from_day <= $2 AND (h.to_day IS NULL OR h.to_day >= $2)";

/// That the seat of the row `q` of a round has not answered.
fn unanswered(q: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM seat_round_answer a WHERE a.round_id = {q}.round_id AND a.seat_id = {q}.seat_id)"
    )
}

/// That it has not, and that somebody who can be reminded holds it on the day `$2`: a vacant one answers nothing.
pub(crate) fn silent(q: &str) -> String {
    format!(
        "{} AND EXISTS (SELECT 1 FROM seat_holding h JOIN person p ON p.id = h.person_id AND p.suspended_at IS NULL \
         WHERE h.seat_id = {q}.seat_id AND {HOLDS})",
        unanswered(q)
    )
}

/// That the holder of the holding `h` of a seat has answered the open round last that they leave, or that somebody takes over.
pub(crate) fn leaving(h: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM seat_round_answer a JOIN seat_round r ON r.id = a.round_id AND r.closed_at IS NULL \
         WHERE a.seat_id = {h}.seat_id AND a.answer IN ('leaves', 'successor') AND a.answered_at >= {h}.created_at \
         AND {LATEST})"
    )
}

/// That a seat `s` of the network `$1` is asked on the day `$2`: its organisation takes part, whether it is held or vacant.
const ASKED: &str = "s.network_id = $1 AND (s.to_day IS NULL OR s.to_day >= $2) \
    AND EXISTS (SELECT 1 FROM participation p WHERE p.network_id = s.network_id \
      AND p.organisation_id = s.organisation_id AND p.from_day <= $2 \
      AND (p.to_day IS NULL OR p.to_day >= $2) AND p.state IN ('member', 'resting', 'observer'))";

/// How many seats of a kind a round would ask.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct ToAsk {
    /// Of which kind.
    pub kind: SeatKind,
    /// How many of it.
    pub seats: i64,
}

/// A seat on the board of a round, with one of its holders in each row.
#[derive(Clone, Debug, FromRow)]
pub struct BoardLine {
    /// Which seat.
    pub seat_id: SeatId,
    /// Its kind.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// Whose.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// A holder of it.
    pub person_id: Option<PersonId>,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// What was answered last.
    pub answer: Option<RoundAnswer>,
    /// A coordinator entered it.
    pub by_coordinator: Option<bool>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// Asks every seat of the network that is held or vacant, or only those of a kind.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it,
/// [`Error::Invalid`] for a day that has been or a note that is too long, [`Error::Conflict`] where a round is open, there is
/// no seat to ask or more than one round takes, or the network is closed.
pub async fn ask(
    tx: &Tx,
    network: NetworkId,
    kind: Option<SeatKind>,
    due_on: NaiveDate,
    note: &str,
) -> Result<SeatRoundId> {
    network::readable(tx, tx.actor(), network).await?;
    may_govern(tx.actor(), network)?;
    network::still_open(tx, network).await?;
    if due_on < tx.today() {
        return Err(Error::invalid("/due_on", "in_the_past"));
    }
    let note = clean(note.trim());
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::invalid("/note", "too_long"));
    }
    // rounds of one network come one after another
    execute(tx, "UPDATE network SET sort_key = sort_key WHERE id = $1", [network.0.into()]).await?;
    let open = "SELECT id FROM seat_round WHERE network_id = $1 AND closed_at IS NULL";
    if one(tx, open, [network.0.into()]).await?.is_some() {
        return Err(Error::Conflict("round_open"));
    }
    let id = SeatRoundId::at(tx.now());
    let sql = "INSERT INTO seat_round (id, network_id, kind, note, due_on, asked_by, asked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        id.0.into(),
        network.0.into(),
        kind.map(SeatKind::word).into(),
        note.into(),
        due_on.into(),
        tx.actor().person().map(|p| p.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    let sql = format!(
        "INSERT INTO seat_round_seat (round_id, seat_id) SELECT $3, s.id FROM seat s WHERE {ASKED} \
         AND ($4 IS NULL OR s.kind = $4) LIMIT $5"
    );
    let kind = kind.map(|kind| kind.word().to_owned());
    let values = [network.0.into(), tx.today().into(), id.0.into(), kind.into(), (MOST + 1).into()];
    match execute_affecting(tx, &sql, values).await? {
        0 => return Err(Error::Conflict("nobody_to_ask")),
        // all or none: nobody is left out in silence
        asked if asked > MOST.unsigned_abs() => return Err(Error::Conflict("too_many_to_ask")),
        _ => {}
    }
    tell(tx, id, network, "asked").await?;
    tx.record(network, Event::NetworkChanged { network });
    crate::audit::note_in(tx, network, "seat_round_asked", &id.to_string(), &due_on.to_string()).await?;
    Ok(id)
}

/// Puts a mail in the outbox to each holder of a seat that has not answered.
async fn tell(tx: &Tx, round: SeatRoundId, network: NetworkId, why: &str) -> Result<u64> {
    #[derive(FromRow)]
    struct Holder {
        seat_id: SeatId,
        person_id: PersonId,
        address: String,
        language: Language,
    }
    let sql = format!(
        "SELECT q.seat_id, h.person_id, e.shown AS address, p.language FROM seat_round_seat q \
         JOIN seat_holding h ON h.seat_id = q.seat_id AND {HOLDS} JOIN person p ON p.id = h.person_id \
         AND p.suspended_at IS NULL JOIN person_email e ON e.person_id = p.id AND e.is_primary \
         WHERE q.round_id = $1 AND {} LIMIT 2000",
        unanswered("q")
    );
    let holders: Vec<Holder> = rows(tx, &sql, [round.0.into(), tx.today().into()]).await?;
    let mut told = 0;
    for one in holders {
        let mail = NewNotice {
            to: one.address,
            language: one.language,
            kind: NoticeKind::SeatRound,
            subject: one.seat_id.0,
            network: Some(network),
            secret: None,
            cause: format!("seat_round:{round}:{}:{}:{why}:{}", one.seat_id, one.person_id, tx.today()),
        };
        // who is left out finds it at the seat
        told += u64::from(notice::enqueue_unless_too_many(tx, mail).await?);
    }
    Ok(told)
}

/// The network's rounds, the latest first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it.
pub async fn of_network(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<Vec<Round>> {
    network::readable(db, actor, network).await?;
    may_govern(actor, network)?;
    let sql = format!("SELECT {COLUMNS} WHERE r.network_id = $1 ORDER BY r.asked_at DESC, r.id LIMIT $2");
    rows(db, &sql, [network.0.into(), SHOWN.into()]).await
}

/// How many seats of each kind a round would ask today: whoever asks knows beforehand.
///
/// # Errors
/// As [`of_network`].
pub async fn to_ask(db: &impl Db, actor: &Actor, network: NetworkId, today: NaiveDate) -> Result<Vec<ToAsk>> {
    network::readable(db, actor, network).await?;
    may_govern(actor, network)?;
    let sql = format!("SELECT s.kind, count(*) AS seats FROM seat s WHERE {ASKED} GROUP BY s.kind ORDER BY s.kind");
    rows(db, &sql, [network.0.into(), today.into()]).await
}

/// A round of a network that one governs.
///
/// # Errors
/// [`Error::NotFound`] where one sees none, [`Error::Forbidden`] for whoever sees the network and does not govern it.
pub async fn governed(db: &impl Db, actor: &Actor, id: SeatRoundId) -> Result<Round> {
    let found = seen(db, actor, id).await?;
    may_govern(actor, found.network_id)?;
    Ok(found)
}

async fn seen(db: &impl Db, actor: &Actor, id: SeatRoundId) -> Result<Round> {
    let sql = format!("SELECT {COLUMNS} WHERE r.id = $1");
    let found: Round = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    if actor.may(found.network_id, NetworkRight::ReadDirectory) { Ok(found) } else { Err(Error::NotFound) }
}

fn may_govern(actor: &Actor, network: NetworkId) -> Result<()> {
    if actor.may(network, NetworkRight::Govern) { Ok(()) } else { Err(Error::Forbidden) }
}

/// The board: every seat that was asked, with its holders and its latest answer, in the order of the organisations.
///
/// # Errors
/// When the database can't be reached.
pub async fn board(db: &impl Db, round: &Round, today: NaiveDate) -> Result<Vec<BoardLine>> {
    let sql = format!(
        "SELECT q.seat_id, s.kind, s.title, s.organisation_id, o.name AS organisation, h.person_id, \
         CASE WHEN p.protected THEN NULL ELSE p.name END AS person, a.answer, a.by_coordinator, a.answered_at \
         FROM seat_round_seat q JOIN seat s ON s.id = q.seat_id JOIN organisation o ON o.id = s.organisation_id \
         LEFT JOIN seat_holding h ON h.seat_id = s.id AND h.role = 'holder' AND h.from_day <= $2 \
         AND (h.to_day IS NULL OR h.to_day >= $2) LEFT JOIN person p ON p.id = h.person_id \
         LEFT JOIN seat_round_answer a ON a.round_id = q.round_id AND a.seat_id = q.seat_id AND {LATEST} \
         WHERE q.round_id = $1 ORDER BY o.sort_key, s.kind DESC, s.id, p.sort_key LIMIT 3000"
    );
    rows(db, &sql, [round.id.0.into(), today.into()]).await
}

/// The open round that asks a seat, and what the seat has answered.
#[derive(Clone, Debug, FromRow)]
pub struct Question {
    /// The round.
    pub round_id: SeatRoundId,
    /// The seat.
    pub seat_id: SeatId,
    /// The seat's title.
    pub title: String,
    /// Its kind.
    pub kind: SeatKind,
    /// Its organisation's name.
    pub organisation: String,
    /// In which network.
    pub network: String,
    /// Words to those who are asked.
    pub note: String,
    /// Until this day.
    pub due_on: NaiveDate,
    /// What was answered last.
    pub answer: Option<RoundAnswer>,
}

/// What the seats are asked now.
///
/// # Errors
/// When the database can't be reached.
pub async fn questions(db: &impl Db, seats: &[SeatId]) -> Result<Vec<Question>> {
    if seats.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT q.round_id, q.seat_id, s.title, s.kind, o.name AS organisation, n.name AS network, r.note, r.due_on, \
         a.answer FROM seat_round_seat q JOIN seat_round r ON r.id = q.round_id AND r.closed_at IS NULL \
         JOIN network n ON n.id = r.network_id JOIN seat s ON s.id = q.seat_id \
         JOIN organisation o ON o.id = s.organisation_id \
         LEFT JOIN seat_round_answer a ON a.round_id = q.round_id AND a.seat_id = q.seat_id AND {LATEST} \
         WHERE q.seat_id IN {} ORDER BY r.due_on, q.seat_id",
        crate::store::Ids::sql(db, "$1")
    );
    rows(db, &sql, [crate::store::Ids::value(seats.iter().map(|id| id.0))]).await
}

/// Answers for a seat: its holder, or a coordinator who was told.
///
/// # Errors
/// [`Error::NotFound`] where the round does not ask that seat, [`Error::Forbidden`] for anybody else,
/// [`Error::Conflict`] when it or the network is closed.
pub async fn answer(tx: &Tx, id: SeatRoundId, seat: &VisibleSeat, answer: RoundAnswer) -> Result<()> {
    let (by, facts) = (tx.actor().signed_in()?, seat.facts());
    let round = seen(tx, tx.actor(), id).await?;
    let asked = "SELECT seat_id FROM seat_round_seat WHERE round_id = $1 AND seat_id = $2";
    one(tx, asked, [id.0.into(), facts.id.0.into()]).await?.ok_or(Error::NotFound)?;
    if !seat.rights().keep && !seat.rights().invite {
        return Err(Error::Forbidden);
    }
    if round.closed_at.is_some() {
        return Err(Error::Conflict("round_closed"));
    }
    network::still_open(tx, round.network_id).await?;
    let sql = "INSERT INTO seat_round_answer (id, round_id, seat_id, answer, person_id, by_coordinator, answered_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        SeatRoundAnswerId::at(tx.now()).0.into(),
        id.0.into(),
        facts.id.0.into(),
        answer.word().into(),
        by.0.into(),
        (!seat.rights().keep).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(facts.network_id, Event::SeatChanged { seat: facts.id });
    Ok(())
}

/// Who proposes a successor has answered the open round with it.
pub(crate) async fn answered_by_proposal(tx: &Tx, seat: &VisibleSeat) -> Result<()> {
    for question in questions(tx, &[seat.facts().id]).await? {
        answer(tx, question.round_id, seat, RoundAnswer::Successor).await?;
    }
    Ok(())
}

/// Reminds those who have not answered, and only those. Gives how many mails go out.
///
/// # Errors
/// As [`governed`]; [`Error::Conflict`] when it or the network is closed, all have answered, or they were reminded a short
/// while ago.
pub async fn remind(tx: &Tx, id: SeatRoundId) -> Result<u64> {
    let round = governed(tx, tx.actor(), id).await?;
    network::still_open(tx, round.network_id).await?;
    if round.closed_at.is_some() {
        return Err(Error::Conflict("round_closed"));
    }
    let sql = "UPDATE seat_round SET reminded_at = $2 WHERE id = $1 AND (reminded_at IS NULL OR reminded_at < $3)";
    let values = [id.0.into(), tx.now().into(), (tx.now() - BETWEEN_REMINDERS).into()];
    if execute_affecting(tx, sql, values).await? == 0 {
        return Err(Error::Conflict("reminded_recently"));
    }
    match tell(tx, id, round.network_id, "reminded").await? {
        0 => Err(Error::Conflict("everybody_answered")),
        told => Ok(told),
    }
}

/// Closes a round: what has not been answered stays so.
///
/// # Errors
/// As [`governed`]; [`Error::Conflict`] when it is closed.
pub async fn close(tx: &Tx, id: SeatRoundId) -> Result<()> {
    let round = governed(tx, tx.actor(), id).await?;
    let sql = "UPDATE seat_round SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";
    if execute_affecting(tx, sql, [id.0.into(), tx.now().into()]).await? == 0 {
        return Err(Error::Conflict("round_closed"));
    }
    tx.record(round.network_id, Event::NetworkChanged { network: round.network_id });
    crate::audit::note_in(tx, round.network_id, "seat_round_closed", &id.to_string(), "").await
}
