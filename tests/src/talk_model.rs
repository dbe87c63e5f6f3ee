//! Many people write, change, take away, bring back, hide, move, read and leave in random order; what each of them then sees agrees
//! with a model simple enough to be read in one go (`talk_model/model.rs`).
//!
//! The seed is printed; `SAMRUM_TEST_SEED` plays one again.

mod model;

use std::time::Duration;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answer, Client, Role, World, eventually};
use model::{Model, PEOPLE, Place};

/// How many acts one play has.
const ACTS: usize = 260;
/// After how many acts everybody's screen is held against the model.
const LOOK_EVERY: usize = 26;
/// A pause after which nothing can be undone any more; all of them together are shorter than a session's token lives.
const PAUSE: Duration = Duration::from_secs(45);
/// How near the end of the time for undoing nothing is tried: the clock runs on while one asks.
const MARGIN: i64 = 10_000;

struct Play {
    world: World,
    model: Model,
    random: StdRng,
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_many_do_in_whatever_order_everybody_sees_what_the_model_says() {
    let seeds = match std::env::var("SAMRUM_TEST_SEED") {
        Ok(seed) => vec![seed.parse().expect("a number")],
        Err(_) => vec![7, 20_261_126],
    };
    for seed in seeds {
        println!("the model is played with SAMRUM_TEST_SEED={seed}");
        let mut play = Play::begin(seed).await;
        for act in 0..ACTS {
            play.act(seed, act).await;
            if act % LOOK_EVERY == LOOK_EVERY - 1 {
                play.look(&format!("seed {seed}, after act {act}")).await;
            }
        }
        play.look(&format!("seed {seed}, at the end")).await;
    }
}

impl Play {
    async fn begin(seed: u64) -> Self {
        let world = World::new().await;
        let mut places = Vec::new();
        for (room, title) in [("whole_network", "Ett"), ("whole_network", "Två"), ("members", "Tre")] {
            let started = world.client(Role::Coordinator).start(&world.room(room), title, "Först").await;
            let id = started["id"].as_str().unwrap().to_owned();
            let page = world.client(Role::Coordinator).get(&format!("/conversations/{id}/messages")).await.expect(200);
            let first = page["items"][0]["id"].as_str().unwrap().to_owned();
            places.push(Place::new(id, room, first));
        }
        let random = StdRng::seed_from_u64(seed);
        Self { world, model: Model::new(places), random }
    }

    fn client(&self, role: Role) -> &Client {
        self.world.client(role)
    }

    /// One act by one of them, or several who write at once.
    async fn act(&mut self, seed: u64, number: usize) {
        let role = *PEOPLE.choose(&mut self.random).unwrap();
        let place = self.random.random_range(0..self.model.places.len());
        let what = self.random.random_range(0..100);
        let told = format!("seed {seed}, act {number} ({what}) by {role:?} in {place}");
        match what {
            0..34 => {
                let text = format!("Nummer {number}");
                let answer = self.post(role, place, &text).await;
                self.posted(role, place, &text, &answer, &told);
            }
            34..40 => self.post_together(place, number, &told).await,
            40..54 => self.edit(role, place, number, &told).await,
            54..66 => self.delete(role, place, &told).await,
            66..76 => self.restore(role, place, &told).await,
            76..80 => self.hide(role, place, &told).await,
            80..84 => self.shift(role, place, &told).await,
            84..92 => self.read(role, place, &told).await,
            92..96 => self.world.node.clock.advance(PAUSE),
            _ => self.leave(role).await,
        }
    }

    fn now(&self) -> i64 {
        self.world.node.clock.now().timestamp_millis()
    }

    async fn post(&self, role: Role, place: usize, text: &str) -> Answer {
        let body = json!({ "client_id": Uuid::new_v4(), "text": text });
        self.client(role).post(&format!("/conversations/{}/messages", self.model.places[place].id), &body).await
    }

    fn posted(&mut self, role: Role, place: usize, text: &str, answer: &Answer, told: &str) {
        let expected = self.model.may_post(role, place);
        assert_eq!(answer.status.as_u16(), expected, "{told}");
        if expected == 201 {
            let message = answer.json();
            let position = self.model.post(role, place, text, message["id"].as_str().unwrap());
            assert_eq!(message["position"], position, "{told}");
        }
    }

    /// Who comes first is told by the answers; the positions are the next ones all the same.
    async fn post_together(&mut self, place: usize, number: usize, told: &str) {
        let texts = PEOPLE.map(|role| (role, format!("Nummer {number} av {role:?}")));
        let sent = texts.iter().map(|(role, text)| self.post(*role, place, text));
        let answers = futures_util::future::join_all(sent).await;
        let mut all: Vec<_> = texts.into_iter().zip(answers).collect();
        all.sort_by_key(|(_, answer)| answer.json()["position"].as_i64().unwrap_or(i64::MAX));
        for ((role, text), answer) in all {
            self.posted(role, place, &text, &answer, told);
        }
    }

    /// A message to do something with, mostly one's own and mostly at its revision.
    fn some_message(&mut self, role: Role, place: usize) -> (usize, i64) {
        let messages = &self.model.places[place].messages;
        let own: Vec<usize> = (0..messages.len()).filter(|index| messages[*index].author == role).collect();
        let any = self.random.random_range(0..messages.len());
        let index =
            if self.random.random_bool(0.8) { own.choose(&mut self.random).copied().unwrap_or(any) } else { any };
        let stale = i64::from(self.random.random_bool(0.15));
        (index, messages[index].revision - stale)
    }

    async fn edit(&mut self, role: Role, place: usize, number: usize, told: &str) {
        let (index, revision) = self.some_message(role, place);
        let text = format!("Ändrat {number}");
        let path = format!("/messages/{}", self.model.places[place].messages[index].id);
        let answer = self.client(role).patch(&path, revision, &json!({ "text": text })).await;
        let expected = self.model.edit(role, place, index, revision, &text);
        assert_eq!(answer.status.as_u16(), expected, "{told}: {:?}", answer.json());
    }

    async fn delete(&mut self, role: Role, place: usize, told: &str) {
        let (index, revision) = self.some_message(role, place);
        let path = format!("/messages/{}", self.model.places[place].messages[index].id);
        let now = self.now();
        let answer = self.client(role).delete(&path, Some(revision)).await;
        let expected = self.model.delete(role, place, index, revision, now);
        assert_eq!(answer.status.as_u16(), expected, "{told}: {:?}", answer.json());
    }

    async fn restore(&mut self, role: Role, place: usize, told: &str) {
        let messages = &self.model.places[place].messages;
        let gone: Vec<usize> = (0..messages.len()).filter(|index| messages[*index].deleted_at.is_some()).collect();
        let index = gone.choose(&mut self.random).copied().unwrap_or(0);
        let now = self.now();
        if messages[index].deleted_at.is_some_and(|at| (now - at - model::UNDO).abs() < MARGIN) {
            return;
        }
        let author = messages[index].author;
        let role = if self.random.random_bool(0.7) { author } else { role };
        let path = format!("/messages/{}/restore", self.model.places[place].messages[index].id);
        let answer = self.client(role).post(&path, &Value::Null).await;
        let expected = self.model.restore(role, place, index, now);
        assert_eq!(answer.status.as_u16(), expected, "{told}: {:?}", answer.json());
    }

    async fn hide(&mut self, role: Role, place: usize, told: &str) {
        let messages = &self.model.places[place].messages;
        let hide = self.random.random_bool(0.6);
        let hidden: Vec<usize> = (0..messages.len()).filter(|index| messages[*index].hidden != hide).collect();
        let index = hidden.choose(&mut self.random).copied().unwrap_or(0);
        let role = if self.random.random_bool(0.6) { Role::Coordinator } else { role };
        let path = format!("/messages/{}/hidden", self.model.places[place].messages[index].id);
        let (now, client) = (self.now(), self.client(role));
        let answer = match hide {
            true => client.put(&path, &json!({ "reason": "Ett skäl" })).await,
            false => client.delete(&path, None).await,
        };
        let expected = self.model.hide(role, place, index, hide, now);
        assert_eq!(answer.status.as_u16(), expected, "{told}: {:?}", answer.json());
    }

    /// To the other room. What the mover tells of it stands where a message would.
    async fn shift(&mut self, role: Role, place: usize, told: &str) {
        let role = if self.random.random_bool(0.5) { Role::Coordinator } else { role };
        let to = if self.model.places[place].room == "members" { "whole_network" } else { "members" };
        let path = format!("/conversations/{}", self.model.places[place].id);
        let revision = self.client(Role::Coordinator).get(&path).await.expect(200)["revision"].clone();
        let request = self.client(role).request(reqwest::Method::POST, &format!("{path}/moves"));
        let body = json!({ "room_id": self.world.room(to), "more_readers": 100 });
        let answer = self.client(role).send(request.header("If-Match", revision.to_string()).json(&body)).await;
        let now = self.now();
        let expected = self.model.shift(role, place, now);
        assert_eq!(answer.status.as_u16(), expected, "{told}: {:?}", answer.json());
        if expected == 200 {
            let page = self.client(role).get(&format!("{path}/messages?before=1000000&limit=1")).await.expect(200);
            let (id, text) = (page["items"][0]["id"].as_str().unwrap(), page["items"][0]["text"].as_str().unwrap());
            let position = self.model.tell_of_move(role, place, text, id);
            assert_eq!(page["items"][0]["position"], position, "{told}");
        }
    }

    async fn read(&mut self, role: Role, place: usize, told: &str) {
        let last = self.model.places[place].messages.len() as i64;
        let position = self.random.random_range(0..=last + 2);
        let path = format!("/conversations/{}/read", self.model.places[place].id);
        let answer = self.client(role).put(&path, &json!({ "position": position })).await;
        let expected = self.model.read(role, place, position);
        assert_eq!(answer.status.as_u16(), expected, "{told}");
    }

    async fn leave(&mut self, role: Role) {
        // somebody stays to talk with, and whoever coordinates has no seat to lose
        if self.model.here.len() > 4 && role != Role::Coordinator && self.model.here.contains(&role) {
            self.world.end_seat(role).await;
            self.model.here.remove(&role);
        }
    }

    /// Everybody's screen against the model: order, words, what is gone, where they have read to, what is unread.
    async fn look(&self, when: &str) {
        for role in PEOPLE {
            for (number, place) in self.model.places.iter().enumerate() {
                let told = format!("{when}: {role:?} in {number}");
                let path = format!("/conversations/{}", place.id);
                let (opened, page) = (self.client(role).get(&path).await, format!("{path}/messages?limit=100"));
                if !self.model.reads(role, number) {
                    assert_eq!(opened.status.as_u16(), 404, "{told}");
                    assert_eq!(self.client(role).get(&page).await.status.as_u16(), 404, "{told}");
                    continue;
                }
                let opened = opened.expect(200);
                let read = self.model.read_to(role, number);
                let last = place.messages.len() as i64;
                let shown = (&opened["read_position"], &opened["unread"], &opened["last_position"]);
                assert_eq!(shown, (&json!(read), &json!(last - read), &json!(last)), "{told}");
                assert_eq!(self.seen(role, &page).await, place.shown(), "{told}");
            }
            self.look_at_lists(role, when).await;
        }
    }

    /// Every message of a conversation, page by page.
    async fn seen(&self, role: Role, page: &str) -> Vec<(i64, String, bool)> {
        let (mut all, mut path) = (Vec::new(), page.to_owned());
        loop {
            let answer = self.client(role).get(&path).await.expect(200);
            all.extend(answer["items"].as_array().unwrap().iter().map(|message| {
                let text = message["text"].as_str().unwrap().to_owned();
                (message["position"].as_i64().unwrap(), text, message["deleted"] == true)
            }));
            match answer["next_cursor"].as_str() {
                Some(cursor) => path = format!("{page}&cursor={cursor}"),
                None => return all,
            }
        }
    }

    async fn look_at_lists(&self, role: Role, when: &str) {
        let list = self.client(role).get(&format!("/networks/{}/conversations?limit=100", self.world.network)).await;
        if !self.model.here.contains(&role) {
            assert_eq!(list.status.as_u16(), 404, "{when}: {role:?}");
            return;
        }
        let rows = list.expect(200)["items"].as_array().unwrap().clone();
        let mut unread: Vec<(String, i64)> =
            rows.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row["unread"].as_i64().unwrap())).collect();
        unread.sort();
        let readable = (0..self.model.places.len()).filter(|place| self.model.reads(role, *place));
        let mut expected: Vec<(String, i64)> = readable
            .map(|place| {
                let last = self.model.places[place].messages.len() as i64;
                (self.model.places[place].id.clone(), last - self.model.read_to(role, place))
            })
            .collect();
        expected.sort();
        assert_eq!(unread, expected, "{when}: {role:?}");
        let waits = expected.iter().filter(|(_, unread)| *unread > 0).count();
        let filtered = format!("/networks/{}/conversations?unread=true&limit=100", self.world.network);
        eventually("what is unread", || async {
            let rows = self.client(role).get(&filtered).await.expect(200);
            (rows["items"].as_array().unwrap().len() == waits).then_some(())
        })
        .await;
    }
}
