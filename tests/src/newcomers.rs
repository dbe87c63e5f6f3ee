//! Whoever comes to a network: all that was said is theirs, and what was said long before is no pile of the unread.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, MailServer, Role, World};
use crate::invitations::{accept, accept_new, invite, seat, somebody, token};
use crate::mail::world_with;

const DAYS_20: Duration = Duration::from_hours(20 * 24);

/// How much is unread in each thread of the network, by title.
async fn unread(world: &World, client: &Client) -> BTreeMap<String, i64> {
    let list = client.get(&format!("/networks/{}/conversations?limit=100", world.network)).await.expect(200);
    let row = |row: &Value| Some((row["title"].as_str()?.to_owned(), row["unread"].as_i64()?));
    list["items"].as_array().expect("a list").iter().filter_map(row).collect()
}

fn counts(of: &[(&str, i64)]) -> BTreeMap<String, i64> {
    of.iter().map(|(title, unread)| ((*title).to_owned(), *unread)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_long_before_somebody_came_is_read() {
    let server = MailServer::start().await;
    let mut world = world_with(&server).await;
    let room = world.room("whole_network");
    let member = world.client(Role::Member);
    let asked = json!({ "client_id": Uuid::new_v4(), "text": "Vem har läst?", "ask_seen": true });
    let long_ago = json!({ "kind": "discussion", "title": "Länge sedan", "message": asked });
    let old = member.post(&format!("/rooms/{room}/conversations"), &long_ago).await.expect(201);
    let old = old["id"].as_str().expect("an id").to_owned();
    let goes_on = member.start(&room, "Går vidare", "Först").await["id"].as_str().expect("an id").to_owned();
    member.say(&goes_on, "Sedan").await;
    world.node.clock.advance(DAYS_20);
    world.sign_everybody_in().await;
    world.client(Role::Member).say(&goes_on, "Nu").await;
    world.client(Role::Member).start(&room, "Nytt", "Nyss").await;

    let own = seat(&world, Role::ExMember);
    invite(&world, &own, &somebody("ny@exempel.se")).await.expect(201);
    let accepted = accept_new(&world, &token(&server, 1).await).await.expect(200);
    assert_eq!(accepted["seat_id"], own, "where one goes on to what the seat knows");
    let nils = world.node.anonymous().sign_in("ny@exempel.se", "min alldeles egna mening").await;
    assert_eq!(unread(&world, &nils).await, counts(&[("Länge sedan", 0), ("Går vidare", 1), ("Nytt", 1)]));
    assert_eq!(nils.get(&format!("/networks/{}", world.network)).await.expect(200)["unread"], 2);
    let begins = nils.get(&format!("/conversations/{goes_on}")).await.expect(200);
    assert_eq!((&begins["unread"], &begins["read_position"]), (&json!(1), &json!(2)));
    // it is all there to read, and nobody is told that it has been seen
    let messages = nils.get(&format!("/conversations/{old}/messages")).await.expect(200);
    let first = &messages["items"][0];
    assert_eq!(first["text"], "Vem har läst?");
    let seen = format!("/messages/{}/seen", first["id"].as_str().expect("an id"));
    assert_eq!(world.client(Role::Member).get(&seen).await.expect(200)["items"], json!([]));

    // a guest of one room comes to the network as anybody does
    let guest = json!({ "name": "Guest Testsson", "email": Role::Guest.email(), "role": "deputy" });
    invite(&world, &seat(&world, Role::Host), &guest).await.expect(201);
    accept(world.client(Role::Guest), &token(&server, 2).await).await.expect(200);
    assert_eq!(unread(&world, world.client(Role::Guest)).await["Länge sedan"], 0);

    // whoever is there already keeps what they have left unread
    let left = unread(&world, world.client(Role::Elected)).await;
    assert_eq!(left["Länge sedan"], 1);
    let body = json!({ "name": "Elected Testsson", "email": Role::Elected.email(), "role": "deputy" });
    invite(&world, &seat(&world, Role::Host), &body).await.expect(201);
    accept(world.client(Role::Elected), &token(&server, 3).await).await.expect(200);
    assert_eq!(unread(&world, world.client(Role::Elected)).await, left);
}
