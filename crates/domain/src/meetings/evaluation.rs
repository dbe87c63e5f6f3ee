//! What the organisations thought of a meeting: a few questions, answered once for each.

use chrono::{DateTime, Utc};

use super::meeting::{self, Meeting, MeetingState};
use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::catalogue;
use crate::conversations::conversation::speaks_for;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{MeetingId, OrganisationId};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Ids, Tx, execute, rows};
use crate::{Error, Result};

/// The most characters of an answer.
pub const LONGEST: usize = 2_000;

/// The most answers about an earlier meeting that are told beside a programme.
const MOST_SAID: usize = 5;

/// What an organisation thought.
#[derive(Clone, Debug, FromRow)]
pub struct Evaluation {
    /// Which.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub organisation: String,
    /// How well it was worth the time, 1–5.
    pub score: i32,
    /// What they take home.
    pub takes_home: String,
    /// What could be better.
    pub better: String,
    /// When.
    pub answered_at: DateTime<Utc>,
}

/// The answers one may read: all for those who plan the meeting, else one's own organisations'.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_meeting(db: &impl Db, actor: &Actor, meeting: &Meeting) -> Result<Vec<Evaluation>> {
    let sql = "SELECT e.organisation_id, o.name AS organisation, e.score, e.takes_home, e.better, e.answered_at \
               FROM evaluation e JOIN organisation o ON o.id = e.organisation_id WHERE e.meeting_id = $1 \
               ORDER BY o.sort_key LIMIT 500";
    let mut found: Vec<Evaluation> = rows(db, sql, [meeting.id.0.into()]).await?;
    if !meeting::rights(actor, meeting).plan {
        let own = own(actor, meeting);
        found.retain(|one| own.contains(&one.organisation_id));
    }
    Ok(found)
}

/// What was thought of an earlier meeting, and what of that is about time to talk with one another.
#[derive(Clone, Debug)]
pub struct Thought {
    /// Which meeting.
    pub meeting_id: MeetingId,
    /// How many organisations said so.
    pub answers: i64,
    /// How well it was worth the time, 1–5, on the whole.
    pub score: f64,
    /// What could be better with the time to talk: whose words, and which; at most five.
    pub said: Vec<(OrganisationId, String, String)>,
}

/// What was thought of these meetings, as far as one may read each answer; those of which nothing was said are left out.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_earlier(db: &impl Db, actor: &Actor, ids: &[MeetingId]) -> Result<Vec<Thought>> {
    #[derive(FromRow)]
    struct Row {
        meeting_id: MeetingId,
        organisation_id: OrganisationId,
        organisation: String,
        score: i32,
        better: String,
    }
    let meetings = meeting::among(db, actor, ids).await?;
    if meetings.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT e.meeting_id, e.organisation_id, o.name AS organisation, e.score, e.better FROM evaluation e \
         JOIN organisation o ON o.id = e.organisation_id WHERE e.meeting_id IN {} ORDER BY o.sort_key LIMIT 2000",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [Ids::value(meetings.iter().map(|meeting| meeting.id.0))]).await?;
    let mut thoughts = Vec::new();
    for meeting in meetings {
        let (plans, own) = (meeting::rights(actor, &meeting).plan, own(actor, &meeting));
        let of_it = found.iter().filter(|row| row.meeting_id == meeting.id);
        let read: Vec<&Row> = of_it.filter(|row| plans || own.contains(&row.organisation_id)).collect();
        let Ok(answers) = u32::try_from(read.len()) else { continue };
        if answers > 0 {
            let said = read.iter().filter(|row| about_talk(&row.better)).take(MOST_SAID);
            thoughts.push(Thought {
                meeting_id: meeting.id,
                answers: answers.into(),
                score: f64::from(read.iter().map(|row| row.score).sum::<i32>()) / f64::from(answers),
                said: said.map(|row| (row.organisation_id, row.organisation.clone(), row.better.clone())).collect(),
            });
        }
    }
    Ok(thoughts)
}

/// Whether a text says something about time to talk with one another, in either language.
fn about_talk(text: &str) -> bool {
    let text = text.to_lowercase();
    let stems = [Language::Swedish, Language::English].map(|language| catalogue::of(language).about_talk).concat();
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

/// The organisations the actor answers for.
fn own(actor: &Actor, meeting: &Meeting) -> Vec<OrganisationId> {
    actor.voices(meeting.network_id).into_iter().filter_map(|voice| voice.organisation).collect()
}

#[derive(FromRow)]
struct Known {
    id: OrganisationId,
    name: String,
}

/// The organisations the actor answers for now, by name; none before the meeting has begun.
///
/// # Errors
/// When the database can't be reached.
pub async fn asked(db: &impl Db, actor: &Actor, meeting: &Meeting) -> Result<Vec<(OrganisationId, String)>> {
    let own = own(actor, meeting);
    if own.is_empty() || !begun(meeting) {
        return Ok(Vec::new());
    }
    let sql = format!("SELECT id, name FROM organisation WHERE id IN {} ORDER BY sort_key", Ids::sql(db, "$1"));
    let found: Vec<Known> = rows(db, &sql, [Ids::value(own.into_iter().map(|id| id.0))]).await?;
    Ok(found.into_iter().map(|one| (one.id, one.name)).collect())
}

fn begun(meeting: &Meeting) -> bool {
    !matches!(meeting.state, MeetingState::Planned | MeetingState::Invited)
}

/// Says what an organisation thought of a meeting; the last answer counts.
///
/// # Errors
/// [`Error::NotFound`] for a meeting one does not see, [`Error::Forbidden`] for an organisation one does not answer for,
/// [`Error::Conflict`] before it has begun, [`Error::Invalid`] for an answer that can't be.
pub async fn answer(
    tx: &Tx,
    id: MeetingId,
    organisation: OrganisationId,
    score: i32,
    takes_home: &str,
    better: &str,
) -> Result<()> {
    let meeting = meeting::readable(tx, tx.actor(), id).await?;
    let person = tx.actor().signed_in()?;
    let may = tx.actor().may(meeting.network_id, NetworkRight::ActForOrganisation);
    if !may || !own(tx.actor(), &meeting).contains(&organisation) {
        return Err(Error::Forbidden);
    }
    if !(1..=5).contains(&score) {
        return Err(Error::invalid("/score", "out_of_range"));
    }
    let (takes_home, better) = (clean(takes_home.trim()), clean(better.trim()));
    for (pointer, text) in [("/takes_home", &takes_home), ("/better", &better)] {
        if text.chars().count() > LONGEST {
            return Err(Error::invalid(pointer, "too_long"));
        }
    }
    if !begun(&meeting) {
        return Err(Error::Conflict("meeting_not_begun"));
    }
    let (_, seat, standing) = speaks_for(tx.actor(), meeting.room_id);
    let sql = "INSERT INTO evaluation (meeting_id, organisation_id, score, takes_home, better, person_id, seat_id, \
               standing, answered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
               ON CONFLICT (meeting_id, organisation_id) DO UPDATE SET score = excluded.score, \
               takes_home = excluded.takes_home, better = excluded.better, person_id = excluded.person_id, \
               seat_id = excluded.seat_id, standing = excluded.standing, answered_at = excluded.answered_at";
    let values = [
        id.0.into(),
        organisation.0.into(),
        score.into(),
        takes_home.into(),
        better.into(),
        person.0.into(),
        seat.into(),
        standing.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(meeting.room_id, Event::DossierChanged { meeting: id });
    Ok(())
}
