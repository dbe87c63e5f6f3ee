//! The demo content: invented people in real municipalities, their networks, meetings, documents and conversations.
//!
//! Everything is text under `crates/samrum/demo/`; [`content`] reads it into one in-memory model with string keys, and
//! [`render`] turns a document's source into a real PDF, DOCX or PPTX file. Both are pure: no clock, no randomness, so
//! two installations started on the same day are the same. Times are days before or after the first start.

mod conversation_text;
mod document_text;
pub mod folder;
mod load;
mod markup;
mod model;
mod reading;
mod render;
pub mod seed;

#[cfg(test)]
mod check;

pub use load::{DemoError, content};
pub use model::{
    Answer, Ask, Asking, Assignment, AssignmentRole, Audience, Chat, Content, DirectConversation, DocumentFormat,
    DocumentKind, DocumentSource, DocumentState, Follow, GuestPass, Meeting, MeetingKind, MeetingState, Message,
    Moment, Network, NetworkSettings, Organisation, OrganisationKind, Participation, ParticipationState, Person,
    Proposal, PutOff, ReadMark, ReadingHabit, Room, Seat, SeatKind, SeatState, Thread, Vote,
};
pub use reading::ConversationRef;
pub use render::{Rendered, render};

/// The password all demo people share; it is printed at start and only accepted on loopback.
pub const PASSWORD: &str = "barnets-basta-i-praktiken";

/// The part after `@` of every demo address.
pub const MAIL_DOMAIN: &str = "demo.samrum.example";
