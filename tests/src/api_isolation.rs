//! Ids of another network in every path and body: they do not exist, and nothing happens.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Role, Sql, World};

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_neighbours_ids_do_not_exist() {
    let world = World::new().await;
    let neighbour = world.client(Role::OtherNetwork);
    let there = world.other_rooms["whole_network"].to_string();
    let conversation = text(&neighbour.start(&there, "Grannens", "Hemligt").await, "id");
    let message = text(&neighbour.say(&conversation, "Mer").await, "id");
    let uploaded = neighbour.upload(&format!("/rooms/{there}/documents"), "g.txt", b"Hemligt".to_vec(), &[]).await;
    let document = text(&uploaded.expect(201), "id");
    let folder = neighbour.post(&format!("/rooms/{there}/folders"), &json!({ "name": "Mapp" })).await;
    let folder = text(&folder.expect(201), "id");
    let begun = json!({ "name": "g.bin", "size": 10 });
    let upload = text(&neighbour.post(&format!("/rooms/{there}/uploads"), &begun).await.expect(201), "id");
    let network = world.other_network;
    let first = || json!({ "client_id": Uuid::new_v4(), "text": "Hemligt" });
    let due_on = world.node.clock.today();
    let closes_at = world.node.clock.now() + chrono::TimeDelta::days(1);
    let question = json!({ "title": "Grannens", "question": first(), "due_on": due_on });
    let wording = json!({ "title": "Grannens", "background": first(), "wording": "x", "voting": "organisation",
        "closes_at": closes_at });
    let asked = text(&neighbour.post(&format!("/rooms/{there}/asks"), &question).await.expect(201), "id");
    let proposed = text(&neighbour.post(&format!("/rooms/{there}/proposals"), &wording).await.expect(201), "id");
    let me = neighbour.get("/me").await.expect(200);
    let organisation = text(&me["standings"][0]["organisation"], "id");
    let description = serde_json::to_value(samrum::openapi::document()).unwrap();
    let sql = Sql::of(world.node.config()).await;
    let count = async || sql.number("SELECT count(*) AS n FROM event WHERE kind <> 'document_read'", []).await;
    let before = count().await;
    let ours = [Role::Member, Role::Coordinator, Role::Administrator, Role::Guest, Role::Nobody];
    let mut tried = 0;
    for (path, item) in description["paths"].as_object().unwrap() {
        let path = path.trim_start_matches("/api/v1");
        let foreign = match path.split('/').nth(1).unwrap() {
            _ if path == "/drafts/{place}" => format!("conversation:{conversation}"),
            "networks" => network.to_string(),
            "rooms" => there.clone(),
            "conversations" if path.contains("/ask") => asked.clone(),
            "conversations" if path.contains("/proposal") => proposed.clone(),
            "conversations" => conversation.clone(),
            "decisions" => Uuid::new_v4().to_string(),
            "messages" => message.clone(),
            "documents" => document.clone(),
            "folders" => folder.clone(),
            "uploads" => upload.clone(),
            "seats" => world.seats[&Role::OtherNetwork].to_string(),
            "invitations" | "seat-proposals" | "seat-rounds" | "substitutions" => Uuid::new_v4().to_string(),
            "meetings" => Uuid::new_v4().to_string(),
            _ => continue,
        };
        if !path.contains('{') {
            continue;
        }
        let address = path.replace("{id}", &foreign).replace("{place}", &foreign);
        let address = address.replace("{organisation}", &organisation);
        let address = address.replace("{seat}", &world.seats[&Role::OtherNetwork].to_string());
        let address = address.replace("{holding}", &Uuid::new_v4().to_string());
        for method in item.as_object().unwrap().keys() {
            let called = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            // an administrator sees and appoints coordinators in every network
            let theirs = path == "/networks/{id}/appointments";
            for role in ours.into_iter().filter(|role| !(theirs && *role == Role::Administrator)) {
                let client = world.client(role);
                let request = client.request(called.clone(), &address).header("If-Match", "\"1\"");
                let part = || reqwest::multipart::Part::bytes(b"x".to_vec()).file_name("x.txt");
                let request = match (method.as_str(), path) {
                    ("post", "/rooms/{id}/documents" | "/documents/{id}/versions") => {
                        request.multipart(reqwest::multipart::Form::new().part("file", part()))
                    }
                    ("patch", "/uploads/{id}") => {
                        let kind = "application/octet-stream";
                        request.header("Upload-Offset", "0").header("Content-Type", kind).body("x")
                    }
                    ("get", "/rooms/{id}/mentions/reach") => request.query(&[("id", "samrum:everyone")]),
                    ("post", "/rooms/{id}/conversations") => {
                        request.json(&json!({ "title": "En tråd", "text": "Hej" }))
                    }
                    ("post", "/rooms/{id}/asks") => request.json(&question),
                    ("post", "/rooms/{id}/proposals") => request.json(&wording),
                    ("put", "/conversations/{id}/proposal/voice") => {
                        request.json(&json!({ "organisation_id": organisation, "choice": "agree" }))
                    }
                    ("post", "/conversations/{id}/proposal/close") => request.json(&json!({ "result": "withdrawn" })),
                    _ => match &item[method]["requestBody"]["content"]["application/json"]["schema"] {
                        Value::Null => request,
                        schema => request.json(&least(schema, &description)),
                    },
                };
                let asked = item[method]["parameters"].as_array().into_iter().flatten();
                let needed = asked.filter(|one| one["in"] == "query" && one["required"] == true && one["name"] != "id");
                let needed: Vec<_> = needed
                    .map(|one| (one["name"].as_str().unwrap_or_default(), least(&one["schema"], &description)))
                    .map(|(name, value)| (name.to_owned(), value.as_str().map_or(value.to_string(), str::to_owned)))
                    .collect();
                let answer = client.send(request.query(&needed)).await;
                assert_eq!(answer.problem(404), "not_found", "{called} {path} as {role:?}");
                tried += 1;
            }
        }
    }
    // as values, too
    let member = world.client(Role::Member);
    let room = world.room("members");
    let own = text(&member.start(&room, "Vår", "Hej").await, "id");
    let before_bodies = count().await;
    let attach = json!({ "client_id": Uuid::new_v4(), "text": "x", "attachments": [document] });
    assert_eq!(member.post(&format!("/conversations/{own}/messages"), &attach).await.problem(404), "not_found_in");
    let people = json!({ "people": [world.people[&Role::OtherNetwork].to_string()] });
    assert_eq!(member.post("/direct", &people).await.problem(404), "not_found_in");
    let inside = json!({ "name": "x", "parent_id": folder });
    assert_eq!(member.post(&format!("/rooms/{room}/folders"), &inside).await.problem(404), "not_found_in");
    let (path, field) = (format!("/rooms/{room}/documents"), [("folder_id", folder.as_str())]);
    assert_eq!(member.upload(&path, "x.txt", b"x".to_vec(), &field).await.problem(404), "not_found_in");
    for query in [
        format!("/rooms/{room}/documents?folder={folder}"),
        format!("/networks/{}/conversations?room={there}", world.network),
        format!("/networks/{}/documents?room={there}", world.network),
        format!("/people?network={network}"),
    ] {
        assert_eq!(member.get(&query).await.problem(404), "not_found", "{query}");
    }
    let folders = member.get(&format!("/rooms/{room}/folders?parent={folder}")).await;
    assert!(folders.status == 404 || folders.json()["items"] == json!([]));
    for query in [format!("network={network}"), format!("room={there}")] {
        let found = member.get(&format!("/search?q=hemligt&facets=true&{query}")).await.expect(200);
        assert_eq!((&found["items"], &found["facets"]["room"]), (&json!([]), &json!([])), "{query}");
    }
    assert_eq!(count().await, before_bodies, "a refusal was recorded");
    assert_eq!(before + 2, before_bodies, "only our own thread and its message came between");
    println!("{tried} calls");
}

/// The least value that the description allows: what is refused is refused for the address alone.
fn least(schema: &Value, description: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = description.pointer(reference.trim_start_matches('#')).expect("a described type");
        return least(named, description);
    }
    if let Some(one) = schema["enum"].as_array().and_then(|values| values.first()) {
        return one.clone();
    }
    for alternatives in ["oneOf", "anyOf"] {
        if let Some(one) = schema[alternatives].as_array().and_then(|schemas| schemas.first()) {
            return least(one, description);
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = serde_json::Map::new();
        for part in parts {
            whole.extend(least(part, description).as_object().cloned().unwrap_or_default());
        }
        return Value::Object(whole);
    }
    let kind = schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or("object");
    match (kind, schema["format"].as_str()) {
        ("string", Some("uuid")) => json!(Uuid::new_v4()),
        ("string", Some("date-time")) => json!("2100-05-01T10:00:00Z"),
        ("string", Some("date")) => json!("2100-05-01"),
        ("string", _) => json!("x"),
        ("integer" | "number", _) => json!(schema["minimum"].as_i64().unwrap_or(1)),
        ("boolean", _) => json!(true),
        ("array", _) => match schema["minItems"].as_u64().unwrap_or(0) {
            0 => json!([]),
            _ => json!([least(&schema["items"], description)]),
        },
        _ => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            required.map(|name| (name.to_owned(), least(&schema["properties"][name], description))).collect()
        }
    }
}
