//! A quote is a reference to the quoted passage: what is taken away, or out of reach, is so in every quote of it.

use serde_json::{Value, json};

use crate::harness::{Client, Role, Sql, World};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

async fn quoted(client: &Client, reference: &str) -> Value {
    client.get(&format!("/references?id={}", reference.replace('#', "%23"))).await.expect(200)["items"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_shows_the_passage_as_it_was_and_no_longer_when_it_is_gone() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let thread = text(&member.start(&world.room("members"), "Tråden", "Vi har **prövat** detta i Örebro.").await, "id");
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let id = text(&page["items"][0], "id");
    // counted in the letters of the text as it is shown
    let passage = format!("message:{id}@1#7-13");
    let found = quoted(elected, &passage).await;
    assert_eq!(
        (&found["excerpt"], &found["deleted"], &found["changed"]),
        (&json!("prövat"), &json!(false), &json!(false))
    );
    assert_eq!(found["author"]["organisation"], "Örebro kommun");
    assert_eq!(found["url"], format!("/samtal/{thread}?inlagg=1"));
    assert_eq!(quoted(elected, &format!("message:{id}")).await["excerpt"], "Vi har prövat detta i Örebro.");
    assert_eq!(quoted(elected, &format!("message:{id}@1#900-950")).await["excerpt"], "");

    let quote = format!("[Citat: Member](samrum:message/{id}@1#7-13)\n\nHur gick det?");
    let answer = elected.say(&thread, &quote).await;
    let html = text(&answer, "html");
    assert!(html.contains(&format!("<blockquote data-quote=\"message/{id}@1#7-13\">")), "{html}");
    assert!(!html.contains("prövat"), "no words are copied: {html}");
    // nor do they stand in lists: the quote is not the answerer's own words
    let list = elected.get(&format!("/rooms/{}/conversations", world.room("members"))).await.expect(200);
    assert_eq!(list["items"][0]["last_message"]["excerpt"], "Hur gick det?");

    // edited: the passage stands as it was quoted, and says that there is a newer wording
    let path = format!("/messages/{id}");
    member.patch(&path, 1, &json!({ "text": "Vi har *infört* detta." })).await.expect(200);
    let found = quoted(elected, &passage).await;
    assert_eq!((&found["excerpt"], &found["changed"]), (&json!("prövat"), &json!(true)));
    assert_eq!(quoted(elected, &format!("message:{id}@2#7-13")).await["excerpt"], "infört");
    // taken away: gone from every quote, whichever wording it quoted
    member.delete(&path, Some(2)).await.expect(204);
    for reference in [passage.clone(), format!("message:{id}@2"), format!("message:{id}")] {
        let found = quoted(elected, &reference).await;
        assert_eq!((&found["found"], &found["deleted"], &found["excerpt"]), (&json!(true), &json!(true), &json!("")));
    }
    // and back
    member.post(&format!("{path}/restore"), &json!({})).await.expect(200);
    assert_eq!(quoted(elected, &passage).await["excerpt"], "prövat");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_carries_nothing_to_who_may_not_read_its_source() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let source = text(&member.start(&world.room("members"), "Internt kulbana", "Mellan oss kulbana").await, "id");
    let page = member.get(&format!("/conversations/{source}/messages")).await.expect(200);
    let id = text(&page["items"][0], "id");
    let open = text(&member.start(&world.room("whole_network"), "Öppet", "Första").await, "id");
    member.say(&open, &format!("[Citat: Member](samrum:message/{id}@1)\n\nSå sa vi.")).await;
    let observer = world.client(Role::Observer);
    for reference in [format!("message:{id}@1"), format!("conversation:{source}@1"), format!("conversation:{source}")] {
        let found = quoted(observer, &reference).await;
        assert_eq!(found["found"], false);
        assert!(!found.to_string().contains("kulbana"), "{found}");
        assert_eq!(quoted(member, &reference).await["found"], true);
    }
    for place in [format!("/conversations/{open}/messages"), "/start".into(), "/search?q=kulbana".into()] {
        let answer = observer.get(&place).await.expect(200);
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        assert!(!json!(items).to_string().contains("kulbana"), "{place}");
    }
    // a seat that ends takes the quotes with it, at once
    let elected = world.client(Role::Elected);
    assert_eq!(quoted(elected, &format!("message:{id}@1")).await["found"], true);
    world.end_seat(Role::Elected).await;
    assert_eq!(quoted(elected, &format!("message:{id}@1")).await["found"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn references_are_looked_up_together_and_each_in_its_place() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let thread = text(&member.start(&world.room("members"), "Tråden", "Första").await, "id");
    let mut asked = Vec::new();
    for n in 0..50 {
        if n % 2 == 0 {
            asked.push(format!("id=message:{}", text(&member.say(&thread, &format!("Nummer {n}")).await, "id")));
        } else {
            asked.push(format!("id=document:{}", uuid::Uuid::new_v4()));
        }
    }
    let found = member.get(&format!("/references?{}", asked.join("&"))).await.expect(200);
    for (n, one) in found["items"].as_array().unwrap().iter().enumerate() {
        assert_eq!(format!("id={}", text(one, "reference")), asked[n]);
        let expected = if n % 2 == 0 { json!(format!("Nummer {n}")) } else { Value::Null };
        assert_eq!(one["excerpt"], expected, "{n}");
    }
    asked.push(format!("id=conversation:{thread}"));
    assert_eq!(member.get(&format!("/references?{}", asked.join("&"))).await.problem(400), "bad_query");
    for bad in ["id=message:x", "id=message:", "id=conversation:x@y", "id=person:1", "x"] {
        assert_eq!(member.get(&format!("/references?{bad}")).await.problem(400), "bad_query", "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_keeps_words_title_and_attachments_on_all_devices() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let thread = text(&member.start(&world.room("members"), "Tråden", "Första").await, "id");
    let path = format!("/rooms/{}/documents", world.room("members"));
    let file = text(&member.upload(&path, "bilaga.txt", b"Bilaga".to_vec(), &[]).await.expect(201), "id");
    let place = format!("/drafts/conversation:{thread}");
    let body = json!({ "text": "Halv", "attachments": [file] });
    let saved = member.put(&place, &body).await.expect(200);
    assert_eq!((&saved["text"], &saved["attachments"]), (&json!("Halv"), &json!([file])));
    let all = member.get("/drafts").await.expect(200);
    assert_eq!(all["items"][0], saved);
    assert_eq!(world.client(Role::Elected).get("/drafts").await.expect(200)["items"], json!([]));
    // a new wording of one's own message has one, too
    let said = text(&member.say(&thread, "Ord").await, "id");
    member.put(&format!("/drafts/message:{said}"), &json!({ "text": "Andra ord" })).await.expect(200);
    assert_eq!(member.get("/drafts").await.expect(200)["items"].as_array().unwrap().len(), 2);
    member.delete(&format!("/drafts/message:{said}"), None).await.expect(204);
    let observer = world.client(Role::Observer);
    for hidden in [format!("message:{said}"), format!("conversation:{thread}"), "message:x".into()] {
        assert_eq!(observer.put(&format!("/drafts/{hidden}"), &json!({ "text": "x" })).await.problem(404), "not_found");
    }
    let many: Vec<_> = (0..21).map(|_| file.clone()).collect();
    assert_eq!(member.put(&place, &json!({ "text": "x", "attachments": many })).await.problem(422), "invalid");
    assert_eq!(member.put(&place, &json!({ "text": "å".repeat(32 * 1024 + 1) })).await.problem(422), "invalid");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_message_changed_hundreds_of_times_each_quote_shows_what_it_quoted() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let thread = text(&member.start(&world.room("members"), "Tråden", "Först").await, "id");
    let page = member.get(&format!("/conversations/{thread}/messages")).await.expect(200);
    let id = text(&page["items"][0], "id");
    member.patch(&format!("/messages/{id}"), 1, &json!({ "text": "Sist" })).await.expect(200);
    // six hundred changes between
    let sql = Sql::of(world.node.config()).await;
    let between = "INSERT INTO message_version (message_id, revision, text, html, written_at) \
                   WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 600) \
                   SELECT message_id, 1 + n, 'Mellan', '<p>Mellan</p>', written_at FROM message_version, many \
                   WHERE text = 'Först'";
    sql.run(between, []).await;
    sql.run("UPDATE message SET revision = 602 WHERE text = 'Sist'", []).await;
    let asked: Vec<String> = [1, 2, 601, 602].iter().map(|revision| format!("id=message:{id}@{revision}")).collect();
    let found = member.get(&format!("/references?{}", asked.join("&"))).await.expect(200);
    let excerpts: Vec<String> = found["items"].as_array().unwrap().iter().map(|one| text(one, "excerpt")).collect();
    assert_eq!(excerpts, ["Först", "Mellan", "Mellan", "Sist"]);
    // who may not read it gets none of them
    let found = world.client(Role::Observer).get(&format!("/references?{}", asked.join("&"))).await.expect(200);
    assert!(found["items"].as_array().unwrap().iter().all(|one| one["found"] == false), "{found}");
}
