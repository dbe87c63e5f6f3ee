//! Uploading a large file beside copying it, and what it takes of the server's memory.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::Servers;
use super::child::Child;
use super::figures::{Figures, median, number};
use super::ground::Ground;
use super::load::Line;
use super::texts::Chance;

/// Bytes of the file: the most that may be uploaded, less what the form round it takes.
const SIZE: usize = 511 * 1024 * 1024;
const RUNS: usize = 3;

/// A file of 511 MiB through a form, hashed and on the disk when it is answered, beside a copy that ends with `fsync`.
pub(super) async fn measure(figures: &mut Figures, servers: &Servers, ground: &Ground, folder: &Path) -> Result<()> {
    let mut chance = Chance::from(1);
    let bytes: Vec<u8> = (0..SIZE / 8).flat_map(|_| (chance.below(usize::MAX) as u64).to_le_bytes()).collect();
    let source = folder.join("source.bin");
    std::fs::write(&source, &bytes)?;
    let (mut uploads, mut copies, mut more) = (Vec::new(), Vec::new(), Vec::new());
    for n in 0..RUNS {
        // another file each time: one that is known already would not be stored again
        let head = format!("{n}: {}", uuid::Uuid::new_v4());
        let name = format!("fil-{n}.bin");
        let request =
            form(&ground.tokens[0], &ground.room.to_string(), &name, &[head.as_bytes(), &bytes[head.len()..]]);
        let before = servers.samrum.private();
        let mut line = Line::to(servers.samrum.address).await?;
        let began = Instant::now();
        let peak = peak_while(&servers.samrum, line.ask(&request)).await?;
        uploads.push(SIZE as f64 / 1e6 / began.elapsed().as_secs_f64());
        more.push((peak - before).max(0.0) / 1e6);
        servers.samrum.settled().await?;

        let began = Instant::now();
        let copy = folder.join(format!("copy-{n}.bin"));
        durable_copy(&source, &copy)?;
        copies.push(SIZE as f64 / 1e6 / began.elapsed().as_secs_f64());
        std::fs::remove_file(copy)?;
    }
    let (upload, copy) = (median(&uploads), median(&copies));
    let head = ["samrum MB/s", "copy with fsync MB/s", "part of the floor", "more memory meanwhile, MB"];
    figures.table("Upload a file of 511 MiB", &head);
    figures.row([number(upload), number(copy), number(upload / copy), number(median(&more))]);
    Ok(())
}

/// The most private memory a server takes until an answer has come.
async fn peak_while<T>(server: &Child, answer: impl Future<Output = Result<T>>) -> Result<f64> {
    let mut answer = std::pin::pin!(answer);
    let mut peak = server.private();
    loop {
        match tokio::time::timeout(Duration::from_millis(20), &mut answer).await {
            Ok(answered) => return answered.map(|_| peak),
            Err(_) => peak = peak.max(server.private()),
        }
    }
}

/// A request that uploads a file, given in parts, into a room.
pub(super) fn form(token: &str, room: &str, name: &str, parts: &[&[u8]]) -> Vec<u8> {
    const BOUNDARY: &str = "samrum-bench-boundary";
    let before = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    let after = format!("\r\n--{BOUNDARY}--\r\n");
    let length = before.len() + parts.iter().map(|part| part.len()).sum::<usize>() + after.len();
    let mut request = format!(
        "POST /api/v1/rooms/{room}/documents HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    request.reserve_exact(length);
    request.extend_from_slice(before.as_bytes());
    for part in parts {
        request.extend_from_slice(part);
    }
    request.extend_from_slice(after.as_bytes());
    request
}

fn durable_copy(from: &Path, to: &Path) -> Result<()> {
    let (mut source, mut target) = (std::fs::File::open(from)?, std::fs::File::create(to)?);
    let mut buffer = vec![0; 1024 * 1024];
    loop {
        match source.read(&mut buffer)? {
            0 => break,
            read => target.write_all(&buffer[..read])?,
        }
    }
    target.sync_all()?;
    Ok(())
}
