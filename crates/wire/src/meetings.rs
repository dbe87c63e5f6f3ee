//! Meetings and the archive.

use chrono::{DateTime, NaiveDate, Utc};
use domain::conversations::conversation::{articles, themes};
use domain::ids::{MeetingId, NetworkId, PromiseId};
use domain::meetings::meeting::{self, MeetingKind, MeetingState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    At, AttendanceRow, Balance, DecisionRow, DocumentRow, EarlierBalance, MeetingRightsView, Named, OwnPlace,
    ProgrammeItem, Room,
};

/// A meeting in a list. It holds nothing that differs between its readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MeetingSummary {
    /// Its id.
    pub id: MeetingId,
    /// Whose.
    pub network_id: NetworkId,
    /// What kind.
    pub kind: MeetingKind,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// Its month, where it is known.
    pub month: Option<i32>,
    /// Its first day, where it is known.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// Its hosts.
    pub host: Vec<Named>,
    /// Where.
    pub place: Option<String>,
    /// Its themes; empty where none is chosen.
    pub themes: Vec<String>,
    /// The Convention's articles it is about.
    pub articles: Vec<i64>,
    /// How far it has come.
    pub state: MeetingState,
    /// Since when it is cancelled; none while it is to be held.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Why.
    pub cancelled_reason: Option<String>,
    /// How many documents belong to it.
    pub documents: i64,
    /// Goes up with every change.
    pub revision: i64,
}

impl MeetingSummary {
    /// The meeting with those of `hosts` that are its own.
    #[must_use]
    pub fn new(row: &meeting::Meeting, hosts: &[meeting::Host]) -> Self {
        let host = hosts
            .iter()
            .filter(|host| host.meeting_id == row.id)
            .map(|host| Named { id: host.organisation_id.0, name: host.name.clone() })
            .collect();
        Self {
            id: row.id,
            network_id: row.network_id,
            kind: row.kind,
            title: row.title.clone(),
            year: row.year,
            month: row.month,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            host,
            place: row.place.clone(),
            themes: themes(&row.themes),
            articles: articles(&row.articles),
            state: row.state,
            cancelled_at: row.cancelled_at,
            cancelled_reason: row.cancelled_reason.clone(),
            documents: row.documents,
            revision: row.revision,
        }
    }
}

/// A meeting, as the person asking sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Meeting {
    /// What all its readers see.
    #[serde(flatten)]
    pub summary: MeetingSummary,
    /// Half a page on what it gave.
    pub text: Option<String>,
    /// What those invited are told; may be empty.
    pub invitation: String,
    /// Where one follows it from afar.
    pub link: Option<String>,
    /// Answers are hoped for until the end of this day.
    pub answer_by: Option<NaiveDate>,
    /// Observers are invited, too.
    pub observers_invited: bool,
    /// How many guests from home each organisation may bring.
    pub guests_each: i32,
    /// What happens when, in order.
    pub programme: Vec<ProgrammeItem>,
    /// How much time of the programme goes to what.
    pub balance: Balance,
    /// How it was at the meetings before, the latest first.
    pub earlier: Vec<EarlierBalance>,
    /// The places one answers for.
    pub mine: Vec<OwnPlace>,
    /// What one may do.
    pub may: MeetingRightsView,
    /// Its own room.
    pub room: Room,
    /// The room it is planned in, for those who may read that.
    pub planning_room: Option<Room>,
    /// The meeting before it.
    pub previous: Option<MeetingSummary>,
    /// The meeting after it.
    pub next: Option<MeetingSummary>,
    /// Its documents that the person asking may read.
    pub documents: Vec<DocumentRow>,
    /// Where the network's stream stood.
    pub at: At,
}

/// The published part of what one may read.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Archive {
    /// The meetings by year, the latest first.
    pub years: Vec<ArchiveYear>,
    /// Themes, the most used first; at most forty.
    pub themes: Vec<ThemeCount>,
    /// The Convention's articles, and how much one may read about each: threads, decisions, documents and meetings.
    pub articles: Vec<ArticleCount>,
    /// What came last.
    pub new: Vec<DocumentRow>,
}

/// What was done in some years, for the report on them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Period {
    /// The meetings, in the order they are held; those that were cancelled are left out.
    pub meetings: Vec<PeriodMeeting>,
    /// What was adopted in conversations, in that order; at most a thousand.
    pub adopted: Vec<DecisionRow>,
    /// There was more than is told here: ask for fewer years, or for one network.
    pub cut: bool,
}

/// A meeting of a period.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PeriodMeeting {
    /// The meeting.
    pub meeting: MeetingSummary,
    /// How it was attended; none where that was not noted or is not told to whoever asks.
    pub attended: Option<AttendanceRow>,
    /// What it decided, in the order it was; of all meetings at most a thousand.
    pub decisions: Vec<PeriodDecision>,
}

/// What a meeting decided.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PeriodDecision {
    /// Its id.
    pub id: PromiseId,
    /// Its wording.
    pub wording: String,
}

/// An article and how much there is about it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ArticleCount {
    /// Which, 1–54.
    pub article: u8,
    /// How much.
    pub count: u64,
}

/// One year of the archive.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ArchiveYear {
    /// Which.
    pub year: i32,
    /// Its meetings, the latest first.
    pub meetings: Vec<MeetingSummary>,
}

/// A theme, and how much one may read about it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ThemeCount {
    /// The theme.
    pub name: String,
    /// How many meetings, threads, decisions and documents.
    pub count: i64,
}
