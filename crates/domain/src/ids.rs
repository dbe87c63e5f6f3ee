//! Every id is a type of its own, so that a room's can't stand where a network's should.
//!
//! All are UUIDv7 (RFC 9562 § 5.7): ordered by the time of their making, which keeps indexes compact.

use chrono::{DateTime, Utc};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use uuid::{Timestamp, Uuid};

/// A fresh UUIDv7 for the instant `now`, random in its lower part.
pub(crate) fn uuid_at(now: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    let nanos = u32::try_from((millis % 1000) * 1_000_000).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix_time(millis / 1000, nanos, 0, 0))
}

/// So many of them, each greater than the one before: what is made together keeps its order.
pub(crate) fn rising_at(now: DateTime<Utc>, many: usize) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = std::iter::repeat_with(|| uuid_at(now)).take(many).collect();
    ids.sort_unstable();
    ids
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType,
            utoipa::ToSchema,
        )]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id for a thing made at `now`.
            #[must_use]
            pub fn at(now: DateTime<Utc>) -> Self {
                Self(uuid_at(now))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl crate::idempotency::Outcome for $name {
            fn noted(&self) -> (Uuid, bool) {
                (self.0, true)
            }
            fn again(id: Uuid, _new: bool) -> Self {
                Self(id)
            }
        }

        impl crate::store::Column for $name {
            fn kept(value: rusqlite::types::ValueRef<'_>) -> Option<Self> {
                Uuid::kept(value).map(Self)
            }
        }

        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// An organisation.
    OrganisationId,
    /// A person with an account.
    PersonId,
    /// A signed-in device.
    SessionId,
    /// A search that somebody keeps.
    SavedSearchId,
    /// A network.
    NetworkId,
    /// One set of settings of a network, from an instant to an instant.
    NetworkSettingId,
    /// One organisation's participation in one network.
    ParticipationId,
    /// A seat.
    SeatId,
    /// An invitation by mail.
    InvitationId,
    /// Who a seat's holder proposes to take over.
    SeatProposalId,
    /// What a seat's holder writes down for the next.
    SeatNoteId,
    /// An asking of every seat at once.
    SeatRoundId,
    /// A seat's answer to it.
    SeatRoundAnswerId,
    /// Somebody's holding of a seat, as holder or deputy.
    SeatHoldingId,
    /// A deputy's standing in.
    SubstitutionId,
    /// A coordinator's, working-group member's or administrator's assignment.
    AssignmentId,
    /// What a coordinator says of somebody.
    PersonTagId,
    /// Somebody at home whom an organisation passes things on to.
    HomeGroupRecipientId,
    /// An agreement.
    AgreementId,
    /// The day that a governing text is to be revisited.
    RevisitId,
    /// A condition of a network.
    ConditionId,
    /// An expression of interest that has not been confirmed.
    ExpressionId,
    /// A case: how an organisation asks to join a network.
    CaseId,
    /// A file of a case.
    CaseFileId,
    /// A room.
    RoomId,
    /// One audience of a room, from an instant to an instant.
    RoomAudienceId,
    /// Somebody's membership of a named working group.
    WorkingGroupMemberId,
    /// A letter that invites an organisation.
    OrganisationInvitationId,
    /// Two networks that pass things on to one another.
    NetworkLinkId,
    /// A message or document passed on to a linked network.
    ForwardingId,
    /// A letter to chosen seats.
    MailingId,
    /// A guest's pass to one room.
    GuestPassId,
    /// A conversation.
    ConversationId,
    /// A message; never chosen by the client (see `client_id`).
    MessageId,
    /// Somebody's flag on a message.
    FlagId,
    /// A move of a thread from one room to another.
    MoveId,
    /// A folder.
    FolderId,
    /// A document.
    DocumentId,
    /// A file on its way in, in pieces.
    UploadId,
    /// An import of a zip.
    ImportId,
    /// A review of a document.
    ReviewId,
    /// A meeting.
    MeetingId,
    /// One organisation's hosting of one meeting.
    HostingId,
    /// An item of a meeting's programme.
    ItemId,
    /// Something that was done to a meeting.
    MeetingActId,
    /// Somebody brought along to a meeting from home.
    GuestId,
    /// A question in the box before a meeting.
    QuestionId,
    /// A decision or promise of a meeting.
    PromiseId,
    /// A page that an organisation takes home.
    TakeHomeId,
    /// That somebody was told of it.
    TellingId,
    /// A theme a meeting could have.
    ThemeId,
    /// That an organisation wants a theme.
    ThemeVoiceId,
    /// A calendar that follows one's meetings.
    FeedId,
    /// A decision.
    DecisionId,
    /// A job.
    JobId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn what_is_made_together_keeps_its_order() {
        let now = Clock::default().now();
        let ids = rising_at(now, 200);
        assert_eq!(ids.len(), 200);
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids[199] < uuid_at(now + chrono::TimeDelta::milliseconds(1)));
    }
}
