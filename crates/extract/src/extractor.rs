//! The server's side: start a child, give it the file, wait, believe nothing it says.

use crate::frame::{self, Answer};
use crate::{Extracted, Note, Thumbnail, Unreadable, limits, media_type};
use std::ffi::OsString;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

/// Reads files, each in a child process of its own.
///
/// Cheap to clone; clones share the cap on children at a time, so the memory extraction may take on a machine is that
/// cap times ([`limits::MEMORY`] + [`limits::FILE`]) for the children and [`limits::OUTPUT`] for their answers here.
#[derive(Debug, Clone)]
pub struct Extractor {
    program: PathBuf,
    args: Vec<OsString>,
    wall: Duration,
    slots: Arc<Semaphore>,
}

impl Extractor {
    /// `program` with `args` must end up in [`crate::child::main`]: for `samrum` its own path
    /// (`std::env::current_exe()`) and the hidden subcommand. Two children at a time, [`limits::WALL`] each.
    pub fn new<A: Into<OsString>>(program: impl Into<PathBuf>, args: impl IntoIterator<Item = A>) -> Self {
        Self {
            program: program.into(),
            args: args.into_iter().map(Into::into).collect(),
            wall: limits::WALL,
            slots: Arc::new(Semaphore::new(2)),
        }
    }

    /// At most so many children at a time; further reads wait their turn.
    #[must_use]
    pub fn with_children(mut self, children: usize) -> Self {
        self.slots = Arc::new(Semaphore::new(children.max(1)));
        self
    }

    /// Another limit on the time by the clock on the wall, counted from the start of the child.
    #[must_use]
    pub fn with_wall_limit(mut self, wall: Duration) -> Self {
        self.wall = wall;
        self
    }

    /// Reads a file. `name` is what the uploader called it, a hint between kinds of text and nothing more; of it only
    /// the extension is passed on.
    ///
    /// Dropping the future ends the child.
    ///
    /// # Errors
    /// The reason the file could not be read. [`Unreadable::Unavailable`] is about the machine and worth another try;
    /// every other is final for these bytes.
    pub async fn read(&self, file: &Path, name: &str) -> Result<Extracted, Unreadable> {
        let _slot = self.slots.acquire().await.map_err(|_| Unreadable::Unavailable)?;
        let file = tokio::fs::File::open(file).await.map_err(|error| unavailable(&error))?;
        let metadata = file.metadata().await.map_err(|error| unavailable(&error))?;
        if metadata.len() > limits::FILE {
            return Err(Unreadable::TooLarge);
        }
        let asked = ["--hint".into(), media_type::extension(name).into()];
        self.run(file.into_std().await, &asked, self.wall).await
    }

    /// Makes a person's picture of a photo, a PNG or a JPEG: the square in its middle, upright, at most
    /// [`limits::PORTRAIT`] pixels wide, drawn anew as a PNG, so that nothing of what a camera notes beside it is left.
    ///
    /// Dropping the future ends the child.
    ///
    /// # Errors
    /// As [`Extractor::read`]; [`Unreadable::UnknownKind`] for anything but such a photo.
    pub async fn portrait(&self, photo: Vec<u8>) -> Result<Thumbnail, Unreadable> {
        let _slot = self.slots.acquire().await.map_err(|_| Unreadable::Unavailable)?;
        let file = tokio::task::spawn_blocking(move || laid_out(&photo)).await.map_err(|_| Unreadable::Unavailable)?;
        let file = file.map_err(|error| unavailable(&error))?;
        let made = self.run(file, &["--portrait".into()], limits::PORTRAIT_WALL).await?;
        made.thumbnail.ok_or(Unreadable::Damaged)
    }

    async fn run(&self, file: std::fs::File, asked: &[OsString], wall: Duration) -> Result<Extracted, Unreadable> {
        let mut child = self.start(file, asked).map_err(|error| unavailable(&error))?;
        let watched = tokio::time::timeout(wall, watch(&mut child)).await;
        if !matches!(watched, Ok(Ok(_))) {
            // Also reaps it; an error means it has ended already.
            let _ = child.kill().await;
        }
        let seen = match watched {
            Err(_) => return Err(Unreadable::TooSlow),
            Ok(Err(error)) if error.kind() == io::ErrorKind::FileTooLarge => return Err(Unreadable::TooComplex),
            Ok(Err(error)) => return Err(unavailable(&error)),
            Ok(Ok(seen)) => seen,
        };
        // Up to 64 MiB of JSON: not on a thread that serves people.
        tokio::task::spawn_blocking(move || judge(&seen)).await.map_err(|_| Unreadable::Unavailable)?
    }

    fn start(&self, file: std::fs::File, asked: &[OsString]) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.args)
            .args(asked)
            // Nothing of ours goes along: no secrets from the environment, no folder, no descriptor but these three.
            .env_clear()
            // Where mimalloc is the allocator: it would reserve a gigabyte up front, and limits would count wrongly.
            .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
            .env("MIMALLOC_ARENA_RESERVE", "32MiB")
            .current_dir("/")
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }
}

/// A file without a name, which is gone when it is closed.
fn laid_out(bytes: &[u8]) -> io::Result<std::fs::File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn unavailable(error: &io::Error) -> Unreadable {
    tracing::warn!(%error, "the reading child could not be run");
    Unreadable::Unavailable
}

struct Seen {
    answer: Vec<u8>,
    said: String,
    status: ExitStatus,
}

async fn watch(child: &mut Child) -> io::Result<Seen> {
    let stdout = child.stdout.take();
    let stderr = child.stderr.take();
    let cap = usize::try_from(limits::OUTPUT).unwrap_or(usize::MAX);
    let (answer, said) = tokio::try_join!(bounded(stdout, cap, false), bounded(stderr, limits::STDERR, true))?;
    let status = child.wait().await?;
    Ok(Seen { answer, said: String::from_utf8_lossy(&said).into_owned(), status })
}

/// Reads at most `cap` bytes. What comes beyond is an error of kind `FileTooLarge`, or with `drain` read and thrown
/// away, so that a talkative child is not stopped by a full pipe.
async fn bounded(stream: Option<impl AsyncRead + Unpin>, cap: usize, drain: bool) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    let Some(mut stream) = stream else {
        return Ok(kept);
    };
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = stream.read(&mut buffer).await?;
        let bytes = buffer.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            return Ok(kept);
        }
        let room = cap - kept.len();
        if read > room && !drain {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        kept.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

fn judge(seen: &Seen) -> Result<Extracted, Unreadable> {
    if !seen.said.is_empty() {
        tracing::debug!(said = %seen.said.escape_debug(), "the reading child");
    }
    match frame::parse(&seen.answer) {
        Answer::Read { document, whole } => {
            let mut document = *document;
            document.pages.truncate(limits::PAGES);
            if !whole {
                document.notes.push(Note::ThumbnailFailed);
            }
            Ok(document)
        }
        Answer::Refused(reason) => Err(reason),
        Answer::Nothing => Err(cause_of_death(seen)),
    }
}

/// What a child that did not answer died of.
fn cause_of_death(seen: &Seen) -> Unreadable {
    let signal = signal(seen.status);
    tracing::info!(status = ?seen.status, "a reading child ended without an answer");
    if signal == Some(CPU_TIME_EXCEEDED) {
        Unreadable::TooSlow
    } else if seen.said.contains("memory allocation of") {
        Unreadable::TooComplex
    } else {
        Unreadable::Damaged
    }
}

/// SIGXCPU, the same number on every Linux and BSD.
const CPU_TIME_EXCEEDED: i32 = 24;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}
