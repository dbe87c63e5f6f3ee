//! A meeting's programme: what happens when, and who does it. Times are those of the clock where it is held.

use std::collections::HashMap;

use serde_json::json;

use super::meeting::{Act, Meeting, PlannedMeeting, touch};
use crate::actor::Actor;
use crate::conversations::conversation::title;
use crate::conversations::text::clean;
use crate::event::Event;
use crate::ids::{ItemId, MeetingId};
use crate::store::{Db, FromRow, Ids, Tx, execute, execute_affecting, rows};
use crate::words::words;
use crate::{Error, Result};

/// The most items of a programme.
pub const MOST_ITEMS: usize = 100;
/// The most days of a programme.
const MOST_DAYS: i32 = 10;
const MINUTES_OF_DAY: i32 = 24 * 60;
const LONGEST_WHO: usize = 300;
const LONGEST_ABOUT: usize = 2_000;
/// So many earlier programmes are compared with.
const COMPARED: i64 = 4;

words! {
    /// What kind of item it is.
    ItemKind {
        /// Föreläsning.
        Lecture = "lecture",
        /// Workshop.
        Workshop = "workshop",
        /// Diskussion.
        Discussion = "discussion",
        /// Informellt: time to talk.
        Informal = "informal",
    }
}

/// An item of a programme.
#[derive(Clone, Debug, FromRow)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Which day of the meeting, from 1.
    pub day: i32,
    /// Minutes after midnight.
    pub starts_at: i32,
    /// How long.
    pub minutes: i32,
    /// What kind.
    pub kind: ItemKind,
    /// What it is called.
    pub title: String,
    /// Who does it; may be empty.
    pub who: String,
    /// More about it; may be empty.
    pub about: String,
}

/// An item as somebody wrote it.
#[derive(Clone, Debug)]
pub struct WrittenItem {
    /// Which one it was before; none for a new one.
    pub id: Option<ItemId>,
    /// Which day of the meeting, from 1.
    pub day: i32,
    /// Minutes after midnight.
    pub starts_at: i32,
    /// How long.
    pub minutes: i32,
    /// What kind.
    pub kind: ItemKind,
    /// What it is called.
    pub title: String,
    /// Who does it.
    pub who: String,
    /// More about it.
    pub about: String,
}

/// The minutes after midnight of a time of day such as `09:30`.
///
/// # Errors
/// [`Error::Invalid`] for what is no time of day.
pub fn time_of_day(written: &str) -> Result<i32> {
    let parsed = || {
        let (hours, minutes) = written.split_once(':')?;
        let number = |part: &str| (part.len() == 2).then(|| part.parse::<i32>().ok()).flatten();
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
    };
    parsed().ok_or_else(|| Error::invalid("/items", "not_a_time"))
}

/// A time of day as `09:30`.
#[must_use]
pub fn said(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

const COLUMNS: &str = "i.id, i.day, i.starts_at, i.minutes, i.kind, i.title, i.who, i.about";

/// The programme of a meeting one reads, in order.
///
/// # Errors
/// When the database can't be reached.
pub async fn of(db: &impl Db, meeting: &Meeting) -> Result<Vec<Item>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM programme_item i WHERE i.meeting_id = $1 ORDER BY i.day, i.starts_at, i.id LIMIT {MOST_ITEMS}"
    );
    rows(db, &sql, [meeting.id.0.into()]).await
}

/// The programmes of several meetings one reads, by meeting and in order.
///
/// # Errors
/// When the database can't be reached.
pub async fn of_all(db: &impl Db, meetings: &[Meeting]) -> Result<HashMap<MeetingId, Vec<Item>>> {
    #[derive(FromRow)]
    struct Row {
        meeting_id: MeetingId,
        #[row(nested)]
        item: Item,
    }
    let sql = format!(
        "SELECT i.meeting_id, {COLUMNS} FROM programme_item i WHERE i.meeting_id IN {} ORDER BY i.day, i.starts_at, i.id",
        Ids::sql(db, "$1")
    );
    let found: Vec<Row> = rows(db, &sql, [Ids::value(meetings.iter().map(|meeting| meeting.id.0))]).await?;
    let mut all: HashMap<MeetingId, Vec<Item>> = HashMap::new();
    for row in found {
        all.entry(row.meeting_id).or_default().push(row.item);
    }
    Ok(all)
}

/// Minutes of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Lectures.
    pub lecture: i64,
    /// Workshops.
    pub workshop: i64,
    /// Discussions.
    pub discussion: i64,
    /// Time to talk.
    pub informal: i64,
}

impl Balance {
    /// Adds minutes of a kind.
    fn add(&mut self, kind: ItemKind, minutes: i64) {
        match kind {
            ItemKind::Lecture => self.lecture += minutes,
            ItemKind::Workshop => self.workshop += minutes,
            ItemKind::Discussion => self.discussion += minutes,
            ItemKind::Informal => self.informal += minutes,
        }
    }
}

/// How much time each kind has.
#[must_use]
pub fn balance(items: &[Item]) -> Balance {
    let mut balance = Balance::default();
    items.iter().for_each(|item| balance.add(item.kind, i64::from(item.minutes)));
    balance
}

/// How it was at the last meetings before this one that had a programme, the latest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn earlier(db: &impl Db, actor: &Actor, meeting: &Meeting) -> Result<Vec<(MeetingId, String, Balance)>> {
    #[derive(FromRow)]
    struct Row {
        id: MeetingId,
        title: String,
        kind: ItemKind,
        minutes: i64,
    }
    let sql = format!(
        "SELECT m.id, m.title, i.kind, CAST(sum(i.minutes) AS bigint) AS minutes FROM programme_item i \
         JOIN meeting m ON m.id = i.meeting_id WHERE m.id IN (SELECT e.id FROM meeting e WHERE e.network_id = $1 \
           AND e.room_id IN {} AND (e.year, coalesce(e.month, 0), e.id) < ($3, $4, $5) \
           AND EXISTS (SELECT 1 FROM programme_item x WHERE x.meeting_id = e.id) \
           ORDER BY e.year DESC, coalesce(e.month, 0) DESC, e.id DESC LIMIT {COMPARED}) \
         GROUP BY m.id, m.title, m.year, m.month, i.kind ORDER BY m.year DESC, coalesce(m.month, 0) DESC, m.id DESC",
        Ids::sql(db, "$2")
    );
    let rooms = Ids::value(actor.own_access()?.readable_rooms().map(|facts| facts.id.0));
    let (year, month) = (meeting.year.into(), meeting.month.unwrap_or(0).into());
    let found: Vec<Row> =
        rows(db, &sql, [meeting.network_id.0.into(), rooms, year, month, meeting.id.0.into()]).await?;
    let mut told: Vec<(MeetingId, String, Balance)> = Vec::new();
    for row in found {
        match told.last_mut() {
            Some((id, _, balance)) if *id == row.id => balance.add(row.kind, row.minutes),
            _ => {
                let mut balance = Balance::default();
                balance.add(row.kind, row.minutes);
                told.push((row.id, row.title, balance));
            }
        }
    }
    Ok(told)
}

/// Writes the whole programme anew: what it was is kept, an item that stays keeps its id.
///
/// # Errors
/// [`Error::NotFoundIn`] for an item that is not of this meeting, [`Error::Stale`] when the meeting has changed since
/// `revision`, [`Error::Invalid`] for items that can't be, and without a reason for a meeting in the archive.
pub async fn write(
    tx: &Tx,
    planned: &PlannedMeeting,
    revision: i64,
    items: Vec<WrittenItem>,
    reason: Option<&str>,
) -> Result<()> {
    let meeting = planned.row();
    let before = of(tx, meeting).await?;
    let mut kept: Vec<ItemId> = items.iter().filter_map(|item| item.id).collect();
    kept.sort_unstable();
    let given = kept.len();
    kept.dedup();
    if kept.len() < given || kept.iter().any(|id| !before.iter().any(|item| item.id == *id)) {
        return Err(Error::NotFoundIn("/items"));
    }
    if meeting.revision != revision {
        return Err(Error::Stale);
    }
    if items.len() > MOST_ITEMS {
        return Err(Error::invalid("/items", "too_many"));
    }
    let items = items.into_iter().map(checked).collect::<Result<Vec<_>>>()?;
    let was: Vec<_> = before
        .iter()
        .map(|i| json!([i.id, i.day, said(i.starts_at), i.minutes, i.kind, i.title, i.who, i.about]))
        .collect();
    touch(tx, meeting, revision, Act { what: "programme", before: json!(was), reason }).await?;
    let sql = format!("DELETE FROM programme_item WHERE meeting_id = $1 AND id NOT IN {}", Ids::sql(tx, "$2"));
    execute_affecting(tx, &sql, [meeting.id.0.into(), Ids::value(kept.iter().map(|id| id.0))]).await?;
    for item in items {
        insert(tx, meeting.id, item).await?;
    }
    tx.record(meeting.network_id, Event::MeetingChanged { meeting: meeting.id });
    Ok(())
}

/// Gives a new meeting the programme of an earlier one. The caller has checked both.
pub(super) async fn copy(tx: &Tx, from: MeetingId, to: MeetingId) -> Result<()> {
    let sql =
        format!("SELECT {COLUMNS} FROM programme_item i WHERE i.meeting_id = $1 ORDER BY i.day, i.starts_at, i.id");
    let found: Vec<Item> = rows(tx, &sql, [from.0.into()]).await?;
    for item in found {
        let Item { id: _, day, starts_at, minutes, kind, title, who: _, about } = item;
        // who did it then does not do it again
        let again = WrittenItem { id: None, day, starts_at, minutes, kind, title, who: String::new(), about };
        insert(tx, to, again).await?;
    }
    Ok(())
}

async fn insert(tx: &Tx, meeting: MeetingId, item: WrittenItem) -> Result<()> {
    let sql = "INSERT INTO programme_item (id, meeting_id, day, starts_at, minutes, kind, title, who, about) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET day = excluded.day, \
               starts_at = excluded.starts_at, minutes = excluded.minutes, kind = excluded.kind, \
               title = excluded.title, who = excluded.who, about = excluded.about";
    let values = [
        item.id.unwrap_or_else(|| ItemId::at(tx.now())).0.into(),
        meeting.0.into(),
        item.day.into(),
        item.starts_at.into(),
        item.minutes.into(),
        item.kind.word().into(),
        item.title.into(),
        item.who.into(),
        item.about.into(),
    ];
    execute(tx, sql, values).await
}

fn checked(item: WrittenItem) -> Result<WrittenItem> {
    const POINTER: &str = "/items";
    if !(1..=MOST_DAYS).contains(&item.day)
        || !(0..MINUTES_OF_DAY).contains(&item.starts_at)
        || !(1..=MINUTES_OF_DAY).contains(&item.minutes)
    {
        return Err(Error::invalid(POINTER, "out_of_range"));
    }
    let named = title(&item.title).map_err(|error| match error {
        Error::Invalid(faults) => Error::invalid(POINTER, faults.first().map_or("empty", |fault| fault.code)),
        other => other,
    })?;
    let who = clean(&item.who.split_whitespace().collect::<Vec<_>>().join(" "));
    let about = clean(item.about.trim());
    if who.chars().count() > LONGEST_WHO || about.chars().count() > LONGEST_ABOUT {
        return Err(Error::invalid(POINTER, "too_long"));
    }
    Ok(WrittenItem { title: named, who, about, ..item })
}
