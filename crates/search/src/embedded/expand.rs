//! Words of the index that a word of the query may stand for: its continuations, and what it is a misspelling of.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::{Searcher, Term};

use super::schema::{Fields, Piece};
use crate::analysis::{fold, stem};
use crate::asked::plan::{Clause, Form, Way, weight};

/// Most words looked at in a dictionary for a beginning.
const MAX_SCANNED: usize = 2_000;
/// Most continuations searched for.
const MAX_CONTINUATIONS: usize = 24;
/// Most corrections of a word searched for.
const MAX_CORRECTIONS: usize = 10;

/// A word that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Correction {
    /// As it stands somewhere in the index.
    pub(super) surface: String,
    /// Letters wrong, 0 if only rings and dots.
    pub(super) distance: u8,
    /// Documents with it, in all rooms.
    pub(super) documents: u64,
}

/// Adds the words that begin as an unfinished word does.
pub(super) fn continuations(fields: &Fields, searcher: &Searcher, clause: &mut Clause) -> tantivy::Result<()> {
    let Some(begins) = clause.begins.clone() else { return Ok(()) };
    let found = beginning_with(fields, searcher, Form::Surface, &begins)?;
    clause.ways.extend(found.into_iter().map(|word| Way::term(Form::Surface, word, weight::PREFIX)));
    for mark in ['+', '_'] {
        let found = beginning_with(fields, searcher, Form::Loose, &format!("{mark}{begins}"))?;
        clause.ways.extend(found.into_iter().map(|term| Way::term(Form::Loose, term, weight::PREFIX * 0.8)));
    }
    Ok(())
}

fn beginning_with(fields: &Fields, searcher: &Searcher, form: Form, begins: &str) -> tantivy::Result<Vec<String>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    for piece in Piece::ALL {
        let field = fields.field(piece, form);
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut words = index.terms().range().ge(begins.as_bytes()).into_stream()?;
            let mut scanned = 0;
            while scanned < MAX_SCANNED && words.advance() && words.key().starts_with(begins.as_bytes()) {
                scanned += 1;
                if let Ok(word) = std::str::from_utf8(words.key())
                    && word != begins
                {
                    *found.entry(word.to_owned()).or_default() += u64::from(words.value().doc_freq);
                }
            }
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(MAX_CONTINUATIONS);
    Ok(found.into_iter().map(|(word, _)| word).collect())
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

/// Words of the index that differ from this in one or two letters, the nearest and most frequent first.
pub(super) fn corrections(fields: &Fields, searcher: &Searcher, surface: &str) -> tantivy::Result<Vec<Correction>> {
    let mut found: HashMap<String, Correction> = HashMap::new();
    for distance in 1..=tolerance(surface) {
        for piece in Piece::ALL {
            let field = fields.field(piece, Form::Surface);
            let term = Term::from_field_text(field, surface);
            let near = FuzzyTermQuery::new(term, distance, true);
            for segment in searcher.segment_readers() {
                let index = segment.inverted_index(field)?;
                let mut words = index.terms().search(near.automaton()?);
                if distance > 1 {
                    // Two errors are looked for among words with the same first letter: the rest is guessing.
                    let first = surface.chars().next().map(String::from).unwrap_or_default();
                    let after = surface.chars().next().and_then(|c| char::from_u32(c as u32 + 1));
                    words = words.ge(first.as_bytes());
                    if let Some(after) = after {
                        words = words.lt(after.to_string().as_bytes());
                    }
                }
                let mut words = words.into_stream()?;
                while found.len() < MAX_SCANNED && words.advance() {
                    let Ok(word) = std::str::from_utf8(words.key()) else { continue };
                    if word == surface {
                        continue;
                    }
                    let documents = u64::from(words.value().doc_freq);
                    let distance = if same_folded(word, surface) { 0 } else { distance };
                    let correction = found.entry(word.to_owned()).or_insert_with(|| Correction {
                        surface: word.to_owned(),
                        distance,
                        documents: 0,
                    });
                    correction.documents += documents;
                }
            }
        }
    }
    let mut found: Vec<Correction> = found.into_values().collect();
    found.sort_by(|a, b| {
        (a.distance.cmp(&b.distance))
            .then_with(|| b.documents.cmp(&a.documents))
            .then_with(|| a.surface.cmp(&b.surface))
    });
    found.truncate(MAX_CORRECTIONS);
    Ok(found)
}

fn same_folded(a: &str, b: &str) -> bool {
    fold(a).as_deref().unwrap_or(a) == fold(b).as_deref().unwrap_or(b)
}

/// Adds the corrections as ways to meet a word: all forms of what may have been meant, and compounds with it.
pub(super) fn correct(clause: &mut Clause, corrections: &[Correction]) {
    let mut added: Vec<String> = Vec::new();
    for correction in corrections {
        let stem = stem(&correction.surface);
        if added.contains(&stem) {
            continue;
        }
        let weight = match correction.distance {
            0 => weight::FOLDED,
            1 => weight::FUZZY_1,
            _ => weight::FUZZY_2,
        };
        clause.ways.push(Way::term(Form::Stem, stem.as_str(), weight));
        clause.ways.push(Way::term(Form::Loose, format!("+{stem}"), weight * weight::PART));
        added.push(stem);
    }
}
