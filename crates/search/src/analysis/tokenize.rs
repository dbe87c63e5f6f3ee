//! Words of a text, with their place in it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Longest word in characters; the rest of it is not searched.
const MAX_WORD: usize = 64;

/// Endings after a colon, as in `SKL:s`, that belong to the word and are left out of it.
const COLON_ENDINGS: [&str; 10] = ["s", "n", "t", "en", "et", "er", "ar", "ns", "ts", "erna"];

/// A word as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// First byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The word in lower case and NFC, without soft hyphens and without an ending after a colon.
    pub surface: Cow<'a, str>,
    /// Joined to the word before by nothing but a hyphen, as *post* in *e-post*.
    pub hyphenated: bool,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{AD}' || ('\u{300}'..='\u{36F}').contains(&c)
}

/// The words of a text, in order. Letters and digits make words; everything else parts them.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    let mut last_end = None;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|c: char| c.is_alphanumeric())?;
        let word = text.get(start..)?;
        let length = word.find(|c: char| !is_word(c)).unwrap_or(word.len());
        let core = word.get(..length)?;
        let end = start + length + colon_ending(word.get(length..).unwrap_or_default());
        let hyphenated = last_end
            .and_then(|last: usize| text.get(last..start))
            .is_some_and(|between| matches!(between, "-" | "\u{2010}" | "\u{2011}"));
        at = end;
        last_end = Some(end);
        Some(Token { start, end, surface: normalise(core), hyphenated })
    })
}

/// Bytes of an ending like `:s` at the beginning of what follows a word.
fn colon_ending(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix(':') else {
        return 0;
    };
    let length = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
    match after.get(..length) {
        Some(ending) if COLON_ENDINGS.contains(&ending) => 1 + length,
        _ => 0,
    }
}

fn normalise(word: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, 'å' | 'ä' | 'ö' | 'é');
    // A word of n bytes has at most n characters.
    if word.len() <= MAX_WORD && word.chars().all(plain) {
        return Cow::Borrowed(word);
    }
    let lower: String = word.nfc().filter(|c| *c != '\u{AD}').flat_map(char::to_lowercase).take(MAX_WORD).collect();
    Cow::Owned(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|t| t.surface.into_owned()).collect()
    }

    #[test]
    fn swedish_words_numbers_and_dates() {
        assert_eq!(words("Örebro, 2016-04-12: SKL:s e-post!"), ["örebro", "2016", "04", "12", "skl", "e", "post"]);
        assert_eq!(words("ba\u{AD}rn A\u{30A}r"), ["barn", "år"]);
        assert!(words(" -- :: \u{AD} ").is_empty());
    }

    #[test]
    fn places_cover_the_word_as_written() {
        let text = "Enligt SKL:s råd";
        let shown: Vec<&str> = tokens(text).map(|t| &text[t.start..t.end]).collect();
        assert_eq!(shown, ["Enligt", "SKL:s", "råd"]);
        assert!(tokens("e-post").last().is_some_and(|t| t.hyphenated));
    }
}
