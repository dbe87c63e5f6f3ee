//! Networks, rooms, participations.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{ParticipationState, RoomKind, SeatKind};
use domain::ids::{ConversationId, MeetingId, NetworkId, OrganisationId, PersonId, RoomId, SeatId};
use domain::networks::network::NetworkKind;
use domain::networks::organisation::OrganisationKind;
use domain::networks::seat::SeatState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    At, ConversationRow, DocumentRow, MeetingPromise, MeetingSummary, OwnPlace, OwnSeats, PersonLine, StartRow, Waiting,
};

/// A network, named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NetworkRef {
    /// Its id.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A network, as the person asking sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Network {
    /// Its id.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// What it stands for; may be empty.
    pub stands_for: String,
    /// Whom to ask about it, in words; may be empty.
    pub contact: String,
    /// Anybody may read its public page.
    pub public: bool,
    /// What kind it is.
    pub kind: NetworkKind,
    /// Closed networks are only read.
    pub closed: bool,
    /// How many conversations hold something unread.
    pub unread: i64,
    /// The kinds of one's standings in it.
    pub my_standings: Vec<String>,
    /// One may ask its organisations, and put proposals before them.
    pub may_ask: bool,
    /// One may plan its meetings.
    pub may_plan: bool,
    /// One may make and end seats.
    pub may_seat: bool,
    /// It is linked with another network, to which messages and documents are passed on.
    pub linked: bool,
    /// The next meeting.
    pub next_meeting: Option<MeetingSummary>,
    /// Where its stream stood.
    pub at: At,
}

/// What the person asking may do in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoomRightsView {
    /// Read.
    pub read: bool,
    /// Write.
    pub write: bool,
    /// Upload to its folders.
    pub upload: bool,
    /// Change it.
    pub manage: bool,
}

/// Who can see this?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AudienceView {
    /// In words, in the language of the person asking.
    pub text: String,
    /// How many people.
    pub people: i64,
}

/// A room, as the person asking sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Its network.
    pub network_id: Option<NetworkId>,
    /// What it is for.
    pub kind: RoomKind,
    /// Its name, in the language of the person asking.
    pub name: String,
    /// Who reads it.
    pub audience: AudienceView,
    /// What they may do in it.
    pub may: RoomRightsView,
    /// How many of its conversations hold something unread.
    pub unread: i64,
    /// Its chat.
    pub chat_id: Option<ConversationId>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// What it is for, as whoever made it wrote.
    pub purpose: String,
    /// The last day of a working group; from then on its room is only read.
    pub ends_on: Option<NaiveDate>,
    /// It has been archived: only read.
    pub archived: bool,
    /// Where its stream stood.
    pub at: At,
}

/// A seat and its people.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Seat {
    /// Its id.
    pub id: SeatId,
    /// Official or elected.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub mandate: String,
    /// How it stands.
    pub state: SeatState,
    /// The last day of its holders, where all of them have one.
    pub held_until: Option<NaiveDate>,
    /// Who holds it; nobody: it is vacant.
    pub holders: Vec<PersonLine>,
    /// Its deputies.
    pub deputies: Vec<PersonLine>,
    /// Those of the deputies who stand in today.
    pub standing_in: Vec<PersonId>,
}

/// One organisation's participation in a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Participation {
    /// Which organisation.
    pub organisation: Organisation,
    /// How many live there, where that is known.
    pub inhabitants: Option<i32>,
    /// How large it is by that: equal for those of a kind that are about as large.
    pub size: Option<i32>,
    /// How it takes part.
    pub state: ParticipationState,
    /// Since which day.
    pub from: NaiveDate,
    /// Its seats.
    pub seats: Vec<Seat>,
}

/// An organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its county.
    pub county: Option<String>,
}

impl From<domain::networks::organisation::lookup::Found> for Organisation {
    fn from(row: domain::networks::organisation::lookup::Found) -> Self {
        Self { id: row.id, name: row.name, kind: row.kind, county: row.county }
    }
}

/// What is new for the person asking.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Start {
    /// Questions and proposals that wait for one's answer or voice, what is due first coming first; at most five.
    pub waiting: Vec<Waiting>,
    /// What the organisations one speaks for have promised at meetings and not yet done, what is due first coming first.
    pub promises: Vec<MeetingPromise>,
    /// Mentions, direct conversations, answers to one's own.
    pub to_me: Vec<StartRow>,
    /// What one follows.
    pub following: Vec<StartRow>,
    /// The rest.
    pub other: Vec<StartRow>,
    /// One's own seats: where one is new, and what is asked of them.
    pub seats: OwnSeats,
    /// The next meeting.
    pub meeting: Option<MeetingSummary>,
    /// The places at it that one answers for, while answers are hoped for.
    pub meeting_places: Vec<OwnPlace>,
    /// Until when.
    pub meeting_answer_by: Option<NaiveDate>,
    /// What there is to read before the next meeting, for who holds an elected seat.
    pub read_in: Option<ReadIn>,
    /// What came into the archive last.
    pub archive_new: Vec<DocumentRow>,
    /// How many conversations hold something unread.
    pub unread: i64,
    /// When something last happened, for the page that has nothing new.
    pub last: Option<ConversationRow>,
}

/// What there is to read before a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReadIn {
    /// Before which.
    pub meeting_id: MeetingId,
    /// The documents, by name; at most five.
    pub documents: Vec<DocumentRow>,
    /// How many there are.
    pub count: usize,
    /// In how many minutes all of them are read.
    pub minutes: i64,
}

impl ReadIn {
    /// What is to be read before that meeting.
    #[must_use]
    pub fn new(meeting_id: MeetingId, of: &domain::meetings::preparation::Preparation) -> Self {
        Self {
            meeting_id,
            documents: of.documents.iter().take(5).map(DocumentRow::from).collect(),
            count: of.documents.len(),
            minutes: of.minutes,
        }
    }
}

/// What anybody may know of the installation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Installation {
    /// What it is called.
    pub name: String,
    /// It holds demo data.
    pub demo: bool,
    /// The program's version.
    pub version: String,
    /// The largest file it takes, in bytes.
    pub max_upload_bytes: u64,
    /// The demo's people to sign in as; none elsewhere.
    pub demo_people: Vec<DemoPerson>,
    /// Their common password.
    pub demo_password: Option<String>,
    /// The server's clock.
    pub now: DateTime<Utc>,
}

/// Somebody to sign in as, in a demo.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DemoPerson {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// What they are, as a code.
    pub role: String,
}
