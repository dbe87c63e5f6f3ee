//! One position a conversation: unread is one truth, on every surface and every device; and finding one's way in what is
//! long.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, Socket, World, eventually};

async fn thread(world: &World, room: &str, messages: usize) -> String {
    let coordinator = world.client(Role::Coordinator);
    let started = coordinator.start(&world.room(room), &format!("Tråd i {room}"), "Första").await;
    let id = started["id"].as_str().unwrap().to_owned();
    for n in 2..=messages {
        coordinator.say(&id, &format!("Nummer {n}")).await;
    }
    id
}

/// What is unread, by every surface that says it: conversation, room, network, start page, list.
async fn unread(world: &World, client: &Client, conversation: &str, room: &str) -> [i64; 5] {
    let number = |value: &Value| value.as_i64().expect("a number");
    let network = world.network;
    let list = client.get(&format!("/networks/{network}/conversations?limit=100")).await.expect(200);
    let row = list["items"].as_array().unwrap().iter().find(|row| row["id"] == conversation).cloned();
    let start = client.get("/start").await.expect(200);
    for group in ["to_me", "following", "other"] {
        assert!(start[group].as_array().unwrap().iter().all(|row| number(&row["unread"]) > 0), "{start}");
    }
    [
        number(&client.get(&format!("/conversations/{conversation}")).await.expect(200)["unread"]),
        number(&row.expect("its row")["unread"]),
        number(&client.get(&format!("/rooms/{}", world.room(room))).await.expect(200)["unread"]),
        number(&client.get(&format!("/networks/{network}")).await.expect(200)["unread"]),
        number(&start["unread"]),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn unread_is_one_truth_and_all_of_a_room_or_network_is_read_at_once() {
    let world = World::new().await;
    let (one, two) = (thread(&world, "whole_network", 3).await, thread(&world, "members", 2).await);
    let elected = world.client(Role::Elected);
    assert_eq!(unread(&world, elected, &one, "whole_network").await, [3, 3, 1, 2, 2]);
    // further than there is, twice, and back: it neither goes below nothing nor comes back
    let path = format!("/conversations/{one}/read");
    for position in [2, 9_999, 9_999, 1] {
        elected.put(&path, &json!({ "position": position })).await.expect(204);
    }
    assert_eq!(unread(&world, elected, &one, "whole_network").await, [0, 0, 0, 1, 1]);
    world.client(Role::Member).say(&one, "Ett till").await;
    assert_eq!(unread(&world, elected, &one, "whole_network").await, [1, 1, 1, 2, 2]);

    // another device of the same person hears of it
    let me = world.people[&Role::Elected];
    let mut socket = Socket::open(elected).await;
    socket.subscribe(&format!("person:{me}"), &Value::Null).await;
    elected.post(&format!("/rooms/{}/read", world.room("members")), &json!({})).await.expect(204);
    let told = socket.event("marked_read").await;
    assert_eq!(told["data"], json!({ "network_id": null, "room_id": world.room("members") }));
    assert_eq!(unread(&world, elected, &two, "members").await, [0, 0, 0, 1, 1]);
    elected.post(&format!("/networks/{}/read", world.network), &json!({})).await.expect(204);
    let told = socket.event("marked_read").await;
    assert_eq!(told["data"]["network_id"], world.network.to_string());
    assert_eq!(unread(&world, elected, &one, "whole_network").await, [0, 0, 0, 0, 0]);
    // what comes after is unread again, and nobody else's marks have moved
    world.client(Role::Member).say(&two, "Efteråt").await;
    assert_eq!(unread(&world, elected, &two, "members").await, [1, 1, 1, 1, 1]);
    assert_eq!(unread(&world, world.client(Role::Host), &two, "members").await[0], 3);
    // an observer has nothing unread in a room they don't read, and can't mark it
    let observer = world.client(Role::Observer);
    assert_eq!(
        observer.post(&format!("/rooms/{}/read", world.room("members")), &json!({})).await.problem(404),
        "not_found"
    );
    observer.post(&format!("/networks/{}/read", world.network), &json!({})).await.expect(204);
    assert_eq!(observer.get("/start").await.expect(200)["unread"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mark_over_the_socket_and_one_over_http_are_the_same_mark() {
    let world = World::new().await;
    let one = thread(&world, "members", 6).await;
    let elected = world.client(Role::Elected);
    let mut phone = Socket::open(elected).await;
    phone.send(&json!({ "type": "read", "conversation_id": one, "position": 4 })).await;
    let position =
        || async { elected.get(&format!("/conversations/{one}")).await.expect(200)["read_position"].clone() };
    eventually("the mark is written", || async { (position().await == 4).then_some(()) }).await;
    // an old tab does not undo it
    elected.put(&format!("/conversations/{one}/read"), &json!({ "position": 2 })).await.expect(204);
    assert_eq!(position().await, 4);
    elected.put(&format!("/conversations/{one}/read"), &json!({ "position": 6 })).await.expect(204);
    assert_eq!(position().await, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_a_hundred_marks_at_once_are_all_kept() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let room = world.room("members");
    let mut threads = Vec::new();
    for number in 0..116 {
        let thread = member.start(&room, &format!("Tråd {number}"), "Hej").await;
        threads.push(thread["id"].as_str().unwrap().to_owned());
    }
    let unread = format!("/networks/{}/conversations?unread=true&limit=100", world.network);
    assert_eq!(elected.get(&unread).await.expect(200)["items"].as_array().unwrap().len(), 100);
    // from two devices, each as much as one may send at once; but for the last, which nobody has opened
    let (last, opened) = threads.split_last().unwrap();
    let mut devices = Vec::new();
    for some in opened.chunks(58) {
        let mut device = Socket::open(elected).await;
        for thread in some {
            device.send(&json!({ "type": "read", "conversation_id": thread, "position": 1 })).await;
        }
        device.settled().await;
        devices.push(device);
    }
    eventually("all marks to be written", || async {
        let left = elected.get(&unread).await.expect(200)["items"].as_array().unwrap().clone();
        (left.len() == 1 && left[0]["id"] == last.as_str()).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_without_having_read_keeps_what_is_unread() {
    let world = World::new().await;
    let one = thread(&world, "members", 4).await;
    let (elected, member) = (world.client(Role::Elected), world.client(Role::Member));
    let path = format!("/conversations/{one}");
    let stands = async |client: &Client| {
        let now = client.get(&path).await.expect(200);
        (now["read_position"].as_i64().unwrap(), now["unread"].as_i64().unwrap())
    };
    let answer = async |client: &Client, read_to: Option<i64>| {
        let body = json!({ "client_id": Uuid::new_v4(), "text": "Ett svar", "read_to": read_to });
        client.post(&format!("{path}/messages"), &body).await.expect(201);
    };
    elected.put(&format!("{path}/read"), &json!({ "position": 2 })).await.expect(204);
    // from far up, or offline: 3 and 4 have not been seen, and the answer does not say that they have
    answer(elected, Some(2)).await;
    assert_eq!(stands(elected).await, (2, 3));
    let start = elected.get("/start").await.expect(200);
    let rows = ["to_me", "following", "other"].iter().flat_map(|group| start[*group].as_array().unwrap().clone());
    assert!(rows.into_iter().any(|row| row["id"] == one.as_str()), "{start}");
    // read up to what one wrote oneself, that is no news
    elected.put(&format!("{path}/read"), &json!({ "position": 4 })).await.expect(204);
    assert_eq!(stands(elected).await, (5, 0));
    // nothing lies between: written and read
    answer(elected, None).await;
    assert_eq!(stands(elected).await, (6, 0));
    // the client knows of what it has not said yet; it can't say more than there is, and never goes back
    assert_eq!(stands(member).await, (0, 6));
    answer(member, Some(6)).await;
    assert_eq!(stands(member).await, (7, 0));
    answer(elected, Some(9_999)).await;
    assert_eq!(stands(elected).await, (8, 0));
    answer(member, Some(-3)).await;
    assert_eq!(stands(member).await, (7, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_shown_with_its_surroundings() {
    let world = World::new().await;
    let one = thread(&world, "members", 30).await;
    let elected = world.client(Role::Elected);
    let positions = async |query: &str| {
        let page = elected.get(&format!("/conversations/{one}/messages?{query}")).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|m| m["position"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(positions("around=15&limit=5").await, [13, 14, 15, 16, 17]);
    assert_eq!(positions("around=1&limit=4").await, [1, 2, 3, 4]);
    let end = positions("around=9007199254740991&limit=4").await;
    assert_eq!(end, positions("around=30&limit=4").await, "beyond the end is the end");
    assert!(end.len() > 1, "{end:?}");
    assert_eq!(positions("before=3&limit=10").await, [1, 2]);
    assert_eq!(positions("after=28&limit=10").await, [29, 30]);
    // a link by place says what it leads to
    let link = format!("/references?id=conversation:{one}@15&id=conversation:{one}@99&id=conversation:{one}");
    let found = elected.get(&link).await.expect(200);
    assert_eq!(found["items"][0]["url"], format!("/samtal/{one}?inlagg=15"));
    assert_eq!(found["items"][0]["title"], "Tråd i members");
    assert_eq!(found["items"][0]["audience"], "Medlemmar");
    assert_eq!(found["items"][1]["found"], false);
    assert_eq!(found["items"][2]["url"], format!("/samtal/{one}"));
    let hidden = world.client(Role::Observer).get(&link).await.expect(200);
    for item in hidden["items"].as_array().unwrap() {
        assert_eq!((&item["found"], &item["title"], &item["audience"]), (&json!(false), &Value::Null, &Value::Null));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_one_conversation() {
    let world = World::new().await;
    let one = thread(&world, "members", 3).await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let said = member.say(&one, "Vi prövade **BARNBOKSLUT** i Örebro, [se här](https://exempel.se/dolt)").await;
    member.say(&one, "och ett barnbokslut till").await;
    let other = thread(&world, "members", 1).await;
    member.say(&other, "barnbokslut i en annan tråd").await;
    let find = async |client: &Client, q: &str| {
        let found = client.get(&format!("/conversations/{one}/find?{q}")).await.expect(200);
        let items = found["items"].as_array().unwrap().clone();
        (items.iter().map(|hit| hit["position"].as_i64().unwrap()).collect::<Vec<_>>(), found)
    };
    let (positions, found) = find(elected, "q=barnbokslut").await;
    assert_eq!(positions, [5, 4]);
    assert_eq!(found["items"][1]["author"], "Member Testsson");
    assert!(found["items"][1]["passage"].as_str().unwrap().contains("prövade BARNBOKSLUT i Örebro"), "{found}");
    assert_eq!(find(elected, "q=barnbokslut%20%C3%96REBRO").await.0, [4]);
    // what nobody sees is not found: addresses and marks
    assert_eq!(find(elected, "q=dolt").await.0, [0_i64; 0]);
    // a page at a time
    let (first, page) = find(elected, "q=barnbokslut&limit=1").await;
    assert_eq!(first, [5]);
    let cursor = page["next_cursor"].as_str().expect("more");
    assert_eq!(find(elected, &format!("q=barnbokslut&limit=1&cursor={cursor}")).await.0, [4]);
    // what is taken away is not there, and nobody finds what they don't read
    member.delete(&format!("/messages/{}", said["id"].as_str().unwrap()), Some(1)).await.expect(204);
    assert_eq!(find(elected, "q=barnbokslut").await.0, [5]);
    let observer = world.client(Role::Observer);
    assert_eq!(observer.get(&format!("/conversations/{one}/find?q=barnbokslut")).await.problem(404), "not_found");
    for (bad, status) in [("q=", 422), ("", 400), ("q=%00", 200), ("q=x&limit=0", 400)] {
        elected.get(&format!("/conversations/{one}/find?{bad}")).await.expect(status);
    }
    let long = "x".repeat(201);
    assert_eq!(elected.get(&format!("/conversations/{one}/find?q={long}")).await.problem(422), "invalid");
    let nowhere = Uuid::new_v4();
    assert_eq!(elected.get(&format!("/conversations/{nowhere}/find?q=x")).await.problem(404), "not_found");
}
