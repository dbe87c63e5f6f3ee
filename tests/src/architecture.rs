//! The house: which crate may know which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
