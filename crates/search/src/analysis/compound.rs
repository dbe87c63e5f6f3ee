//! Compounds taken apart: *barnrättsnätverket* is *barn*, *rätt* and *nätverk*.

use super::lexicon::Lexicon;
use super::stem::stem;

/// A shorter word is not taken apart.
const MIN_WORD: usize = 6;
/// A longer word is not taken apart (nor is anything that long Swedish).
const MAX_WORD: usize = 48;
/// Most parts.
const MAX_PARTS: usize = 5;

/// What an unknown last part may not begin with: endings that make one word of another, not compounds.
const DERIVED: [&str; 22] = [
    "iser", "isk", "ism", "ist", "else", "het", "lig", "ande", "ende", "ning", "skap", "nad", "ition", "ation", "itet",
    "are", "inna", "erska", "aktig", "mässig", "iver", "arna",
];

/// No word begins so: the -s- belongs to the part before, *arbets-kläder*.
const NO_BEGINNING: [&str; 9] = ["sb", "sd", "sf", "sg", "sh", "skl", "sr", "ss", "sz"];
/// The shortest of two words that were written as one by mistake.
const MIN_RUN: usize = 4;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where it ends in the word, in bytes.
    pub(crate) end: usize,
    /// Its stem.
    pub(crate) stem: String,
    /// It is of the stock.
    known: bool,
    /// It has less than four letters.
    short: bool,
}

#[derive(Clone)]
struct Way {
    cost: u32,
    parts: Vec<Part>,
}

/// The parts of a word (lower case), first to last, or nothing if it is no compound we can see.
pub(crate) fn split(lexicon: &Lexicon, word: &str, word_stem: &str) -> Vec<Part> {
    let length = word.chars().count();
    if !(MIN_WORD..=MAX_WORD).contains(&length) || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let parts = cheapest(lexicon, word, length);
    // A word of the stock means something of its own. It is taken apart only where that is beyond doubt:
    // erfarenhetsutbyte, not nätverk.
    let doubtful = |part: &Part| part.short || !part.known;
    if lexicon.is_head(word_stem) && (parts.iter().any(doubtful)) {
        return Vec::new();
    }
    parts
}

fn cheapest(lexicon: &Lexicon, word: &str, length: usize) -> Vec<Part> {
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let mut ways: Vec<Option<Way>> = vec![None; cuts.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(Way { cost: 0, parts: Vec::new() });
    }
    let mut best: Option<Way> = None;
    for from in 0..length {
        let Some(way) = ways.get(from).cloned().flatten() else {
            continue;
        };
        if from > 0 {
            keep(&mut best, last_part(lexicon, word, &cuts, from, &way));
        }
        if way.parts.len() + 1 >= MAX_PARTS {
            continue;
        }
        for to in from + 2..length.saturating_sub(2) {
            if let Some(next) = first_part(lexicon, word, &cuts, from, to, &way)
                && let Some(slot) = ways.get_mut(to)
            {
                keep(slot, Some(next));
            }
        }
    }
    best.map(|way| way.parts).unwrap_or_default()
}

fn keep(slot: &mut Option<Way>, new: Option<Way>) {
    if let Some(new) = new
        && slot.as_ref().is_none_or(|old| new.cost < old.cost)
    {
        *slot = Some(new);
    }
}

fn piece<'a>(word: &'a str, cuts: &[usize], from: usize, to: usize) -> Option<(&'a str, usize)> {
    let (start, end) = (*cuts.get(from)?, *cuts.get(to)?);
    Some((word.get(start..end)?, end))
}

fn extended(way: &Way, cost: u32, part: Part) -> Way {
    let mut parts = way.parts.clone();
    parts.push(part);
    Way { cost: way.cost + cost, parts }
}

/// A part that others follow: known, or unknown but long, first, and (seen later) before a long known head.
fn first_part(lexicon: &Lexicon, word: &str, cuts: &[usize], from: usize, to: usize, way: &Way) -> Option<Way> {
    let (form, end) = piece(word, cuts, from, to)?;
    if let Some(first) = lexicon.first_form(form) {
        // Fewest parts first; of those, the ones that need no -s-; and short parts are suspect.
        let short = if to - from == 2 { 6 } else { 0 };
        let part = Part { end, stem: first.stem.clone(), known: true, short: to - from < 4 };
        return Some(extended(way, 10 + u32::from(first.joined) + short, part));
    }
    (from == 0 && to >= 4 && has_vowel(form)).then(|| {
        let base = form.strip_suffix('s').filter(|b| b.chars().count() >= 4).unwrap_or(form);
        extended(way, 25, Part { end, stem: stem(base), known: false, short: false })
    })
}

/// The rest of the word as its last part.
fn last_part(lexicon: &Lexicon, word: &str, cuts: &[usize], from: usize, way: &Way) -> Option<Way> {
    let (rest, end) = piece(word, cuts, from, cuts.len().checked_sub(1)?)?;
    let length = rest.chars().count();
    if length < 3 {
        return None;
    }
    let all_known = way.cost < 25;
    // Before an unknown part, only a known head of some length; most letters of most words begin none.
    if !all_known && (length < 5 || !lexicon.may_be_head(rest)) {
        return None;
    }
    let rest_stem = stem(rest);
    if lexicon.is_head(&rest_stem) {
        let part = Part { end, stem: rest_stem, known: true, short: length < 4 };
        return (all_known || length >= 5).then(|| extended(way, 10, part));
    }
    let derived = DERIVED.iter().chain(&NO_BEGINNING).any(|ending| rest.starts_with(ending));
    (all_known && from >= 4 && length >= 5 && !derived && has_vowel(&rest_stem))
        .then(|| extended(way, 35, Part { end, stem: rest_stem, known: false, short: false }))
}

/// The stems of two words of the stock that were written as one, *barnetsbästa*, where the first is inflected as in no
/// compound.
pub(crate) fn run_together(word: &str) -> Option<[String; 2]> {
    let lexicon = Lexicon::domain();
    let cuts = word.char_indices().map(|(at, _)| at).skip(MIN_RUN);
    let mut ways = cuts.filter_map(|at| {
        let (first, second) = (word.get(..at)?, word.get(at..)?);
        let stems = [stem(first), stem(second)];
        let long = second.chars().count() >= MIN_RUN;
        (long && lexicon.first_form(first).is_none() && stems.iter().all(|stem| lexicon.is_head(stem))).then_some(stems)
    });
    ways.next()
}

fn has_vowel(text: &str) -> bool {
    text.chars().any(|c| "aeiouyåäö".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> Vec<String> {
        split(Lexicon::domain(), word, &stem(word)).into_iter().map(|p| p.stem).collect()
    }

    fn stems(words: &[&str]) -> Vec<String> {
        words.iter().map(|w| stem(w)).collect()
    }

    #[test]
    fn compounds_of_the_domain() {
        for (word, expected) in [
            ("barnrättsnätverket", &["barn", "rätt", "nätverk"][..]),
            ("barnchecklista", &["barn", "checklista"]),
            ("barnbokslut", &["barn", "bokslut"]),
            ("skolmaten", &["skola", "mat"]),
            ("barnkonsekvensanalyser", &["barn", "konsekvens", "analys"]),
            ("nätverksträffarna", &["nätverk", "träff"]),
            ("trygghetsvandringar", &["trygghet", "vandring"]),
            ("budgetprocessen", &["budget", "process"]),
            ("ungdomsinflytande", &["ungdom", "inflytande"]),
            ("barnrättsperspektiv", &["barn", "rätt", "perspektiv"]),
            ("medborgardialog", &["medborgare", "dialog"]),
            ("erfarenhetsutbyte", &["erfarenhet", "utbyte"]),
            ("arbetsgruppen", &["arbete", "grupp"]),
            ("arbetskläder", &["arbete", "kläder"]),
            ("borlängemodellen", &["borlänge", "modell"]),
        ] {
            assert_eq!(parts(word), stems(expected), "{word}");
        }
    }

    #[test]
    fn two_words_written_as_one() {
        assert_eq!(run_together("barnetsbästa"), Some([stem("barnets"), stem("bästa")]));
        for word in ["barnchecklista", "samverkan", "protokollet", "kommunerna", "barnbokslut"] {
            assert_eq!(run_together(word), None, "{word}");
        }
    }

    #[test]
    fn no_silly_splits() {
        for word in [
            "nätverk",
            "samverkan",
            "information",
            "centralisering",
            "kommunen",
            "rättighet",
            "organisationer",
            "politikerna",
            "inflytande",
            "personlig",
            "protokollet",
            "stockholm",
        ] {
            assert!(parts(word).is_empty(), "{word} → {:?}", parts(word));
        }
    }
}
