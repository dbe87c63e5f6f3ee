//! Networks, the organisations in them, and the seats those hold.

pub mod governing;
pub mod installed;
pub mod network;
pub mod organisation;
pub mod participation;
pub mod seat;
