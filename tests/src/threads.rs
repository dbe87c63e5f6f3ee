//! Threads: titles and tags, pinned and closed, lifted out of a chat, pointing to one another, in several networks.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answer, Client, Role, Socket, World};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn change(client: &Client, thread: &str, revision: i64, change: Value) -> Answer {
    client.patch(&format!("/conversations/{thread}"), revision, &change).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_named_tagged_pinned_and_closed_by_who_may() {
    let world = World::new().await;
    let (author, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (room, other) = (world.room("whole_network"), world.client(Role::Host));
    let thread = id(&author.start(&room, "Rubrik", "Hej").await);
    let path = format!("/conversations/{thread}");
    let mut socket = Socket::open(world.client(Role::Observer)).await;
    socket.listen(&room).await;

    // the author names and tags it, who manages the room does too, nobody else
    let named =
        change(author, &thread, 1, json!({ "title": "En  bättre\nrubrik", "kind": "question" })).await.expect(200);
    assert_eq!(
        (&named["title"], &named["thread_kind"], &named["revision"]),
        (&json!("En bättre rubrik"), &json!("question"), &json!(2))
    );
    let told = socket.event("conversation_changed").await;
    assert_eq!(told["data"]["conversation"]["title"], "En bättre rubrik");
    let tags = json!({ "themes": ["Skola", " Skola ", "Fritid"], "articles": [31, 3, 3] });
    let tagged = change(coordinator, &thread, 2, tags).await.expect(200);
    assert_eq!((&tagged["themes"], &tagged["articles"]), (&json!(["Skola", "Fritid"]), &json!([3, 31])));
    assert_eq!(change(other, &thread, 3, json!({ "title": "Min" })).await.problem(403), "forbidden");
    assert_eq!(
        change(world.client(Role::OtherNetwork), &thread, 3, json!({ "title": "Min" })).await.problem(404),
        "not_found"
    );
    assert_eq!(change(author, &thread, 2, json!({ "title": "Gammal" })).await.problem(412), "stale");
    let without = author.send(author.request(Method::PATCH, &path).json(&json!({ "title": "Utan" }))).await;
    assert_eq!(without.problem(428), "precondition_required");
    for (wrong, code) in [
        (json!({ "title": " " }), "empty"),
        (json!({ "title": "x".repeat(201) }), "too_long"),
        (json!({ "kind": "ask" }), "wrong_form"),
        (json!({ "articles": [0] }), "not_articles"),
        (json!({ "articles": [55] }), "not_articles"),
        (json!({ "themes": vec!["t"; 1], "articles": (1..=11).collect::<Vec<_>>() }), "not_articles"),
        (json!({ "themes": [""] }), "not_themes"),
    ] {
        let refused = change(author, &thread, 3, wrong.clone()).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], code, "{wrong}");
    }
    let listed = |more: &'static str| {
        let path = format!("/networks/{}/conversations?{more}", world.network);
        let client = world.client(Role::Observer);
        async move { client.get(&path).await.expect(200)["items"].as_array().unwrap().iter().map(id).collect::<Vec<_>>() }
    };
    assert_eq!(listed("article=31").await, std::slice::from_ref(&thread));
    assert_eq!(listed("article=1").await, [""; 0]);
    let tags = author.get(&format!("/networks/{}/tags", world.network)).await.expect(200);
    assert_eq!(tags, json!({ "themes": ["Fritid", "Skola"], "articles": [3, 31] }));
    // tags of what one may not read are not told of
    let hidden = json!({ "kind": "question", "title": "Dold", "themes": ["Hemligt"], "articles": [9],
        "message": { "client_id": Uuid::new_v4(), "text": "Hej" } });
    coordinator.post(&format!("/rooms/{}/conversations", world.room("coordination")), &hidden).await.expect(201);
    let tags = author.get(&format!("/networks/{}/tags", world.network)).await.expect(200);
    assert_eq!(tags["articles"], json!([3, 31]));

    // pinned: five have room
    assert_eq!(change(author, &thread, 3, json!({ "pinned": true })).await.problem(403), "forbidden");
    change(coordinator, &thread, 3, json!({ "pinned": true })).await.expect(200);
    assert_eq!(listed("pinned=true").await, std::slice::from_ref(&thread));
    let mut sixth = String::new();
    for n in 0..5 {
        sixth = id(&author.start(&room, &format!("Nummer {n}"), "Hej").await);
        let pinned = change(coordinator, &sixth, 1, json!({ "pinned": true })).await;
        if n < 4 {
            pinned.expect(200);
        } else {
            assert_eq!(pinned.problem(409), "too_many_pinned");
        }
    }
    change(coordinator, &thread, 4, json!({ "pinned": false })).await.expect(200);
    change(coordinator, &sixth, 1, json!({ "pinned": true })).await.expect(200);

    // closed: read by all, written in, named and summed up by nobody until it is opened again
    let closed = change(coordinator, &thread, 5, json!({ "closed": true })).await.expect(200);
    assert_eq!((&closed["closed"], &closed["may"]["write"]), (&json!(true), &json!(false)));
    let message = json!({ "client_id": Uuid::new_v4(), "text": "För sent" });
    assert_eq!(author.post(&format!("{path}/messages"), &message).await.problem(409), "conversation_closed");
    assert_eq!(change(author, &thread, 6, json!({ "title": "För sent" })).await.problem(409), "conversation_closed");
    let summary = coordinator.request(Method::PUT, &format!("{path}/summary")).header("If-Match", "0");
    assert_eq!(coordinator.send(summary.json(&json!({ "text": "x" }))).await.problem(409), "conversation_closed");
    assert_eq!(change(author, &thread, 6, json!({ "closed": false })).await.problem(403), "forbidden");
    change(coordinator, &thread, 6, json!({ "closed": false, "title": "Öppen igen" })).await.expect(200);
    author.post(&format!("{path}/messages"), &message).await.expect(201);
    // a chat has no title
    let chat = author.get(&format!("/rooms/{room}")).await.expect(200)["chat_id"].as_str().unwrap().to_owned();
    assert_eq!(change(coordinator, &chat, 1, json!({ "title": "Chatten" })).await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_message_becomes_one_thread_with_a_link_both_ways() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let room = world.room("whole_network");
    let chat = member.get(&format!("/rooms/{room}")).await.expect(200)["chat_id"].as_str().unwrap().to_owned();
    let said = id(&observer.say(&chat, "**Hur** gör ni med kvistelråd?").await);
    let mut socket = Socket::open(world.client(Role::Host)).await;
    socket.listen(&room).await;
    let lift = |title: &'static str| {
        let body = json!({ "kind": "question", "title": title, "articles": [12],
            "message": { "client_id": Uuid::new_v4(), "text": "Jag lyfter den här." } });
        let path = format!("/messages/{said}/thread");
        async move { member.post(&path, &body).await }
    };
    let made = lift("Hur gör ni med kvistelråd?").await.expect(201);
    let thread = id(&made);
    assert_eq!((&made["room"]["id"], &made["articles"]), (&json!(room), &json!([12])));
    assert_eq!(
        (&made["lifted_from"]["message_id"], &made["lifted_from"]["excerpt"]),
        (&json!(said), &json!("Hur gör ni med kvistelråd?"))
    );
    assert_eq!(made["lifted_from"]["author"]["organisation"], "Mora kommun");
    let told = socket.event("message_edited").await;
    assert_eq!(told["data"]["message"]["thread_id"], thread.as_str());
    let forth = observer.get(&format!("/messages/{said}")).await.expect(200);
    assert_eq!(forth["thread_id"], thread.as_str());
    // again is the same thread, whoever asks
    assert_eq!(id(&lift("En gång till").await.expect(200)), thread);
    // what the chat message said is told as it stands: taken away, it is gone from the thread too
    observer.delete(&format!("/messages/{said}"), Some(1)).await.expect(204);
    let seen = member.get(&format!("/conversations/{thread}")).await.expect(200);
    assert_eq!(seen["lifted_from"]["excerpt"], "");

    let other = id(&observer.say(&chat, "Borta").await);
    observer.delete(&format!("/messages/{other}"), Some(1)).await.expect(204);
    let body = || json!({ "kind": "question", "title": "T", "message": { "client_id": Uuid::new_v4(), "text": "x" } });
    assert_eq!(member.post(&format!("/messages/{other}/thread"), &body()).await.problem(409), "message_deleted");
    let within = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let within = id(&within["items"][0]);
    assert_eq!(member.post(&format!("/messages/{within}/thread"), &body()).await.problem(409), "not_a_chat");
    assert_eq!(
        world.client(Role::Guest).post(&format!("/messages/{said}/thread"), &body()).await.problem(404),
        "not_found"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_points_to_a_thread_is_told_by_what_one_may_read() {
    let world = World::new().await;
    let (member, observer, coordinator) =
        (world.client(Role::Member), world.client(Role::Observer), world.client(Role::Coordinator));
    let target = id(&member.start(&world.room("whole_network"), "Målet", "Hit").await);
    let message = id(&member.say(&target, "Och hit").await);
    let open = id(&member.start(&world.room("whole_network"), "Öppen", "Hej").await);
    let narrow = id(&member.start(&world.room("members"), "Bara medlemmar", "Hej").await);
    let first = member.say(&open, &format!("Se [målet](/samtal/{target}?inlagg=2)")).await;
    member.say(&narrow, &format!("Se samrum:message/{message} och samrum:conversation/{target}")).await;
    member.say(&target, &format!("Sig själv: /samtal/{target}")).await;
    member.say(&open, &format!("Ingenting: /samtal/{}", Uuid::new_v4())).await;
    let path = format!("/conversations/{target}/mentioned-in");
    let places = |client: &Client| {
        let (client, path) = (client.clone(), path.clone());
        async move {
            let seen = client.get(&path).await.expect(200);
            seen["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|m| m["title"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        }
    };
    assert_eq!(places(member).await, ["Bara medlemmar", "Öppen"]);
    assert_eq!(places(observer).await, ["Öppen"]);
    let page = member.get(&format!("{path}?limit=1")).await.expect(200);
    let rest =
        member.get(&format!("{path}?limit=1&cursor={}", page["next_cursor"].as_str().unwrap())).await.expect(200);
    assert_eq!((&rest["items"][0]["title"], &rest["items"][0]["position"]), (&json!("Öppen"), &json!(2)));
    // an edit says anew what it points to, and what is taken away points nowhere
    let edit = format!("/messages/{}", id(&first));
    member.patch(&edit, 1, &json!({ "text": "Ingenstans" })).await.expect(200);
    assert_eq!(places(observer).await, [""; 0]);
    member.patch(&edit, 2, &json!({ "text": format!("Ändå: /samtal/{target}") })).await.expect(200);
    assert_eq!(places(observer).await, ["Öppen"]);
    member.delete(&edit, Some(3)).await.expect(204);
    assert_eq!(places(observer).await, [""; 0]);
    assert_eq!(coordinator.get(&path).await.expect(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_information_stands_in_several_networks_once() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    // somebody who is in both
    let (network, other) = (world.network, world.other_network);
    let person = world.people[&Role::Member];
    let today = world.node.clock.today();
    let seat = world.seats[&Role::OtherNetwork];
    let appoint = move |tx| async move {
        use domain::networks::seat::{HoldingRole, appoint};
        appoint(&tx, seat, person, HoldingRole::Deputy, today, None).await
    };
    world.node.store().write(&domain::actor::Actor::System, appoint).await.expect("appointed");
    let name = Uuid::new_v4();
    let body = |networks: &[String], title: &str| json!({ "networks": networks, "client_id": name, "title": title, "articles": [42], "text": "Konventionen ska göras känd." });
    let both = [network.to_string(), other.to_string()];
    let made = member.post("/information", &body(&both, "Ny vägledning")).await.expect(201);
    let made = made["items"].as_array().unwrap().clone();
    assert_eq!(made.len(), 2);
    assert!(made.iter().all(|one| one["thread_kind"] == "information" && one["articles"] == json!([42])));
    let again = member.post("/information", &body(&both, "Ny vägledning")).await.expect(201);
    assert_eq!(
        made.iter().map(id).collect::<Vec<_>>(),
        again["items"].as_array().unwrap().iter().map(id).collect::<Vec<_>>()
    );
    // each network sees its own
    let seen = world.client(Role::OtherNetwork);
    seen.get(&format!("/conversations/{}", id(&made[1]))).await.expect(200);
    seen.get(&format!("/conversations/{}", id(&made[0]))).await.expect(404);
    // in all or in none
    let rows = |client: &Client| {
        let (client, path) = (client.clone(), format!("/networks/{network}/conversations"));
        async move { client.get(&path).await.expect(200)["items"].as_array().unwrap().len() }
    };
    let before = rows(member).await;
    let host = world.client(Role::Host);
    let refused = host
        .post("/information", &json!({ "networks": both, "client_id": Uuid::new_v4(), "title": "T", "text": "x" }))
        .await;
    assert_eq!(refused.problem(404), "not_found_in");
    assert_eq!(rows(member).await, before);
    for (networks, code) in [(vec![], "empty"), (vec![both[0].clone(); 21], "too_many")] {
        assert_eq!(member.post("/information", &body(&networks, "T")).await.expect(422)["errors"][0]["code"], code);
    }
}
