//! Bytes, kept once under the SHA-256 of their content.
//!
//! On disk: written to a temporary file, flushed, renamed to `sha256/ab/cd/<hash>`, the folder flushed; only then is the
//! row committed. After a failed flush nothing on that disk can be trusted any more, so the process ends rather than
//! try again (<https://lwn.net/Articles/752063/>).

mod copy;
mod parts;
mod sweep;

use std::path::{Path, PathBuf};
use std::pin::Pin;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::{Error, Result};

/// Where bytes are kept.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: PathBuf,
}

/// Bytes that stand safely under their hash, not yet referred to by any row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlob {
    /// SHA-256, lower-case hexadecimal.
    pub hash: String,
    /// How many bytes.
    pub size: u64,
    /// The first bytes, for telling the type.
    pub head: Vec<u8>,
}

/// The folder of what is on its way in.
const INCOMING: &str = "incoming";
/// The folder of what nothing refers to.
const TRASH: &str = "trash";

/// How many of the first bytes are kept for telling the type.
const HEAD: usize = 8192;

impl Blobs {
    /// Blobs in a folder, made where it is missing.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub async fn in_folder(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        for folder in [INCOMING, parts::FOLDER] {
            tokio::fs::create_dir_all(root.join(folder)).await.map_err(unwritable)?;
        }
        Ok(Self { root })
    }

    /// Stores a stream of bytes, hashing as it goes, in constant memory.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/file` with `too_large` past `most` bytes; whatever the stream fails with; and
    /// [`Error::Unavailable`] when the disk is full. Nothing is left behind.
    pub async fn store<S, E>(&self, mut stream: S, most: u64) -> Result<StoredBlob>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        Error: From<E>,
    {
        let incoming = Incoming::create(self.root.join(INCOMING)).await?;
        let mut file = tokio::io::BufWriter::with_capacity(256 * 1024, incoming.open().await?);
        let (mut hasher, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            size += chunk.len() as u64;
            if size > most {
                return Err(Error::invalid("/file", "too_large"));
            }
            if head.len() < HEAD {
                head.extend_from_slice(&chunk[..chunk.len().min(HEAD - head.len())]);
            }
            hasher.update(&chunk);
            file.write_all(&chunk).await.map_err(unwritable)?;
        }
        file.flush().await.map_err(unwritable)?;
        flushed(file.into_inner().sync_all().await);
        let hash = hex(&hasher.finalize());
        self.keep(&incoming.path, &hash).await?;
        incoming.kept();
        Ok(StoredBlob { hash, size, head })
    }

    /// Stores bytes that are in memory.
    ///
    /// # Errors
    /// As [`Blobs::store`].
    pub async fn store_bytes(&self, bytes: Bytes) -> Result<StoredBlob> {
        let most = bytes.len() as u64;
        self.store(futures_util::stream::iter([Ok::<_, Error>(bytes)]), most).await
    }

    async fn keep(&self, path: &Path, hash: &str) -> Result<()> {
        let target = self.path(hash)?;
        let folder = target.parent().ok_or_else(|| Error::internal("a blob without a folder"))?;
        tokio::fs::create_dir_all(folder).await.map_err(unwritable)?;
        tokio::fs::rename(path, &target).await.map_err(unwritable)?;
        for folder in target.ancestors().skip(1).take(3) {
            let folder = tokio::fs::File::open(folder).await.map_err(unwritable)?;
            flushed(folder.sync_all().await);
        }
        Ok(())
    }

    /// The file that holds the bytes of that hash.
    ///
    /// # Errors
    /// [`Error::Internal`] for something that is no hash.
    pub fn path(&self, hash: &str) -> Result<PathBuf> {
        Ok(self.root.join(Self::place(hash)?))
    }

    /// Where the file of that hash stands inside the folder of all.
    ///
    /// # Errors
    /// [`Error::Internal`] for something that is no hash.
    pub fn place(hash: &str) -> Result<PathBuf> {
        let plain = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !plain {
            return Err(Error::internal("not a hash"));
        }
        Ok(["sha256", &hash[..2], &hash[2..4], hash].iter().collect())
    }

    /// The bytes of that hash, from `start` on, at most `length`. Read from the beginning to the end they are hashed on
    /// the way, and what does not fit its hash is cut off before the last piece.
    ///
    /// # Errors
    /// [`Error::Internal`] when the file is missing.
    pub async fn read(
        &self,
        hash: &str,
        start: u64,
        length: u64,
        whole: bool,
    ) -> Result<Pin<Box<dyn Stream<Item = std::io::Result<Bytes>> + Send>>> {
        use tokio::io::{AsyncReadExt, AsyncSeekExt};
        const PIECE: usize = 128 * 1024;
        let mut file =
            tokio::fs::File::open(self.path(hash)?).await.map_err(|e| Error::internal(format!("blob {hash}: {e}")))?;
        file.seek(std::io::SeekFrom::Start(start)).await.map_err(Error::internal)?;
        let state = (file, length, whole.then(Sha256::new), hash.to_owned());
        let pieces = futures_util::stream::try_unfold(state, |(mut file, left, mut hasher, hash)| async move {
            if left == 0 {
                return Ok(None);
            }
            let mut piece = vec![0; usize::try_from(left).unwrap_or(PIECE).min(PIECE)];
            let read = file.read(&mut piece).await?;
            if read == 0 {
                return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the blob is short"));
            }
            piece.truncate(read);
            let left = left - read as u64;
            if let Some(hasher) = &mut hasher {
                hasher.update(&piece);
                if left == 0 && hex(&hasher.clone().finalize()) != hash {
                    tracing::error!(hash, "a blob is not what its hash says");
                    metrics::counter!("blobs_damaged_total").increment(1);
                    return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "the blob is damaged"));
                }
            }
            Ok(Some((Bytes::from(piece), (file, left, hasher, hash))))
        });
        Ok(Box::pin(pieces))
    }

    /// Whether the bytes of that hash are there and whole.
    ///
    /// # Errors
    /// When the disk can't be read.
    pub async fn verify(&self, hash: &str, size: u64) -> Result<bool> {
        let Ok(mut pieces) = self.read(hash, 0, size, true).await else {
            return Ok(false);
        };
        while let Some(piece) = pieces.next().await {
            if piece.is_err() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The folder they are in.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// A file on its way in; gone again unless it is kept.
struct Incoming {
    path: PathBuf,
    kept: bool,
}

impl Incoming {
    async fn create(folder: PathBuf) -> Result<Self> {
        let path = folder.join(uuid::Uuid::new_v4().simple().to_string());
        tokio::fs::File::create_new(&path).await.map_err(unwritable)?;
        Ok(Self { path, kept: false })
    }

    async fn open(&self) -> Result<tokio::fs::File> {
        tokio::fs::OpenOptions::new().write(true).open(&self.path).await.map_err(unwritable)
    }

    fn kept(mut self) {
        self.kept = true;
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.kept {
            // what is left all the same is swept away when it has lain for days
            drop(std::fs::remove_file(&self.path));
        }
    }
}

fn unwritable(error: std::io::Error) -> Error {
    Error::Unavailable(format!("files can't be stored: {error}"))
}

fn flushed(result: std::io::Result<()>) {
    if let Err(error) = result {
        tracing::error!(%error, "a flush to disk failed: what was written before can't be trusted, ending");
        std::process::abort();
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
