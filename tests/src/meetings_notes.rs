//! The notes of a meeting: several in one text at once without losing a letter, and nobody else.

use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use yrs::updates::decoder::Decode as _;
use yrs::updates::encoder::Encode as _;
use yrs::{
    Assoc, Doc, GetString as _, IndexedSequence as _, ReadTxn as _, StateVector, Text as _, Transact as _, Update,
};
use yrs::{XmlElementPrelim, XmlElementRef, XmlFragment as _, XmlOut, XmlTextPrelim};

use crate::harness::{Client, Node, Process, Role, Socket, World};
use crate::meetings::{plan, put};

/// Somebody who has the notes open: their own copy of the text and a line.
pub struct Pen {
    doc: Doc,
    socket: Socket,
    meeting: String,
    next: u64,
}

impl Pen {
    pub async fn open(client: &Client, meeting: &str) -> Self {
        let mut socket = Socket::open(client).await;
        socket.send(&json!({ "type": "notes_open", "meeting_id": meeting })).await;
        let opened = socket.until(|frame| frame["type"] == "notes_opened").await.pop().unwrap();
        assert_eq!(opened["meeting_id"], json!(meeting));
        let mut pen = Self { doc: Doc::new(), socket, meeting: meeting.to_owned(), next: 1 };
        pen.read(client).await;
        pen
    }

    /// Everything the server has.
    async fn read(&mut self, client: &Client) {
        let path = format!("/meetings/{}/notes/pieces", self.meeting);
        for piece in client.get(&path).await.expect(200)["items"].as_array().unwrap() {
            self.take(piece["update"].as_str().unwrap());
        }
    }

    fn take(&mut self, update: &str) {
        let update = Update::decode_v1(&STANDARD.decode(update).unwrap()).unwrap();
        self.doc.transact_mut().apply_update(update).unwrap();
    }

    /// Writes a paragraph into one's own copy; gives the piece.
    pub fn write(&self, words: &str) -> Vec<u8> {
        let root = self.doc.get_or_insert_xml_fragment("notes");
        let before = self.doc.transact().state_vector();
        let mut change = self.doc.transact_mut();
        let paragraph: XmlElementRef = root.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
        paragraph.push_back(&mut change, XmlTextPrelim::new(words));
        change.encode_state_as_update_v1(&before)
    }

    /// Writes a letter at the beginning of the first paragraph; gives the piece.
    pub fn letter(&self, letter: &str) -> Vec<u8> {
        let root = self.doc.get_or_insert_xml_fragment("notes");
        let before = self.doc.transact().state_vector();
        let mut change = self.doc.transact_mut();
        let Some(XmlOut::Element(first)) = root.get(&change, 0) else { panic!("no paragraph") };
        let Some(XmlOut::Text(text)) = first.get(&change, 0) else { panic!("no text") };
        text.insert(&mut change, 0, letter);
        change.encode_state_as_update_v1(&before)
    }

    /// Writes words before others of the first paragraph; gives the piece.
    pub fn put_before(&self, others: &str, words: &str) -> Vec<u8> {
        let root = self.doc.get_or_insert_xml_fragment("notes");
        let before = self.doc.transact().state_vector();
        let mut change = self.doc.transact_mut();
        let Some(XmlOut::Element(first)) = root.get(&change, 0) else { panic!("no paragraph") };
        let Some(XmlOut::Text(text)) = first.get(&change, 0) else { panic!("no text") };
        let at = text.get_string(&change).find(others).unwrap();
        text.insert(&mut change, u32::try_from(at).unwrap(), words);
        change.encode_state_as_update_v1(&before)
    }

    /// From the first to the last letter of words of the first paragraph, as a browser says it.
    pub fn place(&self, words: &str) -> Value {
        let root = self.doc.get_or_insert_xml_fragment("notes");
        let change = self.doc.transact_mut();
        let Some(XmlOut::Element(first)) = root.get(&change, 0) else { panic!("no paragraph") };
        let Some(XmlOut::Text(text)) = first.get(&change, 0) else { panic!("no text") };
        let from = text.get_string(&change).find(words).unwrap();
        let at = |index: usize, side| {
            let place = text.sticky_index(&change, u32::try_from(index).unwrap(), side).unwrap();
            STANDARD.encode(place.encode_v1())
        };
        json!({ "from": at(from, Assoc::After), "to": at(from + words.len(), Assoc::Before) })
    }

    pub async fn send(&mut self, piece: &[u8]) -> Value {
        let (id, update) = (self.next, STANDARD.encode(piece));
        self.next += 1;
        let mut rest = update.as_str();
        loop {
            let (part, after) = rest.split_at(rest.len().min(40_000));
            let frame = json!({ "type": "notes_write", "meeting_id": self.meeting, "id": id, "update": part,
                "more": !after.is_empty() });
            self.socket.send(&frame).await;
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
        let answers = |frame: &Value| frame["id"] == id && frame["type"].as_str().unwrap().starts_with("notes_");
        let frames = self.socket.until(answers).await;
        for frame in &frames {
            self.heard(frame);
        }
        frames.last().unwrap().clone()
    }

    fn heard(&mut self, frame: &Value) {
        if let (Some("notes_update"), Some(update)) = (frame["type"].as_str(), frame["update"].as_str()) {
            self.take(update);
        }
    }

    async fn until_told(&mut self, n: i64) {
        for frame in self.socket.until(|frame| frame["type"] == "notes_update" && frame["n"] == n).await {
            self.heard(&frame);
        }
    }
}

/// A meeting that goes on.
pub async fn ongoing(world: &World) -> String {
    let meeting = plan(world, Role::Coordinator, &json!({})).await.expect(201)["id"].as_str().unwrap().to_owned();
    put(world.client(Role::Coordinator), &meeting, "/state", &json!({ "state": "ongoing" })).await.expect(200);
    meeting
}

async fn text(client: &Client, meeting: &str) -> String {
    client.get(&format!("/meetings/{meeting}/notes")).await.expect(200)["text"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn several_write_at_once_and_no_letter_is_lost() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let (member, elected) = (world.client(Role::Member), world.client(Role::Elected));
    assert_eq!(text(member, &meeting).await, "");
    let mut reader = Pen::open(world.client(Role::Coordinator), &meeting).await;
    let mut one = Pen::open(member, &meeting).await;
    let piece = one.write("mötet");
    assert_eq!(one.send(&piece).await["n"], 1);
    let mut two = Pen::open(elected, &meeting).await;
    // away for an hour: writes on with what there was, hears nothing
    let away = Pen::open(world.client(Role::Host), &meeting).await;
    let missed: Vec<_> = (0..30).map(|_| away.letter("h")).collect();

    let began = Instant::now();
    let (mut first, mut second) = (
        async || {
            for _ in 0..60 {
                let piece = one.letter("a");
                assert_eq!(one.send(&piece).await["type"], "notes_kept");
            }
        },
        async || {
            for _ in 0..60 {
                let piece = two.letter("b");
                assert_eq!(two.send(&piece).await["type"], "notes_kept");
            }
        },
    );
    tokio::join!(first(), second());
    println!("notes: 120 pieces by two at once, {:?} each", began.elapsed() / 120);
    // back on line: all that was written meanwhile goes at once
    let mut back = Pen::open(world.client(Role::Host), &meeting).await;
    let all: Vec<Update> = missed.iter().map(|piece| Update::decode_v1(piece).unwrap()).collect();
    let all = yrs::Update::merge_updates(all);
    let all = yrs::updates::encoder::Encode::encode_v1(&all);
    let kept = back.send(&all).await;
    assert_eq!((&kept["type"], &kept["n"]), (&json!("notes_kept"), &json!(122)));
    reader.until_told(122).await;
    let written = text(member, &meeting).await;
    for (letter, many) in [('a', 60), ('b', 60), ('h', 30)] {
        assert_eq!(written.matches(letter).count(), many, "{letter}: {written}");
    }
    assert!(written.ends_with("mötet"), "{written}");
    // the one who only listened has the same, letter by letter, and who comes now gets it merged
    let own = Pen::open(world.client(Role::WorkingGroup), &meeting).await;
    let state = |pen: &Pen| pen.doc.transact().encode_state_as_update_v1(&StateVector::default()).len();
    assert_eq!(state(&own), state(&reader));
    let pieces = member.get(&format!("/meetings/{meeting}/notes/pieces")).await.expect(200);
    assert!(pieces["items"].as_array().unwrap().len() < 100, "they have been merged");
    let later = member.get(&format!("/meetings/{meeting}/notes/pieces?after=121")).await.expect(200);
    assert_eq!(later["items"].as_array().unwrap().len(), 1);
    let writers = member.get(&format!("/meetings/{meeting}/notes")).await.expect(200)["writers"].clone();
    let names: Vec<_> = writers.as_array().unwrap().iter().map(|one| one["organisation"]["name"].clone()).collect();
    assert_eq!(names, ["Örebro kommun", "Örebro kommun", "Gävle kommun"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_is_refused_and_hurts_nobody() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let member = world.client(Role::Member);
    let mut pen = Pen::open(member, &meeting).await;
    let first = pen.write("ett");
    let second = pen.letter("t");
    // the second without the first it builds on
    let gap = pen.send(&second).await;
    assert_eq!((&gap["type"], &gap["code"]), (&json!("notes_refused"), &json!("notes_gap")));
    assert_eq!(pen.send(&first).await["type"], "notes_kept");
    for wrong in [b"".to_vec(), vec![0xff; 200], first[..first.len() / 2].to_vec(), vec![1, 1, 1, 1]] {
        assert_eq!(pen.send(&wrong).await["type"], "notes_refused", "{wrong:?}");
    }
    // nested as deep as may be: no stack is deep enough for a careless reader
    let deep: Vec<u8> = [1, 1, 1, 0, 8, 1, 1, b'x'].into_iter().chain([1]).chain([117, 1].repeat(120_000)).collect();
    assert_eq!(pen.send(&deep).await["type"], "notes_refused");
    // larger than a piece may be
    let large = pen.write(&"lång ".repeat(60_000));
    assert_eq!(pen.send(&large).await["code"], "too_long");
    // several frames long
    let mut again = Pen::open(member, &meeting).await;
    let long = again.write(&"lång ".repeat(20_000));
    assert_eq!(again.send(&long).await["type"], "notes_kept");
    assert!(text(member, &meeting).await.len() > 100_000);

    // a stranger has no such notes, a resting member and a deputy write as the room's rights say
    let mut stranger = Socket::open(world.client(Role::Nobody)).await;
    stranger.send(&json!({ "type": "notes_open", "meeting_id": meeting })).await;
    let told = stranger.until(|frame| frame["type"] == "notes_refused").await.pop().unwrap();
    assert_eq!(told["code"], "not_found");
    let write = json!({ "type": "notes_write", "meeting_id": meeting, "id": 1, "update": STANDARD.encode(&first) });
    stranger.send(&write).await;
    let told = stranger.until(|frame| frame["id"] == 1).await.pop().unwrap();
    assert_eq!(told["code"], "not_found");
    assert_eq!(world.client(Role::Nobody).get(&format!("/meetings/{meeting}/notes")).await.problem(404), "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn full_notes_take_no_more_and_lose_nothing() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let member = world.client(Role::Member);
    let mut pen = Pen::open(member, &meeting).await;
    let page = "x".repeat(250_000);
    let mut pages = 0;
    let refused = loop {
        let mut next = Pen::open(member, &meeting).await;
        let piece = next.write(&page);
        let told = next.send(&piece).await;
        if told["type"] != "notes_kept" {
            break told;
        }
        pages += 1;
        assert!(pages < 20, "they are never full");
    };
    assert_eq!((&refused["type"], &refused["code"]), (&json!("notes_refused"), &json!("notes_full")));
    assert_eq!(pages, 8, "as much as 2 MiB hold");
    assert_eq!(text(member, &meeting).await.matches('x').count(), pages * page.len());
    // what still has room is taken, of whoever it comes
    pen.read(member).await;
    let letter = pen.letter("y");
    assert_eq!(pen.send(&letter).await["type"], "notes_kept");
    assert!(text(world.client(Role::Coordinator), &meeting).await.starts_with('y'));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_loses_the_room_neither_reads_nor_writes_on() {
    let world = World::new().await;
    let meeting = ongoing(&world).await;
    let mut member = Pen::open(world.client(Role::Member), &meeting).await;
    let mut coordinator = Pen::open(world.client(Role::Coordinator), &meeting).await;
    let piece = coordinator.write("för alla");
    coordinator.send(&piece).await;
    member.until_told(1).await;
    world.end_seat(Role::Member).await;
    let secret = coordinator.write("inte för den som slutat");
    assert_eq!(coordinator.send(&secret).await["n"], 2);
    let last = coordinator.letter("!");
    coordinator.send(&last).await;
    let heard = member.socket.settled().await;
    assert!(heard.iter().all(|frame| frame["type"] != "notes_update"), "{heard:?}");
    let own = member.write("kvar?");
    assert_eq!(member.send(&own).await["code"], "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_survives_a_kill() {
    let mut world = World::in_node(Node::start().await).await;
    let meeting = ongoing(&world).await;
    let token = world.client(Role::Member).token().unwrap().to_owned();
    world.node.stop().await;
    let process = Process::serve(world.node.config());
    let client = process.client(&token);
    let mut pen = Pen::open(&client, &meeting).await;
    let first = pen.write("kvar efter strömavbrottet");
    assert_eq!(pen.send(&first).await["n"], 1);
    process.kill();
    // written while nobody serves
    let meanwhile = pen.write("skrivet under tiden");
    let process = Process::serve(world.node.config());
    let client = process.client(&token);
    let mut back = Pen::open(&client, &meeting).await;
    // sent again, for nobody knows whether it had arrived: it is there once
    assert_eq!(back.send(&first).await["type"], "notes_kept");
    assert_eq!(back.send(&meanwhile).await["type"], "notes_kept");
    let path = format!("/meetings/{meeting}/notes");
    let text = client.get(&path).await.expect(200)["text"].as_str().unwrap().to_owned();
    assert_eq!(text, "kvar efter strömavbrottet\n\nskrivet under tiden");
    process.kill();
}
