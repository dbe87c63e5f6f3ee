//! Killed in the middle of writing, again and again: what was acknowledged is there, once, and all of it is whole.

mod checks;
mod writers;

use std::sync::Arc;
use std::time::Duration;

use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use serde_json::json;

use crate::harness::{Node, Process, Role, Sql, World};
use writers::{Acknowledged, Writing};

/// How often it is killed; `SAMRUM_TEST_KILLS` asks for more.
const KILLS: usize = 24;
const WRITERS: [Role; 4] = [Role::Member, Role::Elected, Role::Coordinator, Role::Host];

/// A folder and database with a world in it, and nobody serving them.
pub struct Left {
    world: World,
    token: std::collections::HashMap<Role, String>,
}

impl Left {
    async fn behind() -> Self {
        let mut world = World::in_node(Node::start().await).await;
        let token =
            Role::ALL.into_iter().filter_map(|role| Some((role, world.client(role).token()?.to_owned()))).collect();
        world.node.stop().await;
        Self { world, token }
    }

    fn serve(&self) -> Process {
        Process::serve(self.world.node.config())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_however_often_it_is_killed() {
    let kills = std::env::var("SAMRUM_TEST_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let seed: u64 = std::env::var("SAMRUM_TEST_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(rand::random);
    println!("kills: seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let left = Left::behind().await;
    let sql = Sql::of(left.world.node.config()).await;
    let room = left.world.room("members");
    let first = left.serve();
    let thread = first.client(&left.token[&Role::Coordinator]).start(&room, "Tråden", "Första").await;
    let thread = thread["id"].as_str().unwrap().to_owned();
    first.kill();

    let acknowledged = Arc::new(Acknowledged::default());
    for kill in 0..kills {
        let process = left.serve();
        let writing: Vec<_> = WRITERS
            .into_iter()
            .enumerate()
            .map(|(n, role)| {
                let writing = Writing {
                    client: process.client(&left.token[&role]),
                    author: role,
                    room: room.clone(),
                    thread: thread.clone(),
                    name: format!("{kill}-{n}"),
                    seed: rng.random(),
                };
                tokio::spawn(writing.until_the_end(Arc::clone(&acknowledged)))
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(rng.random_range(20..800))).await;
        process.kill();
        for writer in writing {
            writer.await.expect("it ends with the server");
        }
        // on the engine, before anybody puts anything right
        assert_eq!(sql.gaps().await, [""; 0], "seed {seed}, kill {kill}");
    }
    let process = left.serve();
    let client = process.client(&left.token[&Role::Member]);
    let told = checks::everything_is_there(&client, &acknowledged, &thread, seed).await;
    checks::blobs_are_whole(&left.world.node.config().blobs());
    checks::search_catches_up(&client, &acknowledged, &told).await;
    assert_eq!(sql.gaps().await, [""; 0], "seed {seed}");
    println!("kills: {kills} survived, {told}");
    process.kill();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let left = Left::behind().await;
    let sql = Sql::of(left.world.node.config()).await;
    let process = left.serve();
    let (room, token) = (left.world.room("members"), &left.token[&Role::Member]);
    let before = stored(&sql).await;
    // half of what was said to come, and the line breaks
    writers::half_an_upload(process.url(), token, &room).await;
    let incoming = left.world.node.config().blobs().join("incoming");
    crate::harness::eventually("what had come to be thrown away", || async {
        checks::files(&incoming).is_empty().then_some(())
    })
    .await;
    assert_eq!(stored(&sql).await, before);
    // the server is killed in the middle of one
    let uploading = tokio::spawn({
        let (url, token, room) = (process.url().to_owned(), token.clone(), room.clone());
        async move { writers::slow_upload(&url, &token, &room).await }
    });
    crate::harness::eventually("the upload to have begun", || async {
        (!checks::files(&incoming).is_empty()).then_some(())
    })
    .await;
    process.kill();
    uploading.abort();
    assert_eq!(stored(&sql).await, before);
    let process = left.serve();
    let listed = process.client(token).get(&format!("/rooms/{room}/documents")).await.expect(200);
    assert_eq!(listed["items"], json!([]));
    // the same file comes in whole afterwards
    let (client, path) = (process.client(token), format!("/rooms/{room}/documents"));
    client.upload(&path, "hel.txt", vec![b'x'; 100_000], &[]).await.expect(201);
    checks::blobs_are_whole(&left.world.node.config().blobs());
}

async fn stored(sql: &Sql) -> (i64, i64) {
    let blobs = sql.number("SELECT count(*) AS n FROM blob", []).await;
    (blobs, sql.number("SELECT count(*) AS n FROM document", []).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_it_tells_everybody_and_ends_well() {
    let left = Left::behind().await;
    let process = left.serve();
    let client = process.client(&left.token[&Role::Member]);
    // a token of before the restart is still one
    client.get("/me").await.expect(200);
    let room = left.world.room("members");
    let thread = client.start(&room, "Tråden", "Första").await;
    let mut socket = crate::harness::Socket::open(&client).await;
    socket.listen(&room).await;
    socket.send(&json!({ "type": "read", "conversation_id": thread["id"], "position": 1 })).await;
    let mut other = crate::harness::Socket::open(&process.client(&left.token[&Role::Elected])).await;
    process.terminate();
    assert_eq!((socket.closed().await, other.closed().await), (1012, 1012));
    let status = process.ended().await;
    assert!(status.success(), "{status}");
    // started again one goes on with what one had
    let again = left.serve();
    let client = again.client(&left.token[&Role::Member]);
    let seen = client.get(&format!("/conversations/{}", thread["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(seen["unread"], 0);
    again.terminate();
    assert!(again.ended().await.success());
}
