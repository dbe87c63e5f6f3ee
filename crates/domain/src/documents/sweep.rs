//! What nothing refers to any more is taken away in two steps with days between them, and what is kept is read again once
//! a week, so that a disk that forgets is noticed before somebody needs the file.

use std::collections::HashSet;
use std::time::SystemTime;

use chrono::TimeDelta;

use super::blob::Blobs;
use crate::actor::Actor;
use crate::store::{FromRow, Store, Words, execute, rows};
use crate::{Error, Result};

/// For how long a file stays where it is without anything that refers to it: longer than a file that came in pieces may
/// wait to be filed ([`super::pieces::KEPT`]).
const ALONE: TimeDelta = TimeDelta::days(7);
/// For how long it can come back after that.
const ASIDE: TimeDelta = TimeDelta::days(7);
/// The most rows that go at once.
const MOST: i64 = 200;
/// The hours of a week: each has its part of all files to read.
const HOURS: i64 = 7 * 24;

/// Where rows refer to bytes. Whatever is forgotten here is kept: the database refuses to take its row away.
const REFERRED: [(&str, &str); 10] = [
    ("document_version", "blob_hash"),
    ("document_version", "thumbnail_hash"),
    ("page_picture", "blob_hash"),
    ("import", "blob_hash"),
    ("case_file", "blob_hash"),
    ("forwarding_file", "blob_hash"),
    ("rendition", "source_hash"),
    ("rendition", "blob_hash"),
    ("rendition", "thumbnail_hash"),
    ("portrait", "blob_hash"),
];

/// Takes away what came in and was never kept, the rows of bytes that nothing refers to, and files without a row.
///
/// # Errors
/// When the database or the disk fails; what has been done until then is done.
pub async fn run(store: &Store, blobs: &Blobs) -> Result<()> {
    let now = store.clock().now();
    let before = SystemTime::from(now - ALONE);
    blobs.drop_incoming(before).await?;
    drop_rows(store).await?;
    for first in 0..=u8::MAX {
        let old = blobs.kept_under(first).await?.into_iter().filter(|(_, written)| *written < before);
        let old: Vec<String> = old.map(|(hash, _)| hash).filter(|hash| Blobs::place(hash).is_ok()).collect();
        let known = known(store, &old).await?;
        for hash in old.iter().filter(|hash| !known.contains(*hash)) {
            tracing::info!(hash, "a file that nothing refers to is put aside");
            blobs.put_aside(hash, SystemTime::from(now)).await?;
        }
    }
    let aside: Vec<_> = blobs.aside().await?.into_iter().filter(|(hash, _)| Blobs::place(hash).is_ok()).collect();
    let hashes: Vec<String> = aside.iter().map(|(hash, _)| hash.clone()).collect();
    let known = known(store, &hashes).await?;
    for (hash, put) in aside {
        // the same bytes came again between the look at the rows and the moment the file was put aside
        if known.contains(&hash) {
            blobs.bring_back(&hash).await?;
        } else if put < SystemTime::from(now - ASIDE) {
            blobs.drop_aside(&hash).await?;
        }
    }
    Ok(())
}

/// Reads again what belongs to this hour of the week; gives how many files are not what their hash says.
///
/// # Errors
/// When the database or the disk fails.
pub async fn scrub(store: &Store, blobs: &Blobs) -> Result<usize> {
    let hour = store.clock().now().timestamp().div_euclid(3600).rem_euclid(HOURS);
    let mut damaged = 0;
    for first in (0..=u8::MAX).filter(|first| i64::from(*first) % HOURS == hour) {
        let from = format!("{first:02x}");
        // after every hash that begins so, and before the next that does not
        let to = format!("{first:02x}g");
        damaged += verify(store, blobs, &from, &to, &mut |_| {}).await?;
    }
    Ok(damaged)
}

/// Reads everything again, telling what is missing or is not what its hash says; gives how many of them there are.
///
/// # Errors
/// When the database or the disk fails.
pub async fn verify_all(store: &Store, blobs: &Blobs, tell: &mut impl FnMut(&str)) -> Result<usize> {
    verify(store, blobs, "", "g", tell).await
}

async fn verify(store: &Store, blobs: &Blobs, from: &str, to: &str, tell: &mut impl FnMut(&str)) -> Result<usize> {
    #[derive(FromRow)]
    struct Row {
        hash: String,
        size: i64,
    }
    let (mut after, mut damaged) = (from.to_owned(), 0);
    loop {
        let sql = "SELECT hash, size FROM blob WHERE hash > $1 AND hash < $2 ORDER BY hash LIMIT $3";
        let page: Vec<Row> = rows(store.reader(), sql, [after.into(), to.into(), MOST.into()]).await?;
        let Some(last) = page.last() else { return Ok(damaged) };
        after = last.hash.clone();
        for row in &page {
            if !blobs.verify(&row.hash, u64::try_from(row.size).map_err(Error::internal)?).await? {
                tracing::error!(hash = row.hash, "a file is missing or is not what its hash says");
                tell(&row.hash);
                damaged += 1;
            }
        }
    }
}

/// Which of the hashes have a row.
async fn known(store: &Store, hashes: &[String]) -> Result<HashSet<String>> {
    #[derive(FromRow)]
    struct Row {
        hash: String,
    }
    let db = store.reader();
    let sql = format!("SELECT hash FROM blob WHERE hash IN {}", Words::sql(db, "$1"));
    let found: Vec<Row> = rows(db, &sql, [Words::value(hashes.to_vec())]).await?;
    Ok(found.into_iter().map(|row| row.hash).collect())
}

/// Takes away rows that nothing has referred to for a while; their files follow as any without a row.
async fn drop_rows(store: &Store) -> Result<()> {
    #[derive(FromRow)]
    struct Row {
        hash: String,
    }
    let referred: String =
        REFERRED.iter().map(|(table, column)| format!(" EXCEPT SELECT {column} FROM {table}")).collect();
    let sql = format!("SELECT hash FROM blob WHERE touched_at < $1{referred} LIMIT $2");
    let before = store.clock().now() - ALONE;
    let alone: Vec<Row> = rows(store.reader(), &sql, [before.into(), MOST.into()]).await?;
    for Row { hash } in alone {
        // touched since: somebody is about to refer to it
        let sql = "DELETE FROM blob WHERE hash = $1 AND touched_at < $2";
        let delete =
            store.write(&Actor::System, move |tx| async move { execute(&tx, sql, [hash.into(), before.into()]).await });
        if let Err(error) = delete.await {
            tracing::warn!(%error, "a row of bytes could not be taken away; the others go all the same");
        }
    }
    Ok(())
}
