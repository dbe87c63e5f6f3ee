//! Threads, chats and direct conversations: each message at its own time, under the standing its author had then.

use std::collections::HashMap;
use std::sync::Arc;

use domain::actor::Actor;
use domain::conversations::conversation::{self, StartedBefore, ThreadKind};
use domain::conversations::message::{self, Post};
use domain::conversations::summary::{self, Wording};
use domain::conversations::tags::Tags;
use domain::conversations::text::{Text, excerpt};
use domain::conversations::{direct, moving, question};
use domain::ids::{ConversationId, DocumentId, MessageId, RoomId};
use domain::rooms::room;
use domain::store::{Store, Tx};
use uuid::Uuid;

use super::aftermath;
use super::documents::attached;
use super::ground::{Built, Ground, unknown};
use super::standing::{self, Standing};
use crate::demo::model::{Message, Thread};
use crate::demo::reading::ConversationRef;

/// How many messages share a commit: each is some four statements.
const TOGETHER: usize = 50;
/// How much of a message is quoted in an answer to it.
const QUOTED: usize = 240;

/// A conversation that has been told: for the read marks.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) id: ConversationId,
    /// Where it stands; none for a direct conversation.
    pub(super) room: Option<RoomId>,
    pub(super) source: Source,
}

/// Where a conversation stands in the content.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    /// A thread: network and place.
    Thread(usize, usize),
    /// A chat: network and place.
    Chat(usize, usize),
    /// A direct conversation: place.
    Direct(usize),
}

impl Source {
    /// Its messages, and its name for read marks.
    pub(super) fn read(self, ground: &Ground) -> domain::Result<(ConversationRef<'_>, &[Message])> {
        let found = match self {
            Self::Thread(network, place) => ground.content.networks.get(network).and_then(|network| {
                let thread = network.threads.get(place)?;
                Some((ConversationRef::Thread(&thread.key), thread.messages.as_slice()))
            }),
            Self::Chat(network, place) => ground.content.networks.get(network).and_then(|network| {
                let chat = network.chats.get(place)?;
                Some((ConversationRef::Chat(&network.slug, &chat.room), chat.messages.as_slice()))
            }),
            Self::Direct(place) => ground
                .content
                .direct
                .get(place)
                .map(|direct| (ConversationRef::Direct(&direct.people), direct.messages.as_slice())),
        };
        found.ok_or_else(|| unknown("a conversation"))
    }
}

/// Tells the network's threads and chats.
pub(super) async fn tell(
    store: &Store,
    ground: &Arc<Ground>,
    built: &Arc<Built>,
    documents: HashMap<String, DocumentId>,
) -> domain::Result<Vec<Told>> {
    let network = built.network(ground)?;
    let threads = (0..network.threads.len()).map(|place| Source::Thread(built.index, place));
    let chats = (0..network.chats.len()).map(|place| Source::Chat(built.index, place));
    let documents = Arc::new(documents);
    let mut told = Vec::new();
    for together in batches(ground, threads.chain(chats))? {
        let (ground, built, documents) = (Arc::clone(ground), Arc::clone(built), Arc::clone(&documents));
        let write = move |tx: Tx| async move {
            let mut told = Vec::new();
            for source in together {
                told.push(one(&tx, &ground, &built, &documents, source).await?);
            }
            Ok(told)
        };
        told.extend(store.write(&Actor::System, write).await?);
    }
    Ok(told)
}

/// Whole conversations by the number of their messages.
fn batches(ground: &Ground, all: impl Iterator<Item = Source>) -> domain::Result<Vec<Vec<Source>>> {
    let (mut done, mut open, mut messages) = (Vec::new(), Vec::new(), 0);
    for source in all {
        messages += source.read(ground)?.1.len();
        open.push(source);
        if messages >= TOGETHER {
            done.push(std::mem::take(&mut open));
            messages = 0;
        }
    }
    done.push(open);
    Ok(done)
}

async fn one(
    tx: &Tx,
    ground: &Ground,
    built: &Built,
    documents: &HashMap<String, DocumentId>,
    source: Source,
) -> domain::Result<Told> {
    let network = built.network(ground)?;
    let (_, messages) = source.read(ground)?;
    let (id, key) = match source {
        Source::Thread(_, place) => {
            let thread = network.threads.get(place).ok_or_else(|| unknown("a thread"))?;
            (start(tx, ground, built, thread).await?, thread.room.as_str())
        }
        Source::Chat(_, place) => {
            let chat = network.chats.get(place).ok_or_else(|| unknown("a chat"))?;
            (built.chat(&chat.room)?, chat.room.as_str())
        }
        Source::Direct(_) => return Err(unknown("a room of a direct conversation")),
    };
    let room = built.room(key)?;
    let quotes = matches!(source, Source::Thread(..));
    let mut written = Vec::new();
    for message in messages {
        let of = |person: &str| standing::in_room(ground, built, key, person, message.at.days_ago);
        let attachments = message.attachments.iter().map(|key| attached(documents, key));
        let attachments = attachments.collect::<domain::Result<Vec<_>>>()?;
        let said = write(tx, ground, id, (messages, &written), of(&message.author)?, attachments, quotes).await?;
        written.push(said);
        aftermath::happened(tx, ground, (room, said), Some(built.id), message, of).await?;
    }
    if let Source::Thread(_, place) = source {
        let thread = network.threads.get(place).ok_or_else(|| unknown("a thread"))?;
        moved(tx, ground, built, (thread, id), &written).await?;
        sum_up(tx, ground, built, thread, id, &written).await?;
    }
    Ok(Told { id, room: Some(room), source })
}

/// The move that a message of the thread tells of.
async fn moved(
    tx: &Tx,
    ground: &Ground,
    built: &Built,
    (thread, id): (&Thread, ConversationId),
    written: &[MessageId],
) -> domain::Result<()> {
    let Some(from) = &thread.moved_from else { return Ok(()) };
    for (message, notice) in thread.messages.iter().zip(written) {
        let Some(more_readers) = message.aftermath.moved else { continue };
        let (_, seat, kind) = standing::in_room(ground, built, &thread.room, &message.author, message.at.days_ago)?;
        let by = (ground.person(&message.author)?, seat, kind);
        let rooms = (built.room(from)?, built.room(&thread.room)?);
        moving::moved_as(tx, id, rooms, (*notice, more_readers), by, ground.instant(message.at)).await?;
    }
    Ok(())
}

/// Which threads came out of a chat: told when both have been.
pub(super) async fn lifted(
    store: &Store,
    ground: &Arc<Ground>,
    built: &Arc<Built>,
    told: &[Told],
) -> domain::Result<()> {
    let network = built.network(ground)?;
    for one in told {
        let Source::Thread(_, place) = one.source else { continue };
        let thread = network.threads.get(place).ok_or_else(|| unknown("a thread"))?;
        let Some(position) = thread.lifted_from else { continue };
        let (id, chat) = (one.id, built.chat(&thread.room)?);
        let lift = move |tx: Tx| async move { conversation::lifted_before(&tx, id, (chat, position)).await };
        store.write(&Actor::System, lift).await?;
    }
    Ok(())
}

/// What the thread came to: its accepted answers and the wordings of its summary.
async fn sum_up(
    tx: &Tx,
    ground: &Ground,
    built: &Built,
    thread: &Thread,
    id: ConversationId,
    written: &[MessageId],
) -> domain::Result<()> {
    let room = built.room(&thread.room)?;
    let (Some(first), Some(last)) = (thread.messages.first(), thread.messages.last()) else {
        return Ok(());
    };
    for position in &thread.answers {
        let answer = written.get((*position as usize).saturating_sub(1)).ok_or_else(|| unknown("an answer"))?;
        let asker = ground.person(&first.author)?;
        question::accept_as(tx, room, (id, *answer), asker, ground.instant(last.at)).await?;
    }
    for wording in &thread.summaries {
        let standing = standing::in_room(ground, built, &thread.room, &wording.author, wording.at.days_ago)?;
        let (author, at) = (ground.person(&wording.author)?, ground.instant(wording.at));
        summary::improve_as(tx, (room, id), author, standing, at, &Wording::written(&wording.body)?).await?;
    }
    Ok(())
}

async fn start(tx: &Tx, ground: &Ground, built: &Built, thread: &Thread) -> domain::Result<ConversationId> {
    let first = thread.messages.first().ok_or_else(|| unknown("first message of a thread"))?;
    let (_, seat, _) = standing::in_room(ground, built, &thread.room, &first.author, first.at.days_ago)?;
    let room = room::readable(tx, tx.actor(), built.room(&thread.room)?).await?;
    let new = StartedBefore {
        kind: kind(thread),
        title: thread.title.clone(),
        author: ground.person(&first.author)?,
        seat,
        at: ground.instant(first.at),
        tags: Tags::chosen(&thread.themes, &thread.articles)?,
        pinned: thread.pinned,
    };
    conversation::start_as(tx, &room, new).await
}

/// What a thread is for, which the content tells by its words.
fn kind(thread: &Thread) -> ThreadKind {
    match thread.key.as_str() {
        "svart-namnd-tyst" | "k-orosanmalan-skola" | "elevrad-utan-makt" => ThreadKind::HardQuestion,
        "svar-30-dagar" | "k-budget-umea" | "s-ung-i-vardag" => ThreadKind::GoodExample,
        "valkommen" | "k-valkommen-observatorer" | "s-valkommen" | "uppsala-program" => ThreadKind::Information,
        _ if thread.room == "offentligt" => ThreadKind::Information,
        _ if !thread.answers.is_empty() || thread.title.ends_with('?') => ThreadKind::Question,
        _ => ThreadKind::Discussion,
    }
}

/// Tells the direct conversations.
pub(super) async fn tell_directly(
    store: &Store,
    ground: &Arc<Ground>,
    all: Vec<Arc<Built>>,
) -> domain::Result<Vec<Told>> {
    let mut told = Vec::new();
    let all = Arc::new(all);
    for together in batches(ground, (0..ground.content.direct.len()).map(Source::Direct))? {
        let (ground, all) = (Arc::clone(ground), Arc::clone(&all));
        let tell = move |tx: Tx| async move {
            let mut told = Vec::new();
            for source in together {
                let (name, messages) = source.read(&ground)?;
                let (ConversationRef::Direct([first, others @ ..]), Some(opening)) = (name, messages.first()) else {
                    return Err(unknown("people of a direct conversation"));
                };
                let others = others.iter().map(|key| ground.person(key)).collect::<domain::Result<Vec<_>>>()?;
                let at = ground.instant(opening.at);
                let id = direct::start_as(&tx, ground.person(first)?, &others, at).await?;
                let room = conversation::readable(&tx, tx.actor(), id).await?.row().room_id;
                let mut written = Vec::new();
                for message in messages {
                    let of = |person: &str| standing::directly(&ground, &all, person, message.at.days_ago);
                    let standing = of(&message.author)?;
                    let said = write(&tx, &ground, id, (messages, &written), standing, Vec::new(), false).await?;
                    written.push(said);
                    aftermath::happened(&tx, &ground, (room, said), None, message, of).await?;
                }
                told.push(Told { id, room: None, source });
            }
            Ok(told)
        };
        told.extend(store.write(&Actor::System, tell).await?);
    }
    Ok(told)
}

async fn write(
    tx: &Tx,
    ground: &Ground,
    conversation: ConversationId,
    (messages, written): (&[Message], &[MessageId]),
    standing: Standing,
    attachments: Vec<DocumentId>,
    quotes: bool,
) -> domain::Result<MessageId> {
    let index = written.len();
    let message = messages.get(index).ok_or_else(|| unknown("a message"))?;
    let answered = message.answers.map(|position| position as usize).filter(|position| *position <= index);
    let mut words = String::new();
    // an answer to the message just above needs no quotation
    if let Some(position) = answered.filter(|position| quotes && *position < index) {
        words = quotation(ground, messages, written, position)?;
    }
    words.push_str(&body(ground, message, message.aftermath.first_wording.as_deref())?);
    let answers = answered.filter(|_| !quotes).and_then(|position| written.get(position.checked_sub(1)?)).copied();
    let post = Post {
        attachments,
        answers,
        ask_seen: message.aftermath.asks_seen,
        read_to: None,
        ..Post::of(Uuid::new_v4(), Text::written(&words)?)
    };
    let (author, at) = (ground.person(&message.author)?, ground.instant(message.at));
    message::post_as(tx, conversation, author, standing, at, post).await
}

/// The words of a message, or those it had at first, with those it mentions as references.
pub(super) fn body(ground: &Ground, message: &Message, first: Option<&str>) -> domain::Result<String> {
    if let Some(first) = first {
        return Ok(first.to_owned());
    }
    let mut links = HashMap::new();
    for key in &message.mentions {
        let link = format!("[@{}](samrum:person/{})", ground.shown_name(key)?, ground.person(key)?);
        links.insert(key.as_str(), link);
    }
    Ok(message.body_with(|key| links.get(key).cloned().unwrap_or_default()))
}

/// The beginning of an earlier message, as the interface's own quoting refers to it.
fn quotation(ground: &Ground, messages: &[Message], said: &[MessageId], position: usize) -> domain::Result<String> {
    let place = position.saturating_sub(1);
    let (Some(quoted), Some(id)) = (messages.get(place), said.get(place)) else {
        return Err(unknown("a quoted message"));
    };
    let shown = body(ground, quoted, None)?;
    // a long one by its first sentences
    let range = if excerpt(&shown, QUOTED).ends_with('…') { format!("#0-{QUOTED}") } else { String::new() };
    Ok(format!("[Citat: {}](samrum:message/{id}@1{range})\n\n", ground.shown_name(&quoted.author)?))
}
