//! A node to talk to, a small world in it, and clients of it.

mod client;
mod node;
mod wait;
mod world;

pub use client::{Answer, Client};
pub use node::Node;
pub use wait::eventually;
pub use world::{PASSWORD, Role, World};
