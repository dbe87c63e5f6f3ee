//! Threads, chats and where one has read to.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get, post, put};
use chrono::{DateTime, Utc};
use domain::access::RoomKind;
use domain::conversations::conversation::{self, ConversationKind, NewThread as Thread, ThreadKind};
use domain::conversations::list::{self, Filter, ReadingPlace};
use domain::conversations::message::Post;
use domain::conversations::tags::Tags;
use domain::conversations::text::Text;
use domain::conversations::{question, read_mark, summary};
use domain::documents::uses;
use domain::ids::{ConversationId, NetworkId, RoomId};
use domain::networks::forwarding;
use domain::rooms::{audience, room};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    At, AudienceView, Conversation, ConversationFacts, ConversationRights, ConversationRow, LiveList, NewMessage,
    NewThread, PersonLine, Problem, ReadUpTo, RoomRef,
};

use crate::asker::Asker;
use crate::body::Body;
use crate::cursor;
use crate::listed::Listed;
use crate::once::IdempotencyKey;
use crate::preconditions::shown;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    /// Only of this room.
    #[serde(default)]
    room: Option<RoomId>,
    /// Only of this kind; without it everything but chats.
    #[serde(default)]
    kind: Option<ConversationKind>,
    /// Only with something unread.
    #[serde(default)]
    unread: bool,
    /// Only threads for this.
    #[serde(default)]
    thread_kind: Option<ThreadKind>,
    /// Only open questions of which no answer has been accepted.
    #[serde(default)]
    unanswered: bool,
    /// Only with this theme.
    #[serde(default)]
    theme: Option<String>,
    /// Only about this article of the Convention.
    #[serde(default)]
    article: Option<i64>,
    /// Only what stands on top.
    #[serde(default)]
    pinned: bool,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// All conversations of a network that one may read, across its rooms, the newest activity first.
#[utoipa::path(tag = "conversations", params(ListQuery), responses((status = 200, body = LiveList<ConversationRow>), (status = 404, body = Problem)))]
#[get("/networks/{id}/conversations")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    query: Query<ListQuery>,
) -> Result<Listed<LiveList<ConversationRow>>, Failure> {
    let filter = Filter { network: Some(*id), room: query.room, ..filter(&query)? };
    page(&api, &asker, filter).await
}

/// The conversations of a room, the newest activity first.
#[utoipa::path(tag = "conversations", params(ListQuery), responses((status = 200, body = LiveList<ConversationRow>), (status = 404, body = Problem)))]
#[get("/rooms/{id}/conversations")]
pub(super) async fn of_room(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    query: Query<ListQuery>,
) -> Result<Listed<LiveList<ConversationRow>>, Failure> {
    let filter = Filter { room: Some(*id), ..filter(&query)? };
    page(&api, &asker, filter).await
}

fn filter(query: &ListQuery) -> Result<Filter, Failure> {
    let cursor: Option<(DateTime<Utc>, ConversationId)> = cursor::read(query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit)?;
    Ok(Filter {
        kind: query.kind,
        unread: query.unread,
        thread_kind: query.thread_kind,
        unanswered: query.unanswered,
        theme: query.theme.clone(),
        article: query.article,
        pinned: query.pinned,
        cursor,
        limit,
        ..Filter::default()
    })
}

pub(super) async fn page(
    api: &Api,
    asker: &Asker,
    filter: Filter,
) -> Result<Listed<LiveList<ConversationRow>>, Failure> {
    let db = api.store.reader();
    let (limit, stream) = (filter.limit, filter.stream());
    let filter = Filter { limit: limit + 1, ..filter };
    let mut rows = list::list(db, &asker.actor, &filter).await?;
    let mut at = stream.zip(rows.first()).map(|(stream, row)| At::new(stream, row.seq, row.epoch));
    if let (Some(stream), None) = (stream, at.as_ref()) {
        // nothing that could have told the place: it is asked for, and then once more whether there still is nothing
        at = Some(rendering::at(db, stream).await?);
        rows = list::list(db, &asker.actor, &filter).await?;
    }
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.last_at, row.id));
    let items = rendering::conversations(asker, &rows);
    Ok(Listed(LiveList { items, next_cursor, at }))
}

/// Start a thread with its first message.
#[utoipa::path(tag = "conversations", request_body = NewThread, params(IdempotencyKey), responses((status = 201, body = Conversation), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/rooms/{id}/conversations")]
pub(super) async fn start(
    asker: Asker,
    api: Data<Api>,
    id: Path<RoomId>,
    body: Body<NewThread>,
) -> Result<HttpResponse, Failure> {
    let (id, NewThread { kind, title, themes, articles, message, text }) = (id.into_inner(), body.value);
    let key = body.key;
    // an ask and a proposal are started with what they carry
    if kind.carries_more() {
        return Err(Failure::value("/kind", "wrong_form"));
    }
    let (message, text) = match (message, text) {
        (Some(message), None) => {
            let text = Text::written(&message.text).map_err(within_message)?;
            (message, text)
        }
        (None, Some(text)) => {
            let written = Text::written(&text)?;
            (NewMessage::of(text), written)
        }
        (None, None) => return Err(Failure::value("/message", "missing")),
        (Some(_), Some(_)) => return Err(Failure::value("/text", "unknown_field")),
    };
    let first = Post {
        client_id: message.client_id,
        text,
        attachments: message.attachments,
        answers: message.answers,
        ask_seen: message.ask_seen,
        read_to: message.read_to,
    };
    let thread = Thread { kind, title, tags: Tags::chosen(&themes, &articles)?, first };
    let started = api
        .store
        .write_once(&asker.actor, key, move |tx| async move {
            let room = room::readable(&tx, tx.actor(), id).await?;
            Ok(conversation::start(&tx, &room, thread).await?.0)
        })
        .await?;
    let view = view(&api, &asker, started).await?;
    Ok(shown(StatusCode::CREATED, view.revision, &view))
}

/// The text stands deeper in the body of a new thread than in that of a message.
pub(super) fn within_message(error: domain::Error) -> domain::Error {
    within(error, "/message/text")
}

/// A fault of a text that stands elsewhere than at the top of the body.
pub(super) fn within(error: domain::Error, pointer: &'static str) -> domain::Error {
    match error {
        domain::Error::Invalid(faults) => {
            domain::Error::Invalid(faults.into_iter().map(|fault| domain::error::Fault { pointer, ..fault }).collect())
        }
        other => other,
    }
}

/// A conversation.
#[utoipa::path(tag = "conversations", responses((status = 200, body = Conversation), (status = 404, body = Problem)))]
#[get("/conversations/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<ConversationId>) -> Result<HttpResponse, Failure> {
    let view = view(&api, &asker, id.into_inner()).await?;
    Ok(shown(StatusCode::OK, view.revision, &view))
}

pub(super) async fn view(api: &Api, asker: &Asker, id: ConversationId) -> Result<Conversation, Failure> {
    let db = api.store.reader();
    let found = conversation::readable(db, &asker.actor, id).await?;
    let row = found.row();
    let ReadingPlace { position: read_position, called_in } = list::reading_place(db, &asker.actor, id).await?;
    let today = api.store.clock().today();
    let people = audience::count(db, &asker.actor, row.room_id, today).await?;
    let mut facts = ConversationFacts::from(row);
    let participants: Vec<PersonLine> = if row.room_kind == RoomKind::Direct {
        let lines = audience::people(db, &asker.actor, row.room_id, today, None, 20).await?;
        lines.into_iter().map(PersonLine::from).collect()
    } else {
        Vec::new()
    };
    if row.kind == ConversationKind::Direct {
        facts.title = Some(super::direct::title(asker, participants.iter().map(|one| (one.id, one.name.as_deref()))));
    }
    let network = rendering::network_ref(db, asker, row.network_id).await?;
    let summary = summary::current(db, &found).await?;
    let answers = question::accepted(db, &found).await?;
    let lifted_from = conversation::lifted_from(db, &asker.actor, row.lifted_from).await?;
    let forwarded_from = forwarding::origin(db, &asker.actor, row.forwarding_id).await?;
    let documents = uses::in_conversation(db, &asker.actor, id).await?;
    let thread = found.thread_rights();
    Ok(Conversation {
        facts,
        room: RoomRef { id: row.room_id, kind: row.room_kind, name: row.room_name.clone(), network_id: row.network_id },
        read_position,
        unread: (row.last_position - read_position).max(0),
        called_in,
        may: ConversationRights {
            write: found.may_write(),
            upload: found.rights().upload,
            manage: found.rights().manage,
            change: thread.change,
            accept: thread.accept && row.thread_kind.is_some_and(ThreadKind::asks),
            summarise: thread.summarise,
            keep: thread.keep,
            shift: thread.shift,
        },
        audience: AudienceView { text: (asker.words().audience)(row.audience).to_owned(), people },
        participants,
        document_id: row.document_id,
        documents,
        meeting_id: row.meeting_id,
        summary: summary.as_ref().map(Into::into),
        answers: answers.iter().map(Into::into).collect(),
        lifted_from: lifted_from.as_ref().map(Into::into),
        forwarded_from: forwarded_from.map(Into::into),
        revision: row.revision,
        network,
        at: At::new(row.room_id, row.seq, row.epoch),
    })
}

/// Mark a conversation read up to a position.
#[utoipa::path(tag = "conversations", request_body = ReadUpTo, responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
#[put("/conversations/{id}/read")]
pub(super) async fn mark_read(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    body: Body<ReadUpTo>,
) -> Result<HttpResponse, Failure> {
    let (id, position) = (id.into_inner(), body.value.position);
    if position < 0 {
        return Err(Failure::value("/position", "out_of_range"));
    }
    api.store
        .write(&asker.actor, move |tx| async move {
            tx.actor().signed_in()?;
            conversation::readable(&tx, tx.actor(), id).await?;
            read_mark::mark(&tx, &[(id, position)]).await
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
