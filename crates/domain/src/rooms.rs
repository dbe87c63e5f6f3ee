//! Rooms: the unit of access, an audience in words.

pub mod audience;
pub mod custom;
pub mod guest;
pub mod history;
pub mod moving;
pub mod room;
pub mod wanted;
pub mod working_group;
