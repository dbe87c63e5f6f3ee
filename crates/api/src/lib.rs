//! HTTP: a route takes, fetches through the actor, does one command, shows a view.
//!
//! [`routes`] is the flat list: reading it is reading the API. [`problem`] is the only place where an error becomes a
//! status. Nothing here decides who may do what: finders and commands of `domain` do.

mod asker;
mod body;
mod calendar;
mod cursor;
mod head;
mod headers;
mod listed;
mod once;
pub mod openapi;
mod preconditions;
mod problem;
mod rendering;
mod routes;
mod state;
mod table_file;
mod upload;
mod zipped;

pub use asker::asker;
pub use head::head;
pub use headers::security_headers;
pub use problem::{Failure, of_domain as render_error, problems};
pub use routes::{configure, describe};
pub use state::{Api, Around, Demo, DrawPortrait, Drawing, MediaType};
