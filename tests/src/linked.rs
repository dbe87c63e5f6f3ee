//! Linked networks: both sides agree, what is passed on is seen by the other side's coordinators first, says where it came
//! from, and leads back only those who read it there.

use std::collections::BTreeSet;

use domain::actor::Actor;
use serde_json::{Value, json};

use crate::harness::{Client, MailServer, Node, PASSWORD, Received, Role, Sql, World, eventually};
use crate::mail::world_with;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

/// Makes somebody coordinator of the other network, and signs them in anew.
async fn neighbour(world: &World) -> Client {
    let path = format!("/networks/{}/appointments", world.other_network);
    let body = json!({ "person_id": world.people[&Role::OtherNetwork], "role": "coordinator" });
    world.client(Role::Administrator).post(&path, &body).await.expect(201);
    sign_in(&world.node, Role::OtherNetwork).await
}

async fn sign_in(node: &Node, role: Role) -> Client {
    node.anonymous().sign_in(&role.email(), PASSWORD).await
}

/// A link in force between the two.
async fn link(world: &World, neighbour: &Client) -> String {
    let links = format!("/networks/{}/links", world.network);
    let made = world.client(Role::Coordinator).post(&links, &json!({ "slug": "grannen" })).await.expect(201);
    neighbour.post(&format!("/network-links/{}/acceptance", id(&made)), &json!({})).await.expect(204);
    id(&made)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_proposed_by_one_side_accepted_by_the_other_and_ended_by_either() {
    let world = World::new().await;
    let (coordinator, member, neighbour) =
        (world.client(Role::Coordinator), world.client(Role::Member), neighbour(&world).await);
    let (links, theirs) =
        (format!("/networks/{}/links", world.network), format!("/networks/{}/links", world.other_network));

    assert_eq!(coordinator.post(&links, &json!({ "slug": "finns-inte" })).await.problem(404), "not_found_in");
    assert_eq!(coordinator.post(&links, &json!({ "slug": "natverket" })).await.problem(422), "invalid");
    let made = id(&coordinator.post(&links, &json!({ "slug": "grannen" })).await.expect(201));
    assert_eq!(coordinator.post(&links, &json!({ "slug": "grannen" })).await.problem(409), "already_linked");
    assert_eq!(neighbour.post(&theirs, &json!({ "slug": "natverket" })).await.problem(409), "already_linked");

    // until it is accepted only coordinators know of it, and those who proposed it don't accept it
    assert_eq!(member.get(&links).await.expect(200)["items"], json!([]));
    assert_eq!(coordinator.get(&links).await.expect(200)["items"][0]["proposed_here"], true);
    let accept = format!("/network-links/{made}/acceptance");
    assert_eq!(coordinator.post(&accept, &json!({})).await.problem(403), "forbidden");
    assert_eq!(member.post(&accept, &json!({})).await.problem(404), "not_found");
    let desk = neighbour.get("/desk").await.expect(200);
    let matter = desk["matters"].as_array().expect("matters").iter().find(|one| one["kind"] == "link_proposed");
    assert_eq!(matter.expect("the proposal")["title"], "Nätverket");
    neighbour.post(&accept, &json!({})).await.expect(204);
    neighbour.post(&accept, &json!({})).await.expect(204);
    assert_eq!(member.get(&links).await.expect(200)["items"][0]["name"], "Grannen");
    let network = member.get(&format!("/networks/{}", world.network)).await.expect(200);
    assert_eq!(network["linked"], true);

    assert_eq!(member.delete(&format!("/network-links/{made}"), None).await.problem(403), "forbidden");
    coordinator.delete(&format!("/network-links/{made}"), None).await.expect(204);
    assert_eq!(neighbour.get(&theirs).await.expect(200)["items"], json!([]));
    assert_eq!(coordinator.delete(&format!("/network-links/{made}"), None).await.problem(404), "not_found");
    // and they may be linked anew
    neighbour.post(&theirs, &json!({ "slug": "natverket" })).await.expect(201);
    // each network's log says what was done
    let log = coordinator.get(&format!("/networks/{}/audit", world.network)).await.expect(200);
    let acts: Vec<&str> = log["items"].as_array().expect("acts").iter().filter_map(|one| one["act"].as_str()).collect();
    for act in ["network_link_proposed", "network_link_accepted", "network_link_ended"] {
        assert!(acts.contains(&act), "{act} in {acts:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_passed_on_with_where_it_came_from_and_leads_back_only_who_reads_it_there() {
    let world = World::new().await;
    let (coordinator, member, neighbour) =
        (world.client(Role::Coordinator), world.client(Role::Member), neighbour(&world).await);
    let link = link(&world, &neighbour).await;
    let room = world.room("members");
    let thread = id(&member.ask(&room, "Hur gör ni med barnbokslut?", "Vi undrar").await);
    let words = format!("Så gör vi, [@Elected](samrum:person/{}).", world.people[&Role::Elected]);
    let message = id(&member.say(&thread, &words).await);
    let path = format!("/messages/{message}/forwardings");
    let passed = json!({ "link_id": link, "title": "Så gör Örebro", "comment": "Värt att läsa" });

    // a guest knows of no link, and passes nothing on
    let (whole, whom) = (world.rooms["whole_network"], world.people[&Role::Nobody]);
    let until = world.node.clock.today() + chrono::Days::new(9);
    let let_in = move |tx| async move { domain::rooms::guest::invite(&tx, whole, whom, true, until).await };
    world.node.store().write(&Actor::System, let_in).await.expect("a guest");
    let guest = sign_in(&world.node, Role::Nobody).await;
    let asked = id(&coordinator.ask(&world.room("whole_network"), "Vad säger gästen?", "Säg till").await);
    let own = id(&guest.say(&asked, "Så gör vi hemma").await);
    assert_eq!(guest.post(&format!("/messages/{own}/forwardings"), &passed).await.problem(403), "forbidden");
    assert_eq!(guest.get(&format!("/networks/{}", world.network)).await.expect(200)["linked"], false);

    // another's words are a coordinator's to pass on, one's own one's own
    assert_eq!(world.client(Role::Elected).post(&path, &passed).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Observer).post(&path, &passed).await.problem(404), "not_found");
    let nowhere = json!({ "link_id": uuid::Uuid::now_v7(), "title": "Så" });
    assert_eq!(member.post(&path, &nowhere).await.problem(404), "not_found_in");
    let nameless = json!({ "link_id": link, "title": " " });
    assert_eq!(member.post(&path, &nameless).await.problem(422), "invalid");
    member.post(&path, &passed).await.expect(201);

    // the other side's coordinators see it, nobody else there does; what it referred to has become words
    let theirs = format!("/networks/{}/forwardings", world.other_network);
    let come = neighbour.get(&theirs).await.expect(200)["items"][0].clone();
    assert_eq!((&come["incoming"], &come["state"]), (&json!(true), &json!("waiting")));
    assert_eq!((&come["network"], &come["written_for"]), (&json!("Nätverket"), &json!("Örebro kommun")));
    let html = come["html"].as_str().expect("html");
    assert!(html.contains("Så gör vi, @Elected.") && !html.contains("samrum:"), "{html}");
    assert_eq!(member.get(&theirs).await.problem(404), "not_found");
    let desk = neighbour.get("/desk").await.expect(200);
    assert!(desk["matters"].as_array().expect("matters").iter().any(|one| one["kind"] == "forwarding_waiting"));

    // placed in a room of theirs, and of theirs only; those who sent it don't place it
    let place = format!("/forwardings/{}/place", id(&come));
    let into = json!({ "room_id": world.other_rooms["whole_network"] });
    assert_eq!(coordinator.post(&place, &into).await.problem(403), "forbidden");
    assert_eq!(neighbour.post(&place, &json!({ "room_id": room })).await.problem(404), "not_found_in");
    let placed = neighbour.post(&place, &into).await.expect(201);
    assert_eq!(neighbour.post(&place, &into).await.problem(409), "already_settled");
    let thread_there = placed["conversation_id"].as_str().expect("a thread").to_owned();
    let seen = neighbour.get(&format!("/conversations/{thread_there}")).await.expect(200);
    assert_eq!(seen["title"], "Så gör Örebro");
    let from = &seen["forwarded_from"];
    assert_eq!((&from["network"], &from["comment"]), (&json!("Nätverket"), &json!("Värt att läsa")));
    assert_eq!((&from["written_by"], &from["conversation_id"]), (&json!("Member Testsson"), &Value::Null));
    let said = neighbour.get(&format!("/conversations/{thread_there}/messages")).await.expect(200);
    assert!(said["items"][0]["html"].as_str().expect("html").contains("<blockquote>"), "{said}");
    // where it came from nothing is known of where it went
    assert_eq!(member.get(&format!("/conversations/{thread_there}")).await.problem(404), "not_found");
    let sent = coordinator.get(&format!("/networks/{}/forwardings", world.network)).await.expect(200);
    assert_eq!((&sent["items"][0]["state"], &sent["items"][0]["incoming"]), (&json!("placed"), &json!(false)));

    // a coordinator passes another's words on: those who wrote there are told
    coordinator.post(&path, &passed).await.expect(201);
    let told = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let last = told["items"].as_array().expect("messages").last().expect("one").clone();
    assert!(last["text"].as_str().expect("text").contains("Grannen"), "{last}");
    // and that stays as it is, for who did it too
    let notice = format!("/messages/{}", id(&last));
    assert_eq!(last["notice"], true);
    let words = json!({ "text": "Ingenting har hänt" });
    assert_eq!(coordinator.patch(&notice, 1, &words).await.problem(409), "notice_stays");
    assert_eq!(coordinator.delete(&notice, Some(1)).await.problem(409), "notice_stays");
    let why = json!({ "reason": "Hör inte hit" });
    assert_eq!(coordinator.put(&format!("{notice}/hidden"), &why).await.problem(409), "notice_stays");
    // turned down it is over
    let again = neighbour.get(&theirs).await.expect(200)["items"][0].clone();
    neighbour.post(&format!("/forwardings/{}/refusal", id(&again)), &json!({})).await.expect(204);
    assert_eq!(neighbour.get(&theirs).await.expect(200)["items"][0]["state"], "declined");

    // protected since, the writer is named nowhere
    let protect = format!("/accounts/{}/protected", world.people[&Role::Member]);
    world.client(Role::Administrator).put(&protect, &json!({ "protected": true })).await.expect(204);
    let seen = neighbour.get(&format!("/conversations/{thread_there}")).await.expect(200);
    assert_eq!(seen["forwarded_from"]["written_by"], Value::Null);
    assert!(!neighbour.get(&theirs).await.expect(200).to_string().contains("Member Testsson"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_passed_on_and_becomes_one_of_theirs() {
    let world = World::new().await;
    let (coordinator, member, neighbour) =
        (world.client(Role::Coordinator), world.client(Role::Member), neighbour(&world).await);
    let link = link(&world, &neighbour).await;
    let room = world.room("members");
    let made =
        member.upload(&format!("/rooms/{room}/documents"), "Checklista.txt", b"Fraga barnen".to_vec(), &[]).await;
    let document = id(&made.expect(201));
    let path = format!("/documents/{document}/forwardings");
    assert_eq!(world.client(Role::Elected).post(&path, &json!({ "link_id": link })).await.problem(403), "forbidden");
    assert_eq!(member.get(&format!("/documents/{document}")).await.expect(200)["may"]["forward"], true);
    member.post(&path, &json!({ "link_id": link, "comment": "Till er" })).await.expect(201);

    let theirs = format!("/networks/{}/forwardings", world.other_network);
    let come = neighbour.get(&theirs).await.expect(200)["items"][0].clone();
    assert_eq!((&come["document"], &come["files"][0]["name"]), (&json!(true), &json!("Checklista.txt")));
    let place = format!("/forwardings/{}/place", id(&come));
    let into = json!({ "room_id": world.other_rooms["whole_network"] });
    let placed = neighbour.post(&place, &into).await.expect(201);
    let theirs = placed["document_id"].as_str().expect("a document").to_owned();
    let seen = neighbour.get(&format!("/documents/{theirs}")).await.expect(200);
    assert_eq!((&seen["name"], &seen["forwarded_from"]["network"]), (&json!("Checklista.txt"), &json!("Nätverket")));
    assert_eq!(seen["forwarded_from"]["document_id"], Value::Null);
    let bytes = neighbour.get(&format!("/documents/{theirs}/file")).await;
    assert_eq!((bytes.status.as_u16(), bytes.body.as_slice()), (200, b"Fraga barnen".as_slice()));

    // taken away where it came from it stays where it went; a link that has ended carries no more
    member.delete(&format!("/documents/{document}"), Some(1)).await.expect(204);
    neighbour.get(&format!("/documents/{theirs}")).await.expect(200);
    let other = coordinator.upload(&format!("/rooms/{room}/documents"), "Mall.txt", b"Mall".to_vec(), &[]).await;
    let other = id(&other.expect(201));
    coordinator.delete(&format!("/network-links/{link}"), None).await.expect(204);
    let path = format!("/documents/{other}/forwardings");
    assert_eq!(coordinator.post(&path, &json!({ "link_id": link })).await.problem(404), "not_found_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wrote_it_is_told_when_somebody_else_passes_it_on() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (coordinator, member, neighbour) =
        (world.client(Role::Coordinator), world.client(Role::Member), neighbour(&world).await);
    let link = link(&world, &neighbour).await;
    let room = world.room("members");
    let made =
        member.upload(&format!("/rooms/{room}/documents"), "Checklista.txt", b"Fraga barnen".to_vec(), &[]).await;
    let document = id(&made.expect(201));
    let thread = id(&member.ask(&room, "Hur gör ni?", "Vi undrar").await);
    let message = id(&member.say(&thread, "Så gör vi.").await);

    // one's own is one's own to pass on: nobody needs be told
    member.post(&format!("/documents/{document}/forwardings"), &json!({ "link_id": link })).await.expect(201);
    coordinator.post(&format!("/documents/{document}/forwardings"), &json!({ "link_id": link })).await.expect(201);
    let passed = json!({ "link_id": link, "title": "Så gör Örebro" });
    coordinator.post(&format!("/messages/{message}/forwardings"), &passed).await.expect(201);
    // others are told of other things meanwhile
    let to_member = eventually("two mails to whoever wrote it", async || {
        let mails = server.received().into_iter().filter(|mail| mail.to == Role::Member.email());
        let mails: Vec<_> = mails.collect();
        (mails.len() == 2).then_some(mails)
    })
    .await;
    let subjects: BTreeSet<String> = to_member.iter().map(Received::subject).collect();
    let expected = ["Checklista.txt är vidarebefordrat till Grannen", "Så gör Örebro är vidarebefordrat till Grannen"];
    assert_eq!(subjects, expected.map(str::to_owned).into());
    assert!(to_member.iter().all(|mail| mail.text().contains("Coordinator Testsson")), "{to_member:?}");
    assert!(to_member.iter().any(|mail| mail.text().contains(&format!("/dokument/{document}"))));
    assert!(to_member.iter().any(|mail| mail.text().contains(&format!("/samtal/{thread}?inlagg="))));

    // whoever has left does not hear of what they no longer read
    world.end_seat(Role::Member).await;
    coordinator.post(&format!("/documents/{document}/forwardings"), &json!({ "link_id": link })).await.expect(201);
    let sql = Sql::of(world.node.config()).await;
    let dropped = "SELECT count(*) AS n FROM notice WHERE kind = 'forwarded' AND state = 'dropped'";
    eventually("the letter to be dropped", async || (sql.number(dropped, []).await == 1).then_some(())).await;
}
