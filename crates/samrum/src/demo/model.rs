//! What the demo consists of. Keys are short strings, unique within their kind; every link is such a key.

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
    /// Rooms: the five every network gets, then those of the coming meetings.
    pub rooms: Vec<Room>,
    /// Threads.
    pub threads: Vec<Thread>,
    /// Chats, at most one per room.
    pub chats: Vec<Chat>,
    /// Documents, in order of upload.
    pub documents: Vec<DocumentSource>,
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
    /// Who appointed.
    pub appointed_by: Option<String>,
    /// Reference of the decision.
    pub reference: Option<String>,
    /// First day, days before the first start.
    pub from_days_ago: u32,
    /// Last day, days before the first start.
    pub to_days_ago: Option<u32>,
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

/// A meeting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Key within the network.
    pub key: String,
    /// Kind.
    pub kind: MeetingKind,
    /// Title, for example `Gävle november 2017`.
    pub title: String,
    /// Organisation key of the host.
    pub host: String,
    /// Year and month `YYYY-MM` when only that is known.
    pub month: Option<String>,
    /// First day, days after the first start (the invented coming meetings).
    pub days_from_start: Option<u32>,
    /// Length in days.
    #[serde(default = "two_days")]
    pub length_days: u32,
    /// Place; absent when nobody has said more than the host.
    pub place: Option<String>,
    /// Themes, several or none.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Held or planned.
    pub state: MeetingState,
    /// Programme, Markdown; may be empty.
    #[serde(default)]
    pub programme: String,
}

fn two_days() -> u32 {
    2
}

/// Kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// Träff.
    Meeting,
    /// Tjänstepersonsmöte.
    OfficialsMeeting,
    /// Studiebesök.
    StudyVisit,
    /// Seminarium.
    Seminar,
    /// Utbildning.
    Training,
}

/// State of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// Planned.
    Planned,
    /// Held and documented.
    Held,
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

/// A moment: days before the first start and the time of day in Stockholm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days before the first start; 0 is the same day (such times are before 08:00).
    pub days_ago: u32,
    /// Hour 0–23.
    pub hour: u32,
    /// Minute 0–59.
    pub minute: u32,
}

impl Moment {
    /// Minutes before midnight of the first start's day; larger is earlier. May be negative on the day itself.
    #[must_use]
    pub fn minutes_before(&self) -> i64 {
        i64::from(self.days_ago) * 1440 - i64::from(self.hour * 60 + self.minute)
    }
}

/// A thread with a title.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Key, unique in the demo.
    pub key: String,
    /// Room key.
    pub room: String,
    /// Title.
    pub title: String,
    /// Position of the message accepted as answer.
    pub answer: Option<u32>,
    /// Messages, oldest first; position is index + 1.
    pub messages: Vec<Message>,
}

/// The chat of a room.
#[derive(Debug, Clone)]
pub struct Chat {
    /// Room key.
    pub room: String,
    /// Messages, oldest first.
    pub messages: Vec<Message>,
}

/// A conversation between named people.
#[derive(Debug, Clone)]
pub struct DirectConversation {
    /// Person keys, in the order they are named.
    pub people: Vec<String>,
    /// Messages, oldest first.
    pub messages: Vec<Message>,
}

/// What somebody wrote.
#[derive(Debug, Clone)]
pub struct Message {
    /// Person key.
    pub author: String,
    /// When.
    pub at: Moment,
    /// Position of the message this answers.
    pub answers: Option<u32>,
    /// Document keys attached.
    pub attachments: Vec<String>,
    /// Person keys mentioned; in the body each stands as `@{key}`.
    pub mentions: Vec<String>,
    /// Markdown.
    pub body: String,
}

impl Message {
    /// The body with every `@{key}` replaced by what `mention` makes of the key, for example
    /// `[@Malin Sjöqvist](samrum:person/…)`.
    pub fn body_with(&self, mention: impl Fn(&str) -> String) -> String {
        self.mentions.iter().fold(self.body.clone(), |body, key| body.replace(&format!("@{{{key}}}"), &mention(key)))
    }
}

/// A document before it is made into a file.
#[derive(Debug, Clone)]
pub struct DocumentSource {
    /// Key, unique in the demo.
    pub key: String,
    /// Title.
    pub title: String,
    /// File name with ending.
    pub file_name: String,
    /// Format to make.
    pub format: DocumentFormat,
    /// What it is.
    pub kind: DocumentKind,
    /// State.
    pub state: DocumentState,
    /// Room key.
    pub room: String,
    /// Folder path inside the room, `/` between levels; empty is the top.
    pub folder: String,
    /// Person key of who uploaded it.
    pub by: String,
    /// When it was uploaded.
    pub at: Moment,
    /// Meeting key it documents.
    pub meeting: Option<String>,
    /// What it is dated: `YYYY`, `YYYY-MM` or empty.
    pub dated: String,
    /// Who stands as author in the file.
    pub author: String,
    /// Free themes.
    pub themes: Vec<String>,
    /// Long report: cover and table of contents.
    pub cover: bool,
    /// Markdown.
    pub body: String,
}

/// Formats made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFormat {
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// PowerPoint.
    Pptx,
}

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Minnesanteckningar.
    Notes,
    /// Program för en träff.
    Programme,
    /// Presentation.
    Presentation,
    /// Rapport, bokslut, sammanställning.
    Report,
    /// Plan, överenskommelse, riktlinje.
    Governing,
    /// Mall, checklista, handledning.
    Tool,
}

/// State of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentState {
    /// Utkast.
    Draft,
    /// Godkänt; in the archive.
    Approved,
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
