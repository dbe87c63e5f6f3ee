//! Those who write while it is killed, and what they were told had been done.

use std::sync::Mutex;
use std::time::Duration;

use futures_util::StreamExt as _;
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

use crate::harness::{Client, Role};

/// What somebody was told had been done.
#[derive(Default)]
pub struct Acknowledged {
    /// Client ids and texts of messages, and of those whose answer never came.
    pub messages: Mutex<Vec<(Uuid, String)>>,
    pub unknown: Mutex<Vec<(Role, Uuid, String)>>,
    /// Messages taken away.
    pub deleted: Mutex<Vec<String>>,
    /// Documents and the hash of their bytes.
    pub documents: Mutex<Vec<(String, String)>>,
    /// How far somebody has read.
    pub read: Mutex<i64>,
}

/// One who writes.
pub struct Writing {
    pub client: Client,
    pub author: Role,
    pub room: String,
    pub thread: String,
    pub name: String,
    pub seed: u64,
}

impl Writing {
    /// Writes until nobody answers.
    pub async fn until_the_end(self, acknowledged: std::sync::Arc<Acknowledged>) {
        let mut rng = StdRng::seed_from_u64(self.seed);
        // what the last life left without an answer is sent again first
        let again = {
            let mut unknown = acknowledged.unknown.lock().unwrap();
            let own = unknown.iter().position(|(author, ..)| *author == self.author);
            own.map(|own| unknown.remove(own))
        };
        if let Some((_, id, text)) = again
            && !self.post(id, text, &acknowledged).await
        {
            return;
        }
        for n in 0.. {
            let goes_on = match rng.random_range(0..12) {
                0 => self.upload(n, &mut rng, &acknowledged).await,
                1 => self.take_away(n, &acknowledged).await,
                2 => self.mark_read(&acknowledged).await,
                _ => self.post(Uuid::new_v4(), format!("ord{} {n}", self.name), &acknowledged).await,
            };
            if !goes_on {
                return;
            }
        }
    }

    async fn post(&self, id: Uuid, text: String, acknowledged: &Acknowledged) -> bool {
        let body = json!({ "client_id": id, "text": text });
        let path = format!("/conversations/{}/messages", self.thread);
        match self.client.request(reqwest::Method::POST, &path).json(&body).send().await {
            Ok(answer) if answer.status().is_success() => {
                acknowledged.messages.lock().unwrap().push((id, text));
                true
            }
            Ok(answer) if answer.status().as_u16() == 503 => true,
            Ok(answer) => panic!("{}", answer.status()),
            Err(_) => {
                acknowledged.unknown.lock().unwrap().push((self.author, id, text));
                false
            }
        }
    }

    async fn take_away(&self, n: usize, acknowledged: &Acknowledged) -> bool {
        let body = json!({ "client_id": Uuid::new_v4(), "text": format!("bort {} {n}", self.name) });
        let path = format!("/conversations/{}/messages", self.thread);
        let Ok(answer) = self.client.request(reqwest::Method::POST, &path).json(&body).send().await else {
            return false;
        };
        let Ok(message) = answer.json::<serde_json::Value>().await else { return false };
        let Some(id) = message["id"].as_str() else { return true };
        let delete = self.client.request(reqwest::Method::DELETE, &format!("/messages/{id}"));
        match delete.header("If-Match", "\"1\"").send().await {
            Ok(answer) => {
                if answer.status().is_success() {
                    acknowledged.deleted.lock().unwrap().push(id.to_owned());
                }
                true
            }
            Err(_) => false,
        }
    }

    async fn mark_read(&self, acknowledged: &Acknowledged) -> bool {
        // a thread nobody has read to the end of has at least so many messages
        let position = i64::try_from(acknowledged.messages.lock().unwrap().len()).unwrap();
        let path = format!("/conversations/{}/read", self.thread);
        let put = self.client.request(reqwest::Method::PUT, &path).json(&json!({ "position": position }));
        match put.send().await {
            Ok(answer) => {
                if answer.status().is_success() && self.name.ends_with("-0") {
                    let mut read = acknowledged.read.lock().unwrap();
                    *read = position.max(*read);
                }
                true
            }
            Err(_) => false,
        }
    }

    async fn upload(&self, n: usize, rng: &mut StdRng, acknowledged: &Acknowledged) -> bool {
        let size = rng.random_range(1..200_000);
        let mut bytes = format!("dokument {} {n} ", self.name).into_bytes();
        bytes.extend((0..size).map(|_| rng.random_range(b'a'..=b'z')));
        let hash = hex(&Sha256::digest(&bytes));
        let file = reqwest::multipart::Part::bytes(bytes).file_name(format!("{} {n}.txt", self.name));
        let form = reqwest::multipart::Form::new().part("file", file);
        let path = format!("/rooms/{}/documents", self.room);
        let Ok(answer) = self.client.request(reqwest::Method::POST, &path).multipart(form).send().await else {
            return false;
        };
        let created = answer.status().as_u16() == 201;
        match answer.json::<serde_json::Value>().await {
            Ok(document) if created => {
                let id = document["id"].as_str().unwrap().to_owned();
                acknowledged.documents.lock().unwrap().push((id, hash));
                true
            }
            Ok(_) => true,
            Err(_) => false,
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The beginning of an upload that says how much will come, with the first of it.
async fn begun(url: &str, token: &str, room: &str) -> tokio::net::TcpStream {
    let host = url.strip_prefix("http://").unwrap();
    let mut line = tokio::net::TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST /api/v1/rooms/{room}/documents HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 4000000\r\n\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"halv.txt\"\r\n\
         Content-Type: text/plain\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&[b'x'; 1_000_000]).await.unwrap();
    line
}

/// An upload whose line breaks in the middle.
pub async fn half_an_upload(url: &str, token: &str, room: &str) {
    let mut line = begun(url, token, room).await;
    line.shutdown().await.unwrap();
    drop(line);
}

/// An upload that goes on until the server ends.
pub async fn slow_upload(url: &str, token: &str, room: &str) {
    let mut line = begun(url, token, room).await;
    let mut ticks = futures_util::stream::repeat(()).take(10_000);
    while ticks.next().await.is_some() {
        if line.write_all(&[b'x'; 100]).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
