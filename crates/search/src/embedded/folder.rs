//! The folder: one subfolder a generation, and a file that names the one that serves.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::generation::Generation;
use super::schema::SCHEMA_VERSION;
use crate::analysis::ANALYSIS_VERSION;
use crate::error::{Error, Result};

/// Names the subfolder that serves.
const CURRENT: &str = "current";
/// Begins the name of a subfolder that could not be read. Only the last is kept.
const BROKEN: &str = "broken-";

/// What the name of every generation this program can read begins with.
fn prefix() -> String {
    format!("v{SCHEMA_VERSION}.{ANALYSIS_VERSION}-")
}

/// Opens the generation that serves. If there is none, or one of another version, or a broken one (which is moved
/// aside), an empty one is begun. Left-overs of interrupted rebuilds go.
pub(super) fn open_current(root: &Path) -> Result<Generation> {
    fs::create_dir_all(root)?;
    let named = match fs::read_to_string(root.join(CURRENT)) {
        Ok(name) => Some(name.trim().to_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) if error.kind() == ErrorKind::InvalidData => None,
        Err(error) => return Err(error.into()),
    };
    let readable = named.filter(|name| is_generation(name) && root.join(name).is_dir());
    if let Some(name) = readable {
        match Generation::open(&root.join(&name)) {
            Ok(generation) => {
                sweep(root, &name);
                return Ok(generation);
            }
            Err(Error::InUse) => return Err(Error::InUse),
            Err(error) => {
                tracing::warn!(%error, "the search index could not be read; it is moved aside and built again");
                move_aside(root, &name)?;
            }
        }
    }
    let (name, generation) = create_next(root)?;
    generation.serve()?;
    make_current(root, &name)?;
    sweep(root, &name);
    Ok(generation)
}

fn is_generation(name: &str) -> bool {
    name.strip_prefix(&prefix()).is_some_and(|number| number.parse::<u32>().is_ok())
}

/// Creates an empty generation with a number not used before, and returns its name.
pub(super) fn create_next(root: &Path) -> Result<(String, Generation)> {
    let mut last = 0;
    for name in names(root)? {
        let number = name.rsplit('-').next().and_then(|n| n.parse::<u32>().ok());
        last = last.max(number.unwrap_or_default());
    }
    let name = format!("{}{}", prefix(), last + 1);
    let generation = Generation::create(&root.join(&name))?;
    Ok((name, generation))
}

/// Makes a generation the one that serves after a restart: one rename.
pub(super) fn make_current(root: &Path, name: &str) -> Result<()> {
    let beside = root.join("current.new");
    let mut file = File::create(&beside)?;
    file.write_all(name.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, root.join(CURRENT))?;
    File::open(root)?.sync_all()?;
    Ok(())
}

/// Removes a generation that serves no more. What can't be removed now goes at the next start.
pub(super) fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        tracing::warn!(%error, "an old search index could not be removed yet");
    }
}

fn names(root: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for item in fs::read_dir(root)? {
        let item = item?;
        if item.file_type()?.is_dir()
            && let Ok(name) = item.file_name().into_string()
        {
            names.push(name);
        }
    }
    Ok(names)
}

fn move_aside(root: &Path, name: &str) -> Result<()> {
    for old in names(root)?.iter().filter(|name| name.starts_with(BROKEN)) {
        remove(&root.join(old));
    }
    fs::rename(root.join(name), root.join(format!("{BROKEN}{name}")))?;
    Ok(())
}

/// Removes generations other than the one that serves; broken ones stay to be looked at.
fn sweep(root: &Path, serving: &str) {
    let old: Vec<PathBuf> = names(root)
        .unwrap_or_default()
        .iter()
        .filter(|name| name.starts_with('v') && name.contains('-') && *name != serving)
        .map(|name| root.join(name))
        .collect();
    old.iter().for_each(|folder| remove(folder));
}
