//! The cursor and the entries are one commit, whatever happens.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use search::{Batch, Engine, Query};

use crate::setting::{ROOM, Setting, at, id, message};

#[tokio::test]
async fn a_new_index_has_no_cursor_and_a_reopened_one_has_its_own() {
    let setting = Setting::new().await;
    assert_eq!(setting.engine.cursor().await.unwrap(), None);
    setting.put(vec![message(1, "Ett ord.")]).await;
    let folder = setting.index();
    let Setting { engine, folder: keep, .. } = setting;
    drop(engine);
    let engine = Engine::embedded(folder).await.unwrap();
    assert_eq!(engine.cursor().await.unwrap(), Some(at(1)));
    assert_eq!(engine.search(Query::new("ord", vec![id(ROOM)])).await.unwrap().total, 1);
    drop(keep);
}

#[tokio::test]
async fn a_second_process_is_kept_out_and_nothing_is_moved_aside() {
    let setting = Setting::with(vec![message(1, "Ett ord.")]).await;
    let second = Engine::embedded(setting.index()).await;
    assert!(matches!(second, Err(search::Error::InUse)));
    assert_eq!(setting.ask("ord ").await.total, 1);
}

#[tokio::test]
async fn a_broken_or_missing_folder_starts_empty() {
    let setting = Setting::with(vec![message(1, "Ett ord.")]).await;
    let folder = setting.index();
    let Setting { engine, folder: keep, .. } = setting;
    drop(engine);
    let current = std::fs::read_to_string(folder.join("current")).unwrap();
    std::fs::write(folder.join(&current).join("meta.json"), b"{broken").unwrap();
    let engine = Engine::embedded(folder.clone()).await.unwrap();
    assert_eq!(engine.cursor().await.unwrap(), None);
    engine.apply(Batch { put: vec![message(2, "Nytt ord.")], cursor: at(5), ..Batch::default() }).await.unwrap();
    assert_eq!(engine.search(Query::new("ord", vec![id(ROOM)])).await.unwrap().total, 1);
    drop(engine);
    std::fs::remove_dir_all(&folder).unwrap();
    let engine = Engine::embedded(folder).await.unwrap();
    assert_eq!(engine.cursor().await.unwrap(), None);
    drop(keep);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_write_and_search_at_once_and_some_give_up() {
    let setting = Setting::new().await;
    let tasks: Vec<_> = (0..40)
        .map(|n| {
            let engine = setting.engine.clone();
            tokio::spawn(async move {
                let batch = Batch { put: vec![message(n, "Ordet här.")], cursor: at(1), ..Batch::default() };
                let patience = Duration::from_millis(if n % 4 == 0 { 1 } else { 120_000 });
                let applied = tokio::time::timeout(patience, engine.apply(batch)).await;
                let hits = engine.search(Query::new("ordet ", vec![id(ROOM)])).await.unwrap();
                assert!(applied.is_err() || hits.total > 0);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert!(setting.ask("ordet ").await.total >= 30);
}

/// Beside the index: whoever writes in it now has begun.
fn begun(index: &std::path::Path) -> std::path::PathBuf {
    index.with_extension("begun")
}

/// What the test below does in a process of its own, until it is killed.
async fn write_until_killed(folder: std::path::PathBuf) {
    let engine = Engine::embedded(folder.clone()).await.unwrap();
    let from = engine.cursor().await.unwrap().map_or(0, |c| c.id);
    for n in from + 1.. {
        let entry = message(u128::try_from(n).unwrap(), "Ordet gäller.");
        engine.apply(Batch { put: vec![entry], cursor: at(n), ..Batch::default() }).await.unwrap();
        std::fs::write(begun(&folder), b"").unwrap();
    }
}

#[tokio::test]
async fn killed_in_the_middle() {
    if let Ok(folder) = std::env::var("SEARCH_TEST_FOLDER") {
        return write_until_killed(folder.into()).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    for round in 0..4u64 {
        // what the one before it has left says nothing of this one
        drop(std::fs::remove_file(begun(&index)));
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "durability::killed_in_the_middle"])
            .env("SEARCH_TEST_FOLDER", &index)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // the first while it begins, perhaps; the others while they write, however long a busy machine takes to begin
        let started = Instant::now();
        while round > 0 && !begun(&index).exists() && started.elapsed() < Duration::from_secs(60) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        tokio::time::sleep(Duration::from_millis(300 + round * 110)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let engine = Engine::embedded(index.clone()).await.unwrap();
        let cursor = engine.cursor().await.unwrap().map_or(0, |c| c.id);
        // One entry a batch: as many entries as the cursor says, no more and no less.
        assert_eq!(engine.entries().await.unwrap(), u64::try_from(cursor).unwrap());
        assert!(round == 0 || cursor > 0);
    }
}
