//! Markdown → safe HTML, and whom it mentions on the way.
//!
//! References become marks that a client fills in for its reader: `<span data-mention="person/…">` and
//! `<blockquote data-quote="message/…@2#4-17">`.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, format_html, parse_document};

use crate::conversations::mention::Mention;
use crate::conversations::reference::Quoted;
use crate::{Error, Result};

/// Deeper than this nobody reads, and what walks the tree must not run out of stack.
const DEEPEST: usize = 40;

/// What came of a text.
pub(super) struct Rendered {
    pub(super) html: String,
    pub(super) mentions: BTreeSet<Mention>,
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
        .add_tag_attributes("span", ["data-mention"])
        .add_tag_attributes("blockquote", ["data-quote"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "samrum"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

pub(super) static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.render.hardbreaks = true;
    options
});

/// # Errors
/// [`Error::Invalid`] at `/text` for what stands too deep within one another.
pub(super) fn render(markdown: &str) -> Result<Rendered> {
    let too_deep = || Error::invalid("/text", "too_deep");
    if marks_deeper_than(markdown, DEEPEST) {
        return Err(too_deep());
    }
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &OPTIONS);
    if deeper_than(root, DEEPEST) {
        return Err(too_deep());
    }
    let mut mentions = BTreeSet::new();
    for node in root.descendants().collect::<Vec<_>>() {
        let address = match &node.data.borrow().value {
            NodeValue::Link(link) => link.url.clone(),
            // the words stay, and it is never HTML of ours
            NodeValue::HtmlBlock(block) => {
                words_of(&arena, node, &block.literal, ("<p>", "</p>\n"));
                continue;
            }
            NodeValue::HtmlInline(tag) => {
                words_of(&arena, node, tag, ("", ""));
                continue;
            }
            _ => continue,
        };
        if let Ok(mention) = address.parse::<Mention>() {
            mentions.insert(mention);
            mark(&arena, node, &format!("<span data-mention=\"{}\">", mention.short()), "</span>");
        } else if let Some(quoted) = address.strip_prefix("samrum:").and_then(|rest| rest.parse::<Quoted>().ok()) {
            quote(&arena, node, quoted);
        }
    }
    let mut made = String::with_capacity(markdown.len() * 2);
    format_html(root, &OPTIONS, &mut made).map_err(Error::internal)?;
    Ok(Rendered { html: ALLOWED.clean(&made).to_string(), mentions })
}

/// Marks of quotes and lists that stand in one another from the beginning of a line: told before anything is built.
fn marks_deeper_than(markdown: &str, most: usize) -> bool {
    markdown.lines().any(|line| {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '>' | '-' | '+' | '*' | '.' | ')' | ' ' | '\t');
        let begin = &line[..line.find(|c| !digits(c)).unwrap_or(line.len())];
        let quotes = begin.matches('>').count();
        let items = begin.split_whitespace().filter(|mark| mark.len() <= 10 && !mark.contains('>')).count();
        // a rule may be drawn with any number of marks; what nests has one kind of thing after another
        quotes > most || (items > most && !begin.chars().all(|c| matches!(c, '-' | '*' | ' ' | '\t'))) || (items > 500)
    })
}

fn deeper_than<'a>(root: &'a AstNode<'a>, most: usize) -> bool {
    let mut depth = 0_usize;
    for edge in root.traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(_) => depth += 1,
            comrak::arena_tree::NodeEdge::End(_) => depth -= 1,
        }
        if depth > most * 2 {
            return true;
        }
    }
    false
}

fn raw<'a>(arena: &'a Arena<'a>, html: &str) -> &'a AstNode<'a> {
    arena.alloc(NodeValue::Raw(html.to_owned()).into())
}

/// Puts its words where HTML stood, if it has any.
fn words_of<'a>(arena: &'a Arena<'a>, node: &'a AstNode<'a>, html: &str, (open, close): (&str, &str)) {
    let words = words(html);
    let lines: Vec<_> = words.lines().filter(|line| !line.trim().is_empty()).collect();
    if !lines.is_empty() {
        node.insert_before(raw(arena, &format!("{open}{}{close}", lines.join("<br />\n"))));
    }
    node.detach();
}

/// What HTML says, as it stands between tags: of markup the words without the tags, and all of what only looks like it, such
/// as a `<place to fill in>`.
pub(super) fn words(html: &str) -> String {
    /// Nothing but text, and none of what a script or a style is made of.
    static TEXT: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut builder = Builder::empty();
        builder.clean_content_tags(HashSet::from(["script", "style"]));
        builder
    });
    if !is_markup(html) {
        return escaped(html.trim_end());
    }
    let tag = html.trim();
    // most of it is a tag by itself, and there may be thousands
    let lone = tag.matches('<').count() == 1 && tag.find('>').is_some_and(|end| end + 1 == tag.len());
    if lone { String::new() } else { TEXT.clean(html).to_string().trim().to_owned() }
}

/// Whether it begins with a tag of HTML, a comment or a declaration.
fn is_markup(html: &str) -> bool {
    /// Elements besides those that may stay.
    const OTHERS: [&str; 33] = [
        "audio", "base", "body", "button", "canvas", "embed", "fieldset", "font", "form", "frame", "frameset", "head",
        "html", "iframe", "input", "label", "link", "math", "meta", "noscript", "object", "option", "script", "select",
        "source", "style", "svg", "template", "textarea", "title", "track", "video", "o:p",
    ];
    static KNOWN: LazyLock<HashSet<&'static str>> =
        LazyLock::new(|| Builder::default().clone_tags().into_iter().chain(OTHERS).collect());
    let inner = html.trim_start().trim_start_matches('<').trim_start_matches('/');
    let name: String = inner.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
    !name.starts_with(char::is_alphabetic) || KNOWN.contains(name.to_ascii_lowercase().as_str())
}

/// Puts the words of a link between two marks instead.
fn mark<'a>(arena: &'a Arena<'a>, link: &'a AstNode<'a>, open: &str, close: &str) {
    link.insert_before(raw(arena, open));
    for child in link.children().collect::<Vec<_>>() {
        child.detach();
        link.insert_before(child);
    }
    link.insert_before(raw(arena, close));
    link.detach();
}

/// A quote at the beginning of a paragraph stands before it; anywhere else it stays a link.
fn quote<'a>(arena: &'a Arena<'a>, link: &'a AstNode<'a>, quoted: Quoted) {
    let Some(paragraph) = link.parent().filter(|parent| matches!(parent.data.borrow().value, NodeValue::Paragraph))
    else {
        return;
    };
    let next = link.next_sibling();
    let breaks = |node: &AstNode<'_>| matches!(node.data.borrow().value, NodeValue::SoftBreak | NodeValue::LineBreak);
    if link.previous_sibling().is_some() || next.is_some_and(|next| !breaks(next)) {
        return;
    }
    let label = escaped(&link.collect_text());
    paragraph.insert_before(raw(arena, &format!("<blockquote data-quote=\"{quoted}\">{label}</blockquote>\n")));
    link.detach();
    match next {
        Some(next) => next.detach(),
        None => paragraph.detach(),
    }
}

/// Plain text as it stands between tags.
pub(in crate::conversations) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
