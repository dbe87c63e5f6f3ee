//! Guests by mail: from the letter to the last day, and every way in which it must not work.

use std::time::Duration;

use chrono::Days;
use serde_json::{Value, json};

use crate::harness::{Answer, Client, MailServer, Role, Sql, World};
use crate::mail::world_with;

const NEW: &str = "min alldeles egna mening";

fn guest(world: &World, email: &str, writes: bool) -> Value {
    json!({ "name": "Gunnar Gäst", "email": email, "writes": writes, "to": world.node.clock.today() + Days::new(20) })
}

async fn invite(world: &World, room: &str, body: &Value) -> Answer {
    world.client(Role::Coordinator).post(&format!("/rooms/{room}/guests"), body).await
}

async fn token(server: &MailServer, mails: usize) -> String {
    let text = server.mails(mails).await.last().expect("a mail").text();
    let (_, rest) = text.split_once("/gast/").unwrap_or_else(|| panic!("no link in {text}"));
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

async fn look(client: &Client, token: &str) -> Value {
    client.get(&format!("/guest-links/{token}")).await.expect(200)
}

async fn accept_new(world: &World, token: &str) -> Answer {
    let body = json!({ "account": { "name": "Gunnar Gäst", "password": NEW } });
    world.node.anonymous().post(&format!("/guest-links/{token}"), &body).await
}

async fn accept(client: &Client, token: &str) -> Answer {
    client.post(&format!("/guest-links/{token}"), &json!({})).await
}

async fn write(client: &Client, room: &str) -> Answer {
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Hej" });
    let thread = json!({ "kind": "discussion", "title": "En hälsning", "message": message });
    client.post(&format!("/rooms/{room}/conversations"), &thread).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_comes_by_mail_sees_one_room_and_goes_on_the_last_day() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let room = world.room("members");
    for role in [Role::Member, Role::WorkingGroup, Role::Host] {
        let refused =
            world.client(role).post(&format!("/rooms/{room}/guests"), &guest(&world, "g@exempel.se", true)).await;
        assert_eq!(refused.problem(403), "forbidden", "{role:?}");
    }
    invite(&world, &room, &guest(&world, "Gunnar@exempel.se", true)).await.expect(201);
    let twice = invite(&world, &room, &guest(&world, "gunnar@EXEMPEL.se", true)).await;
    assert_eq!(twice.problem(409), "already_invited");
    let mail = server.mails(1).await.pop().expect("a mail");
    assert_eq!(mail.to, "Gunnar@exempel.se");
    assert!(mail.text().contains("Medlemmar") && mail.text().contains("Coordinator Testsson"), "{}", mail.text());
    let token = token(&server, 1).await;
    let sql = Sql::of(world.node.config()).await;
    let kept = "SELECT count(*) AS n FROM invitation WHERE token_hash = $1";
    assert_eq!(sql.number(kept, [token.clone().into()]).await, 0);

    // looking changes nothing; who is signed in with another address may not take it
    let before = sql.number("SELECT count(*) AS n FROM event", []).await;
    let seen = look(world.client(Role::Anonymous), &token).await;
    assert_eq!((&seen["state"], &seen["room"], &seen["writes"]), (&json!("open"), &json!("Medlemmar"), &json!(true)));
    assert_eq!(sql.number("SELECT count(*) AS n FROM event", []).await, before);
    assert_eq!(accept(world.client(Role::Nobody), &token).await.problem(403), "other_account");
    assert_eq!(world.node.anonymous().post(&format!("/guest-links/{token}"), &json!({})).await.status, 401);
    let weak = json!({ "account": { "name": "Gunnar", "password": "kort" } });
    assert_eq!(world.node.anonymous().post(&format!("/guest-links/{token}"), &weak).await.status, 422);

    // two at once: one comes in
    let both = tokio::join!(accept_new(&world, &token), accept_new(&world, &token));
    let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200, "{statuses:?}");
    assert_eq!(statuses[1], 409, "{statuses:?}");
    assert_eq!(look(world.client(Role::Anonymous), &token).await["state"], "used");

    // one room and nothing beyond it; everybody in the room sees who is a guest there
    let gunnar = world.node.anonymous().sign_in("gunnar@exempel.se", NEW).await;
    write(&gunnar, &room).await.expect(201);
    for other in ["whole_network", "working_group", "coordination", "meeting", "planning"] {
        gunnar.get(&format!("/rooms/{}", world.room(other))).await.problem(404);
    }
    let people = gunnar.get(&format!("/people?network={}", world.network)).await;
    assert!(people.status != 200 || people.json()["items"].as_array().is_some_and(Vec::is_empty), "the directory");
    let direct = json!({ "people": [world.people[&Role::Member]] });
    assert!([403, 404].contains(&gunnar.post("/direct", &direct).await.status.as_u16()));
    let shown = world.client(Role::Member).get(&format!("/rooms/{room}/guests")).await.expect(200);
    let names: Vec<_> = shown["guests"].as_array().expect("guests").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Guest Testsson", "Gunnar Gäst"]);
    assert_eq!((&shown["invited"], &shown["may_invite"]), (&json!([]), &json!(false)));
    world.client(Role::Observer).get(&format!("/rooms/{room}/guests")).await.problem(404);

    // it ends by itself after its last day
    world.node.clock.advance(Duration::from_secs(20 * 86_400));
    let gunnar = world.node.anonymous().sign_in("gunnar@exempel.se", NEW).await;
    gunnar.get(&format!("/rooms/{room}")).await.expect(200);
    world.node.clock.advance(Duration::from_secs(86_400));
    let gunnar = world.node.anonymous().sign_in("gunnar@exempel.se", NEW).await;
    gunnar.get(&format!("/rooms/{room}")).await.problem(404);
    world.sign_everybody_in().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_is_sent_home_is_out_at_once_and_links_taken_back_lead_nowhere() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let coordinator = world.client(Role::Coordinator);
    let room = world.room("members");

    // whoever has an account takes it signed in as it, and is told nothing of others' accounts
    invite(&world, &room, &guest(&world, &Role::Nobody.email(), false)).await.expect(201);
    let first = token(&server, 1).await;
    assert_eq!(accept_new(&world, &first).await.problem(409), "sign_in_to_accept");
    assert_eq!(look(world.client(Role::Nobody), &first).await["for_me"], true);
    accept(world.client(Role::Nobody), &first).await.expect(200);
    world.client(Role::Nobody).get(&format!("/rooms/{room}")).await.expect(200);
    assert_eq!(write(world.client(Role::Nobody), &room).await.problem(403), "forbidden");
    assert_eq!(accept(world.client(Role::Nobody), &first).await.problem(409), "invitation_used");
    let shown = coordinator.get(&format!("/rooms/{room}/guests")).await.expect(200);
    let pass = shown["guests"].as_array().expect("guests").iter().find(|one| one["name"] == "Nobody Testsson");
    let pass = format!("/guest-passes/{}", pass.expect("the guest")["id"].as_str().expect("an id"));
    assert_eq!(world.client(Role::Member).delete(&pass, None).await.problem(403), "forbidden");
    world.client(Role::OtherNetwork).delete(&pass, None).await.problem(404);
    coordinator.delete(&pass, None).await.expect(204);
    world.client(Role::Nobody).get(&format!("/rooms/{room}")).await.problem(404);
    assert_eq!(coordinator.delete(&pass, None).await.problem(409), "ended_already");

    // taken back
    invite(&world, &room, &guest(&world, "gerda@exempel.se", false)).await.expect(201);
    let second = token(&server, 2).await;
    let shown = coordinator.get(&format!("/rooms/{room}/guests")).await.expect(200);
    let invitation = format!("/guest-invitations/{}", shown["invited"][0]["id"].as_str().expect("an id"));
    assert_eq!(world.client(Role::Member).delete(&invitation, None).await.problem(403), "forbidden");
    coordinator.delete(&invitation, None).await.expect(204);
    assert_eq!(accept_new(&world, &second).await.problem(409), "invitation_withdrawn");

    // whoever invited no longer may: it can be given no more
    let other = json!({ "name": "Arkivet", "audience": "members" });
    let made = coordinator.post(&format!("/networks/{}/rooms", world.network), &other).await.expect(201);
    let made = made["room"]["id"].as_str().expect("an id").to_owned();
    invite(&world, &made, &guest(&world, "gerda@exempel.se", false)).await.expect(201);
    let third = token(&server, 3).await;
    coordinator.put(&format!("/rooms/{made}/archived"), &json!({ "archived": true })).await.expect(200);
    assert_eq!(look(world.client(Role::Anonymous), &third).await["state"], "void");
    assert_eq!(accept_new(&world, &third).await.problem(409), "invitation_void");
    assert_eq!(invite(&world, &made, &guest(&world, "g@exempel.se", false)).await.problem(409), "room_archived");

    // where nobody is a guest, and when
    let coordination = world.room("coordination");
    assert_eq!(
        invite(&world, &coordination, &guest(&world, "g@exempel.se", false)).await.problem(409),
        "no_guests_here"
    );
    let direct =
        world.client(Role::Coordinator).post("/direct", &json!({ "people": [world.people[&Role::Member]] })).await;
    let direct = direct.expect(201)["room_id"].as_str().expect("a room").to_owned();
    assert_eq!(invite(&world, &direct, &guest(&world, "g@exempel.se", false)).await.problem(403), "forbidden");
    let mut late = guest(&world, "g@exempel.se", false);
    late["to"] = json!(world.node.clock.today() - Days::new(1));
    assert_eq!(invite(&world, &room, &late).await.expect(422)["errors"][0]["pointer"], "/to");
    late["to"] = json!(world.node.clock.today() + Days::new(4_000));
    assert_eq!(invite(&world, &room, &late).await.expect(422)["errors"][0]["code"], "out_of_range");
    assert_eq!(
        invite(&world, &room, &guest(&world, "inte en adress", false)).await.expect(422)["errors"][0]["pointer"],
        "/email"
    );
}
