//! What must stay quick when a network has talked for years: a long thread, and a person with many rooms.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::Value;

use super::Servers;
use super::ear::Ear;
use super::figures::{Figures, median, number};
use super::ground::{Ground, LONG};
use super::load::{Asking, Line, get};
use super::posting::writing;

/// How often each is asked.
const TIMES: usize = 200;
/// How often somebody begins to write.
const TYPED: usize = 40;

pub(super) async fn measure(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let (address, token) = (servers.samrum.address, ground.tokens[0].clone());
    let of = |id: uuid::Uuid, rest: &str| -> Asking {
        let request = get(&format!("/conversations/{id}/{rest}"), &token);
        Box::new(move || request.clone())
    };
    let plain = |path: &str| -> Asking {
        let request = get(path, &token);
        Box::new(move || request.clone())
    };
    let rooms = rooms(address, &token).await?;
    figures.table(
        format!("One at a time, by somebody in {rooms} rooms; a thread of {LONG} messages"),
        &["what", "p50 ms", "p99 ms"],
    );
    let short = ground.threads[ground.threads.len() / 2];
    let asked: [(&str, Asking); 7] = [
        ("open a thread of 20", of(short, "messages")),
        ("open the long one in its middle", of(ground.long, &format!("messages?around={}", LONG / 2))),
        ("open the long one at its end", of(ground.long, &format!("messages?after={}", LONG - 20))),
        ("find a word in the long one", of(ground.long, "find?q=budget")),
        ("post in the long one", writing(&token, ground.long, 1)),
        ("what is unread, of every network", plain("/networks")),
        ("the start page", plain("/start")),
    ];
    for (name, asking) in asked {
        let (p50, p99) = alone(address, asking).await?;
        figures.row([name.to_owned(), number(p50), number(p99)]);
    }
    let took = typing(servers.samrum.sockets, ground).await?;
    figures.row(["*skriver …*, until another's socket has it".to_owned(), number(median(&took)), String::new()]);
    Ok(())
}

async fn alone(address: SocketAddr, mut asking: Asking) -> Result<(f64, f64)> {
    let mut line = Line::to(address).await?;
    line.ask(&asking()).await?;
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let request = asking();
        let before = Instant::now();
        line.ask(&request).await?;
        took.push(before.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    Ok((median(&took), took.get(TIMES * 99 / 100).copied().unwrap_or(f64::NAN)))
}

async fn rooms(address: SocketAddr, token: &str) -> Result<usize> {
    let mut line = Line::to(address).await?;
    let networks: Value = serde_json::from_slice(line.ask(&get("/networks?limit=100", token)).await?)?;
    let mut rooms = 0;
    for network in networks["items"].as_array().into_iter().flatten() {
        let id = network["id"].as_str().unwrap_or_default();
        let found: Value = serde_json::from_slice(line.ask(&get(&format!("/networks/{id}/rooms"), token)).await?)?;
        rooms += found["items"].as_array().map_or(0, Vec::len);
    }
    Ok(rooms)
}

/// Somebody begins to write in one thread after another: a second notice of the same one would wait.
async fn typing(sockets: SocketAddr, ground: &Ground) -> Result<Vec<f64>> {
    let room = ground.room.to_string();
    let mut writer = Ear::listening(sockets, 0, &ground.tokens[1], Some(&room)).await?;
    let mut reader = Ear::listening(sockets, 1, &ground.tokens[2], Some(&room)).await?;
    let mut took = Vec::with_capacity(TYPED);
    for thread in ground.threads.iter().rev().take(TYPED) {
        let before = Instant::now();
        writer.say(&format!(r#"{{"type":"typing","conversation_id":"{thread}"}}"#)).await?;
        reader.until(b"\"typing\"", Duration::from_secs(5)).await?;
        took.push(before.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(took)
}
