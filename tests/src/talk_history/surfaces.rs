//! Every place where the words of a message can be read, tried by those who read it.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Role, Socket, World, after, eventually};

/// A word that stands nowhere else: letters only, so that it is one word to every engine.
pub fn word() -> String {
    let letters = Uuid::new_v4().simple().to_string();
    format!("zq{}", letters.chars().take(12).map(|c| char::from(b'a' + (c as u8 % 20))).collect::<String>())
}

/// A message in a thread, edited once, answered and quoted by others, unread by those who look.
pub struct Scene<'a> {
    world: &'a World,
    /// What it says and nothing else does.
    pub word: String,
    /// The message.
    pub message: String,
    thread: String,
    chat_answer: String,
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}")).to_owned()
}

impl<'a> Scene<'a> {
    pub async fn set(world: &'a World, word: String) -> Self {
        let (member, host) = (world.client(Role::Member), world.client(Role::Host));
        let thread = text(&member.start(&world.room("whole_network"), "Ämnet", "Först").await, "id");
        let message = text(&member.say(&thread, &format!("Utkast {word}")).await, "id");
        let body = json!({ "text": format!("Vi säger {word} nu") });
        member.patch(&format!("/messages/{message}"), 1, &body).await.expect(200);
        let body = json!({ "client_id": Uuid::new_v4(), "text": "Det stämmer", "answers": message });
        let chat_answer = host.post(&format!("/conversations/{thread}/messages"), &body).await.expect(201);
        let answer = text(&chat_answer, "id");
        // the newest but one is the first unread of who has read up to it
        for role in [Role::Observer, Role::Elected] {
            let read = json!({ "position": 1 });
            world.client(role).put(&format!("/conversations/{thread}/read"), &read).await.expect(204);
        }
        Self { world, word, message, thread, chat_answer: answer }
    }

    /// Where the room's stream stands.
    pub async fn place(&self) -> Value {
        let page = self.world.client(Role::Observer).get(&format!("/conversations/{}", self.thread)).await.expect(200);
        page["at"].clone()
    }

    /// The places, with whether the word stands there while the message does.
    fn places(&self) -> Vec<String> {
        let (id, thread) = (&self.message, &self.thread);
        vec![
            format!("/messages/{id}"),
            format!("/messages/{id}/versions"),
            format!("/messages/{id}/history"),
            format!("/messages/{}", self.chat_answer),
            format!("/conversations/{thread}/messages"),
            format!("/conversations/{thread}/messages?around=2"),
            format!("/conversations/{thread}/messages?before=3"),
            format!("/rooms/{}/conversations", self.world.room("whole_network")),
            format!("/networks/{}/conversations", self.world.network),
            format!("/networks/{}/conversations?unread=true", self.world.network),
            format!("/references?id=message:{id}"),
            "/start".to_owned(),
        ]
    }

    fn readers(&self) -> [&Client; 2] {
        [self.world.client(Role::Observer), self.world.client(Role::Elected)]
    }

    async fn hits(&self, client: &Client) -> usize {
        let found = client.get(&format!("/search?q={}", self.word)).await.expect(200);
        found["items"].as_array().unwrap().len()
    }

    /// It stands in every place.
    pub async fn shown(&self) {
        for client in self.readers() {
            for place in self.places() {
                let answer = client.get(&place).await.expect(200).to_string();
                assert!(answer.contains(&self.word), "not in {place}: {answer}");
            }
            eventually("the word to be found", || async { (self.hits(client).await > 0).then_some(()) }).await;
        }
    }

    /// It stands in none, nor in what is sent again of what happened since `before`.
    pub async fn gone(&self, before: &Value) {
        let author = self.world.client(Role::Member);
        let coordinator = self.world.client(Role::Coordinator);
        for client in self.readers().into_iter().chain([author, coordinator]) {
            for place in self.places() {
                let answer = client.get(&place).await.expect(200).to_string();
                assert!(!answer.contains(&self.word), "in {place}: {answer}");
            }
            assert_eq!(self.hits(client).await, 0, "hits are read again at once");
            let mut found = client.get(&format!("/search?q={}", self.word)).await.expect(200);
            // the question itself is repeated in the answer
            found["q"] = Value::Null;
            found["query"] = Value::Null;
            assert!(!found.to_string().contains(&self.word), "{found}");
        }
        let mut socket = Socket::open(self.world.client(Role::Observer)).await;
        let mut at = after(before);
        at["seq"] = json!(0);
        for after in [after(before), at] {
            let stream = format!("room:{}", self.world.room("whole_network"));
            assert_eq!(socket.subscribe(&stream, &after).await["type"], "subscribed");
            socket.settled().await;
            socket.send(&json!({ "type": "unsubscribe", "stream": stream })).await;
        }
        assert!(socket.raw.len() > 4, "{:?}", socket.raw);
        assert!(!socket.raw.iter().any(|raw| raw.contains(&self.word)), "{:?}", socket.raw);
        // the answer says whom it answered, and that it is gone
        let answer = author.get(&format!("/messages/{}", self.chat_answer)).await.expect(200);
        assert_eq!((&answer["answers"]["deleted"], &answer["answers"]["excerpt"]), (&json!(true), &json!("")));
        assert_eq!(answer["answers"]["name"], "Member Testsson");
    }
}
