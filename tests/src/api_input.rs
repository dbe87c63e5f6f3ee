//! Bad input gets a problem in the user's language, never a fault of ours, and nothing half-written.

use base64::Engine as _;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answer, Client, Role, World};

async fn raw(client: &Client, method: Method, path: &str, kind: &str, body: impl Into<reqwest::Body>) -> Answer {
    client.send(client.request(method, path).header("Content-Type", kind).body(body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_the_wrong_form_is_told_where() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let started = member.start(&world.room("members"), "Tråd", "Hej").await;
    let path = format!("/conversations/{}/messages", started["id"].as_str().unwrap());
    let json = "application/json";
    for broken in ["", "{", "nej", "{\"text\": \"a\",}", "\u{feff}{}"] {
        let answer = raw(member, Method::POST, &path, json, broken).await;
        assert_eq!(answer.problem(400), "bad_json", "{broken}");
    }
    assert_eq!(raw(member, Method::POST, &path, json, vec![0xff, 0xfe]).await.status, 400);
    let id = Uuid::new_v4();
    for (body, pointer, code) in [
        (json!({ "client_id": id, "text": "x", "extra": 1 }), "/extra", "unknown_field"),
        (json!({ "client_id": id }), "/text", "missing"),
        (json!({ "client_id": "x", "text": "x" }), "/client_id", "wrong_form"),
        (json!({ "client_id": id, "text": 3 }), "/text", "wrong_form"),
        (json!({ "client_id": id, "text": "x", "attachments": [id, 3] }), "/attachments/1", "wrong_form"),
        (json!([1, 2]), "/0", "wrong_form"),
        (json!(null), "", "wrong_form"),
    ] {
        let refused = member.post(&path, &body).await.expect(422);
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!(pointer), &json!(code)),
            "{body}"
        );
        assert!(!refused["errors"][0]["message"].as_str().unwrap().is_empty());
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
        let answer = raw(member, Method::POST, &path, kind, "{}").await;
        assert_eq!(answer.problem(415), "unsupported_media_type", "{kind}");
    }
    let large = format!("{{\"client_id\":\"{id}\",\"text\":\"{}\"}}", "x".repeat(600 * 1024));
    assert_eq!(raw(member, Method::POST, &path, json, large).await.problem(413), "too_large");
    let deep = "[".repeat(100_000);
    assert!(raw(member, Method::POST, &path, json, deep).await.status.is_client_error());
    assert_eq!(member.get(&path).await.expect(200)["last_position"], 1, "nothing was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_the_wrong_form_is_told() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    let (network, room) = (format!("/networks/{}", world.network), format!("/rooms/{}", world.room("members")));
    for list in [format!("{network}/conversations"), format!("{room}/documents"), "/people".into(), "/direct".into()] {
        for limit in ["0", "101", "-1", "99999999999999999999", "x", ""] {
            assert_eq!(member.get(&format!("{list}?limit={limit}")).await.problem(400), "bad_query", "{list} {limit}");
        }
        member.get(&format!("{list}?limit=100")).await.expect(200);
        for cursor in ["x", "", "e30", "bnVsbA", &"A".repeat(2_000)] {
            assert_eq!(
                member.get(&format!("{list}?cursor={cursor}")).await.problem(400),
                "bad_cursor",
                "{list} {cursor}"
            );
        }
        assert_eq!(member.get(&format!("{list}?okant=1")).await.problem(400), "bad_query", "{list}");
    }
    for path in ["/networks/x", "/rooms/1", "/conversations/åäö", "/messages/%00", "/documents/..%2f..", "/meetings/-"]
    {
        assert_eq!(member.get(path).await.problem(404), "not_found", "{path}");
    }
    let nothing = Uuid::new_v4();
    for kind in ["networks", "rooms", "conversations", "messages", "documents", "meetings"] {
        assert_eq!(member.get(&format!("/{kind}/{nothing}")).await.problem(404), "not_found", "{kind}");
    }
    assert_eq!(member.get("/finns-inte").await.problem(404), "not_found");
    // what is there takes other methods, which are named; who is asking makes no difference
    for (method, path, allowed) in [
        (Method::PUT, "/networks".to_owned(), "GET"),
        (Method::DELETE, room.clone(), "GET, PATCH"),
        (Method::POST, format!("/messages/{nothing}"), "DELETE, GET, PATCH"),
        (Method::POST, "/events".into(), "GET"),
        (Method::PUT, "/socket".into(), "GET"),
    ] {
        for client in [member, &world.node.anonymous()] {
            let answer = client.send(client.request(method.clone(), &path)).await;
            assert_eq!(answer.header("allow"), allowed, "{method} {path}");
            assert_eq!(answer.problem(405), "method_not_allowed", "{method} {path}");
        }
    }
    let nowhere = member.send(member.request(Method::PUT, "/finns-inte")).await;
    assert_eq!(nowhere.problem(404), "not_found");
    let long = "x".repeat(4_001);
    assert_eq!(member.get(&format!("/search?q={long}")).await.problem(400), "bad_query");
    for query in ["kind=planet", "network=x", "year=tjugo", "order=best", "published=kanske"] {
        assert_eq!(member.get(&format!("/search?q=a&{query}")).await.problem(400), "bad_query", "{query}");
    }
    for query in ["id=planet:1", "id=document:x", "x=1", "id"] {
        assert_eq!(member.get(&format!("/references?{query}")).await.problem(400), "bad_query", "{query}");
    }
    let many = vec![format!("id=document:{nothing}"); 51].join("&");
    assert_eq!(member.get(&format!("/references?{many}")).await.problem(400), "bad_query");
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_cursors_and_strange_letters_are_no_fault_of_ours() {
    let world = World::new().await;
    let member = world.client(Role::Member);
    member.start(&world.room("members"), "Tråd", "Hej").await;
    let forge = |value: Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
    let id = Uuid::nil();
    let far = ["+262142-12-31T23:59:59Z", "-262143-01-01T00:00:00Z", "-9999-01-01T00:00:00Z", "9999-12-31T23:59:60Z"];
    let lists = ["conversations", "documents", "meetings", "participations"];
    let mut cursors: Vec<Value> = far.iter().map(|at| json!([at, id])).collect();
    cursors.extend([
        json!(["a\u{0}b", id]),
        json!([i32::MAX, i32::MIN, id]),
        json!([i64::MAX, 0, id]),
        json!(u64::MAX),
    ]);
    for list in lists {
        for cursor in &cursors {
            let answer =
                member.get(&format!("/networks/{}/{list}?cursor={}", world.network, forge(cursor.clone()))).await;
            assert!(answer.status.as_u16() < 500, "{list} {cursor}: {}", answer.status);
        }
    }
    for cursor in &cursors {
        for list in ["/people?", "/direct?", "/search?q=hej&"] {
            let answer = member.get(&format!("{list}cursor={}", forge(cursor.clone()))).await;
            assert!(answer.status.as_u16() < 500, "{list} {cursor}: {}", answer.status);
        }
    }
    let network = format!("/networks/{}", world.network);
    let letters = [
        "%00",
        "%ff",
        "%25%5f%5c",
        "%e2%80%ae",
        "'%3b--",
        "%22",
        "(((",
        "*",
        "%f0%9f%98%80",
        "\\",
        "-",
        ":",
        "i:",
        "från:",
    ];
    for text in letters {
        for list in ["/search?q=".to_owned(), "/people?q=".into(), format!("{network}/documents?q=")] {
            let answer = member.get(&format!("{list}{text}")).await;
            assert!(answer.status.as_u16() < 500, "{list}{text}: {}", answer.status);
        }
    }
    for year in ["-1", "0", "2147483647", "-2147483648"] {
        member.get(&format!("{network}/documents?year={year}")).await.expect(200);
        member.get(&format!("/search?q=a&year={year}")).await.expect(200);
    }
    let nobody = world.client(Role::Anonymous);
    for way in ["/session", "/token"] {
        let body = json!({ "email": "a\u{0}@b.se", "password": "x\u{0}" });
        assert!(nobody.post(way, &body).await.status.is_client_error());
        let long = json!({ "email": "a".repeat(100_000), "password": "x".repeat(100_000) });
        assert!(nobody.post(way, &long).await.status.is_client_error());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_are_worded_in_the_users_language() {
    let world = World::new().await;
    let (nobody, member) = (world.client(Role::Anonymous), world.client(Role::Member));
    let asked = async |client: &Client, path: &str, language: &str| {
        let answer = client.send(client.request(Method::GET, path).header("Accept-Language", language)).await;
        (answer.header("content-language").to_owned(), answer.json()["title"].as_str().unwrap_or_default().to_owned())
    };
    let swedish = asked(nobody, "/me", "sv").await;
    let english = asked(nobody, "/me", "en-GB,en;q=0.9").await;
    assert_eq!((swedish.0.as_str(), english.0.as_str()), ("sv", "en"));
    assert_eq!(english.1, "Not signed in");
    assert_ne!(swedish.1, english.1);
    assert_eq!(asked(nobody, "/me", "de").await, swedish);
    // the account's language goes before the browser's, also where the body or address is at fault
    assert_eq!(asked(member, "/rooms/x", "en").await.0, "sv");
    member.send(member.request(Method::PATCH, "/me").json(&json!({ "language": "en" }))).await.expect(200);
    for path in ["/rooms/x", "/people?limit=0", "/people?okant=1", "/finns-inte"] {
        assert_eq!(asked(member, path, "sv").await.0, "en", "{path}");
    }
    let broken = raw(member, Method::POST, "/direct", "application/json", "{").await;
    assert_eq!(broken.header("content-language"), "en");
    let room = member.get(&format!("/rooms/{}", world.room("members"))).await.expect(200);
    assert_eq!(room["name"], "Members");
    // a problem says enough to be reported
    let problem = member.get("/rooms/x").await.expect(404);
    for key in ["type", "title", "status", "detail", "instance", "code", "errors", "request_id"] {
        assert!(!problem[key].is_null(), "{key} in {problem}");
    }
}

/// Every operation, with bodies, ids, queries and headers nobody sends in earnest, as four roles.
#[tokio::test(flavor = "multi_thread")]
async fn no_operation_can_be_made_to_fail() {
    let world = World::new().await;
    let document = serde_json::to_value(samrum::openapi::document()).unwrap();
    let bodies = [
        "",
        "{}",
        "[]",
        "null",
        "\"x\"",
        "1e999",
        "{\"a\":",
        "{\"text\":\"\\u0000\",\"client_id\":\"x\"}",
        "{\"position\":-9223372036854775808}",
        "{\"people\":[\"\"]}",
        "{\"name\":\"\"}",
        "{\"email\":1,\"password\":[]}",
    ];
    let ids = [Uuid::nil().to_string(), "x".into(), "%00".into(), "..".into(), world.room("members"), "9".repeat(500)];
    let queries =
        ["", "?limit=-1", "?cursor=%00", "?q=%00", "?id=", "?version=-9223372036854775808", "?around=x", "?%ff=%ff"];
    let mut tried = 0;
    for role in [Role::Anonymous, Role::Observer, Role::Member, Role::Coordinator] {
        let client = world.node.anonymous();
        let client = match role {
            Role::Anonymous => client,
            _ => client.sign_in(&role.email(), crate::harness::PASSWORD).await,
        };
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in item.as_object().unwrap().keys() {
                // signing out would make the rest of no worth
                if method == "delete" && path.contains("session") {
                    continue;
                }
                let called = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                for (n, id) in ids.iter().enumerate() {
                    let address = path
                        .trim_start_matches("/api/v1")
                        .replace("{id}", id)
                        .replace("{place}", &format!("room:{id}"));
                    let query = queries[(n + tried) % queries.len()];
                    let (kind, tag) = match n % 3 {
                        0 => ("application/json", "\"1\""),
                        1 => ("application/json; charset=utf-16", "W/\"x\", *"),
                        _ => ("multipart/form-data; boundary=x", "\"9223372036854775808\""),
                    };
                    let request = client
                        .request(called.clone(), &format!("{address}{query}"))
                        .header("Content-Type", kind)
                        .header("If-Match", tag)
                        .header("Range", "bytes=99999999999999999999-")
                        .body(bodies[(n + tried) % bodies.len()]);
                    let answer = client.send(request).await;
                    assert!(answer.status.as_u16() < 500, "{called} {address}{query} as {role:?}: {}", answer.status);
                    tried += 1;
                }
            }
        }
    }
    println!("{tried} bad requests");
    world.client(Role::Member).get("/me").await.expect(200);
}
