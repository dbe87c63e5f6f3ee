//! People, oneself, and the devices one is signed in on.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Part, SeatKind, StandingKind};
use domain::ids::{PersonId, SeatId, SessionId};
use domain::people::person::{Language, Theme};
use domain::people::session;
use domain::rooms::audience;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{At, Named, NetworkRef};

/// A person in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonLine {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected: show *representative* and the organisation.
    pub name: Option<String>,
    /// For which organisation.
    pub organisation: Option<Named>,
    /// Through what kind of seat.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
}

impl From<audience::PersonLine> for PersonLine {
    fn from(row: audience::PersonLine) -> Self {
        let organisation = row.organisation_id.zip(row.organisation).map(|(id, name)| Named { id: id.0, name });
        Self { id: row.id, name: row.name, organisation, seat_kind: row.seat_kind, title: row.title }
    }
}

/// One of one's own standings.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Standing {
    /// What it is.
    pub kind: StandingKind,
    /// In which network.
    pub network: Option<NetworkRef>,
    /// For which organisation.
    pub organisation: Option<Named>,
    /// Through which seat.
    pub seat_id: Option<SeatId>,
    /// The seat's kind.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// As holder, deputy, or standing in.
    pub part: Part,
    /// To this day, included.
    pub to: Option<NaiveDate>,
}

/// Oneself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// One's account.
    pub person: Account,
    /// One runs the installation.
    pub administrator: bool,
    /// The installation holds demo data.
    pub demo: bool,
    /// One's standings today.
    pub standings: Vec<Standing>,
    /// One's own stream.
    pub stream: String,
    /// Where it stood.
    pub at: At,
}

/// One's account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Account {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Language of the interface.
    pub language: Language,
    /// How it looks.
    pub theme: Theme,
    /// What they have read counts for their organisations where an author asks who has seen something.
    pub tells_seen: bool,
}

/// A device one is signed in on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Signed in when.
    pub created_at: DateTime<Utc>,
    /// Last used when, to the quarter of an hour.
    pub seen_at: DateTime<Utc>,
    /// The browser's own words for itself.
    pub user_agent: String,
    /// From which address.
    pub address: String,
    /// It is the one asking.
    pub current: bool,
}

impl Session {
    /// The device as its owner sees it from the device `current`.
    #[must_use]
    pub fn new(row: session::Session, current: Option<SessionId>) -> Self {
        Self {
            current: Some(row.id) == current,
            id: row.id,
            created_at: row.created_at,
            seen_at: row.seen_at,
            user_agent: row.user_agent,
            address: row.address,
        }
    }
}

/// Who signs in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

// what is in it must not reach a log by accident
impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignIn")
    }
}

/// Tokens for an API client.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct TokenView {
    /// Goes into `Authorization: Bearer`.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// For how many seconds.
    pub expires_in: i64,
    /// Exchanged for new tokens, once.
    pub refresh_token: String,
}

/// A refresh token to exchange.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshToken {
    /// The token.
    pub refresh_token: String,
}

/// A new password.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present one.
    pub current: String,
    /// The new one, at least 15 characters.
    pub new: String,
}

/// One's own settings to change; what is missing stays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMe {
    /// One's name, as everybody sees it; at most 200 characters.
    #[serde(default)]
    pub name: Option<String>,
    /// Language of the interface.
    #[serde(default)]
    pub language: Option<Language>,
    /// How it looks.
    #[serde(default)]
    pub theme: Option<Theme>,
    /// What one has read counts for one's organisations where an author asks who has seen something.
    #[serde(default)]
    pub tells_seen: Option<bool>,
}
