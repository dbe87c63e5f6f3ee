//! A corpus of malformed files: every fixture damaged in every way that disks, mail gateways, half uploads and people
//! with bad intentions damage files. Each is read or refused with a reason about the file; the reader lives on.
//!
//! `SAMRUM_TEST_FILES=folder` tries the files of a folder as well.

use super::{fixture, read_bytes};
use extract::Unreadable;
use futures_util::stream::{self, StreamExt as _};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;

/// A corpus smaller than this has lost its fixtures.
const LEAST: usize = 500;
/// So many are read at the same time.
const TOGETHER: usize = 4;

const FIXTURES: [&str; 14] = [
    "agreement.docx",
    "round.pptx",
    "attendance.xlsx",
    "attendance.xls",
    "plan.odt",
    "slides.odp",
    "sheet.ods",
    "single.pdf",
    "columns.pdf",
    "table.pdf",
    "layouts.pdf",
    "encrypted.pdf",
    "picture.png",
    "picture.jpg",
];

type Made = (String, Vec<u8>);
/// What is put in a part's place; none where it is left out.
type Exchange<'a> = &'a dyn Fn(Vec<u8>) -> Option<Vec<u8>>;

/// As half an upload, or a disk with a hole, leaves it.
fn cut(name: &str, whole: &[u8], made: &mut Vec<Made>) {
    let len = whole.len();
    for (part, at) in [("nothing", 0), ("a byte", 1), ("a head", 8), ("an eighth", len / 8), ("half", len / 2)] {
        made.push((format!("{part} of {name}"), whole[..at.min(len)].to_vec()));
    }
    for missing in [1, 4, 22, 100] {
        made.push((format!("{name} without its last {missing}"), whole[..len.saturating_sub(missing)].to_vec()));
    }
    let hole = |from: usize, to: usize, with: u8| {
        let mut holed = whole.to_vec();
        holed[from..to].fill(with);
        holed
    };
    made.push((format!("{name}, zeros in the middle"), hole(len / 3, len / 2, 0)));
    made.push((format!("{name}, ones in the middle"), hole(len / 3, len / 2, 0xff)));
    made.push((format!("{name}, zeros from the middle on"), hole(len / 2, len, 0)));
    made.push((format!("{name} after rubbish"), [&[b'\n'; 700][..], whole].concat()));
    made.push((format!("{name} before rubbish"), [whole, &[0xa5; 5_000]].concat()));
    made.push((format!("{name} twice"), [whole, whole].concat()));
}

/// As a bad cable leaves it.
fn flipped(name: &str, whole: &[u8], random: &mut StdRng, made: &mut Vec<Made>) {
    for flips in [1, 1, 1, 8, 8, 64, 512] {
        let mut bent = whole.to_vec();
        for _ in 0..flips {
            let at = random.random_range(0..bent.len());
            bent[at] ^= 1 << random.random_range(0..8);
        }
        made.push((format!("{name} with {flips} bits flipped"), bent));
    }
}

/// As a gateway that takes it for text leaves it.
fn taken_for_text(name: &str, whole: &[u8], made: &mut Vec<Made>) {
    made.push((format!("{name} as UTF-8"), String::from_utf8_lossy(whole).into_owned().into_bytes()));
    let lines: Vec<u8> =
        whole.iter().flat_map(|byte| if *byte == b'\n' { b"\r\n".to_vec() } else { vec![*byte] }).collect();
    made.push((format!("{name} with other line ends"), lines));
}

/// What it says of itself made a lie: counts and lengths as large as may be.
fn boasting(name: &str, whole: &[u8], made: &mut Vec<Made>) {
    for marker in [&b"PK\x01\x02"[..], b"PK\x03\x04", b"PK\x05\x06", b"/Length ", b"/Size ", b"/Count ", b"IHDR"] {
        let Some(at) = whole.windows(marker.len()).position(|window| window == marker) else { continue };
        let mut lied = whole.to_vec();
        let digits = lied[at + marker.len()..].iter().take(8);
        let text = marker.starts_with(b"/");
        let count = digits.take_while(|byte| !text || byte.is_ascii_digit()).count();
        lied[at + marker.len()..at + marker.len() + count].fill(if text { b'9' } else { 0xff });
        made.push((format!("{name} boasting at {}", String::from_utf8_lossy(marker).trim()), lied));
    }
}

/// A part of a zipped document exchanged for something else.
fn with_part(whole: &[u8], part: &str, with: Exchange<'_>) -> Option<Vec<u8>> {
    let mut from = zip::ZipArchive::new(Cursor::new(whole)).ok()?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut entry = from.by_index(index).ok()?;
        let (name, mut bytes) = (entry.name().ok()?.into_owned(), Vec::new());
        entry.read_to_end(&mut bytes).ok()?;
        let Some(bytes) = (if name == part { with(bytes) } else { Some(bytes) }) else { continue };
        to.start_file(name, SimpleFileOptions::default()).ok()?;
        to.write_all(&bytes).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}

/// As a careless or a bad-minded program writes the insides.
fn odd_insides(name: &str, whole: &[u8], made: &mut Vec<Made>) {
    const DEEP: usize = 20_000;
    let parts = ["word/document.xml", "ppt/presentation.xml", "ppt/slides/slide1.xml", "xl/workbook.xml"];
    let parts = parts.iter().chain(&["xl/worksheets/sheet1.xml", "content.xml", "[Content_Types].xml", "mimetype"]);
    for part in parts {
        let ways: [(&str, Exchange<'_>); 9] = [
            ("missing", &|_| None),
            ("empty", &|_| Some(Vec::new())),
            ("half", &|bytes| Some(bytes[..bytes.len() / 2].to_vec())),
            ("no text at all", &|_| Some(vec![0xff, 0xfe, 0xfd])),
            ("another encoding", &|bytes| {
                let wide = String::from_utf8_lossy(&bytes).encode_utf16().flat_map(u16::to_le_bytes).collect();
                Some(wide)
            }),
            ("deep", &|_| Some([b"<a>".repeat(DEEP), b"</a>".repeat(DEEP)].concat())),
            ("never closed", &|bytes| Some([&bytes[..], &b"<w:p><w:r><w:t>".repeat(500)].concat())),
            ("doubled", &|bytes| Some(bytes.repeat(2))),
            ("with what is no character", &|bytes| {
                let text = String::from_utf8_lossy(&bytes).replace('>', ">\u{0}\u{b}\u{fffe}&#0;&#xD800;&nbsp;");
                Some(text.into_bytes())
            }),
        ];
        for (way, with) in ways {
            let there = zip::ZipArchive::new(Cursor::new(whole)).is_ok_and(|zip| zip.index_for_name(part).is_some());
            if there && let Some(odd) = with_part(whole, part, with) {
                made.push((format!("{name}, {part} {way}"), odd));
            }
        }
    }
}

/// Loops and chains in a PDF's own structure.
fn odd_pdfs(made: &mut Vec<Made>) {
    let pdf = |objects: &str| {
        let head = "%PDF-1.7\n";
        format!("{head}{objects}\ntrailer << /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF").into_bytes()
    };
    let pages = "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n";
    for (what, rest) in [
        ("pages that are their own children", "2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj".to_owned()),
        ("a page tree without end", "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 99999999 >> endobj\n3 0 obj << /Type /Pages /Kids [2 0 R] /Count 9 >> endobj".to_owned()),
        ("nothing under its pages", "2 0 obj null endobj".to_owned()),
        ("an array as deep as a well", format!("2 0 obj {}{} endobj", "[".repeat(50_000), "]".repeat(50_000))),
        ("a dictionary as deep as a well", format!("2 0 obj {}{} endobj", "<</A ".repeat(20_000), ">>".repeat(20_000))),
        ("a stream of another length", "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R >> endobj\n4 0 obj << /Length 4294967295 /Filter /FlateDecode >> stream\nx\nendstream endobj".to_owned()),
        ("a filter of itself", "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n3 0 obj << /Type /Page /Contents 4 0 R >> endobj\n4 0 obj << /Length 4 0 R /Filter 4 0 R >> stream\nx\nendstream endobj".to_owned()),
        ("a form that draws itself", "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n3 0 obj << /Type /Page /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >> endobj\n4 0 obj << /Length 4 >> stream\n/F Do\nendstream endobj\n5 0 obj << /Type /XObject /Subtype /Form /Length 4 /Resources << /XObject << /F 5 0 R >> >> >> stream\n/F Do\nendstream endobj".to_owned()),
    ] {
        made.push((format!("a PDF with {what}.pdf"), pdf(&format!("{pages}{rest}"))));
    }
    made.push(("a table of references that points at itself.pdf".into(), {
        let head = b"%PDF-1.4\n".to_vec();
        let table = format!(
            "xref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF",
            head.len(),
            head.len()
        );
        [head, table.into_bytes()].concat()
    }));
}

/// Text, mail and markup nobody meant.
fn odd_texts(made: &mut Vec<Made>) {
    let texts: [(&str, Vec<u8>); 10] = [
        ("a mark of UTF-16 and a lone byte.txt", vec![0xff, 0xfe, 0x41]),
        ("lone halves of letters.txt", [&[0xff, 0xfe][..], &[0x00, 0xd8].repeat(1_000)].concat()),
        ("one line without end.txt", vec![b'a'; 3 << 20]),
        ("only ends of lines.md", vec![b'\n'; 1 << 20]),
        ("quotes in quotes.md", b"> ".repeat(50_000)),
        ("lists in lists.md", (0..5_000).flat_map(|n| [b" ".repeat(n % 300), b"- x\n".to_vec()].concat()).collect()),
        ("boxes in boxes.html", [b"<div>".repeat(50_000), b"x".to_vec()].concat()),
        ("a script that never ends.html", b"<script>while(1){}</script><style><!-- <svg onload=alert(1)>".to_vec()),
        ("a letter in a letter.eml", {
            let mut letter = b"Subject: x\r\n\r\nx".to_vec();
            for number in 0..200 {
                let head = format!("Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n");
                letter = [head.into_bytes(), letter, format!("\r\n--b{number}--").into_bytes()].concat();
            }
            letter
        }),
        ("a letter of headers.eml", b"X-Ho: ho\r\n".repeat(100_000)),
    ];
    made.extend(texts.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    let rtf = |inside: Vec<u8>| [b"{\\rtf1 ".to_vec(), inside, b"}".to_vec()].concat();
    made.push(("groups in groups.rtf".into(), rtf(b"{\\b ".repeat(50_000))));
    made.push(("a picture that never comes.rtf".into(), rtf(b"{\\pict\\bin4294967295 x".to_vec())));
    made.push(("unknown letters.rtf".into(), rtf(b"\\u-99999999?\\u65536?\\'zz\\'".to_vec())));
}

fn corpus() -> Vec<Made> {
    let (mut made, mut random) = (Vec::new(), StdRng::seed_from_u64(20_261_126));
    let wholes = FIXTURES.map(|name| (name, std::fs::read(fixture(name)).unwrap()));
    for (name, whole) in &wholes {
        cut(name, whole, &mut made);
        flipped(name, whole, &mut random, &mut made);
        taken_for_text(name, whole, &mut made);
        boasting(name, whole, &mut made);
        odd_insides(name, whole, &mut made);
    }
    // called what it is not
    for (index, (name, whole)) in wholes.iter().enumerate() {
        let (other, _) = &wholes[(index + 5) % wholes.len()];
        made.push((format!("{name} called {other}"), whole.clone()));
    }
    odd_pdfs(&mut made);
    odd_texts(&mut made);
    if let Ok(folder) = std::env::var("SAMRUM_TEST_FILES") {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if let Ok(bytes) = std::fs::read(entry.path()) {
                made.push((entry.file_name().to_string_lossy().into_owned(), bytes));
            }
        }
    }
    made
}

#[tokio::test]
async fn five_hundred_malformed_files_and_more() {
    let corpus = corpus();
    let tried = corpus.len();
    assert!(tried >= LEAST, "only {tried} files");
    let outcomes = stream::iter(corpus)
        .map(|(name, bytes)| async move {
            let read = read_bytes(&bytes, &name).await;
            (name, read)
        })
        .buffer_unordered(TOGETHER);
    let (mut read, mut refused) = (0, std::collections::BTreeMap::<String, usize>::new());
    for (name, outcome) in outcomes.collect::<Vec<_>>().await {
        match outcome {
            Ok(_) => read += 1,
            // the machine's fault, never a file's
            Err(reason) => {
                assert!(!reason.is_transient(), "{name}: {reason:?}");
                assert_ne!(reason, Unreadable::TooSlow, "{name}");
                *refused.entry(format!("{reason:?}")).or_default() += 1;
            }
        }
    }
    println!("{tried} malformed files: {read} read all the same, refused {refused:?}");
    assert!(read > 0 && refused.len() > 2);
    // whoever comes next is read as ever
    assert!(super::read("single.pdf").await.is_ok());
}
