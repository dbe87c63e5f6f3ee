//! Finding, as much like the real one as matters: words without accents, the last one as a beginning, one letter wrong from
//! five letters on and two from nine, the first words of a query before the last.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::filter;
use super::server::{Index, Stored};

/// How many words are met, how many letters are wrong, how far down the attributes stand.
type Rank = (Reverse<usize>, usize, usize);

fn plain(text: &str) -> String {
    text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect::<String>().to_lowercase()
}

/// The words of a text, as they are compared.
pub(crate) fn words(text: &str) -> Vec<String> {
    plain(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Answers one query.
pub(crate) fn find(index: &Index, query: &Value) -> Result<Value, &'static str> {
    let filterable = index.names("filterableAttributes");
    let filter = filter::parse(query["filter"].as_str().unwrap_or_default(), &filterable)?;
    let searchable = index.names("searchableAttributes");
    let attributes: Vec<String> = match query["attributesToSearchOn"].as_array() {
        Some(names) => names.iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
        None => searchable.clone(),
    };
    if attributes.iter().any(|attribute| !searchable.contains(attribute)) {
        return Err("invalid_search_attributes_to_search_on");
    }
    let exact: Vec<String> = index.settings["typoTolerance"]["disableOnAttributes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    let sought = words(query["q"].as_str().unwrap_or_default());
    let sought = Sought { words: sought, attributes: &attributes, exact: &exact, known: RefCell::default() };
    let mut found: Vec<(Rank, &Value)> = index
        .documents
        .values()
        .filter(|stored| filter.holds(stored))
        .filter_map(|stored| Some((sought.rank(stored)?, &stored.document)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    for sort in query["sort"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let (attribute, direction) = sort.split_once(':').unwrap();
        if !index.names("sortableAttributes").contains(&attribute.to_owned()) {
            return Err("invalid_search_sort");
        }
        assert_eq!(direction, "desc");
        // what has no value comes last
        found.sort_by(|(_, a), (_, b)| {
            let value = |document: &Value| document[attribute].as_f64().unwrap_or(f64::NEG_INFINITY);
            value(b).total_cmp(&value(a))
        });
    }
    let most = index.settings["pagination"]["maxTotalHits"].as_u64().unwrap_or(1_000);
    let limit = query["limit"].as_u64().unwrap_or(20).min(most);
    let total = found.len().min(usize::try_from(most).unwrap());
    let retrieve: Vec<&str> =
        query["attributesToRetrieve"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let shown = found.iter().take(usize::try_from(limit).unwrap()).map(|(_, document)| {
        let fields = document.as_object().unwrap().iter().filter(|(name, _)| retrieve.contains(&name.as_str()));
        Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect())
    });
    let hits: Vec<Value> = shown.collect();
    Ok(json!({
        "indexUid": query["indexUid"], "hits": hits, "query": query["q"], "processingTimeMs": 1, "limit": limit,
        "offset": 0, "estimatedTotalHits": total,
    }))
}

/// What is looked for, where, and what has been compared already.
struct Sought<'a> {
    words: Vec<String>,
    attributes: &'a [String],
    exact: &'a [String],
    known: RefCell<HashMap<(usize, bool, String), Option<usize>>>,
}

impl Sought<'_> {
    /// How well the words are met: none where not even the first is.
    fn rank(&self, stored: &Stored) -> Option<Rank> {
        if self.words.is_empty() {
            return Some((Reverse(0), 0, 0));
        }
        let (mut met, mut typos, mut places) = (0, 0, 0);
        for at in 0..self.words.len() {
            let best = self.attributes.iter().enumerate().flat_map(|(place, name)| {
                let exact = self.exact.contains(name);
                let words = stored.words.get(name).into_iter().flatten();
                words.filter_map(move |there| Some((self.wrong(at, exact, there)?, place)))
            });
            // the first words must be there, the last may be left out
            let Some((wrong, place)) = best.min() else { break };
            met += 1;
            typos += wrong;
            places += place;
        }
        (met > 0).then_some((Reverse(met), typos, places))
    }

    fn wrong(&self, at: usize, exact: bool, there: &str) -> Option<usize> {
        let word = &self.words[at];
        let key = (at, exact, there.to_owned());
        let most = if exact { 0 } else { allowed(word) };
        *self.known.borrow_mut().entry(key).or_insert_with(|| apart(word, there, at + 1 == self.words.len(), most))
    }
}

fn allowed(word: &str) -> usize {
    match word.chars().count() {
        _ if word.chars().all(|c| c.is_ascii_digit()) => 0,
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// How many letters the words differ in, if not too many.
fn apart(sought: &str, there: &str, beginning: bool, most: usize) -> Option<usize> {
    if sought == there || (beginning && there.starts_with(sought)) {
        return Some(0);
    }
    if most == 0 {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (sought.chars().collect(), there.chars().collect());
    if !beginning && a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let before = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = before.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    let last = rows.last().unwrap();
    let wrong = if beginning { *last.iter().min().unwrap() } else { *last.last().unwrap() };
    (wrong <= most).then_some(wrong)
}
