//! Which messages a demo person has read, from the habit and the marks.

use super::model::{Content, Message};

/// Names a conversation, in the form the read marks use.
#[derive(Debug, Clone, Copy)]
pub enum ConversationRef<'a> {
    /// A thread by its key.
    Thread(&'a str),
    /// The chat of a room: network slug and room key.
    Chat(&'a str, &'a str),
    /// A direct conversation, by its people in the order they are named.
    Direct(&'a [String]),
}

impl ConversationRef<'_> {
    /// The name as it stands in `reading.toml`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Thread(key) => (*key).to_owned(),
            Self::Chat(network, room) => format!("{network}/{room}"),
            Self::Direct(people) => format!("direct:{}", people.join(",")),
        }
    }
}

impl Content {
    /// The position up to which `person` has read the conversation; 0 is nothing. One's own messages are read.
    #[must_use]
    pub fn read_position(&self, person: &str, conversation: ConversationRef<'_>, messages: &[Message]) -> u32 {
        let name = conversation.name();
        if let Some(mark) = self.marks.iter().find(|mark| mark.person == person && mark.conversation == name) {
            return mark.position;
        }
        let until = self
            .habits
            .iter()
            .find(|habit| habit.person == person)
            .map_or(DEFAULT_HABIT_DAYS, |habit| habit.read_until_days_ago);
        messages
            .iter()
            .rposition(|message| message.at.days_ago >= until || message.author == person)
            .map_or(0, |index| u32::try_from(index + 1).unwrap_or(u32::MAX))
    }
}

/// People without a habit of their own have read what is at least this old.
const DEFAULT_HABIT_DAYS: u32 = 10;
