//! What an import did, for the one who ran it.

use std::fmt;

/// Why a file was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It has no bytes.
    Empty,
    /// A system or a program left it behind.
    LeftBehind,
    /// It is larger than [`super::MAX_IMPORT`]; bytes.
    TooLarge(u64),
    /// It could not be read to its end; the system's words.
    Unreadable(String),
    /// It is locked with a password inside the zip.
    Locked,
    /// It unpacks to far more than any document does.
    TooDense,
    /// Its path leads out of the source, or is none.
    UnsafePath,
    /// It is a link or a device.
    NoFile,
    /// Its path stands twice in the source.
    Twice,
    /// It was brought in before and has been deleted here since; it is not brought back.
    DeletedHere,
    /// Its name or place can't be kept here; a code.
    Refused(String),
}

impl Skip {
    /// The code it is kept and told by.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Empty => "empty",
            Self::LeftBehind => "left_behind",
            Self::TooLarge(_) => "too_large",
            Self::Unreadable(_) => "unreadable",
            Self::Locked => "locked",
            Self::TooDense => "too_dense",
            Self::UnsafePath => "unsafe_path",
            Self::NoFile => "no_file",
            Self::Twice => "twice",
            Self::DeletedHere => "deleted_here",
            Self::Refused(code) => code,
        }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::LeftBehind => f.write_str("left behind by a system or program"),
            Self::TooLarge(size) => write!(f, "too large: {}", bytes(*size)),
            Self::Unreadable(why) => write!(f, "can't be read: {why}"),
            Self::Locked => f.write_str("locked with a password"),
            Self::TooDense => f.write_str("unpacks to more than 100 times its size"),
            Self::UnsafePath => f.write_str("its path is not safe"),
            Self::NoFile => f.write_str("a link or device, not a file"),
            Self::Twice => f.write_str("the same path stands twice"),
            Self::DeletedHere => f.write_str("brought in before and deleted here since"),
            Self::Refused(code) => write!(f, "can't be kept: {code}"),
        }
    }
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new document.
    Taken,
    /// The same bytes came from the same path before.
    AlreadyThere,
    /// Other bytes came from the same path before: a new version.
    NewVersion,
    /// Left out.
    Skipped(Skip),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken => f.write_str("taken"),
            Self::AlreadyThere => f.write_str("already there"),
            Self::NewVersion => f.write_str("new version"),
            Self::Skipped(why) => write!(f, "skipped ({why})"),
        }
    }
}

/// One file of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOutcome {
    /// Its path inside the source.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The title of the meeting it belongs to.
    pub meeting: Option<String>,
}

impl fmt::Display for FileOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.path), self.outcome)?;
        if let Some(title) = &self.meeting {
            write!(f, " → {}", shown(title))?;
        }
        Ok(())
    }
}

/// A meeting that files were found to come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedMeeting {
    /// Its title.
    pub title: String,
    /// Its themes, where it is new.
    pub themes: Vec<String>,
    /// It was there before.
    pub known: bool,
}

/// What an import did, or, in a dry run, would do. Its `Display` is plain English, with every file on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Nothing was changed.
    pub dry_run: bool,
    /// The network's name.
    pub network: String,
    /// How many bytes were taken, new versions included.
    pub bytes: u64,
    /// The meetings that were matched or made.
    pub meetings: Vec<ProposedMeeting>,
    /// Every file.
    pub files: Vec<FileOutcome>,
}

impl Report {
    /// How many files are new documents.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::Taken)
    }

    /// How many were there already.
    #[must_use]
    pub fn already_there(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::AlreadyThere)
    }

    /// How many became new versions.
    #[must_use]
    pub fn new_versions(&self) -> usize {
        self.count(|outcome| *outcome == Outcome::NewVersion)
    }

    /// How many were left out.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Skipped(_)))
    }

    fn count(&self, which: impl Fn(&Outcome) -> bool) -> usize {
        self.files.iter().filter(|file| which(&file.outcome)).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            writeln!(f, "{file}")?;
        }
        writeln!(f)?;
        for meeting in &self.meetings {
            let is = match (meeting.known, self.dry_run) {
                (true, _) => "known",
                (false, true) => "would be made",
                (false, false) => "made",
            };
            write!(f, "Meeting {} ({is})", shown(&meeting.title))?;
            if !meeting.themes.is_empty() {
                write!(f, ": {}", shown(&meeting.themes.join("; ")))?;
            }
            writeln!(f)?;
        }
        let network = shown(&self.network);
        if self.dry_run {
            writeln!(f, "Dry run for {network}: nothing was changed. It would be:")?;
        } else {
            writeln!(f, "Imported into {network}:")?;
        }
        writeln!(f, "  {} taken ({}, new versions included)", self.taken(), bytes(self.bytes))?;
        writeln!(f, "  {} new versions", self.new_versions())?;
        writeln!(f, "  {} already there", self.already_there())?;
        writeln!(f, "  {} skipped", self.skipped())?;
        if !self.dry_run && self.taken() + self.new_versions() > 0 {
            writeln!(f, "The server reads and indexes them as soon as it runs.")?;
        }
        Ok(())
    }
}

/// As it may go to a terminal: control characters could steer it.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// A number of bytes for people.
pub(crate) fn bytes(count: u64) -> String {
    const UNITS: [&str; 4] = ["bytes", "KiB", "MiB", "GiB"];
    let mut unit = 0;
    let (mut whole, mut tenth) = (count, 0);
    while whole >= 1024 && unit + 1 < UNITS.len() {
        tenth = (whole % 1024) * 10 / 1024;
        whole /= 1024;
        unit += 1;
    }
    let name = UNITS.get(unit).copied().unwrap_or_default();
    if unit == 0 { format!("{whole} {name}") } else { format!("{whole}.{tenth} {name}") }
}
