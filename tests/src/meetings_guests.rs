//! Guests from home who have no account come into the meeting's room by the letter they get, and by nothing else.

use chrono::Days;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, MailServer, Received, Role, Sql, World, eventually};
use crate::mail::world_with;
use crate::meetings::{facts, plan, put};
use crate::meetings_cancelled::held;

const NEW: &str = "min alldeles egna mening";

async fn invited(world: &World) -> String {
    let today = world.node.clock.today();
    let body = json!({ "starts_on": today, "ends_on": today + Days::new(1), "guests_each": 2 });
    let made = plan(world, Role::Coordinator, &body).await.expect(201);
    let id = made["id"].as_str().expect("an id").to_owned();
    put(world.client(Role::Coordinator), &id, "/state", &json!({ "state": "invited" })).await.expect(200);
    id
}

async fn bring(world: &World, meeting: &str, email: &str) -> Answer {
    let all = organisations(world).await;
    let guest = json!({ "organisation_id": all["Örebro kommun"], "name": "Gun Gäst", "email": email });
    world.client(Role::Member).post(&format!("/meetings/{meeting}/guests"), &guest).await
}

async fn letter_to(server: &MailServer, address: &str, subject: &str) -> Received {
    eventually("a letter", || async {
        server.received().into_iter().find(|mail| mail.to == address && mail.subject().starts_with(subject))
    })
    .await
}

fn token(letter: &Received) -> String {
    let text = letter.text();
    let (_, rest) = text.split_once("/gast/").unwrap_or_else(|| panic!("no link in {text}"));
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

async fn accept(world: &World, token: &str) -> Answer {
    let body = json!({ "account": { "name": "Gun Gäst", "password": NEW } });
    world.node.anonymous().post(&format!("/guest-links/{token}"), &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_account_comes_in_by_the_letter() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let meeting = invited(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let brought = bring(&world, &meeting, "Gun@hemma.example").await.expect(201);
    assert_eq!(bring(&world, &meeting, "gun@HEMMA.example").await.problem(409), "guest_comes_already");
    let letter = letter_to(&server, "Gun@hemma.example", "Välkommen som gäst").await;
    let text = letter.text();
    assert!(text.contains("Member Testsson på Örebro kommun tar med dig"), "{text}");
    let link = token(&letter);
    let seen = world.node.anonymous().get(&format!("/guest-links/{link}")).await.expect(200);
    assert_eq!((&seen["state"], &seen["meeting_id"]), (&json!("open"), &json!(meeting)));
    let came = accept(&world, &link).await.expect(200);
    assert_eq!((&came["meeting_id"], &came["new"]), (&json!(meeting), &json!(true)));

    // the meeting and its room, and nothing else
    let gun = world.node.anonymous().sign_in("gun@hemma.example", NEW).await;
    let own = gun.get(&format!("/meetings/{meeting}")).await.expect(200);
    gun.start(own["room"]["id"].as_str().expect("a room"), "Hej", "Roligt att få vara med").await;
    gun.get(&format!("/rooms/{}", world.room("whole_network"))).await.problem(404);
    // counted is what they may read
    let belongs = [("meeting_id", meeting.as_str())];
    for room in [own["room"]["id"].as_str().expect("a room"), &world.room("whole_network")] {
        let path = format!("/rooms/{room}/documents");
        coordinator.upload(&path, "Bild.txt", b"Bild".to_vec(), &belongs).await.expect(201);
    }
    for (client, many) in [(&gun, 1), (member, 2), (coordinator, 2)] {
        let seen = client.get(&format!("/meetings/{meeting}")).await.expect(200);
        assert_eq!(seen["documents"].as_array().expect("documents").len(), many);
    }
    assert_eq!(gun.get(&format!("/meetings/{meeting}/answers")).await.problem(403), "forbidden");
    // everybody in the room sees who is a guest, and who let them in
    let guests =
        member.get(&format!("/rooms/{}/guests", own["room"]["id"].as_str().expect("a room"))).await.expect(200);
    assert_eq!(
        (&guests["guests"][0]["name"], &guests["guests"][0]["by"]),
        (&json!("Gun Gäst"), &json!("Member Testsson"))
    );

    // brought along no more: out at once, and the link leads nowhere
    let line = format!("/meetings/{meeting}/guests/{}", brought["guests"][0]["id"].as_str().expect("an id"));
    member.delete(&line, None).await.expect(204);
    gun.get(&format!("/meetings/{meeting}")).await.problem(404);
    // somebody with an account gets a letter too, and is in at once
    bring(&world, &meeting, &Role::Nobody.email()).await.expect(201);
    let letter = letter_to(&server, &Role::Nobody.email(), "Välkommen som gäst").await;
    assert!(letter.text().contains(&format!("/traffar/{meeting}")) && !letter.text().contains("/gast/"));
    world.client(Role::Nobody).get(&format!("/meetings/{meeting}")).await.expect(200);
    coordinator.get(&format!("/meetings/{meeting}")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_gives_no_more_than_whoever_brings_still_may() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let meeting = invited(&world).await;
    let member = world.client(Role::Member);
    let state = async |link: &str| -> Value {
        world.node.anonymous().get(&format!("/guest-links/{link}")).await.expect(200)["state"].clone()
    };

    // brought along no more before it is accepted
    let brought = bring(&world, &meeting, "gun@hemma.example").await.expect(201);
    let first = token(&letter_to(&server, "gun@hemma.example", "Välkommen").await);
    let line = format!("/meetings/{meeting}/guests/{}", brought["guests"][0]["id"].as_str().expect("an id"));
    member.delete(&line, None).await.expect(204);
    assert_eq!(state(&first).await, "withdrawn");
    assert_eq!(accept(&world, &first).await.problem(409), "invitation_withdrawn");

    // whoever the coordinator has invited to the room already has one link: the newest
    let room = member.get(&format!("/meetings/{meeting}")).await.expect(200)["room"]["id"].clone();
    let room = room.as_str().expect("a room").to_owned();
    let to = world.node.clock.today() + Days::new(20);
    let guest = json!({ "name": "Gerda", "email": "gerda@hemma.example", "writes": false, "to": to });
    world.client(Role::Coordinator).post(&format!("/rooms/{room}/guests"), &guest).await.expect(201);
    let older = token(&letter_to(&server, "gerda@hemma.example", "Gäst i").await);
    bring(&world, &meeting, "gerda@hemma.example").await.expect(201);
    assert_eq!(state(&older).await, "withdrawn");
    let second = token(&letter_to(&server, "gerda@hemma.example", "Välkommen").await);

    // a meeting that is moved takes those along that have not come in yet
    let coordinator = world.client(Role::Coordinator);
    let today = world.node.clock.today();
    let last = async || world.node.anonymous().get(&format!("/guest-links/{second}")).await.expect(200)["to"].clone();
    assert_eq!(last().await, json!(today + Days::new(31)));
    let (first, after) = (today + Days::new(10), today + Days::new(11));
    let moved = facts(&json!({ "starts_on": first, "ends_on": after, "guests_each": 2 }));
    put(coordinator, &meeting, "", &moved).await.expect(200);
    assert_eq!(last().await, json!(today + Days::new(41)));
    let back = facts(&json!({ "starts_on": today, "ends_on": today + Days::new(1), "guests_each": 2 }));
    put(coordinator, &meeting, "", &back).await.expect(200);
    assert_eq!(last().await, json!(today + Days::new(31)));

    // a meeting that is cancelled takes nobody in, and takes them in when it is held after all
    let reason = json!({ "reason": "Snö" });
    put(world.client(Role::Coordinator), &meeting, "/cancellation", &reason).await.expect(200);
    assert_eq!(state(&second).await, "void");
    assert_eq!(accept(&world, &second).await.problem(409), "invitation_void");
    held(world.client(Role::Coordinator), &meeting).await.expect(200);
    assert_eq!(state(&second).await, "open");

    // whoever brought them comes there no more
    let sql = Sql::of(world.node.config()).await;
    let yesterday = world.node.clock.today() - Days::new(1);
    let ended = "UPDATE seat_holding SET to_day = $2 WHERE person_id = $1";
    sql.run(ended, [world.people[&Role::Member].0.into(), yesterday.into()]).await;
    sql.run("UPDATE installation SET access_version = access_version + 1", []).await;
    assert_eq!(accept(&world, &second).await.problem(409), "invitation_void");
}
