//! How well the right things come first: judged queries of all kinds, scored as nDCG@10 and recall@20, beside a plain
//! Snowball engine, on each of the engines. The table it prints stands in `BENCHMARKS.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, clippy::cast_precision_loss)]

#[path = "relevance/judged.rs"]
mod judged;
#[path = "../../../tests/src/left_out.rs"]
mod left_out;
#[path = "relevance/pages.rs"]
mod pages;
#[path = "relevance/plain.rs"]
mod plain;
#[path = "standin/standin.rs"]
mod standin;

use std::collections::BTreeMap;

use search::{Batch, Engine, EntryKey, EntryKind, LogCursor, Query};
use uuid::Uuid;

use judged::{Judged, Score};
use pages::Page;

/// What the whole suite and each kind of query must at least reach.
const FLOOR: f64 = 0.93;
const FLOOR_OF_A_KIND: f64 = 0.85;
const FLOOR_OF_RECALL: f64 = 0.96;

const ROOM: Uuid = Uuid::from_u128(1);

fn id_of(thing: usize) -> Uuid {
    Uuid::from_u128(1000 + thing as u128)
}

fn thing_of(id: Uuid) -> usize {
    usize::try_from(id.as_u128() - 1000).unwrap()
}

/// Which engine is asked.
#[derive(Clone, Copy)]
enum Which {
    Embedded,
    Hosted,
}

async fn engine_over(which: Which, folder: &std::path::Path, pages: &[Page]) -> Engine {
    let engine = match which {
        Which::Embedded => Engine::embedded(folder.join("index")).await.unwrap(),
        Which::Hosted => {
            let (engine, _) = standin::engine();
            engine.rebuild().await.unwrap().swap(LogCursor::default()).await.unwrap();
            engine
        }
    };
    for chunk in pages.chunks(500) {
        let put = chunk.iter().map(|page| {
            let key = match page.number {
                Some(number) => EntryKey::page(id_of(page.thing), number),
                None => EntryKey::new(EntryKind::Message, id_of(page.thing)),
            };
            let mut entry = search::Entry::new(key, ROOM);
            (entry.title, entry.text) = (page.title.clone(), page.text.clone());
            entry
        });
        engine.apply(Batch { put: put.collect(), cursor: LogCursor::default(), ..Batch::default() }).await.unwrap();
    }
    engine
}

/// Asks both engines all the queries and gathers their scores by kind.
async fn score(which: Which, pages: &[Page], queries: &[Judged], kinds: &mut BTreeMap<String, Vec<[Score; 2]>>) {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine_over(which, folder.path(), pages).await;
    let plain = plain::engine(pages);
    let things = 1 + pages.iter().map(|page| page.thing).max().unwrap();
    let mut unfinished = Vec::new();
    for judged in queries {
        let mut grades = vec![0.0_f64; things];
        for page in pages {
            grades[page.thing] = grades[page.thing].max(judged.grade(page));
        }
        assert!(grades.iter().any(|grade| *grade >= 2.0), "nothing in the corpus answers {}", judged.query);
        let mut query = Query::new(format!("{} ", judged.query), vec![ROOM]);
        let hits = engine.search(query.clone()).await.unwrap();
        let found: Vec<usize> = hits.hits.iter().map(|hit| thing_of(hit.key.id)).collect();
        let scores = [Score::of(&found, &grades), Score::of(&plain(&judged.query), &grades)];
        if scores[0].ndcg < 0.85 || scores[0].recall < 0.85 {
            let name = |thing: &usize| pages.iter().find(|page| page.thing == *thing).unwrap().id.as_str();
            let shown: Vec<_> = found.iter().take(10).map(|n| (name(n), grades[*n])).collect();
            let missed: Vec<_> = (0..things).filter(|n| grades[*n] >= 2.0 && !found.contains(n)).take(6).collect();
            let missed: Vec<_> = missed.iter().map(name).collect();
            println!("{:.2} {:.2} {} [{}] {shown:?}", scores[0].ndcg, scores[0].recall, judged.query, judged.kind);
            if found.len() < 20 {
                println!("          missed: {missed:?}");
            }
        }
        kinds.entry(judged.kind.clone()).or_default().push(scores);
        // While typing, the last word unfinished, the answer may not be empty either.
        query.text.clone_from(&judged.query);
        if engine.search(query).await.unwrap().total == 0 {
            unfinished.push(&judged.query);
        }
    }
    assert!(unfinished.is_empty(), "{unfinished:?}");
}

#[tokio::test]
async fn judged_queries() {
    suite(Which::Embedded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn judged_queries_on_a_server() {
    suite(Which::Hosted).await;
}

async fn suite(which: Which) {
    let mut kinds = BTreeMap::new();
    score(which, &pages::numbered(pages::written()), &judged::by_id(include_str!("relevance/queries.txt")), &mut kinds)
        .await;
    let mut wide = pages::written();
    wide.extend(pages::demo());
    let real = pages::real();
    if real.is_empty() {
        left_out::left_out("searching the five real documents (../shared/corpus, or a folder named by SAMRUM_CORPUS)");
    }
    wide.extend(real);
    let wide = pages::numbered(wide);
    let mut queries = judged::by_pattern(include_str!("relevance/wide.txt"));
    // What only the real documents answer is not asked where they are missing.
    queries.retain(|judged| wide.iter().any(|page| judged.grade(page) >= 2.0));
    score(which, &wide, &queries, &mut kinds).await;

    let all: Vec<[Score; 2]> = kinds.values().flatten().copied().collect();
    let mean = |scores: &[[Score; 2]], of: &dyn Fn(&[Score; 2]) -> f64| {
        scores.iter().map(of).sum::<f64>() / scores.len() as f64
    };
    println!("{} pages", wide.len());
    println!("| kind | queries | nDCG@10 | plain | recall@20 | plain |\n|---|---|---|---|---|---|");
    for (kind, scores) in kinds.iter().map(|(kind, scores)| (kind.as_str(), scores)).chain([("all", &all)]) {
        let [ours, theirs, recall, their_recall] = [
            mean(scores, &|s| s[0].ndcg),
            mean(scores, &|s| s[1].ndcg),
            mean(scores, &|s| s[0].recall),
            mean(scores, &|s| s[1].recall),
        ];
        println!("| {kind} | {} | {ours:.2} | {theirs:.2} | {recall:.2} | {their_recall:.2} |", scores.len());
    }
    for (kind, scores) in &kinds {
        assert!(mean(scores, &|s| s[0].ndcg) >= FLOOR_OF_A_KIND, "{kind}");
    }
    assert!(mean(&all, &|s| s[0].ndcg) >= FLOOR);
    assert!(mean(&all, &|s| s[0].recall) >= FLOOR_OF_RECALL);
}
