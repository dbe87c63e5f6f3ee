//! The documents of a room: where each lies, its facts, and its earlier versions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Result;
use domain::conversations::conversation::{articles, themes};
use domain::documents::document::{self, Document, DocumentKind, DocumentState, Precision, Version};
use domain::documents::folder;
use domain::ids::{DocumentId, MeetingId};
use serde::Serialize;
use wire::Author;

use crate::gather::{Gathering, Lying, Place};

/// So many documents are read at a time.
const AT_A_TIME: i64 = 500;
/// So many versions of one.
const VERSIONS: i64 = 200;

/// The documents of a room.
pub(crate) struct Shelf {
    pub(crate) documents: Vec<Kept>,
}

/// A document as its facts tell of it.
#[derive(Debug, Serialize)]
pub(crate) struct Kept {
    pub(crate) id: DocumentId,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) version: i64,
    pub(crate) size: u64,
    media_type: String,
    sha256: String,
    state: DocumentState,
    kind: Option<DocumentKind>,
    themes: Vec<String>,
    articles: Vec<i64>,
    dated_on: Option<NaiveDate>,
    dated_precision: Option<Precision>,
    pinned_at: Option<DateTime<Utc>>,
    published_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    pub(crate) changed_at: DateTime<Utc>,
    pub(crate) meeting_id: Option<MeetingId>,
    pub(crate) author: Author,
    pub(crate) earlier_versions: Vec<Earlier>,
}

/// An earlier version.
#[derive(Debug, Serialize)]
pub(crate) struct Earlier {
    pub(crate) version: i64,
    pub(crate) path: String,
    size: u64,
    sha256: String,
    comment: Option<String>,
    pub(crate) created_at: DateTime<Utc>,
    author: Author,
}

impl Shelf {
    /// Finds a place for each.
    pub(crate) async fn of(gathering: &mut Gathering<'_>, place: &Place<'_>) -> Result<Self> {
        let db = gathering.store.reader();
        let ways = folder::ways(db, place.room).await?;
        let [_, _, kept, earlier, _] = gathering.words().folders;
        let (mut documents, mut after) = (Vec::new(), None);
        loop {
            let page = document::all_of(db, place.room, after, AT_A_TIME).await?;
            let Some(last) = page.last() else { return Ok(Self { documents }) };
            after = Some(last.id);
            for row in page {
                let mut under = format!("{}/{kept}", place.path);
                for step in row.folder_id.and_then(|id| ways.get(&id)).into_iter().flatten() {
                    under = format!("{under}/{}", crate::place::safe(step));
                }
                documents.push(Self::put(gathering, &row, &under, &format!("{}/{earlier}", place.path)).await?);
            }
        }
    }

    /// The documents of a meeting that lie in rooms which do not go along.
    pub(crate) async fn beside(gathering: &mut Gathering<'_>, meeting: MeetingId) -> Result<Self> {
        let (db, rooms) = (gathering.store.reader(), gathering.export.beside.as_slice());
        let [_, _, kept, earlier, _] = gathering.words().folders;
        let (mut documents, mut after) = (Vec::new(), None);
        loop {
            let of = (meeting, rooms);
            let page = document::of_meeting_in(db, &gathering.actor, of, after, AT_A_TIME).await?;
            let Some(last) = page.last() else { return Ok(Self { documents }) };
            after = Some(last.id);
            for row in page {
                documents.push(Self::put(gathering, &row, kept, earlier).await?);
            }
        }
    }

    /// Puts a document into a folder, and its earlier versions into another.
    async fn put(gathering: &mut Gathering<'_>, row: &Document, under: &str, earlier: &str) -> Result<Kept> {
        let path = gathering.places.free(under, &row.name, &[""]);
        let lying = Lying { path: path.clone(), name: row.name.clone() };
        gathering.documents.insert(row.id, lying);
        let mut one = Kept::new(row, path);
        if row.version > 1 {
            one.earlier_versions = Self::earlier(gathering, row, earlier).await?;
        }
        Ok(one)
    }

    async fn earlier(gathering: &mut Gathering<'_>, row: &Document, under: &str) -> Result<Vec<Earlier>> {
        let db = gathering.store.reader();
        let readable = document::readable(db, &gathering.actor, row.id).await?;
        let mut before = Vec::new();
        loop {
            let after = before.last().map_or(row.version, |version: &Version| version.number);
            let page = document::versions(db, &readable, Some(after), VERSIONS).await?;
            let last = page.len() < usize::try_from(VERSIONS).unwrap_or(usize::MAX);
            before.extend(page);
            if last {
                break;
            }
        }
        let placed = before.into_iter().map(|version| {
            let (stem, ending) = match row.name.rfind('.').filter(|at| *at > 0) {
                Some(at) => row.name.split_at(at),
                None => (row.name.as_str(), ""),
            };
            let name = format!("{stem} v{}{ending}", version.number);
            Earlier {
                version: version.number,
                path: gathering.places.free(under, &name, &[""]),
                size: u64::try_from(version.size).unwrap_or_default(),
                comment: version.comment.clone(),
                created_at: version.created_at,
                author: (&version).into(),
                sha256: version.blob_hash,
            }
        });
        Ok(placed.collect())
    }
}

impl Kept {
    fn new(row: &Document, path: String) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            path,
            version: row.version,
            size: u64::try_from(row.size).unwrap_or_default(),
            media_type: row.media_type.clone(),
            sha256: row.blob_hash.clone(),
            state: row.state,
            kind: row.kind,
            themes: themes(&row.themes),
            articles: articles(&row.articles),
            dated_on: row.dated_on,
            dated_precision: row.dated_precision,
            pinned_at: row.pinned_at,
            published_at: row.published_at,
            created_at: row.created_at,
            changed_at: row.changed_at,
            meeting_id: row.meeting_id,
            author: row.into(),
            earlier_versions: Vec::new(),
        }
    }
}

impl Gathering<'_> {
    /// Sends the originals of a room.
    pub(crate) async fn originals(&mut self, shelf: Shelf) -> Result<()> {
        for one in shelf.documents {
            self.kept(one.path, one.sha256, one.size, one.changed_at).await?;
            for version in one.earlier_versions {
                self.kept(version.path, version.sha256, version.size, version.created_at).await?;
            }
        }
        Ok(())
    }
}
