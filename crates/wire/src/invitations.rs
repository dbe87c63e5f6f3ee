//! Invitations to seats by mail, and their links.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::SeatKind;
use domain::ids::{DocumentId, InvitationId, NetworkId, SeatId};
use domain::networks::invitation::{self, InvitationState, LinkState};
use domain::networks::seat::HoldingRole;
use domain::people::person::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody to invite to a seat.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteToSeat {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// The language of the mail; Swedish where none is said.
    pub language: Option<Language>,
    /// From this day; today where none is said.
    pub from: Option<NaiveDate>,
    /// To this day, included.
    pub to: Option<NaiveDate>,
    /// Who appointed them.
    pub appointed_by: Option<String>,
    /// When.
    pub appointed_on: Option<NaiveDate>,
    /// The decision's reference.
    pub reference: Option<String>,
    /// The decision itself: a document in the network.
    pub document_id: Option<DocumentId>,
}

/// An invitation to a seat, for those who may give it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// To which seat.
    pub seat_id: SeatId,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// Who.
    pub name: String,
    /// To which address.
    pub email: String,
    /// In which language.
    pub language: Language,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Sent when.
    pub sent_at: DateTime<Utc>,
    /// Until when its link leads somewhere.
    pub expires_at: DateTime<Utc>,
    /// What has become of it.
    pub state: InvitationState,
    /// The address is at another mail host than the organisation's other people's: worth a second look.
    pub unusual_host: bool,
}

impl From<invitation::Invitation> for Invitation {
    fn from(one: invitation::Invitation) -> Self {
        let invitation::Invitation { id, seat, role, name, email, language, from, to, .. } = one;
        let (sent_at, expires_at, state, unusual_host) = (one.sent_at, one.expires_at, one.state, one.unusual_host);
        Self { id, seat_id: seat, role, name, email, language, from, to, sent_at, expires_at, state, unusual_host }
    }
}

/// Where the link of an invitation leads.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvitationLink {
    /// Where it leads.
    pub state: LinkState,
    /// The network's name in addresses.
    pub slug: String,
    /// The network's name.
    pub network: String,
    /// The organisation's name.
    pub organisation: String,
    /// The seat's kind.
    pub kind: SeatKind,
    /// The seat's title.
    pub title: String,
    /// What the seat is for.
    pub mandate: String,
    /// As holder or deputy.
    pub role: HoldingRole,
    /// Who invites.
    pub inviter: Option<String>,
    /// Who is invited.
    pub name: String,
    /// The address it is for.
    pub email: String,
    /// In which language they were written to.
    pub language: Language,
    /// From this day.
    pub from: NaiveDate,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Until when it may be accepted.
    pub expires_at: DateTime<Utc>,
    /// Whoever looks is signed in as somebody who has the address; none where nobody is signed in.
    pub for_me: Option<bool>,
}

impl From<invitation::InvitationLink> for InvitationLink {
    fn from(found: invitation::InvitationLink) -> Self {
        let invitation::InvitationLink { link, organisation, kind, title, mandate, role, from } = found;
        Self {
            state: link.state,
            slug: link.slug,
            network: link.network,
            organisation,
            kind,
            title,
            mandate,
            role,
            inviter: link.inviter,
            name: link.name,
            email: link.email,
            language: link.language,
            from,
            to: link.to,
            expires_at: link.expires_at,
            for_me: link.for_me,
        }
    }
}

/// Accepting an invitation: with an account to make, or as the person signed in.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The account to make; none for whoever is signed in.
    pub account: Option<InvitedAccount>,
}

/// An account to make with the address that was invited.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitedAccount {
    /// Name.
    pub name: String,
    /// Password.
    pub password: String,
}

impl std::fmt::Debug for AcceptInvitation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AcceptInvitation(…)")
    }
}

impl std::fmt::Debug for InvitedAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "InvitedAccount({}, …)", self.name)
    }
}

/// What accepting led to.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AcceptedInvitation {
    /// Which seat.
    pub seat_id: SeatId,
    /// In which network.
    pub network_id: NetworkId,
    /// Its name in addresses.
    pub slug: String,
    /// The account was made with it, and is signed in.
    pub new: bool,
}
