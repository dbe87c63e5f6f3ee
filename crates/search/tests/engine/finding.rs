//! Swedish as people write it.

use search::{Order, Query};

use crate::setting::{ROOM, Setting, id, marks, message, page, plain};

#[tokio::test]
async fn inflection_finds_and_marks_what_stands_there() {
    let setting = Setting::of(&[
        "Granskningarna visade brister.",
        "Protokollet justerades.",
        "Nätverkets ärenden är många.",
        "Skolans plan.",
    ])
    .await;
    for (query, mark) in [
        ("granskning ", "Granskningarna"),
        ("protokoll ", "Protokollet"),
        ("nätverk ", "Nätverkets"),
        ("ärendet ", "ärenden"),
        ("skolor ", "Skolans"),
    ] {
        assert_eq!(marks(&setting.ask(query).await), [mark], "{query}");
    }
}

#[tokio::test]
async fn compounds_both_ways() {
    let texts = [
        "Barnrättsnätverket bildades.",
        "Vår barnchecklista används.",
        "En checklista för barn togs fram.",
        "Något om trafik.",
    ];
    let setting = Setting::of(&texts).await;
    assert!(setting.finds("nätverk ", texts[0]).await);
    assert!(setting.finds("barnrätt ", texts[0]).await);
    assert!(setting.finds("barn checklista ", texts[1]).await);
    let found = setting.texts("barnchecklista ").await;
    assert_eq!(found, [texts[1], texts[2]], "the compound first, then its parts");
    assert!(!setting.finds("trafik ", texts[0]).await);
}

#[tokio::test]
async fn exact_before_stem_before_part() {
    let texts = ["Ett nätverk här i dag.", "Det nätverket här nu.", "Ett barnnätverk här nu."];
    let setting = Setting::of(&[texts[2], texts[1], texts[0]]).await;
    assert_eq!(setting.texts("nätverk ").await, texts);
}

#[tokio::test]
async fn rings_and_dots_are_letters_but_may_be_left_out() {
    let setting = Setting::of(&["Värd var Örebro.", "Ett får betade.", "Min far kom.", "Orebro stavat så."]).await;
    assert!(setting.finds("orebro ", "Värd var Örebro.").await);
    let found = setting.texts("örebro ").await;
    assert_eq!(found.first().map(String::as_str), Some("Värd var Örebro."));
    let found = setting.texts("far ").await;
    assert_eq!(found.first().map(String::as_str), Some("Min far kom."));
}

#[tokio::test]
async fn a_misspelt_word_finds_and_suggests() {
    let setting = Setting::of(&["Barnkonsekvensanalysen klar.", "Inflytande i skolan.", "Nätverket möttes."]).await;
    for (query, text, meant) in [
        ("inflytnade ", "Inflytande i skolan.", "inflytande "),
        ("nätvreket ", "Nätverket möttes.", "nätverket "),
        ("barnkonskvensanalysen ", "Barnkonsekvensanalysen klar.", "barnkonsekvensanalysen "),
    ] {
        let hits = setting.ask(query).await;
        assert_eq!(plain(&hits.hits[0].passage), text, "{query}");
        assert_eq!(hits.suggestion.as_deref(), Some(meant));
    }
    assert_eq!(setting.ask("inflytande ").await.suggestion, None);
}

#[tokio::test]
async fn synonyms() {
    let setting = Setting::of(&[
        "De förtroendevalda svarade.",
        "SKR tog fram stöd.",
        "Barnombudsmannen yttrade sig.",
        "En tjänsteperson utses.",
    ])
    .await;
    for (query, text) in [
        ("politiker ", "De förtroendevalda svarade."),
        ("SKL ", "SKR tog fram stöd."),
        ("Sveriges Kommuner och Regioner ", "SKR tog fram stöd."),
        ("BO ", "Barnombudsmannen yttrade sig."),
        ("tjänstemän ", "En tjänsteperson utses."),
    ] {
        assert!(setting.finds(query, text).await, "{query}");
    }
}

#[tokio::test]
async fn the_last_word_may_be_unfinished() {
    let setting = Setting::of(&["Barnbokslut i Gävle.", "Årets elevråd.", "Barnrättsnätverket."]).await;
    assert!(setting.finds("barnbok", "Barnbokslut i Gävle.").await);
    assert!(setting.finds("gävle barnb", "Barnbokslut i Gävle.").await);
    assert!(setting.finds("elevr", "Årets elevråd.").await);
    assert!(setting.finds("nätv", "Barnrättsnätverket.").await);
    assert!(setting.finds("natv", "Barnrättsnätverket.").await);
    assert_eq!(marks(&setting.ask("barnbok").await), ["Barnbokslut"]);
}

#[tokio::test]
async fn a_document_is_one_hit_with_its_best_page() {
    let setting = Setting::with(vec![
        page(1, 1, "Minnesanteckningar Gävle", "Välkomna. Något om inflytande."),
        page(1, 2, "Minnesanteckningar Gävle", "Elevers inflytande, barns inflytande och inflytande i budget."),
        page(2, 1, "Rapport", "Inflytande nämns."),
    ])
    .await;
    let hits = setting.ask("inflytande ").await;
    assert_eq!(hits.total, 2);
    assert_eq!(hits.hits.len(), 2);
    let first = hits.hits.iter().find(|h| h.key.id == id(1)).unwrap();
    assert_eq!((first.key.page, first.more), (2, 1));
    let kinds = hits.facets.unwrap().kinds;
    assert_eq!(kinds.iter().map(|k| k.count).sum::<u64>(), 2);
}

#[tokio::test]
async fn by_date_and_paged() {
    let mut entries: Vec<_> = (1..=30).map(|n| message(n, "Samma ord.")).collect();
    for (entry, day) in entries.iter_mut().zip(1..) {
        entry.dated_on = chrono::NaiveDate::from_ymd_opt(2020, 1, day);
    }
    let setting = Setting::with(entries).await;
    let mut query = Query::new("ord ", vec![id(ROOM)]);
    query.order = Order::Date;
    query.limit = 10;
    let mut seen = Vec::new();
    for offset in [0, 10, 20, 30] {
        query.offset = offset;
        let hits = setting.engine.search(query.clone()).await.unwrap();
        assert_eq!(hits.total, 30);
        seen.extend(hits.hits.iter().map(|h| h.dated_on.unwrap()));
    }
    assert_eq!(seen.len(), 30);
    assert!(seen.is_sorted_by(|a, b| a > b));
}

#[tokio::test]
async fn a_word_that_is_there_is_no_misspelling_of_another() {
    let setting = Setting::of(&["Värd var Gävle.", "Det gäller alla.", "Dialog med myndigheter."]).await;
    let hits = setting.ask("gävle ").await;
    assert_eq!((hits.hits.len(), hits.suggestion.as_deref(), marks(&hits)), (1, None, vec!["Gävle".to_owned()]));
    assert_eq!(marks(&setting.ask("myndigheten").await), ["myndigheter"]);
}

#[tokio::test]
async fn a_finished_word_finds_its_other_forms_too() {
    let setting = Setting::of(&["Barnen ritade lekplatserna.", "Insatserna prövades.", "Rektorerna svarade."]).await;
    for (word, text) in [("lekplats", 0), ("lekplatser", 0), ("insats", 1), ("rektor", 2)] {
        let mut query = Query::new(word, vec![id(ROOM)]);
        query.prefix = false;
        let hits = setting.engine.search(query).await.unwrap();
        assert_eq!(hits.hits.iter().map(|hit| hit.key.id).collect::<Vec<_>>(), [id(100 + text)], "{word}");
    }
}

#[tokio::test]
async fn parts_of_compounds_are_learned_from_the_index() {
    let setting = Setting::of(&["Valambassadörerna gick runt.", "En ambassadör kom."]).await;
    assert_eq!(setting.texts("ambassadör ").await, ["En ambassadör kom.", "Valambassadörerna gick runt."]);
}

#[tokio::test]
async fn many_hits_are_paged_without_gaps_and_counted_when_asked() {
    let mut entries: Vec<_> = (1..=70).map(|n| message(n, &format!("Barnnätverket möttes dag {n}."))).collect();
    entries.extend((71..=75).map(|n| message(n, "Ett nätverk finns.")));
    entries.extend((1..=3).map(|n| page(200, n, "Om nätverk", "Nätverk på en sida.")));
    let setting = Setting::with(entries).await;
    let mut query = Query::new("nätverk ", vec![id(ROOM)]);
    query.with_facets = false;
    let mut seen = Vec::new();
    loop {
        query.offset = seen.len();
        let hits = setting.engine.search(query.clone()).await.unwrap();
        assert_eq!((hits.total, hits.facets.is_none()), (76, true));
        seen.extend(hits.hits.iter().map(|hit| (hit.key.id, hit.more)));
        if !hits.more {
            break;
        }
    }
    let mut ids: Vec<_> = seen.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((seen.len(), ids.len()), (76, 76));
    // the word itself before compounds with it, and a document once with its other pages
    assert!(seen.iter().take(6).all(|(hit, _)| (71..=75).any(|n| *hit == id(n)) || *hit == id(200)), "{seen:?}");
    assert!(seen.contains(&(id(200), 2)), "{seen:?}");
    query.offset = 0;
    query.with_facets = true;
    let hits = setting.engine.search(query).await.unwrap();
    assert_eq!(hits.facets.unwrap().kinds.iter().map(|kind| kind.count).sum::<u64>(), 76);
    assert_eq!(hits.total, 76);
}

#[tokio::test]
async fn a_networks_own_synonyms_hold_where_they_are_given() {
    let texts = ["Vi prövade samråd med unga.", "Trappan användes i Gävle.", "Unga och samråd, var för sig."];
    let setting = Setting::of(&texts).await;
    let mut query = Query::new("trappan ", vec![id(ROOM)]);
    assert_eq!(setting.engine.search(query.clone()).await.unwrap().total, 1);
    query.synonyms = vec![std::sync::Arc::new(search::Synonyms::of([["Trappan", "samråd med unga"]]))];
    let hits = setting.engine.search(query.clone()).await.unwrap();
    let found: Vec<String> = hits.hits.iter().map(|hit| plain(&hit.passage)).collect();
    assert_eq!(found[..2], [texts[1], texts[0]], "the word itself first");
    query.text = "samråd med unga ".into();
    assert!(setting.engine.search(query).await.unwrap().hits.iter().any(|hit| plain(&hit.passage) == texts[1]));
}

#[tokio::test]
async fn whether_something_new_is_what_is_looked_for() {
    let setting = Setting::of(&["Barnbokslutet är klart.", "Om simhallar.", "Nya barnbokslut."]).await;
    let among = async |text: &str, ids: &[u128]| {
        let among = ids.iter().map(|n| id(*n)).collect();
        let query = Query { among, prefix: false, ..Query::new(text, vec![id(ROOM)]) };
        setting.engine.search(query).await.unwrap().total
    };
    assert_eq!(among("barnbokslut", &[100, 101]).await, 1);
    assert_eq!(among("barnbokslut", &[101]).await, 0);
    assert_eq!(among("barnboksut", &[100, 101, 102]).await, 0, "nothing is taken for a misspelling");
    assert_eq!(among("barnbokslut simhallar", &[100, 101]).await, 0, "nor are fewer words enough");
    assert_eq!(among("", &[101, 102]).await, 2);
}
