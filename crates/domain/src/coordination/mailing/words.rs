//! The few words that stand for whoever reads: a name, an organisation, a seat.

use crate::{Error, Result};

/// What a placeholder stands for, in Swedish and English.
const PLACEHOLDERS: [(&str, Stands); 6] = [
    ("{namn}", Stands::Name),
    ("{name}", Stands::Name),
    ("{organisation}", Stands::Organisation),
    ("{uppdrag}", Stands::Seat),
    ("{seat}", Stands::Seat),
    ("{organization}", Stands::Organisation),
];

/// The most placeholders of one text: each becomes a few hundred bytes at most.
const MOST_PLACEHOLDERS: usize = 40;

#[derive(Clone, Copy)]
enum Stands {
    Name,
    Organisation,
    Seat,
}

/// What the placeholders are filled with.
#[derive(Clone, Debug)]
pub struct Filling {
    /// The reader's name.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
    /// What their seat is called.
    pub seat: String,
}

impl Filling {
    fn of(&self, stands: Stands) -> &str {
        match stands {
            Stands::Name => &self.name,
            Stands::Organisation => &self.organisation,
            Stands::Seat => &self.seat,
        }
    }

    /// One line with its placeholders filled.
    #[must_use]
    pub fn line(&self, text: &str) -> String {
        filled(text, |stands| self.of(stands).to_owned())
    }

    /// The HTML of a text with its placeholders filled, when its Markdown has become HTML: what is filled in is words
    /// wherever it stands, in code too, whatever characters it has.
    #[must_use]
    pub fn html(&self, html: &str) -> String {
        filled(html, |stands| {
            let literal = |c: char| match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                '\'' => "&#39;".to_owned(),
                c => c.to_string(),
            };
            self.of(stands).chars().map(literal).collect()
        })
    }
}

/// In one pass, so that what is filled in is not looked at again.
fn filled(text: &str, with: impl Fn(Stands) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match PLACEHOLDERS.iter().find(|(word, _)| from.starts_with(word)) {
            Some((word, stands)) => {
                out.push_str(&with(*stands));
                rest = &from[word.len()..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Every word in braces is a placeholder: `{nmn}` would be sent as it stands. There are no more of them than a letter
/// that is filled in has space for.
pub(super) fn known(text: &str, pointer: &'static str) -> Result<()> {
    let (mut rest, mut found) = (text, 0);
    while let Some(at) = rest.find('{') {
        let from = &rest[at..];
        let word = from.find('}').map_or(from, |end| &from[..=end]);
        let looks_like_one = word.len() > 2 && word[1..word.len() - 1].chars().all(char::is_alphabetic);
        if looks_like_one && !PLACEHOLDERS.iter().any(|(known, _)| *known == word) {
            return Err(Error::invalid(pointer, "unknown_placeholder"));
        }
        found += usize::from(looks_like_one);
        if found > MOST_PLACEHOLDERS {
            return Err(Error::invalid(pointer, "too_many"));
        }
        rest = &from[1..];
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_and_as_words() {
        let filling = Filling { name: "Åsa {seat} *Berg*".into(), organisation: "Mora".into(), seat: "ombud".into() };
        assert_eq!(filling.line("Hej {namn}, {uppdrag} i {organisation}!"), "Hej Åsa {seat} *Berg*, ombud i Mora!");
        let written = crate::conversations::text::Text::written("Hej **{name}**, `{organisation}`").expect("a text");
        assert_eq!(
            filling.html(written.html()).trim(),
            "<p>Hej <strong>Åsa {seat} *Berg*</strong>, <code>Mora</code></p>"
        );
        let sharp = Filling { name: "<b>A&B\"".into(), ..filling.clone() };
        assert_eq!(sharp.html("<p>{namn}</p>"), "<p>&lt;b&gt;A&amp;B&quot;</p>");
        assert_eq!(filling.line("{ och {0}"), "{ och {0}");
    }

    #[test]
    fn what_is_misspelt_is_told() {
        assert!(known("Hej {namn}", "/text").is_ok());
        assert!(known("{ } {} {0} {", "/text").is_ok());
        assert!(known("Hej {nmn}", "/text").is_err());
        assert!(known(&"{namn} ".repeat(40), "/text").is_ok());
        assert!(known(&"{namn} ".repeat(41), "/text").is_err());
    }
}
