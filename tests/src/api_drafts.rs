//! What a draft keeps beside its words, and two devices that write in one.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Role, Sql, World};

fn only(list: &Value) -> Value {
    let items = list["items"].as_array().expect("items");
    assert_eq!(items.len(), 1, "{list}");
    items[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_for_something_new_is_kept_with_its_words() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let path = |kind: &str| format!("/drafts/{kind}:{}", world.room("members"));
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    let chosen = [
        ("room", json!({ "text": "Ny", "thread_kind": "good_example", "room_id": one, "networks": [other] })),
        ("ask", json!({ "text": "Ny", "due_on": "2027-01-15", "organisations": [one, other] })),
        ("proposal", json!({ "text": "Ny", "voting": "person", "closes_at": "2027-01-15T16:00:00Z" })),
    ];
    for (kind, draft) in &chosen {
        let saved = member.put(&path(kind), draft).await.expect(200);
        let listed = only(&member.get("/drafts").await.expect(200));
        for (field, value) in draft.as_object().unwrap() {
            assert_eq!((&saved[field], &listed[field]), (value, value), "{field} of {kind}");
        }
        // nothing is chosen any more
        let plain = member.put(&path(kind), &json!({ "text": "Ny" })).await.expect(200);
        for field in ["thread_kind", "due_on", "organisations", "voting", "closes_at"] {
            assert_eq!(plain[field], Value::Null, "{field} of {kind}");
        }
        assert_eq!((&plain["room_id"], &plain["networks"]), (&Value::Null, &json!([])), "{kind}");
        member.delete(&path(kind), None).await.expect(204);
    }
    for (wrong, pointer) in [
        (json!({ "text": "Ny", "thread_kind": "planet" }), "/thread_kind"),
        (json!({ "text": "Ny", "due_on": "2027-02-30" }), "/due_on"),
        (json!({ "text": "Ny", "due_on": "+20270-01-01" }), "/due_on"),
        (json!({ "text": "Ny", "closes_at": "+020270-01-01T00:00:00Z" }), "/closes_at"),
        (json!({ "text": "Ny", "organisations": vec![one; 2_001] }), "/organisations"),
        (json!({ "text": "Ny", "networks": vec![one; 21] }), "/networks"),
    ] {
        let refused = member.put(&path("ask"), &wrong).await.expect(422);
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_device_never_writes_over_what_another_saved_unseen() {
    let world = World::new().await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    let path = format!("/drafts/room:{}", world.room("members"));
    let never = "1970-01-01T00:00:00Z";
    let first = member.put(&path, &json!({ "text": "På datorn", "since": never })).await.expect(200);
    let since = &first["updated_at"];
    world.node.clock.advance(std::time::Duration::from_secs(1));
    let second = member.put(&path, &json!({ "text": "På datorn, och mer", "since": since })).await.expect(200);
    world.node.clock.advance(std::time::Duration::from_secs(1));
    for stale in [since, &json!(never)] {
        let late = json!({ "text": "På telefonen, som sov", "since": stale });
        assert_eq!(member.put(&path, &late).await.problem(412), "stale");
    }
    assert_eq!(only(&member.get("/drafts").await.expect(200))["text"], "På datorn, och mer");
    // having seen it, it takes its place; somebody else's draft of the same place is none of this
    let seen = json!({ "text": "Båda", "since": second["updated_at"] });
    member.put(&path, &seen).await.expect(200);
    elected.put(&path, &json!({ "text": "Egen", "since": never })).await.expect(200);
    // thrown away meanwhile, it is written anew
    member.delete(&path, None).await.expect(204);
    member.put(&path, &json!({ "text": "Igen", "since": since })).await.expect(200);
}

/// Until there were columns for it, what one answers stood among the documents.
#[tokio::test(flavor = "multi_thread")]
async fn what_drafts_held_before_is_kept() {
    let mut world = World::new().await;
    let thread = world.client(Role::Member).start(&world.room("members"), "Tråd", "Hej").await;
    let thread = thread["id"].as_str().unwrap().to_owned();
    let said = world.client(Role::Member).say(&thread, "Att svara på").await["id"].clone();
    let documents = json!([Uuid::new_v4()]);
    let (in_thread, in_room) = (format!("conversation:{thread}"), format!("room:{}", world.room("members")));
    for place in [&in_thread, &in_room] {
        world.client(Role::Member).put(&format!("/drafts/{place}"), &json!({ "text": "Påbörjat" })).await.expect(200);
    }
    world.node.stop().await;
    let sql = Sql::of(world.node.config()).await;
    for column in ["answers", "ask_seen", "thread_kind", "due_on", "organisations", "voting", "closes_at"] {
        sql.run(&format!("ALTER TABLE draft DROP COLUMN {column}"), []).await;
    }
    sql.run("ALTER TABLE person DROP COLUMN moved_seen_at", []).await;
    sql.run("DELETE FROM seaql_migrations WHERE version = 'm0058_draft_choices'", []).await;
    let more = json!({ "documents": documents, "answers": said, "ask_seen": true });
    for (place, along) in [(&in_thread, more), (&in_room, documents.clone())] {
        let held = "UPDATE draft SET attachments = $1 WHERE place = $2";
        sql.run(held, [along.into(), place.clone().into()]).await;
    }
    drop(sql);
    world.node.restart().await;
    world.sign_everybody_in().await;
    let drafts = world.client(Role::Member).get("/drafts").await.expect(200);
    let held = |place: &str| {
        let one = drafts["items"].as_array().unwrap().iter().find(|one| one["place"] == place).unwrap();
        (one["attachments"].clone(), one["answers"].clone(), one["ask_seen"].clone())
    };
    assert_eq!(held(&in_thread), (documents.clone(), said, json!(true)));
    assert_eq!(held(&in_room), (documents, Value::Null, json!(false)));
}
