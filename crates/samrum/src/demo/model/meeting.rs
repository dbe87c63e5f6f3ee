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
