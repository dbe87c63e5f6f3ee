//! Bytes copied to where they are put together with others.

use std::io::{Error, ErrorKind, Read, Write};
use std::path::Path;

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;

use super::{Blobs, StoredBlob, hex};
use crate::Result;

impl Blobs {
    /// Stores what is in a file of ours that is not yet among them.
    ///
    /// # Errors
    /// As [`Blobs::store`].
    pub async fn store_file(&self, path: &Path, most: u64) -> Result<StoredBlob> {
        let file = tokio::fs::File::open(path).await.map_err(super::unwritable)?;
        let pieces = futures_util::stream::try_unfold(file, |mut file| async move {
            let mut piece = vec![0; 128 * 1024];
            let read = file.read(&mut piece).await.map_err(super::unwritable)?;
            piece.truncate(read);
            Ok((read > 0).then(|| (Bytes::from(piece), file)))
        });
        self.store::<_, crate::Error>(Box::pin(pieces), most).await
    }

    /// Copies the bytes of that hash, hashing them on the way; for a thread that may block.
    ///
    /// # Errors
    /// When the file is missing or damaged, or whoever takes the bytes has gone.
    pub fn copy_to(&self, hash: &str, to: &mut impl Write) -> std::io::Result<()> {
        let path = self.path(hash).map_err(Error::other)?;
        let mut file = std::fs::File::open(path)?;
        let (mut hasher, mut piece) = (Sha256::new(), vec![0; 128 * 1024]);
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            hasher.update(&piece[..read]);
            to.write_all(&piece[..read])?;
        }
        if hex(&hasher.finalize()) != hash {
            tracing::error!(hash, "a blob is not what its hash says");
            metrics::counter!("blobs_damaged_total").increment(1);
            return Err(Error::new(ErrorKind::InvalidData, "the blob is damaged"));
        }
        Ok(())
    }
}
