//! Meetings.

use serde::Deserialize;

/// A meeting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Key within the network.
    pub key: String,
    /// Kind.
    pub kind: MeetingKind,
    /// Title, for example `Gävle november 2017`.
    pub title: String,
    /// Organisation key of the host.
    pub host: String,
    /// Year and month `YYYY-MM` when only that is known.
    pub month: Option<String>,
    /// First day, days after the first start (the invented coming meetings).
    pub days_from_start: Option<u32>,
    /// Length in days.
    #[serde(default = "two_days")]
    pub length_days: u32,
    /// Place; absent when nobody has said more than the host.
    pub place: Option<String>,
    /// Themes, several or none.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Held or planned.
    pub state: MeetingState,
    /// Programme, Markdown; may be empty.
    #[serde(default)]
    pub programme: String,
    /// The Convention's articles it is about.
    #[serde(default)]
    pub articles: Vec<i64>,
    /// What those invited are told.
    #[serde(default)]
    pub invitation: String,
    /// Answers are hoped for until that many days after the first start.
    pub answer_by_days_from_start: Option<u32>,
    /// How many guests each organisation may bring.
    #[serde(default)]
    pub guests_each: i32,
    /// Keys of the seats that come.
    #[serde(default)]
    pub coming: Vec<String>,
    /// Keys of the seats that can't.
    #[serde(default)]
    pub not_coming: Vec<String>,
    /// What stands in the question box.
    #[serde(default)]
    pub questions: Vec<BoxedQuestion>,
    /// What it could be about.
    #[serde(default)]
    pub proposed: Vec<ProposedTheme>,
    /// Notes that are begun.
    pub notes: Option<Notes>,
    /// What was decided and promised.
    #[serde(default)]
    pub promises: Vec<Promise>,
    /// What an organisation has taken home from it.
    pub home: Option<HomePage>,
    /// What its host leaves for the next.
    pub handover: Option<Handover>,
    /// Why it is cancelled.
    pub cancelled: Option<String>,
    /// Keys of the seats that were there.
    #[serde(default)]
    pub attended: Vec<String>,
}

/// A question in the box before a meeting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoxedQuestion {
    /// Key of the person who asks.
    pub person: String,
    /// Key of their organisation.
    pub organisation: String,
    /// The question.
    pub text: String,
    /// By name, or by way of the coordinator.
    pub named: bool,
}

/// Notes that are begun.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notes {
    /// Key of the person who began them.
    pub person: String,
    /// Key of their organisation.
    pub organisation: String,
    /// Headings, points and paragraphs, one a line.
    pub text: String,
}

/// A promise, or without an organisation a decision.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Its wording.
    pub wording: String,
    /// Key of the person who recorded it.
    pub person: String,
    /// Key of the organisation it is for.
    pub organisation: Option<String>,
    /// To be done until that many days after the first start.
    pub due_days_from_start: Option<u32>,
    /// It is done.
    #[serde(default)]
    pub done: bool,
}

/// What a host leaves for the next.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// Key of the person who wrote it.
    pub person: String,
    /// The checklist: what, and whether it is done.
    pub items: Vec<(String, bool)>,
    /// The letter, Markdown.
    pub letter: String,
}

/// In which order members are to host.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostOrder {
    /// Key of the person who wrote it.
    pub person: String,
    /// Keys of the organisations, each with a word on when.
    pub turns: Vec<(String, String)>,
}

/// A page that an organisation has taken home, and those at home.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomePage {
    /// Key of the person who wrote it.
    pub person: String,
    /// Key of their organisation.
    pub organisation: String,
    /// Its title.
    pub title: String,
    /// Markdown.
    pub text: String,
    /// Who was told.
    #[serde(default)]
    pub told: Vec<Told>,
    /// The home group: names with addresses.
    #[serde(default)]
    pub group: Vec<(String, String)>,
}

/// That somebody at home was told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Who.
    pub who: String,
    /// How many days ago.
    pub days_ago: u64,
    /// It reports to the political level.
    #[serde(default)]
    pub reported: bool,
    /// It spreads the work to other networks.
    #[serde(default)]
    pub spread: bool,
}

/// A theme a meeting could have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedTheme {
    /// What it is.
    pub title: String,
    /// Key of the person who proposed it.
    pub person: String,
    /// Keys of the organisations that want it.
    #[serde(default)]
    pub wanted_by: Vec<String>,
}

fn two_days() -> u32 {
    2
}

/// Kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// Träff.
    Meeting,
    /// Tjänstepersonsmöte.
    OfficialsMeeting,
    /// Studiebesök.
    StudyVisit,
    /// Seminarium.
    Seminar,
    /// Utbildning.
    Training,
}

/// State of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// Planned.
    Planned,
    /// Held and documented.
    Held,
}
