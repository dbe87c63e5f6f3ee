//! What is kept of oneself, taken along: one's own words and nobody else's, as a page and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::{Answer, Role, World, fixture, unzipped};
use crate::meetings_attending::{answer, invited, seat};

fn unpacked(answer: Answer) -> BTreeMap<String, Vec<u8>> {
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/zip"));
    unzipped(answer.body).into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_takes_along_what_is_kept_of_oneself_and_of_nobody_else() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let room = world.room("whole_network");
    let thread = member.start(&room, "En tråd", "Vi <script>undrar</script> över granatäpplen").await;
    let thread = thread["id"].as_str().expect("an id");
    coordinator.say(thread, "Någon annans ord").await;
    let draft = member.put(&format!("/drafts/conversation:{thread}"), &json!({ "text": "Inte klart än" })).await;
    assert!(draft.status.is_success(), "{}", draft.status);
    member.put_bytes("/me/portrait", fixture("picture.png")).await.expect(204);
    let meeting = invited(&world, json!({ "title": "Träff om kvitten" })).await;
    answer(member, &meeting, &seat(&world, Role::Member), json!({ "answer": "coming" })).await.expect(200);

    let files = unpacked(member.get("/me/data").await);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["bild.png", "data.json", "index.html"]);
    let data: Value = serde_json::from_slice(&files["data.json"]).expect("JSON");
    assert_eq!(data["account"]["name"], "Member Testsson");
    assert_eq!(data["addresses"][0]["address"], Role::Member.email());
    assert_eq!(
        (&data["seats"][0]["organisation"], &data["seats"][0]["role"]),
        (&json!("Örebro kommun"), &json!("holder"))
    );
    assert_eq!(data["messages"][0]["text"], "Vi <script>undrar</script> över granatäpplen");
    assert_eq!(data["drafts"][0]["text"], "Inte klart än");
    assert_eq!(data["meetings"][0]["meeting"], "Träff om kvitten");
    assert!(!data["devices"].as_array().expect("devices").is_empty());
    let page = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(page.contains("<h1>Mina uppgifter</h1>") && page.contains("Vi &lt;script&gt;undrar"), "{page}");
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for kept_apart in ["Någon annans ord", "Coordinator Testsson", "$argon2", "refresh_hash"] {
            assert!(!text.contains(kept_apart), "{kept_apart} in {name}");
        }
    }

    // what one no longer reads keeps what one said there, and not what it is called by now
    world.end_seat(Role::Member).await;
    let left = unpacked(member.get("/me/data").await);
    let data: Value = serde_json::from_slice(&left["data.json"]).expect("JSON");
    assert_eq!((&data["meetings"][0]["meeting"], &data["meetings"][0]["answer"]), (&Value::Null, &json!("coming")));
    assert!(!String::from_utf8_lossy(&left["index.html"]).contains("Träff om kvitten"));

    // whoever has nothing here takes along that they are here; nobody takes along what is nobody's
    let nothing = unpacked(world.client(Role::Nobody).get("/me/data").await);
    let data: Value = serde_json::from_slice(&nothing["data.json"]).expect("JSON");
    assert_eq!((&data["seats"], &data["messages"]), (&json!([]), &json!([])));
    assert_eq!(world.client(Role::Anonymous).get("/me/data").await.problem(401), "unauthenticated");
}
