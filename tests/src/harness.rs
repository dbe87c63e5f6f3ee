//! A node to talk to, a small world in it, and clients of it.

mod client;
mod database;
mod fixture;
mod mail_server;
mod named;
mod node;
pub mod office;
pub mod process;
mod socket;
mod sql;
mod wait;
mod world;

pub use client::{Answer, Client};
pub use fixture::{fixture, illustrated_docx};
pub use mail_server::{Conduct, MailServer, Received};
pub use node::Node;
pub use process::Process;
pub use socket::{End, Socket, after, handshake, posted};
pub use sql::Sql;
pub use wait::eventually;
pub use world::{PASSWORD, Role, World};
