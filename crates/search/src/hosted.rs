//! The engine beside this process: Meilisearch, through its SDK.
//!
//! The server finds and filters by terms of ours, which stand beside the text; in what order things come is worked out
//! here, as the embedded engine does it. Every change is a task that may be slow, fail or be lost: a batch's cursor is a
//! document of its own that goes last, when all else of the batch has succeeded. A new index is built under another name
//! and swapped. An index that is not what this process left there (wiped, restored, of another version) is built anew.

mod ask;
mod document;
mod filter;
mod http;
mod learn;
mod rebuild;
mod row;
mod search;
mod settings;
mod tasks;
mod weigh;

use std::error::Error as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use meilisearch_sdk::documents::DocumentDeletionQuery;
use meilisearch_sdk::errors::{Error as Failure, ErrorCode};
use tokio::sync::Semaphore;

use crate::analysis::Analyser;
use crate::contract::batch::{Batch, LogCursor, MAX_BATCH, Removal};
use crate::contract::entry::Entry;
use crate::contract::hits::Hits;
use crate::contract::query::Query;
use crate::error::{Error, Result};
use document::{CURSOR, CursorDocument, Document};
use http::Http;
pub(crate) use rebuild::Rebuilding;
use tasks::{Tasks, failed};

type Client = meilisearch_sdk::client::Client<Http>;

/// Searches that run at the same time.
const SEARCHES: usize = 16;
/// How long a search waits for its turn.
const WAIT: Duration = Duration::from_secs(2);
/// Documents of one request, and how much text they have together: the server takes requests of 100 MB, and our terms
/// stand beside the text several times over.
const TOGETHER: usize = 500;
const TEXT_TOGETHER: usize = 8 * 1024 * 1024;

/// Where the server is.
#[derive(Clone)]
pub struct HostedConfig {
    /// Its address, as `http://127.0.0.1:7700`.
    pub url: String,
    /// A key that may do everything with the indexes whose names begin with `index`.
    pub key: Option<String>,
    /// What the index is called.
    pub index: String,
    /// How long a task may take.
    pub patience: Duration,
}

impl std::fmt::Debug for HostedConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostedConfig").field("url", &self.url).field("index", &self.index).finish_non_exhaustive()
    }
}

/// The engine.
pub(crate) struct Hosted {
    url: String,
    name: String,
    patience: Duration,
    http: Http,
    client: Client,
    /// What this process has last seen or left there.
    left: Mutex<Option<LogCursor>>,
    rebuilding: AtomicBool,
    /// Held while a batch is applied or indexes are swapped.
    changes: Arc<tokio::sync::Mutex<()>>,
    searches: Arc<Semaphore>,
    /// Analysers between uses.
    analysers: Mutex<Vec<Analyser>>,
}

impl std::fmt::Debug for Hosted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hosted").field("url", &self.url).field("name", &self.name).finish_non_exhaustive()
    }
}

impl Hosted {
    /// Makes ready to ask. The server need not be there yet.
    pub(crate) fn open(config: HostedConfig) -> Result<Arc<Self>> {
        let url = config.url.trim_end_matches('/').to_owned();
        // that it could not be built is all the client says itself; why stands beneath
        let why = |error: reqwest::Error| error.source().map_or_else(|| error.to_string(), ToString::to_string);
        let http = Http::new(&url, config.key.clone()).map_err(|error| Error::Engine(why(error)))?;
        Ok(Arc::new(Self {
            client: Client::new_with_client(url.clone(), config.key, http.clone()),
            url,
            name: config.index,
            patience: config.patience,
            http,
            left: Mutex::new(None),
            rebuilding: AtomicBool::new(false),
            changes: Arc::default(),
            searches: Arc::new(Semaphore::new(SEARCHES)),
            analysers: Mutex::new(Vec::new()),
        }))
    }

    /// How far the index on the server is; none where there is none, or one of another version.
    pub(crate) async fn cursor(&self) -> Result<Option<LogCursor>> {
        let stored = self.client.index(&self.name).get_document::<CursorDocument>(CURSOR).await;
        let cursor = match stored {
            Ok(stored) => stored.cursor(),
            Err(error) if is_missing(&error) => None,
            // a document of another form is one of another version
            Err(Failure::ParseError(_)) => None,
            Err(error) => return Err(failed(error)),
        };
        self.leave(cursor);
        Ok(cursor)
    }

    /// Whether the index is still as this process left it.
    pub(crate) async fn whole(&self) -> Result<bool> {
        let left = self.left();
        Ok(self.cursor().await? == left)
    }

    fn left(&self) -> Option<LogCursor> {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn leave(&self, cursor: Option<LogCursor>) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = cursor;
    }

    fn analyser(&self) -> Analyser {
        self.analysers.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give_back(&self, analyser: Analyser) {
        let mut analysers = self.analysers.lock().unwrap_or_else(PoisonError::into_inner);
        if analysers.len() < SEARCHES {
            analysers.push(analyser);
        }
    }

    pub(crate) async fn entries(&self) -> Result<u64> {
        match self.client.index(&self.name).get_stats().await {
            // all but the document that holds the cursor
            Ok(stats) => Ok((stats.number_of_documents as u64).saturating_sub(1)),
            Err(error) if is_missing(&error) => Ok(0),
            Err(error) => Err(failed(error)),
        }
    }

    pub(crate) async fn apply(&self, batch: Batch) -> Result<()> {
        check(&batch)?;
        let _turn = self.changes.lock().await;
        let left = self.left();
        let stands = self.cursor().await?;
        // nothing is put into an index that has lost what was there: it is to be built anew
        if stands.is_none() || (left.is_some() && left != stands) {
            return Err(Error::Lost);
        }
        self.write(&self.name, &batch).await?;
        self.stand_at(&self.name, batch.cursor).await?;
        self.leave(Some(batch.cursor));
        Ok(())
    }

    /// Takes out and puts, and waits until all of it is done.
    async fn write(&self, index: &str, batch: &Batch) -> Result<()> {
        let mut tasks = Tasks::new(&self.client, self.patience);
        let index = self.client.index(index);
        if let Some(filter) = removed(&batch.remove) {
            let mut query = DocumentDeletionQuery::new(&index);
            tasks.add(index.delete_documents_with(query.with_filter(&filter)).await)?;
        }
        for some in together(&batch.put) {
            let mut analyser = self.analyser();
            let documents: Vec<Document> = some.iter().map(|entry| Document::new(entry, &mut analyser)).collect();
            self.give_back(analyser);
            tasks.add(index.add_documents(&documents, Some("id")).await)?;
        }
        tasks.succeeded().await
    }

    /// Says how far the index is: only when all before it has succeeded.
    async fn stand_at(&self, index: &str, cursor: LogCursor) -> Result<()> {
        let mut tasks = Tasks::new(&self.client, self.patience);
        tasks.add(self.client.index(index).add_documents(&[CursorDocument::new(cursor)], Some("id")).await)?;
        tasks.succeeded().await
    }

    pub(crate) async fn search(&self, query: Query) -> Result<Hits> {
        if query.rooms.is_empty() {
            return Ok(Hits { facets: query.with_facets.then(Default::default), ..Hits::default() });
        }
        let turn = tokio::time::timeout(WAIT, Arc::clone(&self.searches).acquire_owned()).await;
        let _turn = turn.ok().and_then(std::result::Result::ok).ok_or(Error::Busy)?;
        let mut analyser = self.analyser();
        let hits = self.answer(&query, &mut analyser).await;
        self.give_back(analyser);
        hits
    }

    pub(crate) async fn rebuild(self: &Arc<Self>) -> Result<Rebuilding> {
        if self.rebuilding.swap(true, Ordering::AcqRel) {
            return Err(Error::RebuildUnderWay);
        }
        let begun = Rebuilding::begin(Arc::clone(self)).await;
        if begun.is_err() {
            self.rebuilding.store(false, Ordering::Release);
        }
        begun
    }
}

fn check(batch: &Batch) -> Result<()> {
    match batch.put.len() + batch.remove.len() {
        found if found > MAX_BATCH => Err(Error::BatchTooLarge { limit: MAX_BATCH, found }),
        _ => Ok(()),
    }
}

/// Entries in portions that fit a request.
fn together(entries: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    let mut left = entries;
    std::iter::from_fn(move || {
        let mut text = 0_usize;
        let fit = left.iter().take(TOGETHER).take_while(|entry| {
            let fits = text < TEXT_TOGETHER;
            text += entry.text.len();
            fits
        });
        let (portion, rest) = left.split_at(fit.count());
        left = rest;
        (!portion.is_empty()).then_some(portion)
    })
}

/// No such index, or nothing of ours in it.
fn is_missing(error: &Failure) -> bool {
    let Failure::Meilisearch(error) = error else { return false };
    matches!(error.error_code, ErrorCode::IndexNotFound | ErrorCode::DocumentNotFound)
}

/// What is to be taken out, as a filter; none where that is nothing.
fn removed(removals: &[Removal]) -> Option<String> {
    let (mut keys, mut objects, mut parents, mut rooms) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for removal in removals {
        match removal {
            Removal::Entry(key) => keys.push(key.to_string()),
            Removal::Object { kind, id } => objects.push(format!("{}-{}", kind.code(), id.simple())),
            Removal::Under(parent) => parents.push(parent.simple().to_string()),
            Removal::Room(room) => rooms.push(room.simple().to_string()),
        }
    }
    let any: Vec<String> = [("id", keys), ("object", objects), ("parent", parents), ("room", rooms)]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(attribute, values)| filter::among(attribute, values))
        .collect();
    (!any.is_empty()).then(|| any.join(" OR "))
}
