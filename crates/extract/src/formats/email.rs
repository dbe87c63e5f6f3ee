//! E-mail (EML): who, to whom, when, about what; the body; the names of what was attached.

use super::{Draft, html, office};
use crate::text::{clean, flow::Flow, join};
use crate::{MediaType, Unreadable, limits};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let message = MessageParser::default().parse(bytes).ok_or(Unreadable::Damaged)?;
    let mut draft = Draft::new(MediaType::Email);
    draft.title = message.subject().map(str::to_owned);
    draft.author = message.from().and_then(|from| people(from).into_iter().next());
    draft.created = message.date().and_then(|date| office::date(&date.to_rfc3339()));
    let mut text = String::new();
    tell(&message, 0, &mut text);
    let heading = draft.title.as_deref().and_then(clean::title);
    draft.page(heading, &text);
    Ok(draft)
}

fn tell(message: &Message<'_>, depth: u32, out: &mut String) {
    let mut line = |name: &str, value: &str| {
        if !value.trim().is_empty() {
            out.push_str(&format!("{name}: {}\n", clean::one_line(value)));
        }
    };
    let joined = |address: Option<&Address<'_>>| address.map(people).unwrap_or_default().join(", ");
    line("Subject", message.subject().unwrap_or_default());
    line("From", &joined(message.from()));
    line("To", &joined(message.to()));
    line("Cc", &joined(message.cc()));
    line("Date", &message.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default());
    let mut names = Vec::new();
    let mut within = Vec::new();
    for part in message.attachments().take(500) {
        let name = part.attachment_name().map(str::to_owned);
        match &part.body {
            PartType::Message(inner) => {
                names.extend(name.or_else(|| inner.subject().map(str::to_owned)));
                within.push(inner);
            }
            _ => names.extend(name),
        }
    }
    line("Attachments", &names.join(", "));
    for index in 0..message.text_body_count().min(100) {
        // Where there is only HTML the library would make text of it; ours keeps lists and tables.
        let written = message.text_part(index as u32).map(|part| &part.body);
        let body = match written {
            Some(PartType::Html(body)) => flowed(html::flow(body)),
            _ => message.body_text(index).map(|body| join::rejoin(&clean::clean(&body))).unwrap_or_default(),
        };
        out.push('\n');
        out.push_str(&body);
        out.push('\n');
    }
    if depth + 1 < limits::NESTING {
        for inner in within {
            out.push('\n');
            tell(inner, depth + 1, out);
        }
    }
}

fn flowed(flow: Flow) -> String {
    let pages: Vec<String> = flow.finish().pages.into_iter().map(|page| page.text).collect();
    pages.join("\n\n")
}

/// "Name <address>" for each.
fn people(address: &Address<'_>) -> Vec<String> {
    address
        .iter()
        .take(1_000)
        .filter_map(|person| match (person.name(), person.address()) {
            (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
            (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
            (None, None) => None,
        })
        .collect()
}
