//! Standing × room × network settings → rights: the one place that says who may do what.
//!
//! Everything here is pure. The table is that of the vocabulary document: a person's rights are the union of what each of
//! their current standings gives; what gives no right to read does not exist for them. Loading standings and rooms is
//! [`load`]'s work, and the result for one person is a [`PersonAccess`].

mod coordinating;
mod load;
mod on_day;
mod standing;
mod table;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use standing::{Part, ParticipationState, SeatKind, Standing, StandingKind};
pub use table::{
    MeetingRights, NetworkRight, Relation, SeatRights, ThreadRights, keeps_promises, meeting_rights, network_rights,
    reaches_further, room_rights, seat_rights, thread_rights, voices,
};

pub(crate) use coordinating::coordinators;
pub(crate) use load::{person_access, room_facts};
pub(crate) use on_day::readers_on;

use crate::ids::{MeetingId, NetworkId, OrganisationId, PersonId, RoomId};
use crate::people::person::Language;
use crate::words::words;

words! {
    /// What a room is for.
    RoomKind {
        /// Hela nätverket: members and observers.
        WholeNetwork = "whole_network",
        /// Medlemmar.
        Members = "members",
        /// Arbetsgruppen.
        WorkingGroup = "working_group",
        /// Samordning: coordinators.
        Coordination = "coordination",
        /// Offentligt: anyone may read.
        Public = "public",
        /// A meeting's own room.
        Meeting = "meeting",
        /// A meeting's planning room.
        Planning = "planning",
        /// The room of a direct conversation.
        Direct = "direct",
        /// A room made for some other audience.
        Custom = "custom",
    }

    /// Who a room is for, in words.
    Audience {
        /// Members and observers.
        WholeNetwork = "whole_network",
        /// Members, resting ones reading.
        Members = "members",
        /// The working group and coordinators.
        WorkingGroup = "working_group",
        /// Coordinators.
        Coordination = "coordination",
        /// Anyone may read; members and observers write.
        Public = "public",
        /// Working group, coordinators, and the seats of the previous, current and next host.
        Planning = "planning",
        /// Officials' seats of members.
        Officials = "officials",
        /// Elected politicians' seats of members.
        Elected = "elected",
        /// The seats of named organisations.
        Organisations = "organisations",
        /// Observers and coordinators.
        Observers = "observers",
        /// The members of a named working group, and coordinators.
        NamedGroup = "named_group",
        /// The named people of a direct conversation.
        Direct = "direct",
    }

    /// When a deputy may stand in.
    Deputies {
        /// The holder starts it.
        Free = "free",
        /// A coordinator confirms it.
        Exceptional = "exceptional",
    }

    /// Who coordinates a network.
    Coordination {
        /// Named coordinators.
        Secretariat = "secretariat",
        /// The official seats of previous, current and next host.
        Troika = "troika",
    }
}

/// A network's settings that access depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Observers may write in *Hela nätverket* (default yes).
    pub observers_write: bool,
    /// Observers may upload to folders of rooms they may write in (default no).
    pub observers_upload: bool,
    /// When a deputy may stand in.
    pub deputies: Deputies,
    /// The network is closed: it stays readable, nothing is written.
    pub closed: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { observers_write: true, observers_upload: false, deputies: Deputies::Free, closed: false }
    }
}

/// What access depends on in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomFacts {
    /// The room.
    pub id: RoomId,
    /// Its network; none for a direct conversation's room.
    pub network: Option<NetworkId>,
    /// What it is for.
    pub kind: RoomKind,
    /// Who it is for.
    pub audience: Audience,
    /// The organisations of an audience of named organisations.
    pub organisations: Vec<OrganisationId>,
    /// The meeting it belongs to.
    pub meeting: Option<MeetingId>,
    /// An archived room is only read, and so is that of a working group whose last day has gone.
    pub archived: bool,
    /// In a direct conversation: the person asking shares a network today with somebody else who is named in it.
    pub shares_network: bool,
}

/// What somebody may do in one room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoomRights {
    /// See the room and all in it, from its first day.
    pub read: bool,
    /// Write messages, and attach to one's own.
    pub write: bool,
    /// Upload to its folders, and new versions.
    pub upload: bool,
    /// Change the room, hide others' words.
    pub manage: bool,
}

impl RoomRights {
    /// None at all: the room does not exist for this person.
    pub const NONE: Self = Self { read: false, write: false, upload: false, manage: false };

    /// What either gives.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            read: self.read || other.read,
            write: self.write || other.write,
            upload: self.upload || other.upload,
            manage: self.manage || other.manage,
        }
    }
}

/// One person's access on one day, at one version of the installation's access facts.
///
/// It is right as long as the version is the same and the day is; nothing else expires it.
#[derive(Clone, Debug)]
pub struct PersonAccess {
    /// Whose it is; none for anonymous.
    pub person: Option<PersonId>,
    /// The installation's access version it was computed at.
    pub version: i64,
    /// The Swedish day it was computed for.
    pub day: NaiveDate,
    /// The standings current on that day.
    pub standings: Vec<Standing>,
    /// The language of their account; none for anonymous.
    pub language: Option<Language>,
    /// Every room this person may read, with what they may do there.
    pub(crate) rooms: HashMap<RoomId, (RoomFacts, RoomRights)>,
    /// Settings of the networks concerned.
    pub(crate) settings: HashMap<NetworkId, Settings>,
}

impl PersonAccess {
    /// What this person may do in the room; [`RoomRights::NONE`] where it does not exist for them.
    #[must_use]
    pub fn room(&self, room: RoomId) -> RoomRights {
        self.rooms.get(&room).map_or(RoomRights::NONE, |(_, rights)| *rights)
    }

    /// The room's facts, if this person may read it.
    #[must_use]
    pub fn facts(&self, room: RoomId) -> Option<&RoomFacts> {
        self.rooms.get(&room).map(|(facts, _)| facts)
    }

    /// Every room this person may read: the one predicate of lists and search.
    pub fn readable_rooms(&self) -> impl Iterator<Item = &RoomFacts> {
        self.rooms.values().map(|(facts, _)| facts)
    }

    /// Whether this person has `right` in the network.
    #[must_use]
    pub fn may(&self, network: NetworkId, right: NetworkRight) -> bool {
        let settings = self.settings.get(&network).copied().unwrap_or_default();
        network_rights(&self.standings, network, settings).contains(&right)
    }

    /// The standings by which this person acts for organisations in the network, one for each organisation.
    #[must_use]
    pub fn voices(&self, network: NetworkId) -> Vec<&Standing> {
        voices(&self.standings, network, self.settings.get(&network).copied().unwrap_or_default())
    }

    /// Whether they keep what the organisation has promised in the network.
    #[must_use]
    pub fn keeps_promises(&self, network: NetworkId, organisation: OrganisationId) -> bool {
        let settings = self.settings.get(&network).copied().unwrap_or_default();
        keeps_promises(&self.standings, network, organisation, settings)
    }

    /// Whether this person has any standing in the network that lets them see it.
    #[must_use]
    pub fn sees_network(&self, network: NetworkId) -> bool {
        self.standings.iter().any(|s| s.network == Some(network) && s.kind != StandingKind::Guest)
    }

    /// The installation's administrator.
    #[must_use]
    pub fn administrator(&self) -> bool {
        self.standings.iter().any(|s| s.kind == StandingKind::Administrator)
    }

    /// Whether the network is closed.
    #[must_use]
    pub fn closed(&self, network: NetworkId) -> bool {
        self.settings.get(&network).is_some_and(|settings| settings.closed)
    }

    /// Whether nobody writes in the room any more: it is archived, or its network closed.
    #[must_use]
    pub fn settled(&self, room: RoomId) -> bool {
        let Some(facts) = self.facts(room) else { return true };
        facts.archived || facts.network.is_some_and(|network| self.closed(network))
    }

    /// The standing that speaks in the room: the one that gives most there, seats before assignments.
    #[must_use]
    pub fn speaking(&self, room: RoomId) -> Option<&Standing> {
        let (facts, _) = self.rooms.get(&room)?;
        let settings = facts.network.and_then(|n| self.settings.get(&n).copied()).unwrap_or_default();
        let may_write = |s: &&Standing| room_rights(std::slice::from_ref(*s), facts, settings).write;
        let of_network = |s: &&Standing| facts.network.is_none() || s.network == facts.network;
        let by_seat = |s: &&Standing| s.seat.is_some();
        let candidates = || self.standings.iter().filter(of_network);
        candidates()
            .filter(by_seat)
            .find(may_write)
            .or_else(|| candidates().find(may_write))
            .or_else(|| candidates().find(by_seat))
            .or_else(|| candidates().next())
    }
}
