//! Servers as child processes, and what they take of the machine.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

use super::load::Line;

/// The longest a server may take to begin.
const LIMIT: Duration = Duration::from_secs(60);

/// A server that is ended with the measurement.
#[derive(Debug)]
pub(super) struct Child {
    process: tokio::process::Child,
    pub(super) address: SocketAddr,
    /// Where sockets are opened.
    pub(super) sockets: SocketAddr,
    /// From the start of the process until it answered the first request.
    pub(super) took: Duration,
}

/// A program built together with this one.
pub(super) fn program(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let program = own.parent().context("this program's folder")?.join(name);
    if !program.exists() {
        bail!("{} is missing: `make bench` builds it", program.display());
    }
    Ok(program)
}

/// The product's program over a data folder, with nothing of the machine's own settings.
pub(super) fn samrum(data: &Path, database: Option<&str>) -> Result<Command> {
    let mut command = Command::new(program("samrum")?);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMRUM_")) {
        command.env_remove(name);
    }
    command.arg("--data").arg(data).stdin(Stdio::null());
    // what it logs of itself is of no interest, what it ends of is
    command.env("RUST_LOG", "error");
    if let Some(database) = database {
        command.args(["--database-url", database]);
    }
    Ok(command)
}

impl Child {
    /// `samrum serve`, as it comes.
    pub(super) async fn samrum(data: &Path, database: Option<&str>) -> Result<Self> {
        let mut command = samrum(data, database)?;
        command.args(["--address", "127.0.0.1:0", "serve"]);
        Self::start(command).await
    }

    /// The floor.
    pub(super) async fn floor(folder: &Path, postgres: Option<&str>) -> Result<Self> {
        let mut command = Command::new(program("floor")?);
        command.arg(folder.join("floor.sqlite")).arg(folder.join("index"));
        if let Some(postgres) = postgres {
            command.arg(postgres);
        }
        Self::start(command).await
    }

    async fn start(mut command: Command) -> Result<Self> {
        let began = Instant::now();
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let mut lines = BufReader::new(process.stdout.take().context("its output")?).lines();
        let told = async {
            while let Some(line) = lines.next_line().await? {
                if let Some((_, addresses)) = line.split_once("listens on http://") {
                    return Ok(addresses.to_owned());
                }
            }
            bail!("it ended before it listened");
        };
        let told = tokio::time::timeout(LIMIT, told).await.context("it does not begin")??;
        let (address, sockets) = told.split_once(' ').unwrap_or((&told, &told));
        let (address, sockets) = (address.trim().parse()?, sockets.trim().parse()?);
        Line::to(address).await?.ask(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await?;
        let took = began.elapsed();
        // read to the end, so that it never writes into a broken pipe
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { process, address, sockets, took })
    }

    /// Its private memory in bytes: what no file backs.
    pub(super) fn private(&self) -> f64 {
        self.process.id().map_or(f64::NAN, private_of)
    }

    /// Waits until it has nothing to do, a minute at most.
    pub(super) async fn settled(&self) -> Result<()> {
        let id = self.process.id().context("it has ended")?;
        for _ in 0..120 {
            let before = ticks(id)?;
            tokio::time::sleep(Duration::from_millis(500)).await;
            // a tick is 10 ms: under 4 % of a core
            if ticks(id)?.saturating_sub(before) < 2 {
                return Ok(());
            }
        }
        bail!("it does not come to rest")
    }

    /// Ends it and waits for that.
    pub(super) async fn end(mut self) -> Result<()> {
        self.process.kill().await?;
        Ok(())
    }
}

/// The private memory of a process, in bytes.
pub(super) fn private_of(id: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|n| n.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib * 1024.0)
}

/// Processor time it has used, in hundredths of a second (proc(5): fields 14 and 15 of `stat`).
fn ticks(id: u32) -> Result<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
    let (_, fields) = stat.rsplit_once(") ").context("stat")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let of = |at: usize| fields.get(at).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
    Ok(of(11) + of(12))
}
