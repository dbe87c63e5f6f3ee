//! Search: indexing, asking over HTTP, and how soon something new is found.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::Servers;
use super::child::{private_of, samrum};
use super::figures::{Figures, median, number, verdict};
use super::ground::Ground;
use super::load::{Asking, Line, both, get, post};
use super::texts::Chance;

const LENGTH: Duration = Duration::from_millis(1200);

/// `samrum reindex` from the database beside tantivy with plain Snowball from memory.
pub(super) async fn indexing(figures: &mut Figures, data: &Path, floor: &Path, texts: &[String]) -> Result<()> {
    let began = Instant::now();
    crate::floors::plain_search::index(&floor.join("index"), texts.iter().map(Ok))?;
    let least = texts.len() as f64 / began.elapsed().as_secs_f64();

    let (took, peak) = reindexed(data).await?;
    let rate = texts.len() as f64 / took.as_secs_f64();
    let (part, peak) = (rate / least, peak / 1e6);
    figures.table(
        format!("Index {} documents", number(texts.len() as f64)),
        &["samrum reindex, documents/s", "plain tantivy", "part of the floor", "peak private memory", "goals"],
    );
    let goals = format!("{}; {}", verdict("≥ 0.33", part >= 1.0 / 3.0), verdict("≤ 300 MB", peak <= 300.0));
    figures.row([number(rate), number(least), number(part), format!("{peak:.0} MB"), goals]);
    Ok(())
}

/// Has `samrum reindex` build the index of a data folder: how long it took, and its most private memory in bytes.
pub(super) async fn reindexed(data: &Path) -> Result<(Duration, f64)> {
    let began = Instant::now();
    let mut child = samrum(data, None)?.arg("reindex").stdout(std::process::Stdio::null()).spawn()?;
    let id = child.id().context("it ended at once")?;
    let mut peak: f64 = 0.0;
    let status = loop {
        match tokio::time::timeout(Duration::from_millis(20), child.wait()).await {
            Ok(status) => break status?,
            Err(_) => peak = peak.max(private_of(id)),
        }
    };
    if !status.success() {
        bail!("samrum reindex: {status}");
    }
    Ok((began.elapsed(), peak))
}

/// Searches of somebody: one word or two, others for everybody.
pub(super) fn asking(tokens: &[String], at: usize) -> Asking {
    let token = tokens[at].clone();
    let mut chance = Chance::from(at as u64 + 77);
    Box::new(move || get(&format!("/search?q={}", escaped(&chance.query())), &token))
}

/// Percent-encoded (RFC 3986 § 2.1).
pub(super) fn escaped(words: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    words.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// One or two words, the twenty best with marked passages, over HTTP.
pub(super) async fn searching(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let product = |at: usize| asking(&ground.tokens, at);
    let floor = |at: usize| asking(&ground.floor_tokens, at);
    figures.table(
        "Search over HTTP: marked passages, counts, what one may read",
        &["connections", "samrum /s", "plain tantivy /s", "p50 ms", "floor", "p99 ms", "floor", "goals"],
    );
    for connections in [1, 8] {
        let addresses = (servers.samrum.address, servers.floor.address);
        let (ours, least) = both((addresses.0, &product), (addresses.1, &floor), connections, LENGTH).await?;
        let goals = if connections == 1 {
            let p50 = verdict("p50 ≤ 2 ×", ours.p50 <= 2.0 * least.p50);
            format!("{p50}; {}", verdict("p99 ≤ 2 ×", ours.p99 <= 2.0 * least.p99))
        } else {
            verdict("≥ 1,500/s", ours.rate >= 1500.0)
        };
        let numbers = [ours.rate, least.rate, ours.p50, least.p50, ours.p99, least.p99].map(number);
        figures.row([connections.to_string()].into_iter().chain(numbers).chain([goals]));
    }
    Ok(())
}

/// From the moment a message is acknowledged until a search finds it.
pub(super) async fn until_findable(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let mut line = Line::to(servers.samrum.address).await?;
    let (token, thread) = (&ground.tokens[0], ground.threads[0]);
    let mut took = Vec::new();
    for n in 0..25 {
        let word = format!("zq{}{n}", uuid::Uuid::new_v4().simple());
        let body = serde_json::json!({ "client_id": uuid::Uuid::new_v4(), "text": format!("Nu om {word}.") });
        line.ask(&post(&format!("/conversations/{thread}/messages"), token, &body)).await?;
        let began = Instant::now();
        loop {
            let found: serde_json::Value =
                serde_json::from_slice(line.ask(&get(&format!("/search?q={word}"), token)).await?)?;
            if found["items"].as_array().is_some_and(|items| !items.is_empty()) {
                break;
            }
            if began.elapsed() > Duration::from_secs(10) {
                bail!("{word} is not found");
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        // not right behind the commit before, and at no fixed distance from it
        tokio::time::sleep(Duration::from_millis(60 + 7 * (n % 5))).await;
    }
    let longest = took.iter().copied().fold(0.0, f64::max);
    let middle = median(&took);
    figures.table("Acknowledged → found by a search", &["median ms", "longest of 25", "goal"]);
    figures.row([number(middle), number(longest), verdict("≤ 50 ms", middle <= 50.0)]);
    Ok(())
}
