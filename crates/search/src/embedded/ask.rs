//! A plan as a query of the engine.

use tantivy::Term;
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery,
    EnableScoring, Occur, PhraseQuery, Query, TermQuery, TermSetQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use uuid::Uuid;

use super::schema::Fields;
use super::view::View;
use crate::analysis::is_stopword;
use crate::asked::plan::{Clause, Form, Meet, Phrase, Plan, Way};
use crate::contract::query::{MAX_AMONG, MAX_WITHOUT, Query as Asked};
use crate::prepared::Piece;

/// How much the other ways to meet a word add to the best.
pub(super) const TIE: f32 = 0.15;
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

/// Makes queries for one view.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub(super) fields: &'a Fields,
    pub(super) view: &'a View,
}

impl Asking<'_> {
    /// The whole plan, without what is to be left out.
    pub(super) fn plan(&self, plan: &Plan, strictness: Strictness, asked: &Asked) -> Box<dyn Query> {
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if plan.is_open() {
            all.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        if !plan.clauses.is_empty() {
            all.push((Occur::Must, self.words(plan, strictness)));
        }
        for phrase in &plan.phrases {
            all.push((Occur::Must, self.phrase(phrase)));
        }
        for phrase in &plan.minus {
            // Twice, because the engine goes through what is left out in a way that a lone phrase does not bear.
            let twice = DisjunctionMaxQuery::new(vec![self.phrase(phrase), self.phrase(phrase)]);
            all.push((Occur::MustNot, Box::new(twice)));
        }
        for (field, stems) in [(self.fields.author, &plan.author), (self.fields.place, &plan.place)] {
            all.extend(stems.iter().map(|word| (Occur::Must, self.label(field, word))));
        }
        if !asked.among.is_empty() {
            let ids = asked.among.iter().take(MAX_AMONG);
            let terms = ids.map(|id| Term::from_field_text(self.fields.id, &id.simple().to_string()));
            all.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))));
        }
        all.extend(self.without(&asked.without).map(|without| (Occur::MustNot, without)));
        Box::new(BooleanQuery::new(all))
    }

    /// The words of a plan that has nothing but words, each by its stem alone: one list of documents a word, so that the
    /// best are found without looking at all.
    pub(super) fn stems(&self, plan: &Plan) -> Option<Box<dyn Query>> {
        let plain = plan.phrases.is_empty() && plan.minus.is_empty() && plan.author.is_empty() && plan.place.is_empty();
        let there = |stem: &String| self.view.frequency(&self.fields.word(Form::Stem, stem)) > 0;
        if plan.clauses.iter().flat_map(|clause| &clause.joined).any(there) {
            return None;
        }
        let mut stems: Vec<&str> = plan.clauses.iter().map(|clause| clause.stem.as_str()).collect();
        stems.sort_unstable();
        stems.dedup();
        if !plain || stems.is_empty() {
            return None;
        }
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for stem in stems {
            let term = self.fields.word(Form::Stem, stem);
            if self.view.frequency(&term) == 0 {
                return None;
            }
            all.push((Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
        }
        match all.len() {
            1 => all.pop().map(|(_, one)| one),
            _ => Some(Box::new(BooleanQuery::new(all))),
        }
    }

    /// Everything in these rooms.
    pub(super) fn rooms(&self, rooms: &[Uuid]) -> Box<dyn Query> {
        let terms = rooms.iter().map(|room| Term::from_field_text(self.fields.room, &room.simple().to_string()));
        Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
    }

    /// What is to be left out of everything, also of what a suggestion is made from.
    pub(super) fn without(&self, ids: &[Uuid]) -> Option<Box<dyn Query>> {
        let ids: Vec<String> = ids.iter().take(MAX_WITHOUT).map(|id| id.simple().to_string()).collect();
        let terms = ids
            .iter()
            .flat_map(|id| [Term::from_field_text(self.fields.id, id), Term::from_field_text(self.fields.parent, id)]);
        (!ids.is_empty()).then(|| Box::new(TermSetQuery::new(terms)) as Box<dyn Query>)
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
            match &way.meet {
                Meet::Term(form, word) => {
                    let term = self.fields.word(*form, word);
                    // What no document has costs nothing to leave out, and much to ask for.
                    let documents = self.view.frequency(&term);
                    if documents > 0 {
                        most = most.max(documents);
                        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                        any.push(Box::new(BoostQuery::new(Box::new(query), way.weight)));
                    }
                }
                Meet::Row(stems) => any.extend(Piece::ALL.map(|piece| {
                    let row = self.row(self.fields.stems(piece), stems, 0);
                    Box::new(BoostQuery::new(row, way.weight * piece.weight() / 2.0)) as Box<dyn Query>
                })),
                Meet::All(groups) => {
                    let all = groups.iter().map(|ways| (Occur::Must, self.ways(ways))).collect();
                    any.push(Box::new(BoostQuery::new(Box::new(BooleanQuery::new(all)), way.weight)));
                }
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

    /// Stems in a row in the same piece of the entry, and the words as written somewhere in it.
    fn phrase(&self, phrase: &Phrase) -> Box<dyn Query> {
        let pieces = Piece::ALL.map(|piece| {
            let row = self.row(self.fields.stems(piece), &phrase.stems, 0);
            Box::new(BoostQuery::new(row, piece.weight())) as Box<dyn Query>
        });
        let row: Box<dyn Query> = Box::new(DisjunctionMaxQuery::with_tie_breaker(Vec::from(pieces), TIE));
        let mut all = vec![(Occur::Must, row)];
        // A single word may be inflected; words in a row are meant as they stand.
        let surfaces = phrase.surfaces.iter().filter(|word| phrase.surfaces.len() > 1 && !is_stopword(word));
        all.extend(surfaces.map(|surface| {
            let query = TermQuery::new(self.fields.word(Form::Surface, surface), IndexRecordOption::Basic);
            (Occur::Must, Box::new(ConstScoreQuery::new(Box::new(query), 0.0)) as Box<dyn Query>)
        }));
        Box::new(BooleanQuery::new(all))
    }

    /// Stems in a row, or nearly, in a piece of the entry.
    pub(super) fn near(&self, piece: Piece, stems: &[String], slop: u32) -> Box<dyn Query> {
        self.row(self.fields.stems(piece), stems, slop)
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
