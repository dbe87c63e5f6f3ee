//! Meetings with their hosts and rooms, the guests invited to them, and who stands in for whom there.

mod attending;
mod left;
mod programme;

use std::sync::Arc;

use chrono::{Datelike, TimeDelta};
use domain::access::RoomKind;
use domain::actor::Actor;
use domain::conversations::text::excerpt;
use domain::ids::MeetingId;
use domain::meetings::hosting::{self, Turn};
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use domain::networks::seat;
use domain::rooms::{guest, room};
use domain::store::{Store, Tx};

use super::ground::{Built, Ground, unknown, year_and_month};
use crate::demo::model::{self, Audience, DocumentKind, Meeting, Network};

/// The most characters of what a meeting gave: half a page.
const SUMMARY: usize = 1_200;

/// Makes the meetings, finds the rooms that they and the network brought, and lets guests and deputies in.
pub(super) async fn hold(store: &Store, ground: &Arc<Ground>, built: &mut Built) -> anyhow::Result<()> {
    for index in 0..built.network(ground)?.meetings.len() {
        let Some(row) = built.network(ground)?.meetings.get(index) else { continue };
        let new = new(ground, built, row)?;
        let items = programme::items(&row.programme);
        let make = move |tx: Tx| async move {
            let made = meeting::create(&tx, new).await?;
            programme::write(&tx, &made, items).await?;
            Ok(made.id)
        };
        built.meetings.insert(row.key.clone(), store.write(&Actor::System, make).await?);
    }
    if let Some(order) = built.network(ground)?.host_order.clone() {
        order_hosts(store, ground, built, &order).await?;
    }
    attending::answer(store, ground, built).await?;
    find_rooms(store, ground, built).await?;
    let (own_ground, own) = (Arc::clone(ground), built.clone());
    let let_in = move |tx: Tx| async move {
        guests(&tx, &own_ground, &own).await?;
        substitutions(&tx, &own_ground, &own).await
    };
    Ok(store.write(&Actor::System, let_in).await?)
}

/// In which order members are to host.
async fn order_hosts(store: &Store, ground: &Ground, built: &Built, order: &model::HostOrder) -> anyhow::Result<()> {
    let turn = |(key, note): &(String, String)| {
        Ok::<_, domain::Error>(Turn { organisation: ground.organisation(key)?, note: note.clone() })
    };
    let turns = order.turns.iter().map(turn).collect::<Result<Vec<_>, _>>()?;
    let (network, person) = (built.id, ground.person(&order.person)?);
    let write = move |tx: Tx| async move { hosting::write_as(&tx, network, person, turns).await };
    Ok(store.write(&Actor::System, write).await?)
}

fn new(ground: &Ground, built: &Built, row: &Meeting) -> anyhow::Result<NewMeeting> {
    let network = built.network(ground)?;
    let first = row.days_from_start.map(|days| ground.coming_day(days));
    let (year, month) = match (first, &row.month) {
        (Some(first), _) => (first.year(), Some(first.month())),
        (None, Some(month)) => year_and_month(month)?,
        (None, None) => anyhow::bail!("{} has no date", row.key),
    };
    Ok(NewMeeting {
        network: built.id,
        kind: match row.kind {
            model::MeetingKind::Meeting => MeetingKind::Meeting,
            model::MeetingKind::OfficialsMeeting => MeetingKind::OfficialsMeeting,
            model::MeetingKind::StudyVisit => MeetingKind::StudyVisit,
            model::MeetingKind::Seminar => MeetingKind::Seminar,
            model::MeetingKind::Training => MeetingKind::Training,
        },
        state: match (row.state, first) {
            (model::MeetingState::Held, _) => MeetingState::Archived,
            (model::MeetingState::Planned, Some(_)) => MeetingState::Invited,
            (model::MeetingState::Planned, None) => MeetingState::Planned,
        },
        title: row.title.clone(),
        year,
        month: month.map(i32::try_from).transpose()?,
        days: first.map(|first| (first, first + TimeDelta::days(i64::from(row.length_days.max(1)) - 1))),
        place: row.place.clone(),
        themes: row.themes.clone(),
        summary: summary(network, &row.key),
        hosts: vec![ground.organisation(&row.host)?],
    })
}

/// The headings under which notes say, in points, what a meeting gave; the first found is taken.
const GAVE: [&str; 4] = ["Sammanfattning", "Det viktigaste på en halv sida", "Överenskommet", "Vi tar hem"];

/// What a meeting gave, point by point; where its notes have no such points, how they begin.
fn summary(network: &Network, meeting: &str) -> Option<String> {
    let of_meeting = |row: &&model::DocumentSource| row.meeting.as_deref() == Some(meeting);
    let notes = network.documents.iter().filter(of_meeting).find(|row| row.kind == DocumentKind::Notes)?;
    let under = |heading: &str| -> Option<Vec<&str>> {
        let (_, after) = notes.body.split_once(&format!("## {heading}\n"))?;
        let lines = after.split("\n## ").next()?.lines();
        let points: Vec<&str> = lines.filter_map(|line| line.strip_prefix("- ")).collect();
        (!points.is_empty()).then_some(points)
    };
    let beginning = || notes.body.split("## ").next().unwrap_or_default();
    let points = GAVE.iter().find_map(|heading| under(heading));
    let points = points.unwrap_or_else(|| beginning().split("\n\n").filter(|part| !part.trim().is_empty()).collect());
    let mut text = String::new();
    for point in points.into_iter().map(|point| excerpt(point, SUMMARY)) {
        if text.chars().count() + point.chars().count() > SUMMARY {
            break;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&point);
    }
    (!text.is_empty()).then_some(text)
}

async fn find_rooms(store: &Store, ground: &Ground, built: &mut Built) -> domain::Result<()> {
    let every = room::every(store.reader(), &Actor::System, built.id).await?;
    for row in &built.network(ground)?.rooms {
        let meeting: Option<MeetingId> = row.meeting.as_deref().map(|key| built.meeting(key)).transpose()?;
        let kind = match row.audience {
            Audience::WholeNetwork => RoomKind::WholeNetwork,
            Audience::Members => RoomKind::Members,
            Audience::WorkingGroup => RoomKind::WorkingGroup,
            Audience::Coordination => RoomKind::Coordination,
            Audience::Public => RoomKind::Public,
            Audience::Meeting => RoomKind::Meeting,
            Audience::Planning => RoomKind::Planning,
        };
        let found = every.iter().find(|room| room.kind == kind && room.meeting_id == meeting);
        let found = found.and_then(|room| Some((room.id, room.chat_id?))).ok_or_else(|| unknown(&row.key))?;
        built.rooms.insert(row.key.clone(), found);
    }
    Ok(())
}

async fn guests(tx: &Tx, ground: &Ground, built: &Built) -> domain::Result<()> {
    for row in &built.network(ground)?.guests {
        let days = (ground.day(row.from_days_ago), ground.coming_day(row.until_days_from_start));
        let (person, giver) = (ground.person(&row.person)?, ground.person(&row.given_by)?);
        guest::invite_as(tx, built.room(&row.room)?, person, row.write, days, giver).await?;
    }
    Ok(())
}

/// Where deputies stand in only by exception, each does so on the second day of the coming meeting: that is what the
/// thread about the programme tells of.
async fn substitutions(tx: &Tx, ground: &Ground, built: &Built) -> domain::Result<()> {
    let network = built.network(ground)?;
    if network.settings.deputies_free {
        return Ok(());
    }
    let coming = network.meetings.iter().filter(|row| row.length_days > 1).find_map(|row| row.days_from_start);
    let Some(day) = coming.map(|first| ground.coming_day(first + 1)) else { return Ok(()) };
    for row in &network.seats {
        if let (Some(deputy), None) = (&row.deputy, row.to_days_ago) {
            seat::stand_in(tx, built.seat(&row.key)?, ground.person(deputy)?, day, day).await?;
        }
    }
    Ok(())
}
