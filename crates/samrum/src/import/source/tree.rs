//! A folder and what is under it. Links are not followed: they may lead anywhere.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chrono::{DateTime, SubsecRound, Utc};

use super::{Listing, MOST_ENTRIES, Place};
use crate::import::file_name;
use crate::import::report::Skip;

pub(super) fn list(root: &Path) -> anyhow::Result<Listing> {
    let mut listing = Listing::default();
    let mut seen = 0;
    let mut waiting: Vec<(PathBuf, String)> = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, path)) = waiting.pop() {
        let found = match std::fs::read_dir(&folder) {
            Ok(found) => found,
            Err(error) if path.is_empty() => {
                return Err(error).with_context(|| format!("{} can't be read", folder.display()));
            }
            Err(error) => {
                listing.skip(path, Skip::Unreadable(error.to_string()));
                continue;
            }
        };
        for entry in found {
            seen += 1;
            if seen > MOST_ENTRIES {
                bail!("more than {MOST_ENTRIES} files and folders; import them in parts");
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    listing.skip(path.clone(), Skip::Unreadable(error.to_string()));
                    continue;
                }
            };
            let name = name(&entry.file_name());
            let inner = if path.is_empty() { name } else { format!("{path}/{name}") };
            // of the entry itself, not of what a link points to
            match entry.metadata() {
                Ok(about) if about.is_dir() => waiting.push((entry.path(), inner)),
                Ok(about) if about.is_file() => match file_name::parts(&inner) {
                    Some(parts) => {
                        let changed = about.modified().ok().map(|at| DateTime::<Utc>::from(at).trunc_subsecs(3));
                        listing.add(parts, about.len(), changed, Place::File(entry.path()));
                    }
                    None => listing.skip(inner, Skip::UnsafePath),
                },
                Ok(_) => listing.skip(inner, Skip::NoFile),
                Err(error) => listing.skip(inner, Skip::Unreadable(error.to_string())),
            }
        }
    }
    Ok(listing)
}

#[cfg(unix)]
fn name(raw: &OsStr) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    // a backslash is a letter here, and would read as a folder
    file_name::decoded(raw.as_bytes(), || None).replace('\\', "_")
}

#[cfg(not(unix))]
fn name(raw: &OsStr) -> String {
    raw.to_string_lossy().into_owned()
}
