//! A mail about a conversation: written when it is sent, from what its recipient may read at that moment.

use domain::actor::Actor;
use domain::conversations::conversation::{self, Conversation, ConversationKind};
use domain::conversations::following;
use domain::conversations::message::{self, Message};
use domain::conversations::text::excerpt;
use domain::methods::ask;
use domain::notifications::{self, Mail, MailReason, Recipient};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter, escaped};
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
    let hidden = match conversation.row().network_id {
        Some(network) => notifications::without_content(db).await?.contains(&network),
        None => false,
    };
    Ok(worded(config, Catalogue::of(recipient.language), mail, &told, conversation.row(), hidden))
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
    told: &[(Message, MailReason)],
    conversation: &Conversation,
    hidden: bool,
) -> Option<Letter> {
    let (first, _) = told.first()?;
    // the nearest reason of all: that order is the order of the variants
    let reason = words.reason(told.iter().map(|(_, reason)| *reason).min()?);
    let writer = author(words, first);
    let subject = match (&conversation.title, hidden) {
        (_, true) => reason.hidden.to_owned(),
        (Some(title), false) => filled(reason.titled, &[&writer, title]),
        (None, false) => filled(reason.untitled, &[&writer]),
    };
    let mut blocks = vec![Block::Line(place(words, conversation))];
    if hidden {
        blocks.push(Block::Line(words.content_off.to_owned()));
    } else {
        blocks.extend(told.iter().map(|(message, _)| quote(words, message)));
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

fn quote(words: &Catalogue, said: &Message) -> Block {
    let who = author(words, said);
    if said.html.len() > LONGEST {
        let text = excerpt(&said.text, EXCERPT);
        let html = format!("<p>{}</p>", escaped(&text));
        return Block::Quote { who, text, html };
    }
    Block::Quote { who, text: plain(&said.text), html: without_references(&said.html) }
}

/// Markdown with its lines, without its marks.
pub(crate) fn plain(markdown: &str) -> String {
    let lines: Vec<String> = markdown.lines().map(|line| excerpt(line, usize::MAX)).collect();
    lines.join("\n")
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
    words.person(said.author_name.as_deref().or(said.author_label.as_deref()), said.organisation.as_deref())
}

/// Where it was written.
fn place(words: &Catalogue, conversation: &Conversation) -> String {
    let room = conversation.room_name.as_deref().unwrap_or_else(|| words.room(conversation.room_kind));
    match conversation.kind {
        ConversationKind::Direct => words.direct_conversation.to_owned(),
        ConversationKind::Chat => format!("{} · {room}", words.chat),
        ConversationKind::Thread | ConversationKind::Document | ConversationKind::Meeting => room.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_keep_their_words() {
        let html = "<p>Hej <a href=\"samrum:person/1\" rel=\"x\">Anna</a>, se <a href=\"https://a.se\">a</a></p>";
        assert_eq!(without_references(html), "<p>Hej <a  rel=\"x\">Anna</a>, se <a href=\"https://a.se\">a</a></p>");
        assert_eq!(plain("**Hej** [Anna](samrum:person/1)!\n\n- ett\n- två"), "Hej Anna!\n\nett\ntvå");
    }
}
