//! What the host of a meeting leaves for the next: a checklist of what is done, and a letter. Those who plan the meeting
//! write it; those who plan the next one read it there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::meeting::{COLUMNS, Meeting, PlannedMeeting};
use crate::actor::Actor;
use crate::conversations::text::{Text, clean, is_blank};
use crate::ids::{MeetingId, PersonId};
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
use crate::{Error, Result};

/// The most lines of a checklist.
const MOST: usize = 50;
/// The most characters of a line.
const LONGEST_LINE: usize = 200;
/// The most characters of a letter.
const LONGEST_LETTER: usize = 8_000;

/// A line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What is to be done.
    pub text: String,
    /// It is.
    pub done: bool,
}

/// What a host leaves for the next.
#[derive(Clone, Debug, FromRow)]
pub struct Handover {
    /// How often it has been written.
    pub number: i64,
    /// The checklist: a JSON list, see [`Handover::checklist`].
    items: serde_json::Value,
    /// The letter: Markdown; may be empty.
    pub letter: String,
    /// Safe HTML.
    pub html: String,
    /// Who wrote it last.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Handover {
    /// The checklist.
    #[must_use]
    pub fn checklist(&self) -> Vec<Item> {
        serde_json::from_value(self.items.clone()).unwrap_or_default()
    }
}

/// What the host of a meeting leaves for the next; none where nobody has written it yet.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_meeting(db: &impl Db, planned: &PlannedMeeting) -> Result<Option<Handover>> {
    newest(db, planned.row().id).await
}

async fn newest(db: &impl Db, id: MeetingId) -> Result<Option<Handover>> {
    let sql = "SELECT h.number, h.items, h.letter, h.html, h.person_id, \
               CASE WHEN p.protected THEN NULL ELSE p.name END AS person, h.at FROM host_handover h \
               JOIN person p ON p.id = h.person_id WHERE h.meeting_id = $1 ORDER BY h.number DESC LIMIT 1";
    row(db, sql, [id.0.into()]).await
}

/// What the host before left for this one, with its meeting: it was written to those who plan the meeting after it.
///
/// # Errors
/// When the database can't be reached.
pub async fn received(db: &impl Db, planned: &PlannedMeeting) -> Result<Option<(Meeting, Handover)>> {
    left_for(db, planned.row()).await
}

/// The same, whoever asks: the caller has checked.
pub(crate) async fn left_for(db: &impl Db, meeting: &Meeting) -> Result<Option<(Meeting, Handover)>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM meeting m WHERE m.network_id = $1 AND m.kind = 'meeting' AND m.cancelled_at IS NULL \
         AND m.id <> $2 AND EXISTS (SELECT 1 FROM hosting h WHERE h.meeting_id = m.id AND h.to_day IS NULL) \
         AND (m.year < $3 OR (m.year = $3 AND (coalesce(m.month, 13) < $4 \
         OR (coalesce(m.month, 13) = $4 AND m.id < $2)))) \
         ORDER BY m.year DESC, coalesce(m.month, 13) DESC, m.id DESC LIMIT 1"
    );
    let (year, month) = (meeting.year, meeting.month.unwrap_or(13));
    let values = [meeting.network_id.0.into(), meeting.id.0.into(), year.into(), month.into()];
    let Some(before) = row::<Meeting>(db, &sql, values).await? else { return Ok(None) };
    Ok(newest(db, before.id).await?.map(|left| (before, left)))
}

/// Writes it anew; what stood before stays as history.
///
/// # Errors
/// [`Error::Stale`] when it has been written since `number`, [`Error::Invalid`] for too many lines, or ones that are too long
/// or empty.
pub async fn write(tx: &Tx, planned: &PlannedMeeting, number: i64, items: Vec<Item>, letter: &str) -> Result<()> {
    let before = newest(tx, planned.row().id).await?.map_or(0, |left| left.number);
    if before != number {
        return Err(Error::Stale);
    }
    insert(tx, planned.row().id, number, items, letter, tx.actor().signed_in()?).await
}

/// Writes it as somebody: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn write_as(tx: &Tx, meeting: &Meeting, person: PersonId, items: Vec<Item>, letter: &str) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    insert(tx, meeting.id, 0, items, letter, person).await
}

async fn insert(
    tx: &Tx,
    meeting: MeetingId,
    number: i64,
    items: Vec<Item>,
    letter: &str,
    person: PersonId,
) -> Result<()> {
    if items.len() > MOST {
        return Err(Error::invalid("/items", "too_many"));
    }
    let items: Vec<Item> = items.into_iter().map(|item| Item { text: clean(item.text.trim()), ..item }).collect();
    if items.iter().any(|item| is_blank(&item.text)) {
        return Err(Error::invalid("/items/text", "empty"));
    }
    if items.iter().any(|item| item.text.chars().count() > LONGEST_LINE) {
        return Err(Error::invalid("/items/text", "too_long"));
    }
    if letter.chars().count() > LONGEST_LETTER {
        return Err(Error::invalid("/letter", "too_long"));
    }
    let (letter, html) = if is_blank(&clean(letter)) {
        (String::new(), String::new())
    } else {
        let text = Text::written(letter)?;
        (text.markdown().to_owned(), text.html().to_owned())
    };
    let sql = "INSERT INTO host_handover (meeting_id, number, items, letter, html, person_id, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let values = [
        meeting.0.into(),
        (number + 1).into(),
        serde_json::to_value(items).map_err(Error::internal)?.into(),
        letter.into(),
        html.into(),
        person.0.into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 { Err(Error::Stale) } else { Ok(()) }
}
