//! Bytes copied to where they are put together with others.

use std::io::{Error, ErrorKind, Read, Write};

use sha2::{Digest, Sha256};

use super::{Blobs, hex};

impl Blobs {
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
