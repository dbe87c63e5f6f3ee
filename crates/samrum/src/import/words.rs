//! The Swedish words an import reads in names of files and folders, and those it writes: one list.

use domain::catalogue::{self, Catalogue, Held};
use domain::documents::document::DocumentKind;
use domain::people::person::Language;

/// Short forms. *jul* is no month: it is Christmas.
const SHORT: [(&str, u32); 11] = [
    ("jan", 1),
    ("feb", 2),
    ("febr", 2),
    ("apr", 4),
    ("jun", 6),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
];

/// What a file is called that comes from a meeting: each also as the beginning of a longer word.
const MEETING: [&str; 13] = [
    "anteckning",
    "dagordning",
    "deltagarlista",
    "dokumentation",
    "inbjudan",
    "kallelse",
    "minnesanteckning",
    "möte",
    "nätverksträff",
    "program",
    "protokoll",
    "träff",
    "utvärdering",
];

/// What a document is that is called so: each the beginning of a word.
const KINDS: [(&str, DocumentKind); 15] = [
    ("checklist", DocumentKind::Checklist),
    ("barnbokslut", DocumentKind::ChildAccounts),
    ("strategi", DocumentKind::Strategy),
    ("handlingsplan", DocumentKind::ActionPlan),
    ("mall", DocumentKind::Template),
    ("rapport", DocumentKind::Report),
    ("slutrapport", DocumentKind::Report),
    ("presentation", DocumentKind::Presentation),
    ("bildspel", DocumentKind::Presentation),
    ("minnesanteckning", DocumentKind::Notes),
    ("anteckning", DocumentKind::Notes),
    ("protokoll", DocumentKind::Notes),
    ("program", DocumentKind::Programme),
    ("dagordning", DocumentKind::Programme),
    ("overenskommelse", DocumentKind::Agreement),
];

/// What a document is by its name (folded) and the ending of it.
pub(super) fn kind(folded: &str, ending: &str) -> Option<DocumentKind> {
    let plain = folded.replace('ö', "o");
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let said = words.into_iter().find_map(|word| KINDS.iter().find(|(known, _)| word.starts_with(known)));
    let slides = ["pptx", "ppt", "odp"].contains(&ending.to_ascii_lowercase().as_str());
    said.map(|(_, kind)| *kind).or(slides.then_some(DocumentKind::Presentation))
}

/// Who an imported version is by.
pub(super) const AUTHOR: &str = "Import";
/// What an imported version says of itself where the file had changed since the import before.
pub(super) const CHANGED: &str = "Ny version vid import";

fn swedish() -> &'static Catalogue {
    catalogue::of(Language::Swedish)
}

/// The month of that word (folded), 1–12.
pub(super) fn month(word: &str) -> Option<u32> {
    let long = swedish().months.iter().zip(1..).find(|(name, _)| **name == word).map(|(_, number)| number);
    long.or_else(|| SHORT.iter().find(|(name, _)| *name == word).map(|(_, number)| *number))
}

/// Whether the word (folded) says that something comes from a meeting.
pub(super) fn of_a_meeting(word: &str) -> bool {
    MEETING.iter().any(|known| word.starts_with(known))
}

/// A meeting's title: *Borlänge, april 2016*.
pub(super) fn title(place: &str, year: i32, month: u32) -> String {
    format!("{place}, {}", swedish().held(Held::Month(year, month)))
}
