//! What people tell of themselves, what coordinators say of them, and those at home.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::SeatKind;
use domain::ids::{HomeGroupRecipientId, NetworkId, PersonId, PersonTagId, SeatId};
use domain::networks::home_group;
use domain::networks::seat::HoldingRole;
use domain::people::assignment::AssignmentRole;
use domain::people::profile::{self, ShownTo};
use domain::people::{card, members, tag};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Named;

/// A part of a profile, and who sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What is told.
    pub text: String,
    /// Who sees it.
    pub seen_by: ShownTo,
}

impl From<profile::Told> for Told {
    fn from(told: profile::Told) -> Self {
        Self { text: told.text, seen_by: told.seen_by }
    }
}

impl From<Told> for profile::Told {
    fn from(told: Told) -> Self {
        Self { text: told.text, seen_by: told.seen_by }
    }
}

/// What one tells of oneself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileFacts {
    /// What one works with.
    pub task: Told,
    /// What others may ask one about.
    pub ask_about: Told,
    /// A number to call.
    pub phone: Told,
    /// Who sees the address that mails go to.
    pub email_seen_by: ShownTo,
}

impl From<ProfileFacts> for profile::Profile {
    fn from(is: ProfileFacts) -> Self {
        Self {
            task: is.task.into(),
            ask_about: is.ask_about.into(),
            phone: is.phone.into(),
            email_seen_by: is.email_seen_by,
        }
    }
}

/// One's own profile.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OwnProfile {
    /// What it says.
    pub is: ProfileFacts,
    /// One's identity is protected: one is shown as a representative, and nothing of this is.
    pub protected: bool,
    /// When one put one's picture; none without.
    pub portrait: Option<DateTime<Utc>>,
    /// Counts its changes.
    pub revision: i64,
}

impl From<profile::OwnProfile> for OwnProfile {
    fn from(own: profile::OwnProfile) -> Self {
        let profile::Profile { task, ask_about, phone, email_seen_by } = own.profile;
        let is = ProfileFacts { task: task.into(), ask_about: ask_about.into(), phone: phone.into(), email_seen_by };
        Self { is, protected: own.protected, portrait: own.portrait, revision: own.revision }
    }
}

/// Whether somebody's identity is to be protected.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetProtected {
    /// Protected, or shown.
    pub protected: bool,
}

/// What a coordinator says of somebody.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonTag {
    /// Which.
    pub id: PersonTagId,
    /// In which network.
    pub network: NetworkId,
    /// What it says.
    pub tag: String,
}

impl From<tag::PersonTag> for PersonTag {
    fn from(row: tag::PersonTag) -> Self {
        Self { id: row.id, network: row.network_id, tag: row.tag }
    }
}

/// A tag to give somebody.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPersonTag {
    /// To whom.
    pub person_id: PersonId,
    /// What it says.
    pub tag: String,
}

/// Somebody of a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DirectoryLine {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected: show *representative* and the organisation.
    pub name: Option<String>,
    /// When they put their picture; none without.
    pub portrait: Option<DateTime<Utc>>,
    /// For which organisation.
    pub organisation: Option<Named>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// What they work with.
    pub task: Option<String>,
    /// What one may ask them about.
    pub ask_about: Option<String>,
    /// Speaks for the network.
    pub spokesperson: bool,
    /// What coordinators say of them.
    pub tags: Vec<PersonTag>,
}

impl From<members::Member> for DirectoryLine {
    fn from((row, tags): members::Member) -> Self {
        let organisation = row.organisation_id.zip(row.organisation).map(|(id, name)| Named { id: id.0, name });
        Self {
            id: row.id,
            name: row.name,
            portrait: row.portrait,
            organisation,
            seat_kind: row.seat_kind,
            title: row.title,
            task: row.task,
            ask_about: row.ask_about,
            spokesperson: row.spokesperson,
            tags: tags.into_iter().map(Into::into).collect(),
        }
    }
}

/// A seat somebody has.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonSeat {
    /// Which.
    pub id: SeatId,
    /// In which network.
    pub network: Named,
    /// For which organisation.
    pub organisation: Named,
    /// What kind of seat.
    pub kind: SeatKind,
    /// Its title.
    pub title: String,
    /// As holder or deputy.
    pub role: HoldingRole,
}

/// Something somebody is besides in a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonRole {
    /// In which network.
    pub network: Named,
    /// What.
    pub role: AssignmentRole,
    /// To which day, where one is set.
    pub to: Option<NaiveDate>,
}

/// Somebody, as those see them who share a network with them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonCard {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected: show *representative* and the organisation.
    pub name: Option<String>,
    /// When they put their picture; none without.
    pub portrait: Option<DateTime<Utc>>,
    /// What they hold in the networks one shares with them.
    pub seats: Vec<PersonSeat>,
    /// What else they are there.
    pub roles: Vec<PersonRole>,
    /// What they work with.
    pub task: Option<String>,
    /// What one may ask them about.
    pub ask_about: Option<String>,
    /// A number to call.
    pub phone: Option<String>,
    /// An address to write to.
    pub email: Option<String>,
    /// What coordinators say of them.
    pub tags: Vec<PersonTag>,
    /// The networks in which one may give them a tag.
    pub may_tag: Vec<NetworkId>,
}

impl From<card::Card> for PersonCard {
    fn from(card: card::Card) -> Self {
        let named = |id: uuid::Uuid, name: String| Named { id, name };
        let seats = card.seats.into_iter().map(|seat| PersonSeat {
            id: seat.seat_id,
            network: named(seat.network_id.0, seat.network),
            organisation: named(seat.organisation_id.0, seat.organisation),
            kind: seat.kind,
            title: seat.title,
            role: seat.role,
        });
        let roles = card.roles.into_iter();
        let roles = roles.map(|one| PersonRole {
            network: named(one.network_id.0, one.network),
            role: one.role,
            to: one.to_day,
        });
        Self {
            id: card.id,
            name: card.name,
            portrait: card.portrait,
            seats: seats.collect(),
            roles: roles.collect(),
            task: card.task,
            ask_about: card.ask_about,
            phone: card.phone,
            email: card.email,
            tags: card.tags.into_iter().map(Into::into).collect(),
            may_tag: card.may_tag,
        }
    }
}

/// Somebody at home whom an organisation passes things on to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HomeGroupRecipient {
    /// Which.
    pub id: HomeGroupRecipientId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// How they said that they want this.
    pub consent: String,
}

impl From<home_group::Recipient> for HomeGroupRecipient {
    fn from(row: home_group::Recipient) -> Self {
        Self { id: row.id, name: row.name, address: row.address, consent: row.consent }
    }
}

/// Somebody to add at home.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHomeGroupRecipient {
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// How they said that they want this.
    pub consent: String,
}
