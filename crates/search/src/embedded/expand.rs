//! Words of the index that a word of the query may stand for: its continuations, and what it is a misspelling of.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::ask::Asking;
use super::endings::MIN_HEAD;
use crate::analysis::{fold, stem};
use crate::asked::plan::{Clause, Form, Way, weight};
use crate::prepared::AS_WRITTEN;

/// Most words looked at in the dictionary of a segment for a beginning.
const MAX_SCANNED: usize = 1_000;
/// Most continuations searched for.
const MAX_CONTINUATIONS: usize = 24;
/// A word in so many documents is found often enough without compounds that nobody knows.
const KNOWN_WELL: u64 = 20;
/// Most corrections of a word searched for.
const MAX_CORRECTIONS: usize = 16;

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    /// As it stands somewhere in the index, or a stem.
    pub(super) word: String,
    /// It is a word as written: only such a one can be suggested.
    pub(super) written: bool,
    /// Letters wrong, 0 if only rings and dots.
    pub(super) distance: u8,
    /// Documents with it, in all rooms.
    pub(super) documents: u64,
}

/// Adds the words that begin as an unfinished word does.
pub(super) fn continuations(asking: Asking<'_>, clause: &mut Clause) -> tantivy::Result<()> {
    let Some(begins) = clause.begins.clone() else { return Ok(()) };
    let mut found: HashMap<(Form, String), u64> = HashMap::new();
    for (form, mark) in [(Form::Stem, ""), (Form::Surface, "="), (Form::Folded, "_")] {
        beginning_with(asking, &format!("{mark}{begins}"), |term, documents| {
            let word = term.get(mark.len()..).unwrap_or_default();
            // A word as written stands for all its forms.
            let key = if form == Form::Surface { (Form::Stem, stem(word)) } else { (form, word.to_owned()) };
            let known = found.entry(key).or_default();
            *known = documents.max(*known);
        })?;
    }
    found.remove(&(Form::Stem, clause.stem.clone()));
    let mut found: Vec<((Form, String), u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.1.cmp(&b.0.1)));
    found.truncate(MAX_CONTINUATIONS);
    clause.ways.extend(found.into_iter().map(|((form, word), _)| {
        Way::term(form, word, if form == Form::Folded { weight::PREFIX * 0.8 } else { weight::PREFIX })
    }));
    Ok(())
}

/// Adds the words that end in a word few have: compounds with it that the word stock could not take apart are learned
/// from the index itself.
pub(super) fn compounds(asking: Asking<'_>, clause: &mut Clause) -> tantivy::Result<()> {
    let stem = clause.stem.clone();
    let letters = stem.chars().count() >= MIN_HEAD && stem.chars().all(char::is_alphabetic);
    if !letters || asking.view.frequency(&asking.fields.word(Form::Stem, &stem)) >= KNOWN_WELL {
        return Ok(());
    }
    let mut found: HashMap<String, u64> = HashMap::new();
    for (_, segment, columns) in asking.view.segments() {
        for (word, documents) in columns.endings(segment, asking.fields.words)?.ending_in(&stem) {
            *found.entry(word.to_owned()).or_default() += documents;
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(MAX_CONTINUATIONS);
    clause.ways.extend(found.into_iter().map(|(word, _)| Way::term(Form::Stem, word, weight::PART)));
    Ok(())
}

fn beginning_with(asking: Asking<'_>, begins: &str, mut each: impl FnMut(&str, u64)) -> tantivy::Result<()> {
    for (_, segment, _) in asking.view.segments() {
        let index = segment.inverted_index(asking.fields.words)?;
        let mut words = index.terms().range().ge(begins.as_bytes()).into_stream()?;
        let mut scanned = 0;
        while scanned < MAX_SCANNED && words.advance() && words.key().starts_with(begins.as_bytes()) {
            scanned += 1;
            if let Ok(word) = std::str::from_utf8(words.key())
                && word != begins
            {
                each(word, u64::from(words.value().doc_freq));
            }
        }
    }
    Ok(())
}

/// How many wrong letters a word may have: none in short words and numbers.
fn tolerance(surface: &str) -> u8 {
    let length = surface.chars().count();
    match length {
        _ if surface.chars().any(|c| c.is_ascii_digit()) => 0,
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Words of the index that differ from this in one or two letters, the nearest and most frequent first. Both words as
/// written and stems are compared, so that an ending does not count as a mistake; two letters only where no word differs
/// in one.
pub(super) fn corrections(asking: Asking<'_>, surface: &str) -> tantivy::Result<Vec<Correction>> {
    let stem = stem(surface);
    let mut found: HashMap<(bool, String), Correction> = HashMap::new();
    for distance in 1..=tolerance(surface) {
        if !found.is_empty() {
            break;
        }
        for (written, word) in [(true, format!("{AS_WRITTEN}{surface}")), (false, stem.clone())] {
            near(asking, &word, distance, |term, documents| {
                let term = if written { term.strip_prefix(AS_WRITTEN).unwrap_or_default() } else { term };
                let same = term == surface || term == stem;
                let marked = term.starts_with([AS_WRITTEN, '_']);
                if term.is_empty() || same || marked || found.len() >= MAX_SCANNED {
                    return;
                }
                let correction = found.entry((written, term.to_owned())).or_insert_with(|| Correction {
                    word: term.to_owned(),
                    written,
                    distance: if same_folded(term, if written { surface } else { &stem }) { 0 } else { distance },
                    documents: 0,
                });
                correction.documents += documents;
            })?;
        }
    }
    let mut found: Vec<Correction> = found.into_values().collect();
    found.sort_by(|a, b| {
        (a.distance.cmp(&b.distance)).then_with(|| b.documents.cmp(&a.documents)).then_with(|| a.word.cmp(&b.word))
    });
    found.truncate(MAX_CORRECTIONS);
    Ok(found)
}

/// Calls back with each term that is within a distance, and in how many documents of a segment it is.
fn near(asking: Asking<'_>, term: &str, distance: u8, mut each: impl FnMut(&str, u64)) -> tantivy::Result<()> {
    let automaton =
        FuzzyTermQuery::new(Term::from_field_text(asking.fields.words, term), distance, true).automaton()?;
    for (_, segment, _) in asking.view.segments() {
        let index = segment.inverted_index(asking.fields.words)?;
        let mut terms = index.terms().search(&automaton);
        if distance > 1
            && let Some((first, after)) = first_letters(term)
        {
            // Two errors are looked for among words with the same first letter: the rest is guessing.
            terms = terms.ge(first.as_bytes()).lt(after.as_bytes());
        }
        let mut terms = terms.into_stream()?;
        while terms.advance() {
            if let Ok(term) = std::str::from_utf8(terms.key()) {
                each(term, u64::from(terms.value().doc_freq));
            }
        }
    }
    Ok(())
}

/// The first letter of a term (with the mark before it), and the term that comes after all that begin so.
fn first_letters(term: &str) -> Option<(String, String)> {
    let mark: String = term.chars().take_while(|c| *c == AS_WRITTEN).collect();
    let first = term.chars().nth(mark.len())?;
    let after = char::from_u32(u32::from(first) + 1)?;
    Some((format!("{mark}{first}"), format!("{mark}{after}")))
}

fn same_folded(a: &str, b: &str) -> bool {
    fold(a).as_deref().unwrap_or(a) == fold(b).as_deref().unwrap_or(b)
}

/// Adds the corrections as ways to meet a word: all forms of what may have been meant, and compounds with it.
pub(super) fn correct(clause: &mut Clause, corrections: &[Correction]) {
    let mut added: Vec<String> = Vec::new();
    for correction in corrections {
        let stem = if correction.written { stem(&correction.word) } else { correction.word.clone() };
        if added.contains(&stem) {
            continue;
        }
        let weight = match correction.distance {
            0 => weight::FOLDED,
            1 => weight::FUZZY_1,
            _ => weight::FUZZY_2,
        };
        clause.ways.push(Way::term(Form::Stem, stem.as_str(), weight));
        added.push(stem);
    }
}
