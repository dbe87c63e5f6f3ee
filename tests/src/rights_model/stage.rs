//! The people and networks of the play in a real store, and holding their rights against the model's.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::access::{Audience, Coordination, Deputies, ParticipationState, PersonAccess, SeatKind, StandingKind};
use domain::actor::Actor;
use domain::documents::blob::StoredBlob;
use domain::documents::upload::{self, Destination, IfExists, NewFile};
use domain::ids::{NetworkId, OrganisationId, PersonId, SessionId};
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::{self, NewPerson};
use domain::rooms::{audience, room};
use domain::store::{Store, Tx};
use rand::rngs::StdRng;
use samrum::config::{Config, Part};

use super::RIGHTS;
use super::acts::make_rooms;
use super::model::{Assignment, Document, Meeting, Model, NEVER, Network, Room, TakesPart};
use crate::harness::Node;
use crate::harness::Sql;

/// How many people play, besides the administrator.
const PEOPLE: usize = 8;
const ORGANISATIONS: usize = 4;
/// Meetings of a network: the first is the current one, the last is too far off for its host to plan beside it.
const MEETINGS: usize = 3;

pub struct Stage {
    pub node: Node,
    pub sql: Sql,
    pub model: Model,
    pub random: StdRng,
    pub people: Vec<PersonId>,
    pub administrator: PersonId,
    pub organisations: Vec<OrganisationId>,
    /// Letters sent since the clock was moved last.
    pub letters: usize,
}

#[derive(Clone)]
struct Made {
    people: Vec<PersonId>,
    organisations: Vec<OrganisationId>,
    networks: Vec<NetworkId>,
    meetings: Vec<(domain::ids::MeetingId, NetworkId, OrganisationId)>,
    coordinators: Vec<(domain::ids::AssignmentId, NetworkId, PersonId)>,
    rooms: Vec<Room>,
}

impl Stage {
    pub async fn begin(random: StdRng) -> Self {
        // nobody listens: what is played is who may do what, not who is told
        let quiet = |config: Config| Config { parts: BTreeSet::from([Part::Api]), ..config };
        let node = Node::start_with(quiet).await;
        let made = node.store().write(&Actor::System, |tx| async move { make(&tx).await }).await.expect("a stage");
        let sql = Sql::of(node.config()).await;
        let mut people = made.people;
        let administrator = people.pop().expect("somebody");
        let mut model = Model { today: node.clock.today(), ..Model::default() };
        model.administrators.insert(administrator);
        model.networks = made.networks.iter().map(|id| described(*id)).collect();
        model.meetings = made
            .meetings
            .iter()
            .map(|(id, network, host)| Meeting { id: *id, network: *network, hosts: vec![*host] })
            .collect();
        model.parts =
            made.meetings.iter().map(|(_, network, host)| from_the_start(*network, *host, model.today)).collect();
        for (id, network, person) in made.coordinators {
            let (from, to) = (model.today, NEVER);
            model.assignments.push(Assignment { id, network, person, coordinator: true, by: None, from, to });
        }
        model.rooms = made.rooms;
        for network in &made.networks {
            for room in room::every(node.store().reader(), &Actor::System, *network).await.expect("rooms") {
                let meeting = room.meeting_id;
                if model.rooms.iter().all(|one| one.id != room.id) {
                    model.rooms.push(Room::of(room.id, *network, room.audience, meeting));
                }
            }
            let whole = model.rooms.iter().rfind(|room| room.audience == Audience::WholeNetwork).expect("a room").id;
            let laid = node.store().write(&Actor::System, move |tx| async move {
                let room = room::readable(&tx, tx.actor(), whole).await?;
                let blob = StoredBlob { hash: "0".repeat(64), size: 1, head: Vec::new() };
                let (media_type, original_name) = ("text/plain".into(), "plan.txt".into());
                let file = NewFile { blob, media_type, original_name, comment: None };
                upload::add(&tx, &room, file, Destination::default(), IfExists::Ask).await
            });
            model.documents.push(Document { id: laid.await.expect("a document"), room: whole });
        }
        assert!(model.rooms.iter().any(|room| room.audience == Audience::Planning));
        Self { node, sql, model, random, people, administrator, organisations: made.organisations, letters: 0 }
    }

    /// The address of somebody in the play.
    pub fn address(&self, person: PersonId) -> String {
        let number = self.people.iter().position(|one| *one == person).expect("somebody of the play");
        format!("person{number}@exempel.se")
    }

    pub fn store(&self) -> &Store {
        self.node.store()
    }

    /// What somebody may do at this moment, asked of the store as every request does.
    pub async fn access(&self, person: PersonId) -> std::sync::Arc<PersonAccess> {
        let nobody = self.store().anonymous().await.expect("nobody in particular");
        let version = nobody.access().expect("an access").version;
        self.store().access_of(Some(person), version).await.expect("an access")
    }

    /// Somebody, on a device of theirs.
    pub async fn actor(&self, person: PersonId) -> Actor {
        Actor::Person { person, session: SessionId(uuid::Uuid::nil()), access: self.access(person).await }
    }

    /// Who is said to read each room, by name and number, against the model: what one is shown before one writes.
    pub async fn compare_lists(&self, told: &str) {
        let (db, today) = (self.store().reader(), self.model.today);
        for room in self.model.rooms.iter().filter(|room| room.audience != Audience::Public) {
            let listed = audience::people(db, &Actor::System, room.id, today, None, 100).await.expect("a list");
            let listed: BTreeSet<_> = listed.iter().map(|one| one.id).collect();
            let reads = |one: &&PersonId| self.model.room(**one, room).read;
            let should: BTreeSet<_> = self.people.iter().chain([&self.administrator]).filter(reads).copied().collect();
            assert_eq!(listed, should, "{told}: {:?} of {}", room.audience, room.network);
            let count = audience::count(db, &Actor::System, room.id, today).await.expect("a count");
            assert_eq!(usize::try_from(count).ok(), Some(should.len()), "{told}: {:?}", room.audience);
        }
    }

    /// Everybody's rights in every room and network against the model's.
    pub async fn compare(&self, told: &str) {
        for person in self.people.iter().chain([&self.administrator]) {
            let access = self.access(*person).await;
            for room in &self.model.rooms {
                let (is, should) = (access.room(room.id), self.model.room(*person, room));
                assert_eq!(is, should, "{told}: {person} in {:?} of {}", room.audience, room.network);
            }
            for direct in &self.model.directs {
                let (is, should) = (access.room(direct.room), self.model.direct(*person, direct));
                assert_eq!(is, should, "{told}: {person} in the conversation of {:?}", direct.people);
            }
            let is = access.standings.iter().any(|one| one.kind == StandingKind::Administrator);
            let should = self.model.administers(*person);
            assert_eq!(is, should, "{told}: {person} running the installation");
            for network in &self.model.networks {
                for right in RIGHTS {
                    let (is, should) = (access.may(network.id, right), self.model.may(*person, network.id, right));
                    assert_eq!(is, should, "{told}: {person}, {right:?} in {}", network.id);
                }
                let voices: BTreeSet<_> = access.voices(network.id).iter().filter_map(|one| one.organisation).collect();
                assert_eq!(voices, self.model.voices(*person, network.id), "{told}: {person} in {}", network.id);
            }
        }
    }
}

fn described(id: NetworkId) -> Network {
    Network { id, closed: false, observers_write: true, observers_upload: false, deputies_free: true, troika: false }
}

fn from_the_start(network: NetworkId, organisation: OrganisationId, from: NaiveDate) -> TakesPart {
    TakesPart { network, organisation, state: ParticipationState::Member, from }
}

async fn make(tx: &Tx) -> domain::Result<Made> {
    let (mut people, mut organisations, mut networks) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..=PEOPLE {
        let new = NewPerson {
            name: format!("Person {number}"),
            email: format!("person{number}@exempel.se"),
            protected: false,
            password_hash: None,
        };
        people.push(person::create(tx, new).await?);
    }
    for number in 0..ORGANISATIONS {
        let new = NewOrganisation {
            kind: OrganisationKind::Municipality,
            name: format!("Kommun {number}"),
            code: None,
            county: None,
            parent: None,
        };
        organisations.push(organisation::create(tx, new).await?);
    }
    let (mut meetings, mut coordinators, mut rooms) = (Vec::new(), Vec::new(), Vec::new());
    for slug in ["ett", "annat"] {
        let new = NewNetwork {
            slug: slug.into(),
            name: slug.into(),
            kind: NetworkKind::Municipal,
            purpose: String::new(),
            observers_write: true,
            observers_upload: false,
            deputies: Deputies::Free,
            coordination: Coordination::Secretariat,
        };
        let network = network::create(tx, new).await?;
        networks.push(network);
        for (number, host) in organisations.iter().copied().take(MEETINGS).enumerate() {
            participation::set(tx, network, host, ParticipationState::Member, tx.today(), "från början").await?;
            let new = NewMeeting {
                network,
                kind: MeetingKind::Meeting,
                state: MeetingState::Planned,
                title: format!("Träff {number}"),
                year: 2090 + i32::try_from(number).unwrap(),
                month: Some(5),
                days: None,
                place: None,
                themes: Vec::new(),
                summary: None,
                hosts: vec![host],
            };
            meetings.push((meeting::create(tx, new).await?.id, network, host));
        }
        rooms.extend(make_rooms(tx, network, &organisations).await?);
        let first = people[coordinators.len()];
        let id = assignment::assign(tx, first, Some(network), AssignmentRole::Coordinator, tx.today()).await?;
        coordinators.push((id, network, first));
    }
    let administrator = *people.last().expect("somebody");
    assignment::assign(tx, administrator, None, AssignmentRole::Administrator, tx.today()).await?;
    Ok(Made { people, organisations, networks, meetings, coordinators, rooms })
}

/// The kinds of seats, for choosing one.
pub const KINDS: [SeatKind; 2] = [SeatKind::Official, SeatKind::Elected];
