//! What must be true after every crash.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::writers::{Acknowledged, hex};
use crate::harness::Client;

/// Every acknowledged write is there exactly once, and what was never acknowledged at most once. Gives the count in
/// words.
pub async fn everything_is_there(client: &Client, acknowledged: &Acknowledged, thread: &str, seed: u64) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let (mut texts, mut gone, mut last) = (BTreeMap::new(), Vec::new(), 0);
    loop {
        let page = client.get(&format!("/conversations/{thread}/messages?after={last}&limit=100")).await.expect(200);
        for message in page["items"].as_array().unwrap() {
            let position = message["position"].as_i64().unwrap();
            assert_eq!(position, last + 1, "seed {seed}");
            last = position;
            let client_id = message["client_id"].as_str().unwrap().to_owned();
            *seen.entry(client_id.clone()).or_default() += 1;
            texts.insert(client_id, message["text"].as_str().unwrap().to_owned());
            if message["deleted"] == true {
                gone.push(message["id"].as_str().unwrap().to_owned());
            }
        }
        if page["next_cursor"].is_null() {
            break;
        }
    }
    let messages = acknowledged.messages.lock().unwrap().clone();
    for (id, text) in &messages {
        assert_eq!(seen.get(&id.to_string()), Some(&1), "seed {seed}: {text}");
        assert_eq!(&texts[&id.to_string()], text, "seed {seed}");
    }
    assert!(seen.values().all(|count| *count == 1), "seed {seed}");
    let deleted = acknowledged.deleted.lock().unwrap().clone();
    for id in &deleted {
        assert!(gone.contains(id), "seed {seed}: {id} came back");
    }
    let documents = acknowledged.documents.lock().unwrap().clone();
    for (id, hash) in &documents {
        let file = client.get(&format!("/documents/{id}/file")).await;
        assert_eq!(file.status.as_u16(), 200, "seed {seed}: {id}");
        assert_eq!(&hex(&Sha256::digest(&file.body)), hash, "seed {seed}: {id}");
    }
    let conversation = client.get(&format!("/conversations/{thread}")).await.expect(200);
    let read = *acknowledged.read.lock().unwrap();
    assert!(conversation["read_position"].as_i64().unwrap() >= read, "seed {seed}: a read mark went back");
    let unknown = acknowledged.unknown.lock().unwrap().len();
    format!(
        "{} messages, {} deletions and {} documents acknowledged and there, {unknown} without an answer",
        messages.len(),
        deleted.len(),
        documents.len()
    )
}

/// Every file is what its name says, and nothing half-written stands among them.
pub fn blobs_are_whole(blobs: &Path) {
    let kept = files(&blobs.join("sha256"));
    assert!(!kept.is_empty());
    for path in kept {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(hex(&Sha256::digest(&bytes)), name, "{}", path.display());
    }
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.map_while(Result::ok) {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found
}

/// Search comes to show what is there: the first, the last and some between.
pub async fn search_catches_up(client: &Client, acknowledged: &Acknowledged, told: &str) {
    let messages = acknowledged.messages.lock().unwrap().clone();
    let step = (messages.len() / 12).max(1);
    for (id, text) in messages.iter().step_by(step).chain(messages.last()) {
        let path = format!("/search?q=%22{}%22&kind=message&limit=20", text.replace(' ', "%20"));
        crate::harness::eventually(&format!("search to find {text} ({id}) of {told}"), || async {
            let hits = client.get(&path).await.expect(200);
            (!hits["items"].as_array().unwrap().is_empty()).then_some(())
        })
        .await;
    }
}
