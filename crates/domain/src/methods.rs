//! How a network asks and decides: questions every organisation answers once, proposals and the decisions they become;
//! and what an organisation takes home.
//!
//! An ask and a proposal are each a conversation with more to it: they bear the id of theirs, so whoever reads the conversation
//! reads them, and they move with it. One organisation has one voice: any of its seats gives or changes it, and who did
//! shows.

pub mod ask;
pub mod decision;
pub mod proposal;
pub mod roll;
pub mod take_home;
pub mod waiting;
