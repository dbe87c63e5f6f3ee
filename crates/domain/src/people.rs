//! People: who has an account, the devices they are signed in on, and the assignments they have.

pub mod accounts;
pub mod addresses;
pub mod administrators;
pub mod alike;
pub mod assignment;
pub mod card;
pub mod directory;
pub mod erasure;
pub mod kept;
pub mod members;
pub mod own_data;
pub mod person;
pub mod portrait;
pub mod profile;
pub mod reset;
pub mod session;
pub mod tag;
