//! One index in one folder: its writer, its reader, and the cursor of its last commit.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Term};

use super::document::document;
use super::schema::Fields;
use super::view::View;
use crate::analysis::Analyser;
use crate::contract::batch::{Batch, LogCursor, Removal};
use crate::error::{Error, Result};

/// Memory of the writer of the index that serves, before it writes a segment to disk, in bytes: the least the engine
/// takes. It is taken anew for every commit, so more of it makes a single message be found later.
const SERVING_MEMORY: usize = 15_000_000;
/// The same for an index that is built from the rows: the fewer segments it comes to, the less is there to search.
const BUILDING_MEMORY: usize = 64 * 1024 * 1024;
/// Size of a block of stored entries, in bytes. Small, because a page of hits unpacks one for each.
const STORED_BLOCK: usize = 4 * 1024;
/// Blocks of stored entries kept unpacked.
const STORED_BLOCKS: usize = 400;

/// An index in a folder.
pub(crate) struct Generation {
    pub(super) folder: PathBuf,
    pub(super) fields: Fields,
    index: Index,
    reader: IndexReader,
    view: RwLock<Arc<View>>,
    writing: Mutex<Writing>,
    cursor: Mutex<Option<LogCursor>>,
}

struct Writing {
    /// `None` after a failure or when closed; opened again by the next write.
    writer: Option<IndexWriter>,
    phase: Phase,
    analyser: Analyser,
}

/// What an index is written for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// It is being built: there is nothing in it yet to take out, and much memory makes it quick.
    Building,
    /// It serves.
    Serving,
    /// It is not written any more.
    Closed,
}

impl std::fmt::Debug for Generation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Generation").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Generation {
    /// An empty index in a folder that must not exist.
    pub(super) fn create(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let fields = Fields::new();
        let settings = IndexSettings { docstore_blocksize: STORED_BLOCK, ..IndexSettings::default() };
        let index = Index::builder().schema(fields.schema.clone()).settings(settings).create_in_dir(folder)?;
        Self::around(folder, fields, index, Phase::Building)
    }

    /// The index in a folder. Any error but [`Error::InUse`] means that it is broken.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let fields = Fields::new();
        let index = Index::open_in_dir(folder)?;
        if index.schema() != fields.schema {
            return Err(Error::Engine("the index has other fields".into()));
        }
        Self::around(folder, fields, index, Phase::Serving)
    }

    fn around(folder: &Path, fields: Fields, index: Index, phase: Phase) -> Result<Self> {
        // The writer is opened first: it holds the lock that keeps a second process out, and nobody changes what is read next.
        let open = writer_again(&index, phase)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(STORED_BLOCKS)
            .try_into()?;
        let cursor = match index.load_metas()?.payload {
            Some(payload) => Some(serde_json::from_str(&payload).map_err(|e| Error::Engine(format!("cursor: {e}")))?),
            None => None,
        };
        let writing = Writing { writer: Some(open), phase, analyser: Analyser::default() };
        let view = View::new(reader.searcher(), None, &fields.weighed())?;
        Ok(Self {
            folder: folder.to_owned(),
            view: RwLock::new(Arc::new(view)),
            fields,
            index,
            reader,
            writing: Mutex::new(writing),
            cursor: Mutex::new(cursor),
        })
    }

    pub(super) fn cursor(&self) -> Option<LogCursor> {
        *self.cursor.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn entries(&self) -> u64 {
        self.view().searcher.num_docs()
    }

    /// The index as of the last commit.
    pub(super) fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a batch, neither durable nor findable before [`Generation::commit`]. On error all that is uncommitted is
    /// gone.
    pub(super) fn write(&self, batch: &Batch) -> Result<()> {
        let mut writing = self.writing();
        let written = self.write_with(&mut writing, batch);
        if written.is_err() {
            writing.writer = None;
        }
        written
    }

    fn write_with(&self, writing: &mut Writing, batch: &Batch) -> Result<()> {
        if writing.phase == Phase::Closed {
            return Err(Error::Engine("the index was replaced".into()));
        }
        let Writing { writer: open, phase, analyser } = writing;
        let writer = match open {
            Some(writer) => writer,
            None => open.insert(writer_again(&self.index, *phase)?),
        };
        let fields = &self.fields;
        for removal in &batch.remove {
            let (field, value) = match removal {
                Removal::Entry(key) => (fields.key, key.to_string()),
                Removal::Object { kind, id } => (fields.object, format!("{}-{}", kind.code(), id.simple())),
                Removal::Under(parent) => (fields.parent, parent.simple().to_string()),
                Removal::Room(room) => (fields.room, room.simple().to_string()),
            };
            writer.delete_term(Term::from_field_text(field, &value));
        }
        for entry in &batch.put {
            // Each entry is read once from the rows: what is being built has nothing to replace, and what is to be taken
            // out would be remembered until it is done.
            if *phase != Phase::Building {
                writer.delete_term(Term::from_field_text(fields.key, &entry.key.to_string()));
            }
            writer.add_document(document(fields, entry, analyser)?)?;
        }
        Ok(())
    }

    /// Makes what was written durable and findable, together with the cursor.
    pub(super) fn commit(&self, cursor: Option<LogCursor>) -> Result<()> {
        let mut writing = self.writing();
        let Some(writer) = writing.writer.as_mut() else {
            return Err(Error::Engine("nothing was written".into()));
        };
        let committed = commit(writer, cursor);
        if committed.is_err() {
            writing.writer = None;
        }
        committed?;
        *self.cursor.lock().unwrap_or_else(PoisonError::into_inner) = cursor;
        self.reader.reload()?;
        let view = Arc::new(View::new(self.reader.searcher(), Some(&self.view()), &self.fields.weighed())?);
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        Ok(())
    }

    /// What was built serves from now on.
    pub(super) fn serve(&self) -> Result<()> {
        let mut writing = self.writing();
        writing.phase = Phase::Serving;
        // The old one has let go of the lock before the new one takes it.
        writing.writer = None;
        writing.writer = Some(writer_again(&self.index, Phase::Serving)?);
        Ok(())
    }

    /// Ends writing for good; reading goes on for those who hold it.
    pub(super) fn close(&self) {
        let mut writing = self.writing();
        writing.phase = Phase::Closed;
        writing.writer = None;
    }
}

fn commit(writer: &mut IndexWriter, cursor: Option<LogCursor>) -> Result<()> {
    let payload = cursor.map(|cursor| serde_json::to_string(&cursor)).transpose();
    let payload = payload.map_err(|e| Error::Engine(e.to_string()))?;
    let mut prepared = writer.prepare_commit()?;
    if let Some(payload) = &payload {
        prepared.set_payload(payload);
    }
    prepared.commit()?;
    Ok(())
}

/// A writer where somebody has let go of one just now: this process, or the one before it that was started again. A child
/// that is being started meanwhile holds what its parent held, the lock too, until it has become another program: for a
/// moment that is not somebody else.
fn writer_again(index: &Index, phase: Phase) -> Result<IndexWriter> {
    const TRIES: u32 = 100;
    const PAUSE: std::time::Duration = std::time::Duration::from_millis(10);
    for _ in 0..TRIES {
        match writer(index, phase) {
            Err(Error::InUse) => std::thread::park_timeout(PAUSE),
            other => return other,
        }
    }
    writer(index, phase)
}

fn writer(index: &Index, phase: Phase) -> Result<IndexWriter> {
    let memory = if phase == Phase::Building { BUILDING_MEMORY } else { SERVING_MEMORY };
    let options = IndexWriterOptions::builder()
        .memory_budget_per_thread(memory)
        .num_worker_threads(1)
        .num_merge_threads(1)
        .build();
    let writer: IndexWriter = index.writer_with_options(options)?;
    let mut merging = LogMergePolicy::default();
    // Single messages make tiny segments: merged early, so that a search opens few.
    merging.set_min_num_segments(6);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// A generation shared by those who search in it.
pub(super) type Shared = Arc<Generation>;
