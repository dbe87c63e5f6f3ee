//! Building beside and swapping while the old index serves.

use search::{Batch, Engine, Error, Query};

use crate::setting::{ROOM, Setting, at, id, message};

fn generations(setting: &Setting) -> usize {
    let names = std::fs::read_dir(setting.index()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('v')).count()
}

#[tokio::test]
async fn reads_go_on_and_the_old_folder_goes() {
    let setting = Setting::with((0..200).map(|n| message(n, "Gamla ordet.")).collect()).await;
    let engine = setting.engine.clone();
    let reading = tokio::spawn(async move {
        let mut seen = (0, 0);
        loop {
            let hits = engine.search(Query::new("ordet ", vec![id(ROOM)])).await.unwrap();
            match hits.total {
                200 => seen.0 += 1,
                300 => {
                    seen.1 += 1;
                    if seen.1 > 5 {
                        return seen;
                    }
                }
                other => panic!("{other} hits"),
            }
        }
    });
    let mut rebuild = setting.engine.rebuild().await.unwrap();
    assert!(matches!(setting.engine.rebuild().await, Err(Error::RebuildUnderWay)));
    for chunk in 0..3u128 {
        let put = (0..100).map(|n| message(chunk * 100 + n, "Nya ordet.")).collect();
        rebuild.apply(Batch { put, ..Batch::default() }).await.unwrap();
        assert_eq!(setting.ask("ordet ").await.total, 200);
    }
    rebuild.swap(at(77)).await.unwrap();
    let (old, new) = reading.await.unwrap();
    assert!(old > 0 && new > 0);
    assert_eq!(setting.engine.cursor().await.unwrap(), Some(at(77)));
    assert_eq!(generations(&setting), 1);
    // The new one is written to from now on, and is what a restart opens.
    setting.put(vec![message(900, "Ett tillagt ord.")]).await;
    assert_eq!(setting.ask("tillagt ").await.total, 1);
    let folder = setting.index();
    let Setting { engine, folder: keep, .. } = setting;
    drop(engine);
    let engine = Engine::embedded(folder).await.unwrap();
    assert_eq!(engine.entries().await.unwrap(), 301);
    drop(keep);
}

#[tokio::test]
async fn a_dropped_rebuild_leaves_nothing() {
    let setting = Setting::with(vec![message(1, "Ordet.")]).await;
    let mut rebuild = setting.engine.rebuild().await.unwrap();
    rebuild.apply(Batch { put: vec![message(2, "Ordet.")], ..Batch::default() }).await.unwrap();
    assert_eq!(generations(&setting), 2);
    drop(rebuild);
    assert_eq!(generations(&setting), 1);
    assert_eq!(setting.ask("ordet ").await.total, 1);
    let rebuild = setting.engine.rebuild().await.unwrap();
    rebuild.swap(at(3)).await.unwrap();
    assert_eq!(setting.engine.entries().await.unwrap(), 0);
    assert_eq!(setting.engine.cursor().await.unwrap(), Some(at(3)));
}
