//! The API's description: what is kept of it for the client is what the code says, and people can read it.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::Node;

#[test]
fn the_kept_description_is_that_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/openapi.json");
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let made = serde_json::to_value(samrum::openapi::document()).unwrap();
    let differs = differences("", &kept, &made);
    assert!(differs.is_empty(), "web/openapi.json is not of today: run `make openapi`\n{}", differs.join("\n"));
}

/// Where two documents differ, at most twenty places.
fn differences(at: &str, kept: &serde_json::Value, made: &serde_json::Value) -> Vec<String> {
    use serde_json::Value::Object;
    if kept == made {
        return Vec::new();
    }
    let (Object(kept), Object(made)) = (kept, made) else { return vec![at.to_owned()] };
    let keys: std::collections::BTreeSet<_> = kept.keys().chain(made.keys()).collect();
    let nothing = serde_json::Value::Null;
    let inside = keys.into_iter().flat_map(|key| {
        let (kept, made) = (kept.get(key).unwrap_or(&nothing), made.get(key).unwrap_or(&nothing));
        differences(&format!("{at}/{}", key.replace('/', "~1")), kept, made)
    });
    inside.take(20).collect()
}

#[test]
fn operations_have_names_of_their_own_and_say_what_they_answer() {
    let document = serde_json::to_value(samrum::openapi::document()).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let call = format!("{method} {path}");
            let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{call} has no name")).to_owned();
            if let Some(other) = names.insert(name.clone(), call.clone()) {
                panic!("{name} is both {other} and {call}");
            }
            let answers = operation["responses"].as_object().unwrap();
            // a websocket succeeds by changing the protocol
            let succeeds = |status: &String| status.starts_with('2') || status == "101";
            assert!(answers.keys().any(succeeds), "{call} never succeeds");
            let described = operation["summary"].as_str().or(operation["description"].as_str());
            assert!(described.is_some_and(|text| !text.is_empty()), "{call} is not described");
            // what stands in the path is a parameter of it
            for part in path.split('/').filter(|part| part.starts_with('{')) {
                let known = operation["parameters"].as_array().into_iter().flatten();
                let named = known
                    .filter(|p| p["in"] == "path")
                    .any(|p| Some(p["name"].as_str().unwrap()) == part.get(1..part.len() - 1));
                assert!(named, "{call}: {part} is not described");
            }
        }
    }
    assert!(names.len() > 50, "{}", names.len());
    let socket = &document["paths"]["/api/v1/socket"]["get"];
    assert!(socket["responses"]["101"].is_object(), "{socket}");
    assert!(socket["description"].as_str().unwrap().contains(wire::SUBPROTOCOL), "{socket}");
    // what is referred to is there
    let text = document.to_string();
    for name in each(&text, "\"#/components/schemas/") {
        assert!(document["components"]["schemas"][name].is_object(), "{name} is not described");
    }
}

/// What stands between `before` and the next quotation mark, each time.
fn each<'a>(html: &'a str, before: &str) -> Vec<&'a str> {
    html.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_is_one_page_to_read_that_loads_nothing() {
    let node = Node::start().await;
    let answer = node.anonymous().get("//api/docs").await;
    assert_eq!(answer.status, 200);
    let policy = answer.header("content-security-policy").to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    let html = String::from_utf8(answer.body).expect("text");
    for loads in ["<script", "<link", "<img", "src=", "url(", "@import", " style="] {
        assert!(!html.contains(loads), "{loads}");
    }
    // every operation stands there, each subject once, and what is linked to is there
    let document = serde_json::to_value(samrum::openapi::document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            assert!(html.contains(&format!("<b>{}</b> {path}</h3>", method.to_uppercase())), "{method} {path}");
        }
    }
    let ids = each(&html, "id=\"");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "a place has two");
    for to in each(&html, "href=\"#") {
        assert!(ids.contains(&to), "{to}");
    }
    for code in ["samrum.v1", "4008", "4400", "4429"] {
        assert!(html.contains(code), "{code}");
    }
}
