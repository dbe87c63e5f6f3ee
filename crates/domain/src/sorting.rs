//! Swedish order and folding, the same on both engines.
//!
//! Collations differ by engine and by the machine's libraries, so names carry a key made here. The order is that of
//! Svenska Akademiens ordlista: å, ä, ö after z, other accents as their base letter, digits by their value.

use unicode_normalization::UnicodeNormalization;

/// NFC, lower case: what a case-insensitive comparison compares.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// A key whose byte order is the Swedish alphabetical order.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let folded = fold(text);
    let mut rest = folded.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            'å' => key.push_str("{a"),
            'ä' | 'æ' => key.push_str("{b"),
            'ö' | 'ø' => key.push_str("{c"),
            '0'..='9' => {
                // numbers by value: the count of digits goes first
                let mut digits = String::from(letter);
                while let Some(next) = rest.next_if(char::is_ascii_digit) {
                    digits.push(next);
                }
                let digits = digits.trim_start_matches('0');
                key.push(char::from(b'0' + u8::try_from(digits.len().min(9)).unwrap_or(9)));
                key.push_str(digits);
            }
            other => {
                let base = other.nfd().next().unwrap_or(other);
                key.push(if base.is_alphanumeric() { base } else { ' ' });
            }
        }
    }
    key
}

/// A text as `LIKE … ESCAPE '!'` takes it letter by letter.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// What `LIKE … ESCAPE '!'` looks for where a [`fold`]ed text is wanted by a part of it.
#[must_use]
pub fn part_of_folded(text: &str) -> String {
    format!("%{}%", escaped(&fold(text.trim())))
}

/// The column of a [`sort_key`] with its letters as they are read, to be compared with [`part_of_name`]: for names that
/// have no folded twin, since engines fold no more than ASCII.
#[must_use]
pub fn name_in_key(column: &str) -> String {
    format!("replace(replace(replace({column}, '{{a', 'å'), '{{b', 'ä'), '{{c', 'ö')")
}

/// What `LIKE` looks for where a name is wanted by a part of it. Whatever is no letter or digit is a space there, so nothing
/// need be escaped; a text of nothing else finds nothing.
#[must_use]
pub fn part_of_name(text: &str) -> String {
    let text = text.trim();
    let name = sort_key(text).replace("{a", "å").replace("{b", "ä").replace("{c", "ö");
    if !text.is_empty() && name.trim().is_empty() { String::new() } else { format!("%{name}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_order() {
        let mut names =
            vec!["Örebro", "Ängelholm", "Åmål", "Zinkgruvan", "Östersund", "Degerfors", "Träff 10", "Träff 9"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["Degerfors", "Träff 9", "Träff 10", "Zinkgruvan", "Åmål", "Ängelholm", "Örebro", "Östersund"]
        );
    }

    #[test]
    fn folding_reaches_past_ascii() {
        assert_eq!(fold("ÖREBRO"), "örebro");
        assert_eq!(fold("O\u{308}rebro"), "örebro");
    }

    #[test]
    fn a_part_of_a_name_escapes_nothing() {
        assert_eq!(part_of_name(" Åsa Öhrn-Éklund "), "%åsa öhrn eklund%");
        assert_eq!(part_of_name("50%_x"), "%250  x%");
        assert_eq!((part_of_name("%"), part_of_name(" ")), (String::new(), "%%".to_owned()));
    }
}
