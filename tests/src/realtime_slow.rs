//! One stuck reader slows nobody, and comes back to exactly what it missed.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::harness::{End, Role, Socket, World, after, posted};

/// About 80 kB each as frames: more than a line and a queue of 1 MiB can hold.
const WRITTEN: usize = 150;

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_closed_and_slows_nobody() {
    let world = World::new().await;
    let room = world.room("members");
    let stream = format!("room:{room}");
    let thread = world.client(Role::Coordinator).start(&room, "Tråden", "Första").await;
    let thread = thread["id"].as_str().unwrap().to_owned();
    let mut slow = Socket::narrow(world.client(Role::Elected)).await;
    let place = slow.subscribe(&stream, &Value::Null).await;
    let mut quick = Socket::open(world.client(Role::Host)).await;
    quick.listen(&room).await;

    // a page of text each; the quick one is to have each before the next is written
    let long = "lång text om barns rätt ".repeat(1500);
    let mut slowest = Duration::ZERO;
    for n in 0..WRITTEN {
        let text = format!("{n} {long}");
        let began = Instant::now();
        world.client(Role::Member).say(&thread, &text).await;
        quick.event("message_posted").await;
        slowest = slowest.max(began.elapsed());
    }
    // what was on the line before it overflowed is whole and in order, and then comes the code
    let mut seen = Vec::new();
    let code = loop {
        match slow.next().await {
            Ok(frame) => seen.push(frame),
            Err(End::Closed(code)) => break Some(code),
            // whoever does not even take the close frame within two seconds has lost the line
            Err(End::Gone) => break None,
        }
    };
    assert!(matches!(code, Some(4008) | None), "{code:?}");
    let number = |text: &str| text.split(' ').next().unwrap().parse::<usize>().unwrap();
    let before: Vec<usize> = posted(&seen).into_iter().map(number).collect();
    assert_eq!(before, (0..before.len()).collect::<Vec<_>>());
    assert!(before.len() < WRITTEN);
    println!(
        "slow: {} of {WRITTEN} got through before it was closed ({code:?}); the quick one waited {slowest:?} at most",
        before.len()
    );

    // back again: the rest, or the word that it is too much
    let last = seen.iter().filter_map(|frame| frame["seq"].as_i64()).max();
    let last = last.unwrap_or_else(|| place["seq"].as_i64().unwrap());
    let mut again = Socket::open(world.client(Role::Elected)).await;
    let place = json!({ "seq": last, "epoch": place["epoch"] });
    again.subscribe(&stream, &after(&place)).await;
    let replay = again.settled().await;
    if replay.first().is_some_and(|frame| frame["type"] == "resync") {
        assert_eq!(replay.len(), 1);
    } else {
        let rest: Vec<usize> = posted(&replay).into_iter().map(number).collect();
        assert_eq!(rest, (before.len()..WRITTEN).collect::<Vec<_>>());
    }
    world.client(Role::Member).say(&thread, "0 till sist").await;
    assert_eq!(again.event("message_posted").await["data"]["message"]["text"], "0 till sist");
}
