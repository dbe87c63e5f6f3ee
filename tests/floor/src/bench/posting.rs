//! Posting a message, durable when it is answered.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use domain::clock::Clock;
use domain::conversations::text::Text;
use domain::store::{Store, StoreOptions};
use uuid::Uuid;

use super::Servers;
use super::child::Child;
use super::figures::{Figures, number, verdict};
use super::ground::{self, Ground};
use super::load::{Asking, both, post};
use super::postgres::Postgres;
use super::texts::{Chance, texts};

const LENGTH: Duration = Duration::from_millis(700);
const HEAD: [&str; 9] =
    ["writers", "samrum /s", "floor /s", "part of the floor", "p50 ms", "floor", "p99 ms", "floor", "goal"];

/// A message of some sentences, each time another.
pub(super) fn writing(token: &str, conversation: Uuid, seed: usize) -> Asking {
    let (path, token) = (format!("/conversations/{conversation}/messages"), token.to_owned());
    let mut chance = Chance::from(seed as u64 + 4711);
    Box::new(move || {
        let body = serde_json::json!({ "client_id": Uuid::new_v4(), "text": chance.text() });
        post(&path, &token, &body)
    })
}

/// One room, a thread for each writer.
pub(super) async fn sqlite(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let product = |at: usize| writing(&ground.tokens[at], ground.threads[at], at);
    let floor = |at: usize| writing(&ground.floor_tokens[at], ground.threads[at], at);
    let addresses = (servers.samrum.address, servers.floor.address);
    compare(figures, "Post a message: SQLite, one room", addresses, &product, &floor, None).await
}

async fn compare(
    figures: &mut Figures,
    title: &str,
    (samrum, least): (SocketAddr, SocketAddr),
    product: &(dyn Fn(usize) -> Asking + Sync),
    floor: &(dyn Fn(usize) -> Asking + Sync),
    at_least: Option<f64>,
) -> Result<()> {
    figures.table(title, &HEAD);
    for writers in [1, 8, 32] {
        let (ours, floors) = both((samrum, product), (least, floor), writers, LENGTH).await?;
        let part = ours.rate / floors.rate;
        let goal = match (writers, at_least) {
            (1, None) => verdict("p50 ≤ 3 × floor", ours.p50 <= 3.0 * floors.p50),
            (32, None) => verdict("≥ 0.33 of the floor", part >= 1.0 / 3.0),
            (32, Some(rate)) => verdict(&format!("≥ {rate:.0}/s"), ours.rate >= rate),
            _ => String::new(),
        };
        let numbers = [ours.rate, floors.rate, part, ours.p50, floors.p50, ours.p99, floors.p99].map(number);
        figures.row([writers.to_string()].into_iter().chain(numbers).chain([goal]));
    }
    Ok(())
}

/// A room for each writer, then all of them in one.
pub(super) async fn postgres(figures: &mut Figures, folder: &Path) -> Result<()> {
    let Some(server) = Postgres::find().await? else {
        figures.table("Post a message: PostgreSQL", &["left out"]);
        figures.row(["no PostgreSQL: give SAMRUM_TEST_POSTGRES_URL, or install it".into()]);
        return Ok(());
    };
    let data = folder.join("data-postgres");
    std::fs::create_dir_all(&data)?;
    let (database, floor_database) = (server.database("samrum").await?, server.database("floor").await?);
    let store = Store::open(StoreOptions::new(&database), Clock::default()).await?;
    let written: Vec<Text> = texts(ground::THREAD).iter().map(|t| Text::written(t)).collect::<Result<_, _>>()?;
    let all = ground::found(&store, "natverk-0").await?;
    let people = ground::people(&store, &all, ground::ASKING).await?;
    let (mut own, mut shared) = (Vec::new(), Vec::new());
    for (n, person) in people.iter().enumerate() {
        shared.push(ground::threads(&store, &all, &people, &written).await?[0].0.0);
        let network = ground::found(&store, &format!("natverk-{}", n + 1)).await?;
        ground::seat_in(&store, &network, *person).await?;
        own.push(ground::threads(&store, &network, &people, &written).await?[0].0.0);
    }
    let tokens = ground::tokens(&store, &data, ground::ASKING).await?;
    store.close().await;
    let floor_tokens = server.floor_tables(&floor_database, ground::ASKING).await?;

    let samrum = Child::samrum(&data, Some(&database)).await?;
    let floor = Child::floor(&folder.join("floor"), Some(&floor_database)).await?;
    samrum.settled().await?;
    let addresses = (samrum.address, floor.address);
    let least = |at: usize| writing(&floor_tokens[at], own[at], at);
    let apart = |at: usize| writing(&tokens[at], own[at], at);
    let title = format!("Post a message: {}, a room for each writer", server.version);
    compare(figures, &title, addresses, &apart, &least, None).await?;
    let together = |at: usize| writing(&tokens[at], shared[at], at);
    let title = format!("Post a message: {}, all in one room", server.version);
    compare(figures, &title, addresses, &together, &least, Some(500.0)).await?;
    samrum.end().await?;
    floor.end().await?;
    server.end().await
}
