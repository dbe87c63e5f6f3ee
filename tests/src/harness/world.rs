//! A small world: two networks, and one person for every standing there is.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::access::{Coordination, Deputies, ParticipationState, SeatKind};
use domain::actor::Actor;
use domain::ids::{MeetingId, NetworkId, PersonId, RoomId, SeatId};
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::{self, NewPerson};
use domain::rooms::guest;
use domain::store::Tx;
use serde_json::Value;

use super::{Client, Node};

/// The password of everybody in the world.
pub const PASSWORD: &str = "en lång mening att logga in med";

/// Somebody of each standing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Anonymous,
    Observer,
    Member,
    Elected,
    Resting,
    Deputy,
    StandingIn,
    WorkingGroup,
    Host,
    Coordinator,
    Administrator,
    /// Whose seat has ended.
    ExMember,
    /// A member of the other network.
    OtherNetwork,
    /// Let into *Medlemmar* to read.
    Guest,
    /// Has an account and nothing else.
    Nobody,
}

impl Role {
    pub const ALL: [Self; 15] = [
        Self::Anonymous,
        Self::Observer,
        Self::Member,
        Self::Elected,
        Self::Resting,
        Self::Deputy,
        Self::StandingIn,
        Self::WorkingGroup,
        Self::Host,
        Self::Coordinator,
        Self::Administrator,
        Self::ExMember,
        Self::OtherNetwork,
        Self::Guest,
        Self::Nobody,
    ];

    pub fn email(self) -> String {
        format!("{self:?}@exempel.se").to_lowercase()
    }
}

/// The world.
pub struct World {
    pub node: Node,
    pub network: NetworkId,
    pub other_network: NetworkId,
    pub people: HashMap<Role, PersonId>,
    pub seats: HashMap<Role, SeatId>,
    /// A meeting that is planned.
    pub meeting: MeetingId,
    /// Rooms of the network by their kind's word; of the meeting: `meeting`, `planning`.
    pub rooms: HashMap<String, RoomId>,
    /// Rooms of the other network.
    pub other_rooms: HashMap<String, RoomId>,
    clients: HashMap<Role, Client>,
}

/// What a command made.
#[derive(Clone)]
struct Made {
    network: NetworkId,
    other_network: NetworkId,
    people: HashMap<Role, PersonId>,
    seats: HashMap<Role, SeatId>,
    meeting: MeetingId,
}

impl World {
    /// A node with the world in it.
    pub async fn new() -> Self {
        Self::in_node(Node::start().await).await
    }

    /// The world in a node of one's own making.
    pub async fn in_node(node: Node) -> Self {
        let hasher = auth::Hasher::new(auth::HashCost::cheapest()).expect("a hasher");
        let hash = hasher.hash(PASSWORD).await.expect("a hash");
        let made = node.store().write(&Actor::System, move |tx| make(tx, hash)).await.expect("a world");
        let mut world = Self {
            node,
            network: made.network,
            other_network: made.other_network,
            people: made.people,
            seats: made.seats,
            meeting: made.meeting,
            rooms: HashMap::new(),
            other_rooms: HashMap::new(),
            clients: HashMap::new(),
        };
        world.sign_everybody_in().await;
        world.rooms = rooms(world.client(Role::Coordinator), world.network).await;
        world.other_rooms = rooms(world.client(Role::OtherNetwork), world.other_network).await;
        world
    }

    /// Signs everybody in anew; needed after the node has been started again.
    pub async fn sign_everybody_in(&mut self) {
        let nobody = self.node.anonymous();
        let mut clients = HashMap::from([(Role::Anonymous, nobody.clone())]);
        for role in self.people.keys() {
            clients.insert(*role, nobody.sign_in(&role.email(), PASSWORD).await);
        }
        self.clients = clients;
    }

    /// The client of somebody.
    pub fn client(&self, role: Role) -> &Client {
        &self.clients[&role]
    }

    /// A room of the network, by its kind's word.
    pub fn room(&self, kind: &str) -> String {
        self.rooms[kind].to_string()
    }

    /// Ends somebody's seat as of yesterday: at once.
    pub async fn end_seat(&self, role: Role) {
        let (seat, person) = (self.seats[&role], self.people[&role]);
        let yesterday = self.node.clock.today() - Days::new(1);
        self.node
            .store()
            .write(&Actor::System, move |tx| async move { seat::end(&tx, seat, person, yesterday).await })
            .await
            .expect("ended");
    }
}

async fn rooms(client: &Client, network: NetworkId) -> HashMap<String, RoomId> {
    let rooms: Value = client.get(&format!("/networks/{network}/rooms")).await.expect(200);
    let rooms = rooms["items"].as_array().expect("rooms").clone();
    rooms
        .into_iter()
        .map(|room| {
            let id = room["id"].as_str().expect("an id").parse().expect("a room's id");
            (room["kind"].as_str().expect("a kind").to_owned(), id)
        })
        .collect()
}

async fn make(tx: Tx, hash: String) -> domain::Result<Made> {
    let today = tx.today();
    let long_ago = today - Days::new(400);
    let mut organisations = HashMap::new();
    for name in ["Gävle kommun", "Örebro kommun", "Mora kommun", "Västerås stad", "Malmö stad", "Haninge kommun"] {
        let new = NewOrganisation {
            kind: OrganisationKind::Municipality,
            name: name.into(),
            code: None,
            county: None,
            parent: None,
        };
        organisations.insert(name, organisation::create(&tx, new).await?);
    }
    let network = create_network(&tx, "natverket", "Nätverket").await?;
    let other_network = create_network(&tx, "grannen", "Grannen").await?;
    let take_part = |organisation: &'static str, state| {
        let (tx, organisations) = (&tx, &organisations);
        async move { participation::set(tx, network, organisations[organisation], state, long_ago, "från början").await }
    };
    take_part("Gävle kommun", ParticipationState::Member).await?;
    take_part("Örebro kommun", ParticipationState::Member).await?;
    take_part("Mora kommun", ParticipationState::Observer).await?;
    take_part("Västerås stad", ParticipationState::Resting).await?;
    take_part("Haninge kommun", ParticipationState::Member).await?;
    let malmo = organisations["Malmö stad"];
    participation::set(&tx, other_network, malmo, ParticipationState::Member, long_ago, "från början").await?;

    let mut people = HashMap::new();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Anonymous) {
        let new = NewPerson {
            name: format!("{role:?} Testsson"),
            email: role.email(),
            protected: false,
            password_hash: Some(hash.clone()),
        };
        people.insert(role, person::create(&tx, new).await?);
    }
    let mut seats = HashMap::new();
    let plan = [
        (Role::Member, network, "Örebro kommun", SeatKind::Official),
        (Role::Elected, network, "Örebro kommun", SeatKind::Elected),
        (Role::Observer, network, "Mora kommun", SeatKind::Official),
        (Role::Resting, network, "Västerås stad", SeatKind::Official),
        (Role::Host, network, "Gävle kommun", SeatKind::Official),
        (Role::WorkingGroup, network, "Haninge kommun", SeatKind::Official),
        (Role::ExMember, network, "Haninge kommun", SeatKind::Elected),
        (Role::OtherNetwork, other_network, "Malmö stad", SeatKind::Official),
    ];
    for (role, network, organisation, kind) in plan {
        let seat = seat::create(&tx, network, organisations[organisation], kind, "kontaktperson").await?;
        let last = (role == Role::ExMember).then(|| today - Days::new(10));
        seat::appoint(&tx, seat, people[&role], HoldingRole::Holder, long_ago, last).await?;
        seats.insert(role, seat);
    }
    for role in [Role::Deputy, Role::StandingIn] {
        seat::appoint(&tx, seats[&Role::Member], people[&role], HoldingRole::Deputy, long_ago, None).await?;
        seats.insert(role, seats[&Role::Member]);
    }
    seat::stand_in(&tx, seats[&Role::Member], people[&Role::StandingIn], today, today + Days::new(30)).await?;
    assign(&tx, people[&Role::Coordinator], Some(network), AssignmentRole::Coordinator, long_ago).await?;
    assign(&tx, people[&Role::WorkingGroup], Some(network), AssignmentRole::WorkingGroup, long_ago).await?;
    assign(&tx, people[&Role::Administrator], None, AssignmentRole::Administrator, long_ago).await?;

    let planned = NewMeeting {
        network,
        kind: MeetingKind::Meeting,
        state: MeetingState::Planned,
        title: "Gävle, nästa träff".into(),
        year: 2100,
        month: Some(5),
        days: None,
        place: Some("Gävle".into()),
        themes: vec!["Barns inflytande".into()],
        summary: None,
        hosts: vec![organisations["Gävle kommun"]],
    };
    let meeting = meeting::create(&tx, planned).await?.id;
    let members = room_of_kind(&tx, network, domain::access::RoomKind::Members).await?;
    guest::invite(&tx, members, people[&Role::Guest], false, today + Days::new(30)).await?;
    Ok(Made { network, other_network, people, seats, meeting })
}

async fn create_network(tx: &Tx, slug: &str, name: &str) -> domain::Result<NetworkId> {
    let new = NewNetwork {
        slug: slug.into(),
        name: name.into(),
        kind: NetworkKind::Municipal,
        purpose: "Att pröva".into(),
        observers_write: true,
        observers_upload: false,
        deputies: Deputies::Free,
        coordination: Coordination::Secretariat,
    };
    network::create(tx, new).await
}

async fn assign(
    tx: &Tx,
    person: PersonId,
    network: Option<NetworkId>,
    role: AssignmentRole,
    from: NaiveDate,
) -> domain::Result<()> {
    assignment::assign(tx, person, network, role, from).await.map(drop)
}

async fn room_of_kind(tx: &Tx, network: NetworkId, kind: domain::access::RoomKind) -> domain::Result<RoomId> {
    domain::rooms::room::of_kind(tx, network, kind).await
}
