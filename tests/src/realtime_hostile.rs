//! Whatever a client sends, the socket ends with a documented code or goes on, and the server lives.

mod cases;
mod line;

use std::collections::BTreeMap;

use serde_json::json;

use crate::harness::{Role, Socket, World};
use cases::{Case, Outcome};
use line::Line;

#[tokio::test(flavor = "multi_thread")]
async fn hostile_frames_end_in_a_documented_code() {
    let world = World::new().await;
    let room = world.room("members");
    let thread = world.client(Role::Coordinator).start(&room, "Tråden", "Första").await;
    let thread = thread["id"].as_str().unwrap().to_owned();
    let mut witness = Socket::open(world.client(Role::Elected)).await;
    witness.listen(&room).await;
    let token = world.client(Role::Member).token().unwrap();

    let cases = cases::all(&room, &thread);
    assert!(cases.len() >= 200, "{}", cases.len());
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for Case { name, bytes, outcome } in &cases {
        let mut line = Line::open(&world.node.url(), token).await;
        line.send(bytes).await;
        let Ok(end) = line.end(*outcome == Outcome::GoesOn).await else { panic!("{name}: nothing happens") };
        let fits = match outcome {
            Outcome::Bad => end == Some(4400),
            Outcome::Many => end == Some(4429),
            // a line that is not whole simply ends
            Outcome::Closes => matches!(end, Some(1000 | 4400) | None),
            Outcome::GoesOn => end == Some(0),
        };
        assert!(fits, "{name}: {end:?}, expected {outcome:?}");
        *ends.entry(format!("{end:?}")).or_default() += 1;
    }
    println!("hostile: {} cases, {ends:?}", cases.len());
    // others have noticed nothing, and what was sent has had no effect
    world.client(Role::Coordinator).say(&thread, "allt står kvar").await;
    let frames = witness.until(|frame| frame["kind"] == "message_posted").await;
    assert!(frames.iter().all(|f| f["type"] == "event" || f["type"] == "typing"), "{frames:?}");
    let mut fresh = Socket::open(world.client(Role::Member)).await;
    fresh.listen(&room).await;
    let seen = world.client(Role::Member).get(&format!("/conversations/{thread}")).await.expect(200);
    assert_eq!(seen["last_position"], json!(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_mutated_frames_kill_nobody() {
    use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
    let world = World::new().await;
    let room = world.room("members");
    let token = world.client(Role::Member).token().unwrap();
    let seed: u64 = std::env::var("SAMRUM_TEST_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(rand::random);
    println!("mutated: seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let good = [
        line::text(&format!(r#"{{"type":"subscribe","id":1,"stream":"room:{room}","after":null}}"#)),
        line::text(&format!(r#"{{"type":"subscribe","id":1,"stream":"room:{room}","after":{{"epoch":1,"seq":0}}}}"#)),
        line::text(&format!(r#"{{"type":"unsubscribe","stream":"room:{room}"}}"#)),
        line::text(&format!(r#"{{"type":"read","conversation_id":"{room}","position":3}}"#)),
        line::text(r#"{"type":"pong"}"#),
    ];
    let documented = [Some(1000), Some(4400), Some(4429), None];
    for n in 0..100 {
        let mut line = Line::open(&world.node.url(), token).await;
        // ten frames in a row; the first that is not understood ends it
        for _ in 0..10 {
            let mut bytes = good[rng.random_range(0..good.len())].clone();
            for _ in 0..rng.random_range(1..4) {
                let at = rng.random_range(0..bytes.len());
                match rng.random_range(0..4) {
                    0 => bytes[at] ^= 1 << rng.random_range(0..8),
                    1 => bytes[at] = rng.random(),
                    2 => bytes.truncate(at.max(1)),
                    _ => bytes.insert(at, rng.random()),
                }
            }
            line.send(&bytes).await;
        }
        line.finish().await;
        let end = line.end(false).await;
        assert!(matches!(end, Ok(end) if documented.contains(&end)), "seed {seed}, line {n}: {end:?}");
    }
    Socket::open(world.client(Role::Elected)).await.listen(&room).await;
}
