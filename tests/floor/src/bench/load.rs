//! A closed loop of HTTP requests over lines of its own: as little work as can be, since it shares the processors with
//! the server it measures.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::figures::median;

/// The longest an answer is waited for.
const LIMIT: Duration = Duration::from_secs(30);

/// One connection that is kept.
#[derive(Debug)]
pub(super) struct Line {
    stream: TcpStream,
    held: Vec<u8>,
    body: usize,
}

impl Line {
    pub(super) async fn to(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, held: Vec::with_capacity(64 * 1024), body: 0 })
    }

    /// Sends a whole request and waits for the whole answer, which must be a success.
    pub(super) async fn ask(&mut self, request: &[u8]) -> Result<&[u8]> {
        tokio::time::timeout(LIMIT, self.exchange(request)).await.context("no answer")??;
        if self.held.get(9) != Some(&b'2') {
            bail!("{}", String::from_utf8_lossy(self.held.get(..400).unwrap_or(&self.held)));
        }
        Ok(&self.held[self.body..])
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<()> {
        self.stream.write_all(request).await?;
        self.held.clear();
        let mut whole = None;
        loop {
            if self.stream.read_buf(&mut self.held).await? == 0 {
                bail!("the line broke");
            }
            if whole.is_none()
                && let Some(end) = self.held.windows(4).position(|four| four == b"\r\n\r\n")
            {
                self.body = end + 4;
                whole = Some(self.body + length(&self.held[..end])?);
            }
            if whole.is_some_and(|whole| self.held.len() >= whole) {
                return Ok(());
            }
        }
    }
}

fn length(head: &[u8]) -> Result<usize> {
    let head = std::str::from_utf8(head)?;
    let found = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    found.or_else(|| head.contains(" 204 ").then_some(0)).context("an answer without a length")
}

/// What one connection asks, request after request.
pub(super) type Asking = Box<dyn FnMut() -> Vec<u8> + Send>;

/// How a closed loop went: answers a second, and how long they took in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) rate: f64,
    pub(super) p50: f64,
    pub(super) p99: f64,
}

/// Asks over `callers.len()` connections, each as soon as it has its answer, for so long.
async fn run(address: SocketAddr, callers: Vec<Asking>, length: Duration) -> Result<Run> {
    let mut lines = Vec::with_capacity(callers.len());
    for mut asking in callers {
        let mut line = Line::to(address).await?;
        line.ask(&asking()).await?;
        lines.push((line, asking));
    }
    let began = Instant::now();
    let tasks: Vec<_> = lines
        .into_iter()
        .map(|(mut line, mut asking)| {
            tokio::spawn(async move {
                let mut took = Vec::with_capacity(16_384);
                while began.elapsed() < length {
                    let request = asking();
                    let before = Instant::now();
                    line.ask(&request).await?;
                    took.push(before.elapsed().as_secs_f64() * 1000.0);
                }
                anyhow::Ok(took)
            })
        })
        .collect();
    let mut all = Vec::new();
    for task in tasks {
        all.append(&mut task.await??);
    }
    let rate = all.len() as f64 / began.elapsed().as_secs_f64();
    all.sort_by(f64::total_cmp);
    let at = |percent: usize| all.get(all.len() * percent / 100).copied().unwrap_or(f64::NAN);
    Ok(Run { rate, p50: at(50), p99: at(99) })
}

/// How many runs a median is taken of.
const RUNS: usize = 5;

/// Asks the product and the floor in turn, and gives the medians of both.
pub(super) async fn both(
    product: (SocketAddr, &(dyn Fn(usize) -> Asking + Sync)),
    floor: (SocketAddr, &(dyn Fn(usize) -> Asking + Sync)),
    connections: usize,
    length: Duration,
) -> Result<(Run, Run)> {
    let mut runs = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let callers = |asking: &(dyn Fn(usize) -> Asking + Sync)| (0..connections).map(asking).collect();
        runs.0.push(run(product.0, callers(product.1), length).await?);
        runs.1.push(run(floor.0, callers(floor.1), length).await?);
    }
    Ok((middle(&runs.0), middle(&runs.1)))
}

fn middle(runs: &[Run]) -> Run {
    let of = |part: fn(&Run) -> f64| median(&runs.iter().map(part).collect::<Vec<_>>());
    Run { rate: of(|run| run.rate), p50: of(|run| run.p50), p99: of(|run| run.p99) }
}

/// A GET as somebody.
pub(super) fn get(path: &str, token: &str) -> Vec<u8> {
    format!("GET /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n").into_bytes()
}

/// A POST of JSON as somebody.
pub(super) fn post(path: &str, token: &str, body: &serde_json::Value) -> Vec<u8> {
    let body = body.to_string();
    format!(
        "POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
