//! The house: which crate may know which, and that whatever it refuses it says why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::catalogue;
use domain::people::person::Language;

/// What each crate may depend on, of ours.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("domain", &["migrations", "row-derive"]),
    ("row-derive", &[]),
    ("wire", &["domain"]),
    ("auth", &["domain"]),
    ("export", &["domain", "wire"]),
    ("api", &["domain", "wire", "auth", "search", "export"]),
    ("realtime", &["domain", "wire", "auth"]),
    ("extract", &[]),
    ("search", &[]),
    ("search-indexer", &["domain", "search", "extract"]),
    ("notifier", &["domain"]),
    ("migrations", &[]),
    (
        "samrum",
        &[
            "domain",
            "wire",
            "auth",
            "export",
            "api",
            "realtime",
            "extract",
            "search",
            "search-indexer",
            "notifier",
            "migrations",
        ],
    ),
];

#[test]
fn crates_know_only_whom_they_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let ours: BTreeSet<&str> = ALLOWED.iter().map(|(name, _)| *name).collect();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.into_iter().collect();
    let folders = std::fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let mut seen = 0;
    for folder in folders.chain([root.join("migrations")]) {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let name = manifest["package"]["name"].as_str().unwrap();
        let may = allowed.get(name).unwrap_or_else(|| panic!("{name} has no rule"));
        let dependencies = manifest.get("dependencies").and_then(|d| d.as_table()).into_iter().flatten();
        for (dependency, _) in dependencies.filter(|(dependency, _)| ours.contains(dependency.as_str())) {
            assert!(may.contains(&dependency.as_str()), "{name} must not know {dependency}");
        }
        seen += 1;
    }
    assert_eq!(seen, ALLOWED.len(), "every crate has a rule and every rule a crate");
}

/// Every file of Rust that our crates are made of.
fn sources(root: &Path) -> Vec<PathBuf> {
    let crates = std::fs::read_dir(root.join("crates")).unwrap();
    let mut folders: Vec<PathBuf> = crates.map(|entry| entry.unwrap().path().join("src")).collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension().and_then(|end| end.to_str()) {
                Some("rs") => found.push(path),
                _ if path.is_dir() => folders.push(path),
                _ => {}
            }
        }
    }
    found
}

/// What the log says is read on a page and in the file that is taken along: in the same words.
#[test]
fn the_log_is_told_in_the_same_words_on_the_page_and_in_the_file() {
    const PAGES: [(Language, &str); 2] = [
        (Language::Swedish, include_str!("../../web/src/locales/sv/log.ts")),
        (Language::English, include_str!("../../web/src/locales/en/log.ts")),
    ];
    for (language, page) in PAGES {
        let words = &catalogue::of(language).log;
        let (mut section, mut told) = ("", 0);
        for line in page.lines().map(str::trim) {
            if let Some(name) = line.strip_suffix(": {") {
                section = name;
                continue;
            }
            let Some((code, text)) = line.strip_suffix("',").and_then(|line| line.split_once(": '")) else { continue };
            let counted = code.strip_suffix("_one").map(|code| (code, 0));
            let counted = counted.or_else(|| code.strip_suffix("_other").map(|code| (code, 1)));
            let ours = match (section, counted) {
                ("acts", _) => words.act(code),
                (_, Some((code, which))) => (words.facts.counted)(code).map(|both| both[which]),
                ("yes", _) => (words.facts.yes)(code),
                ("no", _) => (words.facts.no)(code),
                ("of", _) => (words.facts.of)(code),
                ("words", _) => (words.facts.word)(code),
                _ => None,
            };
            assert_eq!(ours, Some(text.trim_start_matches("{{count}} ")), "{section} {code} in {language}");
            told += 1;
        }
        assert!(told > 150, "{told} in {language}");
    }
}

/// A code without words of its own would be told as a fault of ours.
#[test]
fn every_refusal_has_words_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut codes = BTreeSet::new();
    for path in sources(root) {
        let text = std::fs::read_to_string(path).unwrap();
        let said = ["Conflict(\"", "MayNot(\""].into_iter().flat_map(|opening| text.split(opening).skip(1));
        // a status and its code
        let shaped = text.split("StatusCode::").skip(1).filter_map(|rest| {
            let (status, code) = rest.split_once(", \"")?;
            status.chars().all(|c| c.is_ascii_uppercase() || c == '_').then_some(code)
        });
        codes.extend(said.chain(shaped).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    codes.remove("internal");
    assert!(codes.len() > 120 && codes.contains("bad_header") && codes.contains("foreign_origin"), "{codes:?}");
    for language in [Language::Swedish, Language::English] {
        let words = catalogue::of(language);
        let ours = (words.problem)("internal");
        for code in &codes {
            assert_ne!((words.problem)(code), ours, "{code} has no words in {language:?}");
        }
    }
}
