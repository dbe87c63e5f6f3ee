//! Which passwords are taken.

use domain::people::person::{LONGEST_PASSWORD, SHORTEST_PASSWORD};
use domain::{Error, Result};

/// What people choose first: one a line, in lower case, without spaces and signs.
const BLOCKED: &str = include_str!("blocked.txt");
/// The fewest characters that must be left when everything guessable is taken away.
const OWN_PART: usize = 6;

/// Whether a password may be set; `email` and `name` are the person's, which must not carry it.
///
/// # Errors
/// [`Error::Invalid`] at `pointer` with `too_short`, `too_long` or `too_common`.
pub fn check_rules(pointer: &'static str, password: &str, email: &str, name: &str) -> Result<()> {
    let normal = super::normal(password);
    let length = normal.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(Error::invalid(pointer, "too_short"));
    }
    // the first bound is the cheap one: what was sent may grow when it is normalised
    if password.len() > LONGEST_PASSWORD * 4 || length > LONGEST_PASSWORD {
        return Err(Error::invalid(pointer, "too_long"));
    }
    if guessable(&normal, email, name) { Err(Error::invalid(pointer, "too_common")) } else { Ok(()) }
}

/// Whether next to nothing is left when repeated and successive characters, listed words, the product's name and the
/// person's own are taken away.
fn guessable(password: &str, email: &str, name: &str) -> bool {
    let mut left = letters(password);
    let own = email.split(['@', '.', '-', '_', '+']).chain(name.split_whitespace()).map(letters);
    let whole = [letters(email), letters(name)];
    let mut words: Vec<String> = BLOCKED.lines().map(str::to_owned).chain(own).chain(whole).collect();
    words.retain(|word| word.chars().count() >= 3);
    // the longest first, or a part of a word would hide the word
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    for word in &words {
        if left.contains(word.as_str()) {
            left = left.replace(word.as_str(), " ");
        }
    }
    own_part(&left) < OWN_PART
}

/// Lower case, without spaces and signs.
fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How many characters neither repeat the one before nor follow it in the alphabet or in counting, up or down.
fn own_part(text: &str) -> usize {
    let (mut count, mut before) = (0, None::<char>);
    let mut seen: Vec<char> = Vec::new();
    for letter in text.chars().filter(|c| c.is_alphanumeric()) {
        let follows = before.is_some_and(|before| u32::from(before).abs_diff(u32::from(letter)) <= 1);
        if !(follows || seen.len() > 12 && repeats(&seen, letter)) {
            count += 1;
        }
        seen.push(letter);
        before = Some(letter);
    }
    count.min(distinct(&seen))
}

/// Whether the letter is what it was two to six places ago, and those before it too: `abcdabcdabcd`.
fn repeats(seen: &[char], letter: char) -> bool {
    (2..=6).any(|period| {
        let at = |back: usize| seen.len().checked_sub(back).and_then(|index| seen.get(index));
        at(period) == Some(&letter) && (1..=period).all(|back| at(back).is_some() && at(back) == at(back + period))
    })
}

fn distinct(seen: &[char]) -> usize {
    seen.iter().collect::<std::collections::BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<&'static str> {
        match check_rules("/new", password, "elin.strand@kommun.example", "Elin Strand") {
            Ok(()) => None,
            Err(Error::Invalid(faults)) => faults.first().map(|fault| fault.code),
            Err(other) => Some(Box::leak(other.to_string().into_boxed_str())),
        }
    }

    #[test]
    fn length_and_guessing_decide_and_nothing_else() {
        for good in [
            "korrekt häst batteri stapel",
            "aldrig regnar det i augusti",
            "blåbär under granen",
            "samrum vid den stora sjön",
            "🦊🦔 räven och igelkotten",
            "qmzoekfhwlrpvbxt",
        ] {
            assert_eq!(code(good), None, "{good}");
        }
        for short in ["", "kort", "fjorton tecken", "aA1!aA1!aA1!aA"] {
            assert_eq!(code(short), Some("too_short"), "{short}");
        }
        for common in [
            "passwordpassword",
            "Password123456789!",
            "samrumsamrumsamrum",
            "Samrum2026Samrum2026",
            "elin.strand@kommun.example",
            "elinstrandelinstrand",
            "Elin Strand 2026!",
            "aaaaaaaaaaaaaaaa",
            "abcdefghijklmnopq",
            "123456789012345",
            "abababababababababab",
            "hejhejhejhejhejhej",
            "Sommaren2026!!!!",
            "qwertyuiopasdfgh",
            "lösenordlösenord",
        ] {
            assert_eq!(code(common), Some("too_common"), "{common}");
        }
        assert_eq!(code(&"åäö ek lind bok ".repeat(17)), Some("too_long"));
    }

    #[test]
    fn the_list_is_in_the_form_it_is_compared_in() {
        for line in BLOCKED.lines() {
            assert_eq!(letters(line), line);
        }
    }
}
