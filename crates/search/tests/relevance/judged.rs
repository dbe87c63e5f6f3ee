//! Queries with what a reader would take for an answer, and how well a list of answers fits.

use std::collections::BTreeMap;

use regex::Regex;

use crate::pages::Page;

/// A query and its judgements.
pub(crate) struct Judged {
    pub(crate) kind: String,
    pub(crate) query: String,
    judgement: Judgement,
}

enum Judgement {
    /// Page by page: 3 what is sought, 2 good, 1 touches it.
    Ids(BTreeMap<String, f64>),
    /// By what must stand in it; the highest that fits holds.
    Patterns(Vec<(f64, Vec<Pattern>)>),
}

enum Pattern {
    Title(Regex),
    Anywhere(Regex),
}

impl Judged {
    pub(crate) fn grade(&self, page: &Page) -> f64 {
        match &self.judgement {
            Judgement::Ids(grades) => grades.get(&page.id).copied().unwrap_or_default(),
            Judgement::Patterns(rules) => {
                let fits = |pattern: &Pattern| match pattern {
                    // A message stands under the title of its conversation, it does not have one.
                    Pattern::Title(pattern) => page.number.is_some() && pattern.is_match(&page.title),
                    Pattern::Anywhere(pattern) => pattern.is_match(&page.title) || pattern.is_match(&page.text),
                };
                let grades = rules.iter().filter(|(_, all)| all.iter().all(fits)).map(|(grade, _)| *grade);
                grades.fold(0.0, f64::max)
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = [String; 3]> {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let mut columns = line.splitn(3, '|').map(|column| column.trim().to_owned());
        [columns.next().unwrap(), columns.next().unwrap(), columns.next().unwrap()]
    })
}

/// Queries judged page by page.
pub(crate) fn by_id(text: &str) -> Vec<Judged> {
    let judged = lines(text).map(|[kind, query, grades]| {
        let grades = grades.split_whitespace().map(|grade| {
            let (page, grade) = grade.split_once('=').unwrap();
            (page.to_owned(), grade.parse().unwrap())
        });
        Judged { kind, query, judgement: Judgement::Ids(grades.collect()) }
    });
    judged.collect()
}

/// Queries judged by patterns.
pub(crate) fn by_pattern(text: &str) -> Vec<Judged> {
    let judged = lines(text).map(|[kind, query, rules]| {
        let rules = rules.split(" ; ").map(|rule| {
            let (grade, patterns) = rule.trim().split_once(' ').unwrap();
            let patterns = patterns.split(" & ").map(|pattern| {
                let (place, pattern) = pattern.trim().split_once(':').unwrap();
                let pattern = Regex::new(&format!("(?i){pattern}")).unwrap();
                if place == "t" { Pattern::Title(pattern) } else { Pattern::Anywhere(pattern) }
            });
            (grade.parse().unwrap(), patterns.collect())
        });
        Judged { kind, query, judgement: Judgement::Patterns(rules.collect()) }
    });
    judged.collect()
}

/// How well a list of answers fits.
#[derive(Clone, Copy)]
pub(crate) struct Score {
    pub(crate) ndcg: f64,
    /// Of what is good, or of twenty where more is: how much is among the first twenty.
    pub(crate) recall: f64,
}

impl Score {
    pub(crate) fn of(found: &[usize], grades: &[f64]) -> Self {
        let gain = |grade: f64, place: usize| (grade.exp2() - 1.0) / ((place + 2) as f64).log2();
        let dcg: f64 = found.iter().take(10).enumerate().map(|(place, n)| gain(grades[*n], place)).sum();
        let mut ideal = grades.to_vec();
        ideal.sort_by(|a, b| b.total_cmp(a));
        let best: f64 = ideal.iter().take(10).enumerate().map(|(place, grade)| gain(*grade, place)).sum();
        let good = |n: &&usize| grades[**n] >= 2.0;
        let there = grades.iter().filter(|grade| **grade >= 2.0).count().min(20);
        Self { ndcg: dcg / best, recall: found.iter().take(20).filter(good).count() as f64 / there as f64 }
    }
}
