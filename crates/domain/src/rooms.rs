//! Rooms: the unit of access, an audience in words.

pub mod audience;
pub mod guest;
pub mod history;
pub mod room;
