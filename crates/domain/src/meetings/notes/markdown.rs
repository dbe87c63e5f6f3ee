//! The fixed set of nodes that notes are made of, as Markdown.
//!
//! A node that is not known gives what it holds: no word is lost on the way to the archive.

use yrs::types::Attrs;
use yrs::types::text::YChange;
use yrs::{Any, Doc, GetString as _, Out, ReadTxn, Text as _, Transact as _, Xml as _, XmlFragment as _, XmlOut};

/// Where the text is in the document.
pub(super) const ROOT: &str = "notes";
/// Deeper than this nothing is nested by a person.
const DEEPEST: usize = 16;

/// The text of the notes.
pub(super) fn of(doc: &Doc) -> String {
    let state = doc.transact();
    let Some(root) = state.get_xml_fragment(ROOT) else { return String::new() };
    blocks(&state, root.children(&state).collect(), 0).trim().to_owned()
}

/// Blocks one after another, an empty line between them.
fn blocks(state: &impl ReadTxn, nodes: Vec<XmlOut>, depth: usize) -> String {
    let all: Vec<String> = nodes.into_iter().map(|node| block(state, node, depth)).collect();
    let all: Vec<&str> = all.iter().map(|text| text.trim_end()).filter(|text| !text.is_empty()).collect();
    all.join("\n\n")
}

fn block(state: &impl ReadTxn, node: XmlOut, depth: usize) -> String {
    let element = match node {
        XmlOut::Element(element) => element,
        text @ XmlOut::Text(_) => return inline(state, vec![text]),
        XmlOut::Fragment(fragment) => return blocks(state, fragment.children(state).collect(), depth + 1),
    };
    let attribute = |name: &str| element.get_attribute(state, name);
    let children: Vec<XmlOut> = element.children(state).collect();
    if depth >= DEEPEST {
        return inline(state, children);
    }
    match element.try_tag().map_or("", |tag| tag.as_ref()) {
        "paragraph" => guarded(&inline(state, children)),
        "heading" => {
            let level = attribute("level").and_then(number).unwrap_or(2).clamp(1, 6);
            let text = inline(state, children).replace('\n', " ");
            if text.trim().is_empty() { String::new() } else { format!("{} {text}", "#".repeat(level)) }
        }
        "blockquote" => indented(&blocks(state, children, depth + 1), "> ", "> "),
        "bullet_list" => list(state, children, depth, |_| "- ".to_owned()),
        "ordered_list" => {
            let first = attribute("order").and_then(number).unwrap_or(1);
            list(state, children, depth, move |at| format!("{}. ", first + at))
        }
        "code_block" => {
            let text: String = children.iter().map(|child| plain(state, child)).collect();
            let fence = "`".repeat(longest_run(&text, '`').max(2) + 1);
            format!("{fence}\n{text}\n{fence}")
        }
        "hr" => "---".to_owned(),
        "image" => {
            let alt = attribute("alt").and_then(string).unwrap_or_default();
            escaped(&alt)
        }
        "table" => table(state, children),
        _ if children.iter().any(|child| matches!(child, XmlOut::Element(_))) => blocks(state, children, depth + 1),
        _ => guarded(&inline(state, children)),
    }
}

fn list(state: &impl ReadTxn, items: Vec<XmlOut>, depth: usize, mark: impl Fn(usize) -> String) -> String {
    let items = items.into_iter().enumerate().map(|(at, item)| {
        let (children, checked) = match &item {
            XmlOut::Element(item) => (item.children(state).collect(), item.get_attribute(state, "checked")),
            other => (vec![other.clone()], None),
        };
        let boxed = match checked {
            Some(Out::Any(Any::Bool(true))) => "[x] ",
            Some(Out::Any(Any::Bool(false))) => "[ ] ",
            _ => "",
        };
        let mark = format!("{}{boxed}", mark(at));
        indented(&blocks(state, children, depth + 2), &mark, &" ".repeat(mark.len() - boxed.len()))
    });
    items.collect::<Vec<_>>().join("\n")
}

/// The first line after `first`, the others after `rest`.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut lines = text.lines().enumerate().map(|(at, line)| {
        let mark = if at == 0 { first } else { rest };
        format!("{mark}{line}").trim_end().to_owned()
    });
    let first_line = lines.next().unwrap_or_else(|| first.trim_end().to_owned());
    lines.fold(first_line, |all, line| all + "\n" + &line)
}

fn table(state: &impl ReadTxn, rows: Vec<XmlOut>) -> String {
    let cells = |row: XmlOut| -> Vec<String> {
        let XmlOut::Element(row) = row else { return Vec::new() };
        let cells = row.children(state).map(|cell| match cell {
            XmlOut::Element(cell) => blocks(state, cell.children(state).collect(), DEEPEST - 1).replace('\n', " "),
            other => plain(state, &other),
        });
        cells.collect()
    };
    let mut lines = Vec::new();
    for (at, row) in rows.into_iter().map(cells).enumerate() {
        lines.push(format!("| {} |", row.join(" | ")));
        if at == 0 {
            lines.push(format!("|{}", " --- |".repeat(row.len().max(1))));
        }
    }
    lines.join("\n")
}

/// Text with its marks.
fn inline(state: &impl ReadTxn, nodes: Vec<XmlOut>) -> String {
    let mut all = String::new();
    for node in nodes {
        match node {
            XmlOut::Text(text) => {
                for part in text.diff(state, YChange::identity) {
                    let words = part.insert.to_string(state);
                    all.push_str(&marked(&words, part.attributes.as_deref()));
                }
            }
            XmlOut::Element(element) => match element.try_tag().map_or("", |tag| tag.as_ref()) {
                "hardbreak" => all.push_str("\\\n"),
                "image" => {
                    let alt = element.get_attribute(state, "alt").and_then(string).unwrap_or_default();
                    all.push_str(&escaped(&alt));
                }
                _ => all.push_str(&inner(state, &element)),
            },
            XmlOut::Fragment(_) => {}
        }
    }
    all
}

/// All words of an element that stands where it should not, its nesting bounded.
fn inner(state: &impl ReadTxn, element: &yrs::XmlElementRef) -> String {
    let mut words = String::new();
    let mut level: Vec<XmlOut> = element.children(state).collect();
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for node in level {
            match node {
                XmlOut::Text(text) => words.push_str(&escaped(&text.get_string(state))),
                XmlOut::Element(element) => next.extend(element.children(state)),
                XmlOut::Fragment(fragment) => next.extend(fragment.children(state)),
            }
        }
        level = next;
    }
    words
}

fn plain(state: &impl ReadTxn, node: &XmlOut) -> String {
    let XmlOut::Text(text) = node else { return String::new() };
    text.diff(state, YChange::identity).into_iter().map(|part| part.insert.to_string(state)).collect()
}

fn marked(words: &str, marks: Option<&Attrs>) -> String {
    let has = |name: &str| marks.and_then(|marks| marks.get(name)).filter(|mark| !matches!(mark, Any::Null));
    let core = words.trim();
    if core.is_empty() {
        return words.to_owned();
    }
    // a mark closes right after a word, so spaces at the ends stay outside it
    let (lead, tail) = (&words[..words.len() - words.trim_start().len()], &words[words.trim_end().len()..]);
    let mut text = if has("inlineCode").is_some() {
        let fence = "`".repeat(longest_run(core, '`') + 1);
        format!("{fence}{core}{fence}")
    } else {
        escaped(core)
    };
    for (name, around) in [("strike_through", "~~"), ("emphasis", "*"), ("strong", "**")] {
        if has(name).is_some() {
            text = format!("{around}{text}{around}");
        }
    }
    if let Some(Any::Map(link)) = has("link")
        && let Some(Any::String(href)) = link.get("href")
    {
        text = format!("[{text}]({})", href.replace(['(', ')', ' ', '\n'], ""));
    }
    format!("{lead}{text}{tail}")
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// What would begin a heading or a list at the start of a line is said not to.
fn guarded(text: &str) -> String {
    let starts = |line: &str| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        line.starts_with(['#', '>', '+', '-', '=']) || (digits > 0 && line[digits..].starts_with(['.', ')']))
    };
    let lines = text.lines().map(|line| match line {
        line if !starts(line) => line.to_owned(),
        line => {
            let digits = line.chars().take_while(char::is_ascii_digit).count();
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn longest_run(text: &str, letter: char) -> usize {
    text.split(|other| other != letter).map(str::len).max().unwrap_or(0)
}

fn number(value: Out) -> Option<usize> {
    match value {
        Out::Any(Any::Number(number)) => number.as_i64().and_then(|whole| usize::try_from(whole).ok()),
        Out::Any(Any::String(text)) => text.parse().ok(),
        _ => None,
    }
}

fn string(value: Out) -> Option<String> {
    match value {
        Out::Any(Any::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use yrs::{XmlElementPrelim, XmlTextPrelim};

    use super::*;

    #[test]
    fn every_node_is_markdown() {
        let doc = Doc::new();
        let root = doc.get_or_insert_xml_fragment(ROOT);
        {
            let mut change = doc.transact_mut();
            let heading = root.push_back(&mut change, XmlElementPrelim::empty("heading"));
            heading.insert_attribute(&mut change, "level", 3i64);
            heading.push_back(&mut change, XmlTextPrelim::new("Barnbokslut"));
            let paragraph = root.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
            let text = paragraph.push_back(&mut change, XmlTextPrelim::new("Örebro visade sitt"));
            let strong = Attrs::from([("strong".into(), Any::from(true))]);
            text.insert_with_attributes(&mut change, 0, "Beslut: ", strong);
            paragraph.push_back(&mut change, XmlElementPrelim::empty("hardbreak"));
            paragraph.push_back(&mut change, XmlTextPrelim::new("1. inte en *lista*"));
            let list = root.push_back(&mut change, XmlElementPrelim::empty("bullet_list"));
            for words in ["Ett", "Två"] {
                let item = list.push_back(&mut change, XmlElementPrelim::empty("list_item"));
                let inner = item.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
                inner.push_back(&mut change, XmlTextPrelim::new(words));
            }
            root.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
            let odd = root.push_back(&mut change, XmlElementPrelim::empty("something"));
            odd.push_back(&mut change, XmlTextPrelim::new("kvar"));
        }
        assert_eq!(
            of(&doc),
            "### Barnbokslut\n\n**Beslut:** Örebro visade sitt\\\n1\\. inte en \\*lista\\*\n\n- Ett\n- Två\n\nkvar"
        );
    }
}
