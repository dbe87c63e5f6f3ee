//! Documents: from the upload of a PDF until a sentence in it is found, and reading PDFs beside `pdftotext`.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use extract::Extractor;

use super::Servers;
use super::child::program;
use super::figures::{Figures, median, number};
use super::finding::escaped;
use super::ground::Ground;
use super::load::{Line, get};
use super::texts::Chance;
use super::uploading::form;

/// Pages of the PDF that is uploaded.
const PAGES: usize = 50;
/// Pages of the PDF that is only read.
const MANY: usize = 200;
const RUNS: usize = 5;
/// Lines of a page, and words of a line.
const LINES: usize = 40;
const WORDS: usize = 9;

/// A PDF of fifty pages: acknowledged when it is stored, found when its last page is.
pub(super) async fn until_findable(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let mut line = Line::to(servers.samrum.address).await?;
    let (mut stored, mut found) = (Vec::new(), Vec::new());
    for n in 0..RUNS {
        let word = format!("zq{}", uuid::Uuid::new_v4().simple());
        let paper = pdf(PAGES, n as u64, &word);
        let request = form(&ground.tokens[0], &ground.room.to_string(), &format!("rapport-{n}.pdf"), &[&paper]);
        let began = Instant::now();
        line.ask(&request).await?;
        stored.push(began.elapsed().as_secs_f64() * 1000.0);
        let search = get(&format!("/search?q={}", escaped(&word)), &ground.tokens[0]);
        loop {
            let answer: serde_json::Value = serde_json::from_slice(line.ask(&search).await?)?;
            if answer["items"].as_array().is_some_and(|items| !items.is_empty()) {
                break;
            }
            if began.elapsed() > Duration::from_secs(60) {
                bail!("the last page is not found");
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        found.push(began.elapsed().as_secs_f64() * 1000.0);
        servers.samrum.settled().await?;
    }
    figures.table(format!("Upload a PDF of {PAGES} pages"), &["acknowledged, ms", "its last page is found, ms"]);
    figures.row([number(median(&stored)), number(median(&found))]);
    Ok(())
}

/// Reading a PDF of two hundred pages in a child process, page by page, beside `pdftotext` writing the same text.
pub(super) async fn reading(figures: &mut Figures, folder: &Path) -> Result<()> {
    let paper = folder.join("many.pdf");
    std::fs::write(&paper, pdf(MANY, 7, "slut"))?;
    let extractor = Extractor::new(program("samrum")?, ["extract-child"]);
    let rate = |began: Instant| MANY as f64 / began.elapsed().as_secs_f64();
    let (mut ours, mut least) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let began = Instant::now();
        let read = extractor.read(&paper, "many.pdf").await;
        let read = read.map_err(|error| anyhow::anyhow!("{error:?}"))?;
        if read.pages.len() != MANY {
            bail!("{} pages were read", read.pages.len());
        }
        ours.push(rate(began));
        let began = Instant::now();
        let mut program = tokio::process::Command::new("pdftotext");
        match program.arg(&paper).arg(folder.join("many.txt")).status().await {
            Ok(status) if status.success() => least.push(rate(began)),
            Ok(status) => bail!("pdftotext: {status}"),
            // not on this machine: the figure stands alone
            Err(_) => {}
        }
    }
    let beside = if least.is_empty() { "not installed".to_owned() } else { number(median(&least)) };
    let part = if least.is_empty() { String::new() } else { number(median(&ours) / median(&least)) };
    figures.table(format!("Read a PDF of {MANY} pages"), &["samrum, pages/s", "pdftotext, pages/s", "part"]);
    figures.row([number(median(&ours)), beside, part]);
    Ok(())
}

/// A PDF (ISO 32000-1 § 7.5) of generated Swedish text in Helvetica, with `last` on its last page.
fn pdf(pages: usize, seed: u64, last: &str) -> Vec<u8> {
    let mut chance = Chance::from(seed + 1);
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |file: &mut Vec<u8>, content: &[u8]| {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", places.len()).as_bytes());
        file.extend_from_slice(content);
        file.extend_from_slice(b"\nendobj\n");
    };
    object(&mut file, b"<< /Type /Catalog /Pages 2 0 R >>");
    let kids: String = (0..pages).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect();
    object(&mut file, format!("<< /Type /Pages /Count {pages} /Kids [{kids}] >>").as_bytes());
    object(&mut file, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    for n in 0..pages {
        let mut content = b"BT /F1 10 Tf 14 TL 50 780 Td\n".to_vec();
        for _ in 0..LINES {
            let words: Vec<_> = chance.text().split(' ').take(WORDS).map(str::to_owned).collect();
            content.extend(shown(&words.join(" ")));
        }
        if n + 1 == pages {
            content.extend(shown(last));
        }
        content.extend_from_slice(b"ET");
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {} 0 R >>",
            5 + 2 * n
        );
        object(&mut file, page.as_bytes());
        let mut stream = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
        stream.extend_from_slice(&content);
        stream.extend_from_slice(b"\nendstream");
        object(&mut file, &stream);
    }
    let (start, count) = (file.len(), places.len() + 1);
    file.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.extend_from_slice(trailer.as_bytes());
    file
}

/// A line of text in Latin-1, which holds all of Swedish.
fn shown(line: &str) -> Vec<u8> {
    let mut shown = vec![b'('];
    shown.extend(line.chars().filter(|c| !matches!(c, '(' | ')' | '\\')).map(|c| u8::try_from(c).unwrap_or(b'?')));
    shown.extend_from_slice(b") Tj T*\n");
    shown
}
