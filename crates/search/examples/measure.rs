//! Measures the embedded engine beside tantivy with plain Snowball on the same text: indexing, search, write → findable.
//!
//! `cargo run --release -p search --example measure -- 200000 [words of each, 32] [folder to keep the indexes in]`

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, missing_docs)]
#![allow(clippy::disallowed_methods, reason = "durations are what this measures")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use search::analysis::Analyser;
use search::{Batch, Engine, Entry, EntryKey, EntryKind, LogCursor, Query};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, QueryParser, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Searcher, Term};
use uuid::Uuid;

const STARTS: [&str; 40] = [
    "barn",
    "skol",
    "kommun",
    "region",
    "nätverks",
    "budget",
    "trygghets",
    "ungdoms",
    "elev",
    "familje",
    "fritids",
    "kultur",
    "hälso",
    "miljö",
    "trafik",
    "bostads",
    "social",
    "arbets",
    "medborgar",
    "demokrati",
    "rättighets",
    "konsekvens",
    "politik",
    "tjänste",
    "granskning",
    "utbildnings",
    "kunskaps",
    "projekt",
    "verksamhets",
    "plan",
    "mötes",
    "dialog",
    "protokoll",
    "ärende",
    "nämnd",
    "stads",
    "lands",
    "vård",
    "idrotts",
    "biblioteks",
];
const ENDS: [&str; 40] = [
    "plan",
    "planen",
    "arbete",
    "arbetet",
    "fråga",
    "frågor",
    "frågorna",
    "grupp",
    "gruppen",
    "grupper",
    "analys",
    "analysen",
    "nätverk",
    "nätverket",
    "samverkan",
    "perspektiv",
    "perspektivet",
    "råd",
    "rådet",
    "möte",
    "mötet",
    "möten",
    "politik",
    "verksamhet",
    "verksamheten",
    "utveckling",
    "utvecklingen",
    "stöd",
    "stödet",
    "program",
    "programmet",
    "modell",
    "modellen",
    "rapport",
    "rapporten",
    "uppföljning",
    "ansvar",
    "ansvaret",
    "process",
    "processen",
];
const SMALL: [&str; 24] = [
    "och", "i", "att", "för", "som", "med", "det", "en", "av", "till", "har", "inte", "vi", "på", "är", "den", "om",
    "kan", "ska", "vid", "från", "också", "mer", "nya",
];

/// A generator that gives the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }

    /// Small numbers more often, as words are.
    fn skewed(&mut self, n: usize) -> usize {
        self.below(n).min(self.below(n)).min(self.below(n))
    }

    /// A text of about so many words.
    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for _ in 0..words * 3 / 8 + self.below(words * 5 / 4) {
            match self.below(5) {
                0 | 1 => text.push_str(SMALL[self.skewed(24)]),
                2 => text.push_str(ENDS[self.skewed(40)]),
                3 => text.push_str(&format!("{}{}", STARTS[self.skewed(40)], ENDS[self.skewed(40)])),
                _ => text.push_str(&format!(
                    "{}{}{}",
                    STARTS[self.skewed(40)],
                    STARTS[self.skewed(40)],
                    ENDS[self.skewed(40)]
                )),
            }
            text.push(' ');
        }
        text
    }
}

fn middle(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|l| l.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or_default() / 1024
    };
    format!("private {} MB, peak {} MB with mapped files", of("RssAnon:"), of("VmHWM:"))
}

struct Plain {
    index: tantivy::Index,
    text: tantivy::schema::Field,
}

/// Tantivy with plain Snowball, one thread, about the same memory.
fn plain(folder: &Path, texts: &[String]) -> Plain {
    let path = folder.join("plain");
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("sv").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing) | STORED);
    let begun = path.is_dir();
    let index = if begun {
        tantivy::Index::open_in_dir(&path).unwrap()
    } else {
        std::fs::create_dir_all(&path).unwrap();
        tantivy::Index::create_in_dir(&path, schema.build()).unwrap()
    };
    let swedish =
        TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(Stemmer::new(Language::Swedish));
    index.tokenizers().register("sv", swedish.build());
    index.tokenizers().register("whitespace", WhitespaceTokenizer::default());
    if !begun {
        let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 64 * 1024 * 1024).unwrap();
        let start = Instant::now();
        for chunk in texts.chunks(5_000) {
            for content in chunk {
                writer.add_document(tantivy::doc!(text => content.as_str())).unwrap();
            }
            writer.commit().unwrap();
        }
        println!("plain tantivy: {:.0} documents/s", texts.len() as f64 / start.elapsed().as_secs_f64());
        writer.wait_merging_threads().unwrap();
    }
    Plain { index, text }
}

fn room(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 % 10 + 1)
}

async fn filled(engine: &Engine, texts: &[String]) {
    let start = Instant::now();
    let mut rebuild = engine.rebuild().await.unwrap();
    for (at, chunk) in texts.chunks(1_000).enumerate() {
        let put = chunk.iter().enumerate().map(|(n, content)| {
            let n = at * 1_000 + n;
            let mut entry = Entry::new(EntryKey::new(EntryKind::Message, Uuid::from_u128(1_000 + n as u128)), room(n));
            entry.text = content.clone();
            entry.year = Some(2010 + i32::try_from(n % 15).unwrap());
            entry
        });
        rebuild.apply(Batch { put: put.collect(), ..Batch::default() }).await.unwrap();
    }
    rebuild.swap(LogCursor::default()).await.unwrap();
    println!("this engine:   {:.0} documents/s; {}", texts.len() as f64 / start.elapsed().as_secs_f64(), memory());
}

/// The twenty best with snippets, and a count.
fn ask_plain(searcher: &Searcher, query: &dyn tantivy::query::Query, text: tantivy::schema::Field, snippets: bool) {
    let (best, _) = searcher.search(query, &(TopDocs::with_limit(20).order_by_score(), Count)).unwrap();
    let snippets = snippets.then(|| SnippetGenerator::create(searcher, query, text).unwrap());
    for (_, address) in best {
        let document: tantivy::TantivyDocument = searcher.doc(address).unwrap();
        if let Some(snippets) = &snippets {
            let _ = snippets.snippet(document.get_first(text).unwrap().as_str().unwrap());
        }
    }
}

/// The words of a query in the ways this engine meets them, as tantivy would be asked without it.
fn expanded(words: tantivy::schema::Field, query: &str) -> BooleanQuery {
    let all = query.split_whitespace().map(|word| {
        let analysed = Analyser::default().word(word);
        let ways = [(format!("={word}"), 1.25), (analysed.stem.clone(), 1.0), (format!("_{}", analysed.stem), 0.55)];
        let mut any: Vec<(Occur, Box<dyn tantivy::query::Query>)> = Vec::new();
        for (term, weight) in ways {
            let term = TermQuery::new(Term::from_field_text(words, &term), IndexRecordOption::WithFreqs);
            any.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), weight))));
        }
        if analysed.parts.len() > 1 {
            let parts = analysed.parts.iter().map(|part| -> (Occur, Box<dyn tantivy::query::Query>) {
                let term = TermQuery::new(Term::from_field_text(words, part), IndexRecordOption::WithFreqs);
                (Occur::Must, Box::new(term))
            });
            any.push((Occur::Should, Box::new(BooleanQuery::new(parts.collect()))));
        }
        (Occur::Must, Box::new(BooleanQuery::new(any)) as Box<dyn tantivy::query::Query>)
    });
    BooleanQuery::new(all.collect())
}

#[tokio::main]
async fn main() {
    let count: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let mut chance = Chance(0x1234_5678_9ABC_DEF1);
    let words: usize = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(32);
    let texts: Vec<String> = (0..count).map(|_| chance.text(words)).collect();
    println!("{count} documents of {} bytes", texts.iter().map(String::len).sum::<usize>() / count);
    let own = tempfile::tempdir().unwrap();
    let folder = std::env::args().nth(3).map_or_else(|| own.path().to_owned(), PathBuf::from);
    let plain = plain(&folder, &texts);
    let begun = folder.join("index").is_dir();
    let start = Instant::now();
    let engine = Engine::embedded(folder.join("index")).await.unwrap();
    println!("opening: {:?}", start.elapsed());
    if !begun {
        filled(&engine, &texts).await;
    }
    let queries: Vec<String> = (0..300)
        .map(|_| {
            let word = |c: &mut Chance| format!("{}{}", STARTS[c.below(40)], ENDS[c.below(40)]);
            match chance.below(3) {
                0 => word(&mut chance),
                1 => format!("{} {}", ENDS[chance.below(40)], word(&mut chance)),
                _ => format!("{} {}", STARTS[chance.below(40)], ENDS[chance.below(40)]),
            }
        })
        .collect();
    let searcher = plain.index.reader().unwrap().searcher();
    let parser = QueryParser::for_index(&plain.index, vec![plain.text]);
    let current = std::fs::read_to_string(folder.join("index/current")).unwrap();
    let same = tantivy::Index::open_in_dir(folder.join("index").join(current.trim())).unwrap();
    let (words, beside) = (same.schema().get_field("words").unwrap(), same.reader().unwrap().searcher());
    if std::env::var("ONLY").is_ok() {
        for _ in 0..20 {
            let mut times = Vec::new();
            for query in &queries {
                let mut query = Query::new(format!("{query} "), (0..8).map(room).collect());
                query.with_facets = false;
                let start = Instant::now();
                engine.search(query).await.unwrap();
                times.push(start.elapsed());
            }
            println!("{:?}", middle(&mut times));
        }
        return;
    }
    for round in 1..=3 {
        let mut times = Vec::new();
        for query in &queries {
            let start = Instant::now();
            let (query, _) = parser.parse_query_lenient(query);
            ask_plain(&searcher, &*query, plain.text, true);
            times.push(start.elapsed());
        }
        println!("{round}. plain tantivy with snippets and count: p50, p99 {:?}", middle(&mut times));
        let mut times = Vec::new();
        for query in &queries {
            let start = Instant::now();
            ask_plain(&beside, &expanded(words, query), words, false);
            times.push(start.elapsed());
        }
        println!("{round}. tantivy on the expanded query, no passages: p50, p99 {:?}", middle(&mut times));
        for (name, end, facets) in
            [("finished words", " ", false), ("last word unfinished", "", false), ("with facets", " ", true)]
        {
            let mut times = Vec::new();
            for query in &queries {
                let mut query = Query::new(format!("{query}{end}"), (0..8).map(room).collect());
                query.with_facets = facets;
                let start = Instant::now();
                let shown = query.text.clone();
                let hits = engine.search(query).await.unwrap();
                times.push(start.elapsed());
                if round == 3 && !facets {
                    eprintln!("{:>7} {:>6} {} {name}", start.elapsed().as_micros(), hits.total, shown);
                }
            }
            println!("{round}. this engine, {name}: p50, p99 {:?}", middle(&mut times));
        }
    }
    let mut times = Vec::new();
    for n in 0..50 {
        let mut entry = Entry::new(EntryKey::new(EntryKind::Message, Uuid::from_u128(1 << 90 | n)), room(1));
        entry.text = "Ett nytt meddelande om skolmat.".into();
        let start = Instant::now();
        engine.apply(Batch { put: vec![entry], cursor: LogCursor::default(), ..Batch::default() }).await.unwrap();
        times.push(start.elapsed());
    }
    println!("write → findable: p50, p99 {:?}; {}", middle(&mut times), memory());
}
