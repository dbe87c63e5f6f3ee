//! Tasks that are slow, fail or are lost; a server that is away, or comes back empty.

use search::{Batch, Engine, Error, Query, Removal};

use crate::setting::{ROOM, Setting, at, id, message};
use crate::standin::server::Shared;

/// The stand-in; a real server can't be told to fail.
fn faults(setting: &Setting) -> Option<&Shared> {
    if setting.server.is_none() {
        println!("LEFT OUT: a real server does not fail on demand");
    }
    setting.server.as_ref()
}

async fn put(engine: &Engine, n: u128, cursor: i64) -> Result<(), Error> {
    let put = vec![message(n, "Ordet igen.")];
    engine.apply(Batch { put, cursor: at(cursor), ..Batch::default() }).await
}

async fn total(engine: &Engine) -> u64 {
    engine.search(Query::new("ordet ", vec![id(ROOM)])).await.unwrap().total
}

#[tokio::test]
async fn a_batch_has_happened_when_it_is_said_to_have() {
    let setting = Setting::of(&["Ordet."]).await;
    if let Some(server) = faults(&setting) {
        server.lock().unwrap().faults.slow = 3;
    }
    put(&setting.engine, 2, 5).await.unwrap();
    assert_eq!(total(&setting.engine).await, 2);
    assert_eq!(setting.engine.cursor().await.unwrap(), Some(at(5)));
    let remove = vec![Removal::Room(id(ROOM))];
    let put = vec![message(3, "Ordet till.")];
    setting.engine.apply(Batch { put, remove, cursor: at(6) }).await.unwrap();
    assert_eq!(total(&setting.engine).await, 1, "what is taken out goes before what is put");
}

#[tokio::test]
async fn the_cursor_stays_where_it_was_when_a_task_fails_or_is_lost() {
    let setting = Setting::of(&["Ordet."]).await;
    let Some(server) = faults(&setting) else { return };
    for after in [0, 1] {
        (server.lock().unwrap().faults.fail, server.lock().unwrap().faults.after) = (1, after);
        assert!(put(&setting.engine, 2, 5).await.is_err());
        assert_eq!(setting.engine.cursor().await.unwrap(), Some(at(1)), "the cursor goes last");
    }
    server.lock().unwrap().faults.lose = true;
    assert!(put(&setting.engine, 2, 5).await.is_err());
    assert_eq!(setting.engine.cursor().await.unwrap(), Some(at(1)));
    // tried again it is there once
    put(&setting.engine, 2, 5).await.unwrap();
    assert_eq!((total(&setting.engine).await, setting.engine.cursor().await.unwrap()), (2, Some(at(5))));
}

#[tokio::test]
async fn a_server_that_is_away_is_said_to_be_and_all_goes_on_when_it_is_back() {
    let setting = Setting::of(&["Ordet."]).await;
    let Some(server) = faults(&setting) else { return };
    server.lock().unwrap().faults.out = true;
    assert!(setting.engine.search(Query::new("ordet ", vec![id(ROOM)])).await.is_err());
    assert!(put(&setting.engine, 2, 5).await.is_err());
    assert!(setting.engine.cursor().await.is_err(), "away is not empty: nothing is built anew because of it");
    server.lock().unwrap().faults.out = false;
    put(&setting.engine, 2, 5).await.unwrap();
    assert_eq!(total(&setting.engine).await, 2);
}

#[tokio::test]
async fn a_server_that_comes_back_empty_is_seen_and_filled_anew() {
    let setting = Setting::of(&["Ordet."]).await;
    let Some(server) = faults(&setting) else { return };
    assert!(setting.engine.whole().await.unwrap());
    server.lock().unwrap().wipe();
    assert!(matches!(put(&setting.engine, 2, 5).await, Err(Error::Lost)), "nothing is put into half an index");
    assert_eq!(setting.engine.cursor().await.unwrap(), None);
    let mut rebuild = setting.engine.rebuild().await.unwrap();
    rebuild.apply(Batch { put: vec![message(1, "Ordet."), message(2, "Ordet.")], ..Batch::default() }).await.unwrap();
    rebuild.swap(at(7)).await.unwrap();
    assert_eq!((total(&setting.engine).await, setting.engine.cursor().await.unwrap()), (2, Some(at(7))));
    assert!(setting.engine.whole().await.unwrap());
}

#[tokio::test]
async fn a_rebuild_serves_when_it_is_whole_and_leaves_nothing_behind() {
    let setting = Setting::of(&["Ordet."]).await;
    let engine = &setting.engine;
    let mut rebuild = engine.rebuild().await.unwrap();
    assert!(matches!(engine.rebuild().await, Err(Error::RebuildUnderWay)));
    rebuild.apply(Batch { put: vec![message(5, "Ordet."), message(6, "Ordet.")], ..Batch::default() }).await.unwrap();
    assert_eq!(total(engine).await, 1, "the old one serves on");
    put(engine, 2, 4).await.unwrap();
    rebuild.swap(at(9)).await.unwrap();
    assert_eq!((total(engine).await, engine.cursor().await.unwrap()), (2, Some(at(9))));
    assert_eq!(engine.entries().await.unwrap(), 2);
    let Some(server) = faults(&setting) else { return };
    assert_eq!(server.lock().unwrap().names().len(), 1, "the old one is gone");
    // one that lost a batch never serves
    let mut rebuild = engine.rebuild().await.unwrap();
    server.lock().unwrap().faults.fail = 1;
    assert!(rebuild.apply(Batch { put: vec![message(8, "Ordet.")], ..Batch::default() }).await.is_err());
    assert!(rebuild.swap(at(10)).await.is_err());
    assert_eq!((total(engine).await, engine.cursor().await.unwrap()), (2, Some(at(9))));
    // what it left goes when the next is begun
    engine.rebuild().await.unwrap().swap(at(11)).await.unwrap();
    assert_eq!((total(engine).await, server.lock().unwrap().names().len()), (0, 1));
}
