//! The order in which consumers of the whole log read it, on PostgreSQL: commits come late, numbers don't wait.
//!
//! Each test has a reader beside ours that does the obvious, `id > cursor`. It must be seen to miss events: else the
//! test would prove nothing. Taking the snapshot guard out of `log::after` makes ours miss the same ones.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::log::{self, Position};
use domain::store::Store;
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::harness::{Node, Role, Socket, Sql, World};

const INSERT: &str = "INSERT INTO event (stream_id, stream_kind, seq, kind, v, payload, at) \
                      VALUES ($1, 'room', $2, 'room_changed', 1, $3, now())";

/// Writes an event by hand into a transaction that stays open.
async fn write(transaction: &sea_orm::DatabaseTransaction, stream: uuid::Uuid, seq: i64) {
    let payload = serde_json::json!({ "room": stream });
    let values = [stream.into(), seq.into(), payload.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, INSERT, values);
    transaction.execute_raw(statement).await.expect("written");
}

/// Our reader, up to now.
async fn guarded(store: &Store, place: &mut Position, seen: &mut Vec<i64>) {
    loop {
        let entries = log::after(store, *place, 50).await.expect("read");
        let Some(last) = entries.last() else { return };
        *place = last.position;
        seen.extend(entries.iter().map(|entry| entry.position.id));
    }
}

/// The reader that does the obvious.
async fn naive(sql: &Sql, place: &mut i64, seen: &mut BTreeSet<i64>) {
    for row in sql.rows("SELECT id FROM event WHERE id > $1 ORDER BY id", [(*place).into()]).await {
        *place = row.try_get("", "id").expect("an id");
        seen.insert(*place);
    }
}

async fn all(sql: &Sql) -> BTreeSet<i64> {
    let rows = sql.rows("SELECT id FROM event", []).await;
    rows.iter().map(|row| row.try_get("", "id").expect("an id")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_comes_late_is_not_passed_over() {
    let world = World::new().await;
    let (store, sql) = (world.node.store().clone(), Sql::of(world.node.config()).await);
    let (mut place, mut seen) = (Position::default(), Vec::new());
    guarded(&store, &mut place, &mut seen).await;
    if !sql.postgres() {
        // one writer, so the order of ids is the order of commits
        world.client(Role::Member).start(&world.room("members"), "Efter", "Efter").await;
        guarded(&store, &mut place, &mut seen).await;
        assert_eq!(seen, all(&sql).await.into_iter().collect::<Vec<_>>());
        return;
    }
    let (mut cursor, mut obvious) = (0, BTreeSet::new());
    naive(&sql, &mut cursor, &mut obvious).await;
    let chat = world.client(Role::Member).start(&world.room("members"), "Tråd", "Före").await;
    let id = chat["id"].as_str().unwrap();
    let mut socket = Socket::open(world.client(Role::Elected)).await;
    socket.listen(&world.room("members")).await;

    let late = sql.open().await;
    write(&late, uuid::Uuid::new_v4(), 1).await;
    world.client(Role::Member).say(id, "medan den är öppen").await;
    // realtime reads stream by stream and waits for nobody
    assert_eq!(socket.event("message_posted").await["data"]["message"]["text"], "medan den är öppen");
    naive(&sql, &mut cursor, &mut obvious).await;
    guarded(&store, &mut place, &mut seen).await;
    let heard = *all(&sql).await.last().unwrap();
    assert!(obvious.contains(&heard), "the obvious reader runs ahead");
    assert!(!seen.contains(&heard), "ours waits for the transaction that is open");

    late.commit().await.unwrap();
    naive(&sql, &mut cursor, &mut obvious).await;
    let there = all(&sql).await;
    // other tests' transactions on the same server may hold the guard back a moment
    let began = Instant::now();
    while seen.len() < there.len() && began.elapsed() < Duration::from_secs(60) {
        guarded(&store, &mut place, &mut seen).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(there.difference(&obvious).count(), 1, "the control must miss the late one");
    assert_eq!(seen.len(), seen.iter().collect::<BTreeSet<_>>().len(), "nothing twice");
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), there);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_who_commit_when_they_like_lose_nothing() {
    let node = Node::start().await;
    let (store, sql) = (node.store().clone(), Sql::of(node.config()).await);
    if !sql.postgres() {
        return;
    }
    let done = Arc::new(AtomicBool::new(false));
    let reading = {
        let (store, sql, done) = (store.clone(), sql.clone(), Arc::clone(&done));
        tokio::spawn(async move {
            let (mut place, mut seen) = (Position::default(), Vec::new());
            let (mut cursor, mut obvious) = (0, BTreeSet::new());
            loop {
                let last = done.load(Ordering::Acquire);
                naive(&sql, &mut cursor, &mut obvious).await;
                guarded(&store, &mut place, &mut seen).await;
                // another test's transaction may hold the guard back a moment
                if last && seen.len() == all(&sql).await.len() {
                    return (seen, obvious);
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        })
    };
    let writers: Vec<_> = (0..16)
        .map(|n| {
            let (sql, mut rng) = (sql.clone(), StdRng::seed_from_u64(n));
            tokio::spawn(async move {
                let stream = uuid::Uuid::new_v4();
                for seq in 1..=40 {
                    let transaction = sql.open().await;
                    write(&transaction, stream, seq).await;
                    tokio::time::sleep(Duration::from_millis(rng.random_range(0..12))).await;
                    transaction.commit().await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    done.store(true, Ordering::Release);
    let (seen, obvious) =
        tokio::time::timeout(Duration::from_secs(60), reading).await.expect("it comes to the end").unwrap();
    let there = all(&sql).await;
    let missed = there.difference(&obvious).count();
    println!("late commits: {} events, the obvious reader missed {missed}, ours 0", there.len());
    assert!(missed > 0, "the control must miss some, else this proves nothing");
    assert_eq!(seen.len(), there.len());
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), there);
}
