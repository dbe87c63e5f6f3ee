//! Who gets a mail, who does not, and what is in it.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use domain::access::{Coordination, Deputies, ParticipationState, RoomKind, SeatKind};
use domain::actor::Actor;
use domain::clock::{Clock, start_of};
use domain::conversations::conversation::{NewThread, ThreadKind, start};
use domain::conversations::message::{self, Post};
use domain::conversations::tags::Tags;
use domain::conversations::text::Text;
use domain::conversations::{direct, read_mark};
use domain::ids::{ConversationId, MessageId, NetworkId, OrganisationId, PersonId, RoomId, SeatId, SessionId};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use domain::notifications::{self, MailState};
use domain::people::person::{self, Language, NewPerson, Preferences};
use domain::people::session::{self, Device};
use domain::rooms::room;
use domain::store::{Store, StoreOptions, Tx};
use notifier::{Caps, Config};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The longest anything is waited for. Long, because a machine may be busy; never reached when all is well.
const LIMIT: Duration = Duration::from_secs(60);

struct House {
    folder: tempfile::TempDir,
    store: Store,
    network: NetworkId,
    organisation: OrganisationId,
}

#[derive(Clone, Copy)]
struct Somebody {
    id: PersonId,
    seat: SeatId,
    session: SessionId,
}

struct Running {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    async fn stop(self) {
        self.stop.send_replace(true);
        tokio::time::timeout(LIMIT, self.task).await.expect("it ends").expect("without a panic");
    }
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(options(folder.path()), clock()).await.expect("a store");
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
            let organisation = NewOrganisation {
                kind: OrganisationKind::Municipality,
                name: "Örebro kommun".into(),
                code: None,
                county: None,
                parent: None,
            };
            let organisation = organisation::create(&tx, organisation).await?;
            let today = tx.today();
            participation::set(&tx, network, organisation, ParticipationState::Member, today, "").await?;
            Ok((network, organisation))
        });
        let (network, organisation) = made.await.expect("a network");
        Self { folder, store, network, organisation }
    }

    async fn somebody(&self, name: &'static str, protected: bool) -> Somebody {
        let (network, organisation) = (self.network, self.organisation);
        let made = self.store.write(&Actor::System, move |tx| async move {
            let email = format!("{}@exempel.se", name.split(' ').next().unwrap_or_default().to_lowercase());
            let new = NewPerson { name: name.into(), email, protected, password_hash: None };
            let id = person::create(&tx, new).await?;
            let seat = seat::create(&tx, network, organisation, SeatKind::Official, "kontaktperson").await?;
            seat::appoint(&tx, seat, id, HoldingRole::Holder, tx.today(), None).await?;
            let device = Device { user_agent: String::new(), address: String::new() };
            let session = session::begin(&tx, id, format!("hash of {name}"), device).await?;
            Ok(Somebody { id, seat, session })
        });
        made.await.expect("somebody")
    }

    async fn actor(&self, somebody: Somebody) -> Actor {
        self.store.actor_of(somebody.session).await.expect("an actor")
    }

    /// Carries out a command as somebody.
    async fn act<T, F, W>(&self, by: Somebody, work: F) -> domain::Result<T>
    where
        T: Send + 'static,
        F: FnOnce(Tx) -> W + Clone + Send + Sync + 'static,
        W: Future<Output = domain::Result<T>> + Send + 'static,
    {
        self.store.write(&self.actor(by).await, work).await
    }

    async fn room(&self, somebody: Somebody, kind: RoomKind) -> RoomId {
        let actor = self.actor(somebody).await;
        let rooms = room::of_network(self.store.reader(), &actor, self.network).await.expect("rooms");
        rooms.iter().find(|r| r.room().kind == kind).expect("a room").room().id
    }

    async fn thread(&self, by: Somebody, kind: ThreadKind, title: &str, text: &str) -> ConversationId {
        let room = self.room(by, RoomKind::Members).await;
        let new = NewThread { kind, title: title.into(), tags: Tags::default(), first: post(text) };
        let started = self.act(by, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), room).await?;
            start(&tx, &room, new).await
        });
        started.await.expect("a thread").0
    }

    async fn write(&self, by: Somebody, conversation: ConversationId, text: &str) -> MessageId {
        let post = post(text);
        let posted = self.act(by, move |tx| async move { message::post(&tx, conversation, post).await });
        posted.await.expect("a message").id()
    }

    fn config(&self) -> Config {
        let mut config = Config::new("https://samrum.exempel.se/", self.folder.path().join("mail"));
        config.delay = TimeDelta::zero();
        config.spacing = TimeDelta::zero();
        config
    }

    async fn notify(&self, config: Config) -> Running {
        // on a server shared with other tests, what those have open holds back what is settled: until then it would count as new
        let (start, all) = (domain::log::Position::default(), 1_000);
        let written = domain::log::since(&self.store, start, all).await.expect("the log").len();
        while domain::log::after(&self.store, start, all).await.expect("the log").len() < written {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let (stop, shutdown) = watch::channel(false);
        let task = tokio::spawn(notifier::run(self.store.clone(), config, shutdown));
        // its first act is to note where the log stands
        let consumer = domain::log::Consumer::named("notifier");
        while consumer.position(&self.store).await.expect("a position").is_none() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Running { stop, task }
    }

    async fn count(&self, state: MailState) -> i64 {
        notifications::waiting(self.store.reader(), state).await.expect("a count")
    }

    /// Waits until so many mails have come to that state.
    async fn until(&self, state: MailState, many: i64) {
        let began = Instant::now();
        while self.count(state).await < many && began.elapsed() < LIMIT {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(self.count(state).await, many, "{state}");
    }

    fn files(&self) -> Vec<PathBuf> {
        let Ok(folder) = std::fs::read_dir(self.folder.path().join("mail")) else {
            return Vec::new();
        };
        let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("a file").path()).collect();
        files.sort();
        files
    }

    fn mails(&self) -> Vec<(String, String)> {
        self.files().iter().map(|file| read(&std::fs::read_to_string(file).expect("a mail"))).collect()
    }
}

/// The clock. In the hours before the digests go it is after them: a test that lets an hour pass would get the week's beside
/// the mails it counts.
fn clock() -> Clock {
    let clock = Clock::default();
    let left = start_of(clock.today()) + TimeDelta::hours(7) - clock.now();
    if left > TimeDelta::zero() && left < TimeDelta::hours(2) {
        clock.advance((left + TimeDelta::minutes(1)).to_std().expect("a time ahead"));
    }
    clock
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

fn post(text: &str) -> Post {
    Post::of(Uuid::new_v4(), Text::written(text).expect("text"))
}

fn read_file(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a mail")
}

/// The headers, and the plain text, lines ended by `\n`.
fn read(mail: &str) -> (String, String) {
    let (headers, _) = mail.split_once("\r\n\r\n").expect("headers");
    let parsed = mail_parser::MessageParser::default().parse(mail).expect("a mail");
    (headers.to_owned(), parsed.body_text(0).expect("plain text").replace("\r\n", "\n"))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_is_told_of_an_answer_with_a_link_to_it() {
    let house = House::new().await;
    let asker = house.somebody("Anna Berg", false).await;
    let writer = house.somebody("Bo Lind", false).await;
    // before the first start: told to nobody
    let thread = house.thread(asker, ThreadKind::Question, "Hur gör ni?", "Vi undrar.").await;
    house.write(writer, thread, "Ett tidigt svar.").await;
    let running = house.notify(house.config()).await;
    house.write(writer, thread, "Så **här** gör vi.").await;
    house.until(MailState::Sent, 1).await;
    running.stop().await;

    let mails = house.mails();
    assert_eq!(mails.len(), 1);
    let (headers, text) = &mails[0];
    assert!(headers.contains("To: anna@exempel.se"), "{headers}");
    assert!(headers.contains(&format!("References: <conversation.{}@samrum.exempel.se>", thread.0.simple())));
    let file = read_file(&house.files()[0]);
    let subject = mail_parser::MessageParser::default().parse(&file).expect("a mail");
    assert_eq!(subject.subject(), Some("Bo Lind (Örebro kommun) svarade på din fråga ”Hur gör ni?”"));
    assert!(text.contains("Bo Lind, Örebro kommun\n> Så här gör vi."), "{text}");
    assert!(text.contains(&format!("https://samrum.exempel.se/samtal/{thread}?inlagg=3")));
    assert!(house.files()[0].extension().is_some_and(|ending| ending == "eml"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_access_a_suspension_and_a_text_taken_away_send_nothing() {
    let house = House::new().await;
    let writer = house.somebody("Bo Lind", false).await;
    let lost = house.somebody("Cilla Ek", false).await;
    let reader = house.somebody("David Öst", false).await;
    let told = house.somebody("Eva Ask", false).await;
    let thread = house.thread(writer, ThreadKind::Discussion, "Samtalet", "Hej.").await;
    let mut config = house.config();
    config.delay = TimeDelta::hours(1);
    let running = house.notify(config).await;
    let mention = |people: &[Somebody]| {
        let names: Vec<String> = people.iter().map(|p| format!("[Namn](samrum:person/{})", p.id)).collect();
        format!("Hej {}!", names.join(" "))
    };
    let message = house.write(writer, thread, &mention(&[lost, reader, told])).await;
    let taken_away = house.write(writer, thread, &mention(&[told])).await;
    house.until(MailState::Waiting, 4).await;

    let yesterday = house.store.clock().today().pred_opt().expect("a day");
    let acts = house.store.write(&Actor::System, move |tx| async move {
        seat::end(&tx, lost.seat, lost.id, yesterday).await?;
        Ok(())
    });
    acts.await.expect("ended");
    let deleted = house.act(writer, move |tx| async move {
        let message = message::readable(&tx, tx.actor(), taken_away).await?;
        message::delete(&tx, &message, 1).await
    });
    deleted.await.expect("deleted");
    let position = message::readable(house.store.reader(), &Actor::System, message).await.expect("it").row().position;
    let read = house.act(reader, move |tx| async move { read_mark::mark(&tx, &[(thread, position)]).await });
    read.await.expect("read");
    house.store.clock().advance(Duration::from_secs(3_700));
    house.until(MailState::Sent, 1).await;
    house.until(MailState::Dropped, 2).await;
    house.until(MailState::Joined, 1).await;
    running.stop().await;
    let mails = house.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].0.contains("To: eva@exempel.se"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_of_a_direct_conversation_is_told_in_their_language_and_never_a_protected_name() {
    let house = House::new().await;
    let writer = house.somebody("Hemlig Person", true).await;
    let other = house.somebody("Fiona Green", false).await;
    let english = Preferences { language: Some(Language::English), ..Preferences::default() };
    let english = house.act(other, move |tx| async move { person::set_preferences(&tx, english).await });
    english.await.expect("English");
    let running = house.notify(house.config()).await;
    let others = [other.id];
    let started = house.act(writer, move |tx| async move { direct::start(&tx, &others).await });
    let (conversation, _) = started.await.expect("a conversation");
    house.write(writer, conversation, "Hej Fiona").await;
    house.until(MailState::Sent, 1).await;
    running.stop().await;
    let mail = std::fs::read_to_string(&house.files()[0]).expect("a mail");
    let (headers, text) = read(&mail);
    assert!(headers.contains("To: fiona@exempel.se"));
    assert!(text.contains("Representative, Örebro kommun\n> Hej Fiona"), "{text}");
    assert!(!text.contains("Hemlig"));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_hours_share_is_held() {
    let house = House::new().await;
    let asker = house.somebody("Anna Berg", false).await;
    let writer = house.somebody("Bo Lind", false).await;
    let mut threads = Vec::new();
    for number in 0..5 {
        threads.push(house.thread(asker, ThreadKind::Question, &format!("Fråga {number}"), "Vi undrar.").await);
    }
    let mut config = house.config();
    config.caps.recipient = 2;
    let running = house.notify(config).await;
    for thread in threads {
        house.write(writer, thread, "Ett svar").await;
    }
    house.until(MailState::Held, 3).await;
    running.stop().await;
    assert_eq!(house.files().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_share_of_one_writer_or_one_network_is_held() {
    // each of the three is told once: nothing but the cap that is low can hold a mail
    for (sender, network) in [(2, 500), (200, 2)] {
        let house = House::new().await;
        let writer = house.somebody("Bo Lind", false).await;
        let mut threads = Vec::new();
        for name in ["Anna Berg", "Cilla Ek", "David Öst"] {
            let asker = house.somebody(name, false).await;
            threads.push(house.thread(asker, ThreadKind::Question, "Hur gör ni?", "Vi undrar.").await);
        }
        let mut config = house.config();
        config.caps = Caps { sender, network, ..config.caps };
        let running = house.notify(config).await;
        for thread in threads {
            house.write(writer, thread, "Ett svar").await;
        }
        house.until(MailState::Held, 1).await;
        running.stop().await;
        assert_eq!(house.files().len(), 2, "{sender} of a writer, {network} of a network");
    }
}
