//! What was said: each conversation as one page, a long one as several, and beside each the same as JSON.

use domain::Result;
use domain::conversations::conversation::{self, Conversation, ConversationKind, ThreadKind, articles, themes};
use domain::conversations::message::{self, Page};
use domain::ids::{ConversationId, DocumentId};
use domain::methods::ask::{self, Answer};
use serde::Serialize;
use wire::Message;

use crate::gather::{Gathering, Lying, Place};
use crate::page::{escaped, link, moment, put};
use crate::place::way;

/// So many messages stand on one page.
const ON_A_PAGE: i64 = 500;
/// So many answers are read at a time.
const ANSWERS: i64 = 100;

/// A conversation that went along.
pub(crate) struct Said {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) messages: i64,
    pub(crate) last_at: chrono::DateTime<chrono::Utc>,
}

/// One of the pages of a conversation.
#[derive(Clone, Copy)]
struct Sheet<'a> {
    base: &'a str,
    number: i64,
}

impl Sheet<'_> {
    fn path(&self) -> String {
        match self.number {
            1 => format!("{}.html", self.base),
            number => format!("{}-{number}.html", self.base),
        }
    }

    /// The one on which the message at that position stands: positions are without gaps.
    fn of(self, position: i64) -> Self {
        Self { number: (position - 1) / ON_A_PAGE + 1, ..self }
    }
}

#[derive(Serialize)]
struct Facts<'a> {
    id: ConversationId,
    title: &'a str,
    kind: ConversationKind,
    thread_kind: Option<ThreadKind>,
    themes: Vec<String>,
    articles: Vec<i64>,
    started_at: chrono::DateTime<chrono::Utc>,
    closed_at: Option<chrono::DateTime<chrono::Utc>>,
    answers: Vec<AnswerFacts>,
    messages: &'a [Message],
}

#[derive(Serialize)]
struct AnswerFacts {
    organisation: String,
    text: String,
    written_at: chrono::DateTime<chrono::Utc>,
    by_coordinator: bool,
    hidden_reason: Option<String>,
}

impl Gathering<'_> {
    /// Sends the pages of a conversation.
    pub(crate) async fn conversation(&mut self, place: &Place<'_>, row: &Conversation) -> Result<Said> {
        let title = self.conversation_title(row);
        let [_, folder, ..] = self.words().folders;
        let under = format!("{}/{folder}", place.path);
        let name = match row.kind {
            ConversationKind::Chat => title.clone(),
            _ => format!("{} {title}", domain::clock::day_of(row.created_at)),
        };
        let base = self.places.free(&under, &name, &[".html", ".json"]);
        let answers = self.answers(row).await?;
        let (mut after, mut number) = (0, 1);
        loop {
            let page = message::page(self.store.reader(), &self.actor, row.id, Page::After(after), ON_A_PAGE).await?;
            let last = page.messages.last().map_or(after, |message| message.position);
            let more = last < page.place.last_position && last > after;
            let messages: Vec<Message> = page.messages.iter().map(Message::from).collect();
            drop(page);
            let sheet = Sheet { base: &base, number };
            let path = sheet.path();
            let body = self.talk(row, &sheet, &messages, if number == 1 { &answers } else { &[] });
            let before = (number > 1).then(|| Sheet { number: number - 1, ..sheet }.path());
            let next = more.then(|| Sheet { number: number + 1, ..sheet }.path());
            let leaves = [before, next].into_iter().zip(self.words().leaf);
            let leaves: Vec<String> = leaves.filter_map(|(to, text)| Some(link(&path, &to?, text))).collect();
            let body = if leaves.is_empty() { body } else { format!("{body}<nav>{}</nav>\n", leaves.join(" · ")) };
            let up = [("index.html", self.title.as_str()), (&place.index(), place.name.as_str())];
            let html = self.pages.page(&path, &title, &up, &body);
            self.made(&path, html).await?;
            let facts = Facts {
                id: row.id,
                title: &title,
                kind: row.kind,
                thread_kind: row.thread_kind,
                themes: themes(&row.themes),
                articles: articles(&row.articles),
                started_at: row.created_at,
                closed_at: row.closed_at,
                answers: if number == 1 { answers.iter().map(facts_of).collect() } else { Vec::new() },
                messages: &messages,
            };
            self.facts(&format!("{}.json", path.trim_end_matches(".html")), &facts).await?;
            if !more {
                let messages = row.last_position;
                return Ok(Said { path: format!("{base}.html"), title, messages, last_at: row.last_at });
            }
            (after, number) = (last, number + 1);
        }
    }

    fn conversation_title(&self, row: &Conversation) -> String {
        let words = self.words();
        let named =
            |name: Option<&str>| name.map_or_else(|| words.about.to_owned(), |name| format!("{} {name}", words.about));
        match row.kind {
            ConversationKind::Chat => words.chat.to_owned(),
            ConversationKind::Document => {
                let document = row.document_id.and_then(|id| self.documents.get(&id));
                named(document.map(|document| document.name.as_str()))
            }
            ConversationKind::Meeting => {
                let meeting = self.export.meetings.iter().find(|meeting| Some(meeting.id) == row.meeting_id);
                named(meeting.map(|meeting| meeting.title.as_str()))
            }
            ConversationKind::Thread | ConversationKind::Direct => {
                row.title.clone().unwrap_or_else(|| (self.pages.words.room)(row.room_kind).to_owned())
            }
        }
    }

    async fn answers(&self, row: &Conversation) -> Result<Vec<Answer>> {
        if row.thread_kind != Some(ThreadKind::Ask) {
            return Ok(Vec::new());
        }
        let db = self.store.reader();
        let asked = ask::readable(db, &self.actor, row.id).await?;
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let page = ask::answers(db, &asked, cursor.take(), ANSWERS).await?;
            let Some(last) = page.last() else { return Ok(all) };
            cursor = Some((last.sort_key.clone(), last.organisation_id));
            all.extend(page);
        }
    }

    fn talk(&self, row: &Conversation, sheet: &Sheet<'_>, messages: &[Message], answers: &[Answer]) -> String {
        let (words, path) = (self.words(), sheet.path());
        let mut body = String::new();
        let (themes, articles) = (themes(&row.themes), articles(&row.articles));
        if !themes.is_empty() {
            put(&mut body, format_args!("<p class=\"aside\">{}: {}</p>\n", words.themes, escaped(&themes.join(", "))));
        }
        if !articles.is_empty() {
            let articles: Vec<String> = articles.iter().map(ToString::to_string).collect();
            put(&mut body, format_args!("<p class=\"aside\">{}: {}</p>\n", words.articles, articles.join(", ")));
        }
        for message in messages {
            self.message(&mut body, sheet, message);
        }
        if !answers.is_empty() {
            put(&mut body, format_args!("<h2>{}</h2>\n", words.answers));
            for answer in answers {
                let html = match &answer.hidden_reason {
                    Some(reason) => format!("<p class=\"aside\">{} {}</p>\n", words.hidden, escaped(reason)),
                    None => self.relinked(&path, &answer.html),
                };
                let organisation = escaped(&answer.organisation);
                put(
                    &mut body,
                    format_args!("<article>\n<header><strong>{organisation}</strong></header>\n{html}</article>\n"),
                );
            }
        }
        body
    }

    fn message(&self, body: &mut String, sheet: &Sheet<'_>, message: &Message) {
        let (words, path) = (self.words(), sheet.path());
        let path = path.as_str();
        let by = escaped(&self.pages.said_by(&message.author));
        let id = message.id;
        put(body, format_args!("<article id=\"m-{id}\">\n<header><strong>{by}</strong> <span class=\"aside\">"));
        put(body, format_args!("{}", moment(message.created_at)));
        if let Some(at) = message.edited_at {
            put(body, format_args!(", {} {}", words.edited, moment(at)));
        }
        if let Some(answered) = &message.answers {
            let name = answered.name.as_deref().unwrap_or(self.pages.words.representative);
            let to = match &answered.organisation {
                Some(organisation) => escaped(&format!("{name}, {organisation}")),
                None => escaped(name),
            };
            let there = way(&sheet.path(), &sheet.of(answered.position).path());
            put(body, format_args!(" · {} <a href=\"{there}#m-{}\">{to}</a>", words.answers_to, answered.id));
        }
        put(body, format_args!("</span></header>\n"));
        match (&message.hidden_reason, message.deleted) {
            (Some(reason), _) => {
                put(body, format_args!("<p class=\"aside\">{} {}</p>\n", words.hidden, escaped(reason)));
            }
            (None, true) => put(body, format_args!("<p class=\"aside\">{}</p>\n", words.taken_away)),
            (None, false) => put(body, format_args!("{}\n", self.relinked(path, &message.html))),
        }
        if !message.attachments.is_empty() {
            let attached = message.attachments.iter().map(|id| match self.documents.get(id) {
                Some(Lying { path: to, name }) => format!("<li>{}</li>", link(path, to, name)),
                None => format!("<li>{}</li>", words.not_here),
            });
            let attached: String = attached.collect();
            put(body, format_args!("<p class=\"aside\">{}:</p>\n<ul>{attached}</ul>\n", words.attached));
        }
        put(body, format_args!("</article>\n"));
    }

    /// Links to documents that go along lead to where they lie here.
    fn relinked(&self, path: &str, html: &str) -> String {
        const HREF: &str = "href=\"";
        let mut made = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(at) = rest.find(HREF) {
            let (before, after) = rest.split_at(at + HREF.len());
            made.push_str(before);
            let end = after.find('"').unwrap_or(after.len());
            let (address, left) = after.split_at(end);
            match document_in(address).and_then(|id| self.documents.get(&id)) {
                Some(lying) => made.push_str(&way(path, &lying.path)),
                None => made.push_str(address),
            }
            rest = left;
        }
        made.push_str(rest);
        made
    }

    /// Sends the conversations of a room.
    pub(crate) async fn conversations(&mut self, place: &Place<'_>) -> Result<Vec<Said>> {
        let (mut said, mut after) = (Vec::new(), None);
        loop {
            let page = conversation::all_of(self.store.reader(), place.room, after, 100).await?;
            let Some(last) = page.last() else { return Ok(said) };
            after = Some(last.id);
            for row in page {
                said.push(self.conversation(place, &row).await?);
            }
        }
    }
}

fn facts_of(answer: &Answer) -> AnswerFacts {
    AnswerFacts {
        organisation: answer.organisation.clone(),
        text: answer.text.clone(),
        written_at: answer.written_at,
        by_coordinator: answer.by_coordinator,
        hidden_reason: answer.hidden_reason.clone(),
    }
}

/// The document an address leads to.
fn document_in(address: &str) -> Option<DocumentId> {
    let after = ["samrum:document/", "/dokument/"].iter().find_map(|way| address.split_once(way));
    after?.1.get(..36)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::document_in;

    #[test]
    fn addresses_of_documents() {
        let id = "0190a5f2-0000-7000-8000-000000000001";
        for address in [format!("samrum:document/{id}"), format!("https://x.se/dokument/{id}?sida=2")] {
            assert_eq!(document_in(&address).map(|id| id.to_string()).as_deref(), Some(id));
        }
        assert!(document_in("https://x.se/dokument/kort").is_none());
    }
}
