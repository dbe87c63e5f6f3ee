//! Guests: who is let into one room, and their invitations by mail.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::RoomKind;
use domain::catalogue;
use domain::ids::{GuestPassId, InvitationId, MeetingId, PersonId, RoomId};
use domain::networks::invitation::LinkState;
use domain::people::person::Language;
use domain::rooms::guest::{self, accept, invitation};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A guest of a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RoomGuest {
    /// Their pass.
    pub id: GuestPassId,
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub name: Option<String>,
    /// They write, not only read.
    pub writes: bool,
    /// From this day.
    pub from: NaiveDate,
    /// To this day, included: then it ends by itself.
    pub to: NaiveDate,
    /// Who let them in.
    pub by: Option<String>,
}

impl From<guest::Guest> for RoomGuest {
    fn from(row: guest::Guest) -> Self {
        Self {
            id: row.id,
            person_id: row.person_id,
            name: row.person,
            writes: row.writes,
            from: row.from_day,
            to: row.to_day,
            by: row.by,
        }
    }
}

/// An invitation to a room that waits or has run out, for those who manage the room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GuestInvitation {
    /// Which.
    pub id: InvitationId,
    /// Who, as they were called.
    pub name: String,
    /// To which address.
    pub email: String,
    /// They will write, not only read.
    pub writes: bool,
    /// To this day.
    pub to: NaiveDate,
    /// Sent when.
    pub sent_at: DateTime<Utc>,
    /// Until when its link leads somewhere.
    pub expires_at: DateTime<Utc>,
}

impl From<invitation::GuestInvitation> for GuestInvitation {
    fn from(row: invitation::GuestInvitation) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            writes: row.writes,
            to: row.to_day,
            sent_at: row.created_at,
            expires_at: row.expires_at,
        }
    }
}

/// The guests of a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RoomGuests {
    /// Who they are: everybody in the room sees it.
    pub guests: Vec<RoomGuest>,
    /// Who is invited; none for whoever does not manage the room.
    pub invited: Vec<GuestInvitation>,
    /// One may invite others.
    pub may_invite: bool,
}

/// Somebody to invite to a room.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteGuest {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The language of the mail; Swedish where none is said.
    pub language: Option<Language>,
    /// They may write, not only read.
    pub writes: bool,
    /// To this day, included.
    pub to: NaiveDate,
}

impl From<InviteGuest> for invitation::NewGuest {
    fn from(new: InviteGuest) -> Self {
        Self {
            name: new.name,
            email: new.email,
            language: new.language.unwrap_or(Language::Swedish),
            writes: new.writes,
            to: new.to,
        }
    }
}

/// Where the link of a guest's invitation leads.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GuestLink {
    /// Where it leads.
    pub state: LinkState,
    /// The network's name in addresses.
    pub slug: String,
    /// The network's name.
    pub network: String,
    /// The room.
    pub room_id: RoomId,
    /// Its name, in the language of the mail.
    pub room: String,
    /// The meeting, where it is that meeting's own room.
    pub meeting_id: Option<MeetingId>,
    /// They will write, not only read.
    pub writes: bool,
    /// Who invites.
    pub inviter: Option<String>,
    /// Who is invited.
    pub name: String,
    /// The address it is for.
    pub email: String,
    /// In which language they were written to.
    pub language: Language,
    /// The last day they are let in.
    pub to: NaiveDate,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whoever looks is signed in as somebody who has the address; none where nobody is signed in.
    pub for_me: Option<bool>,
}

impl From<accept::GuestLink> for GuestLink {
    fn from(found: accept::GuestLink) -> Self {
        let accept::GuestLink { link, room, room_kind, room_name, meeting, meeting_id, writes, to } = found;
        let of_kind = (catalogue::of(link.language).room)(room_kind);
        let name = match (room_name, meeting) {
            (Some(name), _) => name,
            (None, Some(title)) if room_kind == RoomKind::Planning => format!("{of_kind}: {title}"),
            (None, Some(title)) => title,
            (None, None) => of_kind.to_owned(),
        };
        Self {
            state: link.state,
            slug: link.slug,
            network: link.network,
            room_id: room,
            room: name,
            meeting_id,
            writes,
            inviter: link.inviter,
            name: link.name,
            email: link.email,
            language: link.language,
            to,
            expires_at: link.expires_at,
            for_me: link.for_me,
        }
    }
}

/// What accepting led to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LetIn {
    /// Into which room.
    pub room_id: RoomId,
    /// The meeting, where it is that meeting's own room.
    pub meeting_id: Option<MeetingId>,
    /// The account was made with it, and is signed in.
    pub new: bool,
}
