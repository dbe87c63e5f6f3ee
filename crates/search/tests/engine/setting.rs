//! An engine in a folder of its own, with entries in rooms.

use std::path::PathBuf;

use search::{Batch, Engine, Entry, EntryKey, EntryKind, Hits, LogCursor, Query};
use uuid::Uuid;

pub(crate) struct Setting {
    pub(crate) engine: Engine,
    #[allow(dead_code, reason = "only what is on this disk is looked at there")]
    pub(crate) folder: tempfile::TempDir,
    #[allow(dead_code, reason = "only what stands in for a server is told to fail")]
    pub(crate) server: crate::Server,
}

pub(crate) fn id(n: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (n << 8) | 1)
}

pub(crate) const ROOM: u128 = 1;
pub(crate) const SECRET: u128 = 2;

pub(crate) fn at(n: i64) -> LogCursor {
    LogCursor { xid: 0, id: n, epoch: 1 }
}

pub(crate) fn message(n: u128, text: &str) -> Entry {
    let mut entry = Entry::new(EntryKey::new(EntryKind::Message, id(n)), id(ROOM));
    entry.text = text.to_owned();
    entry
}

pub(crate) fn page(document: u128, page: u32, title: &str, text: &str) -> Entry {
    let mut entry = Entry::new(EntryKey::page(id(document), page), id(ROOM));
    entry.title = title.to_owned();
    entry.text = text.to_owned();
    entry
}

impl Setting {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (engine, server) = crate::engine(folder.path()).await;
        Self { engine, folder, server }
    }

    pub(crate) async fn with(put: Vec<Entry>) -> Self {
        let setting = Self::new().await;
        setting.put(put).await;
        setting
    }

    pub(crate) async fn of(texts: &[&str]) -> Self {
        let entries = texts.iter().zip(100..).map(|(text, n)| message(n, text)).collect();
        Self::with(entries).await
    }

    #[allow(dead_code, reason = "only what is on this disk is looked at there")]
    pub(crate) fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    pub(crate) async fn put(&self, put: Vec<Entry>) {
        self.engine.apply(Batch { put, cursor: at(1), ..Batch::default() }).await.unwrap();
    }

    pub(crate) async fn ask(&self, text: &str) -> Hits {
        self.engine.search(Query::new(text, vec![id(ROOM)])).await.unwrap()
    }

    /// The texts found, whole, in order.
    pub(crate) async fn texts(&self, text: &str) -> Vec<String> {
        self.ask(text).await.hits.iter().map(|hit| plain(&hit.passage)).collect()
    }

    pub(crate) async fn finds(&self, query: &str, text: &str) -> bool {
        self.texts(query).await.iter().any(|found| found == text)
    }
}

pub(crate) fn plain(fragments: &[search::Fragment]) -> String {
    fragments.iter().map(|f| f.text.as_str()).collect()
}

pub(crate) fn marks(hits: &Hits) -> Vec<String> {
    let passages = hits.hits.iter().flat_map(|hit| &hit.passage);
    passages.filter(|f| f.marked).map(|f| f.text.clone()).collect()
}
