//! Forgotten passwords, and one's own addresses.

use chrono::{DateTime, Utc};
use domain::people::addresses;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whom to send a link that sets a new password.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForReset {
    /// The e-mail address of the account.
    pub email: String,
}

/// A link that sets a new password.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PasswordReset {
    /// The address it went to.
    pub email: String,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

/// A new password, by a link.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishReset {
    /// The new password.
    pub new: String,
}

impl std::fmt::Debug for FinishReset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FinishReset")
    }
}

/// One of one's addresses.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OwnAddress {
    /// The address.
    pub address: String,
    /// Mails go to it.
    pub is_primary: bool,
    /// It does not count yet: its link has not been used.
    pub waits: bool,
}

impl From<addresses::OwnAddress> for OwnAddress {
    fn from(row: addresses::OwnAddress) -> Self {
        Self { address: row.address, is_primary: row.is_primary, waits: row.waits }
    }
}

/// An address to have too.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddAddress {
    /// The address.
    pub address: String,
    /// One's password, asked for once more.
    pub current: String,
}

impl std::fmt::Debug for AddAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AddAddress")
    }
}

/// One of one's addresses, named.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhichAddress {
    /// The address.
    pub address: String,
}

/// An address that a link confirms.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AddressClaim {
    /// The address.
    pub address: String,
    /// Until when the link works.
    pub expires_at: DateTime<Utc>,
}
