//! What the events of one stream name, read in a few statements however many there are and whoever listens.

use std::collections::{BTreeSet, HashMap};

use domain::Result;
use domain::conversations::conversation::{self, Conversation};
use domain::conversations::message::{self, Message};
use domain::documents::document::{self, Document};
use domain::documents::folder::{self, Folder};
use domain::event::{Event, StreamId, StreamKind};
use domain::ids::{ConversationId, DocumentId, FolderId, MeetingId, MessageId, NetworkId, PersonId, RoomId};
use domain::log::Entry;
use domain::meetings::meeting::{self, Host, Meeting};
use domain::store::Db;

/// The rows that stand in the stream now.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    pub(crate) messages: HashMap<MessageId, Message>,
    pub(crate) conversations: HashMap<ConversationId, Conversation>,
    pub(crate) documents: HashMap<DocumentId, Document>,
    pub(crate) folders: HashMap<FolderId, Folder>,
    pub(crate) meetings: HashMap<MeetingId, Meeting>,
    pub(crate) hosts: Vec<Host>,
}

/// What the events name, each thing once.
#[derive(Debug, Default)]
struct Named {
    messages: BTreeSet<MessageId>,
    conversations: BTreeSet<ConversationId>,
    documents: BTreeSet<DocumentId>,
    folders: BTreeSet<FolderId>,
    meetings: BTreeSet<MeetingId>,
}

impl Named {
    fn by(entries: &[Entry]) -> Self {
        let mut named = Self::default();
        for event in entries.iter().filter_map(|entry| entry.event.as_ref().ok()) {
            match event {
                Event::ConversationStarted { conversation }
                | Event::ConversationChanged { conversation }
                | Event::ConversationMoved { conversation }
                | Event::MessagesSeen { conversation }
                | Event::AnswerAccepted { conversation, .. }
                | Event::AnswerWithdrawn { conversation, .. }
                | Event::SummaryChanged { conversation }
                | Event::DirectStarted { conversation }
                | Event::AskStarted { conversation }
                | Event::AskAnswered { conversation, .. }
                | Event::AskReminded { conversation }
                | Event::AskClosed { conversation }
                | Event::ProposalPut { conversation }
                | Event::VoiceCast { conversation }
                | Event::ProposalClosed { conversation }
                | Event::DecisionMade { conversation, .. } => {
                    named.conversations.insert(*conversation);
                }
                Event::MessagePosted { conversation, message } => {
                    named.conversations.insert(*conversation);
                    named.messages.insert(*message);
                }
                Event::MessageLifted { message, .. }
                | Event::MessageEdited { message, .. }
                | Event::MessageDeleted { message, .. }
                | Event::MessageRestored { message, .. }
                | Event::MessageHidden { message, .. }
                | Event::MessageShown { message, .. }
                | Event::MessageTouched { message, .. } => {
                    named.messages.insert(*message);
                }
                Event::DocumentAdded { document }
                | Event::DocumentChanged { document }
                | Event::DocumentDeleted { document }
                | Event::DocumentRestored { document }
                | Event::DocumentRead { document, .. }
                | Event::DocumentSeen { document } => {
                    named.documents.insert(*document);
                }
                Event::FolderChanged { folder } => {
                    named.folders.insert(*folder);
                }
                Event::MeetingChanged { meeting } => {
                    named.meetings.insert(*meeting);
                }
                Event::MeetingAnswered { .. }
                | Event::MeetingAsked { .. }
                | Event::MeetingReminded { .. }
                | Event::MeetingCancelled { .. }
                | Event::DossierChanged { .. }
                | Event::RoomChanged { .. }
                | Event::AudienceChanged { .. }
                | Event::ParticipationChanged { .. }
                | Event::SeatChanged { .. }
                | Event::AssignmentChanged { .. }
                | Event::NetworkChanged { .. }
                | Event::FlagsChanged { .. }
                | Event::CaseChanged { .. }
                | Event::ConditionsChanged { .. }
                | Event::PersonChanged { .. }
                | Event::SessionEnded { .. }
                | Event::DraftChanged { .. }
                | Event::MarkedRead { .. }
                | Event::FollowingChanged { .. }
                | Event::PutOffChanged { .. }
                | Event::MailSettingsChanged { .. }
                | Event::SavedSearchChanged { .. }
                | Event::SavedSearchMatched { .. }
                | Event::Unknown { .. } => {}
            }
        }
        named
    }
}

fn ids<T: Copy>(named: &BTreeSet<T>) -> Vec<T> {
    named.iter().copied().collect()
}

fn by_id<T, K: std::hash::Hash + Eq>(rows: Vec<T>, id: impl Fn(&T) -> K) -> HashMap<K, T> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}

/// Reads what the events name, each kind in one statement. Only what stands in this very stream is found.
///
/// # Errors
/// When the database can't be reached.
pub(crate) async fn load(db: &impl Db, stream: StreamId, entries: &[Entry]) -> Result<Loaded> {
    let named = Named::by(entries);
    let mut loaded = Loaded::default();
    match stream.kind {
        StreamKind::Room => {
            let room = RoomId(stream.id);
            if !named.messages.is_empty() {
                loaded.messages = by_id(message::in_room(db, room, &ids(&named.messages)).await?, |row| row.id);
            }
            if !named.conversations.is_empty() {
                let found = conversation::in_room(db, room, &ids(&named.conversations)).await?;
                loaded.conversations = by_id(found, |row| row.id);
            }
            if !named.documents.is_empty() {
                loaded.documents = by_id(document::in_room(db, room, &ids(&named.documents)).await?, |row| row.id);
            }
            if !named.folders.is_empty() {
                loaded.folders = by_id(folder::in_room(db, room, &ids(&named.folders)).await?, |row| row.id);
            }
        }
        StreamKind::Network if !named.meetings.is_empty() => {
            let found = meeting::in_network(db, NetworkId(stream.id), &ids(&named.meetings)).await?;
            loaded.hosts = meeting::hosts(db, &found).await?;
            loaded.meetings = by_id(found, |row| row.id);
        }
        StreamKind::Person if !named.conversations.is_empty() => {
            let found = conversation::direct_of(db, PersonId(stream.id), &ids(&named.conversations)).await?;
            loaded.conversations = by_id(found, |row| row.id);
        }
        StreamKind::Network | StreamKind::Person | StreamKind::Installation => {}
    }
    metrics::counter!("realtime_loads_total").increment(1);
    Ok(loaded)
}
