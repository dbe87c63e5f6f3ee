//! Who is in a network: participations, seats, assignments, guests.

use serde::Deserialize;

/// One organisation in one network during an interval.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// Organisation key.
    pub organisation: String,
    /// State in the interval.
    pub state: ParticipationState,
    /// First day, days before the first start.
    pub from_days_ago: u32,
    /// Last day, days before the first start; absent while it lasts.
    pub to_days_ago: Option<u32>,
    /// The coordinator's reason.
    pub reason: String,
}

/// States of a participation (domain.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParticipationState {
    /// In the queue.
    Queued,
    /// Observer.
    Observer,
    /// Member, active.
    Member,
    /// Member, resting.
    Resting,
    /// Ended.
    Ended,
}

/// A seat and its holder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Key within the network.
    pub key: String,
    /// Organisation key.
    pub organisation: String,
    /// Official or elected.
    pub kind: SeatKind,
    /// Free title, for example *kontaktperson*.
    pub title: String,
    /// State; `held` and `ended` have a holder.
    pub state: SeatState,
    /// Person key of the holder.
    pub holder: Option<String>,
    /// Person key of the deputy appointed to the seat.
    pub deputy: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub mandate: String,
    /// Somebody who has been invited to it and has not answered.
    pub invited: Option<Invited>,
    /// Somebody whom its holder proposes to take over.
    pub proposed: Option<Invited>,
    /// The last day of its holder, days after the first start.
    pub until_days_from_start: Option<u32>,
    /// Who appointed.
    pub appointed_by: Option<String>,
    /// Reference of the decision.
    pub reference: Option<String>,
    /// First day, days before the first start.
    pub from_days_ago: u32,
    /// Last day, days before the first start.
    pub to_days_ago: Option<u32>,
}

/// Somebody invited to a seat, who has no account yet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invited {
    /// Their name.
    pub name: String,
    /// Their address, without the host.
    pub mail: String,
}

/// Kind of seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// Tjänsteperson.
    Official,
    /// Förtroendevald.
    Elected,
}

/// State of a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatState {
    /// Nobody yet.
    Vacant,
    /// Somebody holds it.
    Held,
    /// Over.
    Ended,
}

/// A role in the network beside the seats.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Person key.
    pub person: String,
    /// Role.
    pub role: AssignmentRole,
    /// First day, days before the first start.
    pub from_days_ago: u32,
    /// Last day, days before the first start.
    pub to_days_ago: Option<u32>,
}

/// Roles beside the seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentRole {
    /// Samordnare.
    Coordinator,
    /// Member of *Arbetsgruppen*.
    WorkingGroup,
}

/// A guest's way into one room.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuestPass {
    /// Person key.
    pub person: String,
    /// Room key.
    pub room: String,
    /// May also write.
    pub write: bool,
    /// First day, days before the first start.
    pub from_days_ago: u32,
    /// Last day, days after the first start.
    pub until_days_from_start: u32,
    /// Person key of who gave it.
    pub given_by: String,
}
