//! A plan and a gate as the server's filter language: value sets with `IN`, never long chains of comparisons.

use uuid::Uuid;

use crate::asked::plan::{Clause, Form, Meet, Phrase, Plan, Way};
use crate::contract::entry::EntryKind;
use crate::contract::query::{MAX_AMONG, MAX_WITHOUT, Query};
use crate::prepared::{AS_WRITTEN, day_number};

/// Most words of a query of which a part has to be met; of more the first.
const MOST_CLAUSES: usize = 7;

/// Conditions that all must hold.
#[derive(Debug, Clone, Default)]
pub(super) struct All(Vec<String>);

impl All {
    pub(super) fn and(mut self, condition: impl Into<String>) -> Self {
        self.0.push(condition.into());
        self
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" AND ")
    }
}

/// A text as a value.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(super) fn among<T: AsRef<str>>(attribute: &str, values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| quoted(value.as_ref())).collect();
    format!("{attribute} IN [{}]", values.join(", "))
}

fn ids<'a>(attribute: &str, ids: impl IntoIterator<Item = &'a Uuid>) -> String {
    among(attribute, ids.into_iter().map(|id| id.simple().to_string()))
}

/// What the asker may see and what has no facet: these hold for counting too.
pub(super) fn seen(query: &Query, plan: &Plan) -> All {
    let filter = &query.filter;
    let mut all = All::default().and(ids("room", &query.rooms));
    if !query.without.is_empty() {
        let without: Vec<&Uuid> = query.without.iter().take(MAX_WITHOUT).collect();
        all = all.and(format!("NOT {}", ids("thing", without.iter().copied())));
        all = all.and(format!("NOT {}", ids("parent", without)));
    }
    if !query.among.is_empty() {
        all = all.and(ids("thing", query.among.iter().take(MAX_AMONG)));
    }
    if filter.published_only {
        all = all.and("published = true");
    }
    if let Some(from) = filter.from.max(plan.from) {
        all = all.and(format!("last_day >= {}", day_number(from)));
    }
    if let Some(to) = filter.to.into_iter().chain(plan.to).min() {
        all = all.and(format!("first_day <= {}", day_number(to)));
    }
    if !plan.articles.is_empty() {
        all = all.and(numbers("articles", &plan.articles));
    }
    all
}

fn numbers<T: ToString>(attribute: &str, values: &[T]) -> String {
    format!("{attribute} IN [{}]", values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// The filters that have a facet.
pub(super) fn chosen(mut all: All, query: &Query) -> All {
    let filter = &query.filter;
    for (attribute, chosen) in
        [("network", &filter.networks), ("room", &filter.rooms), ("organisation", &filter.organisations)]
    {
        if !chosen.is_empty() {
            all = all.and(ids(attribute, chosen));
        }
    }
    for (attribute, chosen) in [("host", &filter.hosts), ("themes", &filter.themes)] {
        if !chosen.is_empty() {
            all = all.and(among(attribute, chosen));
        }
    }
    if !filter.kinds.is_empty() {
        all = all.and(among("kind", filter.kinds.iter().map(|kind| EntryKind::code(*kind))));
    }
    if !filter.years.is_empty() {
        all = all.and(numbers("year", &filter.years));
    }
    if !filter.articles.is_empty() {
        all = all.and(numbers("articles", &filter.articles));
    }
    all
}

/// What is asked for in words: so many of the clauses, every phrase, nothing of what is to be left out, author and place.
/// Words in a row are met here by being there; that they stand in a row is seen when the text is looked at.
pub(super) fn words(mut all: All, plan: &Plan, required: usize) -> All {
    let clauses: Vec<&Clause> = plan.clauses.iter().take(MOST_CLAUSES).collect();
    let required = required.min(clauses.len());
    if required > 0 {
        // So many of them are met if and only if of any others and one more at least one is.
        for some in subsets(clauses.len(), clauses.len() - required + 1) {
            let ways: Vec<&Way> = some.iter().filter_map(|at| clauses.get(*at)).flat_map(|c| &c.ways).collect();
            all = all.and(any(&ways));
        }
    }
    for phrase in &plan.phrases {
        all = all.and(row(phrase));
    }
    for phrase in plan.minus.iter().filter(|phrase| phrase.stems.len() == 1) {
        all = all.and(format!("NOT {}", among("whole", &phrase.stems)));
    }
    for (attribute, words) in [("author", &plan.author), ("place", &plan.place)] {
        for word in words {
            let stem = crate::analysis::stem(word);
            let mut any = vec![format!("+{stem}"), format!("_{stem}")];
            any.extend(crate::analysis::fold(&stem));
            any.push(stem);
            all = all.and(among(attribute, any));
        }
    }
    all
}

/// One clause in any of its ways.
pub(super) fn clause(clause: &Clause) -> String {
    any(&clause.ways.iter().collect::<Vec<_>>())
}

fn any(ways: &[&Way]) -> String {
    let mut terms: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for way in ways {
        match &way.meet {
            Meet::Term(form, word) => terms.push(term(*form, word)),
            Meet::Row(stems) => {
                let each: Vec<String> = stems.iter().map(|stem| among("whole", [stem])).collect();
                others.push(format!("({})", each.join(" AND ")));
            }
            Meet::All(groups) => {
                let each: Vec<String> =
                    groups.iter().map(|ways| format!("({})", any(&ways.iter().collect::<Vec<_>>()))).collect();
                others.push(format!("({})", each.join(" AND ")));
            }
        }
    }
    terms.sort_unstable();
    terms.dedup();
    if !terms.is_empty() || others.is_empty() {
        others.insert(0, among("words", terms));
    }
    others.join(" OR ")
}

/// The term of `words` for a word in one of its forms.
pub(super) fn term(form: Form, word: &str) -> String {
    match form {
        Form::Surface => format!("{AS_WRITTEN}{word}"),
        Form::Stem => word.to_owned(),
        Form::Folded => format!("_{word}"),
    }
}

fn row(phrase: &Phrase) -> String {
    let mut each: Vec<String> = phrase.stems.iter().map(|stem| among("whole", [stem])).collect();
    let written =
        phrase.surfaces.iter().filter(|word| phrase.surfaces.len() > 1 && !crate::analysis::is_stopword(word));
    each.extend(written.map(|word| among("words", [term(Form::Surface, word)])));
    each.join(" AND ")
}

/// All sets of `size` of the first `of` numbers.
fn subsets(of: usize, size: usize) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for at in 0..of {
        let with: Vec<Vec<usize>> = sets
            .iter()
            .filter(|set: &&Vec<usize>| set.len() < size)
            .map(|set| set.iter().copied().chain([at]).collect())
            .collect();
        sets.extend(with);
    }
    sets.retain(|set| set.len() == size);
    sets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_of_them() {
        assert_eq!(subsets(3, 1), [[0], [1], [2]]);
        assert_eq!(subsets(3, 3), [[0, 1, 2]]);
        assert_eq!(subsets(4, 2).len(), 6);
        assert_eq!(subsets(7, 4).len(), 35);
    }

    #[test]
    fn no_value_ends_its_quotes() {
        assert_eq!(among("host", ["a\"b\\c"]), "host IN [\"a\\\"b\\\\c\"]");
    }
}
