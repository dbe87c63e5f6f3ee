//! Words that mean the same here: those that hold everywhere, and those that a network's coordinators add.
//!
//! They are looked up when somebody searches and never indexed, so a new one works at once.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::stem::stem;
use super::stopwords::is_stopword;
use super::tokenize::tokens;

/// Another way to say a word: the stems of one or more words in a row.
pub type Synonym = Vec<String>;

/// A line is a group, its members with `=` between.
const DEFAULTS: &str = include_str!("synonyms.txt");

static EVERYWHERE: LazyLock<Synonyms> = LazyLock::new(|| Synonyms::of(defaults()));

/// The groups that hold everywhere, as written.
pub fn defaults() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = DEFAULTS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('=').map(str::trim).collect())
}

/// Groups of words that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synonyms {
    others: HashMap<String, Vec<Synonym>>,
}

impl Synonyms {
    /// Takes groups as people write them. A member may be several words; one without any word is left out.
    pub fn of<Group, Member>(groups: impl IntoIterator<Item = Group>) -> Self
    where
        Group: IntoIterator<Item = Member>,
        Member: AsRef<str>,
    {
        let mut others: HashMap<String, Vec<Synonym>> = HashMap::new();
        for group in groups {
            let members: Vec<(String, Synonym)> = group
                .into_iter()
                .map(|member| {
                    let member = member.as_ref();
                    (key(member), tokens(member).map(|t| stem(&t.surface)).collect())
                })
                .filter(|(_, stems): &(_, Synonym)| !stems.is_empty())
                .collect();
            for (at, (key, _)) in members.iter().enumerate() {
                let rest = members.iter().enumerate().filter(|(other, _)| *other != at);
                others.entry(key.clone()).or_default().extend(rest.map(|(_, (_, stems))| stems.clone()));
            }
        }
        Self { others }
    }

    fn get(&self, stems: &str) -> &[Synonym] {
        self.others.get(stems).map_or(&[], Vec::as_slice)
    }
}

/// What a member is found by: its stems without common words, which a query leaves out too.
fn key(member: &str) -> String {
    let words = tokens(member).filter(|t| !is_stopword(&t.surface));
    words.map(|t| stem(&t.surface)).collect::<Vec<_>>().join(" ")
}

/// Where the synonyms of one search are looked up.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Meanings<'a> {
    own: &'a [Arc<Synonyms>],
}

impl<'a> Meanings<'a> {
    /// Those that hold everywhere, and these.
    pub(crate) fn with(own: &'a [Arc<Synonyms>]) -> Self {
        Self { own }
    }

    /// Other ways to say a word or phrase, given as stems without common words, returned as stems with them.
    pub(crate) fn of(self, stems: &[String]) -> impl Iterator<Item = &'a Synonym> {
        let key = stems.join(" ");
        let own: Vec<&'a Synonym> = self.own.iter().flat_map(|synonyms| synonyms.get(&key)).collect();
        EVERYWHERE.get(&key).iter().chain(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(meanings: Meanings<'_>, stems: &[String]) -> Vec<Synonym> {
        meanings.of(stems).cloned().collect()
    }

    #[test]
    fn both_ways_and_inflected() {
        let everywhere = Meanings::default();
        assert!(said(everywhere, &[stem("politikerna")]).contains(&vec![stem("förtroendevalda")]));
        assert!(said(everywhere, &[stem("förtroendevald")]).contains(&vec![stem("politiker")]));
        assert!(said(everywhere, &["bo".into()]).contains(&vec![stem("barnombudsmannen")]));
        assert!(said(everywhere, &["okänd".into()]).is_empty());
    }

    #[test]
    fn a_networks_own_come_on_top() {
        let own = [Arc::new(Synonyms::of([vec!["trappan", "samråd med unga"], vec!["politiker", "ledamot", " - "]]))];
        let meanings = Meanings::with(&own);
        assert_eq!(said(meanings, &[stem("trappan")]), [vec![stem("samråd"), "med".into(), stem("unga")]]);
        assert_eq!(said(meanings, &[stem("samråd"), stem("unga")]), [vec![stem("trappan")]]);
        let politician = said(meanings, &[stem("politiker")]);
        assert!(politician.contains(&vec![stem("ledamot")]) && politician.contains(&vec![stem("förtroendevald")]));
    }
}
