//! Words of the index that a word of the query may stand for: its continuations, and what it is a misspelling of.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::schema::{Fields, Piece};
use crate::analysis::{fold, stem};
use crate::asked::plan::{Clause, Form, Way, weight};

/// Most words looked at in a dictionary for a beginning.
const MAX_SCANNED: usize = 2_000;
/// Most continuations searched for.
const MAX_CONTINUATIONS: usize = 24;
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

/// Words of the index that differ from this in one or two letters, the nearest and most frequent first. Both words as
/// written and stems are compared, so that an ending does not count as a mistake.
pub(super) fn corrections(fields: &Fields, searcher: &Searcher, surface: &str) -> tantivy::Result<Vec<Correction>> {
    let mut found: HashMap<(Form, String), Correction> = HashMap::new();
    let stem = stem(surface);
    for distance in 1..=tolerance(surface) {
        for piece in Piece::ALL {
            for (form, mark, word) in
                [(Form::Surface, "", surface), (Form::Stem, "", stem.as_str()), (Form::Loose, "+", stem.as_str())]
            {
                let field = fields.field(piece, form);
                near(searcher, field, &format!("{mark}{word}"), distance, |term, documents| {
                    let term = term.strip_prefix(mark).unwrap_or_default();
                    if term.is_empty() || term == word || found.len() >= MAX_SCANNED {
                        return;
                    }
                    let correction = found.entry((form, term.to_owned())).or_insert_with(|| Correction {
                        word: term.to_owned(),
                        written: form == Form::Surface,
                        distance: if same_folded(term, word) { 0 } else { distance },
                        documents: 0,
                    });
                    correction.documents += documents;
                })?;
            }
        }
    }
    let mut found: Vec<Correction> = found.into_values().collect();
    found.sort_by(|a, b| {
        (a.distance.cmp(&b.distance)).then_with(|| b.documents.cmp(&a.documents)).then_with(|| a.word.cmp(&b.word))
    });
    found.truncate(MAX_CORRECTIONS);
    Ok(found)
}

/// Calls back with each term of a field that is within a distance, and in how many documents of a segment it is.
fn near(
    searcher: &Searcher,
    field: Field,
    term: &str,
    distance: u8,
    mut each: impl FnMut(&str, u64),
) -> tantivy::Result<()> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, term), distance, true);
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().search(query.automaton()?);
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
    let mark: String = term.chars().take_while(|c| *c == '+').collect();
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
        clause.ways.push(Way::term(Form::Loose, format!("+{stem}"), weight * weight::PART));
        added.push(stem);
    }
}
