//! Numbers in the log: gap-free in every stream, whoever writes at the same time, and none for what was refused.

use serde_json::json;

use crate::harness::{Client, Role, Sql, World};

const WRITERS: usize = 16;
const EACH: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_who_write_at_once_leave_no_gap() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let roles = [Role::Member, Role::Elected, Role::Coordinator, Role::WorkingGroup];
    let mut threads = Vec::new();
    for (room, title) in [("members", "Ett"), ("members", "Två"), ("whole_network", "Tre")] {
        let thread = world.client(Role::Coordinator).start(&world.room(room), title, "Början").await;
        threads.push(thread["id"].as_str().unwrap().to_owned());
    }
    let writers: Vec<_> = (0..WRITERS)
        .map(|n| {
            let (client, thread) = (world.client(roles[n % roles.len()]).clone(), threads[n % threads.len()].clone());
            tokio::spawn(async move {
                for m in 0..EACH {
                    // every fifth is sent twice at once, as a client does whose line broke
                    let body = json!({ "client_id": uuid::Uuid::new_v4(), "text": format!("{n}-{m}") });
                    let path = format!("/conversations/{thread}/messages");
                    if m % 5 == 0 {
                        let (one, two) = tokio::join!(client.post(&path, &body), client.post(&path, &body));
                        let ids = [one.json()["id"].clone(), two.json()["id"].clone()];
                        assert_eq!(ids[0], ids[1], "{} {}", one.status, two.status);
                        assert!(ids[0].is_string());
                    } else {
                        client.post(&path, &body).await.expect(201);
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(sql.gaps().await, [""; 0]);
    let posted = sql.number("SELECT count(*) AS n FROM event WHERE kind = 'message_posted'", []).await;
    assert_eq!(posted as usize, WRITERS * EACH + threads.len());
    for thread in &threads {
        let mut positions = Vec::new();
        positions_of(world.client(Role::Member), thread, &mut positions).await;
        assert_eq!(positions, (1..=positions.len() as i64).collect::<Vec<_>>());
    }
}

async fn positions_of(client: &Client, thread: &str, positions: &mut Vec<i64>) {
    loop {
        let after = positions.last().copied().unwrap_or(0);
        let page = client.get(&format!("/conversations/{thread}/messages?after={after}&limit=100")).await.expect(200);
        positions.extend(page["items"].as_array().unwrap().iter().map(|m| m["position"].as_i64().unwrap()));
        if page["next_cursor"].is_null() {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_leaves_nothing_in_the_log() {
    let world = World::new().await;
    let sql = Sql::of(world.node.config()).await;
    let member = world.client(Role::Member);
    let thread = member.start(&world.room("members"), "Frågan", "Hur gör ni?").await;
    let id = thread["id"].as_str().unwrap();
    let messages = format!("/conversations/{id}/messages");
    let first = member.get(&messages).await.expect(200)["items"][0].clone();
    let message = format!("/messages/{}", first["id"].as_str().unwrap());
    let before = stand(&sql).await;
    let say = |text: &str| json!({ "client_id": uuid::Uuid::new_v4(), "text": text });

    for (role, status) in [(Role::Resting, 403), (Role::Guest, 403), (Role::Observer, 404), (Role::ExMember, 404)] {
        world.client(role).post(&messages, &say("nej")).await.expect(status);
        world.client(role).post(&format!("{message}/restore"), &json!({})).await.expect(status);
    }
    member.post(&messages, &say("  \n ")).await.expect(422);
    let attached = json!({ "client_id": uuid::Uuid::new_v4(), "text": "x", "attachments": [uuid::Uuid::new_v4()] });
    member.post(&messages, &attached).await.expect(404);
    member.patch(&message, 99, &json!({ "text": "för gammal" })).await.expect(412);
    world.client(Role::Elected).patch(&message, 1, &json!({ "text": "inte min" })).await.expect(403);
    world.client(Role::Elected).delete(&message, Some(1)).await.expect(403);
    member.post(&format!("{message}/restore"), &json!({})).await.expect(409);
    member.post("/direct", &json!({ "people": [world.people[&Role::OtherNetwork]] })).await;
    member.upload(&format!("/rooms/{}/documents", world.room("coordination")), "a.txt", b"a".to_vec(), &[]).await;

    assert_eq!(stand(&sql).await, before);
    assert_eq!(sql.gaps().await, [""; 0]);
}

/// How many rows there are of what a command could have written.
async fn stand(sql: &Sql) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["event", "message", "message_version", "conversation", "document", "draft"] {
        counts.push(sql.number(&format!("SELECT count(*) AS n FROM {table}"), []).await);
    }
    counts.push(sql.number("SELECT CAST(sum(seq) AS bigint) AS n FROM stream", []).await);
    counts
}
