//! From what a mail says to its form on its way: plain text beside HTML, and the headers that keep a conversation
//! together and let one stop it in one step (RFC 8058).

use chrono::{DateTime, Utc};
use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use serde::Serialize;

use crate::catalogue::{Catalogue, filled};
use crate::{Config, Error, Result, host};

/// A mail's content, without the link that stops such mails: that is made when it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) words: &'static Catalogue,
    /// One line.
    pub(crate) subject: String,
    pub(crate) blocks: Vec<Block>,
    /// Why one gets it.
    pub(crate) why: &'static str,
    /// What makes its own id, the same however often it is written.
    pub(crate) name: String,
    /// What keeps the mails of one conversation together.
    pub(crate) thread: Option<String>,
    /// Where answers to the mail itself go, if anywhere.
    pub(crate) answers: Option<Address>,
}

/// A piece of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading.
    Heading(String),
    /// A page: its title, as plain text, and as safe HTML.
    Page { title: String, text: String, html: String },
    /// A line of plain words.
    Line(String),
    /// What somebody wrote: who and when, as plain text, and as safe HTML.
    Quote { who: String, text: String, html: String },
    /// A link on a line of its own.
    Link { words: String, url: String },
    /// A conversation: its title as a link, a line about it, the first words of it.
    Entry { title: String, url: String, about: String, excerpt: Option<String> },
}

/// What a mail says, to be shown where it is not sent.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    subject: String,
    text: String,
}

/// A mail ready to go.
pub(crate) struct Envelope {
    pub(crate) bytes: Vec<u8>,
    pub(crate) told: Told,
}

impl Letter {
    /// Puts it into its form. With the path of a link that stops such mails it carries that; a notice that its recipient
    /// waits for has none.
    pub(crate) fn envelope(
        &self,
        config: &Config,
        to: &Address,
        stop: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Envelope> {
        let stop = stop.map(|path| format!("{}/{path}", config.public_url));
        let host = host(&config.public_url);
        let (text, html) = (self.text(stop.as_deref()), self.html(stop.as_deref()));
        let sender = Mailbox::new(Some("Samrum".into()), config.sender_address().map_err(|_| Error::Sender)?);
        let mut message = Message::builder()
            .from(sender)
            .to(Mailbox::new(None, to.clone()))
            .subject(self.subject_line())
            .date(now.into())
            .message_id(Some(format!("<{}@{host}>", self.name)));
        if let Some(thread) = &self.thread {
            let thread = format!("<{thread}@{host}>");
            message = message.in_reply_to(thread.clone()).references(thread);
        }
        if let Some(answers) = &self.answers {
            message = message.reply_to(Mailbox::new(None, answers.clone()));
        }
        let mut message = message.multipart(MultiPart::alternative_plain_html(text.clone(), html))?;
        let stopping = stop.map(|stop| {
            [
                ("List-Unsubscribe", format!("<{stop}>")),
                ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
            ]
        });
        for (name, value) in stopping.into_iter().flatten().chain([
            // no out-of-office answers (RFC 3834)
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("X-Auto-Response-Suppress", "All".to_owned()),
            ("Content-Language", self.words.language.to_string()),
        ]) {
            message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        }
        Ok(Envelope { bytes: message.formatted(), told: Told { subject: self.subject_line(), text } })
    }

    /// The subject in one line, whatever it was made of.
    fn subject_line(&self) -> String {
        self.subject
            .split(|c: char| c.is_control() || c.is_whitespace())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Where answers to the mail itself go.
    fn where_answers_go(&self) -> String {
        match &self.answers {
            Some(address) => filled(self.words.reply_elsewhere, &[address.as_ref()]),
            None => self.words.no_reply.to_owned(),
        }
    }

    fn text(&self, stop: Option<&str>) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            match block {
                Block::Heading(words) => out.push_str(&format!("{}\n{}\n\n", words, "-".repeat(words.chars().count()))),
                Block::Line(words) => out.push_str(&format!("{words}\n\n")),
                Block::Page { title, text, .. } => out.push_str(&format!("{title}\n\n{text}\n\n")),
                Block::Quote { who, text, .. } => {
                    let quoted: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
                    out.push_str(&format!("{who}\n{}\n\n", quoted.join("\n")));
                }
                Block::Link { words, url } => out.push_str(&format!("{words}\n{url}\n\n")),
                Block::Entry { title, url, about, excerpt } => {
                    out.push_str(&format!("* {title}\n  {about}\n"));
                    if let Some(excerpt) = excerpt {
                        out.push_str(&format!("  {excerpt}\n"));
                    }
                    out.push_str(&format!("  {url}\n\n"));
                }
            }
        }
        let stop = stop.map(|stop| format!("{} {stop}\n", self.words.stop)).unwrap_or_default();
        format!("{out}-- \n{} {}\n{stop}", self.why, self.where_answers_go())
    }

    fn html(&self, stop: Option<&str>) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            out.push_str(&match block {
                Block::Heading(words) => {
                    format!("<h2 style=\"font-size: 1.1em; margin: 1.6em 0 .4em\">{}</h2>\n", escaped(words))
                }
                Block::Line(words) => format!("<p>{}</p>\n", escaped(words)),
                Block::Page { title, html, .. } => {
                    format!("<h1 style=\"font-size: 1.4em; margin: 1.2em 0 .4em\">{}</h1>\n{html}\n", escaped(title))
                }
                Block::Quote { who, html, .. } => format!(
                    "<p style=\"margin: 1em 0 .3em\"><strong>{}</strong></p>\n<div style=\"margin: 0; padding-left: \
                     1em; border-left: 3px solid #0f5257\">{html}</div>\n",
                    escaped(who)
                ),
                Block::Link { words, url } => {
                    format!("<p><a href=\"{0}\">{1}</a><br>\n<small>{0}</small></p>\n", escaped(url), escaped(words))
                }
                Block::Entry { title, url, about, excerpt } => {
                    let excerpt = excerpt.as_deref().map(escaped).unwrap_or_default();
                    format!(
                        "<p style=\"margin: 0 0 .9em\"><a href=\"{}\"><strong>{}</strong></a><br>\n\
                         <small>{}</small><br>\n{excerpt}</p>\n",
                        escaped(url),
                        escaped(title),
                        escaped(about)
                    )
                }
            });
        }
        let stop = stop
            .map(|stop| format!("<br>\n<a href=\"{}\">{}</a>", escaped(stop), escaped(self.words.stop)))
            .unwrap_or_default();
        format!(
            "<!doctype html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\n\
             <body style=\"font-family: sans-serif; line-height: 1.5; max-width: 40em\">\n{out}<hr>\n\
             <p><small>{why} {answers}{stop}</small></p>\n</body></html>\n",
            tag = self.words.language.word(),
            subject = escaped(&self.subject_line()),
            why = escaped(self.why),
            answers = escaped(&self.where_answers_go()),
        )
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;
    use domain::people::person::Language;

    fn letter(subject: &str) -> Letter {
        Letter {
            words: Catalogue::of(Language::Swedish),
            subject: subject.to_owned(),
            blocks: vec![
                Block::Line("<b>Hej</b> å ä ö".into()),
                Block::Quote { who: "Bo".into(), text: "Så\nhär".into(), html: "<p>Så<br>här</p>".into() },
            ],
            why: "Därför.",
            name: "message.1".into(),
            thread: Some("conversation.1".into()),
            answers: None,
        }
    }

    fn sent(subject: &str) -> String {
        let config = Config::new("https://samrum.exempel.se", "mail");
        let to = "a@exempel.se".parse().expect("an address");
        let envelope =
            letter(subject).envelope(&config, &to, Some("brev/token"), Clock::default().now()).expect("a mail");
        String::from_utf8(envelope.bytes).expect("ASCII")
    }

    #[test]
    fn nothing_written_makes_a_header() {
        let message =
            sent("Hej\r\nBcc: alla@exempel.se\r\n\r\nbrödtext åäö ”citat” som är ganska lång, ja mycket lång");
        assert!(message.is_ascii());
        assert!(!message.lines().any(|line| line.to_lowercase().starts_with("bcc")));
        assert!(message.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn the_headers_keep_a_conversation_together_and_stop_it_in_one_step() {
        let message = sent("Plain words");
        for header in [
            "Subject: Plain words\r\n",
            "To: a@exempel.se\r\n",
            "Message-ID: <message.1@samrum.exempel.se>\r\n",
            "In-Reply-To: <conversation.1@samrum.exempel.se>\r\n",
            "References: <conversation.1@samrum.exempel.se>\r\n",
            "List-Unsubscribe: <https://samrum.exempel.se/brev/token>\r\n",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
        ] {
            assert!(message.contains(header), "{header} in {message}");
        }
    }

    #[test]
    fn what_is_no_html_is_made_so() {
        let html = letter("x").html(Some("https://samrum.exempel.se/brev/token"));
        assert!(html.contains("&lt;b&gt;Hej&lt;/b&gt;"));
        assert!(html.contains("<p>Så<br>här</p>"));
        assert!(letter("x").text(Some("y")).contains("> Så\n> här"));
    }
}
