//! One message to many people's sockets, and what idle sockets cost.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use futures_util::{StreamExt as _, TryStreamExt as _};

use super::child::Child;
use super::ear::{self, Heard};
use super::figures::{Figures, median, number, verdict};
use super::ground::Ground;
use super::load::{Asking, Line};
use super::posting::writing;

/// Messages whose way is measured, after one that is not.
const MESSAGES: usize = 7;
/// Posts at a steady pace.
const PACED: usize = 60;

/// What a server did with so many sockets.
struct Done {
    last: f64,
    memory: f64,
    of_socket: f64,
    paced: f64,
}

pub(super) async fn measure(figures: &mut Figures, data: &Path, floor: &Path, ground: &Ground) -> Result<()> {
    let mut rows = Vec::new();
    let alone = with_sockets(Child::samrum(data, None).await?, 0, ground, true).await?.paced;
    let mut crowded = f64::NAN;
    for count in [500, 1_000, 5_000] {
        let ours = with_sockets(Child::samrum(data, None).await?, count, ground, true).await?;
        let least = with_sockets(Child::floor(floor, None).await?, count, ground, false).await?;
        if count == 500 {
            crowded = ours.paced;
        }
        let mut goals = verdict("≤ 2 × floor", ours.last <= 2.0 * least.last);
        if count == 5_000 {
            let small = ours.of_socket <= 20.0 && ours.memory <= 150.0;
            goals = format!("{goals}; {}", verdict("≤ 20 kB a socket, ≤ 150 MB", small));
        }
        rows.push([
            number(count as f64),
            number(ours.last),
            number(least.last),
            number(ours.last / least.last),
            number(ours.memory),
            number(ours.of_socket),
            number(least.of_socket),
            goals,
        ]);
    }
    figures.table(
        "One message to the last of so many people's sockets, from the moment it is sent",
        &[
            "sockets",
            "samrum ms",
            "floor ms",
            "times the floor",
            "private memory MB",
            "kB a socket",
            "floor kB",
            "goals",
        ],
    );
    for row in rows {
        figures.row(row);
    }
    figures.table(
        "Post at a steady 20/s: until it is acknowledged",
        &["nobody online, p50 ms", "500 people online in the room, p50 ms", "goal"],
    );
    figures.row([number(alone), number(crowded), verdict("≤ 10 % slower", crowded <= 1.1 * alone)]);
    Ok(())
}

async fn with_sockets(server: Child, count: usize, ground: &Ground, product: bool) -> Result<Done> {
    server.settled().await?;
    let before = server.private();
    let room = ground.room.to_string();
    let tokens = if product { &ground.tokens } else { &ground.floor_tokens };
    let heard = Arc::new(Heard::default());
    let opening = (0..count).map(|at| {
        let (heard, room) = (Arc::clone(&heard), product.then_some(room.as_str()));
        ear::open(server.sockets, at, &tokens[at], room, heard)
    });
    let ears: Vec<_> = futures_util::stream::iter(opening).buffer_unordered(32).try_collect().await?;
    server.settled().await?;
    let (memory, of_socket) = (server.private() / 1e6, (server.private() - before) / count as f64 / 1e3);

    let mut write: Asking = writing(&tokens[0], ground.threads[0], count);
    let mut line = Line::to(server.address).await?;
    let mut took = Vec::new();
    for n in 0..=MESSAGES {
        if count == 0 {
            break;
        }
        heard.expect(count);
        let request = write();
        let began = Instant::now();
        line.ask(&request).await?;
        let last = heard.by_all().await?;
        if n > 0 {
            took.push((last - began).as_secs_f64() * 1000.0);
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    let mut paced = Vec::new();
    if product && count <= 500 {
        let mut pace = tokio::time::interval(Duration::from_millis(50));
        for _ in 0..PACED {
            pace.tick().await;
            let request = write();
            let began = Instant::now();
            line.ask(&request).await?;
            paced.push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    for ear in ears {
        ear.abort();
    }
    server.end().await?;
    Ok(Done { last: median(&took), memory, of_socket, paced: median(&paced) })
}
