//! Copying files so that the copy is known to be what it should be, and to be on the disk.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use domain::documents::blob::Blobs;
use domain::store::KnownBlob;
use sha2::{Digest as _, Sha256};

/// Bytes at a time.
const PIECE: usize = 1024 * 1024;

/// What was copied.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copied {
    /// How many files.
    pub(crate) files: u64,
    /// Their bytes.
    pub(crate) bytes: u64,
    /// Hashes of files that are missing or not what their hash says; no copy is kept of them.
    pub(crate) damaged: Vec<String>,
}

/// Copies every one of the blobs from one folder to another, checking its hash and size on the way.
pub(crate) async fn copy_blobs(from: &Path, to: &Path, blobs: Vec<KnownBlob>) -> anyhow::Result<Copied> {
    let (from, to) = (from.to_path_buf(), to.to_path_buf());
    blocking(move || {
        fs::create_dir_all(&to).with_context(|| format!("{} can't be made", to.display()))?;
        let mut copied = Copied::default();
        for blob in blobs {
            let place = Blobs::place(&blob.hash)?;
            let (source, target) = (from.join(&place), to.join(&place));
            if !source.is_file() {
                copied.damaged.push(blob.hash);
                continue;
            }
            let (hash, size) = copy_now(&source, &target, false)?;
            if hash == blob.hash && size == blob.size {
                copied.files += 1;
                copied.bytes += size;
            } else {
                fs::remove_file(&target).with_context(|| format!("{} can't be removed", target.display()))?;
                copied.damaged.push(blob.hash);
            }
        }
        Ok(copied)
    })
    .await
}

/// Copies a file and flushes it; tells the hash and size of what was copied. A private one only its owner reads.
pub(crate) async fn copy(from: &Path, to: &Path, private: bool) -> anyhow::Result<(String, u64)> {
    let (from, to) = (from.to_path_buf(), to.to_path_buf());
    blocking(move || copy_now(&from, &to, private)).await
}

/// The hash and size of a file.
pub(crate) async fn hash(file: &Path) -> anyhow::Result<(String, u64)> {
    let file = file.to_path_buf();
    blocking(move || {
        let source = File::open(&file).with_context(|| format!("{} can't be read", file.display()))?;
        through(source, &mut io::sink()).with_context(|| format!("{} can't be read", file.display()))
    })
    .await
}

/// Flushes a file to the disk.
pub(crate) async fn flush(file: &Path) -> anyhow::Result<()> {
    let path = file.to_path_buf();
    blocking(move || {
        File::open(&path)
            .and_then(|file| file.sync_all())
            .with_context(|| format!("{} could not be flushed to the disk", path.display()))
    })
    .await
}

/// Flushes a folder, so that the names in it are on the disk.
pub(crate) async fn flush_folder(folder: &Path) -> anyhow::Result<()> {
    // a system that can't open folders has no need to
    if cfg!(unix) { flush(folder).await } else { Ok(()) }
}

/// Makes a folder that only its owner reads.
pub(crate) async fn private_folder(folder: &Path) -> anyhow::Result<()> {
    let folder = folder.to_path_buf();
    blocking(move || {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).with_context(|| format!("{} can't be made", folder.display()))
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await.context("the work was cut short")?
}

fn copy_now(from: &Path, to: &Path, private: bool) -> anyhow::Result<(String, u64)> {
    let source = File::open(from).with_context(|| format!("{} can't be read", from.display()))?;
    let unwritable = || format!("{} can't be written", to.display());
    let folder = to.parent().map(PathBuf::from).unwrap_or_default();
    fs::create_dir_all(&folder).with_context(unwritable)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut target = options.open(to).with_context(unwritable)?;
    let told = through(source, &mut target).with_context(|| format!("copying {}", from.display()))?;
    target.sync_all().with_context(unwritable)?;
    #[cfg(unix)]
    File::open(&folder).and_then(|folder| folder.sync_all()).with_context(unwritable)?;
    Ok(told)
}

/// Reads to the end, hashing what goes to `into`.
fn through(mut from: impl Read, into: &mut impl Write) -> io::Result<(String, u64)> {
    let (mut hasher, mut size, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let part = piece.get(..read).unwrap_or_default();
        hasher.update(part);
        into.write_all(part)?;
        size += read as u64;
    }
    Ok((hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), size))
}
