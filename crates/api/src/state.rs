//! What the routes work with.

use std::pin::Pin;

use domain::documents::blob::Blobs;
use domain::store::Store;
use search::Engine;
use wire::DemoPerson;

/// Tells a media type from a file's first bytes; the name is a hint only.
pub type MediaType = fn(&[u8], &str) -> &'static str;

/// Makes a person's picture of a photo, in a process of its own: a small PNG without anything of what stood beside the
/// pixels. What is no photo is [`domain::Error::Invalid`] at `/file`.
pub type DrawPortrait = Box<dyn Fn(Vec<u8>) -> Drawing + Send + Sync>;

/// A picture on its way.
pub type Drawing = Pin<Box<dyn Future<Output = domain::Result<Vec<u8>>> + Send>>;

/// What the routes work with: one for the whole process.
pub struct Api {
    /// The database.
    pub store: Store,
    /// The bytes of documents.
    pub blobs: Blobs,
    /// The search engine.
    pub search: Engine,
    /// Tells a file's type.
    pub media_type: MediaType,
    /// Makes people's pictures.
    pub draw_portrait: DrawPortrait,
    /// The largest file, in bytes.
    pub max_upload: u64,
    /// What the addresses of pages begin with.
    pub pages: String,
    /// The program's version.
    pub version: &'static str,
    /// Who to sign in as, in a demo.
    pub demo: Option<Demo>,
    /// What the routes can't see of the process they run in.
    pub around: Around,
}

/// What the routes can't see of the process they run in: asked for when somebody wants to know how all parts are.
pub struct Around {
    /// How many websockets are open; none where this process has none.
    pub sockets: Box<dyn Fn() -> Option<usize> + Send + Sync>,
    /// How many bytes are left where files are kept.
    pub free: Box<dyn Fn() -> Option<u64> + Send + Sync>,
    /// Whether it has LibreOffice make pages of Office files; none where this process reads no files.
    pub makes_pages: Option<bool>,
}

/// Who to sign in as, in a demo.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The people.
    pub people: Vec<DemoPerson>,
    /// Their common password.
    pub password: String,
    /// The folder the demo's mails are put in.
    pub mails: std::path::PathBuf,
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api")
    }
}
