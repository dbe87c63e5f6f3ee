//! The world that is measured: one network with 5,000 people and 200,000 messages, the same rows for the product and for
//! the floor.

mod long;

use std::path::Path;

use anyhow::{Context, Result};
use auth::{Auth, Client, HashCost, Hasher, Keys, LimitConfig};
use chrono::{DateTime, Datelike as _, Days, TimeDelta, Utc};
use domain::access::{Coordination, Deputies, ParticipationState, RoomKind, SeatKind, StandingKind};
use domain::actor::Actor;
use domain::clock::Clock;
use domain::conversations::conversation::{self, StartedBefore, ThreadKind};
use domain::conversations::message::{self, Post};
use domain::conversations::read_mark;
use domain::conversations::tags::Tags;
use domain::conversations::text::Text;
use domain::ids::{ConversationId, MeetingId, NetworkId, OrganisationId, PersonId, RoomId, SeatId};
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use domain::networks::network::{self, NetworkKind, NewNetwork};
use domain::networks::organisation::{self, NewOrganisation, OrganisationKind};
use domain::networks::participation;
use domain::networks::seat::{self, HoldingRole};
use domain::people::person::{self, NewPerson};
use domain::rooms::room;
use domain::store::{Store, StoreOptions, Tx};
use futures_util::{StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

pub(super) use long::LONG;

/// Messages of a thread.
pub(super) const THREAD: usize = 20;
/// People who ask and write in the measurements.
pub(super) const ASKING: usize = 32;
/// People in all: as many as listen at once.
const PEOPLE: usize = 5_000;
/// Rows of one command.
const AT_ONCE: usize = 200;
/// How many of the newest threads those who ask have begun to read.
const BEGUN: usize = 200;
/// What everybody signs in with.
const PASSWORD: &str = "en lång mening att logga in med";

/// The world, as whoever asks knows it.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) network: NetworkId,
    pub(super) room: RoomId,
    /// The oldest first.
    pub(super) threads: Vec<Uuid>,
    /// One that has gone on for years.
    pub(super) long: Uuid,
    /// A meeting that goes on, with notes to be taken.
    pub(super) meeting: MeetingId,
    /// Everybody's token for the product.
    pub(super) tokens: Vec<String>,
    /// Everybody's token for the floor.
    pub(super) floor_tokens: Vec<String>,
}

/// A network with its organisations and one seat of each.
#[derive(Clone, Debug)]
pub(super) struct Founded {
    pub(super) network: NetworkId,
    pub(super) room: RoomId,
    seats: Vec<(SeatId, OrganisationId, String)>,
}

/// Makes the world, and the floor's copy of it.
pub(super) async fn make(data: &Path, floor: &Path, texts: &[String]) -> Result<Ground> {
    std::fs::create_dir_all(data)?;
    let url = format!("sqlite://{}?mode=rwc", data.join("samrum.sqlite").display());
    let store = Store::open(StoreOptions::new(url), Clock::default()).await?;
    let founded = found(&store, "barnratt").await?;
    let founded_network = founded.network;
    let people = people(&store, &founded, PEOPLE).await?;
    let written: Vec<Text> = texts.iter().map(|text| Text::written(text)).collect::<Result<_, _>>()?;
    let threads = threads(&store, &founded, &people, &written).await?;
    let marks = marks(&store, &people, &threads).await?;
    let long = long::make(&store, &founded, &people, &written).await?.0;
    let meeting = store.write(&Actor::System, move |tx| async move { meet(&tx, founded_network).await }).await?;
    let tokens = tokens(&store, data, PEOPLE).await?;
    store.close().await;

    std::fs::create_dir_all(floor)?;
    let mut copy = crate::floors::rows::open(&floor.join("floor.sqlite"))?;
    copy.execute_batch(crate::floors::rows::TABLES)?;
    let copying = copy.transaction()?;
    copy_threads(&copying, &founded, &threads, &written)?;
    for (person, thread, position) in marks {
        let sql = "INSERT INTO read_mark (person, conversation, position) VALUES (?1, ?2, ?3)";
        copying.prepare_cached(sql)?.execute((person.0.as_bytes(), thread.0.as_bytes(), position))?;
    }
    let floor_tokens = floor_tokens(&copying, &people)?;
    copying.commit()?;
    let threads = threads.into_iter().map(|(id, _)| id.0).collect();
    Ok(Ground { network: founded.network, room: founded.room, threads, long, meeting, tokens, floor_tokens })
}

/// A network with ten member organisations.
pub(super) async fn found(store: &Store, slug: &str) -> Result<Founded> {
    let slug = slug.to_owned();
    Ok(store.write(&Actor::System, move |tx| async move { found_in(&tx, &slug).await }).await?)
}

async fn found_in(tx: &Tx, slug: &str) -> domain::Result<Founded> {
    let long_ago = tx.today() - Days::new(900);
    let new = NewNetwork {
        slug: slug.to_owned(),
        name: format!("Nätverket {slug}"),
        kind: NetworkKind::Municipal,
        purpose: "Att mäta".into(),
        observers_write: true,
        observers_upload: false,
        deputies: Deputies::Free,
        coordination: Coordination::Secretariat,
    };
    let network = network::create(tx, new).await?;
    let mut seats = Vec::new();
    for n in 0..10 {
        let name = format!("Ort {n} kommun ({slug})");
        let kind = OrganisationKind::Municipality;
        let new = NewOrganisation { kind, name: name.clone(), code: None, county: None, parent: None };
        let organisation = organisation::create(tx, new).await?;
        participation::set(tx, network, organisation, ParticipationState::Member, long_ago, "från början").await?;
        let seat = seat::create(tx, network, organisation, SeatKind::Official, "kontaktperson").await?;
        seats.push((seat, organisation, name));
    }
    let room = room::of_kind(tx, network, RoomKind::WholeNetwork).await?;
    Ok(Founded { network, room, seats })
}

/// A meeting of today that goes on.
async fn meet(tx: &Tx, network: NetworkId) -> domain::Result<MeetingId> {
    let today = tx.today();
    let new = NewMeeting {
        network,
        kind: MeetingKind::Meeting,
        state: MeetingState::Ongoing,
        title: "Höstmötet".into(),
        year: today.year(),
        month: None,
        days: Some((today, today)),
        place: None,
        themes: Vec::new(),
        summary: None,
        hosts: Vec::new(),
    };
    Ok(meeting::create(tx, new).await?.id)
}

/// So many people with seats in the network.
pub(super) async fn people(store: &Store, founded: &Founded, count: usize) -> Result<Vec<PersonId>> {
    let hash = Hasher::new(HashCost::cheapest())?.hash(PASSWORD).await?;
    let mut people = Vec::with_capacity(count);
    while people.len() < count {
        let (from, to) = (people.len(), count.min(people.len() + AT_ONCE / 4));
        let (founded, hash) = (founded.clone(), hash.clone());
        let work = move |tx: Tx| async move {
            let mut made = Vec::with_capacity(to - from);
            for n in from..to {
                let (name, email) = (format!("Person {n}"), email(n));
                let new = NewPerson { name, email, protected: false, password_hash: Some(hash.clone()) };
                let person = person::create(&tx, new).await?;
                appoint(&tx, &founded, n, person).await?;
                made.push(person);
            }
            Ok(made)
        };
        people.append(&mut store.write(&Actor::System, work).await?);
    }
    Ok(people)
}

async fn appoint(tx: &Tx, founded: &Founded, n: usize, person: PersonId) -> domain::Result<()> {
    let (seat, ..) = founded.seats[n % founded.seats.len()];
    let from = tx.today() - Days::new(900);
    seat::appoint(tx, seat, person, HoldingRole::Holder, from, None).await.map(drop)
}

/// Seats somebody in one more network.
pub(super) async fn seat_in(store: &Store, founded: &Founded, person: PersonId) -> Result<()> {
    let founded = founded.clone();
    let work = move |tx: Tx| async move { appoint(&tx, &founded, 0, person).await };
    Ok(store.write(&Actor::System, work).await?)
}

fn email(n: usize) -> String {
    format!("person{n}@exempel.se")
}

/// Threads of twenty with those texts, an hour apart until now.
pub(super) async fn threads(
    store: &Store,
    founded: &Founded,
    people: &[PersonId],
    texts: &[Text],
) -> Result<Vec<(ConversationId, DateTime<Utc>)>> {
    let count = texts.len() / THREAD;
    let first = store.clock().now() - TimeDelta::hours(i64::try_from(count)?);
    let writers: Vec<PersonId> = people.iter().copied().take(40).collect();
    let mut made = Vec::with_capacity(count);
    for (at, chunk) in texts.chunks(AT_ONCE).enumerate() {
        let (founded, writers, chunk) = (founded.clone(), writers.clone(), chunk.to_vec());
        let work = move |tx: Tx| async move {
            let room = room::readable(&tx, tx.actor(), founded.room).await?;
            let mut started = Vec::new();
            for (n, texts) in chunk.chunks(THREAD).enumerate() {
                let number = at * (AT_ONCE / THREAD) + n;
                let at = first + TimeDelta::hours(i64::try_from(number).unwrap_or(0));
                let author = writers[number % writers.len()];
                let title = format!("Tråd {number}: {}", texts[0].markdown().chars().take(40).collect::<String>());
                let tags = Tags::default();
                let new =
                    StartedBefore { kind: ThreadKind::Discussion, title, author, seat: None, at, tags, pinned: false };
                let thread = conversation::start_as(&tx, &room, new).await?;
                for (position, text) in texts.iter().enumerate() {
                    let by = (number + position) % writers.len();
                    let (seat, organisation, _) = &founded.seats[by % founded.seats.len()];
                    let standing = (Some(*organisation), Some(seat.0), StandingKind::Member);
                    let post = Post::of(Uuid::new_v4(), text.clone());
                    let at = at + TimeDelta::minutes(i64::try_from(position).unwrap_or(0));
                    message::post_as(&tx, thread, writers[by], standing, at, post).await?;
                }
                started.push((thread, at));
            }
            Ok(started)
        };
        made.append(&mut store.write(&Actor::System, work).await?);
    }
    Ok(made)
}

/// Where those who ask have read to in the newest threads.
async fn marks(
    store: &Store,
    people: &[PersonId],
    threads: &[(ConversationId, DateTime<Utc>)],
) -> Result<Vec<(PersonId, ConversationId, i64)>> {
    let mut marks = Vec::new();
    for (n, person) in people.iter().take(ASKING).enumerate() {
        for (at, (thread, _)) in threads.iter().rev().take(BEGUN).enumerate() {
            let position = (n + at * 7) % (THREAD + 1);
            if position > 0 {
                marks.push((*person, *thread, i64::try_from(position)?));
            }
        }
    }
    for chunk in marks.chunks(AT_ONCE) {
        let chunk = chunk.to_vec();
        let work = move |tx: Tx| async move {
            for (person, thread, position) in chunk {
                read_mark::mark_as(&tx, person, thread, position).await?;
            }
            Ok(())
        };
        store.write(&Actor::System, work).await?;
    }
    Ok(marks)
}

/// Signs the first so many in, with the keys of that folder.
pub(super) async fn tokens(store: &Store, data: &Path, count: usize) -> Result<Vec<String>> {
    let mut config = auth::Config::new("http://127.0.0.1:8080")?;
    (config.hashing, config.limits) = (HashCost::cheapest(), LimitConfig::generous());
    let auth = Auth::new(store.clone(), Keys::open(data, store.clock().now())?, config)?;
    let device = Client { address: std::net::IpAddr::from([127, 0, 0, 1]), user_agent: "bench".into() };
    let one = |n: usize| {
        let (auth, device) = (auth.clone(), device.clone());
        async move { auth.sign_in(&email(n), PASSWORD, &device).await.map(|tokens| tokens.access) }
    };
    let all = futures_util::stream::iter((0..count).map(one)).buffered(16).try_collect().await;
    all.context("signing everybody in")
}

/// Signs people in with the floor.
pub(super) fn floor_tokens(copy: &rusqlite::Connection, people: &[PersonId]) -> Result<Vec<String>> {
    let mut tokens = Vec::with_capacity(people.len());
    for person in people {
        let session = Uuid::new_v4();
        let sql = "INSERT INTO session (id, person) VALUES (?1, ?2)";
        copy.prepare_cached(sql)?.execute((session.as_bytes(), person.0.as_bytes()))?;
        tokens.push(session.to_string());
    }
    Ok(tokens)
}

fn copy_threads(
    copy: &rusqlite::Connection,
    founded: &Founded,
    threads: &[(ConversationId, DateTime<Utc>)],
    texts: &[Text],
) -> Result<()> {
    for (number, ((thread, at), texts)) in threads.iter().zip(texts.chunks(THREAD)).enumerate() {
        let mut last = String::new();
        for (position, text) in texts.iter().enumerate() {
            let by = (number + position) % 40;
            last = format!("Person {by}");
            let sql = "INSERT INTO message (id, conversation, position, author, organisation, text, html, at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let organisation = &founded.seats[by % founded.seats.len()].2;
            let (id, place) = (Uuid::new_v4(), i64::try_from(position + 1)?);
            let (id, thread) = (id.as_bytes(), thread.0.as_bytes());
            copy.prepare_cached(sql)?.execute(rusqlite::params![
                id,
                thread,
                place,
                last,
                organisation,
                text.markdown(),
                text.html(),
                at.to_rfc3339()
            ])?;
        }
        let excerpt: String = texts.last().map(|t| t.markdown().chars().take(160).collect()).unwrap_or_default();
        let sql = "INSERT INTO conversation (id, network, title, author, last_author, excerpt, last_position, last_at) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        copy.prepare_cached(sql)?.execute(rusqlite::params![
            thread.0.as_bytes(),
            founded.network.0.as_bytes(),
            format!("Tråd {number}: {}", excerpt.chars().take(40).collect::<String>()),
            format!("Person {}", number % 40),
            last,
            excerpt,
            i64::try_from(texts.len())?,
            at.timestamp_millis()
        ])?;
    }
    Ok(())
}
