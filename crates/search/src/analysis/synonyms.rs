//! Words that mean the same here, to begin with. A line of `synonyms.txt` is a group.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::stem::stem;
use super::stopwords::is_stopword;
use super::tokenize::tokens;

/// Another way to say a word: the stems of one or more words in a row.
pub type Synonym = Vec<String>;

static GROUPS: LazyLock<HashMap<String, Vec<Synonym>>> = LazyLock::new(|| read(include_str!("synonyms.txt")));

fn read(list: &str) -> HashMap<String, Vec<Synonym>> {
    let mut groups: HashMap<String, Vec<Synonym>> = HashMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let members: Vec<(String, Synonym)> = line
            .split('=')
            .map(|member| (key(member), tokens(member).map(|t| stem(&t.surface)).collect()))
            .filter(|(_, stems): &(_, Synonym)| !stems.is_empty())
            .collect();
        for (at, (key, _)) in members.iter().enumerate() {
            let others = members.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.map(|(_, (_, stems))| stems.clone());
            groups.entry(key.clone()).or_default().extend(others);
        }
    }
    groups
}

/// What a member is found by: its stems without common words, which a query leaves out too.
fn key(member: &str) -> String {
    let words = tokens(member).filter(|t| !is_stopword(&t.surface));
    words.map(|t| stem(&t.surface)).collect::<Vec<_>>().join(" ")
}

/// Other ways to say a word or phrase, given as stems without common words, returned as stems with them.
#[must_use]
pub fn synonyms_of(stems: &[String]) -> &'static [Synonym] {
    GROUPS.get(&stems.join(" ")).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_and_inflected() {
        assert!(synonyms_of(&[stem("politikerna")]).contains(&vec![stem("förtroendevalda")]));
        assert!(synonyms_of(&[stem("förtroendevald")]).contains(&vec![stem("politiker")]));
        assert!(synonyms_of(&["bo".into()]).contains(&vec![stem("barnombudsmannen")]));
        assert!(synonyms_of(&["okänd".into()]).is_empty());
    }
}
