//! The passage shown with a hit, and what in it is marked: whole words as they stand in the text.

use std::cell::RefCell;
use std::collections::HashMap;

use rustc_hash::FxHashMap;

use crate::analysis::{Analyser, Token, fold, is_irregular, is_stopword, tokens};
use crate::asked::plan::{Form, Meet, Plan, Way, weight};
use crate::contract::hits::Fragment;

/// Length aimed at, in bytes (about as many characters in Swedish).
const LENGTH: usize = 220;
/// How far into a text a passage is sought, in bytes.
const SOUGHT: usize = 64 * 1024;
/// Most matches looked at in one text.
const MATCHES: usize = 400;
/// Stands where the text goes on.
const CUT: &str = "…";

/// Says of a word in a text whether, and how well, the query meets it.
#[derive(Debug, Default)]
pub(crate) struct Marker {
    /// Term → which word of the query and how well.
    surfaces: HashMap<String, (usize, f32)>,
    stems: HashMap<String, (usize, f32)>,
    folded: HashMap<String, (usize, f32)>,
    begins: Vec<(usize, String, f32)>,
    /// Stems that are met only in a row: *Sveriges Kommuner och Regioner* for *SKR*, not every *kommun*.
    rows: Vec<(usize, Vec<String>, f32)>,
    clues: Clues,
    /// What has been said of words before: the hits of an answer share most of theirs.
    said: RefCell<FxHashMap<String, Option<(usize, f32)>>>,
}

/// How many letters of a word tell that it may be met.
const CLUE: usize = 3;

/// The first letters of what is looked for. A word that has none of them anywhere is not met, which is quicker seen than
/// by taking it apart: most words of a text are not.
#[derive(Debug, Default)]
struct Clues {
    letters: Vec<String>,
    folded: Vec<String>,
    /// A stem that not all its words begin with.
    none: bool,
}

impl Clues {
    fn add(&mut self, form: Form, term: &str) {
        let clue = clue(term);
        let clues = if form == Form::Folded { &mut self.folded } else { &mut self.letters };
        if !clues.iter().any(|known| known == clue) {
            clues.push(clue.to_owned());
        }
        self.none |= is_irregular(term);
    }

    fn may_be_in(&self, word: &str) -> bool {
        let folded = |clues: &[String]| match fold(word) {
            Some(folded) => clues.iter().any(|clue| folded.contains(clue.as_str())),
            None => clues.iter().any(|clue| word.contains(clue.as_str())),
        };
        self.none
            || self.letters.iter().any(|clue| word.contains(clue.as_str()))
            || (!self.folded.is_empty() && folded(&self.folded))
    }
}

/// The first letters of a term.
fn clue(term: &str) -> &str {
    let end = term.char_indices().nth(CLUE).map_or(term.len(), |(at, _)| at);
    term.get(..end).unwrap_or(term)
}

/// A met word.
struct Met {
    start: usize,
    end: usize,
    clause: usize,
    weight: f32,
}

impl Marker {
    /// A marker for everything the plan looks for.
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut marker = Self::default();
        for (at, clause) in plan.clauses.iter().enumerate() {
            for way in &clause.ways {
                marker.add(at, way);
            }
            if let Some(begins) = &clause.begins {
                marker.clues.add(Form::Surface, begins);
                marker.begins.push((at, begins.clone(), 0.5));
            }
        }
        for (at, phrase) in plan.phrases.iter().enumerate() {
            for stem in &phrase.stems {
                marker.clues.add(Form::Stem, stem);
                put(&mut marker.stems, stem, plan.clauses.len() + at, 1.0);
            }
        }
        marker
    }

    fn add(&mut self, at: usize, way: &Way) {
        if let Meet::Term(form, term) = &way.meet {
            self.clues.add(*form, term);
        }
        match &way.meet {
            Meet::Term(Form::Surface, term) => put(&mut self.surfaces, term, at, way.weight),
            Meet::Term(Form::Stem, term) => put(&mut self.stems, term, at, way.weight),
            Meet::Term(Form::Folded, term) => put(&mut self.folded, term, at, way.weight),
            Meet::Row(stems) => self.rows.push((at, stems.clone(), way.weight)),
            Meet::All(groups) => groups.iter().flatten().for_each(|way| {
                self.add(at, &Way { meet: way.meet.clone(), weight: way.weight * 0.5 });
            }),
        }
    }

    fn met(&self, surface: &str, analyser: &mut Analyser) -> Option<(usize, f32)> {
        if let Some(said) = self.said.borrow().get(surface) {
            return *said;
        }
        let met = self.decide(surface, analyser);
        self.said.borrow_mut().insert(surface.to_owned(), met);
        met
    }

    fn decide(&self, surface: &str, analyser: &mut Analyser) -> Option<(usize, f32)> {
        if let Some(met) = self.surfaces.get(surface) {
            return Some(*met);
        }
        if !self.clues.may_be_in(surface) {
            return None;
        }
        let word = analyser.word(surface);
        if let Some(met) = self.stems.get(&word.stem) {
            return Some(*met);
        }
        let loose = word.loose.split_ascii_whitespace().filter_map(|term| match term.strip_prefix('+') {
            Some(part) => self.stems.get(part).map(|(at, weight)| (*at, weight * weight::PART)),
            None => self.folded.get(term.get(1..)?).copied(),
        });
        if let Some(met) = loose.max_by(|a, b| a.1.total_cmp(&b.1)) {
            return Some(met);
        }
        let begun = self.begins.iter().find(|(_, begins, _)| surface.starts_with(begins.as_str()));
        begun.map(|(at, _, weight)| (*at, *weight))
    }

    fn all(&self, text: &str, analyser: &mut Analyser) -> Vec<Met> {
        if self.surfaces.is_empty() && self.stems.is_empty() && self.folded.is_empty() && self.begins.is_empty() {
            return Vec::new();
        }
        let mut met: Vec<Met> = tokens(text)
            .filter_map(|Token { start, end, surface, .. }| {
                let (clause, weight) = self.met(&surface, analyser)?;
                Some(Met { start, end, clause, weight })
            })
            .take(MATCHES)
            .collect();
        if !self.rows.is_empty() {
            let alone: Vec<usize> = met.iter().map(|met| met.start).collect();
            let rows = self.in_a_row(text, analyser);
            met.extend(rows.into_iter().filter(|row| alone.binary_search(&row.start).is_err()));
            met.sort_by_key(|met| met.start);
        }
        met
    }

    /// The words of what is met only in a row. Only what begins like the first of a row is taken apart.
    fn in_a_row(&self, text: &str, analyser: &mut Analyser) -> Vec<Met> {
        let words: Vec<Token<'_>> = tokens(text).collect();
        let mut met: Vec<Met> = Vec::new();
        for at in 0..words.len() {
            let Some(rest) = words.get(at..).filter(|_| met.len() < MATCHES) else { break };
            for (clause, stems, weight) in &self.rows {
                let begins = stems.first().zip(rest.first());
                let may = begins.is_some_and(|(stem, word)| is_irregular(stem) || word.surface.contains(clue(stem)));
                let mut pairs = stems.iter().zip(rest);
                if !may
                    || stems.len() > rest.len()
                    || !pairs.all(|(stem, word)| analyser.word(&word.surface).stem == *stem)
                {
                    continue;
                }
                let of_row = rest.iter().take(stems.len()).filter(|word| !is_stopword(&word.surface));
                met.extend(of_row.map(|word| Met {
                    start: word.start,
                    end: word.end,
                    clause: *clause,
                    weight: *weight,
                }));
                break;
            }
        }
        met.sort_by_key(|met| met.start);
        met.dedup_by_key(|met| met.start);
        met
    }
}

fn put(terms: &mut HashMap<String, (usize, f32)>, term: &str, at: usize, weight: f32) {
    let known = terms.entry(term.to_owned()).or_insert((at, weight));
    if known.1 < weight {
        *known = (at, weight);
    }
}

/// The whole of a short text, marked.
pub(crate) fn marked(text: &str, marker: &Marker, analyser: &mut Analyser) -> Vec<Fragment> {
    fragments(text, 0, text.len(), &marker.all(text, analyser))
}

/// The best passage of a text, marked; its beginning if nothing is met.
pub(crate) fn passage(text: &str, marker: &Marker, analyser: &mut Analyser) -> Vec<Fragment> {
    let sought = text.get(..floor(text, SOUGHT)).unwrap_or(text);
    let met = marker.all(sought, analyser);
    let (start, end) = match densest(&met) {
        Some((first, last)) => around(text, first, last),
        None => (0, word_end(text, LENGTH)),
    };
    fragments(text, start, end, &met)
}

/// First and last byte of the matches that say most within the length.
fn densest(met: &[Met]) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for (at, first) in met.iter().enumerate() {
        let mut found: Vec<(usize, f32)> = Vec::new();
        let mut more = 0.0;
        let mut last = first.end;
        for met in met.iter().skip(at).take_while(|m| m.end - first.start <= LENGTH * 4 / 5) {
            last = met.end;
            match found.iter_mut().find(|(clause, _)| *clause == met.clause) {
                Some((_, weight)) if *weight >= met.weight => more += met.weight,
                Some((_, weight)) => *weight = met.weight,
                None => found.push((met.clause, met.weight)),
            }
        }
        // Another word of the query says more than the same word again.
        let says = found.iter().map(|(_, weight)| weight).sum::<f32>() * 3.0 + more * 0.3;
        if best.is_none_or(|(most, _, _)| says > most) {
            best = Some((says, first.start, last));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// A window of about the length around the matches: from the beginning of their sentence if that is near.
fn around(text: &str, first: usize, last: usize) -> (usize, usize) {
    let spare = LENGTH.saturating_sub(last - first);
    let earliest = floor(text, first.saturating_sub(spare * 2 / 3));
    let before = text.get(earliest..first).unwrap_or_default();
    let sentence = before
        .char_indices()
        .rev()
        .find(|(at, c)| {
            *c == '\n'
                || (matches!(c, '.' | '!' | '?')
                    && before.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
        })
        .map(|(at, c)| earliest + at + c.len_utf8());
    let start = match sentence {
        Some(start) => start,
        None if earliest == 0 => 0,
        None => before.find(char::is_whitespace).map_or(first, |at| earliest + at),
    };
    (start, word_end(text, (start + LENGTH).max(last)))
}

/// The end of the last whole word at or before a byte, or the end of the text.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = floor(text, at);
    let head = text.get(..at).unwrap_or_default();
    if text.get(at..).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric())) {
        return at;
    }
    // A word longer than a passage is cut where the passage ends.
    head.rfind(char::is_whitespace).filter(|end| at - end < 64).unwrap_or(at)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn fragments(text: &str, start: usize, end: usize, met: &[Met]) -> Vec<Fragment> {
    let mut out: Vec<Fragment> = Vec::new();
    let mut push = |part: &str, marked: bool| {
        let spaced = single_spaced(part);
        match out.last_mut() {
            _ if spaced.is_empty() => {}
            Some(last) if last.marked == marked => last.text.push_str(&spaced),
            _ => out.push(Fragment { text: spaced, marked }),
        }
    };
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let inside = part(start, end);
    let begin = start + (inside.len() - inside.trim_start().len());
    let end = end - (inside.len() - inside.trim_end().len());
    if !part(0, begin).trim().is_empty() {
        push(CUT, false);
    }
    let mut at = begin;
    for met in met.iter().filter(|m| m.start >= begin && m.end <= end) {
        push(part(at, met.start), false);
        push(part(met.start, met.end), true);
        at = met.end;
    }
    push(part(at, end.max(at)), false);
    if !part(end.max(begin), text.len()).trim().is_empty() {
        push(CUT, false);
    }
    out
}

fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != '\u{AD}') {
        match c {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
