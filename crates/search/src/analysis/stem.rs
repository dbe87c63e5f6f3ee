//! The stem of a Swedish word: Snowball, and the endings it leaves.
//!
//! Snowball's Swedish leaves *protokollet*, *nätverket*, *skolan*, *ärendena*, *aktivt*, *artikeln* as they are. What
//! counts here is that all forms of a word get the same stem, not that the stem is a word.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

static SNOWBALL: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Swedish));

/// Letters after which an -s may be an ending.
const CARRIES_S: [char; 20] =
    ['b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'r', 't', 'v', 'y', 'a', 'e', 'é'];

/// How words for people and things end that Snowball takes for plurals, as *skolor* is one.
const AGENTS: [&str; 8] = ["ktor", "rator", "nator", "kator", "lator", "mator", "ntor", "essor"];

/// Forms no rule gets right, with the stem of their base form.
const IRREGULAR: &[(&str, &str)] = &[
    ("året", "år"),
    ("åren", "år"),
    ("årens", "år"),
    ("årets", "år"),
    ("års", "år"),
    ("städer", "stad"),
    ("städerna", "stad"),
    ("städernas", "stad"),
    ("länder", "land"),
    ("länderna", "land"),
    ("händer", "hand"),
    ("händerna", "hand"),
    ("böcker", "bok"),
    ("böckerna", "bok"),
    ("ledamöter", "ledamot"),
    ("ledamöterna", "ledamot"),
    ("söner", "son"),
    ("döttrar", "dott"),
    ("mödrar", "mod"),
    ("bröder", "brod"),
    ("bönder", "bond"),
    ("nätter", "nat"),
    ("stränder", "strand"),
    ("tänder", "tand"),
    ("numret", "numm"),
    ("numren", "numm"),
    ("större", "stor"),
    ("störst", "stor"),
    ("största", "stor"),
    ("bättre", "god"),
    ("bäst", "god"),
    ("bästa", "god"),
    ("yngre", "ung"),
    ("yngst", "ung"),
    ("yngsta", "ung"),
    ("äldre", "gammal"),
    ("äldst", "gammal"),
    ("äldsta", "gammal"),
    ("deltog", "deltag"),
    ("delta", "deltag"),
    ("deltar", "deltag"),
    ("deltagit", "deltag"),
    ("idén", "idé"),
    ("idéns", "idé"),
    ("idéer", "idé"),
    ("idéerna", "idé"),
    ("sagt", "säg"),
    ("sade", "säg"),
    ("säger", "säg"),
    ("säga", "säg"),
    ("skrev", "skriv"),
    ("skrivit", "skriv"),
    ("skrivet", "skriv"),
    ("tog", "ta"),
    ("tar", "ta"),
    ("tagit", "ta"),
    ("gav", "ge"),
    ("ger", "ge"),
    ("gett", "ge"),
    ("kom", "komm"),
];

static IRREGULAR_FORMS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| IRREGULAR.iter().copied().collect());

/// Whether words have this stem that do not begin with it.
#[must_use]
pub fn is_irregular(stem: &str) -> bool {
    IRREGULAR.iter().any(|(_, of)| *of == stem)
}

/// The stem of a word given in lower case. Words of one or two letters, and what has digits, are their own stems.
#[must_use]
pub fn stem(word: &str) -> String {
    if word.chars().count() < 3 || word.chars().any(|c| c.is_ascii_digit()) {
        return word.to_owned();
    }
    if let Some(stem) = IRREGULAR_FORMS.get(word) {
        return (*stem).to_owned();
    }
    let base = before(without_genitive(word));
    let mut stem = SNOWBALL.stem(&base).into_owned();
    // Each form sheds its endings in turn: universitetet, universitet, universit.
    for _ in 0..5 {
        if !shed(&mut stem) {
            break;
        }
    }
    stem
}

/// The word without an -s after a letter that can carry one. *Plats* loses it too, and so do all its other forms.
fn without_genitive(word: &str) -> &str {
    // The -s of plats and insats is their own.
    if word.ends_with("plats") || word.ends_with("sats") {
        return word;
    }
    match word.strip_suffix('s') {
        Some(base) if base.chars().count() >= 4 && base.ends_with(CARRIES_S) => base,
        _ => word,
    }
}

/// What must be put right before Snowball sees the word.
fn before(word: &str) -> String {
    // tjänstemän, tjänstemännen(s), tjänstemannen → tjänsteman
    for ending in ["männens", "männen", "mäns", "män", "mannens", "mannen"] {
        if let Some(base) = word.strip_suffix(ending)
            && (base.chars().count() >= 3 || ending.starts_with("män"))
        {
            return format!("{base}man");
        }
    }
    // politiker(n, na, nas): somebody, not politik
    for ending in ["ikernas", "ikerna", "ikerns", "ikern", "ikers", "iker"] {
        if let Some(base) = word.strip_suffix(ending)
            && base.chars().count() >= 3
        {
            return format!("{base}ikr");
        }
    }
    // rektor(n, er, erna), kurator: no plurals in -or
    for ending in ["ernas", "erna", "ers", "er", "ns", "n", "s", ""] {
        if let Some(base) = word.strip_suffix(ending)
            && AGENTS.iter().any(|agent| base.ends_with(agent))
        {
            return format!("{base}r");
        }
    }
    // styrelse(n, r, rna), skrivelse: something else than styra and skriva
    for ending in ["elsernas", "elserna", "elsers", "elser", "elsens", "elsen", "elses", "else"] {
        if let Some(base) = word.strip_suffix(ending)
            && base.chars().count() >= 3
        {
            return format!("{base}els");
        }
    }
    // ärendena, nätverkena: plural of words in -e, which Snowball takes for -a only.
    for (ending, put) in [("enas", "en"), ("ena", "en")] {
        if let Some(base) = word.strip_suffix(ending)
            && base.chars().count() >= 3
        {
            return format!("{base}{put}");
        }
    }
    // hållbart, hållbara, hållbarhet share hållbar with the ending kept from being taken for a plural.
    for ending in ["barheten", "barhet", "bart", "bara", "bar"] {
        if let Some(base) = word.strip_suffix(ending)
            && base.chars().count() >= 4
        {
            return format!("{base}barr");
        }
    }
    for (ending, put) in [
        ("én", "é"),
        ("éer", "é"),
        ("éerna", "é"),
        ("ön", "ö"),
        ("eln", "el"),
        ("elns", "el"),
        ("ernas", "er"),
        ("iumet", "i"),
        ("iums", "i"),
        ("ium", "i"),
        ("vts", "v"),
        ("vt", "v"),
        ("alt", "al"),
        ("samt", "sam"),
        ("iska", "isk"),
        ("ats", "a"),
    ] {
        // insats and lekplats are no forms of a verb
        let noun = ending == "ats" && (word.ends_with("plats") || word.ends_with("sats"));
        if let Some(base) = word.strip_suffix(ending)
            && base.chars().count() >= 3
            && !noun
        {
            return format!("{base}{put}");
        }
    }
    word.to_owned()
}

/// Sheds one more ending that Snowball knows nothing of. False when there is none.
fn shed(stem: &mut String) -> bool {
    let has_vowel = |s: &str| s.chars().any(|c| "aeiouyåäöé".contains(c));
    for (ending, keep) in [("et", 2), ("an", 3), ("ens", 3), ("in", 5), ("i", 5)] {
        if let Some(base) = stem.strip_suffix(ending)
            && base.chars().count() >= keep
            && has_vowel(base)
        {
            let length = base.len();
            stem.truncate(length);
            return true;
        }
    }
    // platser → plats → plat, as Snowball does to plats itself
    if let Some(base) = stem.strip_suffix('s')
        && base.chars().count() >= 3
        && base.ends_with(CARRIES_S)
    {
        stem.truncate(stem.len() - 1);
        return true;
    }
    // programm → program
    if stem.ends_with("mm") && stem.len() > 4 {
        stem.truncate(stem.len() - 1);
        return true;
    }
    // föräldr → föräld, centr → cent
    if (stem.ends_with("tr") || stem.ends_with("dr")) && stem.chars().count() >= 5 {
        stem.truncate(stem.len() - 1);
        return true;
    }
    // artikel → artikl, exempel → exempl, as their plurals
    if let Some(base) = stem.strip_suffix("el")
        && base.chars().count() >= 3
        && base.ends_with(|c: char| "bdfghjkmnpstv".contains(c))
    {
        let length = base.len();
        stem.truncate(length);
        stem.push('l');
        return true;
    }
    false
}

#[cfg(test)]
mod tests;
