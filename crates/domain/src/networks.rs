//! Networks, the organisations in them, and the seats those hold.

pub mod agreement;
pub mod governing;
pub mod installed;
pub mod network;
pub mod organisation;
pub mod participation;
pub mod roll;
pub mod seat;
