//! One form for every text: NFC, ligatures expanded, nothing invisible, plain spaces.

use unicode_normalization::UnicodeNormalization;

/// Cleans a whole text. Keeps line breaks, tabs and blank lines (at most one in a row); U+00AD stays, for
/// [`crate::text::join`] to decide on at line ends.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in composed(text).split('\n') {
        let line = tidy(line);
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(&line);
    }
    out
}

/// Cleans what has to be one line: a title, a heading, a cell.
pub(crate) fn one_line(text: &str) -> String {
    let text = composed(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{AD}', "")
}

/// [`one_line`], or nothing when nothing is left; cut at 300 characters.
pub(crate) fn title(text: &str) -> Option<String> {
    let line: String = one_line(text).chars().take(300).collect();
    line.chars().any(char::is_alphanumeric).then_some(line)
}

/// Characters replaced, then NFC. A combining mark written twice on one letter (`é` + U+0301, seen in real reports
/// saved from macOS) counts once.
fn composed(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| byte < 0x20 && byte != b'\n' && byte != b'\t') {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n");
    let replaced = text.chars().flat_map(replaced);
    let mut last_mark = None;
    replaced
        .nfd()
        .filter(|letter| {
            let mark = unicode_normalization::char::is_combining_mark(*letter).then_some(*letter);
            let twice = mark.is_some() && mark == last_mark;
            last_mark = mark;
            !twice
        })
        .nfc()
        .collect()
}

/// What one character becomes: itself, its letters if it is a ligature, a plain space, or nothing.
fn replaced(letter: char) -> impl Iterator<Item = char> {
    let letters: &'static str = match letter {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{2028}' | '\u{2029}' | '\r' | '\u{0B}' | '\u{85}' => "\n",
        // Word's non-breaking hyphen in some exports.
        '\u{2011}' => "-",
        // Symbol font bullets end up in the private area.
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' => "•",
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFC}'
        | '\u{FFFE}'
        | '\u{FFFF}' => "",
        '\t' | '\n' => return Either::One(Some(letter)),
        _ if letter.is_control() => "",
        _ => return Either::One(Some(letter)),
    };
    Either::Many(letters.chars())
}

enum Either {
    One(Option<char>),
    Many(std::str::Chars<'static>),
}

impl Iterator for Either {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::One(letter) => letter.take(),
            Self::Many(letters) => letters.next(),
        }
    }
}

/// Runs of spaces become one; runs with a tab in them become one tab; none at the ends.
fn tidy(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut gap = None;
    for letter in line.trim().chars() {
        match letter {
            '\t' => gap = Some('\t'),
            ' ' => gap = gap.or(Some(' ')),
            _ => {
                out.extend(gap.take());
                out.push(letter);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form() {
        assert_eq!(clean("o\u{308}ver\u{A0}\u{FB01}n  \t x\r\n\r\n\r\nny"), "över fin\tx\n\nny");
        assert_eq!(clean("kommitt\u{E9}\u{301} p\u{E5}\u{30A}"), "kommitté på");
        assert_eq!(clean("a\u{0}\u{200B}b\u{FEFF}"), "ab");
        assert_eq!(one_line(" två\n rader "), "två rader");
        assert_eq!(title(" — "), None);
    }
}
