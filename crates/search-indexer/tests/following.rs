//! The index follows what people do, catches up after a stop, and is rebuilt when it does not fit the log.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::path::Path;
use std::time::{Duration, Instant};

use domain::access::{Coordination, Deputies, RoomKind};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::conversations::conversation::{NewThread, ThreadKind, start};
use domain::conversations::message::{self, Post};
use domain::conversations::tags::Tags;
use domain::conversations::text::Text;
use domain::documents::blob::Blobs;
use domain::ids::{ConversationId, MessageId, NetworkId, RoomId, SessionId};
use domain::jobs::{self, JobKind};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::{self, NewPerson};
use domain::people::session::{self, Device};
use domain::rooms::room;
use domain::store::{Store, StoreOptions, Tx};
use extract::Extractor;
use search::{Engine, EntryKind, Hits, Query};
use search_indexer::Parts;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The longest anything is waited for. Long, because a machine may be busy; never reached when all is well.
const LIMIT: Duration = Duration::from_secs(60);

struct House {
    folder: tempfile::TempDir,
    options: StoreOptions,
    store: Store,
    network: NetworkId,
    session: SessionId,
}

struct Running {
    engine: Engine,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    async fn stop(self) {
        self.stop.send_replace(true);
        tokio::time::timeout(LIMIT, self.task).await.expect("it ends").expect("without a panic");
    }

    /// Searches until `enough`.
    async fn search(&self, text: &str, room: RoomId, enough: impl Fn(&Hits) -> bool) -> Hits {
        let began = Instant::now();
        while began.elapsed() < LIMIT {
            let query = Query { prefix: false, ..Query::new(text, vec![room.0]) };
            let hits = self.engine.search(query).await.expect("an answer");
            if enough(&hits) {
                return hits;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("\"{text}\" did not become as expected");
    }
}

/// SQLite in the folder, or a schema of its own where `SAMRUM_TEST_POSTGRES_URL` names a PostgreSQL.
fn options(folder: &Path) -> StoreOptions {
    match std::env::var("SAMRUM_TEST_POSTGRES_URL") {
        Ok(url) => StoreOptions {
            schema: Some(format!("t{}", Uuid::new_v4().simple())),
            connections: 4,
            ..StoreOptions::new(url)
        },
        Err(_) => StoreOptions::new(format!("sqlite://{}?mode=rwc", folder.join("samrum.db").display())),
    }
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let options = options(folder.path());
        let store = Store::open(options.clone(), Clock::default()).await.expect("a store");
        let (network, session) = store
            .write(&Actor::System, |tx| async move {
                let network = network::create(
                    &tx,
                    NewNetwork {
                        slug: "barnratt".into(),
                        name: "Kommunnätverket".into(),
                        kind: NetworkKind::Municipal,
                        purpose: String::new(),
                        observers_write: true,
                        observers_upload: false,
                        deputies: Deputies::Free,
                        coordination: Coordination::Secretariat,
                    },
                )
                .await?;
                let new = NewPerson {
                    name: "Anna Berg".into(),
                    email: "anna@exempel.se".into(),
                    protected: false,
                    password_hash: None,
                };
                let person = person::create(&tx, new).await?;
                assignment::assign(&tx, person, Some(network), AssignmentRole::Coordinator, tx.today()).await?;
                let device = Device { user_agent: String::new(), address: String::new() };
                Ok((network, session::begin(&tx, person, "hash".into(), device).await?))
            })
            .await
            .expect("a network");
        Self { folder, options, store, network, session }
    }

    async fn actor(&self) -> Actor {
        self.store.actor_of(self.session).await.expect("an actor")
    }

    /// Carries out a command as somebody.
    async fn act<T, F, W>(&self, work: F) -> domain::Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = domain::Result<T>> + Send + 'static,
    {
        self.store.write(&self.actor().await, work).await
    }

    async fn room(&self) -> RoomId {
        let rooms = room::of_network(self.store.reader(), &self.actor().await, self.network).await.expect("rooms");
        rooms.iter().find(|r| r.room().kind == RoomKind::WholeNetwork).expect("a room").room().id
    }

    async fn thread(&self, room: RoomId, title: &str) -> ConversationId {
        let new = NewThread {
            kind: ThreadKind::Discussion,
            title: title.into(),
            tags: Tags { themes: vec!["inflytande".into()], articles: Vec::new() },
            first: post("Det första inlägget"),
        };
        let started = self.act(move |tx| async move {
            let room = room::readable(&tx, tx.actor(), room).await?;
            start(&tx, &room, new).await
        });
        started.await.expect("a thread").0
    }

    async fn write(&self, conversation: ConversationId, text: &str) -> MessageId {
        let post = post(text);
        let posted = self.act(move |tx| async move { message::post(&tx, conversation, post).await });
        posted.await.expect("a message").id()
    }

    /// As another version of the program, or a fault, would have written it.
    async fn insert_event(&self, kind: &str, payload: &str) {
        use sea_orm::ConnectionTrait;
        let mut connect = sea_orm::ConnectOptions::new(&self.options.url);
        if let Some(schema) = &self.options.schema {
            connect.set_schema_search_path(schema);
        }
        let database = sea_orm::Database::connect(connect).await.expect("the database");
        let stream = if self.store.postgres() { "gen_random_uuid()" } else { "randomblob(16)" };
        let sql = format!(
            "INSERT INTO event (stream_id, stream_kind, seq, kind, v, payload, at) \
             VALUES ({stream}, 'room', 1, '{kind}', 1, '{payload}', '2026-11-22T10:00:00.000+00:00')"
        );
        database.execute_unprepared(&sql).await.expect("an event");
    }

    async fn index(&self) -> Running {
        let engine = Engine::embedded(self.folder.path().join("index")).await.expect("an engine");
        let parts = Parts {
            store: self.store.clone(),
            engine: engine.clone(),
            blobs: Blobs::in_folder(self.folder.path().join("blobs")).await.expect("blobs"),
            extractor: Extractor::new("/nowhere", ["none"]),
            converter: None,
        };
        let (stop, shutdown) = watch::channel(false);
        Running { engine, stop, task: tokio::spawn(search_indexer::run(parts, shutdown)) }
    }
}

fn post(text: &str) -> Post {
    Post::of(Uuid::new_v4(), Text::written(text).expect("text"))
}

fn found(hits: &Hits, id: Uuid) -> bool {
    hits.hits.iter().any(|hit| hit.key.id == id)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_found_and_what_is_taken_away_is_not() {
    let house = House::new().await;
    let room = house.room().await;
    let running = house.index().await;
    let thread = house.thread(room, "Barnchecklistor i nämnden").await;
    let id = house.write(thread, "Vi har prövat **lekparker** i Örebro.").await;

    let hits = running.search("lekparken", room, |hits| found(hits, id.0)).await;
    let hit = hits.hits.iter().find(|hit| hit.key.id == id.0).expect("the message");
    assert_eq!(hit.key.kind, EntryKind::Message);
    assert_eq!(hit.parent, Some(thread.0));
    assert_eq!(hit.author, "Anna Berg");
    running.search("barnchecklistor", room, |hits| found(hits, thread.0)).await;
    running.search("Anna Berg", room, |hits| hits.hits.iter().any(|hit| hit.key.kind == EntryKind::Person)).await;

    let edited = house.act(move |tx| async move {
        let message = message::readable(&tx, tx.actor(), id).await?;
        message::edit(&tx, &message, 1, &Text::written("Vi har prövat simhallar.")?).await
    });
    edited.await.expect("edited");
    running.search("simhallen", room, |hits| found(hits, id.0)).await;
    running.search("lekpark", room, |hits| !found(hits, id.0)).await;

    let deleted = house.act(move |tx| async move {
        let message = message::readable(&tx, tx.actor(), id).await?;
        message::delete(&tx, &message, 2).await
    });
    deleted.await.expect("deleted");
    running.search("simhallen", room, |hits| !found(hits, id.0)).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_catches_up_after_a_stop_and_when_the_index_is_gone() {
    let house = House::new().await;
    let room = house.room().await;
    let thread = house.thread(room, "Innan allt började").await;
    let first = house.write(thread, "Skolgården byggs om.").await;

    let running = house.index().await;
    running.search("skolgård", room, |hits| found(hits, first.0)).await;
    running.stop().await;

    let second = house.write(thread, "Fritidsgården stängs.").await;
    let running = house.index().await;
    running.search("fritidsgård", room, |hits| found(hits, second.0)).await;
    let cursor = running.engine.cursor().await.expect("a cursor").expect("a cursor");
    assert_eq!(cursor.id, domain::log::position(&house.store).await.expect("a position").id);
    running.stop().await;

    std::fs::remove_dir_all(house.folder.path().join("index")).expect("deleted");
    let running = house.index().await;
    running.search("skolgård", room, |hits| found(hits, first.0)).await;
    running.search("fritidsgård", room, |hits| found(hits, second.0)).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_epoch_is_built_anew_and_a_job_asks_for_it_too() {
    let house = House::new().await;
    let room = house.room().await;
    let thread = house.thread(room, "Före återställningen").await;
    let first = house.write(thread, "Skolgården byggs om.").await;
    let running = house.index().await;
    running.search("skolgård", room, |hits| found(hits, first.0)).await;
    running.stop().await;

    let epoch = domain::installation::begin_new_epoch(&house.store).await.expect("an epoch");
    let running = house.index().await;
    running.search("skolgård", room, |hits| found(hits, first.0)).await;
    let epoch_of_the_index = |engine: Engine| async move { engine.cursor().await.expect("a cursor").map(|c| c.epoch) };
    let began = Instant::now();
    while epoch_of_the_index(running.engine.clone()).await != Some(epoch) && began.elapsed() < LIMIT {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(epoch_of_the_index(running.engine.clone()).await, Some(epoch));

    let asked = house
        .store
        .write(&Actor::System, |tx| async move { jobs::enqueue(&tx, JobKind::Reindex, Uuid::nil(), tx.now()).await });
    asked.await.expect("a job");
    // written while it is being built: read once more afterwards
    let second = house.write(thread, "Fritidsgården stängs.").await;
    let began = Instant::now();
    while jobs::open(&house.store, JobKind::Reindex).await.expect("jobs") > 0 && began.elapsed() < LIMIT {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(jobs::open(&house.store, JobKind::Reindex).await.expect("jobs"), 0);
    running.search("skolgård", room, |hits| found(hits, first.0)).await;
    running.search("fritidsgård", room, |hits| found(hits, second.0)).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_a_newer_version_stops_it_and_a_broken_one_does_not() {
    let house = House::new().await;
    let room = house.room().await;
    let thread = house.thread(room, "Samtalet").await;
    let running = house.index().await;
    house.insert_event("message_posted", r#"{"message": 3}"#).await;
    let after_the_broken = house.write(thread, "Skolgården byggs om.").await;
    running.search("skolgård", room, |hits| found(hits, after_the_broken.0)).await;

    house.insert_event("matter_weighed", "{}").await;
    let after_the_unknown = house.write(thread, "Fritidsgården stängs.").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    running.search("fritidsgård", room, |hits| !found(hits, after_the_unknown.0)).await;
    running.stop().await;
}
