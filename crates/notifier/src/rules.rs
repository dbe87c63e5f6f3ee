//! Who is told of what: the one place that decides. There is no catch-all arm: a new kind of event does not compile until
//! it is decided here.

use std::collections::BTreeSet;

use domain::conversations::conversation::{ConversationKind, ThreadKind};
use domain::event::Event;
use domain::ids::{MessageId, PersonId};
use domain::notifications::{Concerned, MailReason};

/// What an event gives the notifier to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Nobody is told.
    Nothing,
    /// Those whom the message concerns ([`told`]).
    Message(MessageId),
    /// Of a kind that a newer version wrote: neither this nor any later event is for this version to take.
    Unknown,
}

/// What is to be done about an event.
pub(crate) fn rule(event: &Event) -> Rule {
    match event {
        Event::MessagePosted { message, .. } => Rule::Message(*message),
        // it comes with a first message, which has an event of its own
        Event::ConversationStarted { .. } | Event::DirectStarted { .. } => Rule::Nothing,
        // an edit that mentions somebody new tells nobody: mentions are made when writing
        Event::MessageEdited { .. } => Rule::Nothing,
        Event::ConversationChanged { .. }
        | Event::MessageDeleted { .. }
        | Event::MessageRestored { .. }
        | Event::MessageHidden { .. }
        | Event::MessageShown { .. }
        | Event::MessageTouched { .. }
        | Event::FlagsChanged { .. } => Rule::Nothing,
        Event::DocumentAdded { .. }
        | Event::DocumentChanged { .. }
        | Event::DocumentDeleted { .. }
        | Event::DocumentRestored { .. }
        | Event::DocumentRead { .. }
        | Event::FolderChanged { .. } => Rule::Nothing,
        Event::MeetingChanged { .. } | Event::RoomChanged { .. } | Event::NetworkChanged { .. } => Rule::Nothing,
        Event::AudienceChanged { .. }
        | Event::ParticipationChanged { .. }
        | Event::SeatChanged { .. }
        | Event::AssignmentChanged { .. }
        | Event::PersonChanged { .. } => Rule::Nothing,
        Event::SessionEnded { .. } | Event::DraftChanged { .. } | Event::MarkedRead { .. } => Rule::Nothing,
        Event::Unknown { .. } => Rule::Unknown,
    }
}

/// Who is told of a message, each once and for the reason that is nearest to them; never who wrote it.
///
/// Whether they may read it is not asked here but when the mail is written.
pub(crate) fn told(message: &Concerned) -> Vec<(PersonId, MailReason)> {
    let mut told = BTreeSet::new();
    let mut list = Vec::new();
    let mut tell = |person: PersonId, reason| {
        if message.author != Some(person) && told.insert(person) {
            list.push((person, reason));
        }
    };
    message.mentioned.iter().for_each(|person| tell(*person, MailReason::Mention));
    if message.kind == ConversationKind::Direct {
        message.participants.iter().for_each(|person| tell(*person, MailReason::Direct));
    }
    if message.thread_kind == Some(ThreadKind::Question) && message.position > 1 {
        message.starter.iter().for_each(|person| tell(*person, MailReason::Answer));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;

    fn person(number: u8) -> PersonId {
        PersonId(uuid::Uuid::from_u128(u128::from(number)))
    }

    fn message() -> Concerned {
        Concerned {
            author: Some(person(1)),
            written_at: Clock::default().now(),
            position: 2,
            kind: ConversationKind::Thread,
            thread_kind: Some(ThreadKind::Discussion),
            starter: Some(person(2)),
            mentioned: Vec::new(),
            participants: Vec::new(),
        }
    }

    #[test]
    fn in_a_discussion_only_those_mentioned_are_told() {
        assert_eq!(told(&message()), []);
        let mentioning = Concerned { mentioned: vec![person(1), person(3)], ..message() };
        assert_eq!(told(&mentioning), [(person(3), MailReason::Mention)]);
    }

    #[test]
    fn who_asked_is_told_of_answers_and_never_of_their_own() {
        let answer = Concerned { thread_kind: Some(ThreadKind::Question), ..message() };
        assert_eq!(told(&answer), [(person(2), MailReason::Answer)]);
        assert_eq!(told(&Concerned { author: Some(person(2)), ..answer.clone() }), []);
        assert_eq!(told(&Concerned { position: 1, ..answer }), []);
    }

    #[test]
    fn the_others_of_a_direct_conversation_are_told_once() {
        let direct = Concerned {
            kind: ConversationKind::Direct,
            thread_kind: None,
            participants: vec![person(1), person(2), person(3)],
            mentioned: vec![person(3)],
            ..message()
        };
        assert_eq!(told(&direct), [(person(3), MailReason::Mention), (person(2), MailReason::Direct)]);
    }
}
