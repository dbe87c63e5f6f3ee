//! A standing: who one is in a network, from a day to a day.

use chrono::NaiveDate;

use crate::ids::{MeetingId, NetworkId, OrganisationId, RoomId, SeatId};
use crate::words::words;

words! {
    /// How an organisation takes part in a network.
    ParticipationState {
        /// Waiting for a place.
        Queued = "queued",
        /// On its way in.
        Observer = "observer",
        /// A member, active.
        Member = "member",
        /// A member, resting: reads as member, writes as observer.
        Resting = "resting",
        /// No longer part.
        Ended = "ended",
    }

    /// Whose seat it is.
    SeatKind {
        /// Tjänsteperson.
        Official = "official",
        /// Förtroendevald.
        Elected = "elected",
    }

    /// What a standing is.
    StandingKind {
        /// Through a seat of an observer organisation.
        Observer = "observer",
        /// Through a seat of an active member.
        Member = "member",
        /// Through a seat of a resting member.
        Resting = "resting",
        /// In the working group.
        WorkingGroup = "working_group",
        /// In a named working group: in its room, and no longer than one has the seat.
        NamedGroup = "named_group",
        /// Through a seat of a previous, current or next host.
        Host = "host",
        /// Runs the network.
        Coordinator = "coordinator",
        /// Runs the installation; reads no rooms.
        Administrator = "administrator",
        /// In one room until a date.
        Guest = "guest",
    }

    /// In which part somebody has a seat's standing.
    Part {
        /// The holder of the seat.
        Holder = "holder",
        /// Its deputy: reads and writes where the seat does, does not act for the organisation.
        Deputy = "deputy",
        /// Its deputy while standing in: acts for the organisation.
        StandingIn = "standing_in",
    }
}

/// Who somebody is in a network: computed from dates when asked, never from a stored flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it is.
    pub kind: StandingKind,
    /// In which network; none for the administrator and for guests of rooms without one.
    pub network: Option<NetworkId>,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// Through which seat.
    pub seat: Option<SeatId>,
    /// The seat's kind.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// In which part.
    pub part: Part,
    /// The one room of a guest, or of a named working group.
    pub room: Option<RoomId>,
    /// A guest may write.
    pub guest_writes: bool,
    /// The meeting whose planning a host takes part in.
    pub meeting: Option<MeetingId>,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included; none while open.
    pub to: Option<NaiveDate>,
}

impl Standing {
    /// Whether it is the holder's of that seat, not a deputy's.
    #[must_use]
    pub fn holds(&self, seat: SeatId) -> bool {
        self.seat == Some(seat)
            && self.part == Part::Holder
            && !matches!(self.kind, StandingKind::Host | StandingKind::NamedGroup)
    }

    /// A standing of `kind` in `network` since `from`, without seat; the rest is filled in by the caller.
    #[must_use]
    pub fn new(kind: StandingKind, network: Option<NetworkId>, from: NaiveDate) -> Self {
        Self {
            kind,
            network,
            organisation: None,
            seat: None,
            seat_kind: None,
            title: None,
            part: Part::Holder,
            room: None,
            guest_writes: false,
            meeting: None,
            from,
            to: None,
        }
    }

    /// Whether it counts on `day`: `from` and `to` are both included.
    #[must_use]
    pub fn current(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
