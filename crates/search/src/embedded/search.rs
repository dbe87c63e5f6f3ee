//! A search, from the query to the hits.

use tantivy::TantivyDocument;
use tantivy::schema::Value;

use super::ask::{Asking, Strictness};
use super::collect::{Best, Found, Pass};
use super::expand::{compounds, continuations, correct, corrections};
use super::gate::Gate;
use super::generation::Generation;
use super::weigh::{First, weigh};
use super::{quick, suggest};
use crate::analysis::{Analyser, Meanings};
use crate::asked::parse::parse;
use crate::asked::plan::Plan;
use crate::contract::entry::Entry;
use crate::contract::hits::{Hit, Hits};
use crate::contract::query::{MAX_COUNTED, MAX_LIMIT, MAX_OFFSET, Order, Query};
use crate::error::{Error, Result};
use crate::passage::{Marker, marked, passage};

/// With fewer hits than this, misspellings and fewer words are tried.
const FEW: u64 = 3;
/// How many more than asked for are found at least before they are weighed.
const SPARE: usize = 16;

/// Answers a query.
pub(super) fn search(generation: &Generation, query: &Query, analyser: &mut Analyser) -> Result<Hits> {
    let parsed = parse(&query.text);
    let text = parsed.text.clone();
    let plan = Plan::new(parsed, query.prefix, Meanings::with(&query.synonyms), analyser);
    let view = generation.view();
    let searching = Searching {
        asking: Asking { fields: &generation.fields, view: &view },
        gate: Gate::new(query, &plan),
        query,
        order: if plan.is_open() { Order::Date } else { query.order },
        limit: query.limit.min(MAX_LIMIT),
        offset: query.offset.min(MAX_OFFSET),
    };
    searching.answer(plan, &text, analyser)
}

struct Searching<'a> {
    asking: Asking<'a>,
    gate: Gate,
    query: &'a Query,
    order: Order,
    limit: usize,
    offset: usize,
}

impl Searching<'_> {
    fn answer(&self, mut plan: Plan, text: &str, analyser: &mut Analyser) -> Result<Hits> {
        let mut suggestion = None;
        let found = match self.quick(&plan)? {
            Some(found) => found,
            None => self.thoroughly(&mut plan, text, &mut suggestion)?,
        };
        let marker = Marker::new(&plan);
        let mut hits = Vec::new();
        for best in found.best.iter().skip(self.offset).take(self.limit) {
            hits.push(self.hit(best, &marker, analyser)?);
        }
        let after = u64::try_from(self.offset + hits.len()).unwrap_or(u64::MAX);
        let facets = self.query.with_facets.then_some(found.facets);
        Ok(Hits { more: !hits.is_empty() && after < found.total, hits, total: found.total, facets, suggestion })
    }

    /// How many to find so that they can be weighed.
    fn keep(&self) -> usize {
        (self.offset + self.limit) * 3 / 2 + SPARE
    }

    /// The best by the stems of all the words alone, if that gives enough: what has the words in other ways comes after.
    /// None where the plan is more than words.
    fn quick(&self, plan: &Plan) -> Result<Option<Found>> {
        if self.order != Order::Relevance
            || !self.query.without.is_empty()
            || !self.query.among.is_empty()
            || self.limit == 0
        {
            return Ok(None);
        }
        let Some(stems) = self.asking.stems(plan) else { return Ok(None) };
        let mut best = quick::best(self.asking, &self.gate, &*stems, self.keep())?;
        if best.len() < self.offset + self.limit {
            return Ok(None);
        }
        weigh(self.asking, plan, First::Stems, &mut best)?;
        best.truncate(self.offset + self.limit);
        if let Some(shown) = best.get_mut(self.offset..) {
            quick::others(self.asking, &self.gate, &*stems, shown)?;
        }
        if self.query.with_facets {
            let counts = self.pass(plan, Strictness::Strict, 0)?;
            return Ok(Some(Found { best, ..counts }));
        }
        let seen = u64::try_from(best.len()).unwrap_or(u64::MAX);
        let enough = MAX_COUNTED.max(seen + 1);
        let total = quick::total(self.asking, &self.gate, &*stems, enough)?;
        Ok(Some(Found { best, total, ..Found::default() }))
    }

    /// The best in all the ways there are; with too few of them also misspelt, and with fewer of the words.
    fn thoroughly(&self, plan: &mut Plan, text: &str, suggestion: &mut Option<String>) -> Result<Found> {
        for clause in &mut plan.clauses {
            compounds(self.asking, clause)?;
        }
        if let Some(last) = plan.clauses.last_mut() {
            continuations(self.asking, last)?;
        }
        let mut first = First::Stems;
        let mut found = self.pass(plan, Strictness::Strict, self.keep())?;
        if found.total < FEW && !plan.clauses.is_empty() && self.query.among.is_empty() {
            *suggestion = self.correct(plan, text)?;
            let corrected = self.pass(plan, Strictness::Strict, self.keep())?;
            found = if corrected.total > found.total { corrected } else { found };
            if found.total < FEW && plan.clauses.len() > 1 {
                let relaxed = self.pass(plan, Strictness::Relaxed, self.keep())?;
                if relaxed.total > found.total {
                    (found, first) = (relaxed, First::AllWords);
                }
            }
        }
        if self.order == Order::Relevance && !plan.clauses.is_empty() {
            weigh(self.asking, plan, first, &mut found.best)?;
        }
        Ok(found)
    }

    fn pass(&self, plan: &Plan, strictness: Strictness, keep: usize) -> Result<Found> {
        let query = self.asking.plan(plan, strictness, self.query);
        let (view, order) = (self.asking.view, self.order);
        let pass = Pass { view, gate: &self.gate, order, keep, with_facets: self.query.with_facets };
        Ok(pass.of(&*query)?)
    }

    /// Adds corrections to the words that nothing in the asker's rooms meets, and makes the suggestion.
    fn correct(&self, plan: &mut Plan, text: &str) -> Result<Option<String>> {
        let mut suggested = text.to_owned();
        let without = &self.query.without;
        for clause in plan.clauses.iter_mut().rev() {
            if suggest::readable(self.asking, &self.gate, clause, without)? > 0 {
                continue;
            }
            let found = corrections(self.asking, &clause.surface)?;
            let meant = suggest::best(self.asking, &self.gate, clause, &found, without)?;
            // From the last word to the first, so that the places of those before stay true.
            if let Some(meant) = meant
                && suggested.get(clause.at.clone()).is_some()
            {
                suggested.replace_range(clause.at.clone(), &meant);
            }
            correct(clause, &found);
        }
        Ok((suggested != text).then_some(suggested))
    }

    fn hit(&self, best: &Best, marker: &Marker, analyser: &mut Analyser) -> Result<Hit> {
        let document: TantivyDocument = self.asking.view.searcher.doc(best.address)?;
        let stored = document.get_first(self.asking.fields.entry).and_then(|value| value.as_bytes());
        let entry: Entry = serde_json::from_slice(stored.unwrap_or_default())
            .map_err(|error| Error::Engine(format!("a stored entry: {error}")))?;
        Ok(Hit {
            key: entry.key,
            room: entry.room,
            network: entry.network,
            parent: entry.parent,
            score: best.score,
            title: marked(&entry.title, marker, analyser),
            passage: passage(&entry.text, marker, analyser),
            heading: entry.heading,
            host: entry.host,
            author: entry.author,
            themes: entry.themes,
            organisation: entry.organisation,
            dated_on: entry.dated_on,
            year: entry.year,
            month: entry.month,
            published: entry.published,
            more: best.more,
        })
    }
}
