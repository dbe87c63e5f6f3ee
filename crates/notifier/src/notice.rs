//! The letters of notices: one function for each kind, written when the notice is sent.

mod account;
mod appointed;
mod conditions_due;
mod decision_asked;
mod forwarded;
mod guest_invitation;
mod host_turn;
mod joining;
mod meeting_cancelled;
mod meeting_guest;
mod organisation_invitation;
mod seat_invitation;
mod seat_round;
mod stand_in;
mod successor_settled;
mod take_home;
mod thread_moved;

use domain::notifications::{Notice, NoticeKind};
use domain::store::Store;

use crate::paper::Letter;
use crate::{Config, Result};

/// Writes the letter; none where what it is about is no more.
pub(crate) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    Ok(match due.kind {
        NoticeKind::PasswordReset => account::password_reset(store, config, due).await?,
        NoticeKind::AccountMade => account::account_made(config, due),
        NoticeKind::CoordinatorAppointed => appointed::write(store, config, due).await?,
        NoticeKind::ExpressionConfirm => joining::confirm(store, config, due).await?,
        NoticeKind::CaseWord => joining::word(store, config, due).await?,
        NoticeKind::CaseDecided => joining::decided(store, config, due).await?,
        NoticeKind::AddressConfirmation => account::address_confirmation(config, due),
        NoticeKind::AddressLeft => Some(account::address_left(config, due)),
        NoticeKind::SeatInvitation => seat_invitation::write(store, config, due).await?,
        NoticeKind::GuestInvitation => guest_invitation::write(store, config, due).await?,
        NoticeKind::OrganisationInvitation => organisation_invitation::write(store, config, due).await?,
        NoticeKind::ConditionsDue => conditions_due::write(store, config, due).await?,
        NoticeKind::DecisionAsked => decision_asked::write(store, config, due).await?,
        NoticeKind::SeatRound => seat_round::write(store, config, due).await?,
        NoticeKind::SuccessorSettled => successor_settled::write(store, config, due).await?,
        NoticeKind::TakeHome => take_home::write(store, due).await?,
        NoticeKind::MeetingCancelled => meeting_cancelled::write(store, due).await?,
        NoticeKind::MeetingGuest => meeting_guest::write(store, config, due).await?,
        NoticeKind::HostTurn => host_turn::write(store, config, due).await?,
        NoticeKind::StandIn => stand_in::write(store, config, due).await?,
        NoticeKind::Forwarded => forwarded::write(store, config, due).await?,
        NoticeKind::ThreadMoved => thread_moved::write(store, due).await?,
    })
}

/// The path of the link in it that stops such mails; none for what its recipient waits for.
pub(crate) fn stop(due: &Notice) -> Option<String> {
    match due.kind {
        NoticeKind::TakeHome => due.secret.as_ref().map(|secret| format!("hemgrupp/{secret}")),
        NoticeKind::PasswordReset
        | NoticeKind::AccountMade
        | NoticeKind::CoordinatorAppointed
        | NoticeKind::ExpressionConfirm
        | NoticeKind::CaseWord
        | NoticeKind::CaseDecided
        | NoticeKind::AddressConfirmation
        | NoticeKind::AddressLeft
        | NoticeKind::SeatInvitation
        | NoticeKind::GuestInvitation
        | NoticeKind::OrganisationInvitation
        | NoticeKind::ConditionsDue
        | NoticeKind::DecisionAsked
        | NoticeKind::SeatRound
        | NoticeKind::SuccessorSettled
        | NoticeKind::Forwarded
        | NoticeKind::ThreadMoved
        | NoticeKind::MeetingCancelled
        | NoticeKind::MeetingGuest
        | NoticeKind::HostTurn
        | NoticeKind::StandIn => None,
    }
}
