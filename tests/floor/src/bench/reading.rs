//! Opening a thread of twenty messages; listing conversations with what is unread.

use std::time::Duration;

use anyhow::Result;

use super::Servers;
use super::figures::{Figures, number, verdict};
use super::ground::Ground;
use super::load::{Asking, Line, both, get};
use super::texts::Chance;

const LENGTH: Duration = Duration::from_millis(700);

pub(super) async fn measure(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let thread = |tokens: &[String], at: usize| {
        let (token, threads) = (tokens[at].clone(), ground.threads.clone());
        let mut chance = Chance::from(at as u64 + 1);
        let ask = move || get(&format!("/conversations/{}/messages", threads[chance.below(threads.len())]), &token);
        Box::new(ask) as Asking
    };
    let list = |tokens: &[String], at: usize| {
        let (token, path) = (tokens[at].clone(), format!("/networks/{}/conversations", ground.network));
        Box::new(move || get(&path, &token)) as Asking
    };
    compare(figures, servers, ground, "Open a thread of 20 messages", &thread).await?;
    compare(figures, servers, ground, "List 20 conversations with unread", &list).await
}

async fn compare(
    figures: &mut Figures,
    servers: &Servers,
    ground: &Ground,
    title: &str,
    ask: &(dyn Fn(&[String], usize) -> Asking + Sync),
) -> Result<()> {
    let product = |at: usize| ask(&ground.tokens, at);
    let floor = |at: usize| ask(&ground.floor_tokens, at);
    let (samrum, least) = (servers.samrum.address, servers.floor.address);
    let size = Line::to(samrum).await?.ask(&product(0)()).await?.len();
    let floor_size = Line::to(least).await?.ask(&floor(0)()).await?.len();
    figures.table(
        format!("{title} (an answer of {size} bytes; the floor's {floor_size})"),
        &["connections", "samrum /s", "floor /s", "part of the floor", "p50 ms", "floor", "p99 ms", "floor", "goal"],
    );
    for connections in [1, 8, 32] {
        let (ours, floors) = both((samrum, &product), (least, &floor), connections, LENGTH).await?;
        let part = ours.rate / floors.rate;
        let goal = match connections {
            1 => verdict("p50 ≤ 3 × floor", ours.p50 <= 3.0 * floors.p50),
            32 => verdict("≥ 0.33 of the floor", part >= 1.0 / 3.0),
            _ => String::new(),
        };
        let numbers = [ours.rate, floors.rate, part, ours.p50, floors.p50, ours.p99, floors.p99].map(number);
        figures.row([connections.to_string()].into_iter().chain(numbers).chain([goal]));
    }
    Ok(())
}
