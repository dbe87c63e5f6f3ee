//! What is looked for: for each word its forms, from the exact to the distant, with their weights.

use std::ops::Range;

use chrono::NaiveDate;

use super::parse::{Parsed, Written};
use crate::analysis::{Analyser, Meanings, Word, fold, is_stopword, run_together, stem};

/// Weights of the ways a word may be met. The order is the promise: exact before stem before part before folded.
pub(crate) mod weight {
    /// The word as written.
    pub(crate) const SURFACE: f32 = 1.4;
    /// Another form of it.
    pub(crate) const STEM: f32 = 1.0;
    /// Two words of the query written as one.
    pub(crate) const JOINED: f32 = 1.1;
    /// A word that means the same.
    pub(crate) const SYNONYM: f32 = 0.7;
    /// A part of a compound, against the word itself.
    pub(crate) const PART: f32 = 0.6;
    /// The parts of a compound, apart; shared by its parts.
    pub(crate) const SPLIT: f32 = 0.8;
    /// Written without rings and dots.
    pub(crate) const FOLDED: f32 = 0.55;
    /// A word that begins so.
    pub(crate) const PREFIX: f32 = 0.5;
    /// One letter wrong.
    pub(crate) const FUZZY_1: f32 = 0.4;
    /// Two letters wrong.
    pub(crate) const FUZZY_2: f32 = 0.25;
}

/// Which of a word's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// As written.
    Surface,
    /// Its stem; also as a part of a compound.
    Stem,
    /// Without rings and dots; also as a part.
    Folded,
}

/// What to meet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meet {
    /// One term.
    Term(Form, String),
    /// Stems in a row.
    Row(Vec<String>),
    /// All of these, each in any of its ways.
    All(Vec<Vec<Way>>),
}

/// One way to meet a word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Way {
    /// What to meet.
    pub(crate) meet: Meet,
    /// How much it counts.
    pub(crate) weight: f32,
}

impl Way {
    /// A term with a weight.
    pub(crate) fn term(form: Form, term: impl Into<String>, weight: f32) -> Self {
        Self { meet: Meet::Term(form, term.into()), weight }
    }
}

/// One word of the query with all the ways to meet it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    /// The word in lower case.
    pub(crate) surface: String,
    /// Where it stands in the query.
    pub(crate) at: Range<usize>,
    /// Its stem, or the word itself for what has none.
    pub(crate) stem: String,
    /// The ways, best first.
    pub(crate) ways: Vec<Way>,
    /// Stems of what it is together with a neighbour, where that can't be taken apart again: *familje hem*.
    pub(crate) joined: Vec<String>,
    /// Beginnings that mark a word as met (while typing).
    pub(crate) begins: Option<String>,
}

/// All that is looked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Plan {
    /// Words that count.
    pub(crate) clauses: Vec<Clause>,
    /// Phrases that must be there: stems in a row and the surfaces that must be met too.
    pub(crate) phrases: Vec<Phrase>,
    /// Phrases and words that must not.
    pub(crate) minus: Vec<Phrase>,
    /// Stems of neighbours in the query, better if near one another.
    pub(crate) near: Vec<[String; 2]>,
    /// Words of the author's name.
    pub(crate) author: Vec<String>,
    /// Words of the place.
    pub(crate) place: Vec<String>,
    /// Articles, any of them.
    pub(crate) articles: Vec<u8>,
    /// First day.
    pub(crate) from: Option<NaiveDate>,
    /// Last day.
    pub(crate) to: Option<NaiveDate>,
}

/// Words in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Phrase {
    /// As written.
    pub(crate) surfaces: Vec<String>,
    /// Their stems.
    pub(crate) stems: Vec<String>,
}

impl Phrase {
    fn new(surfaces: Vec<String>) -> Self {
        let stems = surfaces.iter().map(|s| stem(s)).collect();
        Self { surfaces, stems }
    }
}

impl Plan {
    /// Makes the plan for a query. `prefix`: its last word may be unfinished.
    pub(crate) fn new(parsed: Parsed, prefix: bool, meanings: Meanings<'_>, analyser: &mut Analyser) -> Self {
        let mut words: Vec<&Written> = parsed.words.iter().filter(|w| !is_stopword(&w.surface)).collect();
        if words.is_empty() && parsed.phrases.is_empty() {
            words = parsed.words.iter().collect();
        }
        let stems: Vec<String> = words.iter().map(|w| stem(&w.surface)).collect();
        let mut clauses: Vec<Clause> =
            words.iter().map(|written| clause(written, &analyser.word(&written.surface), meanings)).collect();
        join_neighbours(&words, &mut clauses, analyser);
        row_synonyms(&stems, meanings, &mut clauses);
        if prefix
            && parsed.open
            && let Some(last) = clauses.last_mut()
            && last.at.end == parsed.text.len()
            && last.surface.chars().count() >= 2
        {
            last.begins = Some(last.surface.clone());
        }
        let near = stems.windows(2).filter_map(|pair| match pair {
            [a, b] if a != b => Some([a.clone(), b.clone()]),
            _ => None,
        });
        Self {
            near: near.collect(),
            clauses,
            phrases: parsed.phrases.into_iter().map(Phrase::new).collect(),
            minus: parsed.minus.into_iter().map(Phrase::new).collect(),
            author: parsed.author,
            place: parsed.place,
            articles: parsed.articles,
            from: parsed.from,
            to: parsed.to,
        }
    }

    /// Nothing but filters.
    pub(crate) fn is_open(&self) -> bool {
        self.clauses.is_empty() && self.phrases.is_empty()
    }
}

/// The ways to meet one word.
fn clause(written: &Written, word: &Word, meanings: Meanings<'_>) -> Clause {
    let surface = written.surface.as_str();
    let mut ways = vec![
        Way::term(Form::Surface, surface, weight::SURFACE),
        Way::term(Form::Stem, word.stem.as_str(), weight::STEM),
    ];
    match fold(&word.stem) {
        // Typed without rings and dots: find the word that has them. Without them it may shed other endings.
        None => {
            ways.push(Way::term(Form::Folded, word.stem.as_str(), weight::FOLDED));
            if surface != word.stem {
                ways.push(Way::term(Form::Folded, surface, weight::FOLDED));
            }
        }
        // Typed with them: find where somebody left them out.
        Some(folded) => ways.push(Way::term(Form::Stem, folded, weight::FOLDED)),
    }
    for synonym in meanings.of(std::slice::from_ref(&word.stem)) {
        ways.push(match synonym.as_slice() {
            [one] => Way::term(Form::Stem, one.as_str(), weight::SYNONYM),
            row => Way { meet: Meet::Row(row.to_vec()), weight: weight::SYNONYM },
        });
    }
    if let Some(two) = run_together(surface) {
        ways.push(Way { meet: Meet::Row(two.into()), weight: weight::JOINED });
    } else if word.parts.len() > 1 {
        let parts = word.parts.iter().map(|part| vec![Way::term(Form::Stem, part.as_str(), weight::STEM)]);
        #[expect(clippy::cast_precision_loss, reason = "a word has at most five parts")]
        let each = weight::SPLIT / word.parts.len() as f32;
        ways.push(Way { meet: Meet::All(parts.collect()), weight: each });
    }
    if let Some(groups) = thousands(surface) {
        ways.push(Way { meet: Meet::Row(groups), weight: weight::JOINED });
    }
    Clause {
        surface: surface.to_owned(),
        stem: word.stem.clone(),
        at: written.at.clone(),
        ways,
        joined: Vec::new(),
        begins: None,
    }
}

/// The years that four digits usually are.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// *20000* also looks for *20 000*.
fn thousands(surface: &str) -> Option<Vec<String>> {
    if !(4..=12).contains(&surface.len()) || surface.starts_with('0') || !surface.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if surface.parse().is_ok_and(|number| YEARS.contains(&number)) {
        return None;
    }
    let mut groups: Vec<String> = Vec::new();
    let mut rest = surface;
    while !rest.is_empty() {
        let (before, group) = rest.split_at(rest.len().saturating_sub(3));
        groups.insert(0, group.to_owned());
        rest = before;
    }
    Some(groups)
}

/// *20 000* also looks for *20000*.
fn grouped(first: &str, second: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len()) && !first.starts_with('0') && second.len() == 3 && digits(first) && digits(second)
}

/// *barn checklista* also looks for *barnchecklista*.
fn join_neighbours(words: &[&Written], clauses: &mut [Clause], analyser: &mut Analyser) {
    for at in 1..words.len() {
        let (Some(first), Some(second)) = (words.get(at - 1), words.get(at)) else { continue };
        let (a, b) = (first.surface.as_str(), second.surface.as_str());
        if grouped(a, b) {
            for clause in clauses.iter_mut().skip(at - 1).take(2) {
                clause.ways.push(Way::term(Form::Stem, format!("{a}{b}"), weight::JOINED));
            }
        }
        if !a.ends_with(char::is_alphabetic) || !b.ends_with(char::is_alphabetic) {
            continue;
        }
        let mut joined = vec![format!("{a}{b}"), format!("{a}s{b}")];
        if let Some(short) = a.strip_suffix(['a', 'e']) {
            joined.push(format!("{short}{b}"));
            joined.push(format!("{short}s{b}"));
        }
        let joined: Vec<_> = joined.iter().map(|joined| analyser.word(joined)).collect();
        for clause in clauses.iter_mut().skip(at - 1).take(2) {
            for word in &joined {
                clause.ways.push(Way::term(Form::Stem, word.stem.as_str(), weight::JOINED));
                if word.parts.len() < 2 {
                    clause.joined.push(word.stem.clone());
                }
            }
        }
    }
}

/// Several words of the query that together have a synonym, as *Sveriges Kommuner och Regioner*.
fn row_synonyms(stems: &[String], meanings: Meanings<'_>, clauses: &mut [Clause]) {
    for length in 2..=stems.len().min(6) {
        for at in 0..=stems.len() - length {
            let Some(row) = stems.get(at..at + length) else { continue };
            for synonym in meanings.of(row) {
                for clause in clauses.iter_mut().skip(at).take(length) {
                    clause.ways.push(match synonym.as_slice() {
                        [one] => Way::term(Form::Stem, one.as_str(), weight::SYNONYM),
                        row => Way { meet: Meet::Row(row.to_vec()), weight: weight::SYNONYM },
                    });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn plan(text: &str) -> Plan {
        Plan::new(parse(text), true, Meanings::default(), &mut Analyser::default())
    }

    #[test]
    fn neighbours_are_sought_as_one_word_too() {
        let plan = plan("barn checklista ");
        let joined = Way::term(Form::Stem, stem("barnchecklista"), weight::JOINED);
        assert!(plan.clauses.iter().all(|c| c.ways.contains(&joined)));
        assert!(plan.clauses.iter().all(|c| c.begins.is_none()));
    }

    #[test]
    fn a_compound_is_sought_apart() {
        let plan = plan("barnchecklista");
        assert!(plan.clauses[0].ways.iter().any(|w| matches!(&w.meet, Meet::All(parts) if parts.len() == 2)));
        assert_eq!(plan.clauses[0].begins.as_deref(), Some("barnchecklista"));
    }

    #[test]
    fn a_number_is_sought_with_and_without_its_space() {
        let row = |groups: &[&str]| Meet::Row(groups.iter().map(|group| (*group).to_owned()).collect());
        assert!(plan("1250000").clauses[0].ways.iter().any(|way| way.meet == row(&["1", "250", "000"])));
        let whole = Way::term(Form::Stem, "20000", weight::JOINED);
        assert!(plan("20 000 kronor").clauses[..2].iter().all(|clause| clause.ways.contains(&whole)));
        assert!(plan("2016").clauses[0].ways.iter().all(|way| !matches!(way.meet, Meet::Row(_))));
        assert!(plan("0708123456").clauses[0].ways.iter().all(|way| !matches!(way.meet, Meet::Row(_))));
    }

    #[test]
    fn words_written_as_one_are_sought_as_two() {
        let two = Meet::Row(vec![stem("barnets"), stem("bästa")]);
        assert!(plan("barnetsbästa").clauses[0].ways.iter().any(|way| way.meet == two));
    }

    #[test]
    fn common_words_do_not_count_unless_alone() {
        assert_eq!(plan("hur gör man barnbokslut").clauses.len(), 1);
        assert_eq!(plan("och").clauses.len(), 1);
        assert!(plan("före:2016").is_open());
    }
}
