//! The child's side: take away one's own rights, read standard input, answer on standard output, end.

mod confine;
pub(crate) mod office;

pub use office::{can_hold, office};

use crate::{Note, Unreadable, formats, frame, limits};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// The whole life of the child. Call it from the hidden subcommand **before any runtime or thread is started**: the
/// confinement holds the calling thread and those it starts, and afterwards no thread can be started at all.
///
/// `args` are the arguments after the subcommand: `--hint EXTENSION` (a hint between kinds of text, see
/// [`crate::media_type()`]), or `--portrait` to have a person's picture made of a photo. The file is standard input, which must be a regular file or a pipe no longer than
/// [`limits::FILE`]. The answer goes to standard output in the form [`crate::Extractor`] reads; what is said on
/// standard error names places in the code, never content of the file.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ! {
    panic::set_hook(Box::new(|info| {
        // Not the message: it may quote the document ("byte index 3 is not a char boundary; it is inside …").
        if let Some(place) = info.location() {
            let _ = writeln!(io::stderr(), "panic at {}:{}", place.file(), place.line());
        }
    }));
    let wanted = Wanted::of(args);
    let size = rustix::fs::fstat(io::stdin()).ok().and_then(|stat| u64::try_from(stat.st_size).ok()).unwrap_or(0);
    // The standard streams allocate at first use; better before the limits than under them.
    let mut out = io::stdout().lock();
    let notes = confine::confine(size.min(limits::FILE));
    let status = match panic::catch_unwind(AssertUnwindSafe(|| answer(&wanted, size, notes, &mut out))) {
        Ok(Ok(())) => 0,
        // The parent has gone, or stopped listening.
        Ok(Err(_)) => 2,
        Err(_) => match frame::write_refusal(&mut out, Unreadable::Damaged) {
            Ok(()) => 0,
            Err(_) => 2,
        },
    };
    std::process::exit(status)
}

/// What the child is started for.
enum Wanted {
    /// What stands in the file; with an extension as a hint.
    Text(String),
    /// A person's picture made of it.
    Portrait,
}

impl Wanted {
    fn of(args: impl IntoIterator<Item = OsString>) -> Self {
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            if arg == "--portrait" {
                return Self::Portrait;
            }
            if arg == "--hint" {
                return Self::Text(args.next().and_then(|hint| hint.into_string().ok()).unwrap_or_default());
            }
        }
        Self::Text(String::new())
    }
}

fn answer(wanted: &Wanted, size: u64, notes: Vec<Note>, out: &mut impl Write) -> io::Result<()> {
    let bytes = match file(size) {
        Ok(bytes) => Arc::new(bytes),
        Err(reason) => return frame::write_refusal(out, reason),
    };
    let hint = match wanted {
        Wanted::Text(hint) => hint,
        Wanted::Portrait => return portrait(&bytes, out),
    };
    match formats::read(&bytes, hint) {
        Ok(mut document) => {
            document.notes.extend(notes);
            frame::write_document(out, &document)?;
            // After the text is safely out: drawing may take the child down.
            let drawn = panic::catch_unwind(AssertUnwindSafe(|| formats::thumbnail(&bytes, document.media_type)));
            if let Ok(Some(thumbnail)) = drawn {
                frame::write_thumbnail(out, &thumbnail)?;
            }
            pictures(&bytes, &document.picture_parts, out)?;
            frame::write_end(out)
        }
        Err(reason) => frame::write_refusal(out, reason),
    }
}

fn portrait(bytes: &Arc<Vec<u8>>, out: &mut impl Write) -> io::Result<()> {
    match formats::portrait(bytes) {
        Ok((photo, drawn)) => {
            frame::write_document(out, &photo)?;
            if let Some(drawn) = drawn {
                frame::write_thumbnail(out, &drawn)?;
            }
            frame::write_end(out)
        }
        Err(reason) => frame::write_refusal(out, reason),
    }
}

/// The pictures it shows, each by itself: one that can't be drawn costs itself and nothing else.
fn pictures(bytes: &Arc<Vec<u8>>, parts: &[String], out: &mut impl Write) -> io::Result<()> {
    let mut size = 0;
    for (number, part) in (1..).zip(parts) {
        let drawn = panic::catch_unwind(AssertUnwindSafe(|| formats::picture(bytes, number, part)));
        if let Ok(Some(picture)) = drawn {
            size += picture.png.len();
            if size > limits::PICTURES_SIZE {
                break;
            }
            frame::write_picture(out, &picture)?;
        }
    }
    Ok(())
}

fn file(size: u64) -> Result<Vec<u8>, Unreadable> {
    if size > limits::FILE {
        return Err(Unreadable::TooLarge);
    }
    let mut bytes = Vec::new();
    // One byte more than it said: memory is taken once, and growing files are noticed.
    let expected = usize::try_from(size).map_err(|_| Unreadable::TooLarge)?;
    bytes.try_reserve_exact(expected + 1).map_err(|_| Unreadable::TooLarge)?;
    io::stdin().lock().take(limits::FILE + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Unavailable)?;
    if bytes.len() as u64 > limits::FILE {
        return Err(Unreadable::TooLarge);
    }
    Ok(bytes)
}

/// Gives a document of `pages` pages the CPU time the rule allows it: [`limits::CPU_PER_HUNDRED_PAGES`] for every
/// hundred begun, never past [`limits::CPU_CAP`].
pub(crate) fn allow_time_for(pages: usize) {
    confine::cpu(confine::seconds_for(pages));
}
