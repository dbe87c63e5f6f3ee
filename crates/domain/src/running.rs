//! Running it: what is used and how all parts are, in numbers; never a person, never what anybody wrote.

pub mod health;
pub mod statistics;
pub mod storage;
