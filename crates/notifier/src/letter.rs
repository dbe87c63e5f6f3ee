//! What a mail says: written when it is sent, from what its recipient may read at that moment.

use domain::conversations::conversation::{self, Conversation, ConversationKind};
use domain::conversations::message::{self, Message};
use domain::conversations::text::excerpt;
use domain::notifications::{Mail, Recipient};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::{Config, Result, host};

/// The most characters of a message that are told by mail.
const EXCERPT: usize = 600;

/// A mail's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The language's tag.
    pub(crate) language: &'static str,
    /// One line.
    pub(crate) subject: String,
    /// Plain text, lines ended by `\n`.
    pub(crate) text: String,
    /// The same as a small page.
    pub(crate) html: String,
    /// Its own id, the same however often it is written.
    pub(crate) message_id: String,
    /// The id that keeps the mails of one conversation together.
    pub(crate) thread_id: String,
    /// Unique in the mail: what sets its parts apart.
    pub(crate) boundary: String,
}

/// Writes the mail; none where there is nothing to tell any more: the recipient may not read it, it was taken away, or
/// they have read it.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
) -> Result<Option<Letter>> {
    let db = store.reader();
    let found = match message::readable(db, &recipient.actor, mail.message_id).await {
        Ok(found) if found.row().deleted_at.is_none() => found,
        Ok(_) | Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let said = found.row();
    let conversation = match conversation::readable(db, &recipient.actor, said.conversation_id).await {
        Ok(conversation) => conversation,
        Err(domain::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if recipient.has_read(store, said.conversation_id, said.position).await? {
        return Ok(None);
    }
    Ok(Some(worded(config, Catalogue::of(recipient.language), mail, said, conversation.row())))
}

fn worded(config: &Config, words: &Catalogue, mail: &Mail, said: &Message, conversation: &Conversation) -> Letter {
    let reason = words.reason(mail.reason);
    let author = author(words, said);
    let subject = match &conversation.title {
        Some(title) => filled(reason.titled, &[&author, title]),
        None => filled(reason.untitled, &[&author]),
    };
    let place = place(words, conversation);
    let quoted = excerpt(&said.text, EXCERPT);
    let link = format!("{}/samtal/{}?inlagg={}", config.public_url, conversation.id, said.position);
    let host = host(&config.public_url);
    let (read, why, no_reply) = (words.read, reason.why, words.no_reply);
    let text = format!("{subject}\n{place}\n\n{quoted}\n\n{read}\n{link}\n\n--\n{why} {no_reply}\n");
    let [e_subject, e_place, e_quoted, e_link] = [&subject, &place, &quoted, &link].map(|text| escaped(text));
    let html = format!(
        "<!doctype html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{e_subject}</title></head>\n\
         <body style=\"font-family: sans-serif; line-height: 1.5\">\n<p><strong>{e_subject}</strong><br>{e_place}</p>\n\
         <blockquote style=\"margin: 0; padding-left: 1em; border-left: 3px solid #888\">{e_quoted}</blockquote>\n\
         <p><a href=\"{e_link}\">{read}</a><br>{e_link}</p>\n<p><small>{why} {no_reply}</small></p>\n</body></html>\n",
        tag = words.tag,
    );
    Letter {
        language: words.tag,
        subject,
        text,
        html,
        message_id: format!("<message.{}.{}@{host}>", said.id.0.simple(), mail.person_id.0.simple()),
        thread_id: format!("<conversation.{}@{host}>", conversation.id.0.simple()),
        boundary: format!("samrum-{}", mail.id.simple()),
    }
}

/// Who wrote it, as every reader of the room sees them.
fn author(words: &Catalogue, said: &Message) -> String {
    match (&said.author_name, &said.author_label, &said.organisation) {
        (Some(name), _, Some(organisation)) => format!("{name}, {organisation}"),
        (Some(name), _, None) | (None, Some(name), _) => name.clone(),
        (None, None, Some(organisation)) => filled(words.representative, &[organisation]),
        (None, None, None) => words.somebody.to_owned(),
    }
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

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
