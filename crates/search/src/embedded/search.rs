//! A search, from the query to the hits.

use tantivy::query::{Query as EngineQuery, TermSetQuery};
use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument, Term};

use super::ask::{Asking, Strictness};
use super::collect::{Best, Found, Pass};
use super::columns::Gate;
use super::expand::{continuations, correct, corrections};
use super::generation::Generation;
use super::schema::Fields;
use super::suggest;
use crate::analysis::Analyser;
use crate::asked::parse::parse;
use crate::asked::plan::Plan;
use crate::contract::entry::Entry;
use crate::contract::hits::{Hit, Hits};
use crate::contract::query::{MAX_LIMIT, MAX_OFFSET, MAX_WITHOUT, Order, Query};
use crate::error::{Error, Result};
use crate::passage::{Marker, marked, passage};

/// With fewer hits than this, misspellings and fewer words are tried.
const FEW: u64 = 3;

/// Answers a query.
pub(super) fn search(generation: &Generation, query: &Query, analyser: &mut Analyser) -> Result<Hits> {
    let parsed = parse(&query.text);
    let text = parsed.text.clone();
    let mut plan = Plan::new(parsed, query.prefix, analyser);
    let searcher = generation.searcher();
    let searching = Searching {
        asking: Asking { fields: &generation.fields, searcher: &searcher },
        fields: &generation.fields,
        searcher: &searcher,
        gate: Gate::new(query, plan.from, plan.to),
        query,
        order: if plan.is_open() { Order::Date } else { query.order },
    };
    if let Some(last) = plan.clauses.last_mut() {
        continuations(&generation.fields, &searcher, last)?;
    }
    let mut found = searching.pass(&plan, Strictness::Strict)?;
    let mut suggestion = None;
    if found.total < FEW && !plan.clauses.is_empty() {
        suggestion = searching.correct(&mut plan, &text)?;
        let corrected = searching.pass(&plan, Strictness::Strict)?;
        found = if corrected.total > found.total { corrected } else { found };
        if found.total < FEW && plan.clauses.len() > 1 {
            let relaxed = searching.pass(&plan, Strictness::Relaxed)?;
            found = if relaxed.total > found.total { relaxed } else { found };
        }
    }
    let marker = Marker::new(&plan);
    let mut hits = Vec::new();
    for best in found.best.iter().skip(query.offset.min(MAX_OFFSET)) {
        hits.push(searching.hit(best, &marker, analyser)?);
    }
    Ok(Hits { hits, total: found.total, facets: query.with_facets.then_some(found.facets), suggestion })
}

struct Searching<'a> {
    asking: Asking<'a>,
    fields: &'a Fields,
    searcher: &'a Searcher,
    gate: Gate,
    query: &'a Query,
    order: Order,
}

impl Searching<'_> {
    fn pass(&self, plan: &Plan, strictness: Strictness) -> Result<Found> {
        let engine_query = self.asking.plan(plan, strictness, &self.query.without);
        let pass = Pass {
            gate: self.gate.clone(),
            order: self.order,
            keep: self.query.limit.min(MAX_LIMIT) + self.query.offset.min(MAX_OFFSET),
            with_facets: self.query.with_facets,
        };
        Ok(self.searcher.search(&engine_query, &pass)?)
    }

    /// What is to be left out of everything, also of what a suggestion is made from.
    fn without(&self) -> Option<Box<dyn EngineQuery>> {
        let ids: Vec<String> = self.query.without.iter().take(MAX_WITHOUT).map(|id| id.simple().to_string()).collect();
        let terms = ids
            .iter()
            .flat_map(|id| [Term::from_field_text(self.fields.id, id), Term::from_field_text(self.fields.parent, id)]);
        (!ids.is_empty()).then(|| Box::new(TermSetQuery::new(terms)) as Box<dyn EngineQuery>)
    }

    /// Adds corrections to the words that (nearly) nothing in the asker's rooms meets, and makes the suggestion.
    fn correct(&self, plan: &mut Plan, text: &str) -> Result<Option<String>> {
        let mut suggested = text.to_owned();
        for clause in plan.clauses.iter_mut().rev() {
            let met = suggest::readable(&self.asking, self.searcher, &self.gate, clause, self.without())?;
            if met >= FEW {
                continue;
            }
            let found = corrections(self.fields, self.searcher, &clause.surface)?;
            if met == 0 {
                let without = || self.without();
                let meant = suggest::best(&self.asking, self.searcher, &self.gate, clause, &found, without)?;
                // From the last word to the first, so that the places of those before stay true.
                if let Some(meant) = meant
                    && suggested.get(clause.at.clone()).is_some()
                {
                    suggested.replace_range(clause.at.clone(), &meant);
                }
            }
            correct(clause, &found);
        }
        Ok((suggested != text).then_some(suggested))
    }

    fn hit(&self, best: &Best, marker: &Marker, analyser: &mut Analyser) -> Result<Hit> {
        let document: TantivyDocument = self.searcher.doc(best.address)?;
        let stored = document.get_first(self.fields.entry).and_then(|value| value.as_bytes());
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
