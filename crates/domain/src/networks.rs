//! Networks, the organisations in them, and the seats those hold.

pub mod network;
pub mod organisation;
pub mod participation;
pub mod seat;
