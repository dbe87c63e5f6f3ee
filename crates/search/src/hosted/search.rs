//! A search, from the query to the hits: the server finds and filters, what it finds is weighed here.

use std::collections::HashSet;

use super::Hosted;
use super::ask::{Answer, Ask};
use super::document::{Kept, Spelt};
use super::filter;
use super::learn::{self, Words};
use super::row::{Counting, Row, count};
use super::settings::MOST_ROWS;
use super::weigh::{Candidate, First, Rarity, weigh};
use crate::analysis::{Analyser, Meanings};
use crate::asked::parse::parse;
use crate::asked::plan::Plan;
use crate::contract::hits::{Hit, Hits};
use crate::contract::query::{MAX_COUNTED, MAX_LIMIT, MAX_OFFSET, Order, Query};
use crate::error::Result;
use crate::passage::{Marker, marked, passage};

/// With fewer hits than this, misspellings and fewer words are tried.
const FEW: u64 = 3;
/// How many entries are weighed at least, where there are so many, and at most.
const WEIGHED: usize = 300;
const MOST_WEIGHED: usize = 1_000;
/// Entries whose words are looked at for what a word may stand for.
const LEARNED_FROM: usize = 200;
/// Entries whose stems are looked at for words in a row.
const LOOKED_AT: usize = 1_000;

/// What a plan came to.
struct Found {
    counting: Counting,
    filter: String,
    first: First,
}

/// How many of the words must be met: all of up to three, three quarters of more; relaxed, half.
fn required(words: usize, relaxed: bool) -> usize {
    match (relaxed, words) {
        (true, _) => words.div_ceil(2),
        (false, 0..=3) => words,
        (false, _) => (words * 3).div_ceil(4),
    }
}

impl Hosted {
    /// Answers a query.
    pub(super) async fn answer(&self, query: &Query, analyser: &mut Analyser) -> Result<Hits> {
        let parsed = parse(&query.text);
        let text = parsed.text.clone();
        let mut plan = Plan::new(parsed, query.prefix, Meanings::with(&query.synonyms), analyser);
        let order = if plan.is_open() { Order::Date } else { query.order };
        let mut rarity = self.learn(&mut plan, query).await?;
        let mut suggestion = None;
        let mut found = self.found(&plan, query, order, false).await?;
        if found.counting.total < FEW && !plan.clauses.is_empty() && query.among.is_empty() {
            suggestion = self.correct(&mut plan, query, &text).await?;
            rarity = self.rarity(&plan).await?;
            let corrected = self.found(&plan, query, order, false).await?;
            found = if corrected.counting.total > found.counting.total { corrected } else { found };
            if found.counting.total < FEW && plan.clauses.len() > 1 {
                let relaxed = self.found(&plan, query, order, true).await?;
                if relaxed.counting.total > found.counting.total {
                    found = Found { first: First::AllWords, ..relaxed };
                }
            }
        }
        let hits = self.shown(&plan, query, order, &rarity, &found, analyser).await?;
        let offset = query.offset.min(MAX_OFFSET);
        let after = u64::try_from(offset + hits.len()).unwrap_or(u64::MAX);
        Ok(Hits {
            more: !hits.is_empty() && after < found.counting.total,
            hits,
            total: found.counting.total,
            facets: query.with_facets.then_some(found.counting.facets),
            suggestion,
        })
    }

    /// How rare the clauses are, and what unfinished words and heads of compounds may stand for.
    async fn learn(&self, plan: &mut Plan, query: &Query) -> Result<Rarity> {
        if plan.clauses.is_empty() {
            return Ok(Rarity::default());
        }
        let rarity = self.rarity(plan).await?;
        let readable = filter::seen(query, plan).text();
        let mut asks = Vec::new();
        let spelt = |q: String, attribute: &'static [&'static str]| {
            Ask::all(readable.clone(), LEARNED_FROM, Spelt::ATTRIBUTES).having(q, attribute)
        };
        for (at, clause) in plan.clauses.iter().enumerate() {
            if let Some(begins) = &clause.begins {
                asks.push((at, true, spelt(begins.clone(), &["written", "parts"])));
            }
            if let Some(ending) = learn::ending(clause, rarity.clauses.get(at).copied().unwrap_or_default()) {
                asks.push((at, false, spelt(ending, &["reversed"])));
            }
        }
        let answers: Vec<Answer<Spelt>> = self.ask(asks.iter().map(|(.., ask)| ask.clone()).collect()).await?;
        let mut learned = false;
        for ((at, beginning, _), answer) in asks.into_iter().zip(answers) {
            let words = words(&answer);
            let Some(clause) = plan.clauses.get_mut(at).filter(|_| !words.is_empty()) else { continue };
            let before = clause.ways.len();
            if beginning {
                learn::continuations(clause, &words);
            } else {
                learn::compounds(clause, &words);
            }
            learned |= clause.ways.len() > before;
        }
        if learned { self.rarity(plan).await } else { Ok(rarity) }
    }

    async fn rarity(&self, plan: &Plan) -> Result<Rarity> {
        let all = Ask::count("room EXISTS".to_owned());
        let asks = std::iter::once(all).chain(plan.clauses.iter().map(|clause| Ask::count(filter::clause(clause))));
        let mut answers = self.ask::<serde::de::IgnoredAny>(asks.collect()).await?.into_iter();
        let entries = answers.next().map_or(0, |answer| answer.estimated_total_hits);
        Ok(Rarity { entries, clauses: answers.map(|answer| answer.estimated_total_hits).collect() })
    }

    /// Adds corrections to the words that nothing in the asker's rooms meets, and makes the suggestion.
    async fn correct(&self, plan: &mut Plan, query: &Query, text: &str) -> Result<Option<String>> {
        // nothing but the rooms narrows what a word may have meant
        let rooms_only = Query { without: query.without.clone(), ..Query::new("", query.rooms.clone()) };
        let rooms = filter::seen(&rooms_only, &Plan::default());
        let counts = plan.clauses.iter().map(|clause| Ask::count(rooms.clone().and(filter::clause(clause)).text()));
        let counts = self.ask::<serde::de::IgnoredAny>(counts.collect()).await?;
        let unmet: Vec<usize> =
            counts.iter().enumerate().filter(|(_, count)| count.estimated_total_hits == 0).map(|(at, _)| at).collect();
        let asks = unmet.iter().filter_map(|at| plan.clauses.get(*at)).map(|clause| {
            Ask::all(rooms.text(), LEARNED_FROM, Spelt::ATTRIBUTES).having(clause.surface.clone(), &["written"])
        });
        let answers: Vec<Answer<Spelt>> = self.ask(asks.collect()).await?;
        let mut suggested = text.to_owned();
        // From the last word to the first, so that the places of those before stay true.
        for (at, answer) in unmet.into_iter().zip(answers).rev() {
            let Some(clause) = plan.clauses.get_mut(at) else { continue };
            let corrections = learn::corrections(&clause.surface, &words(&answer));
            if let Some(meant) = corrections.first()
                && suggested.get(clause.at.clone()).is_some()
            {
                suggested.replace_range(clause.at.clone(), &meant.word);
            }
            learn::correct(clause, &corrections);
        }
        Ok((suggested != text).then_some(suggested))
    }

    /// What a plan matches, counted.
    async fn found(&self, plan: &Plan, query: &Query, order: Order, relaxed: bool) -> Result<Found> {
        let required = required(plan.clauses.len(), relaxed);
        let seen = filter::words(filter::seen(query, plan), plan, required);
        let chosen = filter::chosen(seen.clone(), query).text();
        let in_a_row = |phrases: &[crate::asked::plan::Phrase]| phrases.iter().any(|phrase| phrase.stems.len() > 1);
        let rows = in_a_row(&plan.phrases) || in_a_row(&plan.minus);
        // for counting what another choice would give, the choices made are not asked of the server
        let wide = if query.with_facets { seen.text() } else { chosen.clone() };
        let most = match (rows, query.with_facets) {
            (true, _) => LOOKED_AT,
            (false, true) => MOST_ROWS,
            (false, false) => usize::try_from(MAX_COUNTED).unwrap_or(usize::MAX) + 1,
        };
        let ask = Ask::all(wide, most, if rows { Row::WITH_STEMS } else { Row::ATTRIBUTES });
        let ask = if order == Order::Date { ask.latest_first() } else { ask };
        let mut found: Vec<Row> = self.ask_one(ask).await?.hits;
        if rows {
            found.retain(|row| {
                plan.phrases.iter().all(|phrase| row.has(phrase))
                    && !plan.minus.iter().any(|phrase| phrase.stems.len() > 1 && row.has(phrase))
            });
        }
        Ok(Found { counting: count(found, query), filter: chosen, first: First::Stems })
    }

    /// The hits of this page.
    async fn shown(
        &self,
        plan: &Plan,
        query: &Query,
        order: Order,
        rarity: &Rarity,
        found: &Found,
        analyser: &mut Analyser,
    ) -> Result<Vec<Hit>> {
        let (limit, offset) = (query.limit.min(MAX_LIMIT), query.offset.min(MAX_OFFSET));
        let rows = &found.counting.rows;
        if rows.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let most = ((offset + limit) * 3 / 2 + 16).clamp(WEIGHED, MOST_WEIGHED);
        let by_ids = |ids: Vec<&str>| {
            let filter = filter::among("id", &ids);
            Ask::all(filter, ids.len(), Kept::ATTRIBUTES)
        };
        let kept: Vec<Kept> = match order {
            Order::Date => {
                let mut objects = HashSet::new();
                let firsts = rows.iter().filter(|row| objects.insert(row.object.as_str()));
                self.ask_one(by_ids(firsts.skip(offset).take(limit).map(|row| row.id.as_str()).collect())).await?.hits
            }
            Order::Relevance if rows.len() <= most => {
                self.ask_one(by_ids(rows.iter().map(|row| row.id.as_str()).collect())).await?.hits
            }
            Order::Relevance => {
                // too many to look at: those the server holds to be best
                let q = plan.clauses.iter().map(|clause| clause.stem.as_str()).collect::<Vec<_>>().join(" ");
                let ask = Ask::all(found.filter.clone(), most, Kept::ATTRIBUTES).having(q, &["title", "stems", "text"]);
                self.ask_one(ask).await?.hits
            }
        };
        let known: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let mut candidates: Vec<Candidate> = kept
            .into_iter()
            .map(Kept::entry)
            .filter(|entry| rows.len() > MOST_WEIGHED || known.contains(entry.key.to_string().as_str()))
            .map(|entry| Candidate::new(entry, analyser))
            .collect();
        let marker = Marker::new(plan);
        let mut hit = |candidate: &Candidate| hit(candidate, &found.counting, &marker, analyser);
        if order == Order::Date {
            candidates.sort_by(|a, b| {
                b.day().cmp(&a.day()).then_with(|| a.entry.key.to_string().cmp(&b.entry.key.to_string()))
            });
            return Ok(candidates.iter().map(&mut hit).collect());
        }
        weigh(plan, rarity, found.first, &mut candidates);
        let mut objects = HashSet::new();
        let best = candidates.iter().filter(|candidate| objects.insert(candidate.entry.key.object()));
        Ok(best.skip(offset).take(limit).map(&mut hit).collect())
    }
}

fn words(answer: &Answer<Spelt>) -> Words {
    learn::counted(answer.hits.iter().map(|spelt| spelt.words.as_slice()))
}

fn hit(candidate: &Candidate, counting: &Counting, marker: &Marker, analyser: &mut Analyser) -> Hit {
    let entry = candidate.entry.clone();
    let others = counting.of_object.get(&entry.key.object()).copied().unwrap_or(1).saturating_sub(1);
    Hit {
        key: entry.key,
        room: entry.room,
        network: entry.network,
        parent: entry.parent,
        score: candidate.score,
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
        more: others,
    }
}
