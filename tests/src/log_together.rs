//! Commands that share a commit: what becomes of one is no concern of the others.

use std::sync::Arc;
use std::time::Duration;

use domain::Error;
use domain::actor::Actor;
use domain::conversations::message::{self, Post};
use domain::conversations::text::Text;
use domain::event::Event;
use domain::ids::{ConversationId, RoomId, SessionId};
use domain::people::person::{self, NewPerson};
use domain::store::Store;
use serde_json::json;
use tokio::sync::Notify;

use crate::harness::{Node, Role, Sql, World};

#[derive(Clone, Copy)]
enum Fate {
    Done,
    Refused,
    Panics,
    TooSlow,
}

/// A command that writes a row and records an event, and then meets its fate.
async fn command(store: &Store, n: u32, fate: Fate) -> domain::Result<()> {
    let room = RoomId(uuid::Uuid::from_u128(7));
    let new = NewPerson {
        name: format!("Person {n}"),
        email: format!("{n}@exempel.se"),
        protected: false,
        password_hash: None,
    };
    let act = move |tx: domain::store::Tx| async move {
        person::create(&tx, new).await?;
        tx.record(room, Event::RoomChanged { room });
        match fate {
            Fate::Done => Ok(()),
            Fate::Refused => Err(Error::Conflict("refused")),
            Fate::Panics => panic!("a fault of ours, wanted by the test"),
            Fate::TooSlow => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                Ok(())
            }
        }
    };
    // of every fate some share their commit wherever they are
    if n.is_multiple_of(3) {
        store.write_with_others(&Actor::System, act).await
    } else {
        store.write(&Actor::System, act).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_takes_nobody_with_it() {
    let node = Node::start().await;
    let (store, sql) = (node.store().clone(), Sql::of(node.config()).await);
    let people = sql.number("SELECT count(*) AS n FROM person", []).await;
    let mut rounds = Vec::new();
    for n in 0..200_u32 {
        let fate = match n % 20 {
            3 => Fate::Refused,
            11 => Fate::Panics,
            _ => Fate::Done,
        };
        let store = store.clone();
        rounds.push((fate, tokio::spawn(async move { command(&store, n, fate).await })));
    }
    let slow = {
        let store = store.clone();
        tokio::spawn(async move { command(&store, 999, Fate::TooSlow).await })
    };
    let mut done = 0;
    for (fate, round) in rounds {
        match (fate, round.await.expect("an answer")) {
            (Fate::Done, Ok(())) => done += 1,
            (Fate::Refused, Err(Error::Conflict("refused"))) | (Fate::Panics, Err(Error::Internal(_))) => {}
            (_, other) => panic!("{other:?}"),
        }
    }
    assert!(matches!(slow.await.expect("an answer"), Err(Error::Unavailable(_))));
    assert_eq!(done, 180);
    assert_eq!(sql.number("SELECT count(*) AS n FROM person", []).await, people + done);
    assert_eq!(sql.number("SELECT count(*) AS n FROM event WHERE kind = 'room_changed'", []).await, done);
    assert_eq!(sql.gaps().await, [""; 0]);
    command(&store, 1000, Fate::Done).await.expect("it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_away_leaves_nothing_half_done() {
    let node = Node::start().await;
    let (store, sql) = (node.store().clone(), Sql::of(node.config()).await);
    let people = sql.number("SELECT count(*) AS n FROM person", []).await;
    for n in 0..40_u32 {
        let gone = store.clone();
        let asked = tokio::spawn(async move { command(&gone, n, Fate::Done).await });
        tokio::time::sleep(Duration::from_micros(u64::from(n) * 100)).await;
        asked.abort();
    }
    command(&store, 500, Fate::Done).await.expect("done");
    // each is whole or was never begun: rows and events go together
    let events = || sql.number("SELECT count(*) AS n FROM event WHERE kind = 'room_changed'", []);
    crate::harness::eventually("rows and events to agree", || async {
        (sql.number("SELECT count(*) AS n FROM person", []).await == people + events().await).then_some(())
    })
    .await;
    assert_eq!(sql.gaps().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_command_leaves_running_writes_nothing() {
    let node = Node::start().await;
    let (store, sql) = (node.store().clone(), Sql::of(node.config()).await);
    let (gate, over) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (opened, told) = (Arc::clone(&gate), Arc::clone(&over));
    let late =
        NewPerson { name: "Den sena".into(), email: "sen@exempel.se".into(), protected: false, password_hash: None };
    let left = store.write(&Actor::System, move |tx| async move {
        tokio::spawn(async move {
            opened.notified().await;
            drop(person::create(&tx, late).await);
            drop(tx);
            told.notify_one();
        });
        Ok(())
    });
    assert!(left.await.is_err(), "a command that keeps its transaction is not done");
    command(&store, 1, Fate::Done).await.expect("the next has its turn");
    gate.notify_one();
    over.notified().await;
    command(&store, 2, Fate::Done).await.expect("and the next");
    let sql_late = "SELECT count(*) AS n FROM person WHERE name = 'Den sena'";
    assert_eq!(sql.number(sql_late, []).await, 0);
    assert_eq!(sql.number("SELECT count(*) AS n FROM person WHERE name LIKE 'Person _'", []).await, 2);
}

/// Somebody as they are known now.
async fn known(world: &World, role: Role) -> Actor {
    let sql = Sql::of(world.node.config()).await;
    let session = "SELECT id FROM session WHERE person_id = $1 AND ended_at IS NULL";
    let found = sql.rows(session, [world.people[&role].0.into()]).await;
    let session = SessionId(found[0].try_get("", "id").expect("an id"));
    world.node.store().actor_of(session).await.expect("signed in")
}

/// A message by somebody as they were known when `actor` was worked out.
async fn post(store: &Store, actor: &Actor, thread: ConversationId) -> domain::Result<()> {
    let post = Post::of(uuid::Uuid::new_v4(), Text::written("Hej").expect("a text"));
    let say = move |tx: domain::store::Tx| async move { message::post(&tx, thread, post).await.map(drop) };
    store.write_with_others(actor, say).await
}

/// The same by itself, and among others who write.
async fn posts(store: &Store, [actor, other]: [&Actor; 2], thread: ConversationId) -> Vec<domain::Result<()>> {
    let mut became = vec![post(store, actor, thread).await];
    let among = (0..12).map(|n| post(store, if n == 5 { actor } else { other }, thread));
    for (n, one) in futures_util::future::join_all(among).await.into_iter().enumerate() {
        if n == 5 {
            became.push(one);
        } else {
            one.expect("who may write is not held up by who may not");
        }
    }
    became
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_may_is_what_one_may_at_the_commit() {
    let world = World::new().await;
    let (store, sql) = (world.node.store(), Sql::of(world.node.config()).await);
    let (before, coordinator) = (known(&world, Role::Member).await, world.client(Role::Coordinator));
    let new = json!({ "name": "Ett nytt rum", "audience": "members" });
    let made = coordinator.post(&format!("/networks/{}/rooms", world.network), &new).await.expect(201);
    let thread = coordinator.start(made["room"]["id"].as_str().unwrap(), "Hej", "Välkomna").await;
    let thread = thread["id"].as_str().unwrap().parse().expect("an id");
    let other = known(&world, Role::Elected).await;

    // let in since they asked
    for became in posts(store, [&before, &other], thread).await {
        became.expect("written");
    }
    // shut out since they asked
    let within = known(&world, Role::Member).await;
    world.end_seat(Role::Member).await;
    for became in posts(store, [&within, &other], thread).await {
        assert!(matches!(became, Err(Error::NotFound)), "{became:?}");
    }
    assert_eq!(sql.gaps().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_a_lock_keeps_nobody_else_waiting() {
    let world = World::new().await;
    let (store, sql) = (world.node.store(), Sql::of(world.node.config()).await);
    let (actor, other) = (known(&world, Role::Coordinator).await, known(&world, Role::Elected).await);
    let coordinator = world.client(Role::Coordinator);
    let mut places = Vec::new();
    for name in ["Rummet som hålls", "Rummet bredvid"] {
        let new = json!({ "name": name, "audience": "members" });
        let made = coordinator.post(&format!("/networks/{}/rooms", world.network), &new).await.expect(201);
        let room = made["room"]["id"].as_str().unwrap().to_owned();
        let thread = coordinator.start(&room, "Hej", "Välkomna").await;
        places.push((room, thread["id"].as_str().unwrap().parse::<ConversationId>().expect("an id")));
    }

    // somebody else holds the first room's stream; on SQLite whoever only reads holds nothing
    let held = sql.open().await;
    let lock = if sql.postgres() { " FOR UPDATE" } else { "" };
    let stream = uuid::Uuid::parse_str(&places[0].0).expect("an id");
    let hold = sql.statement(&format!("SELECT seq FROM stream WHERE id = $1{lock}"), [stream.into()]);
    sea_orm::ConnectionTrait::query_one_raw(&held, hold).await.expect("asked").expect("a stream");
    let waiting: Vec<_> = (0..3)
        .map(|_| {
            let (store, actor, thread) = (store.clone(), actor.clone(), places[0].1);
            tokio::spawn(async move { post(&store, &actor, thread).await })
        })
        .collect();
    for n in 0..12 {
        let beside = tokio::time::timeout(Duration::from_secs(60), post(store, &other, places[1].1)).await;
        beside.unwrap_or_else(|_| panic!("post {n} waits for a lock in another room")).expect("written");
    }
    if sql.postgres() {
        assert!(waiting.iter().all(|one| !one.is_finished()), "the lock is held");
    }
    held.commit().await.expect("let go");
    for one in waiting {
        one.await.expect("an answer").expect("written");
    }
    assert_eq!(sql.gaps().await, [""; 0]);
}
