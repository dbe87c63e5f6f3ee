//! One load, one serialisation; one slow socket harms nobody; what is broken or unknown leaves the numbers whole.

use wire::{Change, ServerFrame, close};

use super::world::{World, numbers, taken};
use crate::feed::catch_up;

#[tokio::test]
async fn all_listeners_share_the_bytes_of_one_serialisation() {
    let world = World::new(5, None).await;
    let inner = world.still().await;
    let mut sockets = Vec::new();
    for who in 0..5 {
        sockets.push(world.listen(&inner, who, None).await);
    }
    for socket in &sockets {
        socket.outbox.drain();
    }
    world.post(0, "Hur gör ni?").await;
    catch_up(&inner, world.stream()).await.expect("delivered");
    let pieces: Vec<_> = sockets.iter().map(|socket| socket.outbox.drain()).collect();
    for piece in &pieces {
        assert_eq!(piece.len(), 1);
        assert_eq!(piece[0].as_ptr(), pieces[0][0].as_ptr(), "made once");
    }
    assert_eq!(inner.hub.topic(world.stream()).expect("a topic").count(), 5);
}

#[tokio::test]
async fn only_the_slow_one_is_closed() {
    let world = World::new(2, None).await;
    let inner = world.still().await;
    let (slow, fast) = (world.listen(&inner, 0, None).await, world.listen(&inner, 1, None).await);
    let begin = world.head().await;
    let mut got = Vec::new();
    for n in 0..300 {
        world.post(0, &format!("inlägg {n}")).await;
        catch_up(&inner, world.stream()).await.expect("delivered");
        let (frames, code) = taken(&fast);
        assert_eq!(code, None);
        got.extend(numbers(&frames, world.stream()));
    }
    assert_eq!(got, (begin + 1..=begin + 300).collect::<Vec<_>>());
    let (frames, code) = taken(&slow);
    assert_eq!((frames.len(), code), (0, Some(close::TOO_SLOW)), "the close overtakes what waited");
    assert!(slow.streams().is_empty());
    assert_eq!(inner.hub.topic(world.stream()).expect("a topic").count(), 1);
}

#[tokio::test]
async fn one_that_takes_nothing_is_bounded_by_bytes_too() {
    let world = World::new(1, None).await;
    let inner = world.still().await;
    let slow = world.listen(&inner, 0, None).await;
    let long = "ordet ".repeat(8_000);
    for _ in 0..20 {
        world.post(0, &long).await;
        catch_up(&inner, world.stream()).await.expect("delivered");
    }
    assert!(!slow.outbox.open());
}

#[tokio::test]
async fn the_unknown_is_resynced_and_the_broken_leaves_a_visible_gap() {
    let world = World::new(1, None).await;
    let inner = world.still().await;
    let socket = world.listen(&inner, 0, None).await;
    socket.outbox.drain();
    let begin = world.head().await;
    for text in ["ett", "två", "tre"] {
        world.post(0, text).await;
    }
    let (first, second) = (begin + 1, begin + 2);
    world
        .by_hand(&format!("UPDATE event SET kind = 'matter_weighed' WHERE stream_kind = 'room' AND seq = {first}"))
        .await;
    world.by_hand(&format!("UPDATE event SET payload = '{{}}' WHERE stream_kind = 'room' AND seq = {second}")).await;
    catch_up(&inner, world.stream()).await.expect("delivered");
    let (frames, code) = taken(&socket);
    assert_eq!(code, None);
    assert!(matches!(&frames[0], ServerFrame::Resync { seq, .. } if *seq == first), "{frames:?}");
    assert!(matches!(&frames[1], ServerFrame::Event(e) if e.seq == second && e.change == Change::Nothing));
    assert!(matches!(&frames[2], ServerFrame::Event(e) if matches!(e.change, Change::MessagePosted { .. })));
}

#[tokio::test]
async fn what_has_moved_away_is_removed_and_what_was_deleted_has_no_text() {
    let world = World::new(1, None).await;
    let inner = world.still().await;
    let socket = world.listen(&inner, 0, None).await;
    socket.outbox.drain();
    world.post(0, "hemligt").await;
    world.by_hand("UPDATE message SET deleted_at = created_at").await;
    catch_up(&inner, world.stream()).await.expect("delivered");
    let (frames, _) = taken(&socket);
    let text = serde_json::to_string(&frames).expect("JSON");
    assert!(!text.contains("hemligt") && text.contains("\"deleted\":true"), "{text}");

    world.post(0, "flyttat").await;
    world.by_hand(
        "UPDATE conversation SET room_id = (SELECT id FROM room WHERE kind = 'coordination') WHERE last_position > 0",
    )
    .await;
    catch_up(&inner, world.stream()).await.expect("delivered");
    let (frames, _) = taken(&socket);
    assert!(matches!(&frames[0], ServerFrame::Event(e) if matches!(e.change, Change::Removed { .. })), "{frames:?}");
}

#[tokio::test]
async fn a_row_that_cant_be_understood_does_not_stop_the_stream() {
    let world = World::new(1, None).await;
    let inner = world.still().await;
    let socket = world.listen(&inner, 0, None).await;
    socket.outbox.drain();
    let begin = world.head().await;
    world.post(0, "ett").await;
    world.by_hand("UPDATE conversation SET kind = 'parliament' WHERE last_position > 0").await;
    catch_up(&inner, world.stream()).await.expect("passed over");
    let (frames, _) = taken(&socket);
    assert!(matches!(&frames[..], [ServerFrame::Resync { seq, .. }] if *seq == begin + 1), "{frames:?}");
    let late = world.listen(&inner, 0, Some(wire::After { epoch: inner.epoch(), seq: begin })).await;
    assert!(matches!(&taken(&late).0[..], [_, ServerFrame::Resync { .. }]));
    world.by_hand("UPDATE conversation SET kind = 'chat' WHERE last_position > 0").await;
    world.post(0, "två").await;
    catch_up(&inner, world.stream()).await.expect("delivered");
    assert_eq!(numbers(&taken(&socket).0, world.stream()), [begin + 2]);
}
