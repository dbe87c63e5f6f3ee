//! Rooms that coordinators make: who they are for, working groups and their members.

use chrono::NaiveDate;
use domain::access::Audience;
use domain::ids::{OrganisationId, PersonId, RoomId, SeatId};
use domain::rooms::wanted::{Choice, Chosen};
use domain::rooms::{custom, working_group};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonLine, Room};

/// Somebody chosen for a working group: a person, by a seat of theirs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChosenMember {
    /// The seat.
    pub seat_id: SeatId,
    /// Who has it.
    pub person_id: PersonId,
}

impl From<ChosenMember> for Chosen {
    fn from(one: ChosenMember) -> Self {
        Self { seat: one.seat_id, person: one.person_id }
    }
}

/// A room to make.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeRoom {
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub purpose: String,
    /// Who it is for.
    pub audience: Audience,
    /// Which organisations, where it is for named ones.
    #[serde(default)]
    pub organisation_ids: Vec<OrganisationId>,
    /// Who, where it is for a working group.
    #[serde(default)]
    pub members: Vec<ChosenMember>,
    /// The last day of a working group.
    pub ends_on: Option<NaiveDate>,
}

impl From<MakeRoom> for custom::NewCustomRoom {
    fn from(new: MakeRoom) -> Self {
        let choice = choice(new.audience, new.organisation_ids, new.members);
        Self { name: new.name, purpose: new.purpose, choice, ends_on: new.ends_on }
    }
}

fn choice(audience: Audience, organisations: Vec<OrganisationId>, members: Vec<ChosenMember>) -> Choice {
    Choice { audience, organisations, members: members.into_iter().map(Chosen::from).collect() }
}

/// For whom one thinks of making a room, or of having one.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskReaders {
    /// Who it is for.
    pub audience: Audience,
    /// Which organisations, where it is for named ones.
    #[serde(default)]
    pub organisation_ids: Vec<OrganisationId>,
    /// Who, where it is for a working group.
    #[serde(default)]
    pub members: Vec<ChosenMember>,
    /// A room that is there: its guests count too.
    pub room_id: Option<RoomId>,
}

impl From<AskReaders> for Choice {
    fn from(asked: AskReaders) -> Self {
        choice(asked.audience, asked.organisation_ids, asked.members)
    }
}

/// Who would read a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RoomReaders {
    /// In words, in the language of the person asking.
    pub text: String,
    /// How many people.
    pub people: i64,
    /// The first hundred of them.
    pub named: Vec<PersonLine>,
}

/// Another name, purpose or last day, other organisations or members; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRoom {
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// Which organisations.
    pub organisation_ids: Option<Vec<OrganisationId>>,
    /// Who is in the group.
    pub members: Option<Vec<ChosenMember>>,
    /// The last day of the group.
    pub ends_on: Option<NaiveDate>,
}

impl From<ChangeRoom> for custom::Change {
    fn from(change: ChangeRoom) -> Self {
        Self {
            name: change.name,
            purpose: change.purpose,
            organisations: change.organisation_ids,
            members: change.members.map(|all| all.into_iter().map(Chosen::from).collect()),
            ends_on: change.ends_on,
        }
    }
}

/// Whether a room is archived.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetArchived {
    /// Archived, or in use again.
    pub archived: bool,
}

/// A member of a working group.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GroupMember {
    /// Who, by which seat of which organisation.
    pub person: PersonLine,
    /// The seat.
    pub seat_id: SeatId,
    /// Since which day.
    pub from: NaiveDate,
}

impl From<working_group::Member> for GroupMember {
    fn from(row: working_group::Member) -> Self {
        let person = PersonLine {
            id: row.person_id,
            name: row.person,
            organisation: Some(Named { id: row.organisation_id.0, name: row.organisation }),
            seat_kind: Some(row.seat_kind),
            title: Some(row.title),
        };
        Self { person, seat_id: row.seat_id, from: row.from_day }
    }
}

/// A room with all that is said of it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RoomDetails {
    /// The room.
    pub room: Room,
    /// Who it is for.
    pub meant_for: Audience,
    /// The organisations of one for named ones.
    pub organisations: Vec<Named>,
    /// The members of a working group.
    pub members: Vec<GroupMember>,
    /// The last day of its working group has gone.
    pub over: bool,
    /// It was made by a coordinator, and can be changed and archived.
    pub custom: bool,
    /// Counts its changes.
    pub revision: i64,
}
