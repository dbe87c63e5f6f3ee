//! A zip: names in whatever encoding, sizes that may lie. Nothing is unpacked to the disk; a path is only ever data.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, bail};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use zip::ZipArchive;

use super::{Listing, MOST_ENTRIES, Place};
use crate::import::file_name;
use crate::import::report::Skip;

/// How much more a file may be than its packed form, past [`SMALL`]; honest documents stay far below.
const RATIO: u64 = 100;
/// Up to this size the ratio does not matter.
const SMALL: u64 = 64 * 1024 * 1024;

/// An open zip. Its files are read one at a time.
#[derive(Clone)]
pub(crate) struct Archive(Arc<Mutex<ZipArchive<BufReader<File>>>>);

impl Archive {
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
        let archive = ZipArchive::new(BufReader::new(file))
            .with_context(|| format!("{} is neither a folder nor a zip", path.display()))?;
        if archive.len() > MOST_ENTRIES {
            bail!("more than {MOST_ENTRIES} files and folders; import them in parts");
        }
        Ok(Self(Arc::new(Mutex::new(archive))))
    }

    pub(super) fn list(&self) -> anyhow::Result<Listing> {
        let archive = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut listing = Listing::default();
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index)?;
            let name = file_name::decoded(entry.name_raw(), || entry.name().ok().map(std::borrow::Cow::into_owned));
            if entry.is_dir() {
                continue;
            }
            let Some(parts) = file_name::parts(&name) else {
                listing.skip(name.replace(char::is_control, " "), Skip::UnsafePath);
                continue;
            };
            let (size, packed) = (entry.size(), entry.compressed_size());
            if entry.is_symlink() {
                listing.skip(parts.join("/"), Skip::NoFile);
            } else if entry.encrypted() {
                listing.skip(parts.join("/"), Skip::Locked);
            } else if size > SMALL && size / RATIO > packed {
                listing.skip(parts.join("/"), Skip::TooDense);
            } else {
                listing.add(parts, size, entry.last_modified().and_then(instant), Place::Zipped(index));
            }
        }
        Ok(listing)
    }

    /// Reads the file of that index, no more of it than the zip says there is. Its checksum is checked at the end.
    pub(super) fn with(
        &self,
        index: usize,
        read: impl FnOnce(&mut dyn Read) -> std::io::Result<()>,
    ) -> Result<(), String> {
        let mut archive = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let file = archive.by_index(index).map_err(|error| error.to_string())?;
        let size = file.size();
        let mut honest = Honest { file, left: size };
        read(&mut honest).map_err(|error| error.to_string())
    }
}

/// A reader that fails where more comes than was said.
struct Honest<R> {
    file: R,
    left: u64,
}

impl<R: Read> Read for Honest<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(into)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| std::io::Error::new(std::io::ErrorKind::InvalidData, "larger than the zip says"))?;
        Ok(read)
    }
}

/// A zip keeps local time without its zone: Swedish time is meant.
fn instant(at: zip::DateTime) -> Option<DateTime<Utc>> {
    let day = NaiveDate::from_ymd_opt(i32::from(at.year()), u32::from(at.month()), u32::from(at.day()))?;
    let seconds = i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second());
    Some(domain::clock::start_of(day) + TimeDelta::seconds(seconds))
}
