//! Whoever comes back gets what was missed, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use wire::{After, ServerFrame};

use super::world::{World, numbers, post, taken, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_missed_and_nothing_comes_twice_while_others_write() {
    let world = Arc::new(World::new(4, None).await);
    let realtime = world.live().await;
    let inner = Arc::clone(&realtime.0);
    let begin = world.head().await;
    let (reconnects, mut writers) = (Arc::new(AtomicUsize::new(0)), Vec::new());
    for who in 0..3 {
        let (store, session, chat) = (world.store.clone(), world.people[who].session, world.chat);
        let reconnects = Arc::clone(&reconnects);
        writers.push(tokio::spawn(async move {
            for n in 0..100 {
                // the second half once the reader has come and gone a few times, however long that takes
                while n == 50 && reconnects.load(Ordering::Acquire) <= 5 {
                    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                }
                post(&store, session, chat, &format!("{who}: {n}")).await;
            }
        }));
    }
    let mut seen: Vec<i64> = Vec::new();
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        let after = After { epoch: inner.epoch(), seq: seen.last().copied().unwrap_or(begin) };
        let socket = world.listen(&inner, 3, Some(after)).await;
        tokio::time::sleep(std::time::Duration::from_millis(7)).await;
        let (frames, _) = taken(&socket);
        inner.hub.leave(&socket);
        seen.extend(numbers(&frames, world.stream()));
        reconnects.fetch_add(1, Ordering::AcqRel);
    }
    let after = After { epoch: inner.epoch(), seq: seen.last().copied().unwrap_or(begin) };
    let socket = world.listen(&inner, 3, Some(after)).await;
    until(|| {
        seen.extend(numbers(&taken(&socket).0, world.stream()));
        seen.last() == Some(&(begin + 300))
    })
    .await;
    assert_eq!(seen, (begin + 1..=begin + 300).collect::<Vec<_>>());
    let reconnects = reconnects.load(Ordering::Acquire);
    assert!(reconnects > 5, "{reconnects}");
    realtime.shutdown().await;
}

#[tokio::test]
async fn outside_the_window_one_is_told_to_fetch() {
    let world = World::new(1, None).await;
    let inner = world.still().await;
    for n in 0..5 {
        world.post(0, &format!("{n}")).await;
    }
    let (head, epoch) = (world.head().await, inner.epoch());
    let resynced = |frames: &[ServerFrame]| {
        assert!(matches!(&frames[0], ServerFrame::Subscribed { seq, .. } if *seq == head), "{frames:?}");
        frames.len() == 2 && matches!(&frames[1], ServerFrame::Resync { seq, .. } if *seq == head)
    };
    // another epoch, a number that was never reached, a negative one
    for after in [After { epoch: epoch + 1, seq: head }, After { epoch, seq: head + 1 }, After { epoch, seq: -1 }] {
        let socket = world.listen(&inner, 0, Some(after)).await;
        assert!(resynced(&taken(&socket).0), "{after:?}");
    }
    let whole = world.listen(&inner, 0, Some(After { epoch, seq: head - 2 })).await;
    assert_eq!(numbers(&taken(&whole).0, world.stream()), [head - 1, head]);
    // the log has forgotten
    world.by_hand(&format!("DELETE FROM event WHERE stream_kind = 'room' AND seq < {head}")).await;
    let socket = world.listen(&inner, 0, Some(After { epoch, seq: head - 2 })).await;
    assert!(resynced(&taken(&socket).0));
    let socket = world.listen(&inner, 0, Some(After { epoch, seq: head - 1 })).await;
    assert_eq!(numbers(&taken(&socket).0, world.stream()), [head]);
}

#[tokio::test]
async fn a_page_that_knows_more_than_the_feed_is_told_nothing_twice() {
    let world = World::new(2, None).await;
    let inner = world.still().await;
    let _first = world.listen(&inner, 0, None).await;
    world.post(0, "ett").await;
    let head = world.head().await;
    let socket = world.listen(&inner, 1, Some(After { epoch: inner.epoch(), seq: head })).await;
    world.post(0, "två").await;
    crate::feed::catch_up(&inner, world.stream()).await.expect("delivered");
    assert_eq!(numbers(&taken(&socket).0, world.stream()), [head + 1]);
}

#[tokio::test]
async fn a_new_epoch_sends_everybody_to_fetch() {
    let world = World::new(1, None).await;
    let realtime = world.live().await;
    let socket = world.listen(&realtime.0, 0, None).await;
    let epoch = domain::installation::begin_new_epoch(&world.store).await.expect("an epoch");
    let mut frames = Vec::new();
    until(|| {
        frames.extend(taken(&socket).0);
        frames.iter().any(|f| {
            matches!(f, ServerFrame::Resync { stream, epoch: e, .. } if *stream == world.stream().to_string() && *e == epoch)
        })
    })
    .await;
}
