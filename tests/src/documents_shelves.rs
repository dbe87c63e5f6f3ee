//! Documents on their shelves: kinds, themes and articles, lists in order, folders, several taken along at once.

use chrono::Datelike;
use reqwest::Method;
use serde_json::{Value, json};

use crate::asks::organisations;
use crate::harness::{Answer, Client, Role, World, eventually};
use crate::meetings::plan;

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

async fn add(client: &Client, room: &str, name: &str, fields: &[(&str, &str)]) -> Value {
    client.upload(&format!("/rooms/{room}/documents"), name, name.as_bytes().to_vec(), fields).await.expect(201)
}

async fn change(client: &Client, document: &Value, body: &Value) -> Value {
    let path = format!("/documents/{}", text(document, "id"));
    client.patch(&path, document["revision"].as_i64().unwrap(), body).await.expect(200)
}

async fn names(client: &Client, path: &str) -> Vec<String> {
    let listed = client.get(path).await.expect(200);
    listed["items"].as_array().unwrap().iter().map(|item| text(item, "name")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_have_kinds_themes_and_articles() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let (members, all) = (world.room("members"), world.room("whole_network"));
    let plan = add(member, &members, "Plan.txt", &[]).await;
    let list = add(member, &all, "Lista.txt", &[]).await;
    add(member, &all, "Annat.txt", &[]).await;
    assert_eq!((&plan["document_kind"], &plan["themes"], &plan["articles"]), (&Value::Null, &json!([]), &json!([])));
    let about = json!({ "document_kind": "action_plan", "themes": ["  barn  i skolan ", "Skola", "skola"], "articles": [12, 3] });
    let plan = change(member, &plan, &about).await;
    assert_eq!(plan["themes"], json!(["Barn i skolan", "Skola"]));
    assert_eq!((&plan["articles"], &plan["document_kind"]), (&json!([3, 12]), &json!("action_plan")));
    let list = change(member, &list, &json!({ "document_kind": "checklist", "themes": ["Skola"] })).await;
    let network = format!("/networks/{}/documents", world.network);
    for (query, expected) in [
        ("theme=Skola&sort=name", vec!["Lista.txt", "Plan.txt"]),
        ("theme=skola&sort=name", vec!["Lista.txt", "Plan.txt"]),
        ("theme=skol", vec![]),
        ("article=12", vec!["Plan.txt"]),
        ("article=1", vec![]),
        ("kind=checklist", vec!["Lista.txt"]),
        ("state=approved&sort=name", vec!["Annat.txt", "Lista.txt", "Plan.txt"]),
        ("state=draft", vec![]),
    ] {
        assert_eq!(names(member, &format!("{network}?{query}")).await, expected, "{query}");
    }
    // the same words as for threads, and no more of them than one may read
    let tags = async |client: &Client| client.get(&format!("/networks/{}/tags", world.network)).await.expect(200);
    assert_eq!(tags(member).await, json!({ "themes": ["Barn i skolan", "Skola"], "articles": [3, 12] }));
    assert_eq!(tags(observer).await, json!({ "themes": ["Skola"], "articles": [] }));
    assert_eq!(names(observer, &format!("{network}?theme=Skola")).await, ["Lista.txt"]);
    let organisation = member.get("/me").await.expect(200)["standings"][0]["organisation"]["id"].clone();
    let of = format!("{network}?organisation={}", organisation.as_str().unwrap());
    assert_eq!(names(member, &of).await.len(), 3);
    assert_eq!(names(member, &format!("{network}?organisation={}", uuid::Uuid::now_v7())).await.len(), 0);
    // what can't be is refused, and what is left out stays
    let path = format!("/documents/{}", text(&list, "id"));
    let revision = list["revision"].as_i64().unwrap();
    for (body, code) in [
        (json!({ "themes": ["", "x"] }), "not_themes"),
        (json!({ "themes": ["x".repeat(81)] }), "not_themes"),
        (json!({ "articles": [0] }), "not_articles"),
        (json!({ "articles": [55] }), "not_articles"),
    ] {
        let refused = member.patch(&path, revision, &body).await.expect(422);
        assert_eq!(refused["errors"][0]["code"], code, "{body}");
    }
    assert_eq!(observer.patch(&path, revision, &json!({ "themes": [] })).await.problem(403), "forbidden");
    let cleared = change(member, &list, &json!({ "document_kind": null })).await;
    assert_eq!((&cleared["document_kind"], &cleared["themes"]), (&Value::Null, &json!(["Skola"])));
    let renamed = change(member, &plan, &json!({ "name": "Planen.txt" })).await;
    assert_eq!((&renamed["document_kind"], &renamed["articles"]), (&json!("action_plan"), &json!([3, 12])));
}

/// A day, a month or a year can be said of a document; of one that says none it is the day it came.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_dated_and_found_by_its_year() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let room = world.room("whole_network");
    let old = add(member, &room, "Lappuggla förr.txt", &[]).await;
    add(member, &room, "Lappuggla nu.txt", &[]).await;
    assert_eq!((&old["dated_on"], &old["dated_precision"]), (&Value::Null, &Value::Null));
    let old = change(member, &old, &json!({ "dated": "2016-10" })).await;
    assert_eq!((&old["dated_on"], &old["dated_precision"]), (&json!("2016-10-01"), &json!("month")));
    let old = change(member, &old, &json!({ "name": "Lappugglan förr.txt" })).await;
    assert_eq!(old["dated_on"], "2016-10-01", "what is left out stays");
    let (path, revision) = (format!("/documents/{}", text(&old, "id")), old["revision"].as_i64().unwrap());
    for wrong in ["2016-13", "i fjol", "16", ""] {
        let refused = member.patch(&path, revision, &json!({ "dated": wrong })).await.expect(422);
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!("/dated"), &json!("not_a_date"))
        );
    }
    assert_eq!(observer.patch(&path, revision, &json!({ "dated": "2017" })).await.problem(403), "forbidden");

    let now = world.node.clock.today().year();
    let listed = format!("/networks/{}/documents?year=", world.network);
    assert_eq!(names(observer, &format!("{listed}2016")).await, ["Lappugglan förr.txt"]);
    assert_eq!(names(observer, &format!("{listed}{now}")).await, ["Lappuggla nu.txt"]);
    let found = async |query: &str| -> Vec<String> {
        let hits = observer.get(&format!("/search?kind=document&{query}")).await.expect(200);
        hits["items"].as_array().unwrap().iter().map(|hit| text(&hit["document"], "name")).collect()
    };
    eventually("each to be found by its year", || async {
        let years = (found("q=lappuggla&year=2016").await, found(&format!("q=lappuggla&year={now}")).await);
        (years == (vec!["Lappugglan förr.txt".into()], vec!["Lappuggla nu.txt".into()])).then_some(())
    })
    .await;
    assert_eq!(found("q=lappuggla%20f%C3%B6re:nov%202016").await, ["Lappugglan förr.txt"]);
    assert_eq!(found("q=lappuggla%20efter:nov%202016").await, ["Lappuggla nu.txt"]);
    // and by what it is, whatever its file is called
    let old = change(member, &old, &json!({ "document_kind": "notes", "dated": null })).await;
    assert_eq!((&old["dated_on"], &old["dated_precision"]), (&Value::Null, &Value::Null));
    eventually("it to be found as notes", || async {
        (found("q=minnesanteckningar").await == ["Lappugglan förr.txt"]).then_some(())
    })
    .await;
    // few have all the words, so that those with one of them come after
    let both = found("q=minnesanteckningar%20lappuggla").await;
    assert_eq!(both, ["Lappugglan förr.txt", "Lappuggla nu.txt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_pinned_beside_the_conversations_by_those_who_keep_the_room() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let (room, other) = (world.room("whole_network"), world.room("members"));
    let document = add(member, &room, "Överenskommelsen.txt", &[]).await;
    let (path, revision) = (format!("/documents/{}", text(&document, "id")), document["revision"].as_i64().unwrap());
    let pin = json!({ "pinned": true });
    assert_eq!((&document["pinned"], &document["may"]["pin"]), (&json!(false), &json!(false)));
    assert_eq!(member.patch(&path, revision, &pin).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::Nobody).patch(&path, revision, &pin).await.problem(404), "not_found");
    let pinned = change(coordinator, &document, &pin).await;
    assert_eq!((&pinned["pinned"], &pinned["may"]["pin"]), (&json!(true), &json!(true)));
    let listed = format!("/networks/{}/documents?pinned=true", world.network);
    add(member, &room, "Annat.txt", &[]).await;
    assert_eq!(names(world.client(Role::Observer), &listed).await, ["Överenskommelsen.txt"]);
    assert_eq!(names(member, &format!("{listed}&room={other}")).await.len(), 0);

    // a few have room there, and another change leaves it where it is
    let renamed = change(member, &pinned, &json!({ "name": "Överenskommelse.txt" })).await;
    assert_eq!(renamed["pinned"], true);
    for number in 2..=5 {
        let one = add(coordinator, &room, &format!("Fäst {number}.txt"), &[]).await;
        change(coordinator, &one, &pin).await;
    }
    let sixth = add(coordinator, &room, "Sjätte.txt", &[]).await;
    let refused = coordinator.patch(&format!("/documents/{}", text(&sixth, "id")), 1, &pin).await;
    assert_eq!(refused.problem(409), "too_many_pinned_documents");
    let loose = change(coordinator, &renamed, &json!({ "pinned": false })).await;
    assert_eq!(loose["pinned"], false);
    let sixth = change(coordinator, &sixth, &pin).await;
    // in another room it begins anew
    let path = format!("/documents/{}", text(&sixth, "id"));
    let outlook = coordinator.get(&format!("{path}/moves/outlook?room={other}")).await.expect(200);
    let moves = coordinator.request(Method::POST, &format!("{path}/moves"));
    let moves = moves.header("If-Match", format!("\"{}\"", sixth["revision"]));
    let told = json!({ "room_id": other, "more_readers": outlook["more_readers"] });
    coordinator.send(moves.json(&told)).await.expect(200);
    let seen = coordinator.get(&path).await.expect(200);
    assert_eq!(seen["pinned"], false);
    // and so it does where others have taken the place of one that was away
    let taken = change(coordinator, &loose, &pin).await;
    let path = format!("/documents/{}", text(&taken, "id"));
    coordinator.delete(&path, taken["revision"].as_i64()).await.expect(204);
    let instead = add(coordinator, &room, "I stället.txt", &[]).await;
    change(coordinator, &instead, &pin).await;
    let back = coordinator.post(&format!("{path}/restore"), &json!({})).await.expect(200);
    assert_eq!(back["pinned"], false);
}

/// What says neither year nor theme of its own is found by its meeting's, by whoever reads the meeting.
#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_found_by_what_its_meeting_is() {
    let world = World::new().await;
    let all = organisations(&world).await;
    let more = json!({ "hosts": [all["Haninge kommun"]], "themes": ["Ljudmiljö"], "articles": [31] });
    let meeting = plan(&world, Role::Coordinator, &more).await.expect(201);
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let room = |which: &str| text(&meeting[which], "id");
    add(coordinator, &room("room"), "Bilder.txt", &[]).await;
    add(coordinator, &room("planning_room"), "Plan.txt", &[]).await;
    add(member, &world.room("whole_network"), "Annat.txt", &[]).await;
    let network = format!("/networks/{}/documents", world.network);
    let host = format!("host={}", all["Haninge kommun"]);
    let other = format!("host={}", all["Örebro kommun"]);
    let together = format!("{host}&year=2099&theme=Ljudmiljö&article=31");
    for (query, found) in [
        ("year=2099", true),
        ("year=2016", false),
        ("theme=Ljudmiljö", true),
        ("article=31", true),
        ("article=30", false),
        (host.as_str(), true),
        (other.as_str(), false),
        (together.as_str(), true),
    ] {
        let path = format!("{network}?sort=name&{query}");
        let both: &[&str] = if found { &["Bilder.txt", "Plan.txt"] } else { &[] };
        assert_eq!(names(coordinator, &path).await, both, "{query}");
        // who does not read the planning room is told of nothing in it
        assert_eq!(names(member, &path).await, &both[..both.len().min(1)], "{query}");
    }
    let in_room = format!("/rooms/{}/documents?theme=Ljudmiljö", room("room"));
    assert_eq!(names(member, &in_room).await, ["Bilder.txt"]);
    let tags = member.get(&format!("/networks/{}/tags", world.network)).await.expect(200);
    assert_eq!(tags, json!({ "themes": ["Ljudmiljö"], "articles": [31] }), "it can be chosen");
    member.get(&format!("{network}?host=Haninge")).await.problem(400);
    world.client(Role::OtherNetwork).get(&format!("{network}?{host}")).await.problem(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_in_order_from_page_to_page() {
    let world = World::new().await;
    let (member, room) = (world.client(Role::Member), world.room("members"));
    let path = format!("/rooms/{room}/documents");
    for (name, size) in [("Ö.txt", 5), ("b.txt", 30), ("Å.txt", 20), ("a.txt", 20), ("Ä.txt", 10)] {
        member.upload(&path, name, vec![b'x'; size], &[]).await.expect(201);
    }
    for (sort, expected) in [
        ("name", vec!["a.txt", "b.txt", "Å.txt", "Ä.txt", "Ö.txt"]),
        ("size", vec!["b.txt", "a.txt", "Å.txt", "Ä.txt", "Ö.txt"]),
        ("changed", vec!["Ä.txt", "a.txt", "Å.txt", "b.txt", "Ö.txt"]),
        ("dated", vec!["Ä.txt", "a.txt", "Å.txt", "b.txt", "Ö.txt"]),
    ] {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = member.get(&format!("{path}?sort={sort}&limit=2{cursor}")).await.expect(200);
            found.extend(page["items"].as_array().unwrap().iter().map(|item| text(item, "name")));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, expected, "{sort}");
    }
    assert_eq!(member.get(&format!("{path}?sort=colour")).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_are_renamed_moved_and_taken_away() {
    let world = World::new().await;
    let (member, observer, room) =
        (world.client(Role::Member), world.client(Role::Observer), world.room("whole_network"));
    let make = async |name: &str, parent: Option<&Value>| {
        let body = json!({ "name": name, "parent_id": parent.map(|folder| folder["id"].clone()) });
        member.post(&format!("/rooms/{room}/folders"), &body).await.expect(201)
    };
    let outer = make("Ytter", None).await;
    let middle = make("Mellan", Some(&outer)).await;
    let inner = make("Inner", Some(&middle)).await;
    let path = |folder: &Value| format!("/folders/{}", text(folder, "id"));
    // no folder lies in itself, however far down
    for below in [&outer, &middle, &inner] {
        let refused = member.patch(&path(&outer), 1, &json!({ "parent_id": below["id"] })).await;
        assert_eq!(refused.problem(409), "folder_inside_itself");
    }
    let taken = make("Mapp", None).await;
    assert_eq!(member.patch(&path(&taken), 1, &json!({ "name": "YTTER" })).await.problem(409), "folder_name_taken");
    assert_eq!(member.patch(&path(&taken), 7, &json!({ "name": "Annat" })).await.problem(412), "stale");
    assert_eq!(
        member.patch(&path(&taken), 1, &json!({ "name": ".." })).await.expect(422)["errors"][0]["code"],
        "not_a_name"
    );
    let moved = member.patch(&path(&inner), 1, &json!({ "parent_id": null, "name": "Överst" })).await.expect(200);
    assert_eq!((&moved["parent_id"], &moved["name"]), (&Value::Null, &json!("Överst")));
    assert_eq!(observer.patch(&path(&inner), 2, &json!({ "name": "Mitt" })).await.problem(403), "forbidden");
    assert_eq!(observer.delete(&path(&inner), Some(2)).await.problem(403), "forbidden");
    assert_eq!(world.client(Role::OtherNetwork).delete(&path(&inner), Some(2)).await.problem(404), "not_found");
    // only an empty one goes, and what was deleted from it can still be brought back
    let inside = add(member, &room, "Kvar.txt", &[("folder_id", &text(&inner, "id"))]).await;
    assert_eq!(member.delete(&path(&inner), Some(2)).await.problem(409), "folder_not_empty");
    assert_eq!(member.delete(&path(&outer), Some(1)).await.problem(409), "folder_not_empty");
    let document = format!("/documents/{}", text(&inside, "id"));
    member.delete(&document, Some(1)).await.expect(204);
    member.delete(&path(&inner), Some(2)).await.expect(204);
    assert_eq!(member.delete(&path(&inner), Some(2)).await.problem(404), "not_found");
    let back = member.post(&format!("{document}/restore"), &json!({})).await.expect(200);
    assert_eq!(back["folder_id"], Value::Null);
}

/// The files of a zip in the order of their paths, as text.
fn unpacked(answer: Answer) -> Vec<(String, String)> {
    let said = |content| String::from_utf8(content).expect("text");
    answer.unzipped().into_iter().map(|(path, content)| (path, said(content))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_taken_along_as_one_zip() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let (members, all) = (world.room("members"), world.room("whole_network"));
    let one = add(member, &members, "Å & plan.txt", &[]).await;
    let two = add(member, &members, "två.txt", &[]).await;
    let three = add(member, &all, "två.txt", &[]).await;
    let ids = |documents: &[&Value]| documents.iter().map(|d| text(d, "id")).collect::<Vec<_>>().join(",");
    let taken = member.get(&format!("/zip?documents={}", ids(&[&one, &two]))).await;
    assert_eq!((taken.status.as_u16(), taken.header("content-type")), (200, "application/zip"));
    assert!(taken.header("content-disposition").starts_with("attachment"));
    let expected = [("två.txt", "två.txt"), ("Å & plan.txt", "Å & plan.txt")];
    let expected: Vec<_> = expected.map(|(name, content)| (name.to_owned(), content.to_owned())).to_vec();
    assert_eq!(unpacked(taken), expected);
    let mixed = unpacked(member.get(&format!("/zip?documents={}", ids(&[&one, &three]))).await);
    assert!(mixed.iter().all(|(path, _)| path.contains('/')), "each under its room: {mixed:?}");
    // one that one may not read is none, and nothing of the others is told
    assert_eq!(observer.get(&format!("/zip?documents={}", ids(&[&three, &one]))).await.problem(404), "not_found");
    assert_eq!(unpacked(observer.get(&format!("/zip?documents={}", ids(&[&three]))).await).len(), 1);
    for wrong in [
        "",
        "documents=",
        "documents=x",
        "documents=x,y",
        &format!("documents={}&folder={}", ids(&[&one]), uuid::Uuid::now_v7()),
    ] {
        assert_eq!(member.get(&format!("/zip?{wrong}")).await.status, 400, "{wrong}");
    }
    // a folder with all that is in it
    let make = async |name: &str, parent: &Value| {
        let body = json!({ "name": name, "parent_id": parent });
        member.post(&format!("/rooms/{members}/folders"), &body).await.expect(201)["id"].clone()
    };
    let outer = make("Mallar", &Value::Null).await;
    let inner = make("2019", &outer).await;
    add(member, &members, "överst.txt", &[("folder_id", outer.as_str().unwrap())]).await;
    let gone = add(member, &members, "borta.txt", &[("folder_id", inner.as_str().unwrap())]).await;
    add(member, &members, "inuti.txt", &[("folder_id", inner.as_str().unwrap())]).await;
    member.delete(&format!("/documents/{}", text(&gone, "id")), Some(1)).await.expect(204);
    let folder = member.get(&format!("/zip?folder={}", outer.as_str().unwrap())).await;
    assert!(folder.header("content-disposition").contains("Mallar.zip"));
    let paths: Vec<String> = unpacked(folder).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["2019/inuti.txt", "överst.txt"]);
    assert_eq!(observer.get(&format!("/zip?folder={}", outer.as_str().unwrap())).await.problem(404), "not_found");
}
