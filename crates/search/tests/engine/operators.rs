//! Phrases, minus, operators, filters, and text that is none of it.

use proptest::prelude::*;
use search::{EntryKind, Query};

use crate::setting::{ROOM, Setting, id, message, page};

#[tokio::test]
async fn phrases_and_minus() {
    let texts = ["Barnets bästa i främsta rummet.", "Det bästa för barnets skola.", "Barnens bästa skola."];
    let setting = Setting::of(&texts).await;
    assert_eq!(setting.texts("\"barnets bästa\"").await, [texts[0]]);
    let found = setting.texts("bästa -skola").await;
    assert_eq!(found, [texts[0]]);
    // words too common to be asked for as they stand, in a row that is nowhere
    assert_eq!(setting.texts("bästa -i-i").await.len(), 3);
    let found = setting.texts("bästa -\"barnets bästa\"").await;
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn from_in_before_after() {
    let mut one = message(1, "Om budget.");
    one.author = "Anna Lindqvist".into();
    one.host = "Gävle kommun".into();
    one.year = Some(2016);
    let mut two = message(2, "Om budget igen.");
    two.author = "Per Ek".into();
    two.place = "Partnerskapet Hela nätverket".into();
    two.dated_on = chrono::NaiveDate::from_ymd_opt(2019, 5, 2);
    let setting = Setting::with(vec![one, two]).await;
    for (query, expected) in [
        ("budget från:anna", vec!["Om budget."]),
        ("från:\"per ek\"", vec!["Om budget igen."]),
        ("budget i:gävle", vec!["Om budget."]),
        ("budget i:gavle", vec!["Om budget."]),
        ("i:partnerskapet", vec!["Om budget igen."]),
        ("budget före:2017", vec!["Om budget."]),
        ("budget efter:2016", vec!["Om budget igen."]),
        ("budget efter:2019-05", vec![]),
        ("före:2000", vec![]),
        ("", vec!["Om budget igen.", "Om budget."]),
    ] {
        assert_eq!(setting.texts(query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn filters_and_facets_that_let_one_choose_another_value() {
    let mut entries = Vec::new();
    for (n, year, network) in [(1, 2016, 7), (2, 2016, 8), (3, 2017, 7), (4, 2018, 7)] {
        let mut entry = page(n, 1, "Rapport", "Om delaktighet.");
        entry.year = Some(year);
        entry.network = Some(id(network));
        entry.themes = vec!["Delaktighet".into()];
        entry.published = n != 4;
        entries.push(entry);
    }
    entries.push(message(5, "Delaktighet i samtal."));
    let setting = Setting::with(entries).await;
    let mut query = Query::new("delaktighet ", vec![id(ROOM)]);
    query.filter.years = vec![2016];
    query.filter.networks = vec![id(7)];
    let hits = setting.engine.search(query.clone()).await.unwrap();
    assert_eq!(hits.total, 1);
    let facets = hits.facets.unwrap();
    let years: Vec<_> = facets.years.iter().map(|y| (y.value, y.count)).collect();
    assert_eq!(years, [(2018, 1), (2017, 1), (2016, 1)]);
    let networks: Vec<_> = facets.networks.iter().map(|n| (n.value, n.count)).collect();
    assert_eq!(networks.len(), 2);
    assert!(networks.contains(&(id(8), 1)));
    query.filter = search::Filter { published_only: true, kinds: vec![EntryKind::Document], ..Default::default() };
    assert_eq!(setting.engine.search(query).await.unwrap().total, 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_written_is_an_error(text in "\\PC{0,60}|[\"\\-:* a-eåäö()~^+]{0,40}|(från:|i:|före:|efter:|-|\"){0,6}[0-9åa-]{0,12}") {
        static SETTING: std::sync::OnceLock<(tokio::runtime::Runtime, Setting)> = std::sync::OnceLock::new();
        let (runtime, setting) = SETTING.get_or_init(|| {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let setting = runtime.block_on(Setting::of(&["Åäö barn a b c", "a-b c:d"]));
            (runtime, setting)
        });
        let found = runtime.block_on(setting.engine.search(Query::new(text, vec![id(ROOM)])));
        prop_assert!(found.is_ok());
    }
}

#[tokio::test]
async fn articles_are_chosen_written_and_counted() {
    let mut about: Vec<_> = (1..=3).map(|n| message(n, "Om elevråd.")).collect();
    about[0].articles = vec![12];
    about[1].articles = vec![28, 12, 12, 99];
    let setting = Setting::with(about).await;
    let hits = setting.ask("elevråd ").await;
    let counts: Vec<_> = hits.facets.unwrap().articles.iter().map(|one| (one.value, one.count)).collect();
    assert_eq!((hits.total, counts), (3, vec![(12, 2), (28, 1)]));
    assert_eq!(setting.ask("elevråd artikel:12 ").await.total, 2);
    assert_eq!(setting.ask("article:28").await.total, 1);
    assert_eq!(setting.ask("artikel:12 artikel:28").await.total, 2, "any of them");
    let mut query = Query::new("elevråd ", vec![id(ROOM)]);
    query.filter.articles = vec![28];
    let hits = setting.engine.search(query.clone()).await.unwrap();
    assert_eq!(
        (hits.total, hits.facets.unwrap().articles.len()),
        (1, 2),
        "its own facet counts what another choice gives"
    );
    query.text = "artikel:12".into();
    assert_eq!(setting.engine.search(query).await.unwrap().total, 1);
}
