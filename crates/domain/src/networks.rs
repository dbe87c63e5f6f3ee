//! Networks, the organisations in them, and the seats those hold.

pub mod agreement;
pub mod case;
pub mod condition;
pub mod coverage;
pub mod expression;
pub mod governing;
pub mod handover;
pub mod home_group;
pub mod installed;
pub mod invitation;
pub mod network;
pub mod organisation;
pub mod participation;
pub mod roll;
pub mod round;
pub mod seat;
pub mod succession;
