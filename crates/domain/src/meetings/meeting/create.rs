//! Making a meeting with its two rooms.

use chrono::NaiveDate;

use super::{COLUMNS, Facts, Meeting, MeetingKind, MeetingState, When, readable};
use crate::access::{Audience, NetworkRight, RoomKind};
use crate::conversations::tags::Tags;
use crate::event::Event;
use crate::ids::{HostingId, MeetingId, NetworkId, OrganisationId};
use crate::meetings::programme;
use crate::networks::network;
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room::{self, NewRoom};
use crate::store::{Ids, Tx, execute, one, row};
use crate::{Error, Result};

/// A meeting to make, as an import or the demo tells of it: it may have been held long ago.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// Whose.
    pub network: NetworkId,
    /// What kind.
    pub kind: MeetingKind,
    /// How far it has come.
    pub state: MeetingState,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// Its month, where it is known.
    pub month: Option<i32>,
    /// Its days, where they are known.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Where.
    pub place: Option<String>,
    /// Its themes.
    pub themes: Vec<String>,
    /// Half a page on what it gave.
    pub summary: Option<String>,
    /// Its hosts.
    pub hosts: Vec<OrganisationId>,
}

/// Makes a meeting with its two rooms.
///
/// # Errors
/// [`Error::Forbidden`] without the right to plan meetings, [`Error::Invalid`] for a month that is none.
pub async fn create(tx: &Tx, new: NewMeeting) -> Result<Meeting> {
    may_plan(tx, new.network)?;
    let (first, last) = new.days.unzip();
    let facts = Facts {
        kind: new.kind,
        title: new.title,
        when: When::chosen(Some(new.year), new.month, first, last)?,
        place: new.place,
        link: None,
        tags: Tags { themes: new.themes, articles: Vec::new() },
        invitation: String::new(),
        answer_by: None,
        observers_invited: false,
        guests_each: 0,
        hosts: new.hosts,
    };
    insert(tx, new.network, new.state, Audience::WholeNetwork, facts, new.summary).await
}

/// A network whose meetings one plans, with hosts and an earlier meeting that are of it.
#[derive(Debug)]
pub struct Ground {
    network: NetworkId,
    like: Option<Meeting>,
}

/// What a new meeting stands on: the network, those who are to host it, and an earlier one to go on from.
///
/// # Errors
/// [`Error::NotFound`] for a network one does not see, [`Error::NotFoundIn`] for a host or an earlier meeting that is not
/// in it, [`Error::Forbidden`] without the right to plan meetings.
pub async fn ground(tx: &Tx, network: NetworkId, hosts: &[OrganisationId], like: Option<MeetingId>) -> Result<Ground> {
    network::readable(tx, tx.actor(), network).await?;
    let like = match like {
        Some(id) => Some(among_those_of(tx, network, id).await?),
        None => None,
    };
    in_network(tx, network, hosts, "/hosts").await?;
    may_plan(tx, network)?;
    Ok(Ground { network, like })
}

/// Begins to plan a meeting.
///
/// # Errors
/// [`Error::Invalid`] for facts that can't be, and an audience meetings do not have; [`Error::Conflict`] where the hosts
/// coordinate as a troika and nobody would any more.
pub async fn plan(tx: &Tx, ground: Ground, audience: Audience, facts: Facts) -> Result<Meeting> {
    if !matches!(audience, Audience::WholeNetwork | Audience::Members | Audience::Officials | Audience::Elected) {
        return Err(Error::invalid("/audience", "wrong_form"));
    }
    let facts = facts.checked()?;
    let hosted = facts.kind == MeetingKind::Meeting && !facts.hosts.is_empty();
    let new = insert(tx, ground.network, MeetingState::Planned, audience, facts, None);
    let meeting = keeping_coordinator(tx, ground.network, tx.today(), new).await?;
    if hosted {
        // who is previous, current and next host follows from the order of the meetings
        room::narrowed(tx, ground.network, None).await?;
    }
    if let Some(earlier) = ground.like {
        programme::copy(tx, earlier.id, meeting.id).await?;
    }
    Ok(meeting)
}

fn may_plan(tx: &Tx, network: NetworkId) -> Result<()> {
    if tx.actor().may(network, NetworkRight::PlanMeetings) { Ok(()) } else { Err(Error::Forbidden) }
}

async fn among_those_of(tx: &Tx, network: NetworkId, id: MeetingId) -> Result<Meeting> {
    const POINTER: &str = "/like";
    match readable(tx, tx.actor(), id).await {
        Ok(found) if found.network_id == network => Ok(found),
        Ok(_) | Err(Error::NotFound) => Err(Error::NotFoundIn(POINTER)),
        Err(error) => Err(error),
    }
}

/// All of them take part in the network, or have done so.
pub(crate) async fn in_network(
    tx: &Tx,
    network: NetworkId,
    organisations: &[OrganisationId],
    pointer: &'static str,
) -> Result<()> {
    if organisations.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT count(DISTINCT organisation_id) AS n FROM participation WHERE network_id = $1 AND organisation_id IN {}",
        Ids::sql(tx, "$2")
    );
    let mut wanted = organisations.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let found = one(tx, &sql, [network.0.into(), Ids::value(wanted.iter().map(|id| id.0))]).await?;
    let known: i64 = found.map(|row| row.get("n")).transpose()?.unwrap_or(0);
    if usize::try_from(known).is_ok_and(|known| known == wanted.len()) {
        Ok(())
    } else {
        Err(Error::NotFoundIn(pointer))
    }
}

async fn insert(
    tx: &Tx,
    network: NetworkId,
    state: MeetingState,
    audience: Audience,
    facts: Facts,
    summary: Option<String>,
) -> Result<Meeting> {
    let id = MeetingId::at(tx.now());
    let own = NewRoom { network, kind: RoomKind::Meeting, audience, name: None, meeting: Some(id) };
    let planning = NewRoom { kind: RoomKind::Planning, audience: Audience::Planning, ..own.clone() };
    let room = room::create(tx, own).await?;
    let planning = room::create(tx, planning).await?;
    let days = facts.when.days();
    let sql = "INSERT INTO meeting (id, network_id, kind, state, title, year, month, starts_on, ends_on, place, themes, \
               articles, invitation, link, answer_by, observers_invited, guests_each, summary, room_id, \
               planning_room_id, revision, created_at, changed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $21)";
    let values = [
        id.0.into(),
        network.0.into(),
        facts.kind.word().into(),
        state.word().into(),
        facts.title.into(),
        facts.when.year().into(),
        facts.when.month().into(),
        days.map(|(first, _)| first).into(),
        days.map(|(_, last)| last).into(),
        facts.place.into(),
        serde_json::json!(facts.tags.themes).into(),
        serde_json::json!(facts.tags.articles).into(),
        facts.invitation.into(),
        facts.link.into(),
        facts.answer_by.into(),
        facts.observers_invited.into(),
        facts.guests_each.into(),
        summary.into(),
        room.0.into(),
        planning.0.into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    for organisation in facts.hosts {
        host(tx, id, organisation).await?;
    }
    tx.access_changed().await?;
    tx.record(network, Event::MeetingChanged { meeting: id });
    let sql = format!("SELECT {COLUMNS} FROM meeting m WHERE m.id = $1");
    row(tx, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)
}

pub(super) async fn host(tx: &Tx, meeting: MeetingId, organisation: OrganisationId) -> Result<()> {
    let sql = "INSERT INTO hosting (id, meeting_id, organisation_id, from_day, created_at) VALUES ($1, $2, $3, $4, $5)";
    let id = HostingId::at(tx.now());
    let values = [id.0.into(), meeting.0.into(), organisation.0.into(), tx.today().into(), tx.now().into()];
    execute(tx, sql, values).await
}
