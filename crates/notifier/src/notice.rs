//! The letters of notices: one function for each kind, written when the notice is sent.

mod account;
mod appointed;
mod guest_invitation;
mod joining;
mod seat_invitation;
mod seat_round;

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
        NoticeKind::SeatInvitation => seat_invitation::write(store, config, due).await?,
        NoticeKind::GuestInvitation => guest_invitation::write(store, config, due).await?,
        NoticeKind::SeatRound => seat_round::write(store, config, due).await?,
    })
}
