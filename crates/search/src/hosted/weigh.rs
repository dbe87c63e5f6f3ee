//! Weighing what was found: the same marks as the embedded engine gives, worked out from the texts themselves. The server
//! finds and filters; in what order things come is ours on both engines.

use rustc_hash::FxHashMap;

use crate::analysis::Analyser;
use crate::asked::plan::{Clause, Form, Meet, Plan, Way, weight};
use crate::contract::entry::Entry;
use crate::prepared::{Piece, Prepared, days};

use super::filter::term;

/// How much the other ways to meet a word add to the best.
const TIE: f32 = 0.15;
/// What two neighbours of the query near one another add, against a word, and how many words may stand between them.
const NEAR: f32 = 0.35;
const BETWEEN: usize = 2;
/// What being among those that come first adds.
const AMONG_THE_FIRST: f32 = 1_000.0;
/// How a word that comes again counts less, and how long texts count less.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What comes before everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// What has the stems of all the words.
    Stems,
    /// What has all the words in any way, where it may have fewer.
    AllWords,
}

/// How often things are in the index.
#[derive(Debug, Clone, Default)]
pub(super) struct Rarity {
    /// Entries in all.
    pub(super) entries: u64,
    /// Entries that meet a clause, in the order of the clauses.
    pub(super) clauses: Vec<u64>,
}

impl Rarity {
    fn of(&self, clause: usize) -> f32 {
        let with = self.clauses.get(clause).copied().unwrap_or(1).max(1) as f32;
        let all = (self.entries as f32).max(with);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }
}

/// Words of a piece, with how often each stands there.
#[derive(Debug, Default)]
struct Bag {
    times: FxHashMap<String, f32>,
    length: f32,
}

impl Bag {
    fn of(terms: &str) -> Self {
        let mut bag = Self::default();
        for term in terms.split_ascii_whitespace() {
            *bag.times.entry(term.to_owned()).or_default() += 1.0;
            bag.length += 1.0;
        }
        bag
    }

    fn score(&self, term: &str, rarity: f32, usual: f32) -> f32 {
        self.times.get(term).map_or(0.0, |times| bm25(*times, self.length, rarity, usual))
    }
}

fn bm25(times: f32, length: f32, rarity: f32, usual: f32) -> f32 {
    rarity * (1.0 + K1) * times / (times + K1 * (1.0 - B + B * length / usual.max(1.0)))
}

/// An entry that was found.
pub(super) struct Candidate {
    pub(super) entry: Entry,
    pub(super) score: f32,
    words: Bag,
    title_parts: Bag,
    pieces: [(Piece, Bag, Vec<String>); 3],
}

impl Candidate {
    pub(super) fn new(entry: Entry, analyser: &mut Analyser) -> Self {
        let prepared = Prepared::new(&entry, analyser);
        let piece = |piece: Piece| {
            let stems = prepared.stems(piece);
            (piece, Bag::of(stems), stems.split_ascii_whitespace().map(str::to_owned).collect())
        };
        Self {
            score: 0.0,
            words: Bag::of(&prepared.words),
            title_parts: Bag::of(&prepared.title_parts),
            pieces: Piece::ALL.map(piece),
            entry,
        }
    }

    /// The first day it may be dated.
    pub(super) fn day(&self) -> i64 {
        days(&self.entry).map_or(i64::MIN, |(first, _)| first)
    }

    /// How often stems stand in a row in a piece, with at most so many words between.
    fn rows(&self, piece: Piece, stems: &[String], between: usize) -> f32 {
        let Some((_, _, sequence)) = self.pieces.iter().find(|(known, ..)| *known == piece) else { return 0.0 };
        let Some((first, rest)) = stems.split_first() else { return 0.0 };
        let mut times = 0.0;
        for at in sequence.iter().enumerate().filter(|(_, stem)| *stem == first).map(|(at, _)| at) {
            let mut after = at + 1;
            let stands = rest.iter().all(|wanted| {
                let near = sequence.iter().enumerate().skip(after).take(between + 1).find(|(_, stem)| *stem == wanted);
                after = near.map_or(after, |(found, _)| found + 1);
                near.is_some()
            });
            times += if stands { 1.0 } else { 0.0 };
        }
        times
    }
}

/// How long pieces usually are among the candidates.
struct Usual {
    words: f32,
    pieces: [f32; 3],
}

impl Usual {
    fn of(candidates: &[Candidate]) -> Self {
        let mean = |length: &dyn Fn(&Candidate) -> f32| {
            let some: Vec<f32> = candidates.iter().map(length).filter(|length| *length > 0.0).collect();
            if some.is_empty() { 1.0 } else { some.iter().sum::<f32>() / some.len() as f32 }
        };
        let piece = |at: usize, piece: Piece| {
            mean(&|candidate| candidate.pieces.get(at).map_or(0.0, |(_, bag, _)| bag.length)).max(piece.usual_length())
        };
        let [title, aside, text] = Piece::ALL;
        Self {
            words: mean(&|candidate| candidate.words.length),
            pieces: [piece(0, title), piece(1, aside), piece(2, text)],
        }
    }
}

/// Gives each its score and puts them in order: the best first, among equals the latest.
pub(super) fn weigh(plan: &Plan, rarity: &Rarity, first: First, candidates: &mut [Candidate]) {
    let usual = Usual::of(candidates);
    for candidate in candidates.iter_mut() {
        let weighing = Weighing { candidate, usual: &usual, first };
        let (mut score, mut among) = (0.0, true);
        for (at, clause) in plan.clauses.iter().enumerate() {
            let (says, itself) = weighing.clause(clause, rarity.of(at));
            score += says;
            among &= itself;
        }
        for [one, other] in &plan.near {
            let rare = |stem: &String| {
                let at = plan.clauses.iter().position(|clause| clause.stem == *stem);
                at.map_or(0.0, |at| rarity.of(at))
            };
            score += weighing.near(&[one.clone(), other.clone()], rare(one) + rare(other));
        }
        candidate.score = score + if among { AMONG_THE_FIRST } else { 0.0 };
    }
    candidates.sort_by(|a, b| {
        let by_day = || b.day().cmp(&a.day());
        let by_key = || a.entry.key.to_string().cmp(&b.entry.key.to_string());
        b.score.total_cmp(&a.score).then_with(by_day).then_with(by_key)
    });
}

struct Weighing<'a> {
    candidate: &'a Candidate,
    usual: &'a Usual,
    first: First,
}

impl Weighing<'_> {
    /// What a word of the plan says, and whether it is met as itself.
    fn clause(&self, clause: &Clause, rarity: f32) -> (f32, bool) {
        let (mut best, mut sum, mut is_itself) = (0.0_f32, 0.0, false);
        for way in &clause.ways {
            // The word as written and its stem are one way, weighed together.
            if matches!(way.meet, Meet::Term(Form::Surface, _)) {
                continue;
            }
            let own = matches!(&way.meet, Meet::Term(Form::Stem, stem) if *stem == clause.stem);
            let says = self.way(clause, way, own, rarity);
            best = best.max(says);
            sum += says;
            // Written as one word with its neighbour it is the word itself.
            let itself = self.first == First::AllWords || own || way.weight >= weight::STEM;
            is_itself |= itself && says > 0.0;
        }
        (best + TIE * (sum - best), is_itself)
    }

    fn way(&self, clause: &Clause, way: &Way, own: bool, rarity: f32) -> f32 {
        let says = match &way.meet {
            Meet::Term(Form::Stem, stem) if way.weight > weight::PREFIX => self.stem(clause, stem, own, rarity),
            Meet::Term(form, word) => self.candidate.words.score(&term(*form, word), rarity, self.usual.words),
            Meet::Row(stems) => self.row(stems, rarity),
            Meet::All(groups) => {
                let says = groups
                    .iter()
                    .map(|ways| ways.iter().map(|way| self.way(clause, way, false, rarity)).fold(0.0_f32, f32::max));
                let says: Vec<f32> = says.collect();
                if says.iter().all(|says| *says > 0.0) { says.iter().sum() } else { 0.0 }
            }
        };
        says * way.weight
    }

    /// A stem: in the pieces of the entry, else as a part of a compound. `own`: as it was written it counts more.
    fn stem(&self, clause: &Clause, stem: &str, own: bool, rarity: f32) -> f32 {
        let (mut best, mut sum) = (0.0_f32, 0.0);
        let mut take = |says: f32| {
            best = best.max(says);
            sum += says;
        };
        for ((piece, bag, _), usual) in self.candidate.pieces.iter().zip(self.usual.pieces) {
            take(bag.score(stem, rarity, usual) * piece.weight());
        }
        let parts = self.candidate.title_parts.score(stem, rarity, Piece::Title.usual_length());
        take(parts * Piece::Title.weight() * weight::PART);
        let words = |term: &str| self.candidate.words.score(term, rarity, self.usual.words);
        if best <= 0.0 {
            return words(stem) * weight::PART;
        }
        let says = best + TIE * (sum - best);
        if own && words(&term(Form::Surface, &clause.surface)) > 0.0 { says * weight::SURFACE } else { says }
    }

    /// Stems in a row, in any piece.
    fn row(&self, stems: &[String], rarity: f32) -> f32 {
        let says = self.candidate.pieces.iter().zip(self.usual.pieces).map(|((piece, bag, _), usual)| {
            let times = self.candidate.rows(*piece, stems, 0);
            if times > 0.0 { bm25(times, bag.length, rarity, usual) * piece.weight() / 2.0 } else { 0.0 }
        });
        says.sum()
    }

    /// Neighbours of the query near one another.
    fn near(&self, stems: &[String], rarity: f32) -> f32 {
        let says = self.candidate.pieces.iter().zip(self.usual.pieces).map(|((piece, bag, _), usual)| {
            let times = match piece {
                Piece::Title | Piece::Text => self.candidate.rows(*piece, stems, BETWEEN),
                Piece::Aside => 0.0,
            };
            if times > 0.0 { bm25(times, bag.length, rarity, usual) * piece.weight() * NEAR } else { 0.0 }
        });
        says.sum()
    }
}
