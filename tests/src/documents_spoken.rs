//! What is said of documents: their own conversation, where they are used, and reviews.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, World};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

async fn add(client: &Client, room: &str, name: &str) -> String {
    let made = client.upload(&format!("/rooms/{room}/documents"), name, name.as_bytes().to_vec(), &[]).await;
    format!("/documents/{}", text(&made.expect(201), "id"))
}

fn said(text: &str) -> Value {
    json!({ "client_id": Uuid::new_v4(), "text": text })
}

/// The conversations on somebody's start page that concern them, with why.
async fn to_me(client: &Client) -> Vec<(String, String)> {
    let start = client.get("/start").await.expect(200);
    start["to_me"].as_array().unwrap().iter().map(|row| (text(row, "id"), text(row, "why"))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_has_a_conversation_of_its_own() {
    let world = World::new().await;
    let (member, other) = (world.client(Role::Member), world.client(Role::Elected));
    let path = add(member, &world.room("members"), "Plan.txt").await;
    assert_eq!(member.get(&path).await.expect(200)["conversation_id"], Value::Null);
    let first = said("Vad tycker ni om [s. 1](/dokument/x?sida=1)?");
    let message = member.post(&format!("{path}/messages"), &first).await.expect(201);
    let conversation = text(&message, "conversation_id");
    // sent twice it is said once, and whoever says something next says it there
    assert_eq!(member.post(&format!("{path}/messages"), &first).await.expect(200)["id"], message["id"]);
    let answer = other.post(&format!("{path}/messages"), &said("Bra")).await.expect(201);
    assert_eq!(text(&answer, "conversation_id"), conversation);
    assert_eq!(other.get(&path).await.expect(200)["conversation_id"], conversation);
    let shown = other.get(&format!("/conversations/{conversation}")).await.expect(200);
    assert_eq!((&shown["kind"], &shown["title"]), (&json!("document"), &json!("Plan.txt")));
    assert_eq!(shown["document_id"], path["/documents/".len()..]);
    // it is called as the document is
    let revision = member.get(&path).await.expect(200)["revision"].as_i64().unwrap();
    member.patch(&path, revision, &json!({ "name": "Planen.txt" })).await.expect(200);
    assert_eq!(other.get(&format!("/conversations/{conversation}")).await.expect(200)["title"], "Planen.txt");
    for stranger in [Role::Observer, Role::OtherNetwork] {
        let stranger = world.client(stranger);
        assert_eq!(stranger.post(&format!("{path}/messages"), &said("Hej")).await.problem(404), "not_found");
        assert_eq!(stranger.get(&format!("/conversations/{conversation}")).await.problem(404), "not_found");
    }
    let guest = world.client(Role::Guest);
    assert_eq!(guest.post(&format!("{path}/messages"), &said("Hej")).await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_speak_first_speak_in_the_same_conversation() {
    let world = World::new().await;
    let path = format!("{}/messages", add(world.client(Role::Member), &world.room("members"), "Plan.txt").await);
    let say = async |role: Role| {
        let message = world.client(role).post(&path, &said("Först")).await.expect(201);
        text(&message, "conversation_id")
    };
    let (one, two, three) = tokio::join!(say(Role::Member), say(Role::Elected), say(Role::Coordinator));
    assert!(one == two && two == three, "{one} {two} {three}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_document_is_used_is_told_to_those_who_may_read_it() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let path = add(member, &world.room("whole_network"), "Mall.txt").await;
    let id = path["/documents/".len()..].to_owned();
    let open = text(&member.start(&world.room("whole_network"), "Öppen", "Hej").await, "id");
    let closed = text(&member.start(&world.room("members"), "Sluten", "Hej").await, "id");
    let uses = async |client: &Client| -> Vec<String> {
        let told = client.get(&format!("{path}/used-in")).await.expect(200);
        told["items"].as_array().unwrap().iter().map(|item| text(item, "title")).collect()
    };
    assert!(uses(member).await.is_empty());
    let attached = json!({ "client_id": Uuid::new_v4(), "text": "Se bilagan", "attachments": [id] });
    let one = member.post(&format!("/conversations/{open}/messages"), &attached).await.expect(201);
    let linked = said(&format!("Se [mallen](/dokument/{id})"));
    let two = member.post(&format!("/conversations/{closed}/messages"), &linked).await.expect(201);
    member.say(&open, &format!("Jag menar samrum:document/{}", Uuid::now_v7())).await;
    assert_eq!(uses(member).await, ["Sluten", "Öppen"]);
    // beside a thread: how many in all of it, each once, and only those one may read
    let narrow = add(member, &world.room("members"), "Intern.txt").await;
    let both = format!("Se /dokument/{id} och /dokument/{}", &narrow["/documents/".len()..]);
    let last = text(&member.post(&format!("/conversations/{open}/messages"), &said(&both)).await.expect(201), "id");
    let counted =
        async |client: &Client| client.get(&format!("/conversations/{open}")).await.expect(200)["documents"].clone();
    assert_eq!((counted(member).await, counted(observer).await), (json!(2), json!(1)));
    member.delete(&format!("/messages/{last}"), Some(1)).await.expect(204);
    assert_eq!((counted(member).await, counted(observer).await), (json!(1), json!(1)));
    assert_eq!(uses(observer).await, ["Öppen"], "not what one may not read");
    // direct conversations are nobody else's
    let direct = json!({ "people": [world.people[&Role::Elected].to_string()] });
    let direct = text(&member.post("/direct", &direct).await.expect(201), "id");
    member.say(&direct, &format!("Titta /dokument/{id}")).await;
    assert_eq!(uses(world.client(Role::Coordinator)).await, ["Sluten", "Öppen"]);
    // what is attached there stands in no library, not even for who attached it
    let seen = member.get(&format!("/conversations/{direct}")).await.expect(200);
    add(member, &text(&seen["room"], "id"), "Förtroligt.txt").await;
    let library = member.get(&format!("/networks/{}/documents?limit=100", world.network)).await.expect(200).to_string();
    assert!(library.contains("Mall.txt") && !library.contains("Förtroligt.txt"), "{library}");
    // an edit that no longer points there, and a deletion
    let message = format!("/messages/{}", text(&two, "id"));
    member.patch(&message, 1, &json!({ "text": "Ingen mall" })).await.expect(200);
    member.delete(&format!("/messages/{}", text(&one, "id")), Some(1)).await.expect(204);
    assert!(uses(observer).await.is_empty());
    assert!(uses(world.client(Role::Coordinator)).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn named_people_review_a_version() {
    let world = World::new().await;
    let (member, elected, coordinator) =
        (world.client(Role::Member), world.client(Role::Elected), world.client(Role::Coordinator));
    let path = add(member, &world.room("members"), "Plan.txt").await;
    let (review, verdict) = (format!("{path}/review"), format!("{path}/review/verdict"));
    let person = |role: Role| world.people[&role].to_string();
    let due = world.node.clock.today() + chrono::Days::new(7);
    let ask = |people: &[Role], due: chrono::NaiveDate| json!({ "reviewers": people.iter().map(|r| person(*r)).collect::<Vec<_>>(), "due_on": due, "note": "Särskilt mål 2" });
    // only those who read it, not before today, and somebody
    let stranger = member.post(&review, &ask(&[Role::Elected, Role::Observer], due)).await.expect(404);
    assert_eq!(stranger["errors"][0]["pointer"], "/reviewers");
    let past = ask(&[Role::Elected], world.node.clock.today() - chrono::Days::new(1));
    assert_eq!(member.post(&review, &past).await.expect(422)["errors"][0]["code"], "in_the_past");
    assert_eq!(member.post(&review, &ask(&[], due)).await.expect(422)["errors"][0]["code"], "empty");
    assert_eq!(
        elected.put(&verdict, &json!({ "version": 1, "verdict": "approved" })).await.problem(409),
        "not_under_review"
    );

    let asked = member.post(&review, &ask(&[Role::Elected, Role::Coordinator], due)).await.expect(201);
    assert_eq!((&asked["state"], &asked["reviews"][0]["version"]), (&json!("under_review"), &json!(1)));
    assert_eq!(asked["reviews"][0]["reviewers"].as_array().unwrap().len(), 2);
    let conversation = text(&asked, "conversation_id");
    for reviewer in [elected, coordinator] {
        assert!(
            to_me(reviewer).await.iter().any(|(id, why)| *id == conversation && why == "mentioned"),
            "they are told"
        );
    }
    let waits = |client: &Client| {
        let client = client.clone();
        async move { client.get("/start").await.expect(200)["waiting"].clone() }
    };
    let (waiting, document) = (waits(elected).await, path.trim_start_matches("/documents/"));
    assert_eq!(
        (&waiting[0]["act"], &waiting[0]["document_id"], &waiting[0]["title"], &waiting[0]["asked"]),
        (&json!("review"), &json!(document), &json!("Plan.txt"), &json!(2))
    );
    for other in [Role::Member, Role::Host, Role::Observer] {
        assert_eq!(waits(world.client(other)).await, json!([]), "{other:?} is not asked");
    }
    assert_eq!(member.post(&review, &ask(&[Role::Elected], due)).await.problem(409), "under_review_already");
    let revision = asked["revision"].as_i64().unwrap();
    assert_eq!(
        member.patch(&path, revision, &json!({ "state": "approved" })).await.problem(409),
        "under_review_already"
    );
    // nobody else's word counts, nor a word on another version, nor changes nobody names
    let host = world.client(Role::Host);
    assert_eq!(host.put(&verdict, &json!({ "version": 1, "verdict": "approved" })).await.problem(403), "forbidden");
    assert_eq!(
        elected.put(&verdict, &json!({ "version": 2, "verdict": "approved" })).await.problem(409),
        "another_version"
    );
    let bare = elected.put(&verdict, &json!({ "version": 1, "verdict": "changes_asked" })).await.expect(422);
    assert_eq!(bare["errors"][0]["pointer"], "/comment");

    let wish = json!({ "version": 1, "verdict": "changes_asked", "comment": "Mål 2 saknar datum" });
    let half = elected.put(&verdict, &wish).await.expect(200);
    assert_eq!(waits(elected).await, json!([]), "said is said");
    assert_eq!(half["state"], "under_review", "the other has not answered");
    assert!(to_me(member).await.iter().any(|(id, _)| *id == conversation), "whoever asked is told");
    let ended = coordinator.put(&verdict, &json!({ "version": 1, "verdict": "approved" })).await.expect(200);
    assert_eq!((&ended["state"], &ended["reviews"][0]["outcome"]), (&json!("draft"), &json!("changes_asked")));
    let table = ended["reviews"][0]["reviewers"].as_array().unwrap();
    assert!(table.iter().any(|row| row["comment"] == "Mål 2 saknar datum" && row["at"].is_string()), "{table:?}");

    // the next version, approved by all
    member.upload(&format!("{path}/versions"), "Plan.txt", b"Ny".to_vec(), &[]).await.expect(201);
    member.post(&review, &ask(&[Role::Elected], due)).await.expect(201);
    let approved = elected.put(&verdict, &json!({ "version": 2, "verdict": "approved" })).await.expect(200);
    assert_eq!((&approved["state"], &approved["reviews"][0]["outcome"]), (&json!("approved"), &json!("approved")));
    assert_eq!(approved["reviews"][1]["version"], 1, "what was said of the one before stays");

    // a version that comes meanwhile, and one taken back
    member.post(&review, &ask(&[Role::Elected], due)).await.expect(201);
    let newer = member.upload(&format!("{path}/versions"), "Plan.txt", b"Nyare".to_vec(), &[]).await.expect(201);
    assert_eq!((&newer["state"], &newer["reviews"][0]["outcome"]), (&json!("draft"), &json!("superseded")));
    member.post(&review, &ask(&[Role::Elected], due)).await.expect(201);
    assert_eq!(elected.delete(&review, None).await.problem(403), "forbidden");
    let back = member.delete(&review, None).await.expect(200);
    assert_eq!((&back["state"], &back["reviews"][0]["outcome"]), (&json!("draft"), &json!("withdrawn")));
    assert_eq!(member.delete(&review, None).await.problem(409), "not_under_review");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_of_the_version_that_was_approved() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let path = add(member, &world.room("members"), "Plan.txt").await;
    let versions = format!("{path}/versions");
    let state = async |client: &Client| text(&client.get(&path).await.expect(200), "state");
    // what nobody has reviewed is what its author says it is
    member.upload(&versions, "Plan.txt", b"Tva".to_vec(), &[]).await.expect(201);
    assert_eq!(state(elected).await, "approved");
    let ask = json!({ "reviewers": [world.people[&Role::Elected]], "due_on": world.node.clock.today() });
    member.post(&format!("{path}/review"), &ask).await.expect(201);
    let good = json!({ "version": 2, "verdict": "approved" });
    assert_eq!(elected.get(&path).await.expect(200)["published"], json!(false));
    elected.put(&format!("{path}/review/verdict"), &good).await.expect(200);
    assert_eq!(state(elected).await, "approved");
    assert_eq!(elected.get(&path).await.expect(200)["published"], json!(true), "what is approved is in the archive");

    let observer = world.client(Role::Observer);
    let refused = observer.upload(&versions, "Plan.txt", b"Tre".to_vec(), &[]).await;
    assert_eq!(refused.problem(404), "not_found");
    assert_eq!(state(elected).await, "approved");
    let newer = member.upload(&versions, "Plan.txt", b"Tre".to_vec(), &[]).await.expect(201);
    assert_eq!((&newer["state"], &newer["reviews"][0]["outcome"]), (&json!("draft"), &json!("approved")));
    assert_eq!(newer["published"], json!(false), "and leaves it with its approval");
    assert_eq!(newer["reviews"][0]["version"], 2, "what was said of the one before stays");
    // an earlier version taken up again is a new one too
    member.patch(&path, newer["revision"].as_i64().unwrap(), &json!({ "state": "approved" })).await.expect(200);
    member.post(&format!("{path}/review"), &ask).await.expect(201);
    let good = json!({ "version": 3, "verdict": "approved" });
    elected.put(&format!("{path}/review/verdict"), &good).await.expect(200);
    // reviewed once more and not approved, it is a draft, which is not in the archive
    assert_eq!(elected.get(&path).await.expect(200)["published"], json!(true));
    member.post(&format!("{path}/review"), &ask).await.expect(201);
    let back = member.delete(&format!("{path}/review"), None).await.expect(200);
    assert_eq!((&back["state"], &back["published"]), (&json!("draft"), &json!(false)));
    member.post(&format!("{path}/review"), &ask).await.expect(201);
    elected.put(&format!("{path}/review/verdict"), &good).await.expect(200);
    member.post(&format!("{path}/versions/2/take-up"), &json!({})).await.expect(201);
    assert_eq!(state(elected).await, "draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_asked_answers_also_where_they_only_read() {
    let world = World::new().await;
    let (member, resting) = (world.client(Role::Member), world.client(Role::Resting));
    let path = add(member, &world.room("members"), "Plan.txt").await;
    let people = [world.people[&Role::Resting], world.people[&Role::Elected]];
    let ask = json!({ "reviewers": people, "due_on": world.node.clock.today() });
    let asked = member.post(&format!("{path}/review"), &ask).await.expect(201);
    let conversation = text(&asked, "conversation_id");
    let (verdict, good) = (format!("{path}/review/verdict"), json!({ "version": 1, "verdict": "approved" }));
    // who was not asked has nothing to say, whether they write there or not
    assert_eq!(world.client(Role::Host).put(&verdict, &good).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Guest).put(&verdict, &good).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Observer).put(&verdict, &good).await.problem(404), "not_found");
    let half = resting.put(&verdict, &good).await.expect(200);
    assert_eq!(half["state"], "under_review");
    assert!(to_me(member).await.iter().any(|(id, _)| *id == conversation), "whoever asked is told");
    // that was all: they still only read
    let messages = format!("/conversations/{conversation}/messages");
    assert_eq!(resting.post(&messages, &said("Hej")).await.problem(403), "forbidden");
    let written = resting.get(&messages).await.expect(200);
    let last = written["items"].as_array().unwrap().last().unwrap();
    assert_eq!(last["author"]["organisation"], "Västerås stad", "{last}");
    let done = world.client(Role::Elected).put(&verdict, &good).await.expect(200);
    assert_eq!((&done["state"], &done["reviews"][0]["outcome"]), (&json!("approved"), &json!("approved")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_two_to_answer_end_it_once() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let path = add(member, &world.room("members"), "Plan.txt").await;
    let due = world.node.clock.today();
    let roles = [Role::Elected, Role::Coordinator, Role::Host, Role::Deputy];
    let people: Vec<String> = roles.iter().map(|role| world.people[role].to_string()).collect();
    member.post(&format!("{path}/review"), &json!({ "reviewers": people, "due_on": due })).await.expect(201);
    let verdict = format!("{path}/review/verdict");
    let give = async |role: Role| {
        let word = json!({ "version": 1, "verdict": "approved" });
        world.client(role).put(&verdict, &word).await.expect(200)
    };
    tokio::join!(give(roles[0]), give(roles[1]), give(roles[2]), give(roles[3]));
    let ended = member.get(&path).await.expect(200);
    assert_eq!((&ended["state"], &ended["reviews"][0]["outcome"]), (&json!("approved"), &json!("approved")));
}
