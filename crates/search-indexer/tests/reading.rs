//! A new file is read in a child process and then found by its text. This binary is the child too, so it has no harness.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use bytes::Bytes;
use domain::access::{Coordination, Deputies, RoomKind};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::documents::blob::Blobs;
use domain::documents::document;
use domain::documents::page::Reading;
use domain::documents::upload::{self, Destination, IfExists, NewFile};
use domain::ids::{DocumentId, RoomId};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::people::assignment::{self, AssignmentRole};
use domain::people::person::{self, NewPerson};
use domain::people::session::{self, Device};
use domain::rooms::room;
use domain::store::{Store, StoreOptions};
use extract::Extractor;
use search::{Engine, Query};
use search_indexer::Parts;
use tokio::sync::watch;

/// The longest anything is waited for. Long, because a machine may be busy; never reached when all is well.
const LIMIT: Duration = Duration::from_secs(60);

fn main() {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|first| first == "extract-child") {
        extract::child::main(args);
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(files_are_read_and_found());
    println!("test files_are_read_and_found ... ok");
}

async fn files_are_read_and_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}?mode=rwc", folder.path().join("samrum.db").display());
    let store = Store::open(StoreOptions::new(url), Clock::default()).await.expect("a store");
    let room = made_room(&store).await;
    let blobs = Blobs::in_folder(folder.path().join("blobs")).await.expect("blobs");
    let engine = Engine::embedded(folder.path().join("index")).await.expect("an engine");
    let parts = Parts {
        store: store.clone(),
        engine: engine.clone(),
        blobs: blobs.clone(),
        extractor: Extractor::new(std::env::current_exe().expect("myself"), ["extract-child"]),
        converter: None,
    };
    let (stop, shutdown) = watch::channel(false);
    let running = tokio::spawn(search_indexer::run(parts, shutdown));

    let text = "Minnesanteckningar\n\nBarnen fick inflytande över lekplatserna.".as_bytes();
    let notes = add(&store, &blobs, room, "Anteckningar.txt", text).await;
    let broken = add(&store, &blobs, room, "Trasig.pdf", b"%PDF-1.7\nnothing more").await;

    assert_eq!(read(&store, notes).await, Reading::Read);
    assert_eq!(read(&store, broken).await, Reading::Damaged);
    let key = search_for(&engine, room, "inflytandet").await;
    assert_eq!((key.id, key.page), (notes.0, 1));
    // one that could not be read is found by its name
    assert_eq!(search_for(&engine, room, "trasig").await.id, broken.0);

    stop.send_replace(true);
    tokio::time::timeout(LIMIT, running).await.expect("it ends").expect("without a panic");
}

async fn made_room(store: &Store) -> RoomId {
    let made = store.write(&Actor::System, |tx| async move {
        let network = NewNetwork {
            slug: "barnratt".into(),
            name: "Kommunnätverket".into(),
            kind: NetworkKind::Municipal,
            purpose: String::new(),
            observers_write: true,
            observers_upload: false,
            deputies: Deputies::Free,
            coordination: Coordination::Secretariat,
        };
        let network = network::create(&tx, network).await?;
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
    });
    let (network, session) = made.await.expect("a network");
    let actor = store.actor_of(session).await.expect("an actor");
    let rooms = room::of_network(store.reader(), &actor, network).await.expect("rooms");
    rooms.iter().find(|r| r.room().kind == RoomKind::WholeNetwork).expect("a room").room().id
}

async fn add(store: &Store, blobs: &Blobs, room: RoomId, name: &'static str, bytes: &'static [u8]) -> DocumentId {
    let blob = blobs.store_bytes(Bytes::from_static(bytes)).await.expect("stored");
    let added = store.write(&Actor::System, move |tx| async move {
        let room = room::readable(&tx, tx.actor(), room).await?;
        let media_type = extract::media_type(&blob.head, name).mime().to_owned();
        let file = NewFile { blob, media_type, original_name: name.into(), comment: None };
        upload::add(&tx, &room, file, Destination::default(), IfExists::Ask).await
    });
    added.await.expect("a document")
}

async fn read(store: &Store, id: DocumentId) -> Reading {
    let began = Instant::now();
    while began.elapsed() < LIMIT {
        let found = document::readable(store.reader(), &Actor::System, id).await.expect("the document");
        if found.row().reading != Reading::Waiting {
            return found.row().reading;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it was not read");
}

async fn search_for(engine: &Engine, room: RoomId, text: &str) -> search::EntryKey {
    let began = Instant::now();
    while began.elapsed() < LIMIT {
        let query = Query { prefix: false, ..Query::new(text, vec![room.0]) };
        if let Some(hit) = engine.search(query).await.expect("an answer").hits.first() {
            return hit.key;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("\"{text}\" was not found");
}
