//! What is searched: pages written for this, what the demo consists of, and the five real documents.

use std::path::{Path, PathBuf};

/// One thing that can be found.
pub(crate) struct Page {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
    /// Its number in the document; none for a message, which stands under the title of its conversation.
    pub(crate) number: Option<u32>,
    /// What it is a page of: a document is one hit.
    pub(crate) thing: usize,
}

impl Page {
    fn new(id: String, title: &str, text: &str, number: Option<u32>) -> Self {
        Self { id, title: title.to_owned(), text: text.to_owned(), number, thing: 0 }
    }
}

/// The pages with each its thing: a page numbered higher than the one before it is of the same document.
pub(crate) fn numbered(mut pages: Vec<Page>) -> Vec<Page> {
    let mut thing = 0;
    for page in &mut pages {
        if page.number.is_none_or(|number| number == 1) {
            thing += 1;
        }
        page.thing = thing;
    }
    pages
}

/// The pages written for this.
pub(crate) fn written() -> Vec<Page> {
    let pages = include_str!("corpus.txt").lines().map(|line| {
        let mut columns = line.splitn(3, '|');
        let (id, title, text) = (columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap());
        Page::new(id.to_owned(), title, text, Some(1))
    });
    pages.collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in std::fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// The documents of the demo by their chapters, and its messages.
pub(crate) fn demo() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samrum/demo");
    let mut pages = Vec::new();
    for path in files(&folder, "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parts = text.split("+++\n").skip(1);
        while let (Some(head), Some(body)) = (parts.next(), parts.next()) {
            let title = head.lines().find_map(|line| line.strip_prefix("title = ")).unwrap().trim_matches('"');
            for (chapter, n) in body.split("\n# ").zip(1..) {
                pages.push(Page::new(format!("{}/{title}", name(&path)), title, chapter, Some(n)));
            }
        }
    }
    for path in files(&folder, "txt") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, conversation) in text.split("=== ").skip(1).enumerate() {
            let title = conversation.lines().next().unwrap().split('|').nth(2).unwrap_or_default().trim();
            for (n, message) in conversation.split("\n--- ").skip(1).enumerate() {
                let text = message.split_once('\n').map_or("", |(_, text)| text);
                pages.push(Page::new(format!("{}/{at}/{n}", name(&path)), title, text, None));
            }
        }
    }
    assert!(pages.len() > 400, "{}", pages.len());
    pages
}

/// The five real documents, page by page, where they are at hand.
pub(crate) fn real() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let named = std::env::var_os("SAMRUM_CORPUS").map(PathBuf::from);
    let places = named.into_iter().chain(["../shared/corpus", "../../shared/corpus"].map(|place| root.join(place)));
    let mut pages = Vec::new();
    for path in places.map(|place| files(&place, "txt")).find(|files| !files.is_empty()).unwrap_or_default() {
        let text = std::fs::read_to_string(&path).unwrap();
        let (mut page, mut number) = (String::new(), 0);
        for paragraph in text.split("\n\n").chain([""]) {
            page.push_str(paragraph);
            page.push_str("\n\n");
            if page.len() > 1_500 || paragraph.is_empty() && !page.trim().is_empty() {
                number += 1;
                pages.push(Page::new(name(&path), &name(&path).replace('-', " "), &page, Some(number)));
                page.clear();
            }
        }
    }
    pages
}
