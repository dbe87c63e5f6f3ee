//! What everything in the demo stands on: its content, the first start, and the ids of those who take part.

use std::collections::HashMap;

use anyhow::Context;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::clock::{day_of, start_of};
use domain::ids::{ConversationId, MeetingId, NetworkId, OrganisationId, PersonId, RoomId, SeatId};

use crate::demo::model::{Content, Moment, Network, Person};

/// The content, the moment of the first start, and who is who.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) content: Content,
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
    organisations: HashMap<String, OrganisationId>,
    people: HashMap<String, PersonId>,
}

impl Ground {
    pub(super) fn new(
        content: Content,
        now: DateTime<Utc>,
        organisations: HashMap<String, OrganisationId>,
        people: HashMap<String, PersonId>,
    ) -> Self {
        Self { content, now, today: day_of(now), organisations, people }
    }

    pub(super) fn organisation(&self, key: &str) -> domain::Result<OrganisationId> {
        known(&self.organisations, key)
    }

    pub(super) fn person(&self, key: &str) -> domain::Result<PersonId> {
        known(&self.people, key)
    }

    /// That many days before the first start.
    pub(super) fn day(&self, days_ago: u32) -> NaiveDate {
        self.today - TimeDelta::days(i64::from(days_ago))
    }

    /// That many days after the first start.
    pub(super) fn coming_day(&self, days: u32) -> NaiveDate {
        self.today + TimeDelta::days(i64::from(days))
    }

    /// The instant of a moment; never later than the first start, which may be earlier in the day.
    pub(super) fn instant(&self, at: Moment) -> DateTime<Utc> {
        let since_midnight = TimeDelta::minutes(i64::from(at.hour * 60 + at.minute));
        (start_of(self.day(at.days_ago)) + since_midnight).min(self.now)
    }

    /// A person's name as everybody sees it: one with a protected identity is only the organisation's representative.
    pub(super) fn shown_name(&self, key: &str) -> domain::Result<String> {
        let person: &Person =
            self.content.people.iter().find(|person| person.key == key).ok_or_else(|| unknown(key))?;
        if !person.protected {
            return Ok(person.name.clone());
        }
        let own = |row: &&crate::demo::model::Organisation| Some(&row.key) == person.organisation.as_ref();
        let organisation = self.content.organisations.iter().find(own).map_or("", |row| row.name.as_str());
        Ok(format!("Representant, {organisation}"))
    }
}

/// A network that has been made, and the ids of what is in it by the keys of the content.
#[derive(Debug, Clone)]
pub(super) struct Built {
    /// Its place in the content.
    pub(super) index: usize,
    pub(super) id: NetworkId,
    pub(super) seats: HashMap<String, SeatId>,
    pub(super) meetings: HashMap<String, MeetingId>,
    /// By the key of the room.
    pub(super) rooms: HashMap<String, (RoomId, ConversationId)>,
}

impl Built {
    pub(super) fn network<'a>(&self, ground: &'a Ground) -> domain::Result<&'a Network> {
        ground.content.networks.get(self.index).ok_or_else(|| unknown("a network"))
    }

    pub(super) fn room(&self, key: &str) -> domain::Result<RoomId> {
        known(&self.rooms, key).map(|(room, _)| room)
    }

    pub(super) fn chat(&self, key: &str) -> domain::Result<ConversationId> {
        known(&self.rooms, key).map(|(_, chat)| chat)
    }

    pub(super) fn seat(&self, key: &str) -> domain::Result<SeatId> {
        known(&self.seats, key)
    }

    pub(super) fn meeting(&self, key: &str) -> domain::Result<MeetingId> {
        known(&self.meetings, key)
    }
}

fn known<T: Copy>(all: &HashMap<String, T>, key: &str) -> domain::Result<T> {
    all.get(key).copied().ok_or_else(|| unknown(key))
}

/// A key that nothing in the demo has: a fault in its files, which its tests would have found.
pub(super) fn unknown(key: &str) -> domain::Error {
    domain::Error::internal(format!("the demo knows no {key}"))
}

/// A year, a month or a day as it stands in the demo's files: `2017` or `2017-05`.
pub(super) fn year_and_month(written: &str) -> anyhow::Result<(i32, Option<u32>)> {
    let (year, month) = match written.split_once('-') {
        Some((year, month)) => (year, Some(month)),
        None => (written, None),
    };
    let year = year.parse().with_context(|| format!("the year of {written}"))?;
    let month = month.map(str::parse).transpose().with_context(|| format!("the month of {written}"))?;
    Ok((year, month))
}
