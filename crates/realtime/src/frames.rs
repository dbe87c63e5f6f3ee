//! Event → frame: what a listener is told of what happened. Truth is read anew, so that a replay tells it as it stands
//! now, what was deleted stays deleted, and what has moved away is gone.

mod loaded;

pub(crate) use loaded::{Loaded, load};

use domain::event::{Event, StreamId, StreamKind};
use domain::ids::{ConversationId, DocumentId, MessageId};
use domain::log::Entry;
use wire::{Change, ConversationFacts, DocumentRow, EventFrame, Folder, MeetingSummary, Message, Removed, ServerFrame};

/// The frame of one event, with its number. A broken entry is a frame that says nothing, so that the numbers go on.
pub(crate) fn frame(stream: StreamId, entry: &Entry, loaded: &Loaded, epoch: i64) -> (i64, ServerFrame) {
    let change = match &entry.event {
        Ok(event) => change(stream, event, loaded),
        Err(why) => {
            tracing::warn!(%stream, seq = entry.seq, why, "a broken event");
            metrics::counter!("realtime_broken_events_total").increment(1);
            Some(Change::Nothing)
        }
    };
    let stream = stream.to_string();
    let frame = match change {
        Some(change) => ServerFrame::Event(EventFrame { stream, seq: entry.seq, at: entry.at, change }),
        None => ServerFrame::Resync { stream, seq: entry.seq, epoch },
    };
    (entry.seq, frame)
}

/// What to tell of the event; none where only reading the lists again helps.
fn change(stream: StreamId, event: &Event, loaded: &Loaded) -> Option<Change> {
    Some(match event {
        Event::ConversationStarted { conversation } => {
            conversation_change(*conversation, loaded, |conversation| Change::ConversationStarted { conversation })
        }
        // what has been accepted and summed up is read again by those who look at it
        Event::ConversationChanged { conversation }
        | Event::AnswerAccepted { conversation, message: _ }
        | Event::AnswerWithdrawn { conversation, message: _ }
        | Event::SummaryChanged { conversation } => {
            conversation_change(*conversation, loaded, |conversation| Change::ConversationChanged { conversation })
        }
        // gone from the room it left, come to the room it is in now
        Event::ConversationMoved { conversation } => {
            conversation_change(*conversation, loaded, |conversation| Change::ConversationMoved { conversation })
        }
        Event::MessagePosted { conversation, message } => {
            match (loaded.messages.get(message), loaded.conversations.get(conversation)) {
                (Some(message), Some(conversation)) => {
                    Change::MessagePosted { message: message.into(), conversation: conversation.into() }
                }
                _ => Change::Removed { what: Removed::Message(*message) },
            }
        }
        Event::MessageEdited { message, conversation: _ } | Event::MessageLifted { message, conversation: _ } => {
            message_change(*message, loaded, |message| Change::MessageEdited { message })
        }
        Event::MessageDeleted { message, conversation: _ } => {
            message_change(*message, loaded, |message| Change::MessageDeleted { message })
        }
        Event::MessageRestored { message, conversation: _ } => {
            message_change(*message, loaded, |message| Change::MessageRestored { message })
        }
        Event::MessageHidden { message, conversation: _ } => {
            message_change(*message, loaded, |message| Change::MessageHidden { message })
        }
        Event::MessageShown { message, conversation: _ } => {
            message_change(*message, loaded, |message| Change::MessageShown { message })
        }
        Event::MessageTouched { message, conversation: _ } => {
            message_change(*message, loaded, |message| Change::MessageTouched { message })
        }
        Event::MessagesSeen { conversation } => conversation_change(*conversation, loaded, |conversation| {
            Change::MessagesSeen { conversation_id: conversation.id }
        }),
        Event::FlagsChanged { network } => Change::FlagsChanged { network_id: *network },
        Event::CaseChanged { network: _, case } => Change::CaseChanged { case_id: *case },
        Event::ConditionsChanged { network, organisation: _ } => Change::ConditionsChanged { network_id: *network },
        Event::DocumentAdded { document }
        | Event::DocumentChanged { document }
        | Event::DocumentDeleted { document }
        | Event::DocumentRestored { document }
        | Event::DocumentRead { document, version: _ } => document_change(*document, loaded),
        Event::DocumentSeen { document } => match loaded.documents.get(document) {
            Some(document) => Change::DocumentSeen { document_id: document.id },
            None => Change::Removed { what: Removed::Document(*document) },
        },
        Event::FolderChanged { folder } => match loaded.folders.get(folder) {
            Some(folder) => Change::FolderChanged { folder: Folder::from(folder) },
            None => Change::Removed { what: Removed::Folder(*folder) },
        },
        // one held in a narrower room is nothing to everybody here; those who read it see it when they read again
        Event::MeetingChanged { meeting } => match loaded.meetings.get(meeting) {
            Some(meeting) => Change::MeetingChanged { meeting: MeetingSummary::new(meeting, &loaded.hosts) },
            None => Change::DirectoryChanged,
        },
        Event::MeetingAnswered { meeting } => Change::MeetingAnswered { meeting_id: *meeting },
        Event::MeetingAsked { meeting } => Change::MeetingAsked { meeting_id: *meeting },
        // who is reminded is told by mail
        Event::MeetingReminded { meeting: _ } => Change::Nothing,
        // the network's stream shows it to all who see the meeting
        Event::MeetingCancelled { meeting: _, cancelled: _ } => Change::Nothing,
        Event::DossierChanged { meeting } => Change::DossierChanged { meeting_id: *meeting },
        Event::AudienceChanged { person: _ } => Change::AudienceChanged,
        Event::RoomChanged { room: _ }
        | Event::ParticipationChanged { organisation: _ }
        | Event::SeatChanged { seat: _ }
        | Event::AssignmentChanged { person: _ }
        | Event::NetworkChanged { network: _ } => Change::DirectoryChanged,
        Event::PersonChanged { person: _ } if stream.kind == StreamKind::Person => Change::PersonChanged,
        Event::PersonChanged { person: _ } => Change::DirectoryChanged,
        Event::SessionEnded { session } => only_own(stream, Change::SessionEnded { session_id: *session }),
        Event::DraftChanged { place } => only_own(stream, Change::DraftChanged { place: place.clone() }),
        Event::MarkedRead { network, room } => {
            only_own(stream, Change::MarkedRead { network_id: *network, room_id: *room })
        }
        Event::DirectStarted { conversation } => match loaded.conversations.get(conversation) {
            Some(found) => {
                only_own(stream, Change::DirectStarted { conversation_id: found.id, room_id: found.room_id })
            }
            None => Change::Removed { what: Removed::Conversation(*conversation) },
        },
        Event::FollowingChanged { room, conversation } => {
            only_own(stream, Change::FollowingChanged { room_id: *room, conversation_id: *conversation })
        }
        Event::PutOffChanged { conversation } => {
            only_own(stream, Change::PutOffChanged { conversation_id: *conversation })
        }
        Event::MailSettingsChanged { person: _ } => only_own(stream, Change::MailSettingsChanged),
        Event::SavedSearchChanged { search: _ } | Event::SavedSearchMatched { search: _ } => {
            only_own(stream, Change::SavedSearchesChanged)
        }
        Event::AskStarted { conversation }
        | Event::AskAnswered { conversation, organisation: _ }
        | Event::AskReminded { conversation }
        | Event::AskClosed { conversation } => conversation_change(*conversation, loaded, |conversation| {
            Change::AskChanged { conversation_id: conversation.id }
        }),
        Event::ProposalPut { conversation }
        | Event::VoiceCast { conversation }
        | Event::ProposalClosed { conversation } => conversation_change(*conversation, loaded, |conversation| {
            Change::ProposalChanged { conversation_id: conversation.id }
        }),
        // whoever listens reads the room it was made in; where it has moved since, its conversation says
        Event::DecisionMade { conversation, decision: _ } => {
            conversation_change(*conversation, loaded, |conversation| Change::DecisionMade {
                conversation_id: conversation.id,
            })
        }
        Event::Unknown { kind } => {
            tracing::warn!(%stream, kind, "an event of a newer version");
            return None;
        }
    })
}

/// What concerns one person only is told on their own stream only.
fn only_own(stream: StreamId, change: Change) -> Change {
    if stream.kind == StreamKind::Person { change } else { Change::Nothing }
}

fn conversation_change(id: ConversationId, loaded: &Loaded, as_it_is: fn(ConversationFacts) -> Change) -> Change {
    match loaded.conversations.get(&id) {
        Some(found) => as_it_is(found.into()),
        None => Change::Removed { what: Removed::Conversation(id) },
    }
}

fn message_change(id: MessageId, loaded: &Loaded, as_it_is: fn(Message) -> Change) -> Change {
    match loaded.messages.get(&id) {
        Some(found) => as_it_is(found.into()),
        None => Change::Removed { what: Removed::Message(id) },
    }
}

fn document_change(id: DocumentId, loaded: &Loaded) -> Change {
    match loaded.documents.get(&id) {
        Some(found) => Change::DocumentChanged { document: DocumentRow::from(found) },
        None => Change::Removed { what: Removed::Document(id) },
    }
}
