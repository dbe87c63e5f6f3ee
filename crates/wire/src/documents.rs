//! Folders, documents, pages.

use chrono::{DateTime, NaiveDate, Utc};
use domain::conversations::conversation::{articles, themes};
use domain::documents::document::{self, DocumentKind, DocumentState, Precision};
use domain::documents::folder;
use domain::documents::page::{DocumentPage, Reading};
use domain::ids::{ConversationId, DocumentId, FolderId, MeetingId, RoomId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{At, AudienceView, Author, ForwardedFrom, NetworkRef, ReviewView, RoomRef};

/// A folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Folder {
    /// Its id.
    pub id: FolderId,
    /// Its name.
    pub name: String,
    /// The folder it is in.
    pub parent_id: Option<FolderId>,
    /// The room it is in.
    pub room_id: RoomId,
    /// Goes up with every change.
    pub revision: i64,
}

impl From<&folder::Folder> for Folder {
    fn from(row: &folder::Folder) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            parent_id: row.parent_id,
            room_id: row.room_id,
            revision: row.revision,
        }
    }
}

/// What a file is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// PDF.
    Pdf,
    /// A text document: Word, OpenDocument, RTF.
    Document,
    /// A presentation.
    Presentation,
    /// A spreadsheet.
    Sheet,
    /// A picture.
    Image,
    /// Plain text, Markdown, a web page.
    Text,
    /// An e-mail.
    Mail,
    /// Something else.
    Other,
}

impl FileKind {
    /// What a media type is, in a word.
    #[must_use]
    pub fn of(media_type: &str) -> Self {
        let contains = |parts: &[&str]| parts.iter().any(|part| media_type.contains(part));
        if media_type == "application/pdf" {
            Self::Pdf
        } else if contains(&["presentation", "powerpoint"]) {
            Self::Presentation
        } else if contains(&["spreadsheet", "ms-excel", "text/csv"]) {
            Self::Sheet
        } else if contains(&["wordprocessing", "msword", "opendocument.text", "rtf"]) {
            Self::Document
        } else if media_type.starts_with("image/") {
            Self::Image
        } else if media_type == "message/rfc822" {
            Self::Mail
        } else if media_type.starts_with("text/") {
            Self::Text
        } else {
            Self::Other
        }
    }
}

/// A document. It holds nothing that differs between its readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentRow {
    /// Its id.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
    /// What the file is.
    pub kind: FileKind,
    /// Its media type, told from its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// The number of its newest version.
    pub version: i64,
    /// The room it is in.
    pub room: RoomRef,
    /// The folder it is in.
    pub folder_id: Option<FolderId>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// Where it stands.
    pub state: DocumentState,
    /// What it is, whatever kind of file; null where nobody has said.
    pub document_kind: Option<DocumentKind>,
    /// Its themes.
    pub themes: Vec<String>,
    /// The Convention's articles it is about.
    pub articles: Vec<i64>,
    /// How far the reading of its text has come.
    pub reading: Reading,
    /// How many pages it has.
    pub pages: i32,
    /// The day it is about.
    pub dated_on: Option<NaiveDate>,
    /// How exactly that is known.
    pub dated_precision: Option<Precision>,
    /// It stands beside the conversations of its room.
    pub pinned: bool,
    /// It is in the archive.
    pub published: bool,
    /// Made when.
    pub created_at: DateTime<Utc>,
    /// Last changed when.
    pub changed_at: DateTime<Utc>,
    /// Who made the newest version.
    pub changed_by: Author,
    /// There is a picture of its first page.
    pub thumbnail: bool,
    /// Its author asks which organisations open it.
    pub asks_seen: bool,
    /// Who has it checked out, if anybody.
    pub checked_out: Option<CheckedOut>,
    /// Taken away.
    pub deleted: bool,
    /// Goes up with every change; the `ETag`.
    pub revision: i64,
}

/// Who has a document checked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckedOut {
    /// Who.
    pub by: Author,
    /// What for.
    pub reason: String,
    /// Since when.
    pub since: DateTime<Utc>,
}

impl CheckedOut {
    fn of(row: &document::Document) -> Option<Self> {
        let by = Author::of_holder(row)?;
        Some(Self { by, reason: row.held_reason.clone().unwrap_or_default(), since: row.held_since? })
    }
}

impl From<&document::Document> for DocumentRow {
    fn from(row: &document::Document) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            kind: FileKind::of(&row.media_type),
            media_type: row.media_type.clone(),
            size: row.size,
            version: row.version,
            room: RoomRef {
                id: row.room_id,
                kind: row.room_kind,
                name: row.room_name.clone(),
                network_id: row.network_id,
            },
            folder_id: row.folder_id,
            meeting_id: row.meeting_id,
            state: row.state,
            document_kind: row.kind,
            themes: themes(&row.themes),
            articles: articles(&row.articles),
            reading: row.reading,
            pages: row.pages,
            dated_on: row.dated_on,
            dated_precision: row.dated_precision,
            pinned: row.pinned_at.is_some(),
            published: row.published_at.is_some(),
            created_at: row.created_at,
            changed_at: row.changed_at,
            changed_by: row.into(),
            thumbnail: row.thumbnail_hash.is_some(),
            asks_seen: row.asks_seen,
            checked_out: CheckedOut::of(row),
            deleted: row.deleted_at.is_some(),
            revision: row.revision,
        }
    }
}

/// A version of a document.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct DocumentVersion {
    /// Its number, from 1.
    pub number: i64,
    /// Bytes.
    pub size: i64,
    /// Its media type.
    pub media_type: String,
    /// What the file was called.
    pub original_name: String,
    /// What its author says of it.
    pub comment: Option<String>,
    /// The version whose words it takes up again.
    pub restored_from: Option<i64>,
    /// Made when.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub author: Author,
    /// How far its reading has come.
    pub reading: Reading,
    /// How many pages it has.
    pub pages: i32,
    /// Its pages can be looked at as a PDF that was made of it: `/documents/{id}/rendition`.
    pub drawn: bool,
}

impl From<&document::Version> for DocumentVersion {
    fn from(row: &document::Version) -> Self {
        Self {
            number: row.number,
            size: row.size,
            media_type: row.media_type.clone(),
            original_name: row.original_name.clone(),
            comment: row.comment.clone(),
            restored_from: row.restored_from,
            created_at: row.created_at,
            author: row.into(),
            reading: row.reading,
            pages: row.pages,
            drawn: row.drawn,
        }
    }
}

/// What the person asking may do with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentRights {
    /// Rename it, move it, add versions.
    pub write: bool,
    /// Take it away.
    pub delete: bool,
    /// Ask which organisations open it.
    pub ask_seen: bool,
    /// Say something of it.
    pub say: bool,
    /// Give it back for whoever has it checked out.
    pub release: bool,
    /// Pass it on to a linked network.
    pub forward: bool,
    /// Put it into the archive, where its meeting is already.
    pub publish: bool,
    /// Pin it beside the conversations of its room.
    pub pin: bool,
}

/// A document, as the person asking sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Document {
    /// What all its readers see.
    #[serde(flatten)]
    pub row: DocumentRow,
    /// Who reads it.
    pub audience: AudienceView,
    /// What they may do with it.
    pub may: DocumentRights,
    /// It is documentation of a meeting in the archive: it is changed by a new version with a reason only.
    pub archived: bool,
    /// Its newest versions, at most a hundred, the newest first.
    pub versions: Vec<DocumentVersion>,
    /// The cursor of its list of versions for those before, where there are any.
    pub older_versions: Option<String>,
    /// Its reviews, the newest first.
    pub reviews: Vec<ReviewView>,
    /// Its own conversation, when somebody has said something of it.
    pub conversation_id: Option<ConversationId>,
    /// Where it came from, where another network passed it on.
    pub forwarded_from: Option<ForwardedFrom>,
    /// Its network.
    pub network: Option<NetworkRef>,
    /// Where its bytes are.
    pub download_url: String,
    /// Where its room's stream stood.
    pub at: At,
}

/// The text of a page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PageView {
    /// Its number, from 1.
    pub number: i32,
    /// Its heading.
    pub heading: Option<String>,
    /// Its text; paragraphs are set apart by blank lines.
    pub text: String,
    /// The same as a structure, where the file has one; empty where it has none.
    pub blocks: Vec<Block>,
}

impl From<DocumentPage> for PageView {
    fn from(row: DocumentPage) -> Self {
        let blocks = row.blocks.and_then(|stored| serde_json::from_value(stored).ok()).unwrap_or_default();
        Self { number: row.number, heading: row.heading, text: row.text, blocks }
    }
}

/// A piece of a page as its author meant it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading, 1 the highest.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph; lines within it are kept.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// An item of a list.
    Item {
        /// Its words.
        text: String,
    },
    /// A table.
    Table {
        /// Its rows, each with its cells.
        rows: Vec<Vec<String>>,
    },
    /// A picture: `/documents/{id}/pictures/{number}`.
    Picture {
        /// Which of the document's pictures.
        number: i32,
        /// What its author says it shows.
        says: Option<String>,
    },
    /// What the speaker notes to a slide.
    Notes {
        /// The words.
        text: String,
    },
}

/// A folder to make.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFolder {
    /// Its name.
    #[schema(max_length = 200)]
    pub name: String,
    /// The folder it is in.
    #[serde(default)]
    pub parent_id: Option<FolderId>,
}

/// What to change of a document; what is missing stays.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeDocument {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// The folder it is in; `null` is the top of the room.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<FolderId>)]
    pub folder_id: Option<Option<FolderId>>,
    /// What it is; `null` is that nobody says.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<DocumentKind>)]
    pub document_kind: Option<Option<DocumentKind>>,
    /// Its themes, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub themes: Option<Vec<String>>,
    /// The Convention's articles it is about, at most 10.
    #[serde(default)]
    #[schema(max_items = 10)]
    pub articles: Option<Vec<i64>>,
    /// The year, month or day it is about: `2016`, `2016-10` or `2016-10-12`; `null` is that nobody says.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 10)]
    pub dated: Option<Option<String>>,
    /// Beside the conversations of its room, or not: for those who keep the room.
    #[serde(default)]
    pub pinned: Option<bool>,
    /// `draft` or `approved`; under review it comes by asking somebody to review it.
    #[serde(default)]
    pub state: Option<DocumentState>,
    /// Put it into the archive: for who plans its meeting, when that is there already.
    #[serde(default)]
    pub publish: bool,
}

/// Tells a field that is `null` from one that is missing.
pub(crate) fn present<'de, T: Deserialize<'de>, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// A file sent in a form. For the documentation: the server reads the parts as they come.
#[derive(ToSchema)]
pub struct UploadForm {
    /// The folder to put it in.
    pub folder_id: Option<FolderId>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// What its author says of it.
    pub comment: Option<String>,
    /// `version` or `keep_both`, where the folder has a document of that name.
    pub if_exists: Option<String>,
    /// A file that has come in pieces, instead of `file`.
    pub upload_id: Option<domain::ids::UploadId>,
    /// The file: one, anywhere in the form.
    #[schema(content_media_type = "application/octet-stream")]
    pub file: Vec<u8>,
}
