//! The folder of a demo: marked as one, held while it is made or runs, and never taken for one again once somebody has put
//! something of their own into it.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, bail};

/// Says in a folder that it holds a demo.
const MARK: &str = "this-is-a-demo";

/// The mark of a folder, held for this process until it is dropped.
///
/// It is let go in so many words: a program that is just being started has its own copy of every open file until it is
/// loaded, and a lock that only ends with the last of them would outlive its holder by that moment.
#[derive(Debug)]
pub struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // it ends with the file at the latest
        let _ = self.0.unlock();
    }
}

/// Takes a folder for a demo and holds it for this process; with `fresh` one that has been a demo is emptied first.
///
/// # Errors
/// For a folder that is no demo's, and one in which a demo is being made or runs.
pub fn take(data: &Path, fresh: bool) -> anyhow::Result<Held> {
    let empty = match std::fs::read_dir(data) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).with_context(|| format!("reading {}", data.display())),
    };
    if empty {
        return marked(data);
    }
    let Some(mut held) = held(data)? else {
        bail!("{} holds something that is no demo: choose another folder with --data", data.display());
    };
    if fresh {
        empty_again(data, &mut held)?;
    }
    Ok(held)
}

/// Throws away all that is in a folder which is held, and holds it again.
///
/// # Errors
/// When it can't be written to.
pub fn empty_again(data: &Path, held: &mut Held) -> anyhow::Result<()> {
    std::fs::remove_dir_all(data).with_context(|| format!("emptying {}", data.display()))?;
    *held = marked(data)?;
    Ok(())
}

/// Somebody puts something of their own into the folder: what a demo that was broken off left of its mark goes, so that no
/// later demo throws it away.
///
/// # Errors
/// Where a demo is being made in it right now, or the mark can't be removed.
pub fn keep(data: &Path) -> anyhow::Result<()> {
    if held(data)?.is_some() {
        // while it is held: whoever waits for it finds it gone
        std::fs::remove_file(data.join(MARK)).with_context(|| format!("removing the mark in {}", data.display()))?;
    }
    Ok(())
}

/// Says in a folder that it holds a demo: one that a backup of a demo was restored into.
///
/// # Errors
/// When it can't be written to.
pub fn mark(data: &Path) -> anyhow::Result<()> {
    marked(data).map(drop)
}

/// Says in the folder that it holds a demo, and holds it.
fn marked(data: &Path) -> anyhow::Result<Held> {
    std::fs::create_dir_all(data).with_context(|| format!("making {}", data.display()))?;
    let mark = File::options().create(true).truncate(false).write(true).open(data.join(MARK))?;
    let mut held = locked(data, mark)?;
    held.0.write_all(b"Made by `samrum demo`; it may be thrown away.\n")?;
    Ok(held)
}

/// Holds a folder that is marked already; none for one that is not.
fn held(data: &Path) -> anyhow::Result<Option<Held>> {
    let path = data.join(MARK);
    let mark = match File::options().write(true).open(&path) {
        Ok(mark) => mark,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("opening {}", path.display())),
    };
    let held = locked(data, mark)?;
    // gone since it was opened: the folder is somebody's own now
    Ok(path.exists().then_some(held))
}

fn locked(data: &Path, mark: File) -> anyhow::Result<Held> {
    if mark.try_lock().is_err() {
        bail!("a demo is being made or runs in {} already", data.display());
    }
    Ok(Held(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_again_until_somebody_keeps_it() {
        let Ok(folder) = tempfile::tempdir() else { panic!("no folder") };
        let data = folder.path().join("demo");
        let (first, second) = (take(&data, false), take(&data, true));
        assert!(first.is_ok() && second.is_err(), "one at a time");
        assert!(keep(&data).is_err(), "nor does anybody keep what is being made");
        drop(first);
        assert!(std::fs::write(data.join("left-behind"), "").is_ok());
        assert!(take(&data, true).is_ok() && !data.join("left-behind").exists());
        assert!(keep(&data).is_ok() && keep(&data).is_ok());
        assert!(std::fs::write(data.join("own"), "").is_ok());
        assert!(take(&data, true).is_err() && take(&data, false).is_err());
        assert!(data.join("own").exists());
    }
}
