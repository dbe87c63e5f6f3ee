//! Office files made into pages by LibreOffice: start it held, wait, end all of it, believe nothing it leaves.

use crate::child::office;
use crate::{MediaType, Unreadable, limits};
use rustix::process::{Pid, Signal, kill_process_group};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

/// What LibreOffice ends with when it wants to be started again.
const AGAIN: [i32; 2] = [79, 81];

/// How often it is looked at how much has been written.
const LOOK: Duration = Duration::from_millis(250);

/// What the profile of each run says, so that nothing in a document is carried out and nothing it names is fetched. The
/// program is held besides; this spares it the trying.
const PROFILE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"#;

/// Has Office files made into pages, one at a time, each by a run of its own.
///
/// Cheap to clone; clones share the turn.
#[derive(Debug, Clone)]
pub struct Converter {
    child: PathBuf,
    args: Vec<OsString>,
    program: PathBuf,
    folder: PathBuf,
    wall: Duration,
    turn: Arc<Semaphore>,
}

/// The pages: a PDF, which is there for as long as this is.
#[derive(Debug)]
pub struct Converted {
    path: PathBuf,
    _run: TempDir,
}

impl Converted {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Converter {
    /// `child` with `args` must end up in [`crate::child::office`]: for `samrum` its own path and the hidden subcommand.
    /// `program` is LibreOffice; each run gets a folder of its own in `folder`.
    pub fn new<A: Into<OsString>>(
        child: impl Into<PathBuf>,
        args: impl IntoIterator<Item = A>,
        program: impl Into<PathBuf>,
        folder: impl Into<PathBuf>,
    ) -> Self {
        Self {
            child: child.into(),
            args: args.into_iter().map(Into::into).collect(),
            program: itself(program.into()),
            folder: folder.into(),
            wall: limits::OFFICE_WALL,
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// Another limit on the time by the clock on the wall.
    #[must_use]
    pub fn with_wall_limit(mut self, wall: Duration) -> Self {
        self.wall = wall;
        self
    }

    /// The media types it takes.
    pub fn takes() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(kind, ..)| kind.mime())
    }

    /// Whether files of that media type have pages of their own, slides or sheets, whose numbers its pages keep.
    pub fn keeps_numbers(media_type: &str) -> bool {
        KINDS.iter().any(|(kind, _, filter)| kind.mime() == media_type && *filter != TEXT)
    }

    /// Throws away what runs have left that a stopped process could not end. Call it before the first.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn tidy(&self) -> io::Result<()> {
        if self.folder.exists() {
            std::fs::remove_dir_all(&self.folder)?;
        }
        std::fs::create_dir_all(&self.folder)
    }

    /// Makes pages of a file whose media type has been told from its content.
    ///
    /// Dropping the future ends everything it has started.
    ///
    /// # Errors
    /// The reason there are no pages. [`Unreadable::Unavailable`] is about the machine and worth another try; every other
    /// is final for these bytes.
    pub async fn convert(&self, file: &Path, media_type: &str) -> Result<Converted, Unreadable> {
        let kind = KINDS.iter().find(|(kind, ..)| kind.mime() == media_type).ok_or(Unreadable::UnknownKind)?;
        let _turn = self.turn.acquire().await.map_err(|_| Unreadable::Unavailable)?;
        let size = tokio::fs::metadata(file).await.map_err(|error| unavailable(&error))?.len();
        if size > limits::FILE {
            return Err(Unreadable::TooLarge);
        }
        let run = self.prepare(file, kind.1).await.map_err(|error| unavailable(&error))?;
        let ended = tokio::select! {
            ended = self.run(run.path(), kind) => ended.map_err(|error| unavailable(&error)),
            () = tokio::time::sleep(self.wall) => Err(Unreadable::TooSlow),
            () = outgrown(run.path()) => Err(Unreadable::TooComplex),
        };
        // whatever it came to: with the future went its group, and nobody is left who could still write
        match ended? {
            Some(0) => {}
            Some(office::NOT_HELD | office::NOT_STARTED) => {
                tracing::warn!(program = %self.program.display(), "the office program could not be run, or not be held");
                return Err(Unreadable::Unavailable);
            }
            code => {
                tracing::info!(?code, "an office program ended without pages");
                return Err(Unreadable::Damaged);
            }
        }
        let path = run.path().join("out/document.pdf");
        // a link would let it choose which of our files becomes its pages
        let made = tokio::fs::symlink_metadata(&path).await.map_err(|_| Unreadable::Damaged)?;
        if !made.is_file() || made.len() == 0 {
            return Err(Unreadable::Damaged);
        }
        if made.len() > limits::CONVERTED {
            return Err(Unreadable::TooComplex);
        }
        Ok(Converted { path, _run: run })
    }

    /// Runs it to its end; with a profile it has made itself at home in it may ask to be started once more.
    async fn run(&self, run: &Path, kind: &(MediaType, &str, &str)) -> io::Result<Option<i32>> {
        let once = async || {
            let mut child = self.start(run, kind)?;
            let group = Group::of(&child);
            let ended = child.wait().await;
            drop(group);
            io::Result::Ok(ended?.code())
        };
        match once().await? {
            Some(code) if AGAIN.contains(&code) => once().await,
            code => Ok(code),
        }
    }

    /// A folder with the file, a profile, and places to write.
    async fn prepare(&self, file: &Path, ending: &str) -> io::Result<TempDir> {
        let folder = self.folder.clone();
        let run = tokio::task::spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            let run = tempfile::Builder::new().prefix("run-").tempdir_in(folder)?;
            for inside in ["in", "out", "tmp", "profile/user"] {
                std::fs::create_dir_all(run.path().join(inside))?;
            }
            std::fs::write(run.path().join("profile/user/registrymodifications.xcu"), PROFILE)?;
            io::Result::Ok(run)
        });
        let run = run.await.map_err(io::Error::other)??;
        // a copy: the program may write where the file lies
        tokio::fs::copy(file, run.path().join("in/document").with_extension(ending)).await?;
        Ok(run)
    }

    fn start(&self, run: &Path, (_, ending, filter): &(MediaType, &str, &str)) -> io::Result<Child> {
        let mut profile = OsString::from("-env:UserInstallation=file://");
        profile.push(run.join("profile"));
        let mut command = Command::new(&self.child);
        command
            .args(&self.args)
            .arg(&self.program)
            .arg(run)
            .arg(profile)
            .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--convert-to", filter])
            .arg("--outdir")
            .arg(run.join("out"))
            .arg(run.join("in/document").with_extension(ending))
            // Nothing of ours goes along: no secrets from the environment, no folder, no descriptor.
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("HOME", run)
            .env("TMPDIR", run.join("tmp"))
            .env("SAL_USE_VCLPLUGIN", "svp")
            // the socket it makes; counted from its own folder, for the whole path may be too long for one
            .env("OSL_SOCKET_PATH", "tmp")
            .current_dir(run)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // The program starts others: all of them are one group, and end together.
            .process_group(0)
            .kill_on_drop(true);
        command.spawn()
    }
}

/// The kinds, each with the ending the program knows it by and how it is to be made into pages. Hidden slides are slides,
/// and a sheet is a page: so pages have the numbers that are known from reading the file.
const KINDS: &[(MediaType, &str, &str)] = &[
    (MediaType::Docx, "docx", TEXT),
    (MediaType::Doc, "doc", TEXT),
    (MediaType::Odt, "odt", TEXT),
    (MediaType::Rtf, "rtf", TEXT),
    (MediaType::Pptx, "pptx", SLIDES),
    (MediaType::Ppt, "ppt", SLIDES),
    (MediaType::Odp, "odp", SLIDES),
    (MediaType::Xlsx, "xlsx", SHEETS),
    (MediaType::Xls, "xls", SHEETS),
    (MediaType::Ods, "ods", SHEETS),
];
const TEXT: &str = "pdf:writer_pdf_Export";
const SLIDES: &str = r#"pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}"#;
const SHEETS: &str = r#"pdf:calc_pdf_Export:{"SinglePageSheets":{"type":"boolean","value":"true"}}"#;

/// The program behind the script that is called `soffice`: the script starts it through another, which would put its socket
/// in a folder of everybody's.
fn itself(program: PathBuf) -> PathBuf {
    let real = program.canonicalize().ok().map(|real| real.with_file_name("soffice.bin"));
    real.filter(|real| real.is_file()).unwrap_or(program)
}

fn unavailable(error: &io::Error) -> Unreadable {
    tracing::warn!(%error, "the office program could not be run");
    Unreadable::Unavailable
}

/// The processes of a run: all end when this goes, also with a future that is dropped halfway.
struct Group(Option<Pid>);

impl Group {
    fn of(child: &Child) -> Self {
        Self(child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(group) = self.0 {
            // an error means that nobody is left in it
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

/// Resolves when more has been written than may be.
async fn outgrown(run: &Path) {
    loop {
        tokio::time::sleep(LOOK).await;
        let run = run.to_owned();
        let within = tokio::task::spawn_blocking(move || {
            let (mut files, mut size) = (0, 0);
            within(&run, &mut files, &mut size)
        });
        if matches!(within.await, Ok(false)) {
            return;
        }
    }
}

/// Whether what is in a folder is few and small enough. What goes while it is counted does not count.
fn within(folder: &Path, files: &mut usize, size: &mut u64) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return true };
    for entry in entries.flatten() {
        let Ok(metadata) = entry.metadata() else { continue };
        *files += 1;
        *size += if metadata.is_file() { metadata.len() } else { 0 };
        if *files > limits::OFFICE_FILES || *size > limits::OFFICE_FOLDER {
            return false;
        }
        if metadata.is_dir() && !within(&entry.path(), files, size) {
            return false;
        }
    }
    true
}
