//! The words of what the log is taken along as. On its page the interface has the same ones.

use crate::audit::Fact;
use crate::sorting::fold;

/// The words of what the log is taken along as.
pub struct LogWords {
    /// The heads of the table: number, when, network, who, what in words and as a code, to what, more in words and as it was
    /// noted, the hash before it and its own.
    pub columns: [&'static str; 11],
    /// Who did what nobody in particular did.
    pub installation: &'static str,
    /// What the file is called, after whose log it is.
    pub name: &'static str,
    /// What was done: a code, and its words.
    pub acts: &'static [(&'static str, &'static str)],
    /// What it says beside that.
    pub facts: &'static FactWords,
}

/// What the facts of an act are called, by their codes; none for a code without words.
pub struct FactWords {
    /// That something is so.
    pub yes: fn(&str) -> Option<&'static str>,
    /// That it is not.
    pub no: fn(&str) -> Option<&'static str>,
    /// What a fact is of, before it.
    pub of: fn(&str) -> Option<&'static str>,
    /// A state, a setting, a kind.
    pub word: fn(&str) -> Option<&'static str>,
    /// What a number counts: one, and several.
    pub counted: fn(&str) -> Option<[&'static str; 2]>,
}

impl LogWords {
    /// What was done, by its code; none for a code without words.
    #[must_use]
    pub fn act(&self, code: &str) -> Option<&'static str> {
        self.acts.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
    }

    /// The codes of the acts whose words hold a text, in large letters or small.
    pub(crate) fn acts_like(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let text = fold(text);
        self.acts.iter().filter(move |(_, words)| fold(words).contains(&text)).map(|(code, _)| *code)
    }

    /// What an act says beside what was done, in words. What somebody wrote stays as it is, and so does a day.
    #[must_use]
    pub fn told(&self, act: &str, facts: &[Fact]) -> String {
        facts.iter().map(|fact| self.facts.told(act, fact)).collect::<Vec<_>>().join(", ")
    }
}

impl FactWords {
    fn told(&self, act: &str, fact: &Fact) -> String {
        let (of, value) = (fact.of.as_deref(), fact.value.as_str());
        if of == Some("text") {
            return value.to_owned();
        }
        let said = match value {
            "true" => of.and_then(self.yes),
            "false" => of.and_then(self.no),
            _ => None,
        };
        if let Some(said) = said {
            return said.to_owned();
        }
        let number: Option<u64> = value.parse().ok();
        // what a bare number counts, the act says
        let counts = of.or(match act {
            "mailing_sent" => Some("letters"),
            "home_told" => Some("told"),
            _ => None,
        });
        if let (Some(number), Some([one, several])) = (number, counts.and_then(self.counted)) {
            return format!("{number} {}", if number == 1 { one } else { several });
        }
        let word = (self.word)(value).unwrap_or(value);
        match of.and_then(self.of) {
            Some(before) if number.is_some() => format!("{before} {word}"),
            Some(before) => format!("{before}: {word}"),
            None => word.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::Fact;
    use crate::catalogue;
    use crate::people::person::Language;

    #[test]
    fn what_an_act_says_reads_as_words() {
        let told = |language, act: &str, facts: &[(&str, &str)]| {
            let of = |of: &str| Some(of.to_owned()).filter(|of| !of.is_empty());
            let facts = facts.iter().map(|(name, value)| Fact { of: of(name), value: (*value).to_owned() });
            catalogue::of(language).log.told(act, &facts.collect::<Vec<_>>())
        };
        let (sv, en) = (Language::Swedish, Language::English);
        let page = [("public", "true"), ("documents", "2")];
        assert_eq!(told(sv, "public_page_set", &page), "sidan visas, 2 dokument");
        assert_eq!(told(en, "public_page_set", &page), "the page is shown, 2 documents");
        assert_eq!(told(sv, "seat_holding_ended", &[("", "Anna Berg"), ("", "2020-11-30")]), "Anna Berg, 2020-11-30");
        assert_eq!(told(sv, "mailing_sent", &[("", "12")]), "12 brev");
        assert_eq!(told(en, "mailing_sent", &[("", "1")]), "1 letter");
        assert_eq!(told(sv, "conversation_moved", &[("room", "members")]), "rum: Medlemmar");
        assert_eq!(told(sv, "agreement_changed", &[("version", "2")]), "version 2");
        assert_eq!(told(sv, "message_hidden", &[("text", "no")]), "no", "what somebody wrote stays");
        assert_eq!(told(sv, "network_created", &[]), "");
    }
}
