//! Losing access is immediate: nothing later is delivered.

use std::time::Duration;

use chrono::Days;
use domain::Error;
use domain::actor::Actor;
use domain::people::session;
use wire::{Change, ServerFrame, close};

use super::world::{World, numbers, taken, until};
use crate::feed::catch_up;
use crate::heartbeat::check_sessions;
use crate::resume::{Subscribed, subscribe};

fn lost(frames: &[ServerFrame], stream: &str) -> bool {
    frames
        .iter()
        .any(|f| matches!(f, ServerFrame::Unsubscribed { stream: s, code } if s == stream && code == "access_lost"))
}

#[tokio::test]
async fn an_ended_seat_hears_nothing_more_of_the_same_reading() {
    let world = World::new(3, None).await;
    let inner = world.still().await;
    let (gone, stays) = (world.listen(&inner, 0, None).await, world.listen(&inner, 1, None).await);
    gone.outbox.drain();
    stays.outbox.drain();
    // one reading holds something from before, the narrowing, and something from after
    world.post(1, "före").await;
    world.end_seat(0).await;
    world.post(1, "efter").await;
    catch_up(&inner, world.stream()).await.expect("delivered");
    let (frames, code) = taken(&gone);
    assert_eq!(code, None);
    assert!(lost(&frames, &world.stream().to_string()), "{frames:?}");
    assert_eq!(frames.len(), 1);
    let (frames, _) = taken(&stays);
    assert_eq!(numbers(&frames, world.stream()).len(), 3);
    assert!(frames.iter().any(|f| matches!(f, ServerFrame::Event(e) if e.change == Change::AudienceChanged)));
    // and can't come back
    let answer = subscribe(&inner, &gone, Some(2), world.stream(), None).await.expect("an answer");
    assert_eq!(answer, Subscribed::No);
    assert_eq!(subscribe(&inner, &gone, Some(2), world.network.into(), None).await.expect("an answer"), Subscribed::No);
}

#[tokio::test]
async fn a_strangers_stream_does_not_exist() {
    let world = World::new(2, None).await;
    let inner = world.still().await;
    let socket = world.open(&inner, 0).await;
    let other = world.people[1].person;
    for stream in [other.into(), domain::event::StreamId::INSTALLATION, domain::ids::RoomId(uuid::Uuid::nil()).into()] {
        assert_eq!(subscribe(&inner, &socket, Some(1), stream, None).await.expect("an answer"), Subscribed::No);
        assert!(inner.hub.topic(stream).is_none(), "nothing is kept for it");
    }
}

#[tokio::test]
async fn signing_out_closes_that_devices_sockets_only() {
    let world = World::new(1, None).await;
    let realtime = world.live().await;
    let inner = &realtime.0;
    let ended = world.listen(inner, 0, None).await;
    let person = world.people[0].person;
    let device = session::Device { user_agent: String::new(), address: String::new() };
    let begun = world
        .store
        .write(&Actor::System, move |tx| async move { session::begin(&tx, person, "annan".into(), device).await });
    let other = inner.hub.socket(person, begun.await.expect("a session"));
    inner.hub.enter(&other);
    subscribe(inner, &other, None, person.into(), None).await.expect("the own stream");
    let actor = world.store.actor_of(world.people[0].session).await.expect("an actor");
    let session = world.people[0].session;
    world.store.write(&actor, move |tx| async move { session::end_own(&tx, session).await }).await.expect("ended");
    until(|| !ended.outbox.open()).await;
    assert_eq!(taken(&ended).1, Some(close::SESSION_ENDED));
    assert!(inner.hub.topic(world.stream()).is_none(), "nothing more reaches it");
    until(|| {
        taken(&other)
            .0
            .iter()
            .any(|f| matches!(f, ServerFrame::Event(e) if matches!(e.change, Change::SessionEnded { .. })))
    })
    .await;
    assert!(other.outbox.open());
    let again = subscribe(inner, &ended, Some(3), world.stream(), None).await;
    assert!(matches!(again, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn the_regular_check_finds_what_left_no_event() {
    let world = World::new(2, None).await;
    let inner = world.still().await;
    let (suspended, other) = (world.listen(&inner, 0, None).await, world.listen(&inner, 1, None).await);
    world
        .by_hand(&format!(
            "UPDATE person SET suspended_at = created_at WHERE id = x'{}'",
            world.people[0].person.0.simple()
        ))
        .await;
    check_sessions(&inner).await.expect("checked");
    assert_eq!(taken(&suspended).1, Some(close::SESSION_ENDED));
    assert!(other.outbox.open());
}

#[tokio::test]
async fn standings_end_with_their_day() {
    let world = World::new(2, Some(Days::new(0))).await;
    let realtime = world.live().await;
    let socket = world.listen(&realtime.0, 0, None).await;
    socket.outbox.drain();
    world.clock.advance(Duration::from_secs(24 * 3600));
    let mut frames = Vec::new();
    until(|| {
        frames.extend(taken(&socket).0);
        lost(&frames, &world.stream().to_string())
    })
    .await;
    assert!(numbers(&frames, world.stream()).is_empty());
    assert!(realtime.0.hub.topic(world.stream()).is_none());
    assert!(socket.outbox.open(), "one's own stream stays");
    realtime.shutdown().await;
}
