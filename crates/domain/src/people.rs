//! People: who has an account, the devices they are signed in on, and the assignments they have.

pub mod accounts;
pub mod addresses;
pub mod assignment;
pub mod directory;
pub mod person;
pub mod reset;
pub mod session;
