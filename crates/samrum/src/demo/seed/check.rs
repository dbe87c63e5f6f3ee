//! The demo as rows: counted, and seen through each who signs in.

#![allow(clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::time::Instant;

use chrono::Days;
use domain::access::{Part, RoomKind, StandingKind};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::conversations::attention;
use domain::conversations::list::{self, Filter};
use domain::conversations::message::{self, Post};
use domain::conversations::text::Text;
use domain::documents::blob::Blobs;
use domain::documents::document;
use domain::networks::network;
use domain::people::{person, session};
use domain::rooms::{history, room};
use domain::store::{Store, StoreOptions};
use domain::{Error, installation};
use uuid::Uuid;

use crate::demo::model::{Content, Network};
use crate::demo::reading::ConversationRef;
use crate::demo::{MAIL_DOMAIN, content};

struct Demo {
    store: Store,
    content: Content,
    folder: PathBuf,
}

impl Demo {
    async fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("samrum-seed-{}", Uuid::new_v4().simple()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let url = format!("sqlite://{}?mode=rwc", folder.join("samrum.db").display());
        let store = Store::open(StoreOptions::new(url), Clock::default()).await.expect("a store");
        let blobs = Blobs::in_folder(folder.join("blobs")).await.expect("a folder");
        let began = Instant::now();
        let seeded = super::seed(&store, &blobs, "not-a-hash".to_owned(), |_, name| {
            if name.ends_with(".pdf") { "application/pdf" } else { "application/octet-stream" }
        });
        let seeded = seeded.await.expect("seeds");
        eprintln!("seeded in {:?}", began.elapsed());
        let people = super::people();
        assert_eq!(seeded.people.len(), 11);
        assert!(seeded.people.iter().zip(&people).all(|(a, b)| (&a.email, &a.role) == (&b.email, &b.role)));
        Self { store, content: content().expect("reads"), folder }
    }

    async fn sign_in(&self, mail: &str) -> Actor {
        let address = format!("{mail}@{MAIL_DOMAIN}");
        let found = person::credentials(self.store.reader(), &address).await.expect("asked").expect("somebody");
        let device = session::Device { user_agent: "test".to_owned(), address: "127.0.0.1".to_owned() };
        let hash = Uuid::new_v4().to_string();
        let begin = move |tx| async move { session::begin(&tx, found.id, hash, device).await };
        let session = self.store.write(&Actor::System, begin).await.expect("a session");
        self.store.actor_of(session).await.expect("an actor")
    }

    /// What the person reads of a room kind in a network: no room, or whether they write in it.
    async fn writes(&self, actor: &Actor, slug: &str, kind: RoomKind) -> Option<bool> {
        let network = network::by_slug(self.store.reader(), &Actor::System, slug).await.expect("a network");
        let every = room::every(self.store.reader(), &Actor::System, network.id).await.expect("rooms");
        let room = every.iter().find(|room| room.kind == kind).expect("a room");
        let rights = actor.room(room.id);
        rights.read.then_some(rights.write)
    }

    fn network(&self, slug: &str) -> &Network {
        self.content.networks.iter().find(|network| network.slug == slug).expect("a network")
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// All conversations that the person sees, page after page.
async fn conversations(demo: &Demo, actor: &Actor, filter: Filter) -> Vec<list::ConversationRow> {
    let mut all: Vec<list::ConversationRow> = Vec::new();
    loop {
        let cursor = all.last().map(|row| (row.last_at, row.id));
        let filter = Filter { cursor, limit: 100, ..filter.clone() };
        let page = list::list(demo.store.reader(), actor, &filter).await.expect("a page");
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_seen_by_each_as_it_should_be() {
    let demo = Demo::new().await;
    assert!(installation::facts(demo.store.reader()).await.expect("facts").demo);
    who_sees_what(&demo).await;
    counts(&demo).await;
    unread(&demo).await;
    resting_reads_and_does_not_write(&demo).await;
    who_read_a_year_ago(&demo).await;
}

/// The networks are older than the demo, and so are their rooms.
async fn who_read_a_year_ago(demo: &Demo) {
    let (actor, db) = (demo.sign_in("samordnare").await, demo.store.reader());
    let facts = actor.own_access().expect("access").readable_rooms().find(|facts| facts.kind == RoomKind::WholeNetwork);
    let today = Clock::default().today();
    let then = (today - Days::new(365), today);
    let room = facts.expect("reads it").id;
    let readers = history::readers_on(db, &actor, room, then, None, 10).await.expect("readers");
    assert!(readers.people > 5 && readers.readers.iter().all(|one| !one.grounds.is_empty()), "{readers:?}");
}

async fn who_sees_what(demo: &Demo) {
    use RoomKind::{Coordination, Members, Planning, WholeNetwork, WorkingGroup};
    let (partnership, municipal, forum) = ("partnerskapet", "kommunala-barnrattsnatverket", "barnrattsforum-skane");
    let table: [(&str, &str, RoomKind, Option<bool>); 23] = [
        ("samordnare", partnership, Coordination, Some(true)),
        ("samordnare", partnership, Members, Some(true)),
        ("samordnare", municipal, WholeNetwork, None),
        ("tjansteperson", partnership, Members, Some(true)),
        ("tjansteperson", partnership, WorkingGroup, None),
        ("fortroendevald", partnership, Members, Some(true)),
        ("fortroendevald", partnership, Coordination, None),
        ("suppleant", partnership, Members, Some(true)),
        ("arbetsgrupp", partnership, WorkingGroup, Some(true)),
        ("arbetsgrupp", partnership, Planning, Some(true)),
        ("observator", municipal, WholeNetwork, Some(true)),
        ("observator", municipal, Members, None),
        ("vilande", forum, Members, Some(false)),
        ("vilande", forum, WholeNetwork, Some(true)),
        ("gast", partnership, WholeNetwork, None),
        ("gast", partnership, Members, None),
        ("tvanat", partnership, Members, Some(true)),
        ("tvanat", municipal, Members, Some(true)),
        ("tvanat", forum, WholeNetwork, None),
        ("annatnatverk", forum, Members, Some(true)),
        ("annatnatverk", partnership, WholeNetwork, None),
        ("administrator", partnership, WholeNetwork, None),
        ("administrator", municipal, WholeNetwork, None),
    ];
    for (mail, slug, kind, expected) in table {
        let actor = demo.sign_in(mail).await;
        assert_eq!(demo.writes(&actor, slug, kind).await, expected, "{mail} in {slug}, {}", kind.word());
    }
    // a guest has one room beside what anyone may read: so has whoever runs the installation, as a guest
    for mail in ["gast", "administrator"] {
        let guest = demo.sign_in(mail).await;
        let rooms: Vec<_> = guest.own_access().expect("access").readable_rooms().collect();
        let own: Vec<_> = rooms.iter().filter(|facts| facts.kind != RoomKind::Public).collect();
        assert_eq!(own.len(), 1, "{mail}");
        assert!(own[0].kind == RoomKind::Meeting && guest.room(own[0].id).write, "{mail}");
    }
    // one person, two networks, for two organisations in each
    let both = demo.sign_in("tvanat").await;
    let seats = both.own_access().expect("access").standings.iter().filter(|s| s.kind == StandingKind::Member);
    assert_eq!(seats.filter(|s| s.seat.is_some()).count(), 4);
    assert_eq!(network::visible(demo.store.reader(), &both).await.expect("networks").len(), 2);
    // a deputy stands in on the second day of the meeting and not before
    let deputy = demo.sign_in("suppleant").await;
    assert!(deputy.own_access().expect("access").standings.iter().all(|s| s.part == Part::Deputy));
}

async fn counts(demo: &Demo) {
    let coordinator = demo.sign_in("samordnare").await;
    let partnership = demo.network("partnerskapet");
    let id = network::by_slug(demo.store.reader(), &Actor::System, "partnerskapet").await.expect("found").id;
    let rows = conversations(demo, &coordinator, Filter { network: Some(id), ..Filter::default() }).await;
    let asked = partnership.asking.asks.len() + partnership.asking.proposals.len();
    assert_eq!(rows.len(), partnership.threads.len() + asked, "the coordinator reads every thread");
    for thread in &partnership.threads {
        let row = rows.iter().find(|row| row.title.as_deref() == Some(&thread.title)).expect("the thread is there");
        assert_eq!(row.last_position, i64::try_from(thread.messages.len()).expect("few"), "{}", thread.title);
        assert!(row.created_at <= row.last_at && row.last_at <= demo.store.clock().now(), "{}", thread.title);
    }
    let filter = document::Filter { network: Some(id), limit: 500, ..document::Filter::default() };
    let documents = document::list(demo.store.reader(), &coordinator, &filter).await.expect("documents");
    // the programme of the coming meeting is made of the meeting itself
    assert_eq!(documents.len(), partnership.documents.len() + 1);
    assert!(documents.iter().all(|row| row.author_name.is_some() && row.created_at < demo.store.clock().now()));
    let published = documents.iter().filter(|row| row.published_at.is_some()).count();
    assert!(published > 20 && published < documents.len(), "{published} of {} published", documents.len());
    let meetings = domain::meetings::meeting::list(demo.store.reader(), &coordinator, id, None, 100).await;
    assert_eq!(meetings.expect("meetings").len(), partnership.meetings.len());
}

async fn unread(demo: &Demo) {
    for person in demo.content.people.iter().filter(|person| person.sign_in.is_some()) {
        let (mail, key) = (person.mail.as_str(), person.key.as_str());
        let actor = demo.sign_in(mail).await;
        let rows = conversations(demo, &actor, Filter::default()).await;
        assert!(rows.len() > 3, "{mail} sees {}", rows.len());
        let threads = demo.content.networks.iter().flat_map(|network| &network.threads);
        let (mut found, mut waiting) = (0, 0);
        for thread in threads {
            let Some(row) = rows.iter().find(|row| row.title.as_deref() == Some(&thread.title)) else { continue };
            let expected = demo.content.read_position(key, ConversationRef::Thread(&thread.key), &thread.messages);
            assert_eq!(row.read_position, i64::from(expected), "{mail}: {}", thread.title);
            found += 1;
            waiting += i64::from(row.last_position > row.read_position);
        }
        let direct = rows.iter().filter(|row| row.title.is_none());
        for row in direct {
            let source = demo.content.direct.iter().find(|direct| {
                direct.people.iter().any(|named| named == key)
                    && i64::try_from(direct.messages.len()).is_ok_and(|length| length == row.last_position)
            });
            let source = source.expect("a direct conversation of theirs");
            let expected = demo.content.read_position(key, ConversationRef::Direct(&source.people), &source.messages);
            assert_eq!(row.read_position, i64::from(expected), "{mail}: {:?}", source.people);
        }
        eprintln!("{mail}: {found} threads, {waiting} with something unread");
        assert!(found > 3 && waiting > 0, "{mail}");
        // and their start page begins with something that is for them
        let claims = attention::claims(demo.store.reader(), &actor).await.expect("claims");
        assert!(claims.iter().any(|claim| claim.why.personal() && claim.put_off.is_none()), "nothing waits for {mail}");
    }
}

async fn resting_reads_and_does_not_write(demo: &Demo) {
    let resting = demo.sign_in("vilande").await;
    let facts = resting.own_access().expect("access").readable_rooms().find(|facts| facts.kind == RoomKind::Members);
    let members = room::readable(demo.store.reader(), &resting, facts.expect("reads it").id).await.expect("reads it");
    let chat = members.room().chat_id.expect("a chat");
    let write = move |tx: domain::store::Tx| async move {
        let text = Text::written("Hej")?;
        message::post(&tx, chat, Post::of(Uuid::new_v4(), text)).await
    };
    assert!(matches!(demo.store.write(&resting, write).await, Err(Error::Forbidden)));
}
