//! Imports: a zip that a coordinator brings in, looks through and confirms.

use chrono::{DateTime, Utc};
use domain::conversations::conversation::themes;
use domain::documents::document::DocumentKind;
use domain::documents::import::{self, Choice, Count, FileState, Filter, ImportState, Put};
use domain::ids::{DocumentId, ImportId, NetworkId, OrganisationId, RoomId, UploadId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::documents::present;
use crate::{Named, RoomRef};

/// A zip to bring in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// The zip, come whole.
    pub upload_id: UploadId,
    /// The room for what belongs to no meeting.
    pub room_id: RoomId,
}

/// An import.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Into which network.
    pub network_id: NetworkId,
    /// The room for what belongs to no meeting.
    pub room: RoomRef,
    /// What the zip is called.
    pub name: String,
    /// How many bytes the zip has.
    pub size: i64,
    /// Who brought it; none where the identity is protected.
    pub by: Option<String>,
    /// How far it has come.
    pub state: ImportState,
    /// Why it could not go on: a code.
    pub fault: Option<String>,
    /// Its files.
    pub files: ImportCounts,
    /// Of how many that will be taken in it is not known when they are from, or from whom.
    pub unsure: i64,
    /// Goes up with every change by a person; the `ETag`.
    pub revision: i64,
    /// Begun when.
    pub created_at: DateTime<Utc>,
    /// Confirmed when.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Done when.
    pub finished_at: Option<DateTime<Utc>>,
}

/// How many files of an import are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportCounts {
    /// Will be taken in.
    pub waiting: i64,
    /// Are left out.
    pub left_out: i64,
    /// Became documents.
    pub taken: i64,
    /// Became versions of what came before.
    pub new_version: i64,
    /// Had come before.
    pub known: i64,
    /// Could not be taken.
    pub skipped: i64,
}

impl ImportCounts {
    fn of(counts: &[Count]) -> Self {
        let of = |state: FileState| counts.iter().find(|count| count.state == state).map_or(0, |count| count.files);
        Self {
            waiting: of(FileState::Waiting),
            left_out: of(FileState::LeftOut),
            taken: of(FileState::Taken),
            new_version: of(FileState::NewVersion),
            known: of(FileState::Known),
            skipped: of(FileState::Skipped),
        }
    }
}

impl Import {
    /// An import with how many files there are in each state.
    #[must_use]
    pub fn new(row: &import::Import, counts: &[Count]) -> Self {
        Self {
            id: row.id,
            network_id: row.network_id,
            room: RoomRef {
                id: row.room_id,
                kind: row.room_kind,
                name: row.room_name.clone(),
                network_id: Some(row.network_id),
            },
            name: row.name.clone(),
            size: row.size,
            by: row.person_name.clone(),
            state: row.state,
            fault: row.fault.clone(),
            files: ImportCounts::of(counts),
            unsure: counts.iter().filter(|one| one.state == FileState::Waiting).map(|one| one.unsure).sum(),
            revision: row.revision,
            created_at: row.created_at,
            confirmed_at: row.confirmed_at,
            finished_at: row.finished_at,
        }
    }
}

/// A file of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportFile {
    /// Its number, from 1.
    pub number: i64,
    /// Its path in the zip.
    pub path: String,
    /// How many bytes, as the zip says.
    pub size: i64,
    /// What becomes of it.
    pub state: FileState,
    /// Why it was skipped: a code.
    pub why: Option<String>,
    /// The host of the meeting it comes from.
    pub host: Option<Named>,
    /// Its year.
    pub year: Option<i32>,
    /// Its month.
    pub month: Option<i32>,
    /// Its themes.
    pub themes: Vec<String>,
    /// What it is.
    pub document_kind: Option<DocumentKind>,
    /// It belongs to the meeting of its host, year and month.
    pub of_meeting: bool,
    /// What it became.
    pub document_id: Option<DocumentId>,
}

impl From<&import::ImportFile> for ImportFile {
    fn from(row: &import::ImportFile) -> Self {
        Self {
            number: row.number,
            path: row.path.clone(),
            size: row.size,
            state: row.state,
            why: row.why.clone(),
            host: row.host_id.zip(row.host.clone()).map(|(id, name)| Named { id: id.0, name }),
            year: row.year,
            month: row.month,
            themes: themes(&row.themes),
            document_kind: row.kind,
            of_meeting: row.of_meeting,
            document_id: row.document_id,
        }
    }
}

/// A host, a year and a month that files of an import are said to come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportOccasion {
    /// The host.
    pub host: Named,
    /// The year.
    pub year: i32,
    /// The month, where it is known.
    pub month: Option<i32>,
    /// How many files come from there.
    pub files: i64,
}

impl From<import::Occasion> for ImportOccasion {
    fn from(row: import::Occasion) -> Self {
        Self {
            host: Named { id: row.host_id.0, name: row.host },
            year: row.year,
            month: Some(row.month).filter(|month| *month != 0),
            files: row.files,
        }
    }
}

/// Which files of an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportFilter {
    /// Only what stands so.
    #[serde(default)]
    pub state: Option<FileState>,
    /// Only with this in the path.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub q: Option<String>,
    /// Only of this host.
    #[serde(default)]
    pub host: Option<OrganisationId>,
    /// Only of this year.
    #[serde(default)]
    pub year: Option<i32>,
    /// Only of this month; 0 where it is not known.
    #[serde(default)]
    pub month: Option<i32>,
    /// Only where host or year is not known.
    #[serde(default)]
    pub unsure: bool,
}

impl From<ImportFilter> for Filter {
    fn from(filter: ImportFilter) -> Self {
        let ImportFilter { state, q, host, year, month, unsure } = filter;
        Self { state, path: q, host, year, month, unsure }
    }
}

/// What to put right of files; what is missing stays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeImportFiles {
    /// These files, at most 1,000.
    #[serde(default)]
    #[schema(max_items = 1000)]
    pub numbers: Option<Vec<i64>>,
    /// Or all that this shows.
    #[serde(default)]
    pub shown: Option<ImportFilter>,
    /// The host; `null` is none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<OrganisationId>)]
    pub host_id: Option<Option<OrganisationId>>,
    /// The year; `null` is not known.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    pub year: Option<Option<i32>>,
    /// The month; `null` is not known.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i32>)]
    pub month: Option<Option<i32>>,
    /// The themes, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Option<Vec<String>>,
    /// What they are; `null` is that nobody says.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<DocumentKind>)]
    pub document_kind: Option<Option<DocumentKind>>,
    /// Whether they belong to the meeting of their host, year and month.
    #[serde(default)]
    pub of_meeting: Option<bool>,
    /// Whether they are left out.
    #[serde(default)]
    pub leave_out: Option<bool>,
}

impl ChangeImportFiles {
    /// Which files, and what is put right; none where it is not said which.
    #[must_use]
    pub fn taken_apart(self) -> Option<(Choice, Put)> {
        let choice = match (self.numbers, self.shown) {
            (Some(numbers), None) => Choice::Named(numbers),
            (None, Some(filter)) => Choice::Shown(filter.into()),
            _ => return None,
        };
        let put = Put {
            host: self.host_id,
            year: self.year,
            month: self.month,
            themes: self.themes,
            kind: self.document_kind,
            of_meeting: self.of_meeting,
            leave_out: self.leave_out,
        };
        Some((choice, put))
    }
}

/// How many files were put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PutRight {
    /// So many.
    pub files: u64,
}
