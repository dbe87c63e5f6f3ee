//! Searches that are kept tell of what comes and fits: once, of what others wrote, and only of what may be read then.

use serde_json::{Value, json};

use crate::harness::{Client, MailServer, Role, Socket, World, eventually};
use crate::mail::world_with;
use crate::meetings_notes::ongoing;

async fn keep(client: &Client, asked: Value, tells: &str) -> String {
    let new = json!({ "name": "Bokslut", "asked": asked, "tells": tells });
    let kept = client.post("/saved-searches", &new).await.expect(201);
    kept["id"].as_str().expect("an id").to_owned()
}

async fn one(client: &Client, id: &str) -> Value {
    let list = client.get("/saved-searches").await.expect(200);
    list["items"].as_array().expect("searches").iter().find(|one| one["id"] == id).cloned().expect("the search")
}

async fn tagged(world: &World, room: &str, title: &str, articles: Value) {
    let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": "Hur gör ni?" });
    let body = json!({ "kind": "discussion", "title": title, "message": message, "articles": articles });
    let place = format!("/rooms/{}/conversations", world.room(room));
    world.client(Role::Coordinator).post(&place, &body).await.expect(201);
}

fn titles(search: &Value) -> Vec<String> {
    let newest = search["newest"].as_array().expect("hits").iter();
    newest.map(|hit| hit["title"].as_str().unwrap_or_default().to_owned()).collect()
}

async fn becomes(client: &Client, id: &str, new: usize) -> Value {
    eventually(&format!("{new} new"), || async {
        let found = one(client, id).await;
        (found["new"] == new).then_some(found)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_and_fits_is_told_once() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let before = coordinator.start(&world.room("members"), "Gammalt", "Barnbokslutet från i fjol").await;
    let id = keep(member, json!({ "q": "barnbokslut" }), "inbox").await;
    let other = keep(member, json!({ "q": "barnbokslut", "kind": "document" }), "inbox").await;
    assert_eq!(one(member, &id).await["new"], 0, "what was there is not new");

    // another inflection, and a part of a compound
    coordinator.say(before["id"].as_str().unwrap(), "Nu är barnboksluten klara").await;
    let found = becomes(member, &id, 1).await;
    assert_eq!(titles(&found), ["Gammalt"]);
    assert!(found["newest"][0]["url"].as_str().unwrap().contains("?inlagg=2"), "{found}");
    // what one wrote oneself is no news, nor is what does not fit
    member.say(before["id"].as_str().unwrap(), "Vårt barnbokslut också").await;
    coordinator.start(&world.room("members"), "Annat", "Om simhallar").await;
    coordinator.start(&world.room("members"), "Barnbokslut 2026", "Se här").await;
    let found = becomes(member, &id, 2).await;
    assert_eq!(titles(&found), ["Barnbokslut 2026", "Gammalt"]);
    assert_eq!(one(member, &other).await["new"], 0, "narrowed as it was kept");

    // an edit tells nobody a second time, and seen is seen
    member.post(&format!("/saved-searches/{id}/seen"), &json!({})).await.expect(204);
    assert_eq!(one(member, &id).await["new"], 0);
    coordinator.say(before["id"].as_str().unwrap(), "Ett sista barnbokslut").await;
    becomes(member, &id, 1).await;

    // another's search is none, whatever one does with it
    let elected = world.client(Role::Elected);
    let path = format!("/saved-searches/{id}");
    elected.put(&path, &json!({ "name": "Min", "tells": "mail" })).await.problem(404);
    elected.delete(&path, None).await.problem(404);
    elected.post(&format!("{path}/seen"), &json!({})).await.problem(404);
    assert_eq!(elected.get("/saved-searches").await.expect(200)["items"], json!([]));
    member.put(&path, &json!({ "name": "Årets bokslut", "tells": "nothing" })).await.expect(200);
    assert_eq!(one(member, &id).await["name"], "Årets bokslut");
    member.delete(&path, None).await.expect(204);
    member.delete(&path, None).await.problem(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_may_be_read_at_that_time_is_told() {
    let world = World::new().await;
    let (observer, member) = (world.client(Role::Observer), world.client(Role::Member));
    let coordinator = world.client(Role::Coordinator);
    let theirs = keep(observer, json!({ "q": "barnbokslut" }), "inbox").await;
    let ours = keep(member, json!({ "q": "barnbokslut" }), "inbox").await;
    coordinator.start(&world.room("members"), "Bara för medlemmar", "Om barnbokslut").await;
    becomes(member, &ours, 1).await;
    let open = coordinator.start(&world.room("whole_network"), "För alla", "Om barnbokslut").await;
    let found = becomes(observer, &theirs, 1).await;
    assert_eq!(titles(&found), ["För alla"], "nothing of what is for members");
    becomes(member, &ours, 2).await;
    // taken away, it is not told of any more
    let page = coordinator.get(&format!("/conversations/{}/messages", open["id"].as_str().unwrap())).await.expect(200);
    let message = page["items"][0]["id"].as_str().unwrap();
    coordinator.delete(&format!("/messages/{message}"), Some(1)).await.expect(204);
    becomes(observer, &theirs, 0).await;
    // nor is what one has lost the right to read
    let before = world.client(Role::ExMember);
    let lost = keep(before, json!({ "q": "barnbokslut" }), "inbox").await;
    coordinator.start(&world.room("members"), "Ännu ett", "Om barnbokslut").await;
    becomes(member, &ours, 2).await;
    assert_eq!(one(before, &lost).await["new"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_meeting_decides_and_promises_is_told_once() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let path = format!("/meetings/{meeting}/promises");
    let decision = |wording: &str| json!({ "kind": "decision", "wording": wording });
    coordinator.post(&path, &decision("Barnbokslut varje år")).await.expect(201);
    let id = keep(member, json!({ "q": "barnbokslut" }), "inbox").await;
    let other = keep(member, json!({ "q": "barnbokslut", "kind": "document" }), "inbox").await;
    let stranger = keep(world.client(Role::Nobody), json!({ "q": "barnbokslut" }), "inbox").await;

    let made = coordinator.post(&path, &decision("Barnbokslutet delas i mars")).await.expect(201);
    let made = made["promises"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
    let found = becomes(member, &id, 1).await;
    assert_eq!(titles(&found), ["Barnbokslutet delas i mars"], "what was decided before is not new");
    assert_eq!(found["newest"][0]["url"], json!(format!("/traffar/{meeting}#beslut-{made}")));
    // what one records oneself is no news, and no other word of the meeting brings the first once more
    member.post(&path, &decision("Vårt eget barnbokslut")).await.expect(201);
    member.post(&format!("/saved-searches/{id}/seen"), &json!({})).await.expect(204);
    coordinator.post(&path, &decision("Ännu ett barnbokslut")).await.expect(201);
    assert_eq!(titles(&becomes(member, &id, 1).await), ["Ännu ett barnbokslut"]);
    assert_eq!(one(member, &other).await["new"], 0, "narrowed as it was kept");
    assert_eq!(one(world.client(Role::Nobody), &stranger).await["new"], 0, "not for who does not see the meeting");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_on_ones_own_socket_and_nowhere_else() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let person = format!("person:{}", world.people[&Role::Member]);
    let mut socket = Socket::open(member).await;
    socket.subscribe(&person, &Value::Null).await;
    let id = keep(member, json!({ "q": "", "article": 12 }), "inbox").await;
    socket.event("saved_searches_changed").await;
    tagged(&world, "members", "Elevråd", json!([12])).await;
    socket.event("saved_searches_changed").await;
    let found = becomes(member, &id, 1).await;
    assert_eq!(titles(&found), ["Elevråd"], "once: its first message is no news beside it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_asks_for_nothing_is_not_kept() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    for (asked, name) in [
        (json!({ "q": "  " }), "Tomt"),
        (json!({ "q": "ord" }), " "),
        (json!({ "q": "o".repeat(401) }), "Långt"),
        (json!({ "q": "", "article": 55 }), "Ingen artikel"),
        (json!({ "q": "ord", "annat": 1 }), "Okänt"),
    ] {
        let new = json!({ "name": name, "asked": asked, "tells": "inbox" });
        member.post("/saved-searches", &new).await.problem(422);
    }
    for _ in 0..50 {
        keep(member, json!({ "q": "ord" }), "nothing").await;
    }
    let new = json!({ "name": "En till", "asked": { "q": "ord" }, "tells": "nothing" });
    assert_eq!(member.post("/saved-searches", &new).await.problem(409), "too_many_searches");
}

#[tokio::test(flavor = "multi_thread")]
async fn articles_are_counted_chosen_and_written() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    for (room, title, articles) in
        [("members", "Elevråd i skolan", json!([12, 28])), ("whole_network", "Lekplatser", json!([31]))]
    {
        tagged(&world, room, title, articles).await;
    }
    let counts = async |client: &Client, query: &str| -> Vec<(String, u64)> {
        let found = client.get(&format!("/search?{query}&facets=true&kind=conversation")).await.expect(200);
        let counts = found["facets"]["article"].as_array().unwrap().iter();
        counts.map(|one| (one["key"].as_str().unwrap().to_owned(), one["count"].as_u64().unwrap())).collect()
    };
    let counted = |list: &[(&str, u64)]| list.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect::<Vec<_>>();
    eventually("the articles to be counted", || async {
        (counts(member, "q=").await == counted(&[("12", 1), ("28", 1), ("31", 1)])).then_some(())
    })
    .await;
    assert_eq!(counts(observer, "q=").await, counted(&[("31", 1)]), "only what one may read is counted");
    for query in ["q=&article=12", "q=artikel:12", "q=skolan%20article:28"] {
        let found = member.get(&format!("/search?{query}&kind=conversation")).await.expect(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{query}");
        assert_eq!(found["items"][0]["conversation"]["title"], "Elevråd i skolan");
    }
    assert_eq!(member.get("/search?q=artikel:12&article=31").await.expect(200)["items"], json!([]));
    let lens = member.get("/archive").await.expect(200);
    let numbers: Vec<_> = lens["articles"].as_array().unwrap().iter().map(|one| one["article"].clone()).collect();
    assert_eq!(numbers, [12, 28, 31]);
    // themes as well, and of those too only what one may read
    let about = json!({ "kind": "discussion", "title": "Kojor", "themes": ["utomhuslek"],
        "message": { "client_id": uuid::Uuid::new_v4(), "text": "Får man bygga?" } });
    member.post(&format!("/rooms/{}/conversations", world.room("members")), &about).await.expect(201);
    let told = async |client: &Client| {
        let lens = client.get("/archive").await.expect(200);
        lens["themes"].as_array().unwrap().iter().any(|theme| theme["name"] == "Utomhuslek")
    };
    eventually("the theme to be told of", || async { told(member).await.then_some(()) }).await;
    assert!(!told(observer).await);
    assert_eq!(observer.get("/archive").await.expect(200)["articles"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_tells_those_who_asked_for_one_of_what_they_may_read_and_its_link_stops_only_that() {
    let server = MailServer::start().await;
    let world = world_with(&server).await;
    let (observer, member) = (world.client(Role::Observer), world.client(Role::Member));
    let id = keep(observer, json!({ "q": "barnbokslut" }), "mail").await;
    let other = keep(observer, json!({ "q": "simhall" }), "mail").await;
    keep(member, json!({ "q": "barnbokslut" }), "inbox").await;
    let coordinator = world.client(Role::Coordinator);
    coordinator.start(&world.room("members"), "Bara för medlemmar", "Om barnbokslut").await;
    coordinator.start(&world.room("whole_network"), "Barnbokslut för alla", "Hej").await;
    let mails = server.mails(1).await;
    assert_eq!(mails.len(), 1, "who asked for none gets none");
    let mail = &mails[0];
    assert!(mail.subject().contains("Bokslut"), "{}", mail.subject());
    assert!(mail.text().contains("Barnbokslut för alla") && mail.text().contains("/sok?sparad="), "{}", mail.text());
    assert!(!mail.text().contains("Bara för medlemmar"));
    // the link of the mail is about this search, and leaves all other mails as they are
    let token = mail.stop_path().trim_start_matches("/brev/").to_owned();
    let link = world.node.anonymous().get(&format!("/mail-links/{token}")).await.expect(200);
    assert_eq!((&link["of_search"], &link["stopped"]), (&json!(true), &json!(false)));
    let stop = json!({ "what": "kind", "stopped": true });
    let link = world.node.anonymous().post(&format!("/mail-links/{token}"), &stop).await.expect(200);
    assert_eq!(link["stopped"], true);
    assert_eq!(one(observer, &id).await["tells"], "inbox");
    assert_eq!(one(observer, &other).await["tells"], "mail");
    assert_eq!(observer.get("/me/mail").await.expect(200)["at_once"], true);
}
