//! How well the right things come first: judged queries, scored as nDCG@10, beside a plain Snowball engine.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, clippy::cast_precision_loss)]

use std::collections::BTreeMap;

use search::{Batch, Engine, Entry, EntryKey, LogCursor, Query};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use uuid::Uuid;

/// What the whole suite and each kind of query must at least reach.
const FLOOR: f64 = 0.93;
const FLOOR_OF_A_KIND: f64 = 0.85;

struct Judged {
    kind: &'static str,
    query: &'static str,
    grades: BTreeMap<&'static str, f64>,
}

fn corpus() -> Vec<(&'static str, &'static str, &'static str)> {
    include_str!("relevance/corpus.txt")
        .lines()
        .map(|line| {
            let mut columns = line.splitn(3, '|');
            (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap())
        })
        .collect()
}

fn judged() -> Vec<Judged> {
    let lines = include_str!("relevance/queries.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('|').map(str::trim).collect();
            let grades = columns[2].split_whitespace().map(|grade| {
                let (document, grade) = grade.split_once('=').unwrap();
                (document, grade.parse().unwrap())
            });
            Judged { kind: columns[0], query: columns[1], grades: grades.collect() }
        })
        .collect()
}

fn ndcg(found: &[String], grades: &BTreeMap<&str, f64>) -> f64 {
    let gain = |grade: f64, place: usize| (grade.exp2() - 1.0) / ((place + 2) as f64).log2();
    let dcg: f64 = found
        .iter()
        .take(10)
        .enumerate()
        .map(|(place, id)| gain(grades.get(id.as_str()).copied().unwrap_or_default(), place))
        .sum();
    let mut ideal: Vec<f64> = grades.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    dcg / ideal.iter().take(10).enumerate().map(|(place, grade)| gain(*grade, place)).sum::<f64>()
}

/// Tantivy with its Swedish stemmer and its own query parser on escaped words: what one gets without this crate.
fn plain_engine() -> impl Fn(&str) -> Vec<String> {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let indexing =
        TextFieldIndexing::default().set_tokenizer("sv").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing);
    let (title, body) = (schema.add_text_field("title", text.clone()), schema.add_text_field("body", text));
    let index = tantivy::Index::create_in_ram(schema.build());
    let tokenizer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Swedish))
        .build();
    index.tokenizers().register("sv", tokenizer);
    let mut writer: tantivy::IndexWriter = index.writer(20_000_000).unwrap();
    for (document, name, content) in corpus() {
        writer.add_document(tantivy::doc!(id => document, title => name, body => content)).unwrap();
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let parser = QueryParser::for_index(&index, vec![title, body]);
    move |query: &str| {
        let (query, _) = parser.parse_query_lenient(query);
        let best = searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).unwrap();
        best.into_iter()
            .map(|(_, address)| {
                let document: tantivy::TantivyDocument = searcher.doc(address).unwrap();
                document.get_first(id).unwrap().as_str().unwrap().to_owned()
            })
            .collect()
    }
}

#[tokio::test]
async fn judged_queries() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::embedded(folder.path().join("index")).await.unwrap();
    let room = Uuid::from_u128(1);
    let name_of = |n: usize| Uuid::from_u128(1000 + n as u128);
    let put = corpus().into_iter().enumerate().map(|(n, (_, title, text))| {
        let mut entry = Entry::new(EntryKey::page(name_of(n), 1), room);
        (entry.title, entry.text) = (title.to_owned(), text.to_owned());
        entry
    });
    engine.apply(Batch { put: put.collect(), cursor: LogCursor::default(), ..Batch::default() }).await.unwrap();
    let ids: BTreeMap<Uuid, &str> = corpus().iter().enumerate().map(|(n, (id, ..))| (name_of(n), *id)).collect();

    let plain = plain_engine();
    let mut kinds: BTreeMap<&str, Vec<(f64, f64, f64)>> = BTreeMap::new();
    let mut unfinished = Vec::new();
    for judged in judged() {
        let mut query = Query::new(format!("{} ", judged.query), vec![room]);
        let hits = engine.search(query.clone()).await.unwrap();
        let found: Vec<String> = hits.hits.iter().map(|hit| ids[&hit.key.id].to_owned()).collect();
        let ours = ndcg(&found, &judged.grades);
        let recalled = judged.grades.keys().filter(|id| found.iter().any(|f| f == *id)).count();
        let theirs = ndcg(&plain(judged.query), &judged.grades);
        let recall = recalled as f64 / judged.grades.len() as f64;
        kinds.entry(judged.kind).or_default().push((ours, theirs, recall));
        if ours < 0.9 {
            println!("{:.2} {} [{}] {:?}", ours, judged.query, judged.kind, &found[..found.len().min(6)]);
        }
        // While typing, the last word unfinished, the answer may not be empty either.
        query.text = judged.query.to_owned();
        if engine.search(query).await.unwrap().total == 0 {
            unfinished.push(judged.query);
        }
    }
    let mean = |of: &dyn Fn(&(f64, f64, f64)) -> f64, scores: &[(f64, f64, f64)]| {
        scores.iter().map(of).sum::<f64>() / scores.len() as f64
    };
    let all: Vec<(f64, f64, f64)> = kinds.values().flatten().copied().collect();
    println!("{:<12} {:>4} {:>8} {:>8} {:>10}", "kind", "n", "nDCG@10", "plain", "recall@20");
    for (kind, scores) in kinds.iter().map(|(k, s)| (*k, s)).chain([("all", &all)]) {
        let (ours, theirs) = (mean(&|s| s.0, scores), mean(&|s| s.1, scores));
        println!("{kind:<12} {:>4} {ours:>8.3} {theirs:>8.3} {:>10.3}", scores.len(), mean(&|s| s.2, scores));
    }
    assert!(unfinished.is_empty(), "{unfinished:?}");
    for (kind, scores) in &kinds {
        assert!(mean(&|s| s.0, scores) >= FLOOR_OF_A_KIND, "{kind}");
    }
    assert!(mean(&|s| s.0, &all) >= FLOOR);
}
