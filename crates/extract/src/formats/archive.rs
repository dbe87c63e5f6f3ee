//! A zip container that can't blow up: entries counted before they are listed, sizes counted while unpacking.

use crate::{Unreadable, limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An opened container.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
    packed: u64,
}

impl<'a> Archive<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// Too many entries, or entries sharing the same bytes (an overlapping bomb) → `TooComplex`; not a zip → `Damaged`.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        if claimed_entries(bytes) > limits::ZIP_ENTRIES {
            return Err(Unreadable::TooComplex);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
        if zip.len() > limits::ZIP_ENTRIES || zip.has_overlapping_files().map_err(|error| reason(&error))? {
            return Err(Unreadable::TooComplex);
        }
        Ok(Self { zip, unpacked: 0, packed: bytes.len() as u64 })
    }

    /// Whether there is such an entry.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// All names that begin so, in the order of the container.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        self.zip
            .file_names()
            .filter_map(Result::ok)
            .filter(|name| name.starts_with(start))
            .map(std::borrow::Cow::into_owned)
            .collect()
    }

    /// Unpacks one entry.
    ///
    /// # Errors
    /// Larger than allowed → `TooComplex`; absent or broken → `Damaged`; encrypted → `PasswordProtected`.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, Unreadable> {
        let index = self.zip.index_for_name(name).ok_or(Unreadable::Damaged)?;
        let mut out = Vec::new();
        self.unpack(index, |chunk| out.extend_from_slice(chunk))?;
        Ok(out)
    }

    /// [`Archive::part`] as text; `None` where there is no such entry.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        if !self.has(name) {
            return Ok(None);
        }
        let bytes = self.part(name)?;
        Ok(Some(super::xml::decode(&bytes)))
    }

    /// Unpacks everything once and throws it away: after this a library that unpacks without counting may have the
    /// container.
    pub(super) fn prove(&mut self) -> Result<(), Unreadable> {
        for index in 0..self.zip.len() {
            self.unpack(index, |_| {})?;
        }
        self.unpacked = 0;
        Ok(())
    }

    fn unpack(&mut self, index: usize, mut take: impl FnMut(&[u8])) -> Result<(), Unreadable> {
        let mut entry = self.zip.by_index(index).map_err(|error| reason(&error))?;
        let packed = entry.compressed_size();
        let mut size = 0_u64;
        let mut chunk = vec![0; 64 * 1024];
        loop {
            let read = entry.read(&mut chunk).map_err(|_| Unreadable::Damaged)?;
            let bytes = chunk.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                return Ok(());
            }
            size += bytes.len() as u64;
            self.unpacked += bytes.len() as u64;
            let bomb = |unpacked: u64, packed: u64| {
                unpacked > limits::ZIP_RATIO_FLOOR && unpacked / limits::ZIP_RATIO > packed
            };
            if size > limits::PART
                || self.unpacked > limits::PARTS
                || bomb(size, packed)
                || bomb(self.unpacked, self.packed)
            {
                return Err(Unreadable::TooComplex);
            }
            take(bytes);
        }
    }
}

fn reason(error: &ZipError) -> Unreadable {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Unreadable::PasswordProtected
        }
        _ => Unreadable::Damaged,
    }
}

/// The number of entries the end record claims; a container large enough for the 64-bit form counts as too many.
fn claimed_entries(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(66_000)..];
    let Some(at) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else {
        return 0;
    };
    match tail.get(at + 10..at + 12) {
        Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    }
}
