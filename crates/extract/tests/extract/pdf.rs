//! PDF, measured against what `pdftotext` (poppler) made of the same files.

use super::{fixture, read};
use extract::{Note, Unreadable};
use std::collections::BTreeMap;

/// Words common to both, of all words (F1), regardless of order; and how much of the order agrees.
fn likeness(ours: &str, theirs: &str) -> (f64, f64) {
    let (a, b): (Vec<&str>, Vec<&str>) = (ours.split_whitespace().collect(), theirs.split_whitespace().collect());
    let count = |words: &[&str]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in words {
            *counts.entry((*word).to_owned()).or_default() += 1;
        }
        counts
    };
    let (in_a, in_b) = (count(&a), count(&b));
    let common: usize = in_a.iter().map(|(word, times)| *times.min(in_b.get(word).unwrap_or(&0))).sum();
    let same = 2.0 * common as f64 / (a.len() + b.len()).max(1) as f64;
    let order = f64::from(similar::TextDiff::from_slices(&a, &b).ratio());
    (same, order)
}

async fn text(name: &str) -> String {
    let read = read(name).await.unwrap();
    read.pages.into_iter().map(|page| page.text).collect::<Vec<_>>().join("\n\n")
}

#[tokio::test]
async fn like_pdftotext() {
    for (name, words, order) in [
        ("single", 0.98, 0.98),
        ("columns", 0.98, 0.98),
        ("table", 0.97, 0.0),
        ("hyphens", 0.8, 0.8),
        ("rotated", 0.9, 0.0),
    ] {
        let ours = text(&format!("{name}.pdf")).await;
        let theirs = std::fs::read_to_string(fixture(&format!("{name}.pdftotext.txt"))).unwrap();
        let (same, ordered) = likeness(&ours, &theirs);
        println!("{name}: words {same:.3}, order {ordered:.3}");
        assert!(same >= words && ordered >= order, "{name}: {same} {ordered}\n{ours}");
    }
}

#[tokio::test]
async fn columns_one_after_the_other() {
    for name in ["columns.pdf", "aligned.pdf"] {
        in_order(&text(name).await);
    }
}

fn in_order(text: &str) {
    let places: Vec<usize> = (1..=9).map(|number| text.find(&format!("Avsnitt {number}\n")).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(!text.contains('\t'));
    // A word divided between lines, and a paragraph over several, are whole.
    assert!(text.contains("Två gånger om året träffas tjänstepersoner och förtroendevalda under två dagar, och"));
}

#[tokio::test]
async fn tables_row_by_row() {
    let text = text("table.pdf").await;
    for row in [
        "Mål\tAktivitet\tAnsvarig\tKlart",
        "Kollegial granskning\tTvå kommuner granskar en tredje, med intervjuer under en halv dag\tKarlskoga och Degerfors\t2018",
        "Borlänge\tapril 2016\tBarn på flykt och nyanlända",
        "Gävle\toktober 2016\tInflytande",
    ] {
        assert!(text.contains(row), "{row}\n\n{text}");
    }
}

#[tokio::test]
async fn columns_boxes_and_forms() {
    let read = read("layouts.pdf").await.unwrap();
    let [columns, aside, form] = read.pages.as_slice() else {
        panic!("{} pages", read.pages.len());
    };
    let text = &columns.text;
    assert_eq!(columns.heading.as_deref(), Some("Rubrik över alla spalter"));
    let places: Vec<usize> = (0..3)
        .flat_map(|column| (0..5).map(move |paragraph| format!("[{column}.{paragraph}]")))
        .map(|mark| text.find(&mark).unwrap())
        .collect();
    assert!(places.is_sorted() && !text.contains('\t'), "{text}");
    assert!(!aside.text.contains('\t') && aside.text.contains("asa@example.org\n\nNätverket samlar kommuner"));
    assert_eq!(
        form.text,
        "Datum:\t2017-04-12\nPlats:\tKommunhuset, Gävle\nNärvarande:\tAnna, Bo, Cecilia, David och Erik från \
         arbetsgruppen samt två gäster från Borlänge\nOrdförande:\tAnna\nSekreterare:\tBo"
    );
}

#[tokio::test]
async fn words_are_whole() {
    let text = text("hyphens.pdf").await;
    for part in [
        "barnets rättigheter, även",
        "barn- och ungdomsverksamheter i hela kommunen",
        "Karlskoga-Degerfors",
        "e-post",
        "gruppdiskussionerna",
        "finns ligaturer: effekt, flykt",
        "Örebro och Ångermanland",
        "Malmö",
        "Ord utan mellanslag emellan sig",
        "RAPPORT",
    ] {
        assert!(text.contains(part), "{part}\n\n{text}");
    }
    assert_eq!(text.matches("Dubbeltryckt").count(), 1);
}

#[tokio::test]
async fn headings_title_thumbnail() {
    let read = read("single.pdf").await.unwrap();
    assert_eq!(read.title.as_deref(), Some("Minnesanteckningar Gävle 2017"));
    assert_eq!(read.author.as_deref(), Some("Arbetsgruppen"));
    let headings: Vec<_> = read.pages.iter().map(|page| page.heading.as_deref()).collect();
    assert_eq!(headings, [Some("Minnesanteckningar från Gävle"), Some("Nästa träff")]);
    assert!(read.pages[0].text.contains("\n\nTema 1: inflytande\n\nNätverket samlar"));
    let thumbnail = read.thumbnail.unwrap();
    assert_eq!((thumbnail.width, thumbnail.height), (320, 452));
    assert!(read.notes.is_empty(), "{:?}", read.notes);
}

#[tokio::test]
async fn turned_pages_and_scanned_ones() {
    let turned = read("rotated.pdf").await.unwrap();
    assert_eq!(turned.pages[0].text, "Upprätt text på sidan.\n\nVriden text längs kanten.");
    assert_eq!(turned.pages[1].text, "Hela sidan är vriden. Andra raden.");
    let scanned = read("scanned.pdf").await.unwrap();
    assert!(!scanned.has_text && scanned.thumbnail.is_some());
    assert_eq!(scanned.pages.len(), 1);
}

#[tokio::test]
async fn locked_and_cut_off() {
    assert_eq!(read("encrypted.pdf").await, Err(Unreadable::PasswordProtected));
    assert!(read("owner-locked.pdf").await.unwrap().has_text);
    assert_eq!(read("truncated.pdf").await, Err(Unreadable::Damaged));
    let whole = std::fs::read(fixture("single.pdf")).unwrap();
    let nearly = super::read_bytes(&whole[..whole.len() - 400], "x.pdf").await;
    assert!(
        nearly.is_err_and(|reason| reason == Unreadable::Damaged) || {
            let read = super::read_bytes(&whole[..whole.len() - 400], "x.pdf").await.unwrap();
            read.has_text && read.notes.contains(&Note::PageDamaged)
        }
    );
}
