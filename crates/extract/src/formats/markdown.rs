//! Markdown as text: headings known, marks of emphasis and addresses of links taken out, the rest as written.

use super::Draft;
use crate::MediaType;
use crate::text::{clean, decode, flow::Flow, join};

pub(super) fn read(bytes: &[u8]) -> Draft {
    let text = clean::clean(&decode::decode(bytes));
    let mut flow = Flow::new(false);
    let mut block = String::new();
    let mut fenced = false;
    for line in front_matter_removed(&text).split('\n') {
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            push(&mut block, line);
        } else if line.is_empty() {
            end(&mut flow, &mut block);
        } else if let Some(heading) = heading(line) {
            end(&mut flow, &mut block);
            flow.heading(&inline(heading));
        } else if is_underline(line) && !block.is_empty() && !block.contains('\n') {
            flow.heading(&std::mem::take(&mut block));
        } else if let Some(item) = item(line) {
            end(&mut flow, &mut block);
            flow.item(&inline(item));
        } else if let Some(row) = line.strip_prefix('|') {
            end(&mut flow, &mut block);
            let row = row.strip_suffix('|').unwrap_or(row);
            if row.chars().any(|letter| !matches!(letter, '-' | ':' | '|' | ' ')) {
                flow.row(&row.split('|').map(inline).collect::<Vec<_>>());
            }
        } else if !is_rule(line) {
            push(&mut block, &inline(line.trim_start_matches(['>', ' '])));
        }
    }
    end(&mut flow, &mut block);
    Draft::new(MediaType::Markdown).with_flow(flow)
}

fn push(block: &mut String, line: &str) {
    if !block.is_empty() {
        block.push('\n');
    }
    block.push_str(line);
}

fn end(flow: &mut Flow, block: &mut String) {
    flow.paragraph(&join::rejoin(&std::mem::take(block)));
}

fn front_matter_removed(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, rest)| rest)
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim().trim_end_matches('#').trim())
}

fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && line.bytes().all(|byte| matches!(byte, b'-' | b'*' | b'_' | b' '))
}

fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+'])?;
    rest.strip_prefix(' ').map(str::trim)
}

/// Marks within a line: `**bold**`, `_set_`, `` `code` ``, `[text](address)`, `![alt](address)`.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '*' | '`' => {}
            '_' => {
                // Within a word it is part of it.
                let before = out.chars().next_back().is_some_and(char::is_alphanumeric);
                let after = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
                if before && after {
                    out.push('_');
                }
            }
            '!' if letters.peek().is_some_and(|(_, next)| *next == '[') => {}
            '[' => {}
            ']' => {
                let address = line.get(at + 1..).and_then(|rest| rest.strip_prefix('('));
                if let Some(length) = address.and_then(|address| address.find(')')) {
                    while letters.next_if(|(next, _)| *next <= at + 2 + length).is_some() {}
                }
            }
            '\\' => out.extend(letters.next().map(|(_, next)| next)),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_words() {
        let text = "# Träff i *Gävle*\n\nText med **fet** stil, [en länk](https://x.example/a_b) och fil_namn.\n\n\
                    Under\n-----\n\n- ett\n- två\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        let draft = read(text.as_bytes());
        assert_eq!(draft.title.as_deref(), Some("Träff i Gävle"));
        assert_eq!(
            draft.pages[0].text,
            "Träff i Gävle\n\nText med fet stil, en länk och fil_namn.\n\nUnder\n\n• ett\n• två\na\tb\n1\t2"
        );
    }
}
