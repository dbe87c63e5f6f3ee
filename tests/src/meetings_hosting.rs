//! Who hosts in which order, and what one host leaves for the next.

use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, Client, MailServer, Role, World, eventually};
use crate::mail::world_with;
use crate::meetings::{plan, put};

async fn at(client: &Client, path: &str, revision: i64, body: &Value) -> Answer {
    client.send(client.request(Method::PUT, path).header("If-Match", format!("\"{revision}\"")).json(body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_is_the_coordinators_to_write() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let path = format!("/networks/{}/host-order", world.network);
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let none = member.get(&path).await.expect(200);
    assert_eq!(none, json!({ "turns": [], "may_write": false, "revision": 0 }));
    let turn = |name: &str, note: &str| json!({ "organisation_id": all[name], "note": note });
    let order = json!({ "turns": [turn("Örebro kommun", "våren 2027"), turn("Haninge kommun", "")] });
    assert_eq!(at(member, &path, 0, &order).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Nobody).get(&path).await.problem(404), "not_found");
    assert_eq!(coordinator.put(&path, &order).await.problem(428), "precondition_required");
    let twice = json!({ "turns": [turn("Örebro kommun", ""), turn("Örebro kommun", "")] });
    assert_eq!(at(coordinator, &path, 0, &twice).await.problem(422), "invalid");
    let stranger = json!({ "turns": [{ "organisation_id": uuid::Uuid::now_v7() }] });
    assert_eq!(at(coordinator, &path, 0, &stranger).await.problem(404), "not_found_in");
    at(coordinator, &path, 0, &order).await.expect(200);
    assert_eq!(at(coordinator, &path, 0, &order).await.problem(412), "stale");
    let seen = member.get(&path).await.expect(200);
    assert_eq!(
        seen["turns"][0],
        json!({ "organisation": { "id": all["Örebro kommun"], "name": "Örebro kommun" },
        "note": "våren 2027" })
    );
    assert_eq!(seen["turns"][1]["organisation"]["name"], "Haninge kommun", "in the order it was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_leaves_a_checklist_and_a_letter_for_the_next() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let id = |made: &Value| made["id"].as_str().unwrap().to_owned();
    // after the one that is hosted by Gävle come these two
    let hosts = |name: &str, year: i32| json!({ "title": name, "hosts": [all[name]], "starts_on": format!("{year}-05-04"), "ends_on": null });
    let one = id(&plan(&world, Role::Coordinator, &hosts("Örebro kommun", 2100)).await.expect(201));
    let two = id(&plan(&world, Role::Coordinator, &hosts("Haninge kommun", 2101)).await.expect(201));
    let path = |meeting: &str| format!("/meetings/{meeting}/handover");
    let (member, group) = (world.client(Role::Member), world.client(Role::WorkingGroup));
    assert_eq!(world.client(Role::Observer).get(&path(&one)).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Nobody).get(&path(&one)).await.problem(404), "not_found");
    let usual = member.get(&path(&one)).await.expect(200);
    assert_eq!((usual["items"].as_array().unwrap().len(), &usual["revision"]), (10, &json!(0)));
    let left = json!({ "items": [{ "text": "Lokalen är bokad", "done": true }, { "text": "Tacka talarna" }],
        "letter": "Hej! Boka **tidigt**. <script>alert(1)</script>" });
    let empty = json!({ "items": [{ "text": " " }] });
    assert_eq!(at(member, &path(&one), 0, &empty).await.problem(422), "invalid");
    let kept = at(member, &path(&one), 0, &left).await.expect(200);
    assert_eq!((&kept["items"][0]["done"], &kept["writer"]["name"]), (&json!(true), &json!("Member Testsson")));
    assert_eq!(at(group, &path(&one), 0, &left).await.problem(412), "stale");

    // who plans the next one finds it there, and it is nothing to those who only read
    let received = group.get(&path(&two)).await.expect(200)["received"].clone();
    assert_eq!((&received["meeting"]["id"], &received["items"][1]["text"]), (&json!(one), &json!("Tacka talarna")));
    let html = received["html"].as_str().unwrap();
    assert!(html.contains("<strong>tidigt</strong>") && !html.contains("<script"), "{html}");
    assert_eq!(world.client(Role::Observer).get(&path(&two)).await.problem(403), "forbidden");
    assert_eq!(member.get(&path(&one)).await.expect(200)["received"], Value::Null, "the first host left nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_host_is_told_when_it_is_their_turn() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let all = organisations(&world).await;
    let (coordinator, member) = (world.client(Role::Coordinator), world.client(Role::Member));
    let host = |year: i32, name: &str| {
        json!({ "title": format!("Träffen {year}"), "hosts": [all[name]], "starts_on": format!("{year}-05-04"),
            "ends_on": null })
    };
    let next = plan(&world, Role::Coordinator, &host(2101, "Örebro kommun")).await.expect(201);
    let next = next["id"].as_str().expect("an id").to_owned();
    let told = |to: Role, about: &str| {
        let subject = format!("Nu är det er tur att vara värd: {about}");
        server
            .received()
            .into_iter()
            .filter(|mail| mail.to == to.email() && mail.subject() == subject)
            .collect::<Vec<_>>()
    };
    // nobody yet: the meeting before is not over, and what it leaves is nobody's turn
    let before = world.meeting.to_string();
    let left = json!({ "items": [{ "text": "Boka lokal", "done": false }], "letter": "Börja tidigt" });
    at(coordinator, &format!("/meetings/{before}/handover"), 0, &left).await.expect(200);
    assert!(told(Role::Member, "Träffen 2101").is_empty());
    put(coordinator, &before, "/cancellation", &json!({ "reason": "Nej" })).await.expect(200);
    eventually("the next one to be told", || async { (told(Role::Member, "Träffen 2101").len() == 1).then_some(()) })
        .await;
    // it is another's turn; who has been told is not told again
    let seen = coordinator.get(&format!("/meetings/{next}")).await.expect(200);
    let other = plan(&world, Role::Coordinator, &host(2099, "Haninge kommun")).await.expect(201);
    let other = other["id"].as_str().expect("an id").to_owned();
    put(coordinator, &other, "/cancellation", &json!({ "reason": "Nej" })).await.expect(200);
    assert_eq!(seen["host"][0]["name"], "Örebro kommun");
    assert_eq!(member.get(&format!("/meetings/{next}/handover")).await.expect(200)["received"], Value::Null);
    assert_eq!(told(Role::Member, "Träffen 2101").len(), 1, "once");
    assert!(told(Role::Observer, "Träffen 2101").is_empty());
}
