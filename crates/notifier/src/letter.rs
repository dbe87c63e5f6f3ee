//! A mail about a conversation: written when it is sent, from what its recipient may read at that moment.

use domain::actor::Actor;
use domain::conversations::conversation::{self, Conversation, ConversationKind};
use domain::conversations::following;
use domain::conversations::message::{self, Message};
use domain::conversations::text::excerpt;
use domain::methods::ask;
use domain::networks::network;
use domain::notifications::{self, Mail, MailReason, Recipient};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter, escaped};
use crate::quoting::{self, Passages};
use crate::rules::still_told;
use crate::{Config, Result};

/// The longest text that is told whole, in bytes of HTML.
const LONGEST: usize = 20_000;
/// The most characters of a longer one.
const EXCERPT: usize = 1_200;

/// Writes the mail; none where there is nothing to tell any more: the recipient may not read it, it was taken away, they
/// have read it, or they have muted the conversation.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
) -> Result<Option<Letter>> {
    let db = store.reader();
    let Some(id) = mail.conversation_id else { return Ok(None) };
    let conversation = match conversation::readable(db, &recipient.actor, id).await {
        Ok(conversation) => conversation,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let level = following::of_conversation(db, &recipient.actor, &conversation).await?.level();
    let mut told: Vec<(Message, MailReason)> = Vec::new();
    for (message, reason) in &mail.messages {
        let found = match message::readable(db, &recipient.actor, *message).await {
            Ok(found) if found.row().deleted_at.is_none() && found.row().conversation_id == id => found,
            Ok(_) | Err(domain::Error::NotFound) => continue,
            Err(error) => return Err(error.into()),
        };
        let row = found.row();
        let told_already = match reason {
            // to have read a question is not to have answered it
            MailReason::Reminder => !waited_for(store, mail).await?,
            _ => recipient.has_read(store, id, (row.id, row.position)).await?,
        };
        if still_told(*reason, level) && !told_already {
            told.push((row.clone(), *reason));
        }
    }
    told.sort_by_key(|(message, _)| message.position);
    let without_content = notifications::without_content(db).await?;
    let hidden = conversation.row().network_id.is_some_and(|network| without_content.contains(&network));
    let said = told.iter().map(|(message, _)| message);
    let passages = quoting::passages(store, &recipient.actor, said, &without_content).await?;
    let networks = network::visible(db, &recipient.actor).await?;
    let network = networks.into_iter().find(|network| Some(network.id) == conversation.row().network_id);
    let words = Catalogue::of(recipient.language);
    let place = place(words, conversation.row(), network.as_ref().map(|network| network.name.as_str()));
    Ok(worded(config, words, mail, (&told, &passages), (conversation.row(), place), hidden))
}

/// Whether an organisation of the recipient's is still to answer the ask.
async fn waited_for(store: &Store, mail: &Mail) -> Result<bool> {
    let Some(id) = mail.conversation_id else { return Ok(false) };
    let people = ask::reminded(store.reader(), &Actor::System, id, store.clock().today()).await?;
    Ok(people.iter().any(|one| one.person_id == mail.person_id))
}

fn worded(
    config: &Config,
    words: &'static Catalogue,
    mail: &Mail,
    (told, passages): (&[(Message, MailReason)], &Passages),
    (conversation, place): (&Conversation, String),
    hidden: bool,
) -> Option<Letter> {
    let (first, _) = told.first()?;
    // the nearest reason of all: that order is the order of the variants
    let reason = words.reason(told.iter().map(|(_, reason)| *reason).min()?);
    let writer = words.person_within(named(first), first.organisation.as_deref());
    let subject = match (&conversation.title, hidden) {
        (_, true) => reason.hidden.to_owned(),
        (Some(title), false) => filled(reason.titled, &[&writer, title]),
        (None, false) => filled(reason.untitled, &[&writer]),
    };
    let mut blocks = vec![Block::Line(place)];
    if hidden {
        blocks.push(Block::Line(words.content_off.to_owned()));
    } else {
        blocks.extend(told.iter().map(|(message, _)| quote(words, message, passages)));
    }
    let url = format!("{}/samtal/{}?inlagg={}", config.public_url, conversation.id, first.position);
    blocks.push(Block::Link { words: words.read.to_owned(), url });
    Some(Letter {
        words,
        subject,
        blocks,
        why: reason.why,
        name: format!("message.{}", mail.id.simple()),
        thread: Some(format!("conversation.{}", conversation.id.0.simple())),
        answers: None,
    })
}

fn quote(words: &Catalogue, said: &Message, passages: &Passages) -> Block {
    let who = author(words, said);
    if said.html.len() > LONGEST {
        let text = excerpt(&said.text, EXCERPT);
        let html = format!("<p>{}</p>", escaped(&text));
        return Block::Quote { who, text, html };
    }
    let text = joined(said.text.lines().map(|said| passages.in_line(said).unwrap_or_else(|| line(said))));
    let html = without_references(&passages.in_html(&said.html));
    // where there are no styles of ours the cells of a table run together
    let html = html.replace("<table>", "<table border=\"1\" cellpadding=\"6\" style=\"border-collapse: collapse\">");
    Block::Quote { who, text, html }
}

/// Markdown with its lines and the points of its lists, without its other marks.
pub(crate) fn plain(markdown: &str) -> String {
    joined(markdown.lines().map(line))
}

fn line(markdown: &str) -> String {
    let words = markdown.trim_start();
    let indented = &markdown[..markdown.len() - words.len()];
    let point = ["- ", "* ", "+ "].iter().find_map(|point| words.strip_prefix(point));
    let (mark, rest) = match point {
        None => return excerpt(words, usize::MAX),
        Some(rest) => match rest.get(..4) {
            Some("[ ] ") => ("☐ ", &rest[4..]),
            Some("[x] " | "[X] ") => ("☑ ", &rest[4..]),
            _ => ("- ", rest),
        },
    };
    format!("{indented}{mark}{}", excerpt(rest, usize::MAX))
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// References of ours mean nothing in a mail program: their words stay, the link goes.
pub(crate) fn without_references(html: &str) -> String {
    let mut parts = html.split("href=\"samrum:");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        whole.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    whole
}

/// Who wrote it, as every reader of the room sees them.
fn author(words: &Catalogue, said: &Message) -> String {
    words.person(named(said), said.organisation.as_deref())
}

fn named(said: &Message) -> Option<&str> {
    said.author_name.as_deref().or(said.author_label.as_deref())
}

/// Where it was written: the room, and in which network.
fn place(words: &Catalogue, conversation: &Conversation, network: Option<&str>) -> String {
    let room = conversation.room_name.as_deref().unwrap_or_else(|| words.room(conversation.room_kind));
    let what = match conversation.kind {
        ConversationKind::Direct => return words.direct_conversation.to_owned(),
        ConversationKind::Chat => Some(words.chat),
        ConversationKind::Thread | ConversationKind::Document | ConversationKind::Meeting => None,
    };
    [what, Some(room), network].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_keep_their_words() {
        let html = "<p>Hej <a href=\"samrum:person/1\" rel=\"x\">Anna</a>, se <a href=\"https://a.se\">a</a></p>";
        assert_eq!(without_references(html), "<p>Hej <a  rel=\"x\">Anna</a>, se <a href=\"https://a.se\">a</a></p>");
        assert_eq!(plain("- [ ] att göra\n- [x] klart"), "☐ att göra\n☑ klart");
        assert_eq!(plain("**Hej** [Anna](samrum:person/1)!\n\n- ett\n- två"), "Hej Anna!\n\n- ett\n- två");
        assert_eq!(
            plain("1. ett\n   - **inuti**\n\n[Citat: Bo](samrum:message/018f0000-0000-7000-8000-000000000001)\n"),
            "1. ett\n   - inuti"
        );
    }
}
