//! Words that a word of the query may stand for, learned from the words of what the server finds by its own means:
//! beginnings, endings (as beginnings of words written backwards) and misspellings.

use std::collections::HashMap;

use crate::analysis::{fold, stem};
use crate::asked::plan::{Clause, Form, Way, weight};
use crate::prepared::AS_WRITTEN;

/// Most continuations, endings and corrections of a word.
const MOST: usize = 24;
const MOST_CORRECTIONS: usize = 16;
/// A word in so many entries is found often enough without compounds that nobody knows.
const KNOWN_WELL: u64 = 20;
/// Shortest stem that is sought at the end of other words, and shortest beginning those have.
const MIN_HEAD: usize = 5;
const MIN_FIRST: usize = 3;

/// Terms with their marks, as they stand among the words of an entry, with in how many of the entries they stand.
pub(super) type Words = HashMap<String, u64>;

/// Counts the terms of what was found.
pub(super) fn counted<'a>(found: impl IntoIterator<Item = &'a [String]>) -> Words {
    let mut words = Words::new();
    found.into_iter().flatten().for_each(|word| *words.entry(word.clone()).or_default() += 1);
    words
}

/// A term in its form: as written, folded, or else a stem or a part.
fn of_form(term: &str) -> (Form, &str) {
    match (term.strip_prefix(AS_WRITTEN), term.strip_prefix('_')) {
        (Some(word), _) => (Form::Surface, word),
        (None, Some(word)) => (Form::Folded, word),
        (None, None) => (Form::Stem, term),
    }
}

/// Adds the words that begin as an unfinished word does.
pub(super) fn continuations(clause: &mut Clause, words: &Words) {
    let Some(begins) = clause.begins.clone() else { return };
    let mut found: HashMap<(Form, String), u64> = HashMap::new();
    for (term, entries) in words {
        let (form, word) = of_form(term);
        if !word.starts_with(&begins) || word == begins {
            continue;
        }
        // a word as written stands for all its forms
        let key = if form == Form::Surface { (Form::Stem, stem(word)) } else { (form, word.to_owned()) };
        let known = found.entry(key).or_default();
        *known = (*known).max(*entries);
    }
    found.remove(&(Form::Stem, clause.stem.clone()));
    clause.ways.extend(best(found, MOST).into_iter().map(|((form, word), _)| {
        Way::term(form, word, if form == Form::Folded { weight::PREFIX * 0.8 } else { weight::PREFIX })
    }));
}

/// The stem backwards, of a word that may be sought at the end of others.
pub(super) fn ending(clause: &Clause, entries: u64) -> Option<String> {
    let stem = &clause.stem;
    let letters = stem.chars().count() >= MIN_HEAD && stem.chars().all(char::is_alphabetic);
    (letters && entries < KNOWN_WELL).then(|| stem.chars().rev().collect())
}

/// Adds the words that end in a word few have.
pub(super) fn compounds(clause: &mut Clause, words: &Words) {
    let mut found: HashMap<String, u64> = HashMap::new();
    for (word, entries) in words.iter().filter(|(term, _)| of_form(term).0 == Form::Stem) {
        if word.strip_suffix(clause.stem.as_str()).is_some_and(|first| first.len() >= MIN_FIRST) {
            *found.entry(word.clone()).or_default() += entries;
        }
    }
    clause.ways.extend(best(found, MOST).into_iter().map(|(word, _)| Way::term(Form::Stem, word, weight::PART)));
}

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    pub(super) word: String,
    pub(super) distance: usize,
    pub(super) entries: u64,
}

/// How many wrong letters a word may have: none in short words and numbers.
fn tolerance(surface: &str) -> usize {
    match surface.chars().count() {
        _ if surface.chars().any(|c| c.is_ascii_digit()) => 0,
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Words that differ from this in one or two letters, the nearest and most frequent first. Endings are no mistakes: stems
/// are compared as well.
pub(super) fn corrections(surface: &str, words: &Words) -> Vec<Correction> {
    let (own, most) = (stem(surface), tolerance(surface));
    let written = words.iter().filter_map(|(term, entries)| Some((term.strip_prefix(AS_WRITTEN)?, entries)));
    let mut found: Vec<Correction> = written
        .filter(|(word, _)| *word != surface && stem(word) != own)
        .filter_map(|(word, entries)| {
            let same = fold(word).as_deref().unwrap_or(word) == fold(surface).as_deref().unwrap_or(surface);
            let distance = if same { 0 } else { distance(word, surface).min(distance(&stem(word), &own)) };
            (distance <= most).then(|| Correction { word: word.to_owned(), distance, entries: *entries })
        })
        .collect();
    found.sort_by(|a, b| {
        a.distance.cmp(&b.distance).then_with(|| b.entries.cmp(&a.entries)).then_with(|| a.word.cmp(&b.word))
    });
    // two letters only where no word differs in one
    if let Some(nearest) = found.first().map(|correction| correction.distance.max(1)) {
        found.retain(|correction| correction.distance <= nearest);
    }
    found.truncate(MOST_CORRECTIONS);
    found
}

/// Adds the corrections as ways to meet a word.
pub(super) fn correct(clause: &mut Clause, corrections: &[Correction]) {
    let mut added: Vec<String> = Vec::new();
    for correction in corrections {
        let stem = stem(&correction.word);
        if !added.contains(&stem) {
            let weight = match correction.distance {
                0 => weight::FOLDED,
                1 => weight::FUZZY_1,
                _ => weight::FUZZY_2,
            };
            clause.ways.push(Way::term(Form::Stem, stem.as_str(), weight));
            added.push(stem);
        }
    }
}

fn best<K: Ord>(found: HashMap<K, u64>, most: usize) -> Vec<(K, u64)> {
    let mut found: Vec<(K, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(most);
    found
}

/// Letters put in, left out, changed, or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let width = b.len() + 1;
    let mut table = vec![0_usize; (a.len() + 1) * width];
    let at = |table: &[usize], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(usize::MAX / 2);
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let value = if i == 0 || j == 0 {
                i + j
            } else {
                let same = a.get(i - 1) == b.get(j - 1);
                let mut least = (at(&table, i - 1, j) + 1)
                    .min(at(&table, i, j - 1) + 1)
                    .min(at(&table, i - 1, j - 1) + usize::from(!same));
                if i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1) {
                    least = least.min(at(&table, i - 2, j - 2) + 1);
                }
                least
            };
            if let Some(cell) = table.get_mut(i * width + j) {
                *cell = value;
            }
        }
    }
    at(&table, a.len(), b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart() {
        assert_eq!(distance("inflytande", "inflytnade"), 1);
        assert_eq!(distance("barnbokslut", "barnboksut"), 1);
        assert_eq!(distance("å", "a"), 1);
        assert_eq!(distance("", "ord"), 3);
    }
}
