//! Words that mean the same here, to begin with. A line of `synonyms.txt` is a group.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::stem::stem;
use super::tokenize::tokens;

/// Another way to say a word: the stems of one or more words in a row.
pub type Synonym = Vec<String>;

static GROUPS: LazyLock<HashMap<String, Vec<Synonym>>> = LazyLock::new(|| read(include_str!("synonyms.txt")));

fn read(list: &str) -> HashMap<String, Vec<Synonym>> {
    let mut groups: HashMap<String, Vec<Synonym>> = HashMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let members: Vec<Synonym> = line
            .split('=')
            .map(|member| tokens(member).map(|t| stem(&t.surface)).collect())
            .filter(|member: &Synonym| !member.is_empty())
            .collect();
        for (at, member) in members.iter().enumerate() {
            let others = members.iter().enumerate().filter(|(other, _)| *other != at);
            groups.entry(member.join(" ")).or_default().extend(others.map(|(_, m)| m.clone()));
        }
    }
    groups
}

/// Other ways to say a word or phrase, given and returned as stems.
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
