//! Markdown as blocks of styled runs: for what is no page of a browser, such as a file for a word processor.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, parse_document};

use super::plain::plain;
use super::render::{OPTIONS, words};

/// Text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
}

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1–3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list, numbered or not; one within another stands after the line it belongs to.
    List(bool, Vec<Vec<Run>>),
    /// A quote.
    Quote(Vec<Run>),
    /// A table; its first row is the head.
    Table(Vec<Vec<Vec<Run>>>),
}

/// The blocks of a text that has been written, and so is not too deep.
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &OPTIONS);
    let mut found = Vec::new();
    for node in root.children() {
        block(node, false, &mut found);
    }
    found
}

fn block<'a>(node: &'a AstNode<'a>, quoted: bool, found: &mut Vec<Block>) {
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::Heading(heading) => {
            let text = runs(node).into_iter().map(|run| run.text).collect();
            found.push(Block::Heading(heading.level.clamp(1, 3), text));
        }
        NodeValue::Paragraph if quoted => found.push(Block::Quote(runs(node))),
        NodeValue::Paragraph => found.push(Block::Paragraph(runs(node))),
        NodeValue::BlockQuote => node.children().for_each(|inner| block(inner, true, found)),
        NodeValue::List(list) => {
            let mut lines = Vec::new();
            items(node, &mut lines);
            found.push(Block::List(list.list_type == ListType::Ordered, lines));
        }
        NodeValue::CodeBlock(code) => {
            let text = code.literal.trim_end().to_owned();
            found.push(Block::Paragraph(vec![Run { text, bold: false, italic: false }]));
        }
        NodeValue::HtmlBlock(html) => {
            let text = plain(&words(&html.literal));
            if !text.is_empty() {
                found.push(Block::Paragraph(vec![Run { text, bold: false, italic: false }]));
            }
        }
        NodeValue::Table(_) => {
            let cells = |row: &'a AstNode<'a>| row.children().map(runs).collect();
            found.push(Block::Table(node.children().map(cells).collect()));
        }
        _ => node.children().for_each(|inner| block(inner, quoted, found)),
    }
}

fn items<'a>(list: &'a AstNode<'a>, lines: &mut Vec<Vec<Run>>) {
    for item in list.children() {
        for inner in item.children() {
            let is_list = matches!(inner.data.borrow().value, NodeValue::List(_));
            if is_list {
                items(inner, lines);
            } else {
                lines.push(runs(inner));
            }
        }
    }
}

fn runs<'a>(node: &'a AstNode<'a>) -> Vec<Run> {
    let mut found = Vec::new();
    node.children().for_each(|inner| inline(inner, (false, false), &mut found));
    found
}

fn inline<'a>(node: &'a AstNode<'a>, (bold, italic): (bool, bool), found: &mut Vec<Run>) {
    let value = node.data.borrow().value.clone();
    let mut say = |text: String| found.push(Run { text, bold, italic });
    match value {
        NodeValue::Text(text) => say(text.to_string()),
        NodeValue::Code(code) => say(code.literal),
        NodeValue::HtmlInline(tag) => {
            let text = plain(&words(&tag));
            if !text.is_empty() {
                say(text);
            }
        }
        NodeValue::SoftBreak => say(" ".to_owned()),
        NodeValue::LineBreak => say("\n".to_owned()),
        NodeValue::Strong => node.children().for_each(|inner| inline(inner, (true, italic), found)),
        NodeValue::Emph => node.children().for_each(|inner| inline(inner, (bold, true), found)),
        NodeValue::Link(link) => {
            node.children().for_each(|inner| inline(inner, (bold, italic), found));
            let said = runs(node).into_iter().map(|run| run.text).collect::<String>();
            // on paper nobody follows a link that does not say where it leads; what is in Samrum leads nowhere there
            if link.url.starts_with("http") && said != link.url {
                found.push(Run { text: format!(" ({})", link.url), bold, italic });
            }
        }
        _ => node.children().for_each(|inner| inline(inner, (bold, italic), found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, bold: bool, italic: bool) -> Run {
        Run { text: text.to_owned(), bold, italic }
    }

    #[test]
    fn each_kind_of_block_is_told_apart() {
        let found =
            blocks("## Rubrik\n\nEtt **fett** *kursivt*\n\n- ett\n- två\n  1. tre\n\n> Sagt\n\n[här](https://a.se)");
        let plain = |text: &str| run(text, false, false);
        assert_eq!(
            found,
            [
                Block::Heading(2, "Rubrik".into()),
                Block::Paragraph(vec![
                    plain("Ett "),
                    run("fett", true, false),
                    plain(" "),
                    run("kursivt", false, true)
                ]),
                Block::List(false, vec![vec![plain("ett")], vec![plain("två")], vec![plain("tre")]]),
                Block::Quote(vec![plain("Sagt")]),
                Block::Paragraph(vec![plain("här"), plain(" (https://a.se)")]),
            ]
        );
    }
}
