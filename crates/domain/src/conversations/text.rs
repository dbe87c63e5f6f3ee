//! From what somebody wrote to what others may safely be shown.
//!
//! Stored are the Markdown as written (NFC), the HTML made from it here, and the renderer's version. The HTML is made by
//! CommonMark rules and then cut down to an allow list: no scripts, styles, frames, forms, SVG or MathML.

mod again;
mod apart;
pub mod blocks;
pub(crate) mod changes;
mod clean;
mod plain;
mod relabelled;
mod render;

use std::borrow::Cow;
use std::collections::BTreeSet;

use uuid::Uuid;

use super::mention::Mention;
use crate::{Error, Result};

pub use again::render_again;
pub(crate) use apart::{apart, quoted};
pub use changes::{Change, ChangeKind};
pub(crate) use clean::{clean, field, is_blank};
pub(crate) use plain::plain;
pub(crate) use relabelled::relabelled;
pub(super) use render::escaped;

/// Goes up with every change of what the same Markdown becomes.
pub const RENDERER_VERSION: i32 = 3;
/// The most bytes of one message: 64 KiB.
pub const LONGEST: usize = 64 * 1024;
/// The most different people, organisations and roles that one message mentions: more is no mention but a mailing.
pub const MOST_MENTIONS: usize = 50;

/// Text that has been checked and rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    markdown: String,
    html: String,
    mentions: BTreeSet<Mention>,
    pointed_to: BTreeSet<Uuid>,
    documents: BTreeSet<Uuid>,
}

impl Text {
    /// Takes what somebody wrote.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/text` for nothing that can be seen, more than [`LONGEST`] bytes, U+0000, more than
    /// [`MOST_MENTIONS`] mentions, or quotes and lists within one another deeper than anybody can read.
    pub fn written(text: &str) -> Result<Self> {
        if text.contains('\0') {
            return Err(Error::invalid("/text", "nul_character"));
        }
        // before any work is done on it
        if text.len() > LONGEST * 2 {
            return Err(Error::invalid("/text", "too_long"));
        }
        let markdown = clean(text.trim());
        let markdown = markdown.trim().to_owned();
        if is_blank(&markdown) {
            return Err(Error::invalid("/text", "empty"));
        }
        if markdown.len() > LONGEST {
            return Err(Error::invalid("/text", "too_long"));
        }
        let rendered = render::render(&markdown)?;
        if rendered.mentions.len() > MOST_MENTIONS {
            return Err(Error::invalid("/text", "too_many_mentions"));
        }
        let pointed_to = ids_after(&markdown, &["samrum:conversation/", "samrum:message/", "/samtal/"]);
        let documents = ids_after(&markdown, &["samrum:document/", "/dokument/"]);
        Ok(Self { markdown, html: rendered.html, mentions: rendered.mentions, pointed_to, documents })
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

    /// The ids of the conversations and messages it points to, whether there are such or not.
    #[must_use]
    pub(crate) fn pointed_to(&self) -> &BTreeSet<Uuid> {
        &self.pointed_to
    }

    /// The ids of the documents it points to, whether there are such or not.
    #[must_use]
    pub(crate) fn documents(&self) -> &BTreeSet<Uuid> {
        &self.documents
    }

    /// Whom it mentions by reference.
    #[must_use]
    pub fn mentions(&self) -> &BTreeSet<Mention> {
        &self.mentions
    }
}

/// The HTML of a text that is no message and may be longer; none where it is nested deeper than anybody can read.
#[must_use]
pub fn shown(markdown: &str) -> Option<String> {
    render::render(markdown).ok().map(|rendered| rendered.html)
}

/// `samrum:conversation/<id>` and the client's own `/samtal/<id>`, wherever such words stand before an id.
fn ids_after(markdown: &str, ways: &[&str]) -> BTreeSet<Uuid> {
    let after = ways.iter().flat_map(|way| markdown.split(way).skip(1));
    after.filter_map(|rest| rest.get(..36)).filter_map(|id| Uuid::parse_str(id).ok()).take(50).collect()
}

/// The beginning of a text in one line without marks, at most `characters` long.
#[must_use]
pub fn excerpt(markdown: &str, characters: usize) -> String {
    let unquoted = without_quotes(markdown);
    let mut line = String::new();
    let mut length = 0;
    for word in unquoted.split_whitespace().filter(|word| !marks_only(word)) {
        let word = strip_link(word);
        let word = without_marks(&word);
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        line.push_str(&word);
        length += word.chars().count();
        if length > characters {
            let end = line.char_indices().nth(characters.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
            line.truncate(end);
            line.push('…');
            return line;
        }
    }
    line
}

/// The text without its quotes, whose words are others': `[…](samrum:message/…)`.
fn without_quotes(markdown: &str) -> Cow<'_, str> {
    const QUOTE: &str = "](samrum:message/";
    if !markdown.contains(QUOTE) {
        return markdown.into();
    }
    let mut left = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find(QUOTE) {
        let open = rest[..at].rfind('[').unwrap_or(at);
        left.push_str(&rest[..open]);
        rest = rest[at..].find(')').map_or("", |end| &rest[at + end + 1..]);
    }
    left.push_str(rest);
    left.into()
}

/// A point of a list, the box of a task, or what parts the rows of a table: no word.
fn marks_only(word: &str) -> bool {
    let rule = word.starts_with("---") || word.contains('|');
    matches!(word, "-" | "[" | "]" | "[x]" | "[X]") || rule && word.chars().all(|c| matches!(c, '-' | '|' | ':'))
}

/// `**word**,` → `word,`: what is set apart inside a word, and at its edges behind what opens or ends a sentence.
fn without_marks(word: &str) -> Cow<'_, str> {
    let mark = |c| matches!(c, '*' | '_' | '#' | '>' | '`' | '~' | '|');
    // most words have none: lists cut hundreds of texts a page
    if !word.contains(mark) {
        return word.into();
    }
    let plain = word.replace("**", "").replace("~~", "").replace('`', "");
    let inner = plain.trim_start_matches(['(', '”', '"']);
    let (opens, rest) = plain.split_at(plain.len() - inner.len());
    let (word, ends) = rest.split_at(rest.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '”', '"']).len());
    format!("{opens}{}{ends}", word.trim_matches(mark)).into()
}

/// `[text](address)` → `text`, for links within one word.
fn strip_link(word: &str) -> Cow<'_, str> {
    // most words are none: lists cut hundreds of texts a page
    if !word.contains(['[', ']']) {
        return word.into();
    }
    let after = |middle: usize| word[middle..].find(')').map_or("", |end| &word[middle + end + 1..]);
    match (word.find('['), word.find("](")) {
        (Some(open), Some(middle)) if open < middle => {
            format!("{}{}{}", &word[..open], &word[open + 1..middle], after(middle)).into()
        }
        (_, Some(middle)) => format!("{}{}", &word[..middle], after(middle)).into(),
        (_, None) => word.trim_start_matches('[').into(),
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
    fn no_words_are_lost_where_html_stood() {
        let html = |text: &str| Text::written(text).expect("fine").html().to_owned();
        assert_eq!(html("<Kommunens namn>\nDatum & tid"), "<p>&lt;Kommunens namn&gt;<br>\nDatum &amp; tid</p>\n");
        assert_eq!(html("Skriv till <kommun> i *dag*"), "<p>Skriv till &lt;kommun&gt; i <em>dag</em></p>\n");
        assert_eq!(html("<div><p>Hej &amp; tack</p>\n<b>du</b></div>"), "<p>Hej &amp; tack<br>\ndu</p>\n");
        assert_eq!(html("Ett <b>två</b><!-- tre -->"), "<p>Ett två</p>\n");
        assert_eq!(html("<script>alert(1)</script> hej"), "<p>hej</p>\n");
        assert_eq!(html("<p>ett -> två ->"), "<p>ett -&gt; två -&gt;</p>\n");
        // what editors write for an empty line
        assert_eq!(html("Ett\n\n<br />\n\nTvå"), "<p>Ett</p>\n<p>Två</p>\n");
    }

    #[test]
    fn empty_long_and_nul_are_refused() {
        assert!(Text::written(" \n ").is_err());
        assert!(Text::written("a\0b").is_err());
        assert!(Text::written(&"å".repeat(LONGEST / 2 + 1)).is_err());
        assert!(Text::written(&"å".repeat(LONGEST / 2)).is_ok());
        assert!(Text::written("\u{200b}\u{202e}\u{feff} \u{200d}").is_err());
    }

    #[test]
    fn mentions_are_found_where_they_are_said_and_not_in_code() {
        use crate::conversations::mention::MentionRole;
        use crate::ids::{OrganisationId, PersonId};
        let id = uuid::Uuid::from_u128(42);
        let said = format!(
            "Hej [@Anna](samrum:person/{id}), [@Örebro](samrum:organisation/{id}), [@värd](samrum:role/host) och \
             [@alla](samrum:everyone)! `[x](samrum:person/{})` samrum:person/{id} [x](samrum:role/kung)",
            uuid::Uuid::from_u128(7)
        );
        let text = Text::written(&said).expect("fine");
        let expected = [
            Mention::Person(PersonId(id)),
            Mention::Organisation(OrganisationId(id)),
            Mention::Role(MentionRole::Host),
            Mention::Everyone,
        ];
        assert_eq!(text.mentions().iter().copied().collect::<Vec<_>>(), expected);
        let shown = format!("<span data-mention=\"person/{id}\">@Anna</span>");
        assert!(text.html().contains(&shown), "{}", text.html());
    }

    #[test]
    fn ten_thousand_mentions_are_refused() {
        let many = |n: u128| {
            (0..n).map(|i| format!("[a](samrum:person/{})", uuid::Uuid::from_u128(i))).collect::<Vec<_>>().join(" ")
        };
        assert!(Text::written(&many(50)).is_ok());
        let refused = Text::written(&many(51)).expect_err("too many");
        assert!(matches!(&refused, Error::Invalid(faults) if faults[0].code == "too_many_mentions"));
        assert!(Text::written(&many(10_000)).is_err());
        let once = format!("[a](samrum:person/{}) ", uuid::Uuid::from_u128(1)).repeat(1_000);
        assert_eq!(Text::written(&once).expect("one person, often").mentions().len(), 1);
    }

    #[test]
    fn a_quote_is_a_reference_and_no_copy() {
        let id = uuid::Uuid::from_u128(9);
        let text = Text::written(&format!("[Citat: Anna](samrum:message/{id}@2#4-17)\n\nJust det.")).expect("fine");
        let shown = format!("<blockquote data-quote=\"message/{id}@2#4-17\">Citat: Anna</blockquote>");
        assert!(text.html().contains(&shown), "{}", text.html());
        assert!(text.html().contains("<p>Just det.</p>"), "{}", text.html());
        assert_eq!(excerpt(text.markdown(), 100), "Just det.");
        // the answer right below it, and a forged attribute
        let close = Text::written(&format!("[Citat: A](samrum:message/{id}@1)\nJust det.")).expect("fine");
        assert!(close.html().contains("</blockquote>\n<p>Just det.</p>"), "{}", close.html());
        assert_eq!(plain(close.html()).trim(), "Just det.");
        let forged = Text::written(&format!("[x](<samrum:message/{id}@1\"onclick=\"y>)")).expect("fine");
        assert!(!forged.html().contains("data-quote"), "{}", forged.html());
    }

    #[test]
    fn hostile_texts_are_short_work() {
        let deep = [">".repeat(60_000), "> ".repeat(30_000), "- ".repeat(30_000), "1. ".repeat(20_000)];
        for text in deep {
            let begun = std::time::Instant::now();
            let refused = Text::written(&text);
            assert!(refused.is_err(), "deeper than anybody reads");
            assert!(begun.elapsed().as_secs() < 10, "{}", &text[..20]);
        }
        let flat = [
            "[".repeat(60_000),
            "*a **b ".repeat(8_000),
            "![[]()".repeat(10_000),
            "|a".repeat(20_000) + "\n" + &"|-".repeat(12_000),
            "`".repeat(60_000),
            "<a href='".repeat(7_000),
            "&".repeat(60_000),
            "a\u{301}".repeat(20_000),
            "[a]: b\n".repeat(9_000),
            "www.a.se/(((".repeat(5_000),
            "x@".repeat(30_000),
        ];
        for text in flat {
            let begun = std::time::Instant::now();
            let _whatever = Text::written(&text);
            assert!(begun.elapsed().as_secs() < 10, "{}", &text[..20]);
        }
    }

    #[test]
    fn excerpts_are_plain() {
        assert_eq!(excerpt("**Hej** [Anna Berg](samrum:person/x), se > här", 100), "Hej Anna Berg, se här");
        assert_eq!(
            excerpt("**Plan**, (*ny*). Se _här_! 2 * 3, a_b `kod`: ~~nej~~.", 100),
            "Plan, (ny). Se här! 2 3, a_b kod: nej."
        );
        assert_eq!(
            excerpt("- [ ] att göra\n- [x] klart\n\n| a | b |\n|:--|---|\n| 1 | 2 |", 100),
            "att göra klart a b 1 2"
        );
        assert_eq!(excerpt("ett två tre", 5), "ett …");
        assert_eq!(excerpt("a [Citat: B C](samrum:message/x@1#2-3) d [Citat: E](samrum:message/y", 100), "a d");
    }
}
