//! What a meeting leaves behind besides its notes: decisions and promises, evaluation, and what it still lacks.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{DocumentId, MeetingId, NetworkId, OrganisationId, PromiseId};
use domain::meetings::evaluation;
use domain::meetings::notes::Lacking;
use domain::meetings::promise::{self, PromiseKind, PromiseStatus};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Named, PersonNamed};

/// A decision or promise of a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingPromise {
    /// Its id.
    pub id: PromiseId,
    /// From which meeting.
    pub meeting_id: MeetingId,
    /// The meeting's title.
    pub meeting: String,
    /// In which network.
    pub network_id: NetworkId,
    /// What kind.
    pub kind: PromiseKind,
    /// Its wording.
    pub wording: String,
    /// The words of the notes it was made from; once those are published, the words that stand there.
    pub quote: Option<String>,
    /// Where in the notes those stand while they are written.
    pub place: Option<NotesPlace>,
    /// Who is to do it.
    pub organisation: Option<Named>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// How far it has come.
    pub status: PromiseStatus,
    /// Who recorded it.
    pub person: PersonNamed,
    /// When.
    pub made_at: DateTime<Utc>,
    /// When it was last said how far it has come.
    pub status_at: Option<DateTime<Utc>>,
    /// Whether one says how far it has come.
    pub may_finish: bool,
    /// Goes up with every change.
    pub revision: i64,
}

impl MeetingPromise {
    /// As the person asking sees it.
    #[must_use]
    pub fn new(row: promise::Promise, may_finish: bool) -> Self {
        let organisation = row.organisation_id.zip(row.organisation).map(|(id, name)| Named { id: id.0, name });
        Self {
            id: row.id,
            meeting_id: row.meeting_id,
            meeting: row.meeting,
            network_id: row.network_id,
            kind: row.kind,
            wording: row.wording,
            quote: row.quote,
            place: row.begins_at.zip(row.ends_at).map(|(from, to)| NotesPlace { from, to }),
            organisation,
            due_on: row.due_on,
            status: row.status,
            person: PersonNamed { id: row.person_id, name: row.person },
            made_at: row.made_at,
            status_at: row.status_at,
            may_finish,
            revision: row.revision,
        }
    }
}

/// A passage of the notes by its first and last letter, wherever those stand now: Yjs relative positions, base64.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotesPlace {
    /// Before its first letter.
    #[schema(max_length = 64)]
    pub from: String,
    /// After its last.
    #[schema(max_length = 64)]
    pub to: String,
}

/// A decision or promise to record, or what it is to say instead.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SayPromise {
    /// What kind.
    pub kind: PromiseKind,
    /// Its wording.
    #[schema(max_length = 1000)]
    pub wording: String,
    /// The words of the notes it is made from; not changed later.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub quote: Option<String>,
    /// Where in the notes those stand; counts with `quote` only, and is not changed later.
    #[serde(default)]
    pub place: Option<NotesPlace>,
    /// Who is to do it; a promise needs one.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
}

impl SayPromise {
    /// What it says, and what it is made from.
    #[must_use]
    pub fn into_parts(self) -> (promise::Said, Option<promise::Passage>) {
        let said = promise::Said {
            kind: self.kind,
            wording: self.wording,
            organisation: self.organisation_id,
            due_on: self.due_on,
        };
        let place = self.place.map(|place| (place.from, place.to));
        (said, self.quote.map(|quote| promise::Passage { quote, place }))
    }
}

/// How far a decision or promise has come.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SayPromiseStatus {
    /// How far.
    pub status: PromiseStatus,
}

/// What a meeting leaves behind.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Dossier {
    /// Its decisions and promises, in the order they were made.
    pub promises: Vec<MeetingPromise>,
    /// Whether one records more.
    pub may_record: bool,
    /// What it still lacks before it is published, for those who plan it.
    pub lacking: Vec<Lacking>,
    /// The document its notes became.
    pub document_id: Option<DocumentId>,
    /// What the organisations thought of it.
    pub evaluations: Vec<Evaluation>,
    /// The organisations one answers for.
    pub own: Vec<Named>,
}

/// What an organisation thought of a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Evaluation {
    /// Which.
    pub organisation: Named,
    /// How well it was worth the time, 1–5.
    pub score: i32,
    /// What they take home.
    pub takes_home: String,
    /// What could be better.
    pub better: String,
    /// When.
    pub answered_at: DateTime<Utc>,
}

impl From<evaluation::Evaluation> for Evaluation {
    fn from(row: evaluation::Evaluation) -> Self {
        Self {
            organisation: Named { id: row.organisation_id.0, name: row.organisation },
            score: row.score,
            takes_home: row.takes_home,
            better: row.better,
            answered_at: row.answered_at,
        }
    }
}

/// What an organisation thinks of a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluateMeeting {
    /// How well it was worth the time, 1–5.
    #[schema(minimum = 1, maximum = 5)]
    pub score: i32,
    /// What they take home.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub takes_home: String,
    /// What could be better.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub better: String,
}

/// A meeting to publish.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishMeeting {
    /// Half a page on what it gave.
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub summary: Option<String>,
}
