//! What a program sends that knows the list of paths and no more: cookies kept without an `Origin`, bodies with what can't
//! be done without, a form with a file, a socket without a subprotocol. Nothing of it is refused for a trifle.

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::harness::{Answer, Client, PASSWORD, Role, World, eventually, handshake};

/// A program that keeps cookies, and says nothing of where it comes from.
struct Program {
    client: Client,
    cookies: String,
}

impl Program {
    async fn sign_in(world: &World, role: Role) -> Self {
        let client = world.node.anonymous();
        let answer = client.post("/session", &json!({ "email": role.email(), "password": PASSWORD })).await;
        let cookies: Vec<_> =
            ["samrum_access", "samrum_refresh"].iter().map(|name| answer.cookie(name).unwrap()).collect();
        answer.expect(200);
        Self { client, cookies: cookies.join("; ") }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, path).header("Cookie", &self.cookies)
    }

    async fn get(&self, path: &str) -> Value {
        self.client.send(self.request(Method::GET, path)).await.expect(200)
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.client.send(self.request(Method::POST, path).json(body)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_with_cookies_writes_with_the_barest_bodies() {
    let world = World::new().await;
    let program = Program::sign_in(&world, Role::Member).await;
    assert_eq!(program.get("/me").await["person"]["email"], Role::Member.email());
    let network = program.get("/networks").await["items"][0]["id"].as_str().unwrap().to_owned();
    let rooms = program.get(&format!("/networks/{network}/rooms")).await;
    let room = rooms["items"].as_array().unwrap().iter().find(|room| room["kind"] == "members").unwrap();
    let room = room["id"].as_str().unwrap();

    let threads = format!("/rooms/{room}/conversations");
    let thread = program.post(&threads, &json!({ "title": "Hur gör ni?", "text": "Med bokslutet" })).await.expect(201);
    assert_eq!((&thread["thread_kind"], &thread["last_position"]), (&json!("discussion"), &json!(1)));
    let messages = format!("/conversations/{}/messages", thread["id"].as_str().unwrap());
    for text in ["Så här", "Så här"] {
        program.post(&messages, &json!({ "text": text })).await.expect(201);
    }
    let page = program.get(&messages).await;
    let told: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|message| message["text"].as_str().unwrap()).collect();
    assert_eq!(told, ["Med bokslutet", "Så här", "Så här"], "without a name of its own each is another");

    // a thread has one first message, said one way
    let message = json!({ "text": "Ett" });
    for (body, pointer, code) in [
        (json!({ "title": "Tråd" }), "/message", "missing"),
        (json!({ "title": "Tråd", "text": "Ett", "message": message }), "/text", "unknown_field"),
        (json!({ "title": "Tråd", "text": " " }), "/text", "empty"),
        (json!({ "title": "Tråd", "message": { "text": " " } }), "/message/text", "empty"),
    ] {
        let refused = program.post(&threads, &body).await.expect(422);
        assert_eq!(
            (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
            (&json!(pointer), &json!(code)),
            "{body}"
        );
    }
    assert_eq!(program.get(&threads).await["items"].as_array().unwrap().len(), 1, "nothing was half-written");

    let file = || Part::bytes(b"Barnens inflytande".to_vec()).file_name("anteckning.txt");
    let upload = async |form: Form| {
        let request = program.request(Method::POST, &format!("/rooms/{room}/documents"));
        program.client.send(request.multipart(form)).await
    };
    let document = upload(Form::new().part("file", file())).await.expect(201);
    assert_eq!(document["name"], "anteckning.txt");
    // what is said of it may stand after it
    let named = upload(Form::new().part("file", file()).text("name", "Efteråt.txt")).await.expect(201);
    assert_eq!(named["name"], "Efteråt.txt");
    let late = Form::new().part("file", file()).text("name", "Sen.txt").text("if_exists", "kanske");
    assert_eq!(upload(late).await.expect(422)["errors"][0]["pointer"], "/if_exists");
    let two = Form::new().part("file", file()).part("file", file().file_name("annan.txt"));
    assert_eq!(upload(two).await.expect(422)["errors"][0]["code"], "too_many");
    let there = program.get(&format!("/rooms/{room}/documents")).await;
    assert_eq!(there["items"].as_array().unwrap().len(), 2, "what was refused is not there");
    eventually("the file is found", || async {
        let found = program.get("/search?q=inflytandet").await;
        found["items"].as_array().unwrap().iter().any(|hit| hit["document"]["id"] == document["id"]).then_some(())
    })
    .await;
    // a list is followed by its links
    let mut next = format!("/rooms/{room}/documents?limit=1");
    let mut names = Vec::new();
    while !next.is_empty() {
        let page = program.client.send(program.request(Method::GET, &next)).await;
        let link = page.header("link").strip_prefix("</api/v1").and_then(|link| link.strip_suffix(">; rel=\"next\""));
        next = link.unwrap_or_default().to_owned();
        let page = page.expect(200);
        assert_eq!(next.is_empty(), page["next_cursor"].is_null());
        names.push(page["items"][0]["name"].as_str().unwrap().to_owned());
    }
    assert_eq!(names, ["Efteråt.txt", "anteckning.txt"]);
    let twice = program.client.send(program.request(Method::GET, "/search?q=a&year=2016&year=2017")).await.expect(400);
    assert_eq!((&twice["errors"][0]["pointer"], &twice["errors"][0]["code"]), (&json!("/year"), &json!("too_many")));

    let signed_out = program.client.send(program.request(Method::DELETE, "/session")).await;
    assert_eq!(signed_out.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_socket_hears_what_is_said() {
    use futures_util::{SinkExt as _, StreamExt as _};
    use tokio_tungstenite::tungstenite::Message;

    let world = World::new().await;
    let (listener, writer) = (world.client(Role::Observer), world.client(Role::Member));
    let room = world.room("whole_network");
    let thread = writer.start(&room, "Tråd", "Ett").await;
    let bearer = format!("Bearer {}", listener.token().unwrap());
    let mut line = handshake(listener.base(), &[("authorization", &bearer)], None).await.expect("a socket");
    line.send(Message::text(json!({ "type": "subscribe", "stream": format!("room:{room}") }).to_string()))
        .await
        .unwrap();
    let mut next = async || loop {
        if let Message::Text(text) = line.next().await.expect("an open socket").expect("a frame") {
            break serde_json::from_str::<Value>(text.as_str()).unwrap();
        }
    };
    let subscribed = loop {
        let frame = next().await;
        if frame["type"] == "subscribed" && frame["stream"] == format!("room:{room}") {
            break frame;
        }
    };
    assert_eq!(subscribed["id"], 0);
    writer.say(thread["id"].as_str().unwrap(), "Två").await;
    loop {
        let frame = next().await;
        if frame["kind"] == "message_posted" {
            assert_eq!(frame["data"]["message"]["text"], "Två");
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_knows_the_password_is_not_held_up() {
    let mut world = World::new().await;
    world.node.restart_with(|config| samrum::config::Config { hurried: false, ..config }).await;
    let nobody = world.node.anonymous();
    let sign_in = async |password: &str| {
        let body = json!({ "email": Role::Member.email(), "password": password });
        nobody.post("/session", &body).await
    };
    for _ in 0..40 {
        sign_in(PASSWORD).await.expect(200);
    }
    // guesses count as before, between right ones too
    for _ in 0..9 {
        assert_eq!(sign_in("gissning").await.problem(401), "wrong_credentials");
        sign_in(PASSWORD).await.expect(200);
    }
    assert_eq!(sign_in("gissning").await.problem(401), "wrong_credentials");
    assert_eq!(sign_in(PASSWORD).await.problem(429), "too_many");
}
