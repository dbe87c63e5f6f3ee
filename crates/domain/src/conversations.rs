//! What is said: threads, chats and direct conversations, all of one message model.

pub mod answered_by;
pub mod attention;
pub mod conversation;
pub mod direct;
pub mod draft;
pub mod find;
pub mod flag;
pub mod following;
pub mod information;
pub mod list;
pub mod mention;
pub mod mentioned_in;
pub mod message;
pub mod moving;
pub mod question;
pub mod read_mark;
pub mod reference;
pub mod summary;
pub mod tags;
pub mod text;
pub mod unread;
pub mod writing;
