//! From text to terms, with the analysis of each word remembered.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::compound::split;
use super::fold::fold;
use super::lexicon::Lexicon;
use super::stem::stem;
use super::stopwords::is_stopword;
use super::tokenize::tokens;

/// Most words remembered in each half; about 300 bytes each.
const REMEMBERED: usize = 20_000;

/// What one word is indexed under, besides itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// Its stem.
    pub stem: String,
    /// Stems of its parts if it is a compound, first to last.
    pub parts: Vec<String>,
    /// All its loose terms, marked `+` (part or parts in a row) or `_` (folded), with a space after each.
    pub loose: String,
}

/// The terms of a text, each kind with a space between: what an engine indexes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysed {
    /// The words as written, in lower case.
    pub surfaces: String,
    /// Their stems, one for each word in its place, so that phrases can be sought.
    pub stems: String,
    /// The loose terms, in no particular place.
    pub loose: String,
}

/// Analyses text. One for each thread that analyses at the same time.
#[derive(Debug, Default)]
pub struct Analyser {
    remembered: FxHashMap<String, Arc<Word>>,
    /// What was remembered before: words still met move over, the rest is forgotten when the other half is full.
    before: FxHashMap<String, Arc<Word>>,
}

impl Analyser {
    /// The analysis of a word given in lower case.
    pub fn word(&mut self, surface: &str) -> Arc<Word> {
        if let Some(word) = self.remembered.get(surface) {
            return Arc::clone(word);
        }
        if self.remembered.len() >= REMEMBERED {
            self.before = std::mem::take(&mut self.remembered);
        }
        let (surface, word) = match self.before.remove_entry(surface) {
            Some(known) => known,
            None => (surface.to_owned(), Arc::new(analyse(surface))),
        };
        self.remembered.insert(surface, Arc::clone(&word));
        word
    }

    /// The terms of a text.
    pub fn text(&mut self, text: &str) -> Analysed {
        let mut out = Analysed {
            surfaces: String::with_capacity(text.len()),
            stems: String::with_capacity(text.len()),
            loose: String::new(),
        };
        let mut before = String::new();
        for token in tokens(text) {
            let word = self.word(&token.surface);
            push(&mut out.surfaces, &token.surface);
            push(&mut out.stems, &word.stem);
            out.loose.push_str(&word.loose);
            if token.hyphenated && !before.is_empty() {
                // e-post is also found as epost, and S-märkt as smärkt.
                let joined = self.word(&format!("{before}{}", token.surface));
                out.loose.push('+');
                push(&mut out.loose, &joined.stem);
            }
            before.clear();
            before.push_str(&token.surface);
        }
        out
    }
}

fn push(terms: &mut String, term: &str) {
    terms.push_str(term);
    terms.push(' ');
}

fn analyse(surface: &str) -> Word {
    let word_stem = stem(surface);
    let mut loose = String::new();
    if let Some(folded) = fold(&word_stem) {
        loose.push('_');
        push(&mut loose, &folded);
    }
    if surface != word_stem
        && let Some(folded) = fold(surface)
    {
        loose.push('_');
        push(&mut loose, &folded);
    }
    if is_stopword(surface) {
        return Word { stem: word_stem, parts: Vec::new(), loose };
    }
    let parts = split(Lexicon::domain(), surface, &word_stem);
    for part in &parts {
        part_terms(&mut loose, &part.stem);
    }
    // Parts in a row, but not all of them: barnrätt and rättsnätverk of barnrättsnätverk.
    for from in 0..parts.len() {
        for to in from + 1..parts.len() {
            if from == 0 && to + 1 == parts.len() {
                continue;
            }
            let start = from.checked_sub(1).and_then(|b| parts.get(b)).map_or(0, |p| p.end);
            let end = parts.get(to).map_or(surface.len(), |p| p.end);
            let Some(form) = surface.get(start..end) else {
                continue;
            };
            let base = if to + 1 < parts.len() { form.strip_suffix('s').unwrap_or(form) } else { form };
            part_terms(&mut loose, &stem(base));
        }
    }
    Word { stem: word_stem, parts: parts.into_iter().map(|p| p.stem).collect(), loose }
}

fn part_terms(loose: &mut String, stem: &str) {
    loose.push('+');
    push(loose, stem);
    if let Some(folded) = fold(stem) {
        loose.push('_');
        push(loose, &folded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_found_by_its_parts_alone_and_in_a_row() {
        let word = Analyser::default().word("barnrättsnätverket");
        let loose: Vec<&str> = word.loose.split_whitespace().collect();
        for term in ["+barn", "+nätverk", "+barnrät", "+rättsnätverk", "_natverk", "_barnrattsnatverk"] {
            assert!(loose.contains(&term), "{term} in {loose:?}");
        }
    }

    #[test]
    fn one_stem_for_each_word_in_its_place() {
        let analysed = Analyser::default().text("Nätverkets e-post, SKL:s råd");
        assert_eq!(analysed.surfaces, "nätverkets e post skl råd ");
        assert_eq!(analysed.stems, "nätverk e post skl råd ");
        assert!(analysed.loose.contains("+epost "));
    }
}
