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
}
