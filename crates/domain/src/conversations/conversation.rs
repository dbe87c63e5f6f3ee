//! A conversation: an ordered set of messages.

mod change;
mod lift;
mod started_before;

use chrono::{DateTime, Utc};

use crate::access::{Audience, Relation, RoomKind, RoomRights, ThreadRights, thread_rights};
use crate::actor::Actor;
use crate::conversations::message::{self, Message, Post};
use crate::conversations::tags::Tags;
use crate::conversations::text::{clean, is_blank};
use crate::event::Event;
use crate::ids::{
    ConversationId, DocumentId, ForwardingId, MeetingId, MessageId, NetworkId, OrganisationId, PersonId, RoomId, SeatId,
};
use crate::rooms::room::ReadableRoom;
use crate::sorting::fold;
use crate::store::{Db, FromRow, Ids, Tx, execute, one, row, rows, rows_at_once};
use crate::words::words;
use crate::{Error, Result};

pub use change::{Change, change};
pub use lift::{Lifted, lift, lifted_before, lifted_from};
pub use started_before::{StartedBefore, start_as};

words! {
    /// What form a conversation has.
    ConversationKind {
        /// Tråd, with a title.
        Thread = "thread",
        /// A room's chat.
        Chat = "chat",
        /// Direktsamtal.
        Direct = "direct",
        /// The discussion of a document.
        Document = "document",
        /// The discussion of a meeting.
        Meeting = "meeting",
    }

    /// What a thread is for.
    ThreadKind {
        /// Diskussion.
        Discussion = "discussion",
        /// Fråga.
        Question = "question",
        /// Gott exempel.
        GoodExample = "good_example",
        /// Information.
        Information = "information",
        /// Svår fråga.
        HardQuestion = "hard_question",
        /// Rundfråga: organisations answer it, each once; see [`crate::methods::ask`].
        Ask = "ask",
        /// Förslag till beslut; see [`crate::methods::proposal`].
        Proposal = "proposal",
    }
}

impl ThreadKind {
    /// Whether a thread of this kind carries something more, with which it is started: it can be neither chosen for an
    /// ordinary thread nor changed for another.
    #[must_use]
    pub fn carries_more(self) -> bool {
        matches!(self, Self::Ask | Self::Proposal)
    }

    /// It asks for something, so that it can be answered.
    #[must_use]
    pub fn asks(self) -> bool {
        matches!(self, Self::Question | Self::HardQuestion)
    }
}

/// The most characters of a title.
pub const LONGEST_TITLE: usize = 200;

/// A conversation's row, with the room it stands in.
#[derive(Clone, Debug, FromRow)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// Where it stands.
    pub room_id: RoomId,
    /// In which network; none for a direct conversation.
    pub network_id: Option<NetworkId>,
    /// Thread, chat, direct …
    pub kind: ConversationKind,
    /// What a thread is for.
    pub thread_kind: Option<ThreadKind>,
    /// A thread's title.
    pub title: Option<String>,
    /// Its themes: a JSON list of words.
    pub themes: serde_json::Value,
    /// The Convention's articles it is about: a JSON list of numbers.
    pub articles: serde_json::Value,
    /// The document it belongs to.
    pub document_id: Option<DocumentId>,
    /// The meeting it belongs to.
    pub meeting_id: Option<MeetingId>,
    /// Who started it.
    pub author_id: Option<PersonId>,
    /// From which seat.
    pub author_seat_id: Option<SeatId>,
    /// The position of its newest message; 0 while empty.
    pub last_position: i64,
    /// When something was last written.
    pub last_at: DateTime<Utc>,
    /// Its revision.
    pub revision: i64,
    /// A closed conversation is only read.
    pub closed_at: Option<DateTime<Utc>>,
    /// It stands on top of lists.
    pub pinned_at: Option<DateTime<Utc>>,
    /// The revision of its summary; 0 without one.
    pub summary_revision: i64,
    /// An answer has been accepted.
    pub answered: bool,
    /// The chat message it was lifted from.
    pub lifted_from: Option<MessageId>,
    /// What was passed on from another network and became this.
    pub forwarding_id: Option<ForwardingId>,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// What its room is for.
    pub room_kind: RoomKind,
    /// The room's own name, if it has one.
    pub room_name: Option<String>,
    /// Who the room is for.
    pub audience: Audience,
    /// The room's newest event.
    pub seq: i64,
    /// The installation's epoch.
    pub epoch: i64,
}

/// Whether an answer to conversation `c` has been accepted that is still there.
macro_rules! answered {
    () => {
        "EXISTS (SELECT 1 FROM accepted_answer w JOIN message x ON x.id = w.message_id WHERE w.conversation_id = c.id \
         AND w.withdrawn_at IS NULL AND x.deleted_at IS NULL)"
    };
}
pub(crate) const ANSWERED: &str = answered!();

pub(crate) const COLUMNS: &str = concat!(
    "c.id, c.room_id, c.network_id, c.kind, c.thread_kind, c.title, c.themes, c.articles, c.document_id, c.meeting_id, \
     c.author_id, c.author_seat_id, c.last_position, c.last_at, c.revision, c.closed_at, c.pinned_at, \
     c.summary_revision, c.lifted_from, c.forwarding_id, c.created_at, ",
    answered!(),
    " AS answered, r.kind AS room_kind, coalesce(r.name, m.title) AS room_name, \
     coalesce(a.audience, 'direct') AS audience, coalesce(s.seq, 0) AS seq, \
     (SELECT epoch FROM installation WHERE id = 1) AS epoch"
);
pub(crate) const TABLES: &str = "conversation c JOIN room r ON r.id = c.room_id \
    LEFT JOIN room_audience a ON a.room_id = r.id AND a.until IS NULL LEFT JOIN meeting m ON m.id = r.meeting_id \
    LEFT JOIN stream s ON s.id = c.room_id";

/// A conversation one may read.
#[derive(Clone, Debug)]
pub struct ReadableConversation {
    conversation: Conversation,
    rights: RoomRights,
    relation: Relation,
}

/// A conversation one may read.
///
/// # Errors
/// [`Error::NotFound`] where there is none, or none for this actor.
pub async fn readable(db: &impl Db, actor: &Actor, id: ConversationId) -> Result<ReadableConversation> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = $1");
    let conversation: Conversation = row(db, &sql, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    ReadableConversation::through(actor, conversation)
}

/// Those of the conversations that stand in `room` now: what the feed shows all its readers. One that has moved away is
/// not among them.
///
/// # Errors
/// When the database can't be reached.
pub async fn in_room(db: &impl Db, room: RoomId, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id IN {} AND c.room_id = $2", Ids::sql(db, "$1"));
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), room.0.into()]).await
}

/// The conversations of a room one reads in which something was written, in the order they were started, after `after`.
///
/// # Errors
/// When the database can't be reached.
pub async fn all_of(
    db: &impl Db,
    room: &ReadableRoom,
    after: Option<ConversationId>,
    limit: i64,
) -> Result<Vec<Conversation>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE c.room_id = $1 AND c.last_position > 0 AND c.id > $2 ORDER BY c.id LIMIT $3"
    );
    let after = after.map_or(uuid::Uuid::nil(), |id| id.0);
    rows(db, &sql, [room.room().id.0.into(), after.into(), limit.into()]).await
}

/// Those of the direct conversations that `person` is named in: what the feed shows them.
///
/// # Errors
/// When the database can't be reached.
pub async fn direct_of(db: &impl Db, person: PersonId, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE c.id IN {} \
         AND c.room_id IN (SELECT room_id FROM direct_participant WHERE person_id = $2)",
        Ids::sql(db, "$1")
    );
    rows(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), person.0.into()]).await
}

impl ReadableConversation {
    /// The one check: the actor reads the room it stands in.
    fn through(actor: &Actor, conversation: Conversation) -> Result<Self> {
        let rights = actor.room(conversation.room_id);
        let relation = relation(actor, &conversation);
        if rights.read { Ok(Self { conversation, rights, relation }) } else { Err(Error::NotFound) }
    }

    /// Its row.
    #[must_use]
    pub fn row(&self) -> &Conversation {
        &self.conversation
    }

    /// What the actor may do in its room.
    #[must_use]
    pub fn rights(&self) -> RoomRights {
        self.rights
    }

    /// Whether the actor may write in it now.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.rights.write && self.conversation.closed_at.is_none()
    }

    /// What the actor may do with it as a thread; nothing with what is none.
    #[must_use]
    pub fn thread_rights(&self) -> ThreadRights {
        self.rights_while(self.conversation.closed_at.is_some())
    }

    fn rights_while(&self, closed: bool) -> ThreadRights {
        if self.conversation.kind != ConversationKind::Thread {
            return ThreadRights::default();
        }
        let rights = thread_rights(self.rights, self.relation, closed);
        // those who were asked, or have a voice, are those of its room: it stays there
        let stays = self.conversation.thread_kind.is_some_and(ThreadKind::carries_more);
        ThreadRights { shift: rights.shift && !stays, ..rights }
    }

    /// A thread with which the actor may do that.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where they may not, [`Error::Conflict`] where they could if it were not closed.
    pub fn allows(&self, right: impl Fn(ThreadRights) -> bool) -> Result<&Self> {
        if right(self.thread_rights()) {
            Ok(self)
        } else if right(self.rights_while(false)) {
            Err(Error::Conflict("conversation_closed"))
        } else {
            Err(Error::Forbidden)
        }
    }

    /// The themes as words.
    #[must_use]
    pub fn themes(&self) -> Vec<String> {
        themes(&self.conversation.themes)
    }
}

fn relation(actor: &Actor, conversation: &Conversation) -> Relation {
    if conversation.author_id.is_some() && conversation.author_id == actor.person() {
        return Relation::Author;
    }
    let seat = conversation.author_seat_id;
    let holds = |access: &crate::access::PersonAccess| access.standings.iter().any(|standing| standing.seat == seat);
    if seat.is_some() && actor.access().is_some_and(|access| holds(access)) {
        Relation::Successor
    } else {
        Relation::Other
    }
}

/// A stored list of words.
#[must_use]
pub fn themes(stored: &serde_json::Value) -> Vec<String> {
    stored.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

/// A stored list of articles.
#[must_use]
pub fn articles(stored: &serde_json::Value) -> Vec<i64> {
    stored.as_array().into_iter().flatten().filter_map(serde_json::Value::as_i64).collect()
}

/// A conversation whose next position has been taken for a message about to be written.
pub(crate) struct TakenPosition {
    pub(crate) id: ConversationId,
    pub(crate) room: RoomId,
    pub(crate) position: i64,
    /// Which organisations have answered: see [`super::answered_by`].
    pub(crate) answered_by: serde_json::Value,
}

/// Takes the next position of a conversation: one statement that also reads what the check needs. Refused, it is undone
/// with the command.
pub(crate) async fn take_position(tx: &Tx, id: ConversationId) -> Result<TakenPosition> {
    let (taken, closed) = next_position(tx, id).await?;
    if !tx.actor().room(taken.room).write {
        return Err(Error::Forbidden);
    }
    if closed { Err(Error::Conflict("conversation_closed")) } else { Ok(taken) }
}

/// Takes the next position for what the actor has been asked for there, also where they otherwise only read.
pub(crate) async fn take_asked_position(tx: &Tx, id: ConversationId) -> Result<TakenPosition> {
    let (taken, closed) = next_position(tx, id).await?;
    if closed { Err(Error::Conflict("conversation_closed")) } else { Ok(taken) }
}

/// The next position of a conversation the actor reads, and whether nothing more is written there.
async fn next_position(tx: &Tx, id: ConversationId) -> Result<(TakenPosition, bool)> {
    #[derive(FromRow)]
    struct Row {
        room_id: RoomId,
        last_position: i64,
        closed_at: Option<DateTime<Utc>>,
        answered_by: serde_json::Value,
    }
    let sql = "UPDATE conversation SET last_position = last_position + 1, last_at = $2 WHERE id = $1 \
               RETURNING room_id, last_position, closed_at, answered_by";
    let taken: Row = row(tx, sql, [id.0.into(), tx.now().into()]).await?.ok_or(Error::NotFound)?;
    if !tx.actor().room(taken.room_id).read {
        return Err(Error::NotFound);
    }
    let (room, position) = (taken.room_id, taken.last_position);
    Ok((TakenPosition { id, room, position, answered_by: taken.answered_by }, taken.closed_at.is_some()))
}

/// A thread to start.
#[derive(Clone, Debug)]
pub struct NewThread {
    /// What it is for.
    pub kind: ThreadKind,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub tags: Tags,
    /// Its first message.
    pub first: Post,
}

/// Starts a thread with its first message.
///
/// # Errors
/// [`Error::Forbidden`] where one only reads the room, and in the room of a direct conversation, which is one;
/// [`Error::Invalid`] for a title that can't be, [`Error::Conflict`] where the author has given something else the same
/// client id.
pub async fn start(tx: &Tx, room: &ReadableRoom, new: NewThread) -> Result<(ConversationId, MessageId)> {
    let room = room.writable()?.room();
    if room.kind == RoomKind::Direct {
        return Err(Error::Forbidden);
    }
    let title = title(&new.title)?;
    if let Some(earlier) = message::by_client_id(tx, new.first.client_id).await? {
        return begun(tx, room.id, new.kind, &earlier).await;
    }
    let id = ConversationId::at(tx.now());
    let speaking = tx.actor().speaking(room.id);
    let sql = "INSERT INTO conversation (id, room_id, network_id, kind, thread_kind, title, title_folded, themes, \
               articles, author_id, author_seat_id, last_position, last_at, revision, created_at) \
               VALUES ($1, $2, $3, 'thread', $4, $5, $6, $7, $8, $9, $10, 0, $11, 1, $11)";
    let values = [
        id.0.into(),
        room.id.0.into(),
        room.network_id.map(|n| n.0).into(),
        new.kind.word().into(),
        title.clone().into(),
        fold(&title).into(),
        serde_json::json!(new.tags.themes).into(),
        serde_json::json!(new.tags.articles).into(),
        tx.actor().person().map(|p| p.0).into(),
        speaking.and_then(|s| s.seat).map(|s| s.0).into(),
        tx.now().into(),
    ];
    execute(tx, sql, values).await?;
    tx.record(room.id, Event::ConversationStarted { conversation: id });
    let posted = message::post(tx, id, new.first).await?;
    Ok((id, posted.id()))
}

/// Sent twice it is one thread. What has that name without being the beginning of such a thread here is something else.
async fn begun(tx: &Tx, room: RoomId, kind: ThreadKind, earlier: &Message) -> Result<(ConversationId, MessageId)> {
    let sql = "SELECT 1 FROM conversation WHERE id = $1 AND room_id = $2 AND kind = 'thread' AND thread_kind = $3";
    let values = [earlier.conversation_id.0.into(), room.0.into(), kind.word().into()];
    match one(tx, sql, values).await? {
        Some(_) if earlier.position == 1 => Ok((earlier.conversation_id, earlier.id)),
        _ => Err(Error::Conflict("client_id_taken")),
    }
}

/// A title in one line.
///
/// # Errors
/// [`Error::Invalid`] for an empty one or one of more than [`LONGEST_TITLE`] characters.
pub(crate) fn title(written: &str) -> Result<String> {
    let title = clean(written).split_whitespace().collect::<Vec<_>>().join(" ");
    if is_blank(&title) {
        return Err(Error::invalid("/title", "empty"));
    }
    if title.chars().count() > LONGEST_TITLE || title.contains('\0') {
        return Err(Error::invalid("/title", "too_long"));
    }
    Ok(title)
}

/// The chat of a new room.
pub(crate) async fn create_chat(tx: &Tx, room: RoomId, network: Option<NetworkId>) -> Result<ConversationId> {
    let id = ConversationId::at(tx.now());
    let sql = "INSERT INTO conversation (id, room_id, network_id, kind, themes, last_position, last_at, revision, \
               created_at) VALUES ($1, $2, $3, 'chat', $4, 0, $5, 1, $5)";
    let network = network.map(|n| n.0);
    execute(tx, sql, [id.0.into(), room.0.into(), network.into(), serde_json::json!([]).into(), tx.now().into()])
        .await?;
    Ok(id)
}

/// The organisation a person speaks for in the room, and their seat there.
pub(crate) fn speaks_for(actor: &Actor, room: RoomId) -> (Option<OrganisationId>, Option<uuid::Uuid>, &'static str) {
    let Some(standing) = actor.speaking(room) else { return (None, None, "none") };
    // a coordinator's or working-group member's words come from their organisation too, where they have a seat
    let seated = actor
        .access()
        .and_then(|access| access.standings.iter().find(|s| s.network == standing.network && s.seat.is_some()));
    let organisation = standing.organisation.or(seated.and_then(|s| s.organisation));
    let seat = standing.seat.or(seated.and_then(|s| s.seat));
    (organisation, seat.map(|s| s.0), standing.kind.word())
}

/// Those of the conversations that one may read: for hits of a search. Their order is not that of the ids.
///
/// # Errors
/// When the database can't be reached.
pub async fn among(db: &impl Db, actor: &Actor, ids: &[ConversationId]) -> Result<Vec<Conversation>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rooms = actor.own_access()?.readable_rooms().map(|facts| facts.id.0);
    let sql = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE c.id IN {} AND c.room_id IN {}",
        Ids::sql(db, "$1"),
        Ids::sql(db, "$2")
    );
    rows_at_once(db, &sql, [Ids::value(ids.iter().map(|id| id.0)), Ids::value(rooms)]).await
}
