//! The table itself. Each line is a row of the vocabulary document's table "Who may do what".

use std::collections::HashSet;

use super::{Audience, Part, RoomFacts, RoomRights, SeatKind, Settings, Standing, StandingKind};
use crate::ids::{NetworkId, OrganisationId};

/// What one may do in a network apart from its rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetworkRight {
    /// Write directly to people of the network.
    WriteDirectly,
    /// Vote and answer for one's organisation.
    ActForOrganisation,
    /// Ask the network's organisations, and put proposals before them.
    AskNetwork,
    /// Sign up for a meeting.
    SignUp,
    /// Sign up for a meeting one is invited to.
    SignUpInvited,
    /// Plan meetings and publish documentation.
    PlanMeetings,
    /// Read the directory, seats, participations, adoptions and attendance.
    ReadDirectory,
    /// Change them.
    WriteDirectory,
    /// See one's own organisation's conditions and activity.
    OwnConditions,
    /// See every organisation's.
    AllConditions,
    /// Cases, rooms, invitations, settings and the network's audit log.
    Govern,
    /// Read what has been flagged, and say what becomes of it.
    Moderate,
}

/// What the standings give in the room, together.
#[must_use]
pub fn room_rights(standings: &[Standing], room: &RoomFacts, settings: Settings) -> RoomRights {
    let mut rights =
        standings.iter().map(|standing| rights_of(standing, room, settings)).fold(anyone(room), RoomRights::union);
    if settings.closed || room.archived {
        rights.write = false;
        rights.upload = false;
    }
    rights
}

/// What anyone has, signed in or not.
fn anyone(room: &RoomFacts) -> RoomRights {
    RoomRights { read: room.audience == Audience::Public, ..RoomRights::NONE }
}

fn rights_of(standing: &Standing, room: &RoomFacts, settings: Settings) -> RoomRights {
    const READ: RoomRights = RoomRights { read: true, ..RoomRights::NONE };
    const WRITE: RoomRights = RoomRights { read: true, write: true, ..RoomRights::NONE };
    const UPLOAD: RoomRights = RoomRights { read: true, write: true, upload: true, manage: false };
    const ALL: RoomRights = RoomRights { read: true, write: true, upload: true, manage: true };

    if standing.kind == StandingKind::Guest {
        return match (standing.room == Some(room.id), standing.guest_writes) {
            (false, _) => RoomRights::NONE,
            (true, false) => READ,
            (true, true) => WRITE,
        };
    }
    // an administrator runs the installation and reads no rooms
    if standing.kind == StandingKind::Administrator {
        return RoomRights::NONE;
    }
    // who is named in a direct conversation reads it, and writes while it is between people who share a network; the
    // naming is asked by the loader
    if room.audience == Audience::Direct {
        return if room.shares_network { UPLOAD } else { READ };
    }
    if standing.network.is_none() || standing.network != room.network {
        return RoomRights::NONE;
    }
    let observer = RoomRights {
        read: true,
        write: settings.observers_write,
        upload: settings.observers_write && settings.observers_upload,
        manage: false,
    };
    use StandingKind::{Coordinator, Host, Member, NamedGroup, Observer, Resting, WorkingGroup};
    match (room.audience, standing.kind) {
        (Audience::Direct, _) | (_, StandingKind::Guest | StandingKind::Administrator) => RoomRights::NONE,
        (_, Coordinator) => ALL,

        // membership of a named group adds its room, nothing else
        (Audience::NamedGroup, NamedGroup) if standing.room == Some(room.id) => UPLOAD,
        (Audience::NamedGroup, _) | (_, NamedGroup) => RoomRights::NONE,

        (Audience::WholeNetwork | Audience::Public, Member | WorkingGroup) => UPLOAD,
        (Audience::WholeNetwork | Audience::Public, Resting | Observer) => observer,

        (Audience::Members, Member) => UPLOAD,
        (Audience::Members, Resting) => READ,
        // membership of the working group adds its room and meetings, nothing else: the seat gives the rest
        (Audience::Members, WorkingGroup | Observer) => RoomRights::NONE,

        (Audience::WorkingGroup | Audience::Planning, WorkingGroup) => UPLOAD,
        (Audience::WorkingGroup, _) => RoomRights::NONE,
        (Audience::Planning, Host) if standing.meeting.is_some() && standing.meeting == room.meeting => UPLOAD,
        (Audience::Planning, _) => RoomRights::NONE,

        (Audience::Coordination, _) => RoomRights::NONE,

        (Audience::Officials, Member) if standing.seat_kind == Some(SeatKind::Official) => UPLOAD,
        (Audience::Officials, Resting) if standing.seat_kind == Some(SeatKind::Official) => READ,
        (Audience::Elected, Member) if standing.seat_kind == Some(SeatKind::Elected) => UPLOAD,
        (Audience::Elected, Resting) if standing.seat_kind == Some(SeatKind::Elected) => READ,
        (Audience::Officials | Audience::Elected, _) => RoomRights::NONE,

        (Audience::Organisations, kind @ (Member | Resting | Observer)) => {
            let named = standing.organisation.is_some_and(|o| room.organisations.contains(&o));
            match (named, kind) {
                (false, _) => RoomRights::NONE,
                (true, Member) => UPLOAD,
                (true, _) => observer,
            }
        }
        (Audience::Organisations, _) => RoomRights::NONE,

        (Audience::Observers, Observer) => observer,
        (Audience::Observers, _) => RoomRights::NONE,

        // a host's planning right is for the planning room; the seat gives the rest
        (Audience::WholeNetwork | Audience::Public | Audience::Members, Host) => RoomRights::NONE,
    }
}

/// Whether somebody could read `to` who could not read `from`, whoever has a standing today: the table is asked for every
/// standing there is.
#[must_use]
pub fn reaches_further(from: &RoomFacts, to: &RoomFacts) -> bool {
    let reads = |standings: &[Standing], room: &RoomFacts| room_rights(standings, room, Settings::default()).read;
    let further = |standings: &[Standing]| reads(standings, to) && !reads(standings, from);
    let organisations = from.organisations.iter().chain(&to.organisations).map(|id| Some(*id)).chain([None]);
    let probes = organisations.flat_map(|organisation| {
        StandingKind::ALL.iter().flat_map(move |kind| {
            [SeatKind::Official, SeatKind::Elected].into_iter().map(move |seat_kind| {
                let standing = |kind| Standing {
                    organisation,
                    seat_kind: Some(seat_kind),
                    meeting: to.meeting,
                    ..Standing::new(kind, to.network, chrono::NaiveDate::MIN)
                };
                // a host is one by its seat, of an observer at least, and so is who is in a group
                match kind {
                    StandingKind::Host => vec![standing(*kind), standing(StandingKind::Observer)],
                    StandingKind::NamedGroup => {
                        let group = Standing { room: Some(to.id), ..standing(*kind) };
                        vec![group, standing(StandingKind::Observer)]
                    }
                    kind => vec![standing(*kind)],
                }
            })
        })
    });
    further(&[]) || probes.into_iter().any(|standings| further(&standings))
}

/// How somebody stands to a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They started it.
    Author,
    /// They hold the seat it was started from: what was asked has passed on to them.
    Successor,
    /// Neither.
    Other,
}

/// What one may do with a thread apart from writing in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreadRights {
    /// Change its title, kind and tags.
    pub change: bool,
    /// Accept answers.
    pub accept: bool,
    /// Improve its summary.
    pub summarise: bool,
    /// Pin it, close it and open it again.
    pub keep: bool,
    /// Move it to a room that no more people read.
    pub shift: bool,
}

/// What one may do with a thread, by what one may do in its room. One that is closed is only read until it is opened
/// again.
#[must_use]
pub fn thread_rights(room: RoomRights, relation: Relation, closed: bool) -> ThreadRights {
    let manages = room.manage && room.write;
    let open = room.write && !closed;
    ThreadRights {
        change: open && (manages || relation == Relation::Author),
        accept: open && (manages || relation != Relation::Other),
        summarise: open,
        keep: manages,
        shift: manages || (open && relation == Relation::Author),
    }
}

/// What one may do with a meeting apart from its rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeetingRights {
    /// Change it, its programme and its state, and write its documentation.
    pub plan: bool,
    /// Say whether one comes.
    pub sign_up: bool,
    /// Note who was there.
    pub keep_attendance: bool,
    /// Write in its notes while they are taken.
    pub take_notes: bool,
    /// Hold it after all, once it is cancelled.
    pub hold_after_all: bool,
}

/// What one may do with a meeting, by one's rights in the network, in its own room and in the room it is planned in: a
/// host plans the meetings next to its own, not every one; whoever writes in the meeting's room takes its notes with the
/// others.
#[must_use]
pub fn meeting_rights(
    network: impl Fn(NetworkRight) -> bool,
    own: RoomRights,
    planning: RoomRights,
    observers_invited: bool,
) -> MeetingRights {
    let plan = planning.write && network(NetworkRight::PlanMeetings);
    MeetingRights {
        plan,
        take_notes: plan || own.write,
        sign_up: network(NetworkRight::SignUp) || (observers_invited && network(NetworkRight::SignUpInvited)),
        keep_attendance: network(NetworkRight::WriteDirectory),
        hold_after_all: plan && network(NetworkRight::Govern),
    }
}

/// What one may do with a seat that one sees in the directory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeatRights {
    /// Say what it is for, end it and its holdings.
    pub change: bool,
    /// Invite to it, and take invitations back.
    pub invite: bool,
    /// Keep it for the organisation: propose who takes over. Its holder's, not a deputy's.
    pub keep: bool,
}

/// What one may do with a seat, by one's rights in its network and whether one holds it.
#[must_use]
pub fn seat_rights(network: impl Fn(NetworkRight) -> bool, holds: bool) -> SeatRights {
    SeatRights { change: network(NetworkRight::WriteDirectory), invite: network(NetworkRight::Govern), keep: holds }
}

/// What the standings give in the network, apart from its rooms.
#[must_use]
pub fn network_rights(standings: &[Standing], network: NetworkId, settings: Settings) -> HashSet<NetworkRight> {
    use NetworkRight::{
        ActForOrganisation, AllConditions, AskNetwork, Govern, Moderate, OwnConditions, PlanMeetings, ReadDirectory,
        SignUp, SignUpInvited, WriteDirectly, WriteDirectory,
    };
    let mut rights = HashSet::new();
    for standing in standings.iter().filter(|s| s.network == Some(network)) {
        let gives: &[NetworkRight] = match standing.kind {
            StandingKind::Observer => &[WriteDirectly, SignUpInvited, ReadDirectory, OwnConditions],
            StandingKind::Member => &[WriteDirectly, SignUp, ReadDirectory, OwnConditions, AskNetwork],
            // it writes as an observer does, and those are not for asking everybody
            StandingKind::Resting => &[WriteDirectly, SignUp, ReadDirectory, OwnConditions],
            StandingKind::WorkingGroup => &[WriteDirectly, SignUp, PlanMeetings, ReadDirectory, AskNetwork],
            StandingKind::Host => &[PlanMeetings],
            StandingKind::Coordinator => &[
                WriteDirectly,
                SignUp,
                PlanMeetings,
                ReadDirectory,
                WriteDirectory,
                AllConditions,
                Govern,
                Moderate,
                AskNetwork,
            ],
            StandingKind::NamedGroup | StandingKind::Guest | StandingKind::Administrator => &[],
        };
        rights.extend(gives);
        if has_voice(standing) {
            rights.insert(ActForOrganisation);
        }
    }
    if settings.closed {
        // a closed network is read; its coordinators may still seat successors
        rights.retain(|right| {
            matches!(right, ReadDirectory | WriteDirectory | OwnConditions | AllConditions | Govern | Moderate)
        });
    }
    rights
}

/// Whether the standing votes and answers for its organisation: a deputy's does only while standing in.
fn has_voice(standing: &Standing) -> bool {
    matches!(standing.kind, StandingKind::Member | StandingKind::Resting) && standing.part != Part::Deputy
}

/// The standings by which one acts for organisations in the network, one for each: who has seats of two acts for both,
/// each by itself. None in a closed network.
#[must_use]
pub fn voices(standings: &[Standing], network: NetworkId, settings: Settings) -> Vec<&Standing> {
    let mut known = HashSet::new();
    let here = standings.iter().filter(|s| s.network == Some(network) && has_voice(s) && !settings.closed);
    here.filter(|s| s.organisation.is_some_and(|organisation| known.insert(organisation))).collect()
}

/// Whether one keeps what the organisation has promised in the network: by a seat of it, also one that only observes and so
/// has no voice; as a deputy while standing in. Nobody in a closed network.
#[must_use]
pub fn keeps_promises(
    standings: &[Standing],
    network: NetworkId,
    organisation: OrganisationId,
    settings: Settings,
) -> bool {
    let of_it = |s: &Standing| s.network == Some(network) && s.organisation == Some(organisation) && s.seat.is_some();
    !settings.closed && standings.iter().any(|s| of_it(s) && s.part != Part::Deputy)
}

#[cfg(test)]
mod tests;
