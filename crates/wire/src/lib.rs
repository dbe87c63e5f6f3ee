//! What crosses the network: views, requests, realtime frames and the problem body.
//!
//! A view is made from what a finder gave, never from a bare row. A view that goes into a frame holds nothing that
//! differs between the readers of its stream: no "mine", no "unread", no rights, no words in one language.

mod accounts;
mod agreements;
mod asks;
mod attending;
mod author;
mod beforehand;
mod conversations;
mod decisions;
mod desk;
mod documents;
mod flags;
mod following;
mod frames;
mod governing;
mod list;
mod mail;
mod meetings;
mod messages;
mod networks;
mod people;
mod planning;
mod problem;
mod proposals;
mod reviews;
mod saved_searches;
mod search;
mod seats;
mod shelves;
mod synonyms;
mod threads;

pub use accounts::*;
pub use agreements::*;
pub use asks::*;
pub use attending::*;
pub use author::*;
pub use beforehand::*;
pub use conversations::*;
pub use decisions::*;
pub use desk::*;
pub use documents::*;
pub use flags::*;
pub use following::*;
pub use frames::*;
pub use governing::*;
pub use list::*;
pub use mail::*;
pub use meetings::*;
pub use messages::*;
pub use networks::*;
pub use people::*;
pub use planning::*;
pub use problem::*;
pub use proposals::*;
pub use reviews::*;
pub use saved_searches::*;
pub use search::*;
pub use seats::*;
pub use shelves::*;
pub use synonyms::*;
pub use threads::*;
