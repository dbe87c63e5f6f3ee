//! Documents that move to another room: access follows at once, in lists, in search and in what is said of them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, World, eventually};
use crate::mail::id;

async fn shift(client: &Client, document: &Value, room: &str, more: i64) -> Answer {
    let request = client.request(Method::POST, &format!("/documents/{}/moves", id(document)));
    let request = request.header("If-Match", format!("\"{}\"", document["revision"]));
    client.send(request.json(&json!({ "room_id": room, "more_readers": more }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn access_follows_at_once_with_what_is_said_of_it() {
    let world = World::new().await;
    let (member, observer, coordinator) =
        (world.client(Role::Member), world.client(Role::Observer), world.client(Role::Coordinator));
    let (all, members, group) = (world.room("whole_network"), world.room("members"), world.room("working_group"));
    let upload = format!("/rooms/{all}/documents");
    let body = "Kvällsplogningsprotokollet".as_bytes().to_vec();
    let made = member.upload(&upload, "plan.txt", body, &[]).await.expect(201);
    let path = format!("/documents/{}", id(&made));
    let said = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Ett ord om kvällsplogning" });
    observer.post(&format!("{path}/messages"), &said).await.expect(201);
    let seen = member.get(&path).await.expect(200);
    let talk = seen["conversation_id"].as_str().expect("a conversation").to_owned();
    member.upload(&format!("/rooms/{members}/documents"), "plan.txt", b"x".to_vec(), &[]).await.expect(201);
    let found = async |client: &Client| client.get("/search?q=kvällsplogning").await.expect(200).to_string();
    eventually("it is found", || async { found(observer).await.contains(&id(&made)).then_some(()) }).await;

    let outlook = format!("{path}/moves/outlook?room={members}");
    let narrower = member.get(&outlook).await.expect(200);
    assert!(narrower["fewer_readers"].as_i64().unwrap() > 0, "{narrower}");
    assert_eq!(observer.get(&outlook).await.problem(404), "not_found", "a room one does not read");
    assert_eq!(shift(observer, &seen, &all, 0).await.problem(403), "forbidden");
    assert_eq!(shift(member, &seen, &group, 0).await.problem(404), "not_found_in");
    let stale = json!({ "id": seen["id"], "revision": 99 });
    assert_eq!(shift(coordinator, &stale, &members, 99).await.problem(412), "stale");
    assert_eq!(shift(coordinator, &seen, &all, 0).await.problem(422), "invalid");
    let moved = shift(coordinator, &seen, &members, 99).await.expect(200);
    assert_eq!((&moved["room"]["id"], &moved["name"]), (&json!(members), &json!("plan (2).txt")));

    // gone at once for those who do not read the room, with what was said of it
    for gone in [path.clone(), format!("/conversations/{talk}"), format!("{path}/pages")] {
        assert_eq!(observer.get(&gone).await.problem(404), "not_found", "{gone}");
        member.get(&gone).await.expect(200);
    }
    assert!(!found(observer).await.contains(&id(&made)));
    let listed = observer.get(&format!("/networks/{}/documents", world.network)).await.expect(200).to_string();
    assert!(!listed.contains(&id(&made)));
    let told = member.get(&format!("/conversations/{talk}/messages")).await.expect(200);
    assert!(told.to_string().contains("Jag har flyttat dokumentet"), "{told}");
    // what tells of it stays as it is, for who moved it too
    let notice = told["items"].as_array().expect("messages").last().expect("one");
    assert_eq!(notice["notice"], true);
    let notice = format!("/messages/{}", id(notice));
    let words = json!({ "text": "Ingenting har hänt" });
    assert_eq!(coordinator.patch(&notice, 1, &words).await.problem(409), "notice_stays");
    assert_eq!(coordinator.delete(&notice, Some(1)).await.problem(409), "notice_stays");
    eventually("it is found where it is", || async { found(member).await.contains(&id(&made)).then_some(()) }).await;

    // to where more read only who manages both rooms moves it, having seen how many more
    let back = member.get(&format!("{path}/moves/outlook?room={all}")).await.expect(200);
    assert_eq!((&back["wider"], &back["allowed"]), (&json!(true), &json!(false)));
    let moved = member.get(&path).await.expect(200);
    assert_eq!(shift(member, &moved, &all, 99).await.problem(403), "forbidden");
    assert_eq!(shift(coordinator, &moved, &all, 0).await.problem(409), "more_readers");
    shift(coordinator, &moved, &all, 99).await.expect(200);
    observer.get(&format!("/conversations/{talk}")).await.expect(200);

    // what is checked out by somebody else, or under review, stays
    let other = member.upload(&upload, "utkast.txt", b"y".to_vec(), &[]).await.expect(201);
    let other_path = format!("/documents/{}", id(&other));
    member.put(&format!("{other_path}/check-out"), &json!({ "reason": "Skriver" })).await.expect(200);
    let held = coordinator.get(&other_path).await.expect(200);
    assert_eq!(shift(coordinator, &held, &members, 99).await.problem(409), "checked_out");
}
