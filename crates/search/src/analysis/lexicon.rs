//! The word stock compounds are taken apart by.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::stem::stem;

/// Words that may stand in a compound.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    /// Stems a compound may end in. A word with such a stem is not itself taken apart.
    heads: FxHashSet<String>,
    /// The first three letters of all heads, to say no quickly.
    head_starts: FxHashSet<String>,
    /// Forms a compound may begin with, with their stem and whether an -s- was put between.
    firsts: FxHashMap<String, First>,
}

/// A form that may stand first in a compound.
#[derive(Debug, Clone)]
pub(crate) struct First {
    /// Stem of the word.
    pub(crate) stem: String,
    /// The form ends in an -s- that is not the word's own.
    pub(crate) joined: bool,
}

static DOMAIN: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        line.split_whitespace().for_each(|entry| lexicon.add(entry));
    }
    lexicon
});

impl Lexicon {
    /// The stock checked in with this crate.
    pub(crate) fn domain() -> &'static Self {
        &DOMAIN
    }

    fn add(&mut self, entry: &str) {
        let (word, extra) = entry.split_once('/').unwrap_or((entry, ""));
        let base = stem(word);
        self.first(word, &base, false);
        if let Some(short) = word.strip_suffix(['a', 'e']) {
            self.first(short, &base, false);
            self.first(&format!("{short}s"), &base, true);
        }
        if !word.ends_with('s') {
            self.first(&format!("{word}s"), &base, true);
        }
        if !extra.is_empty() {
            self.first(extra, &base, extra == format!("{word}s"));
        }
        if word.chars().count() >= 3 {
            self.head_starts.insert(base.chars().take(3).collect());
            self.heads.insert(base);
        }
    }

    fn first(&mut self, form: &str, base: &str, joined: bool) {
        if form.chars().count() < 2 {
            return;
        }
        let first = First { stem: base.to_owned(), joined };
        let known = self.firsts.entry(form.to_owned()).or_insert_with(|| first.clone());
        // A word in its own right comes before another word with -s.
        if known.joined && !joined {
            *known = first;
        }
    }

    /// May a compound end in a word with this stem?
    pub(crate) fn is_head(&self, stem: &str) -> bool {
        self.heads.contains(stem)
    }

    /// Is there a head that begins as this does?
    pub(crate) fn may_be_head(&self, rest: &str) -> bool {
        let end = rest.char_indices().nth(3).map_or(rest.len(), |(at, _)| at);
        rest.get(..end).is_some_and(|start| self.head_starts.contains(start))
    }

    /// The word this form stands for when first in a compound.
    pub(crate) fn first_form(&self, form: &str) -> Option<&First> {
        self.firsts.get(form)
    }
}
