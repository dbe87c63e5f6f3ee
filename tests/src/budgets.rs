//! How many statements an answer costs: the thread page, the list and the post are what everybody waits for.
//!
//! What the node does on its own (it looks for new events now and then) may fall into a count; the least of several is the
//! request's own.

use samrum::config::Part;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Answer, Client, Node, Role, World};

/// How often each is asked.
const TIMES: usize = 12;

async fn least<F: Future<Output = Answer>>(world: &World, status: u16, mut ask: impl FnMut() -> F) -> u64 {
    let mut least = u64::MAX;
    for _ in 0..TIMES {
        let before = world.node.store().statements();
        ask().await.expect(status);
        least = least.min(world.node.store().statements() - before);
    }
    least
}

async fn thread_of(client: &Client, room: &str, messages: usize) -> String {
    let thread = client.start(room, "Att räkna", "Ett").await["id"].as_str().unwrap().to_owned();
    for n in 1..messages {
        client.say(&thread, &format!("Inlägg {n}")).await;
    }
    thread
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_and_writing_stay_within_their_budgets() {
    let world =
        World::in_node(Node::start_with(|config| samrum::config::Config { parts: [Part::Api].into(), ..config }).await);
    let world = world.await;
    let (member, observer) = (world.client(Role::Member), world.client(Role::Observer));
    let room = world.room("whole_network");
    let thread = thread_of(member, &room, 25).await;
    for _ in 0..25 {
        thread_of(member, &room, 2).await;
    }

    let page = format!("/conversations/{thread}/messages?limit=20");
    let reading = least(&world, 200, || observer.get(&page)).await;
    assert_eq!(reading, 2, "a page of a thread: who asks, and the page");
    let list = format!("/networks/{}/conversations?limit=20", world.network);
    let listing = least(&world, 200, || observer.get(&list)).await;
    assert_eq!(listing, 2, "a list of conversations: who asks, and the list");
    // as many for a stranger, who gets nothing
    let refused = least(&world, 404, || world.client(Role::OtherNetwork).get(&page)).await;
    assert!(refused <= 2, "{refused} statements to refuse");

    // direct conversations are called by their people: as many statements for one as for many
    let write = |other: Role| {
        let people = json!({ "people": [world.people[&other]] });
        async move { observer.post("/direct", &people).await }
    };
    write(Role::Member).await.expect(201);
    let one = least(&world, 200, || observer.get("/direct")).await;
    for other in [Role::Host, Role::Elected, Role::WorkingGroup, Role::Coordinator, Role::Resting] {
        write(other).await.expect(201);
    }
    let many = least(&world, 200, || observer.get("/direct")).await;
    assert_eq!((one, many), (4, 4), "direct conversations: who asks, the list, where it stands, the names");

    let messages = format!("/conversations/{thread}/messages");
    let posting = least(&world, 201, || {
        let message = json!({ "client_id": Uuid::new_v4(), "text": "Ett inlägg till" });
        let messages = &messages;
        async move { observer.post(messages, &message).await }
    });
    // who asks; the command: the position, the message with the mark of what its author has read, the stream's number, the
    // event; the answer. SQLite, which is asked without a way there and back and has no statement that writes to two tables,
    // is asked for the mark by itself. The way to PostgreSQL is also gone to begin and to commit.
    let budget = if world.node.store().postgres() { 6 } else { 7 };
    assert_eq!(posting.await, budget, "a post");
}
