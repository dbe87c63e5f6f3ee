//! Conversations and their messages.

/// A moment: days before the first start and the time of day in Stockholm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days before the first start; 0 is the same day (such times are before 08:00).
    pub days_ago: u32,
    /// Hour 0–23.
    pub hour: u32,
    /// Minute 0–59.
    pub minute: u32,
}

impl Moment {
    /// Minutes before midnight of the first start's day; larger is earlier. May be negative on the day itself.
    #[must_use]
    pub fn minutes_before(&self) -> i64 {
        i64::from(self.days_ago) * 1440 - i64::from(self.hour * 60 + self.minute)
    }
}

/// A thread with a title.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Key, unique in the demo.
    pub key: String,
    /// Room key.
    pub room: String,
    /// Title.
    pub title: String,
    /// Positions of the messages accepted as answers.
    pub answers: Vec<u32>,
    /// Themes.
    pub themes: Vec<String>,
    /// Articles of the Convention.
    pub articles: Vec<i64>,
    /// Stands on top of the list.
    pub pinned: bool,
    /// Room key: where it was begun, before a message of it told that it was moved.
    pub moved_from: Option<String>,
    /// Position of the message in its room's chat that it was lifted from.
    pub lifted_from: Option<i64>,
    /// Messages, oldest first; position is index + 1.
    pub messages: Vec<Message>,
    /// The wordings of its summary, oldest first.
    pub summaries: Vec<Message>,
}

/// The chat of a room.
#[derive(Debug, Clone)]
pub struct Chat {
    /// Room key.
    pub room: String,
    /// Messages, oldest first.
    pub messages: Vec<Message>,
}

/// A conversation between named people.
#[derive(Debug, Clone)]
pub struct DirectConversation {
    /// Person keys, in the order they are named.
    pub people: Vec<String>,
    /// Messages, oldest first.
    pub messages: Vec<Message>,
}

/// What somebody wrote.
#[derive(Debug, Clone)]
pub struct Message {
    /// Person key.
    pub author: String,
    /// When.
    pub at: Moment,
    /// Position of the message this answers.
    pub answers: Option<u32>,
    /// Document keys attached.
    pub attachments: Vec<String>,
    /// Person keys mentioned; in the body each stands as `@{key}`.
    pub mentions: Vec<String>,
    /// Markdown.
    pub body: String,
    /// What became of it since.
    pub aftermath: Aftermath,
}

/// What others did with a message, and its author after it was written.
#[derive(Debug, Clone, Default)]
pub struct Aftermath {
    /// Who said *tack*.
    pub thanks: Vec<String>,
    /// Who said *vi gör likadant*.
    pub same_here: Vec<String>,
    /// Its author asks who has seen it.
    pub asks_seen: bool,
    /// What it said at first, before it was edited.
    pub first_wording: Option<String>,
    /// Who flagged it, and why.
    pub flag: Option<(String, String)>,
    /// It tells that the thread was moved, and that so many more read it since.
    pub moved: Option<i64>,
    /// Who hid it, and why.
    pub hidden: Option<(String, String)>,
}

impl Message {
    /// The body with every `@{key}` replaced by what `mention` makes of the key, for example
    /// `[@Malin Sjöqvist](samrum:person/…)`.
    pub fn body_with(&self, mention: impl Fn(&str) -> String) -> String {
        self.mentions.iter().fold(self.body.clone(), |body, key| body.replace(&format!("@{{{key}}}"), &mention(key)))
    }
}
