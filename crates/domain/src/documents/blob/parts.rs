//! Bytes that come in pieces: kept in a file of their own until they are whole. What a piece brought before its
//! connection broke stays, so that the next one goes on from there.

use std::path::PathBuf;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use super::{Blobs, HEAD, StoredBlob, flushed, hex, unwritable};
use crate::{Error, Result};

/// The folder they are in.
pub(super) const FOLDER: &str = "pieces";

/// Lets go of a file that was held for a piece, in so many words: a program that is just being started has its own copy of
/// every open file until it is loaded, and a lock that only ends with the last of them would refuse the next piece until
/// then. Nothing may be on its way into the file any more; a piece that is given up halfway holds it until that has come.
fn let_go(file: &std::fs::File) {
    // it ends with the file at the latest
    let _ = file.unlock();
}

impl Blobs {
    fn part(&self, id: Uuid) -> PathBuf {
        self.root.join(FOLDER).join(id.simple().to_string())
    }

    /// Begins a file that comes in pieces; one that has been begun stays as it is.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be written to.
    pub async fn begin_part(&self, id: Uuid) -> Result<()> {
        let mut begun = tokio::fs::OpenOptions::new();
        begun.create(true).append(true).open(self.part(id)).await.map(drop).map_err(unwritable)
    }

    /// How many bytes have come so far.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such file.
    pub async fn part_length(&self, id: Uuid) -> Result<u64> {
        Ok(tokio::fs::metadata(self.part(id)).await.map_err(|_| Error::NotFound)?.len())
    }

    /// Adds a piece at `offset`; gives how many bytes there are then.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the file does not end at `offset`, [`Error::UnderWay`] while another piece is being
    /// written, [`Error::Invalid`] past `most` bytes, and whatever the stream fails with: what came until then is kept.
    pub async fn append_part<S, E>(&self, id: Uuid, offset: u64, mut piece: S, most: u64) -> Result<u64>
    where
        S: Stream<Item = Result<Bytes, E>> + Unpin,
        Error: From<E>,
    {
        let open = std::fs::OpenOptions::new().append(true).open(self.part(id)).map_err(|_| Error::NotFound)?;
        // two tabs, or a piece sent again while the first is still coming in
        open.try_lock().map_err(|_| Error::UnderWay)?;
        let mut length = open.metadata().map_err(unwritable)?.len();
        if length != offset {
            let_go(&open);
            return Err(Error::Conflict("wrong_offset"));
        }
        let mut file = tokio::fs::File::from_std(open);
        let mut ended = Ok(());
        while let Some(chunk) = piece.next().await {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(error) => {
                    ended = Err(Error::from(error));
                    break;
                }
            };
            if length + chunk.len() as u64 > most {
                ended = Err(Error::invalid("/file", "too_large"));
                break;
            }
            file.write_all(&chunk).await.map_err(unwritable)?;
            length += chunk.len() as u64;
        }
        file.flush().await.map_err(unwritable)?;
        flushed(file.sync_all().await);
        let_go(&file.into_std().await);
        ended.map(|()| length)
    }

    /// Makes the whole file a blob.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such file.
    pub async fn finish_part(&self, id: Uuid) -> Result<StoredBlob> {
        let path = self.part(id);
        let mut file = tokio::fs::File::open(&path).await.map_err(|_| Error::NotFound)?;
        let (mut hasher, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
        let mut piece = vec![0; 256 * 1024];
        loop {
            let read = file.read(&mut piece).await.map_err(unwritable)?;
            if read == 0 {
                break;
            }
            size += read as u64;
            if head.len() < HEAD {
                head.extend_from_slice(&piece[..read.min(HEAD - head.len())]);
            }
            hasher.update(&piece[..read]);
        }
        flushed(file.sync_all().await);
        let hash = hex(&hasher.finalize());
        self.keep(&path, &hash).await?;
        Ok(StoredBlob { hash, size, head })
    }

    /// The blob of that hash, as it was when it was stored.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it has gone.
    pub async fn stored(&self, hash: &str) -> Result<StoredBlob> {
        let file = tokio::fs::File::open(self.path(hash)?).await.map_err(|_| Error::NotFound)?;
        let size = file.metadata().await.map_err(unwritable)?.len();
        let mut head = Vec::new();
        file.take(HEAD as u64).read_to_end(&mut head).await.map_err(unwritable)?;
        Ok(StoredBlob { hash: hash.to_owned(), size, head })
    }

    /// Takes away what came of a file that is not to be finished.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be written to.
    pub async fn drop_part(&self, id: Uuid) -> Result<()> {
        match tokio::fs::remove_file(self.part(id)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(unwritable(error)),
            _ => Ok(()),
        }
    }
}
