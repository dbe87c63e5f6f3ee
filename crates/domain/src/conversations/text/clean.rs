//! What is taken away from a text before anything else: characters that nobody sees and that make it look like another.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most marks on one letter: more is a picture, drawn over other people's words.
const MOST_MARKS: usize = 6;

/// NFC, with one kind of line break, and without characters that hide, turn or pile up.
#[must_use]
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut marks = 0;
    let seen = text.chars().filter(|c| !is_hidden(*c)).filter(|c| {
        marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
        marks <= MOST_MARKS
    });
    seen.nfc().collect()
}

/// What was written in a field that is no running text, without the space around it; empty where nothing of it can be
/// seen.
#[must_use]
pub(crate) fn field(text: &str) -> String {
    let text = clean(text);
    if is_blank(&text) { String::new() } else { text.trim().to_owned() }
}

/// Nothing in it can be seen.
#[must_use]
pub(crate) fn is_blank(text: &str) -> bool {
    let unseen = |c: char| {
        c.is_whitespace()
            || is_hidden(c)
            || is_combining_mark(c)
            // joiners, marks of direction, the soft hyphen and letters drawn as nothing
            || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{200c}'..='\u{200f}'
                | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}')
    };
    text.chars().all(unseen)
}

/// Turns the reading order about, takes no room, or is a control: an address or a name with one in it is not what it
/// looks like. Joiners stay: some scripts and pictures need them.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{180e}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{clean, field, is_blank};

    #[test]
    fn what_hides_goes_and_what_is_needed_stays() {
        assert_eq!(clean("faktura\u{202e}gpj.exe\u{200b}"), "fakturagpj.exe");
        assert_eq!(clean("a\u{2066}b\u{2069}\u{feff}c\r\nd\te"), "abc\nd\te");
        assert_eq!(clean("O\u{308}rebro 👩\u{200d}👧 می\u{200c}خواهم"), "Örebro 👩\u{200d}👧 می\u{200c}خواهم");
        assert!(clean(&format!("z{}", "\u{301}".repeat(100))).chars().count() < 10);
    }

    #[test]
    fn nothing_to_see_is_blank() {
        assert!(is_blank(" \n\u{200d}\u{ad}\u{2800}\u{3164}\u{200f}"));
        assert!(!is_blank("\u{200d}å"));
        assert_eq!((field("\u{200d}\u{2800} "), field(" Ja\u{202e}\n")), (String::new(), "Ja".to_owned()));
    }
}
