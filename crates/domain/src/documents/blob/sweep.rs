//! Files that belong to nothing: what was coming in when a process ended, and what no row refers to any more.

use std::path::PathBuf;
use std::time::SystemTime;

use super::{Blobs, INCOMING, TRASH, unwritable};
use crate::{Error, Result};

impl Blobs {
    /// Removes what was coming in and has not been written to since `before`; gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be written to.
    pub(crate) async fn drop_incoming(&self, before: SystemTime) -> Result<usize> {
        let mut dropped = 0;
        for file in files_in(self.root.join(INCOMING)).await? {
            if file.written < before {
                tokio::fs::remove_file(&file.path).await.map_err(unwritable)?;
                dropped += 1;
            }
        }
        Ok(dropped)
    }

    /// The hashes that begin with this byte, each with when its file was written.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be read.
    pub(crate) async fn kept_under(&self, first: u8) -> Result<Vec<(String, SystemTime)>> {
        let mut kept = Vec::new();
        for second in folders_in(self.root.join("sha256").join(format!("{first:02x}"))).await? {
            kept.extend(files_in(second).await?.into_iter().map(|file| (file.name, file.written)));
        }
        Ok(kept)
    }

    /// Puts a file aside, from where it can come back.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be written to.
    pub(crate) async fn put_aside(&self, hash: &str, now: SystemTime) -> Result<()> {
        let from = self.path(hash)?;
        // how long it has been there is told by this time
        let file = std::fs::File::options().write(true).open(&from).map_err(unwritable)?;
        file.set_modified(now).map_err(unwritable)?;
        tokio::fs::create_dir_all(self.root.join(TRASH)).await.map_err(unwritable)?;
        tokio::fs::rename(from, self.root.join(TRASH).join(hash)).await.map_err(unwritable)
    }

    /// What has been put aside, each with when.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be read.
    pub(crate) async fn aside(&self) -> Result<Vec<(String, SystemTime)>> {
        Ok(files_in(self.root.join(TRASH)).await?.into_iter().map(|file| (file.name, file.written)).collect())
    }

    /// Brings a file back that was put aside.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be written to.
    pub(crate) async fn bring_back(&self, hash: &str) -> Result<()> {
        self.keep(&self.root.join(TRASH).join(hash), hash).await
    }

    /// Removes a file that was put aside, for good.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the disk can't be written to.
    pub(crate) async fn drop_aside(&self, hash: &str) -> Result<()> {
        Self::place(hash)?;
        tokio::fs::remove_file(self.root.join(TRASH).join(hash)).await.map_err(unwritable)
    }
}

struct Kept {
    path: PathBuf,
    name: String,
    written: SystemTime,
}

/// The files of a folder; none where there is no such folder.
async fn files_in(folder: PathBuf) -> Result<Vec<Kept>> {
    let mut files = Vec::new();
    for (path, about) in entries(folder).await? {
        if about.is_file()
            && let Some(name) = path.file_name().and_then(|name| name.to_str())
        {
            let written = about.modified().map_err(unwritable)?;
            files.push(Kept { name: name.to_owned(), written, path });
        }
    }
    Ok(files)
}

async fn folders_in(folder: PathBuf) -> Result<Vec<PathBuf>> {
    Ok(entries(folder).await?.into_iter().filter(|(_, about)| about.is_dir()).map(|(path, _)| path).collect())
}

async fn entries(folder: PathBuf) -> Result<Vec<(PathBuf, std::fs::Metadata)>> {
    let read = tokio::task::spawn_blocking(move || -> std::io::Result<_> {
        let listed = match std::fs::read_dir(folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        // what goes away meanwhile was somebody else's to take
        let about = |entry: std::fs::DirEntry| Some((entry.path(), entry.metadata().ok()?));
        Ok(listed.filter_map(std::result::Result::ok).filter_map(about).collect())
    });
    read.await.map_err(Error::internal)?.map_err(unwritable)
}
