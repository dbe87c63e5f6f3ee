//! Networks as those who govern them, and whoever runs the installation, see them; accounts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Coordination, Deputies};
use domain::ids::{AssignmentId, NetworkId, PersonId};
use domain::networks::network::NetworkKind;
use domain::networks::{governing, installed};
use domain::people::assignment::AssignmentRole;
use domain::people::{accounts, assignment};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A network that one governs.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GovernedNetwork {
    /// Its id.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// What it is like.
    #[serde(flatten)]
    pub is: NetworkFacts,
    /// It is closed: only read.
    pub closed: bool,
    /// Counts its changes.
    pub revision: i64,
}

/// What a network is like.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NetworkFacts {
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
    /// What it stands for.
    pub stands_for: String,
    /// Whom to ask about it.
    pub contact: String,
    /// How many members it takes; none without a limit.
    pub most_members: Option<i32>,
    /// How many seats as officials an organisation has at most; none without a limit.
    pub most_officials: Option<i32>,
    /// How many as elected.
    pub most_elected: Option<i32>,
    /// Observers may write in the whole network's room.
    pub observers_write: bool,
    /// Observers may upload.
    pub observers_upload: bool,
    /// When deputies may stand in.
    pub deputies: Deputies,
    /// Who coordinates.
    pub coordination: Coordination,
}

impl From<governing::Governed> for GovernedNetwork {
    fn from(row: governing::Governed) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            is: NetworkFacts {
                name: row.name,
                kind: row.kind,
                purpose: row.purpose,
                stands_for: row.stands_for,
                contact: row.contact,
                most_members: row.most_members,
                most_officials: row.most_officials,
                most_elected: row.most_elected,
                observers_write: row.observers_write,
                observers_upload: row.observers_upload,
                deputies: row.deputies,
                coordination: row.coordination,
            },
            closed: row.closed_at.is_some(),
            revision: row.revision,
        }
    }
}

impl From<NetworkFacts> for governing::Change {
    fn from(is: NetworkFacts) -> Self {
        Self {
            name: is.name,
            kind: is.kind,
            purpose: is.purpose,
            stands_for: is.stands_for,
            contact: is.contact,
            most_members: is.most_members,
            most_officials: is.most_officials,
            most_elected: is.most_elected,
            observers_write: is.observers_write,
            observers_upload: is.observers_upload,
            deputies: is.deputies,
            coordination: is.coordination,
        }
    }
}

/// A network to make.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNetwork {
    /// Its name in addresses: a–z, digits, hyphens.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: String,
}

/// A network of the installation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InstalledNetwork {
    /// Its id.
    pub id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: NetworkKind,
    /// It is closed.
    pub closed: bool,
    /// How many organisations are members.
    pub members: i64,
    /// How many observe.
    pub observers: i64,
}

impl From<installed::Installed> for InstalledNetwork {
    fn from(row: installed::Installed) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            kind: row.kind,
            closed: row.closed_at.is_some(),
            members: row.members,
            observers: row.observers,
        }
    }
}

/// Whether a network is to be closed.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetClosed {
    /// Closed, or open again.
    pub closed: bool,
}

/// Somebody appointed in a network.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Assigned {
    /// Its id.
    pub id: AssignmentId,
    /// Who.
    pub person_id: PersonId,
    /// Their name; none where the identity is protected.
    pub person: Option<String>,
    /// As what.
    pub role: AssignmentRole,
    /// From which day; to come where somebody is to take over.
    pub from: NaiveDate,
    /// To which day, included; none for as long as it lasts.
    pub to: Option<NaiveDate>,
}

impl From<assignment::Assigned> for Assigned {
    fn from(row: assignment::Assigned) -> Self {
        Self {
            id: row.id,
            person_id: row.person_id,
            person: row.person,
            role: row.role,
            from: row.from_day,
            to: row.to_day,
        }
    }
}

/// Whom to appoint.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Appoint {
    /// Who.
    pub person_id: PersonId,
    /// As what: coordinator, working group or spokesperson.
    pub role: AssignmentRole,
    /// From this day, for a spokesperson; from today on without it.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// To this day, included, for a spokesperson; for as long as it lasts without it.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

impl From<Appoint> for assignment::Appointing {
    fn from(new: Appoint) -> Self {
        Self { person: new.person_id, role: new.role, from: new.from, to: new.to }
    }
}

/// An account of the installation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AccountRow {
    /// Whose.
    pub id: PersonId,
    /// Their name, also where the identity is protected: this is the one list that tells it.
    pub name: String,
    /// The address that mails go to.
    pub email: Option<String>,
    /// Everywhere else they are shown without their name.
    pub protected: bool,
    /// They have chosen a password.
    pub signs_in: bool,
    /// They run the installation.
    pub administrator: bool,
    /// They are suspended.
    pub suspended: bool,
    /// Made when.
    pub created_at: DateTime<Utc>,
}

impl From<accounts::Account> for AccountRow {
    fn from(row: accounts::Account) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            protected: row.protected,
            signs_in: row.signs_in,
            administrator: row.administers,
            suspended: row.suspended_at.is_some(),
            created_at: row.created_at,
        }
    }
}

/// An account to make: its holder chooses a password by a link.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// Name as it is shown.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// Whether somebody is to be suspended.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetSuspended {
    /// Suspended, or let back in.
    pub suspended: bool,
}

/// Whether somebody is to run the installation.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAdministrator {
    /// From now on, or no longer.
    pub administrator: bool,
}

/// Why somebody is to be erased.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Erase {
    /// Why, or under what reference it was decided: it stands in the log. At most 500 characters.
    pub reason: String,
}

/// Something made, by its id.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Made {
    /// Its id.
    pub id: Uuid,
}
