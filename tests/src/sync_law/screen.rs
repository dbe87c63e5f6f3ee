//! A screen: lists as the API gave them, and the frames since.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::harness::{Client, Role, Socket, World, after};

/// The longest that frames are waited for.
const LIMIT: Duration = Duration::from_secs(60);

/// The lists somebody has open, and the socket that keeps them right.
pub struct Screen<'a> {
    world: &'a World,
    client: Client,
    me: String,
    conversations: Vec<String>,
    documents: Vec<String>,
    initial: Value,
    /// The number of *Medlemmar*'s stream when it was opened.
    began: i64,
    socket: Socket,
}

/// What was shown at first, what came, and what a fresh page shows.
pub struct Recorded {
    pub initial: Value,
    pub frames: Vec<Value>,
    pub fresh: Value,
}

impl<'a> Screen<'a> {
    /// Opens the lists of the network and of *Medlemmar*, and these conversations and documents.
    pub async fn open(world: &'a World, role: Role, conversations: &[&str], documents: &[&str]) -> Self {
        let client = world.client(role).clone();
        let me = world.people[&role].to_string();
        let conversations: Vec<String> = conversations.iter().map(|id| (*id).to_owned()).collect();
        let documents: Vec<String> = documents.iter().map(|id| (*id).to_owned()).collect();
        let place = client.get(&format!("/rooms/{}/conversations", world.room("members"))).await.expect(200);
        let initial = page(world, &client, &me, &conversations, &documents).await;
        let mut socket = Socket::open(&client).await;
        // from before the page was read: what the page shows already must do no harm
        let answer = socket.subscribe(&format!("room:{}", world.room("members")), &after(&place["at"])).await;
        assert_eq!(answer["type"], "subscribed");
        let answer = socket.subscribe(&format!("person:{me}"), &Value::Null).await;
        assert_eq!(answer["type"], "subscribed");
        let began = place["at"]["seq"].as_i64().unwrap();
        Self { world, client, me, conversations, documents, initial, began, socket }
    }

    /// The same, listening to the network and all its rooms that one reads, as the client does.
    pub async fn wide(world: &'a World, role: Role, conversations: &[&str], documents: &[&str]) -> Self {
        let mut screen = Self::open(world, role, conversations, documents).await;
        let members = world.room("members");
        let rooms: Vec<String> = screen.initial["rooms"].as_object().unwrap().keys().cloned().collect();
        let rooms = rooms.iter().filter(|id| **id != members).map(|id| format!("room:{id}"));
        for stream in rooms.chain([format!("network:{}", world.network)]) {
            let answer = screen.socket.subscribe(&stream, &Value::Null).await;
            assert_eq!(answer["type"], "subscribed", "{stream}: {answer}");
        }
        screen
    }

    /// Marks a conversation read on another device of the same person.
    pub async fn read_elsewhere(&self, conversation: &str, position: i64) {
        let mut other = Socket::open(&self.client).await;
        other.send(&json!({ "type": "read", "conversation_id": conversation, "position": position })).await;
        crate::harness::eventually("the mark to be written", || async {
            let seen = self.client.get(&format!("/conversations/{conversation}")).await.expect(200);
            (seen["read_position"] == position).then_some(())
        })
        .await;
    }

    /// Reads everything anew, and takes the frames up to there; among them are those of these kinds.
    pub async fn finish(mut self, kinds: &[&str]) -> Recorded {
        let room = self.world.room("members");
        let place = self.client.get(&format!("/rooms/{room}/conversations")).await.expect(200)["at"].clone();
        let fresh = page(self.world, &self.client, &self.me, &self.conversations, &self.documents).await;
        let mut frames = Vec::new();
        let stream = format!("room:{room}");
        let began = Instant::now();
        loop {
            frames.extend(self.socket.settled().await);
            let last =
                frames.iter().filter(|f: &&Value| f["stream"] == stream.as_str()).filter_map(|f| f["seq"].as_i64());
            let told = last.max().unwrap_or(self.began) >= place["seq"].as_i64().unwrap();
            let only_marks = frames.iter().any(|f| f["type"] == "read_marked" || f["kind"] == "marked_read");
            let came = |kind: &&&str| frames.iter().any(|frame| frame["kind"] == **kind || frame["type"] == **kind);
            let missing: Vec<_> = kinds.iter().filter(|kind| !came(kind)).collect();
            if (told || only_marks) && missing.is_empty() {
                break;
            }
            assert!(began.elapsed() < LIMIT, "waited in vain for {missing:?}, or the last of the room");
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        frames.retain(|frame| frame["type"] == "event" || frame["type"] == "read_marked");
        Recorded { initial: self.initial, frames, fresh }
    }
}

/// Everything on the screen, as the client keeps it.
async fn page(world: &World, client: &Client, me: &str, conversations: &[String], documents: &[String]) -> Value {
    let (network, room) = (world.network.to_string(), world.room("members"));
    let mut rooms = Map::new();
    let known = client.get(&format!("/networks/{network}/rooms")).await.expect(200);
    for one in known["items"].as_array().unwrap() {
        let id = one["id"].as_str().unwrap().to_owned();
        rooms.insert(id, json!({ "own_name": null, "kind": one["kind"], "network_id": one["network_id"] }));
    }
    let list = async |path: String, filter: Value| {
        let list = client.get(&path).await.expect(200);
        json!({ "filter": filter, "items": list["items"], "next_cursor": list["next_cursor"] })
    };
    let lists = json!({
        "network": list(format!("/networks/{network}/conversations?limit=100"), json!({ "network": network })).await,
        "room": list(format!("/rooms/{room}/conversations?limit=100"), json!({ "room": room })).await,
        "chats": list(format!("/networks/{network}/conversations?kind=chat"), json!({ "network": network, "kind": "chat" })).await,
    });
    let document_lists = json!({
        "room": list(format!("/rooms/{room}/documents?limit=100"), json!({ "room": room, "folder": null })).await,
        "network": list(format!("/networks/{network}/documents?limit=100"), json!({ "network": network })).await,
    });
    let (mut opened, mut windows, mut files) = (Map::new(), Map::new(), Map::new());
    for id in conversations {
        let conversation = client.get(&format!("/conversations/{id}")).await.expect(200);
        opened.insert(id.clone(), without_place(conversation));
        let window = client.get(&format!("/conversations/{id}/messages?after=0&limit=100")).await.expect(200);
        windows.insert(id.clone(), without_place(window));
    }
    for id in documents {
        let document = client.get(&format!("/documents/{id}")).await.expect(200);
        files.insert(id.clone(), without_place(document));
    }
    json!({
        "me": me, "rooms": rooms, "lists": lists, "conversations": opened, "messages": windows,
        "documentLists": document_lists, "documents": files,
    })
}

/// Where it was read is not what it says.
fn without_place(mut thing: Value) -> Value {
    thing.as_object_mut().unwrap().remove("at");
    thing
}

/// The frames through the client's own code; none where there is no Node to run it, which CI does not accept.
pub fn apply(cache: &Value, frames: &[Value]) -> Option<Value> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web");
    let node: PathBuf = web.join("node_modules/node/bin/node");
    if !node.exists() {
        let what = "the sync law (`make web` fills web/node_modules, which it needs)";
        assert!(std::env::var_os("CI").is_none(), "left out: {what}");
        crate::left_out::left_out(what);
        return None;
    }
    let mut child = Command::new(node)
        .arg(web.join("scripts/apply-frames.ts"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("node");
    let mut stdin = child.stdin.take().expect("its input");
    let given = json!({ "cache": cache, "frames": frames }).to_string();
    let writing = std::thread::spawn(move || stdin.write_all(given.as_bytes()));
    let output = child.wait_with_output().expect("ended");
    writing.join().expect("written").expect("written");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("a cache"))
}
