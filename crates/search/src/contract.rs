//! The types that cross the border of this crate. They hold for both engines.

pub mod batch;
pub mod entry;
pub mod hits;
pub mod query;
