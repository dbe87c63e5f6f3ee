//! Flagging, hiding with a trace, and the coordinators' queue.

use serde_json::{Value, json};

use crate::harness::{Answer, Client, Role, Socket, Sql, World};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

async fn flag(client: &Client, message: &str, reason: &str) -> Answer {
    client.put(&format!("/messages/{message}/flag"), &json!({ "reason": reason })).await
}

async fn queue(client: &Client, settled: bool) -> Vec<Value> {
    let flags = client.get(&format!("/flags?settled={settled}&limit=100")).await.expect(200);
    flags["items"].as_array().unwrap().clone()
}

async fn audit(world: &World, act: &str) -> i64 {
    let sql = Sql::of(world.node.config()).await;
    sql.number("SELECT count(*) AS n FROM audit WHERE act = $1", [act.into()]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flag_waits_for_the_coordinators_and_is_settled_once() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let thread = id(&member.start(&world.room("members"), "Hur gör ni?", "Först").await);
    let message = id(&member.say(&thread, "Om en namngiven elev").await);
    let mut coordinators = Socket::open(coordinator).await;
    coordinators.listen(&world.room("coordination")).await;
    let mut others = Socket::open(member).await;
    others.listen(&world.room("members")).await;
    flag(world.client(Role::Elected), &message, "Det handlar om ett barn").await.expect(204);
    assert_eq!(coordinators.event("flags_changed").await["data"]["network_id"], world.network.to_string());
    let waiting = queue(coordinator, false).await;
    let [row] = &waiting[..] else { panic!("{waiting:?}") };
    assert_eq!((&row["reason"], &row["flagger"]), (&json!("Det handlar om ett barn"), &json!("Elected Testsson")));
    assert_eq!(row["message"]["author"]["name"], "Member Testsson");
    assert!(row["message"]["html"].as_str().unwrap().contains("namngiven elev"));
    assert_eq!(row["message"]["place"]["conversation_id"], thread.as_str());
    // flagged again by the same person it is one, with the newer reason
    flag(world.client(Role::Elected), &message, "Elevens namn står där").await.expect(204);
    flag(world.client(Role::Guest), &message, "Jag ser det också").await.expect(204);
    let reasons: Vec<Value> = queue(coordinator, false).await.iter().map(|row| row["reason"].clone()).collect();
    assert_eq!(reasons, ["Elevens namn står där", "Jag ser det också"]);
    // nobody else sees a thing of it, and the author's own screens say nothing
    for role in [Role::Member, Role::Elected, Role::WorkingGroup, Role::Administrator, Role::OtherNetwork, Role::Guest]
    {
        assert_eq!(queue(world.client(role), false).await, Vec::<Value>::new(), "{role:?}");
    }
    assert!(others.settled().await.iter().all(|frame| frame["type"] != "event"));
    let seen = member.get(&format!("/messages/{message}")).await.expect(200);
    assert!(!seen.to_string().contains("lag") && !seen.to_string().contains("Elevens"), "{seen}");
    let path = |row: &Value, act: &str| format!("/flags/{}/{act}", id(row));
    let waiting = queue(coordinator, false).await;
    coordinator.post(&path(&waiting[0], "leave"), &Value::Null).await.expect(204);
    assert_eq!(coordinator.post(&path(&waiting[0], "leave"), &Value::Null).await.problem(409), "flag_settled");
    assert_eq!((queue(coordinator, false).await.len(), queue(coordinator, true).await.len()), (1, 1));
    assert_eq!(queue(coordinator, true).await[0]["outcome"], "left");
    coordinator.post(&path(&waiting[0], "reopen"), &Value::Null).await.expect(204);
    assert_eq!(coordinator.post(&path(&waiting[0], "reopen"), &Value::Null).await.problem(409), "flag_not_settled");
    assert_eq!(queue(coordinator, false).await.len(), 2);
    // taken back, it waits no more
    world.client(Role::Guest).delete(&format!("/messages/{message}/flag"), None).await.expect(204);
    assert_eq!(queue(coordinator, false).await.len(), 1);
    // its author takes it away: the queue shows no words of it
    member.delete(&format!("/messages/{message}"), Some(1)).await.expect(204);
    let row = queue(coordinator, false).await.remove(0);
    assert_eq!((&row["message"]["deleted"], &row["message"]["html"]), (&json!(true), &json!("")));
    for (act, times) in
        [("message_flagged", 3), ("message_flag_withdrawn", 1), ("flag_settled", 1), ("flag_reopened", 1)]
    {
        assert_eq!(audit(&world, act).await, times, "{act}");
    }
    for (body, pointer) in [(json!({ "reason": " " }), "/reason"), (json!({ "reason": "å".repeat(501) }), "/reason")] {
        let refused = world.client(Role::Host).put(&format!("/messages/{message}/flag"), &body).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    assert_eq!(flag(world.client(Role::Host), &message, "Borta").await.problem(409), "message_deleted");
    assert_eq!(flag(member, &message, "Mitt eget").await.problem(403), "forbidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn hiding_leaves_a_trace_settles_the_flags_and_is_undone() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let thread = id(&member.start(&world.room("whole_network"), "En tråd", "Först").await);
    let message = id(&member.say(&thread, "Hårda ord").await);
    let path = format!("/messages/{message}/hidden");
    flag(world.client(Role::Observer), &message, "Tonen").await.expect(204);
    flag(world.client(Role::Host), &message, "Onödigt").await.expect(204);
    let mut socket = Socket::open(member).await;
    socket.listen(&world.room("whole_network")).await;
    let why = json!({ "reason": "Vi skriver inte så här till varandra" });
    for (role, status) in [(Role::Host, 403), (Role::WorkingGroup, 403), (Role::OtherNetwork, 404)] {
        world.client(role).put(&path, &why).await.expect(status);
    }
    coordinator.put(&path, &json!({ "reason": "" })).await.expect(422);
    let hidden = coordinator.put(&path, &why).await.expect(200);
    assert_eq!((&hidden["text"], &hidden["hidden_reason"]), (&json!(""), &why["reason"]));
    let frame = socket.event("message_hidden").await;
    assert_eq!(frame["data"]["message"], hidden);
    assert_eq!(coordinator.put(&path, &why).await.problem(409), "message_deleted");
    let edit = member.patch(&format!("/messages/{message}"), 2, &json!({ "text": "Mjuka ord" })).await;
    assert_eq!(edit.problem(409), "message_deleted");
    assert_eq!(queue(coordinator, false).await.len(), 0);
    let settled = queue(coordinator, true).await;
    assert!(settled.iter().all(|row| row["outcome"] == "hidden" && row["settled_by"] == "Coordinator Testsson"));
    // to those who decide it shows what it said; the words themselves were never changed
    assert!(settled[0]["message"]["html"].as_str().unwrap().contains("Hårda ord"));
    let shown = coordinator.delete(&path, None).await.expect(200);
    assert_eq!(
        (&shown["text"], &shown["hidden_reason"], &shown["edited_at"]),
        (&json!("Hårda ord"), &Value::Null, &Value::Null)
    );
    socket.event("message_shown").await;
    assert_eq!(coordinator.delete(&path, None).await.problem(409), "not_hidden");
    assert_eq!(queue(coordinator, false).await.len(), 2, "they wait again");
    // hidden and shown again, each with who and why, in the audit log and in rows
    coordinator.put(&path, &why).await.expect(200);
    let sql = Sql::of(world.node.config()).await;
    let hidings = "SELECT count(*) AS n FROM message_hiding WHERE hidden_by IS NOT NULL AND reason <> ''";
    assert_eq!(sql.number(hidings, []).await, 2);
    assert_eq!(sql.number("SELECT count(shown_at) AS n FROM message_hiding", []).await, 1);
    assert_eq!((audit(&world, "message_hidden").await, audit(&world, "message_shown").await), (2, 1));
    assert!(matches!(domain::audit::verify(world.node.store().reader()).await, Ok(Ok(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_conversation_is_closed_from_the_queue_and_the_log_says_so() {
    let world = World::new().await;
    let (member, coordinator) = (world.client(Role::Member), world.client(Role::Coordinator));
    let thread = id(&member.start(&world.room("members"), "Det hettar till", "Först").await);
    let message = id(&member.say(&thread, "Hårda ord").await);
    flag(world.client(Role::Host), &message, "Tonen").await.expect(204);
    let mut others = Socket::open(coordinator).await;
    others.listen(&world.room("coordination")).await;
    let path = format!("/conversations/{thread}");
    let close = |closed: bool| json!({ "closed": closed });
    assert_eq!(queue(coordinator, false).await[0]["message"]["place"]["closed"], false);
    assert_eq!(world.client(Role::Host).patch(&path, 1, &close(true)).await.problem(403), "forbidden");
    coordinator.patch(&path, 1, &close(true)).await.expect(200);
    others.event("flags_changed").await;
    assert_eq!(queue(coordinator, false).await[0]["message"]["place"]["closed"], true);
    // closed already: nothing happens that the log would tell
    coordinator.patch(&path, 2, &close(true)).await.expect(200);
    coordinator.patch(&path, 3, &close(false)).await.expect(200);
    assert_eq!(queue(coordinator, false).await[0]["message"]["place"]["closed"], false);
    let log = (audit(&world, "conversation_closed").await, audit(&world, "conversation_reopened").await);
    assert_eq!(log, (1, 1));
    assert!(matches!(domain::audit::verify(world.node.store().reader()).await, Ok(Ok(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_is_not_told_who_flagged_even_as_a_coordinator() {
    let world = World::new().await;
    let coordinator = world.client(Role::Coordinator);
    let thread = id(&coordinator.start(&world.room("whole_network"), "Välkomna", "Först").await);
    let message = id(&coordinator.say(&thread, "Skriv ert svar i dag").await);
    flag(world.client(Role::Observer), &message, "För hård ton").await.expect(204);
    let row = queue(coordinator, false).await.remove(0);
    assert_eq!((&row["flagger"], &row["flagged_by"]), (&Value::Null, &Value::Null));
    assert!(!row.to_string().contains("Observer"), "{row}");
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_a_direct_conversation_one_message_is_handed_over_and_no_more() {
    let world = World::new().await;
    let (member, observer, coordinator) =
        (world.client(Role::Member), world.client(Role::Observer), world.client(Role::Coordinator));
    let direct = json!({ "people": [world.people[&Role::Observer]] });
    let direct = member.post("/direct", &direct).await.expect(201);
    let conversation = id(&direct);
    member.say(&conversation, "Det hemliga förordet").await;
    let message = id(&member.say(&conversation, "De hårda orden").await);
    member.say(&conversation, "Det hemliga efterordet").await;
    // without choosing to hand it over nothing is flagged
    let refused = flag(observer, &message, "Tonen").await.expect(422);
    assert_eq!(refused["errors"][0]["pointer"], "/hand_over_to");
    let hand = |network: String| json!({ "reason": "Tonen", "hand_over_to": network });
    let path = format!("/messages/{message}/flag");
    let foreign = observer.put(&path, &hand(world.other_network.to_string())).await.expect(404);
    assert_eq!(foreign["errors"][0]["pointer"], "/hand_over_to");
    assert_eq!(queue(coordinator, false).await.len(), 0);
    observer.put(&path, &hand(world.network.to_string())).await.expect(204);
    let flags = queue(coordinator, false).await;
    let [row] = &flags[..] else { panic!("{flags:?}") };
    assert_eq!((&row["handed_over"], &row["message"]["place"]), (&json!(true), &Value::Null));
    let told = row.to_string();
    assert!(told.contains("De hårda orden") && !told.contains("hemliga"), "{told}");
    for secret in [&conversation, direct["room_id"].as_str().unwrap()] {
        assert!(!told.contains(secret), "{told}");
    }
    // nothing else opens
    for path in [
        format!("/conversations/{conversation}"),
        format!("/conversations/{conversation}/messages"),
        format!("/messages/{message}"),
        format!("/messages/{message}/history"),
        format!("/messages/{message}/hidden"),
        format!("/rooms/{}", direct["room_id"].as_str().unwrap()),
    ] {
        coordinator.get(&path).await.expect(404);
    }
    let hide = json!({ "reason": "Nej" });
    coordinator.put(&format!("/messages/{message}/hidden"), &hide).await.expect(404);
    // an edit afterwards does not change what was handed over; taken away it is gone
    member.patch(&format!("/messages/{message}"), 1, &json!({ "text": "Mjuka ord" })).await.expect(200);
    assert!(queue(coordinator, false).await[0].to_string().contains("De hårda orden"));
    member.delete(&format!("/messages/{message}"), Some(2)).await.expect(204);
    assert!(!queue(coordinator, false).await[0].to_string().contains("orden"));
    coordinator.post(&format!("/flags/{}/leave", id(row)), &Value::Null).await.expect(204);
}
