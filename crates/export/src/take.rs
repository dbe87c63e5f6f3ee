//! Taking the folder in: as one zip, or into a folder of the disk.

use std::io::{Error, Write};
use std::path::Path;

use chrono::{Datelike, Timelike};
use chrono_tz::Europe::Stockholm;
use domain::documents::blob::Blobs;
use tokio::sync::mpsc::Receiver;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Piece;

/// Takes the folder in as one zip, all of it in a folder called `top`, what is made dated `now`; for a thread that may
/// block.
///
/// # Errors
/// When it was not gathered to its end, an original is missing or damaged, or whoever takes the bytes has gone.
pub fn zipped<W: Write>(
    pieces: &mut Receiver<Piece>,
    blobs: &Blobs,
    top: &str,
    now: chrono::DateTime<chrono::Utc>,
    to: W,
) -> std::io::Result<W> {
    let top = crate::place::safe(top);
    let mut zip = ZipWriter::new_stream(to);
    let now = local(now);
    loop {
        match pieces.blocking_recv().ok_or_else(broken_off)? {
            Piece::Made { path, bytes } => {
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Deflated)
                    .last_modified_time(now);
                zip.start_file(format!("{top}/{path}"), options).map_err(Error::other)?;
                zip.write_all(&bytes)?;
            }
            Piece::Kept { path, hash, size, at } => {
                // what is kept here nearly always is compressed already
                let options = SimpleFileOptions::default()
                    .compression_method(CompressionMethod::Stored)
                    .large_file(size > u64::from(u32::MAX / 2))
                    .last_modified_time(local(at));
                zip.start_file(format!("{top}/{path}"), options).map_err(Error::other)?;
                blobs.copy_to(&hash, &mut zip)?;
            }
            Piece::End => return Ok(zip.finish().map_err(Error::other)?.into_inner()),
        }
    }
}

/// Takes the folder in as files below `root`, which is there and empty; for a thread that may block. Gives how many files
/// there are.
///
/// # Errors
/// When it was not gathered to its end, an original is missing or damaged, or the disk refuses.
pub fn into_folder(pieces: &mut Receiver<Piece>, blobs: &Blobs, root: &Path) -> std::io::Result<u64> {
    let mut files = 0;
    let create = |path: &str| {
        let path = root.join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::File::create_new(path)
    };
    loop {
        match pieces.blocking_recv().ok_or_else(broken_off)? {
            Piece::Made { path, bytes } => create(&path)?.write_all(&bytes)?,
            Piece::Kept { path, hash, .. } => blobs.copy_to(&hash, &mut create(&path)?)?,
            Piece::End => return Ok(files),
        }
        files += 1;
    }
}

fn broken_off() -> Error {
    Error::other("it was not gathered to its end")
}

/// A zip tells local time, without a zone.
fn local(at: chrono::DateTime<chrono::Utc>) -> DateTime {
    let at = at.with_timezone(&Stockholm);
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let (hour, minute, second) = (part(at.hour()), part(at.minute()), part(at.second()));
    DateTime::from_date_and_time(year, part(at.month()), part(at.day()), hour, minute, second).unwrap_or_default()
}
