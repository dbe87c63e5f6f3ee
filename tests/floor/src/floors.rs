//! The least a server could do for the same answers.

pub mod broadcast;
pub mod group_commit;
pub mod plain_search;
pub mod rows;
mod server;

pub use server::serve;
