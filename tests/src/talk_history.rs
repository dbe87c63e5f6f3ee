//! History is honest: an edit shows who changed what and when, and what is taken away or hidden is gone everywhere.

mod surfaces;

use base64::Engine as _;
use serde_json::{Value, json};

use crate::harness::{Client, Role, Sql, World, eventually};
use surfaces::{Scene, word};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

/// The wordings as one would read them aloud.
async fn history(client: &Client, message: &str, query: &str) -> (Vec<String>, Value) {
    let answer = client.get(&format!("/messages/{message}/history{query}")).await.expect(200);
    let told = answer["items"].as_array().unwrap().iter().map(|step| {
        let runs = step["changes"].as_array().unwrap().iter().map(|run| match run["kind"].as_str().unwrap() {
            "same" => text(run, "text"),
            "added" => format!("+{}+", text(run, "text")),
            _ => format!("-{}-", text(run, "text")),
        });
        runs.collect::<String>()
    });
    (told.collect(), answer["next_cursor"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_shows_what_changed_word_by_word() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let thread = text(&member.start(&world.room("whole_network"), "En tråd", "Först").await, "id");
    let bo = world.people[&Role::Elected];
    let message = text(&member.say(&thread, &format!("Vi prövar nu, [@Bo Ek](samrum:person/{bo}) leder")).await, "id");
    let path = format!("/messages/{message}");
    let (told, cursor) = history(observer, &message, "").await;
    assert_eq!((told, cursor), (vec!["Vi prövar nu, @Bo Ek leder".to_owned()], Value::Null));
    world.node.clock.advance(std::time::Duration::from_secs(60));
    let second = json!({ "text": format!("Vi inför nu, [@Bo Ek](samrum:person/{bo}) leder") });
    member.patch(&path, 1, &second).await.expect(200);
    member.patch(&path, 2, &json!({ "text": "Vi inför i vår" })).await.expect(200);
    let (told, _) = history(observer, &message, "").await;
    assert_eq!(
        told,
        ["Vi inför -nu, @Bo Ek leder-+i vår+", "Vi -prövar-+inför+ nu, @Bo Ek leder", "Vi prövar nu, @Bo Ek leder"]
    );
    // a reaction is no wording
    observer.put(&format!("{path}/reactions/thanks"), &Value::Null).await.expect(200);
    let (first, cursor) = history(observer, &message, "?limit=2").await;
    assert_eq!(first, told[..2]);
    let (rest, end) = history(observer, &message, &format!("?limit=2&cursor={}", cursor.as_str().unwrap())).await;
    assert_eq!((&rest[..], end), (&told[2..], Value::Null));
    let whole = observer.get(&format!("{path}/history")).await.expect(200);
    let steps = whole["items"].as_array().unwrap();
    let seen = observer.get(&path).await.expect(200);
    assert_eq!((&steps[0]["at"], &steps[2]["at"]), (&seen["edited_at"], &seen["created_at"]));
    assert_eq!((&steps[0]["first"], &steps[2]["first"]), (&json!(false), &json!(true)));
    // who does not read the room is told nothing of it
    world.client(Role::OtherNetwork).get(&format!("{path}/history")).await.expect(404);
    member.get(&format!("{path}/history?limit=0")).await.expect(400);
    // two long texts with nothing in common are told in time
    let long = |word: &str| (0..6_000).map(|n| format!("{word}{n} ")).collect::<String>();
    let long_ago = text(&member.say(&thread, &long("a")).await, "id");
    member.patch(&format!("/messages/{long_ago}"), 1, &json!({ "text": long("b") })).await.expect(200);
    assert_eq!(history(observer, &long_ago, "").await.0.len(), 2);
    member.delete(&path, Some(3)).await.expect(204);
    assert_eq!(history(member, &message, "").await.0, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_is_gone_everywhere_and_comes_back_everywhere() {
    let world = World::new().await;
    let scene = Scene::set(&world, word()).await;
    scene.shown().await;
    let path = format!("/messages/{}", scene.message);
    let before = scene.place().await;
    world.client(Role::Member).delete(&path, Some(2)).await.expect(204);
    scene.gone(&before).await;
    let seen = world.client(Role::Observer).get(&path).await.expect(200);
    assert_eq!((&seen["deleted"], &seen["hidden_reason"]), (&json!(true), &Value::Null));
    world.client(Role::Member).post(&format!("{path}/restore"), &Value::Null).await.expect(200);
    scene.shown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_gone_everywhere_and_comes_back_everywhere() {
    let world = World::new().await;
    let scene = Scene::set(&world, word()).await;
    scene.shown().await;
    let path = format!("/messages/{}", scene.message);
    let before = scene.place().await;
    let coordinator = world.client(Role::Coordinator);
    let hidden = coordinator.put(&format!("{path}/hidden"), &json!({ "reason": "Om ett barn" })).await.expect(200);
    assert_eq!((&hidden["deleted"], &hidden["hidden_reason"]), (&json!(true), &json!("Om ett barn")));
    scene.gone(&before).await;
    // its author can't undo what is not theirs
    let back = world.client(Role::Member).post(&format!("{path}/restore"), &Value::Null).await;
    assert_eq!(back.problem(409), "too_late_to_undo");
    scene.gone(&before).await;
    // who hid it and who wrote it may see what it said, and nobody else
    for (role, status) in [(Role::Coordinator, 200), (Role::Member, 200), (Role::Elected, 403), (Role::Nobody, 404)] {
        let words = world.client(role).get(&format!("{path}/hidden")).await.expect(status);
        assert_eq!(words.to_string().contains(&scene.word), status == 200, "{role:?}: {words}");
    }
    coordinator.delete(&format!("{path}/hidden"), None).await.expect(200);
    coordinator.get(&format!("{path}/hidden")).await.expect(404);
    scene.shown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_not_yet_sent_does_not_tell_what_was_taken_away_or_hidden() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let quiet = crate::mail::quiet_for(&world, chrono::TimeDelta::minutes(50));
    let wanted = crate::mail::settings(json!({ "quiet": quiet }));
    world.client(Role::Elected).put("/me/mail", &wanted).await.expect(200);
    let thread = text(&member.start(&world.room("whole_network"), "En tråd", "Först").await, "id");
    let whom = format!("[@Elected](samrum:person/{})", world.people[&Role::Elected]);
    let words = [word(), word(), word()];
    let mut messages = Vec::new();
    for word in &words {
        messages.push(text(&member.say(&thread, &format!("{whom} {word}")).await, "id"));
    }
    let sql = Sql::of(world.node.config()).await;
    let waiting = "SELECT count(*) AS n FROM mail WHERE state = 'waiting'";
    let known = "SELECT count(*) AS n FROM mail WHERE state IN ('waiting', 'joined')";
    eventually("the mails to wait", || async { (sql.number(known, []).await >= 3).then_some(()) }).await;
    member.delete(&format!("/messages/{}", messages[0]), Some(1)).await.expect(204);
    let hidden = format!("/messages/{}/hidden", messages[1]);
    coordinator.put(&hidden, &json!({ "reason": "Om ett barn" })).await.expect(200);
    world.node.clock.advance(std::time::Duration::from_secs(3_600));
    let folder = world.node.folder();
    eventually("the third to be sent", || async { mails(&folder).contains(&words[2]).then_some(()) }).await;
    eventually("none to wait", || async { (sql.number(waiting, []).await == 0).then_some(()) }).await;
    let sent = mails(&folder);
    assert!(!sent.contains(&words[0]) && !sent.contains(&words[1]), "{sent}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_that_was_taken_away_calls_nobody() {
    let world = World::new().await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let thread = text(&member.start(&world.room("whole_network"), "En tråd", "Först").await, "id");
    let whom = format!("[@Observer](samrum:person/{}) kommer du?", world.people[&Role::Observer]);
    let message = text(&member.say(&thread, &whom).await, "id");
    let called = async || {
        let start = observer.get("/start").await.expect(200);
        start["to_me"].as_array().unwrap().iter().any(|row| row["id"] == thread.as_str())
    };
    assert!(called().await);
    member.delete(&format!("/messages/{message}"), Some(1)).await.expect(204);
    assert!(!called().await);
    member.post(&format!("/messages/{message}/restore"), &Value::Null).await.expect(200);
    assert!(called().await);
}

/// Everything in every mail that has been sent, decoded.
fn mails(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for file in std::fs::read_dir(folder.join("mail")).into_iter().flatten().flatten() {
        let mail = std::fs::read_to_string(file.path()).unwrap_or_default();
        all.push_str(&mail);
        for part in mail.replace("\r\n", "\n").split("\n\n") {
            // up to where the next part of the mail begins
            let line: String = part.lines().take_while(|line| !line.starts_with("--")).collect();
            if let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(line) {
                all.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
    }
    all
}
