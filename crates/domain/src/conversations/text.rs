//! From what somebody wrote to what others may safely be shown.
//!
//! Stored are the Markdown as written (NFC), the HTML made from it here, and the renderer's version. The HTML is made by
//! CommonMark rules and then cut down to an allow list: no scripts, styles, frames, forms, SVG or MathML.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use comrak::{Options, markdown_to_html};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::ids::PersonId;
use crate::{Error, Result};

/// Goes up with every change of what the same Markdown becomes.
pub const RENDERER_VERSION: i32 = 1;
/// The most characters of one message.
pub const LONGEST: usize = 50_000;

/// Text that has been checked and rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    markdown: String,
    html: String,
    mentions: BTreeSet<PersonId>,
}

impl Text {
    /// Takes what somebody wrote.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/text` for nothing but white space, more than [`LONGEST`] characters, or U+0000.
    pub fn written(text: &str) -> Result<Self> {
        if text.contains('\0') {
            return Err(Error::invalid("/text", "nul_character"));
        }
        let markdown: String = text.trim().nfc().collect();
        if markdown.is_empty() {
            return Err(Error::invalid("/text", "empty"));
        }
        if markdown.chars().count() > LONGEST {
            return Err(Error::invalid("/text", "too_long"));
        }
        let html = render(&markdown);
        let mentions = mentions(&markdown);
        Ok(Self { markdown, html, mentions })
    }

    /// The Markdown.
    #[must_use]
    pub fn markdown(&self) -> &str {
        &self.markdown
    }

    /// The HTML, safe to insert into a page.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The people it mentions by reference.
    #[must_use]
    pub fn mentions(&self) -> &BTreeSet<PersonId> {
        &self.mentions
    }
}

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .rm_tags(["img", "map", "area", "figure", "figcaption"])
        .add_tags(["input"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("th", ["align"])
        .add_tag_attributes("td", ["align"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "samrum"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

fn render(markdown: &str) -> String {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.render.hardbreaks = true;
    ALLOWED.clean(&markdown_to_html(markdown, &options)).to_string()
}

/// `samrum:person/<id>` wherever it stands in the text.
fn mentions(markdown: &str) -> BTreeSet<PersonId> {
    markdown
        .split("samrum:person/")
        .skip(1)
        .filter_map(|rest| rest.get(..36))
        .filter_map(|id| Uuid::parse_str(id).ok())
        .map(PersonId)
        // more than fifty is no mention but a mailing
        .take(50)
        .collect()
}

/// The beginning of a text in one line without marks, at most `characters` long.
#[must_use]
pub fn excerpt(markdown: &str, characters: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in markdown.split_whitespace() {
        let word = strip_link(word);
        let word = word.trim_matches(|c| matches!(c, '*' | '_' | '#' | '>' | '`' | '~' | '|'));
        if word.is_empty() || word == "-" {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word.chars().count();
        if length > characters {
            return line.chars().take(characters.saturating_sub(1)).collect::<String>() + "…";
        }
    }
    line
}

/// `[text](address)` → `text`, for links within one word.
fn strip_link(word: &str) -> String {
    match (word.find('['), word.find("](")) {
        (Some(open), Some(middle)) if open < middle => {
            let after = word[middle..].find(')').map_or("", |end| &word[middle + end + 1..]);
            format!("{}{}{after}", &word[..open], &word[open + 1..middle])
        }
        _ => match word.find("](") {
            Some(middle) => {
                let after = word[middle..].find(')').map_or("", |end| &word[middle + end + 1..]);
                format!("{}{after}", &word[..middle])
            }
            None => word.trim_start_matches('[').to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_html() {
        let text = Text::written("**Hej** [länk](https://exempel.se)\n\n- a\n- b").expect("fine");
        assert!(text.html().contains("<strong>Hej</strong>"));
        assert!(text.html().contains("rel=\"noopener noreferrer nofollow\""));
        assert!(text.html().contains("<li>a</li>"));
    }

    #[test]
    fn nothing_runs() {
        for hostile in [
            "<script>alert(1)</script>x",
            "[x](javascript:alert(1))",
            "<img src=x onerror=alert(1)>x",
            "<svg onload=alert(1)>x</svg>",
            "<a href=\"data:text/html,x\" onclick=y>x</a>",
            "<iframe src=//evil>x</iframe>",
        ] {
            let text = Text::written(hostile).expect("fine");
            let html = text.html().to_lowercase();
            for never in ["<script", "javascript:", "onerror", "onload", "onclick", "data:", "<iframe", "<svg", "<img"]
            {
                assert!(
                    !html.contains(&format!("<{never}")) && (!html.contains(never) || html.contains("&lt;")),
                    "{hostile} → {html}"
                );
            }
        }
    }

    #[test]
    fn empty_long_and_nul_are_refused() {
        assert!(Text::written(" \n ").is_err());
        assert!(Text::written("a\0b").is_err());
        assert!(Text::written(&"å".repeat(LONGEST + 1)).is_err());
        assert!(Text::written(&"å".repeat(LONGEST)).is_ok());
    }

    #[test]
    fn mentions_are_found() {
        let id = Uuid::from_u128(42);
        let text = Text::written(&format!("Hej [Anna](samrum:person/{id})!")).expect("fine");
        assert_eq!(text.mentions().iter().next(), Some(&PersonId(id)));
        assert!(text.html().contains("samrum:person/"));
    }

    #[test]
    fn excerpts_are_plain() {
        assert_eq!(excerpt("**Hej** [Anna Berg](samrum:person/x), se > här", 100), "Hej Anna Berg, se här");
        assert_eq!(excerpt("ett två tre", 5), "ett …");
    }
}
