//! What has become narrower since the index last looked: its hits are read again anyway, but its counts are the index's own.

use uuid::Uuid;

use crate::Result;
use crate::event::Event;
use crate::log::{self, Position};
use crate::store::Store;

/// The most events that are looked at; behind more of them nothing is counted.
pub const MOST: usize = 1_000;

/// The ids of messages, conversations, documents and people that fewer may find by now than at `indexed`, or by fewer of
/// their words; none where nothing that the index counts is told: it is too far behind, or waits before an event that this
/// version can't read, which may have narrowed anything.
///
/// # Errors
/// When the database can't be reached.
pub async fn since(store: &Store, indexed: Position) -> Result<Option<Vec<Uuid>>> {
    let entries = log::since(store, indexed, MOST as u64 + 1).await?;
    if entries.len() > MOST {
        return Ok(None);
    }
    let mut ids = Vec::new();
    for entry in entries {
        match entry.event {
            Ok(Event::Unknown { .. }) | Err(_) => return Ok(None),
            Ok(event) => ids.extend(narrowed(&event)),
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(ids))
}

/// What the event takes from somebody, with all that belongs to it.
fn narrowed(event: &Event) -> Option<Uuid> {
    match event {
        Event::ConversationMoved { conversation } => Some(conversation.0),
        // the words it had may be what was taken back
        Event::MessageEdited { message, .. }
        | Event::MessageDeleted { message, .. }
        | Event::MessageHidden { message, .. } => Some(message.0),
        // it may stand in another room, or hold another text
        Event::DocumentChanged { document } | Event::DocumentDeleted { document } => Some(document.0),
        // the name may be protected now
        Event::PersonChanged { person } => Some(person.0),
        // who may read a room is asked with every search, and the rest adds, or says nothing that is counted
        Event::AudienceChanged { .. }
        | Event::ConversationStarted { .. }
        | Event::ConversationChanged { .. }
        | Event::AnswerAccepted { .. }
        | Event::AnswerWithdrawn { .. }
        | Event::SummaryChanged { .. }
        | Event::MessagePosted { .. }
        | Event::MessageLifted { .. }
        | Event::MessageRestored { .. }
        | Event::MessageShown { .. }
        | Event::MessageTouched { .. }
        | Event::MessagesSeen { .. }
        | Event::FlagsChanged { .. }
        | Event::CaseChanged { .. }
        | Event::ConditionsChanged { .. }
        | Event::DocumentAdded { .. }
        | Event::DocumentRestored { .. }
        | Event::DocumentRead { .. }
        | Event::DocumentSeen { .. }
        | Event::FolderChanged { .. }
        | Event::MeetingChanged { .. }
        | Event::MeetingAnswered { .. }
        | Event::MeetingAsked { .. }
        | Event::DossierChanged { .. }
        | Event::MeetingReminded { .. }
        | Event::MeetingCancelled { .. }
        | Event::RoomChanged { .. }
        | Event::ParticipationChanged { .. }
        | Event::SeatChanged { .. }
        | Event::AssignmentChanged { .. }
        | Event::NetworkChanged { .. }
        | Event::SessionEnded { .. }
        | Event::DraftChanged { .. }
        | Event::MarkedRead { .. }
        | Event::DirectStarted { .. }
        | Event::FollowingChanged { .. }
        | Event::PutOffChanged { .. }
        | Event::MailSettingsChanged { .. }
        | Event::SavedSearchChanged { .. }
        | Event::SavedSearchMatched { .. }
        | Event::AskStarted { .. }
        | Event::AskAnswered { .. }
        | Event::AskReminded { .. }
        | Event::AskClosed { .. }
        | Event::ProposalPut { .. }
        | Event::VoiceCast { .. }
        | Event::ProposalClosed { .. }
        | Event::DecisionMade { .. }
        | Event::Unknown { .. } => None,
    }
}
