//! The text form of conversations, made to be written and read by people.
//!
//! ```text
//! === tråd barnbokslut-nytta | medlemmar | Är barnbokslutet värt arbetet? | svar=3,5 | tema=Skola; Budget | artikel=3,12 | fäst | från=medlemmar | ur chatten=23
//! --- malin 812 09:14
//! Markdown until the next marker.
//! --- jonas 811 10:02 >1 +barnbokslut-trelleborg
//! `>1` answers message 1, `+key` attaches a document, `@{malin}` mentions somebody.
//! !!! tack jonas, eva
//! !!! likadant karin
//! !!! sett
//! !!! tidigare What it said before it was edited.
//! !!! flyttade 12
//! !!! anmält eva | Why
//! !!! dolt helena | Why
//! --- sammanfattning malin 800 10:00
//! A wording of the thread's summary.
//! === chatt medlemmar
//! === direkt malin, jonas
//! ```

use super::load::DemoError;
use super::model::{Aftermath, Chat, DirectConversation, Message, Moment, Thread};

/// What a file of conversations holds.
#[derive(Debug, Default)]
pub(super) struct Conversations {
    pub(super) threads: Vec<Thread>,
    pub(super) chats: Vec<Chat>,
    pub(super) direct: Vec<DirectConversation>,
}

enum Head {
    Thread(Box<Thread>),
    Chat { room: String },
    Direct { people: Vec<String> },
}

/// Reads one file; `path` is for the error text.
pub(super) fn parse(path: &str, text: &str) -> Result<Conversations, DemoError> {
    let mut found = Conversations::default();
    let mut open: Option<(Head, Vec<Message>)> = None;
    let mut summing_up = false;
    for (number, line) in text.lines().enumerate() {
        let wrong = |what: &str| DemoError::Text { path: path.to_owned(), line: number + 1, what: what.to_owned() };
        if let Some(rest) = line.strip_prefix("=== ") {
            if let Some(done) = open.take() {
                found.close(done);
            }
            open = Some((head(rest).ok_or_else(|| wrong("unknown head of a conversation"))?, Vec::new()));
        } else if let Some(rest) = line.strip_prefix("--- ") {
            let (head, messages) = open.as_mut().ok_or_else(|| wrong("a message outside a conversation"))?;
            let summary = rest.strip_prefix("sammanfattning ");
            summing_up = summary.is_some();
            let read = message(summary.unwrap_or(rest));
            let read = read.ok_or_else(|| wrong("expected: person days_ago hh:mm [>n] [+document]"))?;
            match (head, summing_up) {
                (Head::Thread(thread), true) => thread.summaries.push(read),
                (_, true) => return Err(wrong("a summary outside a thread")),
                (_, false) => messages.push(read),
            }
        } else if let Some(rest) = line.strip_prefix("!!! ") {
            let message = open.as_mut().and_then(|(_, messages)| messages.last_mut());
            let message = message.ok_or_else(|| wrong("something done outside a message"))?;
            done(&mut message.aftermath, rest).ok_or_else(|| wrong("unknown thing done with a message"))?;
        } else if let Some(message) = open.as_mut().and_then(|(head, messages)| match head {
            Head::Thread(thread) if summing_up => thread.summaries.last_mut(),
            _ => messages.last_mut(),
        }) {
            message.body.push_str(line);
            message.body.push('\n');
        } else if !line.trim().is_empty() {
            return Err(wrong("text outside a message"));
        }
    }
    if let Some(done) = open {
        found.close(done);
    }
    Ok(found)
}

impl Conversations {
    fn close(&mut self, (head, mut messages): (Head, Vec<Message>)) {
        for message in &mut messages {
            message.body = message.body.trim().to_owned();
            message.mentions = mentions(&message.body);
        }
        match head {
            Head::Thread(mut thread) => {
                for summary in &mut thread.summaries {
                    summary.body = summary.body.trim().to_owned();
                }
                self.threads.push(Thread { messages, ..*thread });
            }
            Head::Chat { room } => self.chats.push(Chat { room, messages }),
            Head::Direct { people } => self.direct.push(DirectConversation { people, messages }),
        }
    }

    /// Takes over what another file held; a chat continued there is joined, in order of time.
    pub(super) fn join(&mut self, other: Self) {
        self.threads.extend(other.threads);
        self.direct.extend(other.direct);
        for chat in other.chats {
            if let Some(known) = self.chats.iter_mut().find(|known| known.room == chat.room) {
                known.messages.extend(chat.messages);
                known.messages.sort_by_key(|message| -message.at.minutes_before());
            } else {
                self.chats.push(chat);
            }
        }
    }
}

fn head(text: &str) -> Option<Head> {
    let (word, rest) = text.split_once(' ')?;
    match word {
        "tråd" => {
            let mut parts = rest.split(" | ").map(str::trim);
            let (key, room, title) = (parts.next()?, parts.next()?, parts.next()?);
            let mut thread = Thread {
                key: key.to_owned(),
                room: room.to_owned(),
                title: title.to_owned(),
                answers: Vec::new(),
                themes: Vec::new(),
                articles: Vec::new(),
                pinned: false,
                moved_from: None,
                lifted_from: None,
                messages: Vec::new(),
                summaries: Vec::new(),
            };
            for part in parts {
                match part.split_once('=') {
                    Some(("svar", list)) => thread.answers = numbers(list)?,
                    Some(("tema", list)) => {
                        thread.themes = list.split(';').map(|theme| theme.trim().to_owned()).collect();
                    }
                    Some(("från", room)) => thread.moved_from = Some(room.to_owned()),
                    Some(("ur chatten", position)) => thread.lifted_from = Some(position.parse().ok()?),
                    Some(("artikel", list)) => thread.articles = numbers(list)?,
                    None if part == "fäst" => thread.pinned = true,
                    _ => return None,
                }
            }
            Some(Head::Thread(Box::new(thread)))
        }
        "chatt" => Some(Head::Chat { room: rest.trim().to_owned() }),
        "direkt" => Some(Head::Direct { people: rest.split(',').map(|key| key.trim().to_owned()).collect() }),
        _ => None,
    }
}

fn numbers<T: std::str::FromStr>(list: &str) -> Option<Vec<T>> {
    list.split(',').map(|number| number.trim().parse().ok()).collect()
}

fn message(text: &str) -> Option<Message> {
    let mut words = text.split_whitespace();
    let author = words.next()?.to_owned();
    let days_ago = words.next()?.parse().ok()?;
    let (hour, minute) = words.next()?.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    if hour > 23 || minute > 59 {
        return None;
    }
    let mut read = Message {
        author,
        at: Moment { days_ago, hour, minute },
        answers: None,
        attachments: Vec::new(),
        mentions: Vec::new(),
        body: String::new(),
        aftermath: Aftermath::default(),
    };
    for word in words {
        if let Some(position) = word.strip_prefix('>') {
            read.answers = Some(position.parse().ok()?);
        } else {
            read.attachments.push(word.strip_prefix('+')?.to_owned());
        }
    }
    Some(read)
}

/// What was done with a message.
fn done(aftermath: &mut Aftermath, text: &str) -> Option<()> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let people = || rest.split(',').map(|key| key.trim().to_owned()).collect();
    let who_and_why = || {
        let (who, why) = rest.split_once(" | ")?;
        Some((who.trim().to_owned(), why.trim().to_owned()))
    };
    match word {
        "tack" => aftermath.thanks = people(),
        "likadant" => aftermath.same_here = people(),
        "sett" => aftermath.asks_seen = true,
        "tidigare" => aftermath.first_wording = Some(rest.to_owned()),
        "flyttade" => aftermath.moved = Some(rest.parse().ok()?),
        "anmält" => aftermath.flag = Some(who_and_why()?),
        "dolt" => aftermath.hidden = Some(who_and_why()?),
        _ => return None,
    }
    Some(())
}

fn mentions(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in body.split("@{").skip(1) {
        if let Some((key, _)) = part.split_once('}')
            && !found.iter().any(|known| known == key)
        {
            found.push(key.to_owned());
        }
    }
    found
}
