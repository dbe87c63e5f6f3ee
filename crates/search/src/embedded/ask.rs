//! A plan as a query of the engine.

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery,
    EnableScoring, Occur, PhraseQuery, Query, TermQuery, TermSetQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};
use uuid::Uuid;

use super::schema::{Fields, Piece};
use crate::asked::plan::{Clause, Meet, Phrase, Plan, Way};
use crate::contract::query::MAX_WITHOUT;

/// How much the other ways to meet a word add to the best.
const TIE: f32 = 0.15;
/// What two neighbours of the query near one another add, against a word.
const NEAR: f32 = 0.35;

/// What having all the words adds where half of them suffice.
const ALL_WORDS: f32 = 50.0;

/// How many of the words must be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// All of up to three, three quarters of more.
    Strict,
    /// Half.
    Relaxed,
}

impl Strictness {
    pub(super) fn required(self, words: usize) -> usize {
        match self {
            Self::Strict if words <= 3 => words,
            Self::Strict => (words * 3).div_ceil(4),
            Self::Relaxed => words.div_ceil(2),
        }
    }
}

/// Makes queries for one searcher.
pub(super) struct Asking<'a> {
    pub(super) fields: &'a Fields,
    pub(super) searcher: &'a Searcher,
}

impl Asking<'_> {
    /// The whole plan, without what is to be left out.
    pub(super) fn plan(&self, plan: &Plan, strictness: Strictness, without: &[Uuid]) -> Box<dyn Query> {
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if plan.is_open() {
            all.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        if !plan.clauses.is_empty() {
            all.push((Occur::Must, self.words(plan, strictness)));
            if strictness == Strictness::Relaxed {
                // What has all the words still comes first.
                let strict = ConstScoreQuery::new(self.words(plan, Strictness::Strict), ALL_WORDS);
                all.push((Occur::Should, Box::new(strict)));
            }
        }
        for phrase in &plan.phrases {
            all.push((Occur::Must, self.phrase(phrase)));
        }
        for phrase in &plan.minus {
            all.push((Occur::MustNot, self.phrase(phrase)));
        }
        for (field, stems) in [(self.fields.author, &plan.author), (self.fields.place, &plan.place)] {
            all.extend(stems.iter().map(|word| (Occur::Must, self.label(field, word))));
        }
        for [a, b] in &plan.near {
            all.push((Occur::Should, self.near(a, b)));
        }
        if !without.is_empty() {
            let ids: Vec<String> = without.iter().take(MAX_WITHOUT).map(|id| id.simple().to_string()).collect();
            let terms = ids.iter().flat_map(|id| {
                [Term::from_field_text(self.fields.id, id), Term::from_field_text(self.fields.parent, id)]
            });
            all.push((Occur::MustNot, Box::new(TermSetQuery::new(terms))));
        }
        Box::new(BooleanQuery::new(all))
    }

    fn words(&self, plan: &Plan, strictness: Strictness) -> Box<dyn Query> {
        let words: Vec<_> = plan.clauses.iter().map(|c| (Occur::Should, self.clause(c))).collect();
        let required = strictness.required(words.len());
        Box::new(BooleanQuery::with_minimum_required_clauses(words, required))
    }

    /// One word in any of its ways.
    pub(super) fn clause(&self, clause: &Clause) -> Box<dyn Query> {
        self.ways(&clause.ways)
    }

    fn ways(&self, ways: &[Way]) -> Box<dyn Query> {
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        let mut most = 1;
        for way in ways {
            for piece in Piece::ALL {
                let weight = way.weight * piece.weight();
                match &way.meet {
                    Meet::Term(form, term) => {
                        let term = Term::from_field_text(self.fields.field(piece, *form), term);
                        // What no document has costs nothing to leave out, and much to ask for.
                        let documents = self.searcher.doc_freq(&term).unwrap_or_default();
                        if documents > 0 {
                            most = most.max(documents);
                            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                            any.push(Box::new(BoostQuery::new(Box::new(query), weight)));
                        }
                    }
                    Meet::Row(stems) => {
                        let row = self.row(self.fields.forms(piece).stem, stems, 0);
                        any.push(Box::new(BoostQuery::new(row, weight / 2.0)));
                    }
                    Meet::All(_) => {}
                }
            }
            if let Meet::All(groups) = &way.meet {
                let all = groups.iter().map(|ways| (Occur::Must, self.ways(ways))).collect();
                any.push(Box::new(BoostQuery::new(Box::new(BooleanQuery::new(all)), way.weight)));
            }
        }
        if any.is_empty() {
            return Box::new(EmptyQuery);
        }
        Box::new(AsOneWord { inner: Box::new(DisjunctionMaxQuery::with_tie_breaker(any, TIE)), documents: most })
    }

    fn row(&self, field: Field, stems: &[String], slop: u32) -> Box<dyn Query> {
        let mut terms = stems.iter().map(|stem| Term::from_field_text(field, stem));
        match stems.len() {
            0 => Box::new(EmptyQuery),
            1 => match terms.next() {
                Some(term) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                None => Box::new(EmptyQuery),
            },
            _ => {
                let mut phrase = PhraseQuery::new(terms.collect());
                phrase.set_slop(slop);
                Box::new(phrase)
            }
        }
    }

    /// Stems in a row and the words as written, in the same piece of the entry.
    fn phrase(&self, phrase: &Phrase) -> Box<dyn Query> {
        let pieces = Piece::ALL.into_iter().map(|piece| {
            let forms = self.fields.forms(piece);
            let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, self.row(forms.stem, &phrase.stems, 0))];
            all.extend(phrase.surfaces.iter().filter(|_| phrase.surfaces.len() > 1).map(|surface| {
                let term = Term::from_field_text(forms.surface, surface);
                let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
                (Occur::Must, query)
            }));
            let query: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(BooleanQuery::new(all)), piece.weight()));
            query
        });
        Box::new(DisjunctionMaxQuery::with_tie_breaker(pieces.collect(), TIE))
    }

    fn near(&self, a: &str, b: &str) -> Box<dyn Query> {
        let stems = [a.to_owned(), b.to_owned()];
        let pieces = [Piece::Title, Piece::Text].map(|piece| {
            let row = self.row(self.fields.forms(piece).stem, &stems, 2);
            let query: Box<dyn Query> = Box::new(BoostQuery::new(row, NEAR * piece.weight()));
            query
        });
        Box::new(DisjunctionMaxQuery::new(Vec::from(pieces)))
    }

    /// A word of a name: itself, a part, or folded; without weight.
    fn label(&self, field: Field, word: &str) -> Box<dyn Query> {
        let stem = crate::analysis::stem(word);
        let mut any = vec![format!("+{stem}"), format!("_{stem}")];
        any.extend(crate::analysis::fold(&stem));
        any.push(stem);
        let terms = any.iter().map(|term| Term::from_field_text(field, term));
        Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
    }
}

/// Scores all ways to meet a word as if they were equally rare. Otherwise a rare part of a compound would outweigh the
/// word itself, only because it is rare.
#[derive(Debug)]
struct AsOneWord {
    inner: Box<dyn Query>,
    documents: u64,
}

impl Clone for AsOneWord {
    fn clone(&self) -> Self {
        Self { inner: self.inner.box_clone(), documents: self.documents }
    }
}

struct Statistics<'a> {
    real: &'a dyn Bm25StatisticsProvider,
    documents: u64,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.real.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.real.total_num_docs()
    }

    fn doc_freq(&self, _term: &Term) -> tantivy::Result<u64> {
        Ok(self.documents)
    }
}

impl Query for AsOneWord {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        match scoring {
            EnableScoring::Enabled { searcher, statistics_provider } => {
                let statistics = Statistics { real: statistics_provider, documents: self.documents };
                self.inner.weight(EnableScoring::enabled_from_statistics_provider(&statistics, searcher))
            }
            disabled @ EnableScoring::Disabled { .. } => self.inner.weight(disabled),
        }
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}
