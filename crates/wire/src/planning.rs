//! Planning a meeting: what is said of it, its programme, what one may do.

use chrono::NaiveDate;
use domain::Result;
use domain::access::{Audience, MeetingRights};
use domain::conversations::tags::Tags;
use domain::ids::{ItemId, MeetingId, OrganisationId};
use domain::meetings::evaluation;
use domain::meetings::meeting::{Facts, MeetingKind, MeetingState, When};
use domain::meetings::programme::{self, ItemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Named;

/// What one may do with a meeting.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingRightsView {
    /// Change it, its programme and how far it has come.
    pub plan: bool,
    /// Say whether one comes.
    pub sign_up: bool,
    /// Note who was there.
    pub keep_attendance: bool,
    /// Write in its notes while they are taken.
    pub take_notes: bool,
    /// Hold it after all, once it is cancelled.
    pub hold_after_all: bool,
}

impl From<MeetingRights> for MeetingRightsView {
    fn from(rights: MeetingRights) -> Self {
        let MeetingRights { plan, sign_up, keep_attendance, take_notes, hold_after_all } = rights;
        Self { plan, sign_up, keep_attendance, take_notes, hold_after_all }
    }
}

/// An item of a programme.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProgrammeItem {
    /// Its id.
    pub id: ItemId,
    /// Which day of the meeting, from 1.
    pub day: i32,
    /// When it begins, by the clock where the meeting is held: `09:30`.
    pub starts_at: String,
    /// When it is over.
    pub ends_at: String,
    /// How many minutes it takes.
    pub minutes: i32,
    /// What kind.
    pub kind: ItemKind,
    /// What it is called.
    pub title: String,
    /// Who does it; may be empty.
    pub who: String,
    /// More about it; may be empty.
    pub about: String,
}

impl From<programme::Item> for ProgrammeItem {
    fn from(item: programme::Item) -> Self {
        Self {
            id: item.id,
            day: item.day,
            starts_at: programme::said(item.starts_at),
            ends_at: programme::said(item.starts_at + item.minutes),
            minutes: item.minutes,
            kind: item.kind,
            title: item.title,
            who: item.who,
            about: item.about,
        }
    }
}

/// Minutes of each kind.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Balance {
    /// Lectures.
    pub lecture: i64,
    /// Workshops.
    pub workshop: i64,
    /// Discussions.
    pub discussion: i64,
    /// Time to talk.
    pub informal: i64,
}

impl From<programme::Balance> for Balance {
    fn from(of: programme::Balance) -> Self {
        Self { lecture: of.lecture, workshop: of.workshop, discussion: of.discussion, informal: of.informal }
    }
}

/// How it was at an earlier meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EarlierBalance {
    /// Which.
    pub id: MeetingId,
    /// Its title.
    pub title: String,
    /// How much time went to what.
    pub balance: Balance,
    /// What was thought of it, for those who plan; none where nothing was said that one may read.
    pub thought: Option<EarlierThought>,
}

/// What was thought of an earlier meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EarlierThought {
    /// How many organisations said so.
    pub answers: i64,
    /// How well it was worth the time, 1–5, on the whole.
    pub score: f64,
    /// What they wrote of the time to talk with one another; at most five.
    pub said: Vec<SaidOfTalk>,
}

impl From<evaluation::Thought> for EarlierThought {
    fn from(thought: evaluation::Thought) -> Self {
        let said = thought.said.into_iter();
        let said = said.map(|(id, name, words)| SaidOfTalk { organisation: Named { id: id.0, name }, words });
        Self { answers: thought.answers, score: thought.score, said: said.collect() }
    }
}

/// What an organisation wrote of the time to talk.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SaidOfTalk {
    /// Which.
    pub organisation: Named,
    /// Its words.
    pub words: String,
}

/// What is said of a meeting, all of it as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteMeeting {
    /// What kind.
    pub kind: MeetingKind,
    /// Its title, at most 200 characters.
    #[schema(max_length = 200)]
    pub title: String,
    /// Its year, where its days are not known.
    #[serde(default)]
    pub year: Option<i32>,
    /// Its month, where that is known and its days are not.
    #[serde(default)]
    pub month: Option<i32>,
    /// Its first day.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Its last day; without it there is but one.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Where.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub place: Option<String>,
    /// Where one follows it from afar; begins with `https://`.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub link: Option<String>,
    /// Its themes, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Vec<String>,
    /// The Convention's articles it is about, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub articles: Vec<i64>,
    /// What those invited are told, at most 5,000 characters.
    #[serde(default)]
    #[schema(max_length = 5000)]
    pub invitation: String,
    /// Answers are hoped for until the end of this day.
    #[serde(default)]
    pub answer_by: Option<NaiveDate>,
    /// Observers are invited, too.
    #[serde(default)]
    pub observers_invited: bool,
    /// How many guests from home each organisation may bring, 0–20.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 20)]
    pub guests_each: i32,
    /// Its hosts, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub hosts: Vec<OrganisationId>,
    /// Who it is for: `whole_network` (so without it), `members`, `officials` or `elected`. Only when it is made.
    #[serde(default)]
    pub audience: Option<Audience>,
    /// An earlier meeting whose programme is gone on from. Only when it is made.
    #[serde(default)]
    pub like: Option<MeetingId>,
    /// Why; needed to change what is in the archive.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

impl WriteMeeting {
    /// What it says of the meeting.
    ///
    /// # Errors
    /// [`domain::Error::Invalid`] for times, themes and articles that can't be.
    pub fn facts(self) -> Result<Facts> {
        Ok(Facts {
            kind: self.kind,
            title: self.title,
            when: When::chosen(self.year, self.month, self.starts_on, self.ends_on)?,
            place: self.place,
            link: self.link,
            tags: Tags::chosen(&self.themes, &self.articles)?,
            invitation: self.invitation,
            answer_by: self.answer_by,
            observers_invited: self.observers_invited,
            guests_each: self.guests_each,
            hosts: self.hosts,
        })
    }
}

/// How far a meeting has come.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMeetingState {
    /// How far; into the archive it comes by being published.
    pub state: MeetingState,
}

/// A whole programme, as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteProgramme {
    /// Its items, at most 100; those left out go.
    #[schema(max_items = 100)]
    pub items: Vec<WriteItem>,
    /// Why; needed to change what is in the archive.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// An item of a programme, as it is to be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteItem {
    /// Which one it was before; none for a new one.
    #[serde(default)]
    pub id: Option<ItemId>,
    /// Which day of the meeting, 1–10.
    #[schema(minimum = 1, maximum = 10)]
    pub day: i32,
    /// When it begins, by the clock where the meeting is held: `09:30`.
    pub starts_at: String,
    /// How many minutes it takes.
    #[schema(minimum = 1, maximum = 1440)]
    pub minutes: i32,
    /// What kind.
    pub kind: ItemKind,
    /// What it is called.
    #[schema(max_length = 200)]
    pub title: String,
    /// Who does it.
    #[serde(default)]
    #[schema(max_length = 300)]
    pub who: String,
    /// More about it.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub about: String,
}

impl WriteItem {
    /// The item.
    ///
    /// # Errors
    /// [`domain::Error::Invalid`] for a time that is none.
    pub fn written(self) -> Result<programme::WrittenItem> {
        let Self { id, day, starts_at, minutes, kind, title, who, about } = self;
        let starts_at = programme::time_of_day(&starts_at)?;
        Ok(programme::WrittenItem { id, day, starts_at, minutes, kind, title, who, about })
    }
}

/// A meeting to cancel.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelMeeting {
    /// Why: everybody it concerns is told.
    #[schema(max_length = 500)]
    pub reason: String,
}
