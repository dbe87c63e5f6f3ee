//! Messages: sent twice, edited, taken away, brought back.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Client, PASSWORD, Role, Sql, World, eventually};

async fn thread(world: &World) -> String {
    let started = world.client(Role::Member).start(&world.room("whole_network"), "En tråd", "Först").await;
    started["id"].as_str().unwrap().to_owned()
}

async fn texts(client: &Client, conversation: &str) -> Vec<String> {
    let page = client.get(&format!("/conversations/{conversation}/messages?limit=100")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|m| m["text"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_twice_is_stored_once() {
    let world = World::new().await;
    let (member, thread) = (world.client(Role::Member), thread(&world).await);
    let path = format!("/conversations/{thread}/messages");
    let body = json!({ "client_id": Uuid::new_v4(), "text": "En gång" });
    let first = member.post(&path, &body).await.expect(201);
    let again = member.post(&path, &body).await.expect(200);
    assert_eq!(first, again);
    // twenty at once are one too
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Tjugo gånger" });
    let sent = futures_util::future::join_all((0..20).map(|_| member.post(&path, &body))).await;
    assert_eq!(sent.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(sent.iter().all(|answer| [200, 201].contains(&answer.status.as_u16())));
    assert_eq!(texts(member, &thread).await, ["Först", "En gång", "Tjugo gånger"]);
    let page = member.get(&path).await.expect(200);
    let positions: Vec<_> = page["items"].as_array().unwrap().iter().map(|m| m["position"].as_i64().unwrap()).collect();
    assert_eq!((positions, page["last_position"].as_i64()), (vec![1, 2, 3], Some(3)));
    // the name is its author's own: somebody else's same name is another message
    let elected = world.client(Role::Elected);
    elected.post(&path, &body).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_names_one_request() {
    let world = World::new().await;
    let (member, thread) = (world.client(Role::Member), thread(&world).await);
    let path = format!("/conversations/{thread}/messages");
    let send = async |text: &str, client_id: Uuid| {
        let body = json!({ "client_id": client_id, "text": text });
        member.send(member.request(Method::POST, &path).header("Idempotency-Key", "en nyckel").json(&body)).await
    };
    let id = Uuid::new_v4();
    let first = send("Med nyckel", id).await.expect(201);
    let again = send("Med nyckel", id).await;
    assert_eq!(again.expect(201), first, "answered as before");
    let other = send("Något annat", Uuid::new_v4()).await.expect(422);
    assert_eq!(other["errors"][0]["code"], "idempotency_key_reused");
    assert_eq!(texts(member, &thread).await, ["Först", "Med nyckel"]);
    // another person's same key is another request
    let elected = world.client(Role::Elected);
    let body = json!({ "client_id": Uuid::new_v4(), "text": "Min egen" });
    let answer = elected.send(elected.request(Method::POST, &path).header("Idempotency-Key", "en nyckel").json(&body));
    answer.await.expect(201);
    // a thread by key is one thread
    let room = format!("/rooms/{}/conversations", world.room("whole_network"));
    let first = json!({ "client_id": Uuid::new_v4(), "text": "Hej" });
    let body = json!({ "kind": "question", "title": "Med nyckel", "message": first });
    let start =
        async || member.send(member.request(Method::POST, &room).header("Idempotency-Key", "traden").json(&body)).await;
    let (one, two) = (start().await.expect(201), start().await.expect(201));
    assert_eq!(one["id"], two["id"]);
    for bad in ["", &"n".repeat(201)] {
        let request = member.request(Method::POST, &path).header("Idempotency-Key", bad).json(&body);
        assert_eq!(member.send(request).await.problem(400), "bad_header");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_keeps_its_history() {
    let world = World::new().await;
    let (member, thread) = (world.client(Role::Member), thread(&world).await);
    let message = member.say(&thread, "Forsta").await;
    let path = format!("/messages/{}", message["id"].as_str().unwrap());
    let body = json!({ "text": "Första **gången**" });
    let bare = member.request(Method::PATCH, &path).json(&body);
    assert_eq!(member.send(bare).await.problem(428), "precondition_required");
    assert_eq!(member.patch(&path, 7, &body).await.problem(412), "stale");
    let edited = member.patch(&path, 1, &body).await;
    assert_eq!(edited.etag(), "\"2\"");
    let edited = edited.expect(200);
    assert_eq!(edited["text"], "Första **gången**");
    assert!(edited["html"].as_str().unwrap().contains("<strong>gången</strong>"));
    assert!(edited["edited_at"].is_string());
    assert_eq!(edited["position"], message["position"]);
    assert_eq!(member.patch(&path, 1, &json!({ "text": "Försent" })).await.problem(412), "stale");
    let versions = world.client(Role::Observer).get(&format!("{path}/versions")).await.expect(200);
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
    assert_eq!(versions["items"][0]["text"], "Forsta");
    assert_eq!(versions["items"][0]["revision"], 1);
    // the shape is told before whose it is, and whose before its revision
    let elected = world.client(Role::Elected);
    assert_eq!(elected.patch(&path, 99, &body).await.problem(403), "forbidden");
    assert_eq!(elected.send(elected.request(Method::PATCH, &path).json(&body)).await.problem(403), "forbidden");
    assert_eq!(member.patch(&path, 2, &json!({ "text": " " })).await.problem(422), "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_leaves_a_trace_and_no_text() {
    let world = World::new().await;
    let (member, observer, thread) = (world.client(Role::Member), world.client(Role::Observer), thread(&world).await);
    let message = member.say(&thread, "Ett misstag bockvagn").await;
    let id = message["id"].as_str().unwrap();
    let path = format!("/messages/{id}");
    member.patch(&path, 1, &json!({ "text": "Ett större misstag bockvagn" })).await.expect(200);
    assert_eq!(member.delete(&path, None).await.problem(428), "precondition_required");
    assert_eq!(member.delete(&path, Some(1)).await.problem(412), "stale");
    assert_eq!(world.client(Role::Coordinator).delete(&path, Some(2)).await.problem(403), "forbidden");
    member.delete(&path, Some(2)).await.expect(204);
    for client in [member, observer] {
        let shown = client.get(&path).await.expect(200);
        assert_eq!((&shown["deleted"], &shown["text"], &shown["html"]), (&json!(true), &json!(""), &json!("")));
        assert_eq!(client.get(&format!("{path}/versions")).await.expect(200)["items"], json!([]));
        for place in [
            format!("/conversations/{thread}/messages"),
            format!("/rooms/{}/conversations", world.room("whole_network")),
            format!("/networks/{}/conversations", world.network),
            format!("/references?id=message:{id}"),
            "/start".to_owned(),
        ] {
            let answer = client.get(&place).await.expect(200).to_string();
            assert!(!answer.contains("bockvagn"), "{place}: {answer}");
        }
    }
    assert_eq!(member.patch(&path, 3, &json!({ "text": "Igen" })).await.problem(409), "message_deleted");
    assert_eq!(member.delete(&path, Some(3)).await.problem(412), "stale");
    // within thirty seconds its author may take that back
    world.node.clock.advance(Duration::from_secs(25));
    let restore = |client: &Client| client.request(Method::POST, &format!("{path}/restore"));
    assert_eq!(observer.send(restore(observer)).await.problem(403), "forbidden");
    let restored = member.send(restore(member)).await.expect(200);
    assert_eq!(restored["text"], "Ett större misstag bockvagn");
    assert_eq!(member.send(restore(member)).await.problem(409), "too_late_to_undo");
    member.delete(&path, restored["revision"].as_i64()).await.expect(204);
    world.node.clock.advance(Duration::from_secs(31));
    assert_eq!(member.send(restore(member)).await.problem(409), "too_late_to_undo");
    assert_eq!(member.get(&path).await.expect(200)["deleted"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_no_longer_may_write_no_longer_edits_what_they_wrote() {
    let world = World::new().await;
    let (member, members) = (world.client(Role::Elected), world.room("members"));
    let started = member.start(&members, "Kvar", "Ord").await;
    let thread = started["id"].as_str().unwrap();
    let message = member.say(thread, "Mina ord").await;
    let path = format!("/messages/{}", message["id"].as_str().unwrap());
    world.end_seat(Role::Elected).await;
    assert_eq!(member.patch(&path, 1, &json!({ "text": "Andra ord" })).await.problem(404), "not_found");
    assert_eq!(member.delete(&path, Some(1)).await.problem(404), "not_found");
    assert_eq!(member.send(member.request(Method::POST, &format!("{path}/restore"))).await.problem(404), "not_found");
    assert_eq!(world.client(Role::Member).get(&path).await.expect(200)["text"], "Mina ord");
}

/// What was written while an older version ran looks like what is written now, after the first start of the newer.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_older_renderer_made_is_made_anew() {
    let mut world = World::new().await;
    let thread = thread(&world).await;
    let said = world.client(Role::Member).say(&thread, "**Hej** <kommun>").await;
    assert_eq!(said["html"], "<p><strong>Hej</strong> &lt;kommun&gt;</p>\n");
    world.node.stop().await;
    let sql = Sql::of(world.node.config()).await;
    sql.run("UPDATE message SET html = '<p>gammalt</p>', renderer_version = 1", []).await;
    sql.run("UPDATE installation SET renderer_version = 1", []).await;
    sql.close().await;
    world.node.restart().await;
    let member = world.node.anonymous().sign_in(&Role::Member.email(), PASSWORD).await;
    eventually("the message in its new form", || async {
        let now = member.get(&format!("/messages/{}", said["id"].as_str().unwrap())).await.expect(200);
        (now["html"] == said["html"] && now["revision"] == said["revision"]).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_shown_safely() {
    let world = World::new().await;
    let (member, thread) = (world.client(Role::Member), thread(&world).await);
    for (written, never) in [
        ("<script>alert(1)</script> hej", "<script"),
        ("[x](javascript:alert(1))", "javascript:"),
        ("<img src=x onerror=alert(1)> hej", "onerror"),
        ("<svg onload=alert(1)></svg> hej", "<svg"),
        ("<a href=\"data:text/html,x\">x</a>", "data:"),
        ("<style>*{}</style> hej", "<style"),
        ("<iframe src=//x></iframe> hej", "<iframe"),
    ] {
        let message = member.say(&thread, written).await;
        assert!(!message["html"].as_str().unwrap().contains(never), "{message}");
        assert_eq!(message["text"], written);
    }
    let decomposed = member.say(&thread, "A\u{30a}re").await;
    assert_eq!(decomposed["text"], "\u{c5}re");
    for (text, code) in [("", "empty"), (" \n ", "empty"), ("a\0b", "nul_character")] {
        let body = json!({ "client_id": Uuid::new_v4(), "text": text });
        let refused = member.post(&format!("/conversations/{thread}/messages"), &body).await.expect(422);
        assert_eq!((&refused["errors"][0]["code"], &refused["errors"][0]["pointer"]), (&json!(code), &json!("/text")));
    }
    let long = json!({ "client_id": Uuid::new_v4(), "text": "å".repeat(50_001) });
    let refused = member.post(&format!("/conversations/{thread}/messages"), &long).await.expect(422);
    assert_eq!(refused["errors"][0]["code"], "too_long");
    assert_eq!(texts(member, &thread).await.len(), 9, "nothing refused was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_conversation_hang_together() {
    let world = World::new().await;
    let (member, thread) = (world.client(Role::Member), thread(&world).await);
    for number in 2..=25 {
        member.say(&thread, &format!("Inlägg {number}")).await;
    }
    let path = format!("/conversations/{thread}/messages");
    let positions = |page: &serde_json::Value| -> Vec<i64> {
        page["items"].as_array().unwrap().iter().map(|m| m["position"].as_i64().unwrap()).collect()
    };
    let first = member.get(&path).await.expect(200);
    assert_eq!(positions(&first), (1..=20).collect::<Vec<_>>());
    assert!(first["previous_cursor"].is_null());
    let next = member.get(&format!("{path}?cursor={}", first["next_cursor"].as_str().unwrap())).await.expect(200);
    assert_eq!(positions(&next), (21..=25).collect::<Vec<_>>());
    assert!(next["next_cursor"].is_null());
    let back = member.get(&format!("{path}?cursor={}", next["previous_cursor"].as_str().unwrap())).await.expect(200);
    assert_eq!(positions(&back), (1..=20).collect::<Vec<_>>());
    let after = member.get(&format!("{path}?after=23")).await.expect(200);
    assert_eq!(positions(&after), [24, 25]);
    let before = member.get(&format!("{path}?before=4")).await.expect(200);
    assert_eq!(positions(&before), [1, 2, 3]);
    let around = member.get(&format!("{path}?around=12&limit=5")).await.expect(200);
    assert!(positions(&around).contains(&12) && positions(&around).len() == 5, "{:?}", positions(&around));
    assert_eq!(member.get(&format!("{path}?after=1&before=3")).await.problem(400), "bad_query");
    for edge in ["after=-1", "before=-1", "around=-9223372036854775808", "around=9223372036854775807"] {
        member.get(&format!("{path}?{edge}")).await.expect(200);
    }
}
