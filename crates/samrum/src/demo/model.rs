//! What the demo consists of. Keys are short strings, unique within their kind; every link is such a key.

mod asking;
mod conversation;
mod document;
mod meeting;
mod membership;

pub use asking::{Answer, Ask, Asking, Proposal, Vote};
pub(super) use conversation::Aftermath;
pub use conversation::{Chat, DirectConversation, Message, Moment, Thread};
pub use document::{DocumentFormat, DocumentKind, DocumentSource, DocumentState};
pub(super) use meeting::{HomePage, HostOrder, Told};
pub use meeting::{Meeting, MeetingKind, MeetingState};
pub use membership::{
    Assignment, AssignmentRole, GuestPass, Participation, ParticipationState, Seat, SeatKind, SeatState,
};

use serde::Deserialize;

/// The whole demo.
#[derive(Debug, Clone)]
pub struct Content {
    /// All organisations, parents before their parts.
    pub organisations: Vec<Organisation>,
    /// All people, those with a printed sign-in first.
    pub people: Vec<Person>,
    /// The networks with all that happens inside them.
    pub networks: Vec<Network>,
    /// Direct conversations between named people.
    pub direct: Vec<DirectConversation>,
    /// How each person reads, from which read marks follow (see `Content::read_position`).
    pub habits: Vec<ReadingHabit>,
    /// Read marks that differ from the habit.
    pub marks: Vec<ReadMark>,
    /// What people follow otherwise than is usual for them.
    pub follow: Vec<Follow>,
    /// What people have put off.
    pub put_off: Vec<PutOff>,
    /// Networks whose mails do not hold what was written.
    pub mail_without_content: Vec<String>,
}

/// An organisation; belonging to one gives no access.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Key, for example `gavle`.
    pub key: String,
    /// Official name.
    pub name: String,
    /// Kind of organisation.
    pub kind: OrganisationKind,
    /// County (län), absent for national bodies.
    pub county: Option<String>,
    /// Organisation this is a part of (a city district).
    pub parent: Option<String>,
}

/// Kinds of organisation (domain.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Kommun.
    Municipality,
    /// Stadsdel.
    CityDistrict,
    /// Region.
    Region,
    /// Länsstyrelse.
    CountyBoard,
    /// Universitet.
    University,
    /// Idéburen organisation.
    CivilSociety,
    /// Myndighet.
    Agency,
    /// Kommunförbund.
    AssociationOfMunicipalities,
}

/// An invented person with an account.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Key, for example `malin`.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Local part of the address at [`super::MAIL_DOMAIN`].
    pub mail: String,
    /// Organisation the person works in or is elected to.
    pub organisation: Option<String>,
    /// Title at home.
    pub title: String,
    /// "Fråga mig om", may be empty.
    #[serde(default)]
    pub ask_me_about: String,
    /// What the sign-in shows, in Swedish; present only for the printed sign-ins.
    pub sign_in: Option<String>,
    /// Administrator of the installation.
    #[serde(default)]
    pub administrator: bool,
    /// Protected identity (skyddade personuppgifter).
    #[serde(default)]
    pub protected: bool,
    /// Days before the first start when the account was made.
    #[serde(default = "three_years")]
    pub since_days_ago: u32,
}

fn three_years() -> u32 {
    1095
}

impl Person {
    /// The full address.
    #[must_use]
    pub fn email(&self) -> String {
        format!("{}@{}", self.mail, super::MAIL_DOMAIN)
    }
}

/// A network and everything in it.
#[derive(Debug, Clone)]
pub struct Network {
    /// Slug in addresses, also the key.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Purpose, Markdown.
    pub purpose: String,
    /// Choices of the network.
    pub settings: NetworkSettings,
    /// Participations, one row per interval, oldest first per organisation.
    pub participations: Vec<Participation>,
    /// Seats.
    pub seats: Vec<Seat>,
    /// Coordinators, working group members, spokespersons.
    pub assignments: Vec<Assignment>,
    /// Guest passes.
    pub guests: Vec<GuestPass>,
    /// Meetings, oldest first.
    pub meetings: Vec<Meeting>,
    /// In which order members are to host.
    pub host_order: Option<HostOrder>,
    /// Rooms: the five every network gets, then those of the coming meetings.
    pub rooms: Vec<Room>,
    /// Threads.
    pub threads: Vec<Thread>,
    /// Chats, at most one per room.
    pub chats: Vec<Chat>,
    /// Documents, in order of upload.
    pub documents: Vec<DocumentSource>,
    /// What organisations are asked and decide together.
    pub asking: Asking,
}

/// Choices of a network that decide rights.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NetworkSettings {
    /// Deputies: `true` free (the holder starts it), `false` exceptional (a coordinator confirms).
    pub deputies_free: bool,
    /// Most active members; resting ones do not count.
    pub member_cap: Option<u32>,
    /// Observers may write in *Hela nätverket*.
    pub observers_write: bool,
    /// Observers may upload to folders.
    pub observers_upload: bool,
    /// Days before the first start when the network was made.
    pub since_days_ago: u32,
}

/// A room of a network.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Key within the network: `hela`, `medlemmar`, `arbetsgruppen`, `samordning`, `offentligt` or a meeting's.
    pub key: String,
    /// Name.
    pub name: String,
    /// Audience.
    pub audience: Audience,
    /// Meeting key, for the rooms a meeting brings.
    pub meeting: Option<String>,
}

/// Audiences of rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Members and observers.
    WholeNetwork,
    /// Members.
    Members,
    /// Working group and coordinators.
    WorkingGroup,
    /// Coordinators.
    Coordination,
    /// Anyone may read.
    Public,
    /// The meeting's own room: as whole network, plus guests.
    Meeting,
    /// The meeting's planning room.
    Planning,
}

/// How a person reads: everything older than so many days is read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingHabit {
    /// Person key.
    pub person: String,
    /// Days; messages at least this old are read.
    pub read_until_days_ago: u32,
}

/// Something that is followed otherwise than is usual.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follow {
    /// Person key.
    pub person: String,
    /// A conversation, named as in a read mark.
    pub conversation: String,
    /// How.
    pub level: domain::conversations::following::Following,
}

/// A conversation that has been put off.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutOff {
    /// Person key.
    pub person: String,
    /// A conversation, named as in a read mark.
    pub conversation: String,
    /// Days after the first start when it comes back.
    pub days: u32,
}

/// A read mark that differs from the habit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadMark {
    /// Person key.
    pub person: String,
    /// Thread key, `<network>/<room>` for a chat, or `direct:<a>,<b>` for a direct conversation.
    pub conversation: String,
    /// Read up to and with this position.
    pub position: u32,
}
