//! Networks, the organisations in them, and the seats those hold.

pub mod agreement;
pub mod candidate;
pub mod case;
pub mod certificate;
pub mod condition;
pub mod coverage;
pub mod expression;
pub mod forwarding;
pub mod governing;
pub mod handover;
pub mod home_group;
pub mod installed;
pub mod invitation;
pub mod link;
pub mod membership;
pub mod network;
pub mod organisation;
pub mod participation;
pub mod public_page;
pub mod revisit;
pub mod roll;
pub mod round;
pub mod seat;
pub mod succession;
