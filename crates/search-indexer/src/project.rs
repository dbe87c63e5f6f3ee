//! Each kind of event → what has to be read again. There is no catch-all arm: a new kind does not compile until it is
//! decided here.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Event;
use domain::indexing::{Subject, Walk};
use uuid::Uuid;

/// What has to be read again, each thing once however often it was touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// By id.
    pub(crate) ids: BTreeMap<Subject, BTreeSet<Uuid>>,
    /// By walking.
    pub(crate) walks: BTreeSet<Walk>,
    /// A file came in that waits to be read.
    pub(crate) arrivals: bool,
}

/// What to do about an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Projected {
    /// It has been taken up in what is touched, or concerns nothing in the index.
    Done,
    /// Of a kind that a newer version wrote: neither this nor any later event is for this version to take.
    Unknown,
}

impl Touched {
    fn one(&mut self, subject: Subject, id: Uuid) -> Projected {
        self.ids.entry(subject).or_default().insert(id);
        Projected::Done
    }

    fn walk(&mut self, walks: impl IntoIterator<Item = Walk>) -> Projected {
        self.walks.extend(walks);
        Projected::Done
    }

    /// Takes up what the event touches.
    pub(crate) fn take(&mut self, event: &Event) -> Projected {
        /// Said out loud: the event changes nothing that is indexed.
        #[expect(non_upper_case_globals, reason = "it stands where a call would")]
        const Nothing: Projected = Projected::Done;
        match event {
            // that it is answered puts it in the archive; its summary is what it says
            Event::ConversationStarted { conversation }
            | Event::AnswerAccepted { conversation, .. }
            | Event::AnswerWithdrawn { conversation, .. }
            | Event::SummaryChanged { conversation } => self.one(Subject::Conversations, conversation.0),
            // its messages and the decision it became carry its title, themes and room
            Event::ConversationChanged { conversation } | Event::ConversationMoved { conversation } => {
                self.one(Subject::Conversations, conversation.0);
                self.walk([Walk::MessagesOf(*conversation), Walk::DecisionsOf(*conversation)])
            }
            Event::MessagePosted { message, .. } | Event::MessageEdited { message, .. } => {
                self.one(Subject::Messages, message.0)
            }
            // it may have been the answer
            Event::MessageDeleted { message, conversation }
            | Event::MessageRestored { message, conversation }
            | Event::MessageHidden { message, conversation }
            | Event::MessageShown { message, conversation } => {
                self.one(Subject::Conversations, conversation.0);
                self.one(Subject::Messages, message.0)
            }
            // what others say of a message is not what it says
            Event::MessageTouched { .. } | Event::FlagsChanged { .. } => Nothing,
            // cases and conditions are not for searching
            Event::CaseChanged { .. } | Event::ConditionsChanged { .. } => Nothing,
            Event::MessagesSeen { .. } | Event::DocumentSeen { .. } => Nothing,
            Event::DocumentAdded { document } | Event::DocumentChanged { document } => {
                self.arrivals = true;
                self.one(Subject::Documents, document.0)
            }
            Event::DocumentDeleted { document }
            | Event::DocumentRestored { document }
            | Event::DocumentRead { document, .. } => self.one(Subject::Documents, document.0),
            // a link says nothing
            Event::MessageLifted { .. } => Nothing,
            // a folder's name is not indexed
            Event::FolderChanged { .. } => Nothing,
            // its documents carry its host, themes and date; all in its rooms its title
            Event::MeetingChanged { meeting } => {
                self.one(Subject::Meetings, meeting.0);
                self.walk([
                    Walk::DocumentsAt(*meeting),
                    Walk::ConversationsAt(*meeting),
                    Walk::MessagesAt(*meeting),
                    Walk::DecisionsAt(*meeting),
                    Walk::PromisesOf(*meeting),
                ])
            }
            // who comes and what is asked beforehand is not indexed
            Event::MeetingAnswered { .. } | Event::MeetingAsked { .. } | Event::MeetingReminded { .. } => Nothing,
            // that it changed is told beside it
            Event::MeetingCancelled { .. } => Nothing,
            // what is being written is no documentation yet: it is found once it has been published, as a document; what was
            // decided and promised is found as soon as it is recorded
            Event::DossierChanged { meeting } => self.walk([Walk::PromisesOf(*meeting)]),
            // the room's name stands with all that is in it
            Event::RoomChanged { room } => self.walk([
                Walk::ConversationsIn(*room),
                Walk::MessagesIn(*room),
                Walk::DocumentsIn(*room),
                Walk::MeetingsIn(*room),
                Walk::DecisionsIn(*room),
                Walk::PromisesIn(*room),
            ]),
            // who may read a room is asked when somebody searches
            Event::AudienceChanged { .. } => Nothing,
            Event::ParticipationChanged { organisation } => {
                self.one(Subject::Organisations, organisation.0);
                self.walk([Walk::PeopleOf(*organisation)])
            }
            Event::SeatChanged { seat } => self.walk([Walk::PeopleOn(*seat)]),
            Event::AssignmentChanged { person } => self.one(Subject::People, person.0),
            // settings are not indexed, and a network's name never changes
            Event::NetworkChanged { .. } => Nothing,
            // the name, or that it is protected, stands with all they made
            Event::PersonChanged { person } => {
                self.one(Subject::People, person.0);
                self.walk([Walk::MessagesBy(*person), Walk::ConversationsBy(*person), Walk::DocumentsBy(*person)])
            }
            Event::SessionEnded { .. } => Nothing,
            Event::DraftChanged { .. } | Event::MarkedRead { .. } => Nothing,
            // it has no title; its messages have events of their own
            Event::DirectStarted { .. } => Nothing,
            Event::FollowingChanged { .. } | Event::PutOffChanged { .. } => Nothing,
            Event::MailSettingsChanged { .. } => Nothing,
            Event::SavedSearchChanged { .. } | Event::SavedSearchMatched { .. } => Nothing,
            // the question is a message; answers are read where they stand, and their summary is a document
            Event::AskStarted { .. }
            | Event::AskAnswered { .. }
            | Event::AskReminded { .. }
            | Event::AskClosed { .. } => Nothing,
            // what was proposed is a message; what was decided is a decision
            Event::ProposalPut { .. } | Event::VoiceCast { .. } | Event::ProposalClosed { .. } => Nothing,
            Event::DecisionMade { decision, .. } => self.one(Subject::Decisions, decision.0),
            Event::Unknown { .. } => Projected::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ConversationId, MessageId};

    #[test]
    fn a_thing_touched_twice_is_read_once() {
        let (conversation, message) = (ConversationId(Uuid::from_u128(1)), MessageId(Uuid::from_u128(2)));
        let mut touched = Touched::default();
        assert_eq!(touched.take(&Event::MessagePosted { conversation, message }), Projected::Done);
        assert_eq!(touched.take(&Event::MessageDeleted { conversation, message }), Projected::Done);
        assert_eq!(touched.ids[&Subject::Messages].len(), 1);
        assert_eq!(touched.take(&Event::Unknown { kind: "later".into() }), Projected::Unknown);
    }
}
